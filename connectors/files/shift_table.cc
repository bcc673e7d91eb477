// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/shift_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agent/base/text.h"
#include "connectors/kit/fold.h"

namespace rigong::connectors::files {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes a number of at most `most` digits off the front; -1 where there is none, or a longer one.
int take_number(std::string_view& text, std::size_t most) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < text.size() && is_digit(text[digits])) {
    if (digits == most) return -1;
    value = value * 10 + (text[digits++] - '0');
  }
  if (digits == 0) return -1;
  text.remove_prefix(digits);
  return value;
}

bool take_word(std::string_view& text, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return true;
  }
  return false;
}

constexpr std::array<std::string_view, 7> kWeekdays = {"一", "二", "三", "四", "五", "六", "日"};
constexpr std::array<std::string_view, 7> kEnglishWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

// "周六", "星期六", "礼拜六", "六", "sat" or "saturday", folded.
bool is_weekday(std::string_view text) {
  static constexpr std::array<std::string_view, 3> kPrefixes = {"星期", "礼拜", "周"};
  if (std::any_of(kEnglishWeekdays.begin(), kEnglishWeekdays.end(),
                  [&](std::string_view day) { return text.starts_with(day); })) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '.'; });
  }
  take_word(text, kPrefixes);
  return text == "天" || std::find(kWeekdays.begin(), kWeekdays.end(), text) != kWeekdays.end();
}

struct Written {
  int year = 0;   // 0 = not said.
  int month = 0;  // 0 = not said.
  int day = 0;
  bool bare = false;  // "21", and not "21日".
};

// "2026-11-21", "11-21", "11月21日", "21日", "21", each with a day of the week or a time of 00:00 behind it.
std::optional<Written> read_head(std::string_view name) {
  const std::string folded = fold_value(name);
  std::string_view rest = folded;
  std::array<int, 3> numbers{};
  std::size_t count = 0;
  static constexpr std::array<std::string_view, 6> kBetween = {"年", "月", "-", "/", ".", "日"};
  static constexpr std::array<std::string_view, 3> kBehind = {"日", "号", "月"};
  while (count < numbers.size()) {
    const int number = take_number(rest, 4);
    if (number < 0) return std::nullopt;
    numbers[count++] = number;
    std::string_view next = rest;
    if (!take_word(next, kBetween) || next.empty() || !is_digit(next.front())) break;
    rest = next;
  }
  const bool named = take_word(rest, kBehind);
  for (const std::string_view midnight : {"t00:00:00", " 00:00:00", " 00:00"}) {
    if (rest == midnight) rest = {};
  }
  rest = trim(rest);
  if (rest.starts_with('(') && rest.ends_with(')')) rest = trim(rest.substr(1, rest.size() - 2));
  if (!rest.empty() && !is_weekday(rest)) return std::nullopt;
  Written written;
  written.day = numbers[count - 1];
  written.bare = count == 1 && !named;
  if (count > 1) written.month = numbers[count - 2];
  if (count > 2) written.year = numbers[0];
  const bool fits = written.day >= 1 && written.day <= 31 && (count < 2 || (written.month >= 1 && written.month <= 12)) &&
                    (count < 3 || (written.year >= 2000 && written.year <= 2099));
  return fits ? std::optional(written) : std::nullopt;
}

}  // namespace

std::optional<YearMonth> find_year_month(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kBetween = {"年", "-", "/", ".", "_", " "};
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (text.substr(at, 2) != "20" || !is_digit(text[at + 2]) || !is_digit(text[at + 3])) continue;
    if (at > 0 && is_digit(text[at - 1])) continue;
    YearMonth found{2000 + (text[at + 2] - '0') * 10 + (text[at + 3] - '0'), 0};
    std::string_view rest = text.substr(at + 4);
    int month = -1;
    if (take_word(rest, kBetween)) {
      month = take_number(rest, 2);
    } else if (rest.size() >= 2 && is_digit(rest[0]) && is_digit(rest[1])) {
      // "202611" and "20261121"; of other lengths it is some number and no day.
      const auto digits = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
      if (digits != 2 && digits != 4) continue;
      std::string_view two = rest.substr(0, 2);
      month = take_number(two, 2);
    } else if (!rest.empty() && is_digit(rest[0])) {
      continue;
    }
    if (month >= 1 && month <= 12) found.month = month;
    return found;
  }
  return std::nullopt;
}

DayHeads read_day_heads(std::span<const std::string> names, std::optional<YearMonth> when) {
  DayHeads heads;
  YearMonth at = when.value_or(YearMonth());
  int last_month = 0;
  int last_day = 0;
  for (const std::string& name : names) {
    heads.days.emplace_back();
    const std::optional<Written> written = read_head(name);
    if (!written) continue;
    if (!written->bare) heads.only_numbers = false;
    int month = written->month;
    int year = written->year;
    if (year == 0 && month == 0) {
      // A month that is over is followed by the next one.
      if (at.month != 0 && last_day > written->day) {
        at = {at.month == 12 ? at.year + 1 : at.year, at.month % 12 + 1};
      }
      month = at.month;
    }
    if (year == 0) {
      if (written->month != 0 && at.year != 0 && last_month > month) ++at.year;
      year = at.year;
    }
    last_month = month;
    last_day = written->day;
    if (year == 0 || month == 0) {
      heads.lacks_month = true;
      ++heads.count;
      continue;
    }
    // A form for every month has a column for the 31st in November too.
    heads.days.back() = parse_day(fmt::format("{:04}-{:02}-{:02}", year, month, written->day));
    if (heads.days.back()) ++heads.count;
  }
  return heads;
}

bool is_weekday_or_empty(std::string_view cell) {
  const std::string folded = fold_value(cell);
  return folded.empty() || is_weekday(folded);
}

}  // namespace rigong::connectors::files
