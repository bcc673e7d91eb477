// SPDX-License-Identifier: Apache-2.0
#include "agent/base/time.h"

#include <fmt/format.h>

#include <array>

#include "agent/base/civil.h"

namespace rigong {
namespace {

bool read_digits(std::string_view text, std::size_t at, std::size_t count, int& value) {
  if (at + count > text.size()) return false;
  value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  return true;
}

std::optional<Day> make_day(int year, int month, int day) {
  if (year < 2000 || year > 2099) return std::nullopt;
  const cctz::civil_day result(year, month, day);
  // A civil_day carries an impossible date over into the next month; whoever wrote it meant something else.
  if (result.month() != month || result.day() != day) return std::nullopt;
  return Day{static_cast<std::int32_t>(result - cctz::civil_day(1970, 1, 1))};
}

// Digits of one date part: one or two of them, as in "2026/1/5".
bool read_part(std::string_view text, std::size_t& at, int& value) {
  const std::size_t start = at;
  value = 0;
  while (at < text.size() && at - start < 2 && text[at] >= '0' && text[at] <= '9') value = value * 10 + (text[at++] - '0');
  return at > start;
}

}  // namespace

std::string to_string(Day day) {
  const cctz::civil_day date = civil_day_of(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

std::optional<Day> parse_day(std::string_view text) {
  int year = 0;
  if (!read_digits(text, 0, 4, year)) return std::nullopt;
  int month = 0;
  int day = 0;
  if (text.size() == 8 && read_digits(text, 4, 2, month) && read_digits(text, 6, 2, day)) return make_day(year, month, day);

  struct Separators {
    std::string_view after_year, after_month, after_day;
  };
  static constexpr std::array<Separators, 4> kForms = {Separators{"-", "-", ""}, Separators{"/", "/", ""},
                                                       Separators{".", ".", ""}, Separators{"年", "月", "日"}};
  for (const Separators& form : kForms) {
    std::size_t at = 4;
    if (text.substr(at, form.after_year.size()) != form.after_year) continue;
    at += form.after_year.size();
    if (!read_part(text, at, month) || text.substr(at, form.after_month.size()) != form.after_month) continue;
    at += form.after_month.size();
    if (!read_part(text, at, day) || text.substr(at) != form.after_day) continue;
    return make_day(year, month, day);
  }
  return std::nullopt;
}

std::int32_t utc_month(TimeMs time) {
  const auto days = time >= 0 ? time / kDayMs : -((-time + kDayMs - 1) / kDayMs);
  const cctz::civil_day date = civil_day_of(Day{static_cast<std::int32_t>(days)});
  return static_cast<std::int32_t>((date.year() - 1970) * 12 + date.month() - 1);
}

}  // namespace rigong
