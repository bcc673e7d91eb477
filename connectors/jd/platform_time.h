// SPDX-License-Identifier: Apache-2.0
// The platform's own time: Beijing's, the year round, wherever the shop is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "agent/base/time.h"

namespace rigong::connectors::jd {

[[nodiscard]] Day china_day(TimeMs time);
[[nodiscard]] TimeMs china_day_start(Day day);
// Milliseconds since the platform's midnight.
[[nodiscard]] DurationMs china_time_of_day(TimeMs time);

// "2026-11-25 09:30:00", for dates within a question.
[[nodiscard]] std::string wall_text(TimeMs time);
// "2026-11-25 09:30:00.123+0800", for the parameter timestamp.
[[nodiscard]] std::string stamp_text(TimeMs time);

// An instant in any way in which the platform writes one: milliseconds or seconds since 1970, or text that is Beijing's where it
// names no zone. Nothing where there is none ("0", "0001-01-01 00:00:00"), or no sane one.
[[nodiscard]] std::optional<TimeMs> read_time(std::string_view text);
// A date, or that of an instant.
[[nodiscard]] std::optional<Day> read_day(std::string_view text);

}  // namespace rigong::connectors::jd
