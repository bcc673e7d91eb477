// SPDX-License-Identifier: Apache-2.0
#include "agent/team/workday.h"
#include "agent/team/complaints.h"

#include <algorithm>
#include <tuple>

namespace rigong::team {
namespace {

using model::Task;
using model::TaskState;

// A shift shorter than this has no morning, afternoon and last hour worth telling apart.
constexpr int kLastHour = 60;
constexpr int kNoon = 12 * 60;
// The longest way back that a streak is counted; a promise is for half a month.
constexpr int kLongestStreak = 366;

}  // namespace

OnDay on_day(const Task& task, Day day) {
  if (task.kind == model::TaskKind::promise || day < task.from) return OnDay::not_listed;
  if (task.state == TaskState::open || !task.closed_on || *task.closed_on > day) return OnDay::open;
  if (*task.closed_on < day) {
    // What was closed before its own day is told on that day: somebody looks for it there.
    return task.from == day ? (task.state == TaskState::done ? OnDay::done : OnDay::dropped) : OnDay::not_listed;
  }
  return task.state == TaskState::done ? OnDay::done : OnDay::dropped;
}

int carried_days(const Task& task, Day day) { return std::max(0, day - task.from); }

bool is_overdue(const Task& task, TimeMs now) {
  const TimeMs due = next_due(task).at;
  return task.state == TaskState::open && due != kNoTime && due < now;
}

DoneShare done_share(const std::vector<Task>& tasks, Day day) {
  DoneShare share;
  for (const Task& task : tasks) {
    const OnDay state = on_day(task, day);
    if (state == OnDay::done) ++share.done;
    if (state == OnDay::open) ++share.open;
  }
  return share;
}

void sort_list(std::vector<Task>& tasks, Day day) {
  const auto key = [day](const Task& task) {
    const TimeMs next = next_due(task).at;
    const TimeMs due = next == kNoTime ? kLatestTime : next;
    return std::make_tuple(on_day(task, day), due, task.from, std::string_view(task.id));
  };
  std::stable_sort(tasks.begin(), tasks.end(), [&](const Task& a, const Task& b) { return key(a) < key(b); });
}

bool is_promised_on(const Task& promise, Day day) {
  return promise.kind == model::TaskKind::promise && promise.state != TaskState::dropped && day >= promise.from &&
         (!promise.until || day <= *promise.until);
}

int streak(const std::set<Day>& kept, Day from, Day today, const std::function<bool(Day)>& is_off) {
  int days = 0;
  for (Day day = today; day >= from && today - day < kLongestStreak; day = day - 1) {
    if (kept.contains(day)) {
      ++days;
    } else if (day != today && !is_off(day)) {
      break;
    }
  }
  return days;
}

DayPart part_of_day(int minute, int begin, int end) {
  // After midnight a shift that began in the evening goes on.
  if (end > 24 * 60 && minute < begin) minute += 24 * 60;
  if (minute >= end - kLastHour) return DayPart::last_hour;
  const int middle = begin < kNoon && end > kNoon ? kNoon : begin + (end - begin) / 2;
  return minute < middle ? DayPart::morning : DayPart::afternoon;
}

}  // namespace rigong::team
