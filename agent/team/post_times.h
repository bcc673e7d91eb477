// SPDX-License-Identifier: Apache-2.0
// When which report goes to a group. Pure.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/time.h"
#include "agent/team/ranking.h"

namespace rigong::team {

struct PostPlan {
  bool daily = true;
  bool weekly = true;
  bool monthly = true;
  int minute = 9 * 60 + 13;  // Of the shop's wall clock.
};

struct DueReport {
  RankPeriod period = RankPeriod::day;
  Day day;         // The last day of the period.
  int minute = 0;  // Of the wall clock on the day on which it goes out.
  int days = 1;    // On so many days, that one included, it may still be sent.
  friend bool operator==(const DueReport&, const DueReport&) = default;
};

// What goes out on the day: nothing on a quiet one; else the day before, on the week's first day that is not quiet the week
// before, and on the month's first from the 4th on (until then orders of the last days may still change) the month before.
[[nodiscard]] std::vector<DueReport> due_on(Day day, const PostPlan& plan, const std::function<bool(Day)>& quiet);

// Hooks are busiest on the hour and half hour, and refuse then (group-robots, 0.9): a minute close to one is moved to the third
// after it. None is so late that a month's report, with its jitter, would fall on the next day.
[[nodiscard]] int off_the_hour(int minute);
// When a report goes out that is due on the shop day `day`: its minute of that date's wall clock, or where the shop's day begins
// later than that, three minutes after it has begun; `jitter` later. A post before the day's beginning would be of a day that
// still runs.
[[nodiscard]] TimeMs due_at(const ShopCalendar& calendar, Day day, const DueReport& due, DurationMs jitter);
// From 0 to 119 999 ms, the same for the same key: two programs that post the same have the same time.
[[nodiscard]] DurationMs jitter_of(std::string_view key);

}  // namespace rigong::team
