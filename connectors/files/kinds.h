// SPDX-License-Identifier: Apache-2.0
// What a file may hold, as data: the kinds of records, their fields with all the names that shops and platforms give them, and
// the presets. A new platform's export is a few words in kinds.cc.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "agent/base/result.h"
#include "agent/model/record.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::files {

enum class Kind : std::uint8_t { messages, ratings, orders, assignments, shifts, daily };
[[nodiscard]] std::string_view kind_name(Kind kind);

enum class Field : std::uint8_t {
  conversation_id,
  message_id,
  sent_at,
  direction,
  agent_id,
  customer_id,
  text,
  starts_session,
  withdrawn,
  rating_id,
  invited_at,
  rated_at,
  level,
  appeal_upheld,
  order_id,
  created_at,
  paid_at,
  closed_unpaid_at,
  amount,
  refunded,
  refunded_at,
  updated_at,
  assignment_id,
  at,
  action,
  reason,
  day,
  shift,
  start,
  end,
  delivered,  // The first of the figures that a platform delivers ready; the others follow in the order of DeliveredField.
};
inline constexpr std::size_t kFieldCount =
    static_cast<std::size_t>(Field::delivered) + static_cast<std::size_t>(model::DeliveredField::count_);
static_assert(kFieldCount <= 64, "FieldRow keeps the set of its fields in one word");

[[nodiscard]] constexpr std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }
[[nodiscard]] constexpr Field field_of(model::DeliveredField figure) {
  return static_cast<Field>(index_of(Field::delivered) + static_cast<std::size_t>(figure));
}
// The figure of a field at or behind Field::delivered.
[[nodiscard]] constexpr model::DeliveredField figure_of(Field field) {
  return static_cast<model::DeliveredField>(index_of(field) - index_of(Field::delivered));
}
// Our name: "sent_at", "response_mean_ms".
[[nodiscard]] std::string_view field_text(Field field);

// In what a column counts, where its name says so.
enum class Unit : std::uint8_t { none, seconds, milliseconds, yuan, fen, percent };

struct FieldSpec {
  Kind kind;
  Field field;
  Unit unit;               // Of a bare number under these names.
  std::string_view names;  // Ours first; then others, the surest first, separated by '|'. Compared folded (kit/fold.h).
};
[[nodiscard]] std::span<const FieldSpec> field_specs();

struct Preset {
  std::string_view name;
  Kind kind;
  std::string_view title_zh;
  std::string_view title_en;
  // What a file must have. Within a group one field is enough.
  struct Group {
    std::array<Field, 3> fields;
    std::size_t count;
  };
  std::array<Group, 4> required;
  std::size_t required_count;
  std::size_t least_figures;  // Day tables: how many delivered figures it takes to be recognised.
  RatingScale scale;
  // Names (folded, '|'-separated, with or without their bracket) of which one must be there for the preset to be recognised by
  // itself.
  std::string_view marks;
  // The platform whose figures those of the day table are; empty where it is nobody's in particular.
  std::string_view platform = {};
};
[[nodiscard]] std::span<const Preset> all_presets();

// Whether the first cell of a row names a total or a mean instead of somebody.
[[nodiscard]] bool is_summary_word(std::string_view cell);

}  // namespace rigong::connectors::files
