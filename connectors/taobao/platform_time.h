// SPDX-License-Identifier: Apache-2.0
// The platform's own time: GMT+8 the year round, wherever the shop is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "agent/base/time.h"

namespace rigong::connectors::taobao {

// Seconds since 1970; the platform knows nothing finer.
using Seconds = std::int64_t;
inline constexpr Seconds kMinute = 60;
inline constexpr Seconds kHour = 60 * kMinute;
inline constexpr Seconds kDay = 24 * kHour;

[[nodiscard]] Day day_of(Seconds time);
[[nodiscard]] Seconds start_of(Day day);
// The next time that the platform's clocks show hour:minute, after `time`.
[[nodiscard]] Seconds next_at(Seconds time, int hour, int minute);

// "2026-11-25 09:30:00".
[[nodiscard]] std::string wall_text(Seconds time);
// "20261125093000".
[[nodiscard]] std::string compact_text(Seconds time);

// An instant in any way in which the platform writes one: without a zone it is GMT+8; a date alone is its midnight; 14 digits are
// the compact way. Nothing where it is none, or no sane one.
[[nodiscard]] std::optional<Seconds> read_wall(std::string_view text);
// The date that the text begins with.
[[nodiscard]] std::optional<Day> read_date(std::string_view text);

}  // namespace rigong::connectors::taobao
