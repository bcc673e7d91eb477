// SPDX-License-Identifier: Apache-2.0
#include "agent/team/follow_ups.h"

#include <catch2/catch.hpp>

#include <vector>

#include "tests/support/results.h"

using namespace rigong;
using namespace rigong::team;
using model::FollowUpOutcome;
using model::Task;
using model::TaskEvent;
using model::TaskKind;
using model::TaskState;
using rigong::testing::get;

namespace {

constexpr Day kToday{20780};
constexpr TimeMs kNow = 20780 * kDayMs + 9 * kHourMs;

Actor on(Day day, DurationMs since_midnight = 10 * kHourMs) { return {"lin", day.number * kDayMs + since_midnight, day}; }

Task booked(Day day = kToday, std::string id = "f1") {
  return get(begin({std::move(id),
                    TaskKind::follow_up,
                    "物流三天没有更新",
                    "售前",
                    "lin",
                    day,
                    day.number * kDayMs + 15 * kHourMs,
                    "",
                    {}},
                   {"lin", kNow, kToday}))
      .task;
}

void check_refused(const Result<Happened>& result, ErrorKind kind = ErrorKind::refused) {
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == kind);
  CHECK_FALSE(result.error().words.zh.empty());
  CHECK_FALSE(result.error().words.en.empty());
}

}  // namespace

TEST_CASE("A follow-up is booked for a time, today or later") {
  CHECK(booked(kToday + 3).from == kToday + 3);
  check_refused(begin({"f", TaskKind::follow_up, "问问", "", "lin", kToday, kNoTime, "", {}}, on(kToday)), ErrorKind::wrong_use);
  check_refused(begin({"f", TaskKind::follow_up, "问问", "", "lin", kToday - 1, kNow + kHourMs, "", {}}, on(kToday)));
  check_refused(begin({"f", TaskKind::follow_up, "问问", "", "lin", kToday, kNow - kHourMs, "", {}}, on(kToday)));
}

TEST_CASE("Another time is another day of its list; without one it is no follow-up") {
  const Task task = booked();
  TaskChange wanted{task.title, kToday + 2, task.due_at + 2 * kDayMs, "", task.version};
  const auto moved = get(change(task, wanted, on(kToday)));
  CHECK(moved.task.from == kToday + 2);
  CHECK(moved.task.due_at == task.due_at + 2 * kDayMs);
  wanted.due_at = kNoTime;
  check_refused(change(task, wanted, on(kToday)), ErrorKind::wrong_use);
}

TEST_CASE("A hand-off that is closed leaves its owner a follow-up about the same thing") {
  const Task handoff =
      get(begin({"h1", TaskKind::handoff, "改地址 2 单", "售前", "lin", kToday, kNoTime, "仓库", {}}, on(kToday))).task;
  const auto made = get(follow_up_of(handoff, "f1", kToday + 1, kNow + kFollowUpAfterMs, {"mei", kNow, kToday}));
  CHECK(made.task.kind == TaskKind::follow_up);
  CHECK(made.task.title == handoff.title);
  CHECK(made.task.owner == "lin");
  CHECK(made.task.made_by == "mei");
  CHECK(made.task.group == "售前");
  CHECK(made.task.from == kToday + 1);
  CHECK(made.task.link.kind == model::TaskLink::Kind::task);
  CHECK(made.task.link.ref == "h1");
  check_refused(follow_up_of(booked(), "f2", kToday + 1, kNow + kFollowUpAfterMs, on(kToday)));
}

TEST_CASE("Reached: settled needs no words, not settled says what is missing") {
  const Task task = booked();
  const auto settled = get(reached(task, FollowUpOutcome::settled, " ", on(kToday)));
  CHECK(settled.task.state == TaskState::done);
  CHECK(settled.task.outcome == FollowUpOutcome::settled);
  CHECK(settled.event.what == TaskEvent::What::done);
  check_refused(reached(task, FollowUpOutcome::unsettled, " ", on(kToday)), ErrorKind::wrong_use);
  const auto unsettled = get(reached(task, FollowUpOutcome::unsettled, "还没收到", on(kToday)));
  CHECK(unsettled.task.result == "还没收到");
  CHECK(unsettled.task.outcome == FollowUpOutcome::unsettled);
  check_refused(reached(task, FollowUpOutcome::none, "", on(kToday)), ErrorKind::wrong_use);
  check_refused(reached(settled.task, FollowUpOutcome::settled, "", on(kToday)));
  // Done without saying what came of it is no answer; taken back it has none.
  check_refused(finish(task, "好了", on(kToday)));
  const auto again = get(reopen(unsettled.task, on(kToday)));
  CHECK(again.task.outcome == FollowUpOutcome::none);
  CHECK(again.task.state == TaskState::open);
}

TEST_CASE("Not reached: it is tried again at another time, and each try counts") {
  const Task task = booked();
  check_refused(not_reached(task, kToday, kNoTime, "", on(kToday)), ErrorKind::wrong_use);
  check_refused(not_reached(task, kToday, kNow, "", on(kToday)));
  const auto once = get(not_reached(task, kToday + 1, task.due_at + kDayMs, "没有接", on(kToday)));
  CHECK(once.task.state == TaskState::open);
  CHECK(once.task.tries == 1);
  CHECK(once.task.from == kToday + 1);
  CHECK(once.task.due_at == task.due_at + kDayMs);
  CHECK(once.task.progress == "没有接");
  CHECK(once.event.what == TaskEvent::What::not_reached);
  const auto twice = get(not_reached(once.task, kToday + 2, task.due_at + 2 * kDayMs, "", on(kToday + 1)));
  CHECK(twice.task.tries == 2);
  CHECK(twice.task.progress == "没有接");
  check_refused(drop(twice.task, " ", on(kToday + 2)), ErrorKind::wrong_use);
  CHECK(get(drop(twice.task, "三次联系不上", on(kToday + 2))).task.state == TaskState::dropped);
}

TEST_CASE("Only follow-ups are followed up") {
  const Task todo = get(begin({"t1", TaskKind::todo, "复习", "", "lin", kToday, kNoTime, "", {}}, on(kToday))).task;
  check_refused(reached(todo, FollowUpOutcome::settled, "", on(kToday)));
  check_refused(not_reached(todo, kToday + 1, kNow + kDayMs, "", on(kToday)));
}

TEST_CASE("The share counts what is done or past its time; what is booked for later waits, what was dropped is apart") {
  std::vector<Task> tasks;
  tasks.push_back(get(reached(booked(kToday, "a"), FollowUpOutcome::settled, "", on(kToday))).task);
  tasks.push_back(get(reached(booked(kToday, "b"), FollowUpOutcome::unsettled, "没收到", on(kToday))).task);
  tasks.push_back(booked(kToday, "c"));
  tasks.push_back(get(drop(booked(kToday, "d"), "客户不要", on(kToday))).task);
  tasks.push_back(booked(kToday + 1, "e"));
  tasks.push_back(get(begin({"t1", TaskKind::todo, "复习", "", "lin", kToday, kNow + kHourMs, "", {}}, on(kToday))).task);
  const TimeMs at_four = kToday.number * kDayMs + 16 * kHourMs;
  CHECK(follow_up_share(tasks, kToday, kToday, kNow) == FollowUpShare{2, 2, 1, 1});
  CHECK(follow_up_share(tasks, kToday, kToday, at_four) == FollowUpShare{3, 2, 1, 1});
  CHECK(follow_up_share(tasks, kToday, kToday + 1, at_four + kDayMs) == FollowUpShare{4, 2, 1, 1});
  CHECK(follow_up_share(tasks, kToday + 2, kToday + 9, at_four) == FollowUpShare{});
  CHECK(follow_up_words({3, 2, 1, 1}).zh == "回访完成 2/3，其中 1 位说还没解决。");
  CHECK(follow_up_words({3, 3, 0, 0}).en == " Followed up 3 of 3.");
  CHECK(follow_up_words({}).zh.empty());
}
