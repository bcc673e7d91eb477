// SPDX-License-Identifier: Apache-2.0
// Times are read left to right by a cursor that gives up at the first character that does not fit. Nothing is guessed: whether a
// number means seconds or milliseconds follows from the bounds, since no number lies within both.
#include "agent/base/time_text.h"

#include <chrono>
#include <cstdint>

#include "agent/base/text.h"

namespace rigong {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool take(char c) {
    if (peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // Between `least` and `most` digits as a number; -1 where there are fewer. `most` is at most 18.
  std::int64_t number(int least, int most) {
    std::int64_t value = 0;
    int count = 0;
    while (count < most && !rest_.empty() && is_digit(rest_.front())) {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
      ++count;
    }
    return count < least ? -1 : value;
  }
  // The digits behind a decimal mark as thousandths, further ones cut off; -1 where there is none.
  std::int64_t thousandths() {
    if (!is_digit(peek())) return -1;
    std::int64_t value = 0;
    int count = 0;
    while (is_digit(peek())) {
      if (count < 3) value = value * 10 + (peek() - '0');
      ++count;
      rest_.remove_prefix(1);
    }
    for (; count < 3; ++count) value *= 10;
    return value;
  }
  void skip_spaces() {
    while (peek() == ' ') rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

std::optional<Day> civil_day(std::int64_t year, std::int64_t month, std::int64_t day) {
  // Far years are refused before any arithmetic; the bounds of an instant are checked later.
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Day{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

std::optional<TimeMs> bounded(TimeMs time) {
  if (time < kEarliestTime || time > kLatestTime) return std::nullopt;
  return time;
}

std::optional<TimeMs> epoch_time(Cursor cursor) {
  const std::int64_t whole = cursor.number(9, 13);
  if (whole < 0) return std::nullopt;
  std::int64_t thousandths = 0;
  if (cursor.take('.')) thousandths = cursor.thousandths();
  if (thousandths < 0 || !cursor.done()) return std::nullopt;
  constexpr std::int64_t kLatestSecond = kLatestTime / kSecondMs;
  return whole <= kLatestSecond ? bounded(whole * kSecondMs + thousandths) : bounded(whole);
}

// "Z", "+08:00", "+0800", "+08" as milliseconds east of Greenwich.
std::optional<DurationMs> zone_offset(Cursor& cursor) {
  if (cursor.take('Z') || cursor.take('z')) return 0;
  const bool east = cursor.take('+');
  if (!east && !cursor.take('-')) return std::nullopt;
  const std::int64_t hours = cursor.number(2, 2);
  std::int64_t minutes = 0;
  if (cursor.take(':') || is_digit(cursor.peek())) minutes = cursor.number(2, 2);
  if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return std::nullopt;
  const DurationMs offset = hours * kHourMs + minutes * kMinuteMs;
  return east ? offset : -offset;
}

// `without_zone` makes an instant of a day and the milliseconds since its midnight where no zone is written.
template <class WithoutZone>
std::optional<TimeMs> written_time(Cursor cursor, const WithoutZone& without_zone) {
  const std::int64_t year = cursor.number(4, 4);
  const char mark = cursor.peek();
  if (year < 0 || (mark != '-' && mark != '/') || !cursor.take(mark)) return std::nullopt;
  const std::int64_t month = cursor.number(1, 2);
  if (!cursor.take(mark)) return std::nullopt;
  const std::int64_t day_of_month = cursor.number(1, 2);
  const std::optional<Day> day = civil_day(year, month, day_of_month);
  if (!day) return std::nullopt;
  if (cursor.peek() == ' ') {
    cursor.skip_spaces();
  } else if (!cursor.take('T') && !cursor.take('t')) {
    return std::nullopt;
  }
  const std::int64_t hour = cursor.number(1, 2);
  if (!cursor.take(':')) return std::nullopt;
  const std::int64_t minute = cursor.number(2, 2);
  std::int64_t second = 0;
  std::int64_t milliseconds = 0;
  if (cursor.take(':')) {
    second = cursor.number(2, 2);
    if (cursor.take('.') || cursor.take(',')) milliseconds = cursor.thousandths();
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || milliseconds < 0) return std::nullopt;
  const DurationMs since_midnight = hour * kHourMs + minute * kMinuteMs + second * kSecondMs + milliseconds;
  cursor.skip_spaces();
  if (cursor.done()) return bounded(without_zone(*day, since_midnight));
  const std::optional<DurationMs> offset = zone_offset(cursor);
  if (!offset || !cursor.done()) return std::nullopt;
  return bounded(day->number * kDayMs + since_midnight - *offset);
}

template <class WithoutZone>
std::optional<TimeMs> any_time(std::string_view text, const WithoutZone& without_zone) {
  text = trim(text);
  if (text.size() > 64) return std::nullopt;
  if (const auto time = written_time(Cursor(text), without_zone)) return time;
  return epoch_time(Cursor(text));
}

struct Unit {
  std::string_view word;
  DurationMs length;
};
// Longer words before those that they begin with.
constexpr Unit kUnits[] = {
    {"毫秒", 1},           {"milliseconds", 1},    {"msec", 1},           {"ms", 1},
    {"天", kDayMs},        {"days", kDayMs},       {"day", kDayMs},       {"d", kDayMs},
    {"小时", kHourMs},     {"时", kHourMs},        {"hours", kHourMs},    {"hour", kHourMs},
    {"h", kHourMs},        {"分钟", kMinuteMs},    {"分", kMinuteMs},     {"minutes", kMinuteMs},
    {"minute", kMinuteMs}, {"min", kMinuteMs},     {"m", kMinuteMs},      {"秒钟", kSecondMs},
    {"秒", kSecondMs},     {"seconds", kSecondMs}, {"second", kSecondMs}, {"sec", kSecondMs},
    {"s", kSecondMs},
};
constexpr std::int64_t kLongest = 100LL * 365 * kDayMs;

// "00:01:23" or "01:23", the seconds with an optional fraction.
std::optional<DurationMs> clock_duration(Cursor cursor) {
  std::int64_t parts[3] = {0, 0, 0};
  int count = 0;
  while (count < 3) {
    parts[count] = cursor.number(1, count == 0 ? 6 : 2);
    if (parts[count] < 0 || (count > 0 && parts[count] > 59)) return std::nullopt;
    ++count;
    if (!cursor.take(':')) break;
  }
  std::int64_t milliseconds = 0;
  if (count >= 2 && cursor.take('.')) milliseconds = cursor.thousandths();
  if (count < 2 || milliseconds < 0 || !cursor.done()) return std::nullopt;
  const std::int64_t seconds = count == 3 ? (parts[0] * 60 + parts[1]) * 60 + parts[2] : parts[0] * 60 + parts[1];
  return seconds * kSecondMs + milliseconds;
}

}  // namespace

std::optional<TimeMs> parse_time(std::string_view text, const ShopCalendar& shop) {
  return any_time(text, [&](Day day, DurationMs since_midnight) { return shop.from_local(day, since_midnight); });
}

std::optional<TimeMs> parse_time(std::string_view text, DurationMs east) {
  return any_time(text, [&](Day day, DurationMs since_midnight) { return day.number * kDayMs + since_midnight - east; });
}

std::optional<DurationMs> parse_duration(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > 64) return std::nullopt;
  if (text.find(':') != std::string_view::npos) return clock_duration(Cursor(text));
  Cursor cursor(text);
  DurationMs total = 0;
  DurationMs smallest = kLongest;
  while (!cursor.done()) {
    const std::int64_t whole = cursor.number(1, 12);
    std::int64_t thousandths = 0;
    if (whole >= 0 && cursor.take('.')) thousandths = cursor.thousandths();
    if (whole < 0 || thousandths < 0) return std::nullopt;
    cursor.skip_spaces();
    DurationMs unit = 0;
    for (const Unit& known : kUnits) {
      if (cursor.take(known.word)) {
        unit = known.length;
        break;
      }
    }
    // A bare number is seconds, but only where it stands alone: "1分23" could mean anything.
    if (unit == 0) {
      if (!cursor.done() || smallest != kLongest) return std::nullopt;
      unit = kSecondMs;
    }
    if (unit >= smallest || whole > kLongest / unit) return std::nullopt;
    smallest = unit;
    total += whole * unit + thousandths * unit / 1000;
    if (total > kLongest) return std::nullopt;
    cursor.skip_spaces();
  }
  return total;
}

}  // namespace rigong
