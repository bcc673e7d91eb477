// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/demo_clock.h"

namespace rigong::runtime {
namespace {

constexpr DurationMs kBusyFrom = 10 * kHourMs;
constexpr DurationMs kBusyTo = 22 * kHourMs + 30 * kMinuteMs;
constexpr DurationMs kAfternoon = 15 * kHourMs + 20 * kMinuteMs;

bool busy(TimeMs time, const ShopCalendar& calendar) {
  const DurationMs since_midnight = calendar.local(time).since_midnight;
  return kBusyFrom <= since_midnight && since_midnight < kBusyTo;
}

}  // namespace

DurationMs demo_offset(TimeMs now, TimeMs told_until, const ShopCalendar& calendar) {
  const Day today = calendar.local(now).date;
  const TimeMs wanted = busy(now, calendar) ? now : calendar.from_local(today, kAfternoon);
  if (told_until == kNoTime || told_until <= wanted) return wanted - now;
  if (busy(told_until, calendar)) return told_until - now;
  const Day told_day = calendar.local(told_until).date;
  const TimeMs afternoon = calendar.from_local(told_day, kAfternoon);
  return (told_until <= afternoon ? afternoon : calendar.from_local(told_day + 1, kAfternoon)) - now;
}

}  // namespace rigong::runtime
