// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/platform_time.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "agent/base/time_text.h"

namespace rigong::connectors::jd {
namespace {

constexpr DurationMs kChina = 8 * kHourMs;
constexpr std::size_t kDateBytes = 10;
constexpr std::size_t kMostTimeBytes = 64;

const ShopCalendar& beijing() {
  // Only for texts that name their zone: what the calendar says is never asked.
  static thread_local const ShopCalendar calendar = ShopCalendar::make({}).value();
  return calendar;
}

bool has_zone(std::string_view text) {
  const std::size_t clock = text.find(':');
  return clock != std::string_view::npos && text.find_first_of("+-Zz", clock) != std::string_view::npos;
}

}  // namespace

Day china_day(TimeMs time) { return Day{static_cast<std::int32_t>((time + kChina) / kDayMs)}; }
TimeMs china_day_start(Day day) { return day.number * kDayMs - kChina; }
DurationMs china_time_of_day(TimeMs time) { return time - china_day_start(china_day(time)); }

std::string wall_text(TimeMs time) {
  const DurationMs rest = china_time_of_day(time);
  return fmt::format("{} {:02}:{:02}:{:02}", to_string(china_day(time)), rest / kHourMs, rest / kMinuteMs % 60,
                     rest / kSecondMs % 60);
}

std::string stamp_text(TimeMs time) { return fmt::format("{}.{:03}+0800", wall_text(time), time % kSecondMs); }

std::optional<TimeMs> read_time(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > kMostTimeBytes) return std::nullopt;
  const bool is_number = std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  if (is_number || has_zone(text)) return parse_time(text, beijing());
  return parse_time(std::string(text) + "+08:00", beijing());
}

std::optional<Day> read_day(std::string_view text) {
  text = trim(text);
  if (const auto day = parse_day(text)) return day;
  if (const auto time = read_time(text)) return china_day(*time);
  return parse_day(text.substr(0, std::min(kDateBytes, text.size())));
}

}  // namespace rigong::connectors::jd
