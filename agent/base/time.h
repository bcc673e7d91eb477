// SPDX-License-Identifier: Apache-2.0
// Instants and civil days as plain numbers. Everything inside is UTC milliseconds; shop time exists only in calendar.h.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace rigong {

// Milliseconds since 1970-01-01T00:00:00Z.
using TimeMs = std::int64_t;
// A length of time in milliseconds.
using DurationMs = std::int64_t;

inline constexpr DurationMs kSecondMs = 1000;
inline constexpr DurationMs kMinuteMs = 60 * kSecondMs;
inline constexpr DurationMs kHourMs = 60 * kMinuteMs;
inline constexpr DurationMs kDayMs = 24 * kHourMs;

// Times outside these bounds are refused where they enter, so that no later sum can overflow and no loop over days is long.
inline constexpr TimeMs kEarliestTime = 946'684'800'000;  // 2000-01-01T00:00:00Z
inline constexpr TimeMs kLatestTime = 4'102'444'800'000;  // 2100-01-01T00:00:00Z
inline constexpr TimeMs kNoTime = std::numeric_limits<TimeMs>::min();

// A civil date, counted in days since 1970-01-01. A shop day is named by the date on which it begins.
struct Day {
  std::int32_t number = 0;
  friend constexpr auto operator<=>(Day, Day) = default;
};
[[nodiscard]] constexpr Day operator+(Day day, int days) { return Day{day.number + days}; }
[[nodiscard]] constexpr Day operator-(Day day, int days) { return Day{day.number - days}; }
[[nodiscard]] constexpr int operator-(Day a, Day b) { return a.number - b.number; }

// 0 = Monday … 6 = Sunday.
[[nodiscard]] constexpr int weekday(Day day) { return ((day.number + 3) % 7 + 7) % 7; }

// "2026-11-22".
[[nodiscard]] std::string to_string(Day day);
// Reads "2026-11-22", "2026/11/22", "20261122" or "2026年11月22日"; nothing for anything else, and for dates that do not exist.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

// Months since 1970-01 of the instant in UTC: the local part of record keys, the same whatever the shop's zone is set to later.
[[nodiscard]] std::int32_t utc_month(TimeMs time);

}  // namespace rigong
