// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/platform_time.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/calendar.h"
#include "agent/base/text.h"
#include "agent/base/time_text.h"

namespace rigong::connectors::taobao {
namespace {

constexpr Seconds kAhead = 8 * kHour;
constexpr std::size_t kDateLength = 10;
constexpr std::size_t kCompactLength = 14;

Seconds floor_day(Seconds local) { return (local >= 0 ? local : local - kDay + 1) / kDay; }

std::optional<Seconds> read_any(std::string_view text) {
  const auto time = parse_time(text, kAhead * kSecondMs);
  if (!time) return std::nullopt;
  return *time / kSecondMs;
}

}  // namespace

Day day_of(Seconds time) { return Day{static_cast<std::int32_t>(floor_day(time + kAhead))}; }

Seconds start_of(Day day) { return Seconds{day.number} * kDay - kAhead; }

Seconds next_at(Seconds time, int hour, int minute) {
  const Seconds today = start_of(day_of(time)) + hour * kHour + minute * kMinute;
  return today > time ? today : today + kDay;
}

std::string wall_text(Seconds time) {
  const Day day = day_of(time);
  const Seconds second = time - start_of(day);
  return fmt::format("{} {:02}:{:02}:{:02}", to_string(day), second / kHour, second / kMinute % 60, second % 60);
}

std::string compact_text(Seconds time) {
  std::string text = wall_text(time);
  std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
  return text;
}

std::optional<Seconds> read_wall(std::string_view text) {
  text = trim(text);
  if (text.size() != kCompactLength && text.size() != kDateLength) return read_any(text);
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && text.size() == kCompactLength) {
    return read_any(fmt::format("{}-{}-{} {}:{}:{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2), text.substr(8, 2),
                                text.substr(10, 2), text.substr(12, 2)));
  }
  const auto date = text.size() == kDateLength && !digits ? parse_day(text) : std::nullopt;
  return date ? start_of(*date) : read_any(text);
}

std::optional<Day> read_date(std::string_view text) { return parse_day(trim(text).substr(0, kDateLength)); }

}  // namespace rigong::connectors::taobao
