// SPDX-License-Identifier: Apache-2.0
#include "agent/team/tasks.h"

#include <catch2/catch.hpp>

#include "tests/support/results.h"

using namespace rigong;
using namespace rigong::team;
using model::Task;
using model::TaskCause;
using model::TaskEvent;
using model::TaskKind;
using model::TaskState;
using rigong::testing::get;

namespace {

constexpr Day kToday{20780};
constexpr TimeMs kNow = 20780 * kDayMs + 9 * kHourMs;
const Actor kLead{"mei", kNow, kToday};

Actor on(Day day, const char* who = "lin") { return {who, day.number * kDayMs + 10 * kHourMs, day}; }

Task todo(Day from = kToday) {
  return get(begin({"t1", TaskKind::todo, " 跟进未付款客户 ", "售前", "lin", from, kNoTime, "", {}}, kLead)).task;
}
Task handoff(Day day = kToday) {
  return get(begin({"h1", TaskKind::handoff, "改地址 2 单", "售前", "lin", day, kNoTime, "仓库", {}}, kLead)).task;
}

void check_refused(const Result<Happened>& result, ErrorKind kind = ErrorKind::refused) {
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == kind);
  CHECK_FALSE(result.error().words.zh.empty());
  CHECK_FALSE(result.error().words.en.empty());
}

}  // namespace

TEST_CASE("a to-do begins open, with its first event") {
  const auto made = get(begin({"t1", TaskKind::todo, " 跟进未付款客户 ", "售前", "lin", kToday + 1, kNoTime, "", {}}, kLead));
  CHECK(made.task.title == "跟进未付款客户");
  CHECK(made.task.state == TaskState::open);
  CHECK(made.task.owner == "lin");
  CHECK(made.task.asked == "lin");
  CHECK(made.task.made_by == "mei");
  CHECK(made.task.version == 1);
  CHECK(made.event.number == 1);
  CHECK(made.event.what == TaskEvent::What::made);
  CHECK(made.event.by == "mei");
  CHECK(made.event.at == kNow);
  CHECK_FALSE(made.task.late);
}

TEST_CASE("what cannot be a task is refused in words") {
  const auto with = [](TaskKind kind, std::string title, Day day, TimeMs due = kNoTime, std::string department = "仓库") {
    return begin({"t1", kind, std::move(title), "", "lin", day, due, std::move(department), {}}, kLead);
  };
  check_refused(with(TaskKind::todo, " 　\n", kToday), ErrorKind::wrong_use);
  check_refused(with(TaskKind::todo, std::string(10'000, 'x'), kToday), ErrorKind::wrong_use);
  check_refused(with(TaskKind::todo, "x", kToday - 1));
  check_refused(with(TaskKind::todo, "x", kToday + 400));
  check_refused(with(TaskKind::todo, "x", kToday, kNow - 1));
  check_refused(with(TaskKind::handoff, "x", kToday + 1));
  check_refused(with(TaskKind::handoff, "x", kToday - 32));
  check_refused(with(TaskKind::handoff, "x", kToday, kNoTime, " "), ErrorKind::wrong_use);
  // 200 characters are 600 bytes, and fit.
  std::string long_title;
  for (int i = 0; i < 200; ++i) long_title += "对";
  CHECK(with(TaskKind::todo, long_title, kToday));
  check_refused(with(TaskKind::todo, long_title + "对", kToday), ErrorKind::wrong_use);
  // How much there is and how much fits is said.
  CHECK(with(TaskKind::todo, long_title + "对", kToday).error().words.zh.find("201") != std::string::npos);
}

TEST_CASE("a hand-off entered after its day is marked late") {
  CHECK_FALSE(handoff().late);
  CHECK(handoff(kToday - 1).late);
  CHECK(handoff(kToday - 31).late);
}

TEST_CASE("the first asked owns a hand-off until a colleague has it; the department accepts once") {
  Task task = handoff();
  CHECK(task.owner == "lin");
  auto given = get(give(task, "hong", on(kToday)));
  CHECK(given.task.owner == "hong");
  CHECK(given.task.asked == "lin");
  CHECK(given.event.text == "hong");
  check_refused(give(given.task, "hong", on(kToday)));
  const auto accepted = get(accept(given.task, "仓库 张工", on(kToday)));
  CHECK(accepted.task.accepted_by == "仓库 张工");
  CHECK(accepted.task.owner == "hong");
  check_refused(accept(accepted.task, "仓库 李工", on(kToday)));
  check_refused(accept(task, " ", on(kToday)), ErrorKind::wrong_use);
  check_refused(accept(todo(), "仓库", on(kToday)));
}

TEST_CASE("a hand-off that is passed on stays with whoever passed it until the other accepts") {
  const Task task = handoff();
  const auto passed = get(pass_on(task, "mei", on(kToday)));
  CHECK(passed.task.owner == "mei");
  CHECK(passed.task.asked == "lin");
  CHECK(passed.task.passed_by == "lin");
  CHECK(passed.event.what == TaskEvent::What::given);
  CHECK(passed.event.text == "mei");
  check_refused(pass_on(passed.task, "an", on(kToday)));
  check_refused(pass_on(task, "lin", on(kToday)));
  check_refused(pass_on(todo(), "mei", on(kToday)));
  // What whoever passed it still does about it is no acceptance.
  CHECK(get(note_progress(passed.task, "等主管", on(kToday))).task.passed_by == "lin");
  // Taking it is; nobody takes it twice.
  const auto taken = get(give(passed.task, "mei", on(kToday, "mei")));
  CHECK(taken.task.passed_by.empty());
  CHECK(taken.task.owner == "mei");
  CHECK(taken.task.asked == "lin");
  check_refused(give(taken.task, "mei", on(kToday, "mei")));
  // Nobody accepts for the other, and whatever the other does about it is acceptance too.
  check_refused(give(passed.task, "mei", on(kToday)));
  CHECK(get(note_progress(passed.task, "在办", on(kToday, "mei"))).task.passed_by.empty());
  CHECK(get(accept(passed.task, "仓库 张工", on(kToday, "mei"))).task.passed_by.empty());
  CHECK(get(finish(passed.task, "已改", on(kToday, "mei"))).task.passed_by.empty());
  CHECK(get(give(passed.task, "hong", on(kToday, "mei"))).task.passed_by.empty());
  // Closed by whoever passed it on it was not accepted, and they may open it again.
  const auto closed = get(finish(passed.task, "客户自己改了", on(kToday)));
  CHECK(closed.task.passed_by == "lin");
  CHECK(get(reopen(closed.task, on(kToday))).task.passed_by == "lin");
}

TEST_CASE("a major hand-off is seen once, by the first who says so") {
  const auto make = [](TaskKind kind, bool seen) {
    return get(begin({"h1", kind, "整车破损", "售前", "lin", kToday, kNoTime, "仓库", {}, true, seen}, on(kToday))).task;
  };
  const Task task = make(TaskKind::handoff, false);
  CHECK(task.major);
  CHECK_FALSE(is_seen(task));
  CHECK_FALSE(make(TaskKind::todo, false).major);
  // Who enters it and is to be told of such knows.
  CHECK(make(TaskKind::handoff, true).seen_by == "lin");
  const auto seen = get(see(task, on(kToday, "mei")));
  CHECK(seen.task.seen_by == "mei");
  CHECK(seen.task.seen_at == seen.event.at);
  CHECK(seen.event.what == TaskEvent::What::seen);
  check_refused(see(seen.task, on(kToday, "an")));
  check_refused(see(handoff(), on(kToday, "mei")));
  check_refused(see(get(finish(task, "已换", on(kToday))).task, on(kToday, "mei")));
  // Marked later it is told then; marked once more after it was taken off, it is told once more.
  const auto changed = [](const Task& from, bool major) {
    return get(change(from, {from.title, from.from, kNoTime, "仓库", from.version, major, false}, on(kToday))).task;
  };
  CHECK_FALSE(is_seen(changed(handoff(), true)));
  CHECK(changed(seen.task, true).seen_by == "mei");
  const Task not_major = changed(seen.task, false);
  CHECK_FALSE(not_major.major);
  CHECK_FALSE(is_seen(changed(not_major, true)));
}

TEST_CASE("a hand-off is finished with a result, a to-do with or without") {
  check_refused(finish(handoff(), " ", on(kToday)), ErrorKind::wrong_use);
  const auto done = get(finish(handoff(), "已改", on(kToday)));
  CHECK(done.task.state == TaskState::done);
  CHECK(done.task.result == "已改");
  CHECK(done.task.closed_on == kToday);
  CHECK(done.task.closed_by == "lin");
  CHECK(get(finish(todo(), "", on(kToday))).task.state == TaskState::done);
  check_refused(drop(handoff(), "", on(kToday)), ErrorKind::wrong_use);
  CHECK(get(drop(todo(), "", on(kToday))).task.state == TaskState::dropped);
}

TEST_CASE("what is closed is left alone until it is taken back, today or tomorrow") {
  const Task done = get(finish(todo(), "", on(kToday))).task;
  check_refused(finish(done, "", on(kToday)));
  check_refused(drop(done, "", on(kToday)));
  check_refused(note_progress(done, "x", on(kToday)));
  check_refused(change(done, {"x", kToday, kNoTime, "", done.version}, on(kToday)));
  check_refused(reopen(todo(), on(kToday)));
  check_refused(reopen(done, on(kToday + 2)));
  const auto again = get(reopen(done, on(kToday + 1)));
  CHECK(again.task.state == TaskState::open);
  CHECK(again.task.closed_at == kNoTime);
  CHECK_FALSE(again.task.closed_on);
  CHECK(again.task.from == kToday);
  CHECK(again.task.version == 3);
}

TEST_CASE("two who change the same are told, and neither overwrites the other") {
  const Task seen = todo();
  const Task first = get(change(seen, {"先打电话", kToday, kNoTime, "", seen.version}, on(kToday, "mei"))).task;
  CHECK(first.title == "先打电话");
  check_refused(change(first, {"先发消息", kToday, kNoTime, "", seen.version}, on(kToday, "an")));
  const auto second = get(change(first, {"先发消息", kToday + 1, kNoTime, "", first.version}, on(kToday, "an")));
  CHECK(second.task.from == kToday + 1);
  // The title before is in the history.
  CHECK(second.event.text == "先打电话");
}

TEST_CASE("a past day of a carried to-do may stay, another past day is refused") {
  const Task carried = todo();
  CHECK(change(carried, {"x", kToday, kNoTime, "", carried.version}, on(kToday + 3)));
  check_refused(change(carried, {"x", kToday + 1, kNoTime, "", carried.version}, on(kToday + 3)));
}

TEST_CASE("a clock that was set back does not turn the history round") {
  const Task task = todo();
  const auto progress = get(note_progress(task, "已联系", {"lin", kNow - 5 * kHourMs, kToday}));
  CHECK(progress.event.at == kNow);
  CHECK(progress.task.changed_at == kNow);
  CHECK(progress.task.progress == "已联系");
}

TEST_CASE("a cause is one of the list, or words, or both") {
  check_refused(explain(todo(), TaskCause::none, " ", on(kToday)), ErrorKind::wrong_use);
  CHECK(get(explain(todo(), TaskCause::none, "等客户回电", on(kToday))).task.cause_words == "等客户回电");
  CHECK(get(explain(todo(), TaskCause::workload, "", on(kToday))).task.cause == TaskCause::workload);
}

TEST_CASE("promises are chosen for up to half a month, and replace those they overlap") {
  const auto choose = [](Day from, Day until, std::vector<std::string> titles, const std::vector<Task>& running, Day today) {
    NewPromises wanted{"p", "lin", "售前", from, until, {}};
    for (std::string& title : titles) wanted.steps.push_back({"", std::move(title)});
    return choose_promises(wanted, running, on(today));
  };
  const auto made = get(choose(kToday, kToday + 6, {"问场景", "说售后"}, {}, kToday));
  REQUIRE(made.size() == 2);
  CHECK(made[0].task.id == "p.1");
  CHECK(made[1].task.until == kToday + 6);
  CHECK_FALSE(choose(kToday, kToday + 6, {}, {}, kToday));
  CHECK_FALSE(choose(kToday, kToday + 6, {"a", "b", "c", "d"}, {}, kToday));
  CHECK_FALSE(choose(kToday, kToday + 6, {"a", " a "}, {}, kToday));
  CHECK_FALSE(choose(kToday, kToday + 16, {"a"}, {}, kToday));
  CHECK(choose(kToday, kToday + 15, {"a"}, {}, kToday));
  CHECK_FALSE(choose(kToday, kToday - 1, {"a"}, {}, kToday));
  CHECK_FALSE(choose(kToday - 1, kToday, {"a"}, {}, kToday));

  // Three days later another choice: those before end yesterday, and what was ticked of them stays.
  const std::vector<Task> running{made[0].task, made[1].task};
  const auto anew = get(choose(kToday + 3, kToday + 9, {"先应一声"}, running, kToday + 3));
  REQUIRE(anew.size() == 3);
  CHECK(anew[0].task.until == kToday + 2);
  CHECK(anew[0].task.state == TaskState::open);
  CHECK(anew[2].task.title == "先应一声");
  // On the same day a choice is simply another one.
  const auto same_day = get(choose(kToday, kToday + 6, {"先应一声"}, running, kToday));
  CHECK(same_day[0].task.state == TaskState::dropped);
  // Others' and past ones are left alone.
  Task past = made[0].task;
  past.until = kToday - 1;
  past.from = kToday - 7;
  Task others = made[0].task;
  others.owner = "hong";
  CHECK(get(choose(kToday, kToday + 6, {"x"}, {past, others}, kToday)).size() == 1);
}

TEST_CASE("a promise is ticked for today and the week before, never done or given away") {
  const auto promise = get(choose_promises({"p", "lin", "", kToday, kToday + 15, {{"", "问场景"}}}, {}, on(kToday)))[0].task;
  const auto kept = get(tick(promise, kToday, true, on(kToday)));
  CHECK(kept.event.what == TaskEvent::What::kept);
  CHECK(kept.event.day == kToday);
  CHECK(get(tick(kept.task, kToday, false, on(kToday))).event.what == TaskEvent::What::unkept);
  check_refused(tick(promise, kToday + 1, true, on(kToday)));
  check_refused(tick(promise, kToday - 1, true, on(kToday)));
  CHECK(tick(promise, kToday + 2, true, on(kToday + 9)));
  check_refused(tick(promise, kToday + 1, true, on(kToday + 9)));
  check_refused(tick(promise, kToday + 16, true, on(kToday + 16)));
  check_refused(tick(todo(), kToday, true, on(kToday)));
  check_refused(finish(promise, "", on(kToday)));
  check_refused(give(promise, "hong", on(kToday)));
}
