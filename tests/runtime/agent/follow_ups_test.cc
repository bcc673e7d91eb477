// SPDX-License-Identifier: Apache-2.0
// Follow-ups through the agent: what is booked when a hand-off closes, the list, the share, and who takes them over.
#include <catch2/catch.hpp>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using model::FollowUpOutcome;
using model::TaskKind;
using model::TaskState;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// The day of the desk's clock, 2026-03-02.
const Day kToday = *parse_day("2026-03-02");

template <class Act>
std::string made(TestDesk& desk, Act act) {
  return get(desk.command(overlay::WorkAct(std::move(act)))).id;
}
template <class Act>
Result<overlay::CommandDone> act(TestDesk& desk, Act what) {
  return desk.command(overlay::WorkAct(std::move(what)));
}
overlay::Work work_of(TestDesk& desk, const std::string& person) {
  return get(desk.service().work(desk.page(), {person, {}})).answer;
}
std::string handoff(TestDesk& desk, const std::string& person) {
  return made(desk, overlay::MakeTask{TaskKind::handoff, person, "改地址 2 单", kToday, {}, "仓库", {}});
}

}  // namespace

TEST_CASE("A hand-off that closes books its follow-up, which comes on the list of its day") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string task = handoff(desk, "bai");
  const TimeMs at = wall("2026-03-03 10:30");
  const auto done = get(act(desk, overlay::FinishTask{task, "已改好", at}));
  CHECK(done.words->zh.find("回访") != std::string::npos);
  auto work = work_of(desk, "bai");
  CHECK(work.done == 1);
  CHECK(work.open == 0);
  REQUIRE(work.booked.size() == 1);
  CHECK(work.booked[0].kind == TaskKind::follow_up);
  CHECK(work.booked[0].due_at == at);
  CHECK(work.booked[0].link->ref == task);
  CHECK(work.follow_ups.due == 0);

  desk.clock().set(wall("2026-03-03 11:00"));
  work = work_of(desk, "bai");
  CHECK(work.booked.empty());
  REQUIRE(work.tasks.size() == 1);
  CHECK(work.tasks[0].overdue);
  CHECK(work.follow_ups.due == 1);
  CHECK(work.follow_ups.done == 0);
  CHECK(work.follow_ups.from == *parse_day("2026-03-01"));

  // Not reached: again tomorrow. Then reached.
  const std::string follow_up = work.tasks[0].id;
  must(act(desk, overlay::FollowUp{follow_up, FollowUpOutcome::none, "没有接", wall("2026-03-04 10:00")}));
  work = work_of(desk, "bai");
  CHECK(work.tasks.empty());
  REQUIRE(work.booked.size() == 1);
  CHECK(work.booked[0].tries == 1);
  CHECK(work.follow_ups.due == 0);
  desk.clock().set(wall("2026-03-04 10:05"));
  must(act(desk, overlay::FollowUp{follow_up, FollowUpOutcome::unsettled, "地址还是错的", {}}));
  work = work_of(desk, "bai");
  REQUIRE(work.tasks.size() == 1);
  CHECK(work.tasks[0].state == TaskState::done);
  CHECK(work.tasks[0].outcome == FollowUpOutcome::unsettled);
  CHECK(work.tasks[0].result == "地址还是错的");
  CHECK(work.follow_ups.done == 1);
  CHECK(work.follow_ups.unsettled == 1);
  const auto story = get(desk.service().task(desk.page(), {follow_up})).answer;
  REQUIRE(story.events.size() == 3);
  CHECK(story.events[1].what == model::TaskEvent::What::not_reached);
}

TEST_CASE("A hand-off that is opened again takes its follow-up off the list") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string task = handoff(desk, "bai");
  const std::string other =
      made(desk, overlay::MakeTask{TaskKind::follow_up, "bai", "约好明天回电", kToday, wall("2026-03-03 15:00"), "", {}});
  must(act(desk, overlay::FinishTask{task, "已改好", wall("2026-03-03 10:30")}));
  REQUIRE(work_of(desk, "bai").booked.size() == 2);
  must(act(desk, overlay::ReopenTask{task}));
  const auto work = work_of(desk, "bai");
  REQUIRE(work.booked.size() == 1);
  CHECK(work.booked[0].id == other);
  // The day is that of the time, whatever the page said.
  CHECK(work.booked[0].from == *parse_day("2026-03-03"));
}

TEST_CASE("Only a hand-off closes with a follow-up, and then nothing is written at all") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string todo = made(desk, overlay::MakeTask{TaskKind::todo, "bai", "复习", kToday, {}, "", {}});
  CHECK_FALSE(act(desk, overlay::FinishTask{todo, "", wall("2026-03-03 10:30")}).has_value());
  CHECK(work_of(desk, "bai").open == 1);
  const std::string task = handoff(desk, "bai");
  CHECK_FALSE(act(desk, overlay::FinishTask{task, "好", wall("2026-03-01 10:30")}).has_value());
  CHECK(work_of(desk, "bai").open == 2);
}

TEST_CASE("Nobody follows up for a colleague; a leave gives away what falls into it") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string soon =
      made(desk, overlay::MakeTask{TaskKind::follow_up, "bai", "约好明天回电", kToday, wall("2026-03-03 15:00"), "", {}});
  const std::string later =
      made(desk, overlay::MakeTask{TaskKind::follow_up, "bai", "下周再问", kToday, wall("2026-03-09 15:00"), "", {}});
  desk.give_desk_to("qing");
  CHECK(act(desk, overlay::FollowUp{soon, FollowUpOutcome::settled, "", {}}).error().kind == ErrorKind::not_found);
  desk.give_desk_to("chen");
  must(desk.command(overlay::PeopleAct(overlay::AddLeave{"bai", *parse_day("2026-03-03"), *parse_day("2026-03-04"), "qing"})));
  CHECK(get(desk.service().task(desk.page(), {soon})).answer.task.owner.id == "qing");
  CHECK(get(desk.service().task(desk.page(), {later})).answer.task.owner.id == "bai");
}
