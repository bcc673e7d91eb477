// SPDX-License-Identifier: Apache-2.0
#include "agent/team/complaints.h"

#include <catch2/catch.hpp>

#include "agent/team/handoffs.h"
#include "agent/team/workday.h"
#include "tests/support/results.h"

using namespace rigong;
using namespace rigong::team;
using model::Task;
using model::TaskKind;
using rigong::testing::get;

namespace {

constexpr Day kToday{20780};
constexpr TimeMs kEntered = 20780 * kDayMs + 9 * kHourMs;

Actor at(DurationMs since_entry, std::string who = "lin") { return {std::move(who), kEntered + since_entry, kToday}; }

Task complaint(TimeMs due_at = kNoTime, bool major = false) {
  NewTask wanted{"c1", TaskKind::handoff, "收到破损，要求退一赔三", "售前", "lin", kToday, due_at, "仓库", {}};
  wanted.complaint = true;
  wanted.major = major;
  return get(begin(wanted, at(0))).task;
}
Task found(const Task& task, DurationMs since_entry) { return get(find_cause(task, "打包没有气泡膜", at(since_entry))).task; }
Task seen(const Task& task, DurationMs since_entry) { return get(see(task, at(since_entry, "chen"))).task; }
ComplaintStep late(const Task& task, DurationMs since_entry) { return late_step(task, kEntered + since_entry); }

}  // namespace

TEST_CASE("of a complaint the cause is due after two hours, then the final answer after twenty-four") {
  Task task = complaint();
  CHECK(task.complaint);
  CHECK(next_due(task).step == ComplaintStep::cause);
  CHECK(next_due(task).at == kEntered + 2 * kHourMs);
  CHECK_FALSE(is_overdue(task, kEntered + 2 * kHourMs));
  CHECK(is_overdue(task, kEntered + 2 * kHourMs + 1));
  task = found(task, kHourMs);
  CHECK(task.found == "打包没有气泡膜");
  CHECK(task.found_at == kEntered + kHourMs);
  CHECK(next_due(task).step == ComplaintStep::answer);
  CHECK(next_due(task).at == kEntered + 24 * kHourMs);
  CHECK_FALSE(is_overdue(task, kEntered + 24 * kHourMs));
  CHECK(is_overdue(task, kEntered + 24 * kHourMs + 1));
}

TEST_CASE("an answer that was promised for another time is due then, and where that is sooner the cause is too") {
  CHECK(next_due(found(complaint(kEntered + 5 * kHourMs), kHourMs)).at == kEntered + 5 * kHourMs);
  CHECK(next_due(complaint(kEntered + kHourMs)).at == kEntered + kHourMs);
  CHECK(late(complaint(kEntered + kHourMs), kHourMs + 1) == ComplaintStep::answer);
}

TEST_CASE("what is no complaint is due at its own time and never late for a lead") {
  const Task plain = get(begin({"h1", TaskKind::handoff, "查件", "售前", "lin", kToday, kNoTime, "快递", {}}, at(0))).task;
  CHECK(next_due(plain).step == ComplaintStep::none);
  CHECK(next_due(plain).at == kNoTime);
  CHECK(late(plain, 48 * kHourMs) == ComplaintStep::none);
  CHECK_FALSE(find_cause(plain, "打包", at(1)));
  // Only hand-offs are.
  NewTask todo{"t1", TaskKind::todo, "改短语", "售前", "lin", kToday, kNoTime, "", {}};
  todo.complaint = true;
  CHECK_FALSE(get(begin(todo, at(0))).task.complaint);
}

TEST_CASE("a lead is told when a time passes, until they say so or it is done, and again for the next") {
  const Task task = complaint();
  CHECK(late(task, 2 * kHourMs) == ComplaintStep::none);
  CHECK(late(task, 2 * kHourMs + 1) == ComplaintStep::cause);
  CHECK_FALSE(see(task, at(kHourMs, "chen")));
  const Task told = seen(task, 3 * kHourMs);
  CHECK(told.seen_by == "chen");
  CHECK_FALSE(told.major);
  CHECK(late(told, 23 * kHourMs) == ComplaintStep::none);
  CHECK_FALSE(see(told, at(4 * kHourMs, "chen")));
  CHECK(late(told, 24 * kHourMs + 1) == ComplaintStep::answer);
  CHECK(late(seen(told, 25 * kHourMs), 40 * kHourMs) == ComplaintStep::none);
  // With its cause known nobody is told of that, and with its answer of nothing.
  CHECK(late(found(task, kHourMs), 3 * kHourMs) == ComplaintStep::none);
  CHECK(late(found(task, 3 * kHourMs), 4 * kHourMs) == ComplaintStep::none);
  CHECK(late(get(finish(task, "已赔付并道歉", at(kHourMs))).task, 48 * kHourMs) == ComplaintStep::none);
}

TEST_CASE("who knew of a major complaint before it was late is told when it is") {
  const Task major = seen(complaint(kNoTime, true), kMinuteMs);
  CHECK(late(major, kHourMs) == ComplaintStep::none);
  CHECK(late(major, 2 * kHourMs + 1) == ComplaintStep::cause);
  CHECK(seen(major, 3 * kHourMs).seen_at == kEntered + 3 * kHourMs);
}

TEST_CASE("a cause is put right, stays known since the first time, and needs words") {
  const Task once = found(complaint(), kHourMs);
  const Happened again = get(find_cause(once, " 快递摔的 ", at(5 * kHourMs)));
  CHECK(again.task.found == "快递摔的");
  CHECK(again.task.found_at == kEntered + kHourMs);
  CHECK(again.event.what == model::TaskEvent::What::found);
  const auto empty = find_cause(once, "  ", at(5 * kHourMs));
  REQUIRE_FALSE(empty);
  CHECK(empty.error().kind == ErrorKind::wrong_use);
  CHECK_FALSE(find_cause(once, std::string(3 * (kMostWords + 1), 'x'), at(5 * kHourMs)));
  CHECK_FALSE(find_cause(get(finish(once, "已赔", at(6 * kHourMs))).task, "别的", at(7 * kHourMs)));
}

TEST_CASE("the time that all complaints have is nobody's own: sent back as it was shown, it can be late and goes with the mark") {
  const Task task = complaint();
  TaskChange wanted{"改了标题", kToday, answer_by(task), "仓库", task.version};
  wanted.complaint = true;
  // A day and an hour later, when that time has passed.
  const Task renamed = get(change(task, wanted, at(25 * kHourMs))).task;
  CHECK(renamed.title == "改了标题");
  CHECK(renamed.due_at == kNoTime);
  wanted.version = renamed.version;
  wanted.complaint = false;
  CHECK(get(change(renamed, wanted, at(26 * kHourMs))).task.due_at == kNoTime);
  // Another time is somebody's, and must lie ahead.
  wanted.due_at = kEntered + 30 * kHourMs;
  CHECK(get(change(renamed, wanted, at(26 * kHourMs))).task.due_at == kEntered + 30 * kHourMs);
  wanted.due_at = kEntered + kHourMs;
  CHECK_FALSE(change(renamed, wanted, at(26 * kHourMs)));
}

TEST_CASE("departments have a complaint to answer within its own day, and all else by the end of the next") {
  const auto end_of_day = [](Day day) { return (day.number + 1) * kDayMs; };
  CHECK(due_of(complaint(), end_of_day) == kEntered + 24 * kHourMs);
  const Task plain = get(begin({"h1", TaskKind::handoff, "查件", "售前", "lin", kToday, kNoTime, "快递", {}}, at(0))).task;
  CHECK(due_of(plain, end_of_day) == end_of_day(kToday + 1));
  CHECK(department_sheets({complaint(), plain}, kEntered + 25 * kHourMs, end_of_day).at(0).overdue == 1);
}

TEST_CASE("how complaints went is counted once their times have run out, or what they were for has come") {
  const auto share = [](const std::vector<Task>& tasks, DurationMs since_entry) {
    return complaint_share(tasks, kToday, kToday, kEntered + since_entry);
  };
  const Task open = complaint();
  CHECK(share({open}, kHourMs) == ComplaintShare{1, 0, 0, 0, 0});
  CHECK(share({open}, 3 * kHourMs) == ComplaintShare{1, 1, 0, 0, 0});
  CHECK(share({open}, 25 * kHourMs) == ComplaintShare{1, 1, 0, 1, 0});
  CHECK(share({found(open, kHourMs)}, kHourMs) == ComplaintShare{1, 1, 1, 0, 0});
  CHECK(share({found(open, 3 * kHourMs)}, 4 * kHourMs) == ComplaintShare{1, 1, 0, 0, 0});
  const auto done = [&](const Task& task, DurationMs after) { return get(finish(task, "已赔付", at(after))).task; };
  CHECK(share({done(open, kHourMs)}, 2 * kHourMs) == ComplaintShare{1, 1, 1, 1, 1});
  CHECK(share({done(found(open, kHourMs), 25 * kHourMs)}, 26 * kHourMs) == ComplaintShare{1, 1, 1, 1, 0});
  CHECK(share({get(drop(open, "客户撤回", at(kHourMs))).task}, 25 * kHourMs) == ComplaintShare{});
  const Task plain = get(begin({"h1", TaskKind::handoff, "查件", "售前", "lin", kToday, kNoTime, "快递", {}}, at(0))).task;
  CHECK(share({plain}, 25 * kHourMs) == ComplaintShare{});
  CHECK(complaint_share(std::vector<Task>{open}, kToday + 1, kToday + 1, kEntered) == ComplaintShare{});
}

TEST_CASE("a hand-off becomes a complaint later, and its times run from its entry all the same") {
  const Task plain = get(begin({"h1", TaskKind::handoff, "查件", "售前", "lin", kToday, kNoTime, "快递", {}}, at(0))).task;
  TaskChange wanted{plain.title, kToday, kNoTime, "快递", plain.version};
  wanted.complaint = true;
  const Task task = get(change(plain, wanted, at(3 * kHourMs))).task;
  CHECK(late(task, 3 * kHourMs) == ComplaintStep::cause);
  wanted.version = task.version;
  wanted.complaint = false;
  CHECK(late(get(change(task, wanted, at(4 * kHourMs))).task, 5 * kHourMs) == ComplaintStep::none);
}
