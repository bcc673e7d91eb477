// SPDX-License-Identifier: Apache-2.0
// The day's list: what of all tasks stands on it, since when, and how much of it is done. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/task.h"

namespace rigong::team {

enum class OnDay { not_listed, open, done, dropped };

// How a to-do or hand-off stood on the list at the end of `day`, or stands now where it is today: open from its day on until it
// is closed, on the day of closing as done or dropped, afterwards not listed.
[[nodiscard]] OnDay on_day(const model::Task& task, Day day);
// Days it has been carried over (顺延) until `day`: 0 on its own day.
[[nodiscard]] int carried_days(const model::Task& task, Day day);
[[nodiscard]] bool is_overdue(const model::Task& task, TimeMs now);

// The done share of a day: done of done and open. What was dropped is in neither.
struct DoneShare {
  std::int64_t done = 0;
  std::int64_t open = 0;
  friend bool operator==(const DoneShare&, const DoneShare&) = default;
};
[[nodiscard]] DoneShare done_share(const std::vector<model::Task>& tasks, Day day);

// The order of a list: open before done before dropped; what is due sooner, then what has been open longer, then as made.
void sort_list(std::vector<model::Task>& tasks, Day day);

// Whether a promise is for the day.
[[nodiscard]] bool is_promised_on(const model::Task& promise, Day day);
// Days in a row on which the promise was kept, up to `today`, on which it may still come. Days off are stepped over: they neither
// add nor end.
[[nodiscard]] int streak(const std::set<Day>& kept, Day from, Day today, const std::function<bool(Day)>& is_off);

// 早, 午, 晚 (row B10): what the panel puts first at this hour of a shift or, without one, of the service window.
enum class DayPart { morning, afternoon, last_hour };
// Minutes of the shop's wall time; `end` may lie past 1440 for a shift that reaches into the next day.
[[nodiscard]] DayPart part_of_day(int minute, int begin, int end);

}  // namespace rigong::team
