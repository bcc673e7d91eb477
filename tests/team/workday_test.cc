// SPDX-License-Identifier: Apache-2.0
#include "agent/team/workday.h"

#include <catch2/catch.hpp>
#include <random>

#include "agent/team/tasks.h"
#include "tests/support/results.h"

using namespace rigong;
using namespace rigong::team;
using model::Task;
using model::TaskKind;
using model::TaskState;
using rigong::testing::get;

namespace {

constexpr Day kDay{20780};

Actor on(Day day) { return {"lin", day.number * kDayMs + 10 * kHourMs, day}; }
Task todo(Day from, const char* id = "t") {
  return get(begin({id, TaskKind::todo, "x", "", "lin", from, kNoTime, "", {}}, on(from))).task;
}

}  // namespace

TEST_CASE("a to-do is on every day's list from its own until it is closed, and on none after") {
  Task task = todo(kDay);
  CHECK(on_day(task, kDay - 1) == OnDay::not_listed);
  CHECK(on_day(task, kDay) == OnDay::open);
  CHECK(on_day(task, kDay + 2) == OnDay::open);
  CHECK(carried_days(task, kDay) == 0);
  CHECK(carried_days(task, kDay + 2) == 2);
  task = get(finish(task, "", on(kDay + 2))).task;
  CHECK(on_day(task, kDay) == OnDay::open);
  CHECK(on_day(task, kDay + 1) == OnDay::open);
  CHECK(on_day(task, kDay + 2) == OnDay::done);
  CHECK(on_day(task, kDay + 3) == OnDay::not_listed);
}

TEST_CASE("what was done before its day is told on that day") {
  const Task early = get(finish(todo(kDay + 1), "", on(kDay))).task;
  CHECK(on_day(early, kDay) == OnDay::not_listed);
  CHECK(on_day(early, kDay + 1) == OnDay::done);
  CHECK(on_day(early, kDay + 2) == OnDay::not_listed);
}

TEST_CASE("the done share leaves out what was dropped") {
  std::vector<Task> tasks{todo(kDay, "a"), todo(kDay, "b"), todo(kDay, "c"), todo(kDay + 1, "d")};
  tasks[0] = get(finish(tasks[0], "", on(kDay))).task;
  tasks[1] = get(drop(tasks[1], "", on(kDay))).task;
  CHECK(done_share(tasks, kDay) == DoneShare{1, 1});
  CHECK(done_share(tasks, kDay + 1) == DoneShare{0, 2});
  CHECK(done_share({}, kDay) == DoneShare{0, 0});
}

TEST_CASE("a list has what is due first on top, and what is closed at its end") {
  std::vector<Task> tasks{todo(kDay, "a"), todo(kDay, "b"), todo(kDay - 2, "c"), todo(kDay, "d")};
  tasks[0] = get(finish(tasks[0], "", on(kDay))).task;
  tasks[3].due_at = kDay.number * kDayMs + 15 * kHourMs;
  sort_list(tasks, kDay);
  CHECK(tasks[0].id == "d");
  CHECK(tasks[1].id == "c");
  CHECK(tasks[2].id == "b");
  CHECK(tasks[3].id == "a");
  CHECK(is_overdue(tasks[0], kDay.number * kDayMs + 16 * kHourMs));
  CHECK_FALSE(is_overdue(tasks[0], kDay.number * kDayMs + 14 * kHourMs));
}

// Carrying over neither loses nor doubles: whatever happens, on every day each task that is begun is either on the list once or
// was closed before it; and what was open at the end of a day stands on the next day's list.
TEST_CASE("carrying over loses nothing in random weeks") {
  std::mt19937_64 engine(7);
  const auto below = [&](std::uint64_t n) { return engine() % n; };
  for (int round = 0; round < 200; ++round) {
    std::vector<Task> tasks;
    constexpr int kDays = 12;
    for (Day day = kDay; day < kDay + kDays; day = day + 1) {
      const std::uint64_t begun = below(4);
      for (std::uint64_t i = 0; i < begun; ++i) {
        const Day from = day + static_cast<int>(below(3));
        const std::string id = std::to_string(tasks.size());
        tasks.push_back(get(begin({id, TaskKind::todo, "x", "", "lin", from, kNoTime, "", {}}, on(day))).task);
      }
      for (Task& task : tasks) {
        const Task before = task;
        switch (below(8)) {
          case 0:
            if (auto done = finish(task, "", on(day))) task = done->task;
            break;
          case 1:
            if (auto dropped = drop(task, "", on(day))) task = dropped->task;
            break;
          case 2:
            if (auto again = reopen(task, on(day))) task = again->task;
            break;
          default:
            break;
        }
        CHECK(task.version - before.version <= 1);
      }
    }
    for (const Task& task : tasks) {
      for (Day day = task.from; day < kDay + kDays; day = day + 1) {
        const OnDay today = on_day(task, day);
        const bool closed_before = task.closed_on && *task.closed_on < day && task.from != day;
        CHECK((today == OnDay::not_listed) == closed_before);
        if (today == OnDay::open) CHECK(on_day(task, day + 1) != OnDay::not_listed);
        if (today == OnDay::done || today == OnDay::dropped) CHECK(on_day(task, day + 1) == OnDay::not_listed);
      }
    }
    const DoneShare share = done_share(tasks, kDay + kDays - 1);
    CHECK(share.open == std::count_if(tasks.begin(), tasks.end(), [](const Task& task) {
            return task.state == TaskState::open && task.from <= kDay + kDays - 1;
          }));
  }
}

TEST_CASE("a streak is frozen on days off, may still come today, and ends with a blank day") {
  const auto never_off = [](Day) { return false; };
  const std::set<Day> kept{kDay - 3, kDay - 2, kDay - 1};
  CHECK(streak(kept, kDay - 10, kDay, never_off) == 3);
  CHECK(streak({kDay - 3, kDay - 2, kDay - 1, kDay}, kDay - 10, kDay, never_off) == 4);
  CHECK(streak({kDay - 3, kDay - 1}, kDay - 10, kDay, never_off) == 1);
  const auto off = [](Day day) { return day == kDay - 2; };
  CHECK(streak({kDay - 3, kDay - 1}, kDay - 10, kDay, off) == 2);
  // Whoever kept it on a day off has it counted.
  CHECK(streak(kept, kDay - 10, kDay, off) == 3);
  CHECK(streak({}, kDay - 10, kDay, never_off) == 0);
  // It begins with the promise.
  CHECK(streak(kept, kDay - 2, kDay, never_off) == 2);
}

TEST_CASE("a day has a morning, an afternoon and a last hour, also at night") {
  CHECK(part_of_day(9 * 60, 540, 1080) == DayPart::morning);
  CHECK(part_of_day(11 * 60 + 59, 540, 1080) == DayPart::morning);
  CHECK(part_of_day(12 * 60, 540, 1080) == DayPart::afternoon);
  CHECK(part_of_day(17 * 60, 540, 1080) == DayPart::last_hour);
  CHECK(part_of_day(20 * 60, 540, 1080) == DayPart::last_hour);
  // 18:00 to 02:00.
  CHECK(part_of_day(18 * 60, 1080, 1560) == DayPart::morning);
  CHECK(part_of_day(23 * 60, 1080, 1560) == DayPart::afternoon);
  CHECK(part_of_day(30, 1080, 1560) == DayPart::afternoon);
  CHECK(part_of_day(61, 1080, 1560) == DayPart::last_hour);
}
