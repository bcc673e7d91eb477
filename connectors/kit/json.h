// SPDX-License-Identifier: Apache-2.0
// JSON of platforms: the guarded parse of agent/base/json.h, and values that platforms write in more than one way.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "agent/base/json.h"
#include "agent/base/result.h"

namespace rigong::connectors {

inline constexpr std::size_t kMaxJsonBytes = 8 * 1024 * 1024;  // A platform's page.

// Fails with unavailable (the other side sent something else than JSON, or than sane JSON). `what` names the sender in the
// message.
[[nodiscard]] Result<rapidjson::Document> parse_json(std::string_view text, std::string_view what,
                                                     std::size_t max_bytes = kMaxJsonBytes);

using rigong::member;
using rigong::to_text;

// A text of a row as it is, without a copy; numbers and flags as they are written, since platforms send ids as either. Valid as
// long as the row and itself.
class TextIn {
 public:
  explicit TextIn(const rapidjson::Value* value);
  TextIn(const rapidjson::Value& row, std::string_view name) : TextIn(member(row, name)) {}
  TextIn(const TextIn&) = delete;
  TextIn& operator=(const TextIn&) = delete;
  // Whether there is one: a list or an object is none.
  [[nodiscard]] bool exists() const { return exists_; }
  // Empty where there is none.
  [[nodiscard]] std::string_view view() const { return view_; }
  [[nodiscard]] std::string text() const { return std::string(view_); }

 private:
  static constexpr std::size_t kMostDigits = 20;
  std::array<char, kMostDigits> digits_;
  std::string written_;
  std::string_view view_;
  bool exists_ = false;
};

// Texts as they are, numbers and flags as they are written: platforms send ids as either.
[[nodiscard]] std::optional<std::string> text_of(const rapidjson::Value& value, std::string_view name);
// A whole number, also where it was sent as text.
[[nodiscard]] std::optional<std::int64_t> whole_of(const rapidjson::Value& value, std::string_view name);

}  // namespace rigong::connectors
