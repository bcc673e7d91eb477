// SPDX-License-Identifier: Apache-2.0
// A body as the user wrote it, with places that a report fills.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"

namespace rigong::connectors::webhook {

enum class Field { title, text, markdown, mark, date, json };
inline constexpr std::array<std::string_view, 6> kFieldNames = {"title", "text", "markdown", "mark", "date", "json"};

enum class BodyKind { json, text };

// What the fields hold, in their order. `json` is a value of JSON, the others are text.
using FieldValues = std::array<std::string, kFieldNames.size()>;

// "{title}" and its like are places; every other brace is itself. Within the quotes of a JSON text a place is filled with what is
// escaped for there; outside of them with a whole JSON value, quotes included. In a body that is plain text, with the text as it
// is. What is filled in is never looked through for places.
class BodyTemplate {
 public:
  // wrong_use where a JSON body would not be JSON, or has no place for what the report says.
  [[nodiscard]] static Result<BodyTemplate> read(std::string_view text, BodyKind kind);
  [[nodiscard]] std::string fill(const FieldValues& values) const;
  [[nodiscard]] bool has(Field field) const;

 private:
  struct Piece {
    std::string before;  // Literally.
    bool is_place = false;
    Field field = Field::text;
    bool quoted = false;  // Within the quotes of a JSON text.
  };
  BodyKind kind_ = BodyKind::json;
  std::vector<Piece> pieces_;
};

}  // namespace rigong::connectors::webhook
