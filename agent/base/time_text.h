// SPDX-License-Identifier: Apache-2.0
// Reads the ways in which files and platforms write an instant or a length of time. Hostile input: never throws, never reads
// past the end, refuses what is out of bounds.
#pragma once

#include <optional>
#include <string_view>

#include "agent/base/calendar.h"
#include "agent/base/time.h"

namespace rigong {

// ISO-8601 ("2026-11-22T09:30:00.123+08:00", "…Z", a space for the T, seconds and fraction optional, '/' for '-'), epoch seconds
// or milliseconds as a number (with or without a fraction). Without a zone the time is the shop's. Nothing where it is none of
// these or lies outside kEarliestTime…kLatestTime.
[[nodiscard]] std::optional<TimeMs> parse_time(std::string_view text, const ShopCalendar& shop);
// The same for a platform whose clock is always so far east of Greenwich, where no zone is written.
[[nodiscard]] std::optional<TimeMs> parse_time(std::string_view text, DurationMs east);

// "1分23秒", "1小时2分", "00:01:23", "83", "83秒", "83.5s" (a bare number is seconds) as milliseconds.
[[nodiscard]] std::optional<DurationMs> parse_duration(std::string_view text);

}  // namespace rigong
