// SPDX-License-Identifier: Apache-2.0
// The day's work through the agent: rights, rules, the log, and what the page is answered.
#include <catch2/catch.hpp>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using model::TaskKind;
using model::TaskState;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// The day of the desk's clock, 2026-03-02.
const Day kToday = *parse_day("2026-03-02");

overlay::MakeTask todo(const std::string& person, const std::string& title = "跟进未付款客户", Day from = kToday) {
  return {TaskKind::todo, person, title, from, {}, "", {}};
}
overlay::MakeTask handoff(const std::string& person, Day day = kToday) {
  return {TaskKind::handoff, person, "改地址 2 单", day, {}, "仓库", {}};
}

template <class Act>
std::string made(TestDesk& desk, Act act) {
  return get(desk.command(overlay::WorkAct(std::move(act)))).id;
}
template <class Act>
Result<overlay::CommandDone> act(TestDesk& desk, Act what) {
  return desk.command(overlay::WorkAct(std::move(what)));
}
overlay::Work work_of(TestDesk& desk, const std::string& person, std::optional<Day> day = {}) {
  return get(desk.service().work(desk.page(), {person, day})).answer;
}
overlay::TaskStory story(TestDesk& desk, const std::string& id) { return get(desk.service().task(desk.page(), {id})).answer; }

template <class Answer>
void refused(const Result<Answer>& done, ErrorKind kind = ErrorKind::refused) {
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().kind == kind);
  CHECK_FALSE(done.error().words.zh.empty());
  CHECK_FALSE(done.error().words.en.empty());
}

}  // namespace

TEST_CASE("A rep writes a to-do for themself, does it, and what is open goes on tomorrow") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string first = made(desk, todo("bai"));
  const std::string second = made(desk, todo("bai", "复习尺码表"));
  auto work = work_of(desk, "bai");
  CHECK(work.open == 2);
  CHECK(work.may_add);
  REQUIRE(work.tasks.size() == 2);
  CHECK(work.tasks[0].may_change);
  CHECK(work.tasks[0].may_close);
  CHECK_FALSE(work.tasks[0].may_take);
  CHECK(work.tasks[0].made_by->name == "白一");
  must(act(desk, overlay::FinishTask{first, ""}));
  work = work_of(desk, "bai");
  CHECK(work.done == 1);
  CHECK(work.open == 1);
  CHECK(work.tasks.back().id == first);
  // Taken back, and done again.
  must(act(desk, overlay::ReopenTask{first}));
  CHECK(work_of(desk, "bai").open == 2);
  must(act(desk, overlay::FinishTask{first, "已联系"}));

  desk.clock().set(wall("2026-03-04 10:00"));
  work = work_of(desk, "bai");
  REQUIRE(work.tasks.size() == 1);
  CHECK(work.tasks[0].id == second);
  CHECK(work.tasks[0].carried_days == 2);
  // The day itself stays as it was.
  const auto before = work_of(desk, "bai", kToday);
  CHECK(before.done == 1);
  CHECK(before.open == 1);
  // What is open there and done by now is looked at, not changed.
  CHECK(before.tasks[0].may_close);
  must(act(desk, overlay::FinishTask{second, ""}));
  CHECK_FALSE(work_of(desk, "bai", kToday).tasks[0].may_close);
  const auto told = story(desk, first);
  REQUIRE(told.events.size() == 4);
  CHECK(told.events[3].text == "已联系");
  CHECK(told.events[0].by->name == "白一");
}

TEST_CASE("A lead writes for a rep; the rep does it and explains it, but neither changes nor drops it") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("chen");
  const std::string id = made(desk, todo("bai"));
  desk.give_desk_to("bai");
  const auto work = work_of(desk, "bai");
  REQUIRE(work.tasks.size() == 1);
  CHECK(work.tasks[0].made_by->name == "陈立");
  CHECK_FALSE(work.tasks[0].may_change);
  refused(act(desk, overlay::ChangeTask{id, 1, "别的", kToday, {}, ""}));
  refused(act(desk, overlay::DropTask{id, "不做"}));
  must(act(desk, overlay::NoteProgress{id, "约了明天"}));
  must(act(desk, overlay::ExplainTask{id, model::TaskCause::workload, ""}));
  must(act(desk, overlay::FinishTask{id, ""}));
  desk.give_desk_to("chen");
  // What the lead drops is not the rep's to take back.
  const std::string dropped = made(desk, todo("bai", "不用做了"));
  must(act(desk, overlay::DropTask{dropped, ""}));
  desk.give_desk_to("bai");
  CHECK_FALSE(story(desk, dropped).task.may_close);
  refused(act(desk, overlay::ReopenTask{dropped}));
  desk.give_desk_to("chen");
  must(act(desk, overlay::ReopenTask{dropped}));
  const auto told = story(desk, id);
  CHECK(told.task.state == TaskState::done);
  CHECK(told.task.progress == "约了明天");
  CHECK(told.events.size() == 4);
}

TEST_CASE("What is not a rep's own is not there for them") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("chen");
  const std::string id = made(desk, todo("qing"));
  desk.give_desk_to("bai");
  refused(desk.service().work(desk.page(), {"qing", {}}), ErrorKind::not_found);
  refused(desk.service().task(desk.page(), {id}), ErrorKind::not_found);
  refused(act(desk, overlay::FinishTask{id, ""}), ErrorKind::not_found);
  refused(act(desk, todo("qing")), ErrorKind::not_found);
  refused(act(desk, todo("nobody")), ErrorKind::not_found);
  refused(act(desk, overlay::ChoosePromises{"qing", kToday, kToday, {{"", "x"}}}), ErrorKind::not_found);
  // The same words for what is not there at all.
  const std::string unknown = "01976b3e-7d00-7abc-89ab-0123456789ab";
  CHECK(act(desk, overlay::FinishTask{unknown, ""}).error().words.zh == act(desk, overlay::FinishTask{id, ""}).error().words.zh);
}

TEST_CASE("A desk of nobody's does nothing in nobody's name") {
  TestDesk desk;
  desk.fill();
  refused(act(desk, todo("bai")));
  CHECK_FALSE(get(desk.service().work(desk.page(), {"bai", {}})).answer.may_add);
}

TEST_CASE("Hand-offs of a group are numbered, taken over by a colleague, closed with a result") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const auto done = get(act(desk, handoff("bai")));
  CHECK(done.words->zh == "已登记对接 0302-1。");
  const std::string second = made(desk, handoff("bai"));
  CHECK(get(act(desk, handoff("bai", kToday - 1))).words->zh == "已补单 0301-1。");
  must(act(desk, overlay::AcceptTask{second, "仓库 张工"}));
  desk.give_desk_to("qing");
  auto series = get(desk.service().handoffs(desk.page(), {})).answer;
  CHECK(series.group == "售前");
  CHECK(series.groups == std::vector<std::string>{"售前"});
  REQUIRE(series.rows.size() == 2);
  CHECK(series.rows[1].shown_number == "0302-2");
  CHECK(series.rows[1].accepted_by == "仓库 张工");
  CHECK(series.rows[0].may_take);
  CHECK_FALSE(series.rows[0].may_close);
  REQUIRE(series.open_before.size() == 1);
  CHECK(series.open_before[0].late);
  refused(act(desk, overlay::FinishTask{done.id, "好"}));
  must(act(desk, overlay::GiveTask{done.id, "qing"}));
  must(act(desk, overlay::FinishTask{done.id, "已改好"}));
  series = get(desk.service().handoffs(desk.page(), {})).answer;
  CHECK(series.rows[0].state == TaskState::done);
  CHECK(series.rows[0].owner.name == "青二");
  CHECK(series.rows[0].asked.name == "白一");
  CHECK(series.close.zh.find("有结果 1 件") != std::string::npos);
  CHECK(series.close.zh.find("青二") == std::string::npos);
  REQUIRE(series.departments.size() == 1);
  CHECK(series.departments[0].received == 3);
  // A rep gives nothing to others.
  refused(act(desk, overlay::GiveTask{second, "bai"}));
  const std::string own = made(desk, todo("qing"));
  refused(act(desk, overlay::GiveTask{own, "bai"}));
  desk.give_desk_to("chen");
  must(act(desk, overlay::GiveTask{second, "qing"}));
  CHECK(story(desk, second).events.back().to->name == "青二");
  refused(desk.service().handoffs(desk.page(), {"没有的组", {}}), ErrorKind::not_found);
}

TEST_CASE("A major hand-off is told to the lead until somebody says that it is known, and the rep sees since when") {
  TestDesk desk;
  desk.fill();
  const auto rep = desk.device_of("bai");
  const auto lead = desk.device_of("chen");
  const auto by = [&](const overlay::Caller& caller, auto what) {
    return desk.command_of(caller, overlay::WorkAct(std::move(what)));
  };
  const auto told = [&](const overlay::Caller& caller) { return get(desk.service().session(caller)).answer.major; };
  auto major = handoff("bai");
  major.major = true;
  const std::string id = get(by(rep, major)).id;
  must(by(rep, handoff("bai")));
  REQUIRE(told(lead).size() == 1);
  CHECK(told(lead)[0].task == id);
  CHECK(told(lead)[0].shown_number == "0302-1");
  CHECK(told(lead)[0].department == "仓库");
  CHECK(told(lead)[0].owner.name == "白一");
  CHECK(told(rep).empty());
  refused(by(rep, overlay::SeeTask{id}));
  must(by(lead, overlay::SeeTask{id}));
  CHECK(told(lead).empty());
  const auto shown = [&] { return get(desk.service().task(rep, {id})).answer; };
  CHECK(shown().task.seen_by->name == "陈立");
  CHECK(shown().task.seen_at == desk.clock().now());
  // Pressed twice is pressed once.
  const auto events = shown().events.size();
  must(by(lead, overlay::SeeTask{id}));
  CHECK(shown().events.size() == events);
  CHECK(shown().events.back().what == model::TaskEvent::What::seen);
  // A page that knows nothing of it leaves the mark as it is.
  must(by(rep, overlay::ChangeTask{id, shown().task.version, "整车破损", kToday, {}, "仓库", {}}));
  CHECK(shown().task.major);
  // A lead's own is known to a lead.
  auto own = handoff("chen");
  own.major = true;
  must(by(lead, own));
  CHECK(told(lead).empty());

  // Whoever stands in is told as well, and the log says for whom.
  must(desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::AddDeputy{"chen", "qing", kToday, kToday})));
  const auto deputy = desk.device_of("qing");
  const std::string second = get(by(rep, major)).id;
  REQUIRE(told(deputy).size() == 1);
  const std::string said = get(by(deputy, overlay::SeeTask{second})).id;
  CHECK(told(lead).empty());
  const auto entry = get(get(desk.store().read())->command(said));
  CHECK(entry->kind == "task.seen");
  CHECK(entry->by == "qing");
  CHECK(entry->acting_for == "chen");
  // What is closed is not told any more.
  const std::string third = get(by(rep, major)).id;
  must(by(rep, overlay::FinishTask{third, "已换"}));
  CHECK(told(deputy).empty());
  must(by(deputy, overlay::SeeTask{third}));
}

TEST_CASE("A hand-off is passed to the lead, or to who stands in, and stays with the rep until it is accepted") {
  TestDesk desk;
  desk.fill();
  const auto rep = desk.device_of("bai");
  const auto lead = desk.device_of("chen");
  const auto by = [&](const overlay::Caller& caller, auto what) {
    return desk.command_of(caller, overlay::WorkAct(std::move(what)));
  };
  const auto open_of = [&](const overlay::Caller& caller, const std::string& person) {
    return get(desk.service().work(caller, {person, {}})).answer.open;
  };
  const std::string id = get(by(rep, handoff("bai"))).id;
  CHECK(get(desk.service().task(rep, {id})).answer.task.may_pass);
  CHECK(get(by(rep, overlay::PassTask{id})).words->zh == "已交给主管 陈立，对方接下前仍由您负责。");
  auto task = get(desk.service().task(rep, {id})).answer.task;
  CHECK(task.owner.name == "陈立");
  CHECK(task.asked.name == "白一");
  CHECK(task.passed_by->name == "白一");
  CHECK_FALSE(task.may_pass);
  CHECK(task.may_take);  // Back again, as any colleague could: passing on is undone that way.
  CHECK(task.may_close);
  CHECK(open_of(rep, "bai") == 1);
  CHECK(open_of(lead, "chen") == 1);
  refused(by(rep, overlay::PassTask{id}));
  must(by(rep, overlay::NoteProgress{id, "等主管"}));
  CHECK(get(desk.service().task(lead, {id})).answer.task.may_take);
  must(by(lead, overlay::GiveTask{id, "chen"}));
  task = get(desk.service().task(lead, {id})).answer.task;
  CHECK_FALSE(task.passed_by);
  CHECK(task.asked.name == "白一");
  CHECK(open_of(rep, "bai") == 0);

  // Away, with nobody to stand in: said, with what to do, and nothing is changed.
  must(desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::AddLeave{"chen", kToday, kToday, ""})));
  const std::string second = get(by(rep, handoff("bai"))).id;
  refused(by(rep, overlay::PassTask{second}));
  CHECK(get(desk.service().task(rep, {second})).answer.task.owner.name == "白一");
  must(desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::AddDeputy{"chen", "qing", kToday, kToday})));
  CHECK(get(by(rep, overlay::PassTask{second})).words->zh == "主管今天休假，已交给代理 青二。");
  CHECK(get(desk.service().task(rep, {second})).answer.task.owner.name == "青二");
  refused(by(desk.device_of("qing"), overlay::PassTask{get(by(desk.device_of("qing"), handoff("qing"))).id}));
  refused(by(rep, overlay::PassTask{get(by(rep, todo("bai"))).id}));
}

TEST_CASE("A lead sets the steps that promises are chosen from; what was promised stays as it was") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string choice = made(desk, overlay::ChoosePromises{"bai", kToday, kToday + 6, {{"closing", "说售后"}}});
  const auto steps = [&] { return get(desk.service().promises(desk.page(), {"bai", {}, kToday, kToday})).answer; };
  CHECK_FALSE(steps().may_set);
  refused(act(desk, overlay::SetStep{"", {"报价核对", ""}}));
  desk.give_desk_to("chen");
  CHECK(steps().may_set);
  const std::string id = made(desk, overlay::SetStep{"", {"报价\n核对", ""}});
  must(act(desk, overlay::HideStep{"closing", true}));
  refused(act(desk, overlay::SetStep{"", {"", "x"}}), ErrorKind::wrong_use);
  refused(act(desk, overlay::HideStep{"nothing", true}), ErrorKind::not_found);
  desk.give_desk_to("bai");
  REQUIRE(steps().catalogue.size() == 7);
  CHECK(steps().catalogue[5].hidden);
  CHECK(steps().catalogue[6].id == id);
  CHECK(steps().catalogue[6].title.zh == "报价 核对");
  CHECK(steps().catalogue[6].title.en == "报价 核对");
  CHECK(steps().rows.at(0).promises.at(0).step == "closing");
  CHECK(work_of(desk, "bai").promises.at(0).title == "说售后");
  desk.give_desk_to("chen");
  must(act(desk, overlay::ResetSteps{}));
  CHECK_FALSE(steps().catalogue[5].hidden);
  CHECK(steps().catalogue[6].hidden);
}

TEST_CASE("Promises are chosen, ticked by the person alone, and counted by the week") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string choice = made(
      desk,
      overlay::ChoosePromises{"bai", kToday, kToday + 6, {{"needs", "每位客户都问一句使用场景"}, {"", "结束语带上售后说明"}}});
  auto work = work_of(desk, "bai");
  REQUIRE(work.promises.size() == 2);
  CHECK(work.kept_days == 0);
  must(act(desk, overlay::TickPromise{choice + ".1", kToday, true}));
  CHECK(work_of(desk, "bai").kept_days == 0);
  must(act(desk, overlay::TickPromise{choice + ".2", kToday, true}));
  work = work_of(desk, "bai");
  CHECK(work.kept_days == 1);
  CHECK(work.promises[0].kept == std::vector{kToday});
  CHECK(work.promises[0].streak == 1);
  const auto grid = get(desk.service().promises(desk.page(), {"bai", {}, kToday, kToday + 6})).answer;
  CHECK(grid.may_choose);
  CHECK(grid.catalogue.size() == 6);
  REQUIRE(grid.rows.size() == 1);
  CHECK(grid.rows[0].promises.size() == 2);
  desk.give_desk_to("chen");
  refused(act(desk, overlay::TickPromise{choice + ".1", kToday, false}));
  const auto all = get(desk.service().promises(desk.page(), {"", "售前", kToday, kToday + 6})).answer;
  CHECK(all.rows.size() == 2);
}

TEST_CASE("Bad input gets an answer and loses nothing") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  refused(act(desk, todo("bai", "")), ErrorKind::wrong_use);
  refused(act(desk, todo("bai", std::string(10'000, 'x'))), ErrorKind::wrong_use);
  refused(act(desk, todo("bai", "x", kToday - 1)));
  refused(act(desk, handoff("bai", kToday + 1)));
  auto without = handoff("bai");
  without.department.clear();
  refused(act(desk, without), ErrorKind::wrong_use);
  // A number that was refused is not used up.
  CHECK(get(act(desk, handoff("bai"))).words->zh == "已登记对接 0302-1。");
  const std::string id = made(desk, todo("bai"));
  must(act(desk, overlay::ChangeTask{id, 1, "先打电话", kToday, {}, ""}));
  refused(act(desk, overlay::ChangeTask{id, 1, "先发消息", kToday, {}, ""}));
  CHECK(story(desk, id).task.title == "先打电话");
  // The same command again is the same answer, once applied.
  const auto command = desk.make(overlay::WorkAct(todo("bai", "只有一次")));
  const auto caller = desk.page();
  CHECK(get(desk.service().command(caller, command)).id == get(desk.service().command(caller, command)).id);
  CHECK(work_of(desk, "bai").tasks.size() == 3);
  // The clock set back.
  desk.clock().set(wall("2026-03-02 08:00"));
  must(act(desk, overlay::FinishTask{id, ""}));
  const auto told = story(desk, id);
  CHECK(told.events.back().at >= told.events.front().at);
}

TEST_CASE("The part of the day follows the shift, and the list says so") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  CHECK(work_of(desk, "bai").part == overlay::WorkPart::afternoon);  // 21:30 of 08:00 to 23:00.
  desk.clock().set(wall("2026-03-02 22:30"));
  CHECK(work_of(desk, "bai").part == overlay::WorkPart::last_hour);
  desk.clock().set(wall("2026-03-03 09:00"));
  CHECK(work_of(desk, "bai").part == overlay::WorkPart::morning);
  CHECK(work_of(desk, "bai", kToday).part == overlay::WorkPart::none);
}

TEST_CASE("Every act is in the log, in order, with who and where") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string id = made(desk, todo("bai"));
  must(act(desk, overlay::FinishTask{id, ""}));
  std::vector<model::CommandEntry> entries;
  must(get(desk.store().read())->commands(0, [&](const model::CommandEntry& entry) {
    entries.push_back(entry);
    return true;
  }));
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].kind == "desk.choose");
  CHECK(entries[0].place.empty());
  CHECK(entries[1].kind == "task.make");
  CHECK(entries[1].by == "bai");
  CHECK_FALSE(entries[1].place.empty());
  CHECK(entries[2].kind == "task.done");
}

TEST_CASE("The lead's day report has each rep's day, the figures, and what goes on tomorrow with its cause") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string first = made(desk, todo("bai"));
  const std::string second = made(desk, todo("bai", "复习尺码表"));
  made(desk, handoff("bai"));
  must(act(desk, overlay::FinishTask{first, ""}));
  const std::string choice = made(desk, overlay::ChoosePromises{"bai", kToday, kToday + 6, {{"needs", "问场景"}}});
  must(act(desk, overlay::TickPromise{choice + ".1", kToday, true}));
  refused(desk.service().day_report(desk.page(), {}), ErrorKind::not_found);
  desk.give_desk_to("chen");
  made(desk, todo("chen", "排班"));
  must(act(desk, overlay::ExplainTask{second, model::TaskCause::workload, ""}));
  const auto report = get(desk.service().day_report(desk.page(), {"售前", {}})).answer;
  CHECK(report.done == 1);
  CHECK(report.open == 2);
  CHECK(report.mine.size() == 1);
  CHECK(report.handoffs_received == 1);
  CHECK(report.handoffs_open == 1);
  REQUIRE(report.rows.size() == 2);
  CHECK(report.rows[0].person.name == "白一");
  CHECK(report.rows[0].promised == 1);
  CHECK(report.rows[0].kept == 1);
  CHECK(report.rows[0].customers == 12);
  CHECK(report.rows[0].unfinished.size() == 2);
  CHECK(report.columns.size() == 5);
  CHECK(report.text.zh.find("· 白一：复习尺码表；原因：量大没排上") != std::string::npos);
  CHECK(report.text.zh.find("回复率 100.0%（24/24）") != std::string::npos);
  // Tomorrow the day is as it was.
  desk.clock().set(wall("2026-03-03 10:00"));
  must(act(desk, overlay::FinishTask{second, ""}));
  const auto before = get(desk.service().day_report(desk.page(), {"售前", kToday})).answer;
  CHECK(before.open == 2);
  CHECK(before.done == 1);
}

TEST_CASE("the next step is about now's work, also where the figures shown are those of another day") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  // A day without messages: the panel shows those of the day before.
  desk.clock().set(wall("2026-03-03 10:00"));
  auto due = todo("bai", "回电", kToday + 1);
  due.due_at = wall("2026-03-03 10:20");
  const std::string id = made(desk, due);
  const auto step = [&](std::optional<Day> day) { return get(desk.service().panel(desk.page(), {"bai", "", day})).answer.step; };
  REQUIRE(step({}));
  CHECK(step({})->kind == overlay::NextStep::Kind::task_due);
  CHECK(step({})->task == id);
  CHECK(step({})->words.zh == "“回电”还剩 20 分钟。现在看一眼？");
  CHECK(step(kToday)->kind != overlay::NextStep::Kind::task_due);
  desk.clock().set(wall("2026-03-03 10:21"));
  CHECK(step({})->kind == overlay::NextStep::Kind::task_overdue);
  must(act(desk, overlay::FinishTask{id, ""}));
  CHECK(step({})->kind == overlay::NextStep::Kind::choose_promises);
  // Not on a lead's look at somebody.
  desk.give_desk_to("chen");
  const auto looked_at = step({});
  CHECK((!looked_at || looked_at->kind != overlay::NextStep::Kind::choose_promises));
}
