// SPDX-License-Identifier: Apache-2.0
// A second calendar for the property test: a strip of minutes, each marked with its shop day and with whether the service window
// covers it. Slow and plain, so that it can be believed; it shares nothing with base/calendar but the zone data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/time.h"

namespace rigong::test {

class MinuteStrip {
 public:
  // Covers the weeks around `middle`; whatever lies outside throws std::out_of_range.
  MinuteStrip(const CalendarRules& rules, Day middle);

  [[nodiscard]] Day day_of(TimeMs time) const;
  [[nodiscard]] bool open_at(TimeMs time) const;
  [[nodiscard]] DurationMs covered(TimeMs from, TimeMs to) const;
  // The first instant at which more than `length` of the time since `from` was covered.
  [[nodiscard]] TimeMs exceeds_at(TimeMs from, DurationMs length) const;
  // The instant of a wall time, `minutes` after the local midnight of `day`; more than 1440 reach into the next day.
  [[nodiscard]] TimeMs wall(Day day, int minutes) const;

 private:
  struct Minute {
    Day day;
    bool open = false;
  };
  [[nodiscard]] const Minute& minute(TimeMs time) const;

  CalendarRules rules_;
  TimeMs begins_at_ = 0;
  std::vector<Minute> minutes_;
};

}  // namespace rigong::test
