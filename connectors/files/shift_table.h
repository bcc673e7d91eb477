// SPDX-License-Identifier: Apache-2.0
// Shift tables as people make them: a line for each rep and a column for each day, whose head says the day in short ("11-21",
// "21日(周六)", "21") and leaves year and month to the title or the file's name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::connectors::files {

struct YearMonth {
  int year = 0;
  int month = 0;  // 0 where only the year is said.
};
// The first year, with its month where that follows, that a title or a file's name says: "2026年11月排班", "shifts_202611".
[[nodiscard]] std::optional<YearMonth> find_year_month(std::string_view text);

struct DayHeads {
  std::vector<std::optional<Day>> days;  // For each column; nothing where its head is no day.
  std::size_t count = 0;                 // Of columns that are days.
  bool lacks_month = false;              // They look like days, and `when` does not say of which year or month.
  bool only_numbers = true;              // Every head is a bare number, which may mean something else in a table of another kind.
};
// Reads the heads of columns from left to right: after the last day of a month or year the next one begins.
[[nodiscard]] DayHeads read_day_heads(std::span<const std::string> names, std::optional<YearMonth> when);

// Whether the cell is empty or names a day of the week, as the second line of such tables does.
[[nodiscard]] bool is_weekday_or_empty(std::string_view cell);

}  // namespace rigong::connectors::files
