// SPDX-License-Identifier: Apache-2.0
#include "fakes/kit/http_date.h"

#include <fmt/format.h>

#include "agent/base/time.h"

namespace rigong::fakes {

std::string http_date(std::int64_t seconds) {
  static constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kDaySeconds = kDayMs / kSecondMs;
  const Day day{static_cast<std::int32_t>(seconds / kDaySeconds)};
  const std::int64_t second = seconds % kDaySeconds;
  const std::string date = to_string(day);  // "2026-11-22"
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} GMT", kDays[weekday(day)], date.substr(8),
                     kMonths[(date[5] - '0') * 10 + (date[6] - '0') - 1], date.substr(0, 4), second / 3600, second / 60 % 60,
                     second % 60);
}

}  // namespace rigong::fakes
