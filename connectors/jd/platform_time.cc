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

std::optional<TimeMs> read_time(std::string_view text) { return parse_time(text, kChina); }

std::optional<Day> read_day(std::string_view text) {
  text = trim(text);
  if (const auto day = parse_day(text)) return day;
  if (const auto time = read_time(text)) return china_day(*time);
  return parse_day(text.substr(0, std::min(kDateBytes, text.size())));
}

}  // namespace rigong::connectors::jd
