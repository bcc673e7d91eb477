// SPDX-License-Identifier: Apache-2.0
#include "tests/metrics/property/minute_strip.h"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace rigong::test {

namespace {
constexpr int kDaysBefore = 20;
constexpr int kDaysAfter = 60;
}  // namespace

MinuteStrip::MinuteStrip(const CalendarRules& rules, Day middle) : rules_(rules) {
  const Day first = middle - kDaysBefore;
  const Day last = middle + kDaysAfter;
  begins_at_ = wall(first, 0);
  minutes_.resize(static_cast<std::size_t>((wall(last, 0) - begins_at_) / kMinuteMs));
  const auto mark = [this](TimeMs from, TimeMs to, auto change) {
    for (TimeMs at = std::max(from, begins_at_); at < to; at += kMinuteMs) {
      const auto index = static_cast<std::size_t>((at - begins_at_) / kMinuteMs);
      if (index < minutes_.size()) change(minutes_[index]);
    }
  };
  // One day more on either side: a window reaches into the next day, and a shop day begins where it likes.
  for (Day day = first - 1; day < last + 1; day = day + 1) {
    mark(wall(day, rules.day_starts_min), wall(day + 1, rules.day_starts_min), [day](Minute& minute) { minute.day = day; });
    for (const ServiceWindow& window : rules.windows[static_cast<std::size_t>(weekday(day))]) {
      mark(wall(day, window.start_min), wall(day, window.end_min), [](Minute& minute) { minute.open = true; });
    }
  }
}

TimeMs MinuteStrip::wall(Day day, int minutes) const {
  cctz::time_zone zone;
  if (!cctz::load_time_zone(rules_.time_zone, &zone)) throw std::invalid_argument("unknown zone " + rules_.time_zone);
  const auto date = cctz::civil_day() + day.number;  // A civil_day without arguments is 1970-01-01.
  const cctz::civil_minute clock(date.year(), date.month(), date.day(), 0, minutes);
  const auto instant = zone.lookup(cctz::civil_second(clock)).pre;
  return std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count();
}

const MinuteStrip::Minute& MinuteStrip::minute(TimeMs time) const {
  if (time < begins_at_) throw std::out_of_range("before the strip");
  return minutes_.at(static_cast<std::size_t>((time - begins_at_) / kMinuteMs));
}

Day MinuteStrip::day_of(TimeMs time) const { return minute(time).day; }

bool MinuteStrip::open_at(TimeMs time) const { return minute(time).open; }

DurationMs MinuteStrip::covered(TimeMs from, TimeMs to) const {
  DurationMs sum = 0;
  while (from < to) {
    const TimeMs next = std::min(to, from - (from - begins_at_) % kMinuteMs + kMinuteMs);
    if (open_at(from)) sum += next - from;
    from = next;
  }
  return sum;
}

TimeMs MinuteStrip::exceeds_at(TimeMs from, DurationMs length) const {
  while (true) {
    const TimeMs next = from - (from - begins_at_) % kMinuteMs + kMinuteMs;
    if (open_at(from)) {
      if (next - from > length) return from + length + 1;
      length -= next - from;
    }
    from = next;
  }
}

}  // namespace rigong::test
