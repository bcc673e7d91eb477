// SPDX-License-Identifier: Apache-2.0
// Complaints through the agent: their times, and who is told where one passes.
#include <catch2/catch.hpp>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// The day of the desk's clock, 2026-03-02.
const Day kToday = *parse_day("2026-03-02");

overlay::MakeTask handoff(const std::string& person) {
  return {model::TaskKind::handoff, person, "收到破损，要退一赔三", kToday, {}, "仓库", {}};
}

void refused(const Result<overlay::CommandDone>& done) {
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().kind == ErrorKind::refused);
  CHECK_FALSE(done.error().words.zh.empty());
}

}  // namespace

TEST_CASE("A complaint that is late is told to the lead, or to who stands in, until they know or it has its cause") {
  TestDesk desk;
  desk.fill();
  const auto rep = desk.device_of("bai");
  const auto lead = desk.device_of("chen");
  const auto by = [&](const overlay::Caller& caller, auto what) {
    return desk.command_of(caller, overlay::WorkAct(std::move(what)));
  };
  const auto told = [&](const overlay::Caller& caller) { return get(desk.service().session(caller)).answer.major; };
  using Why = overlay::MajorTask::Why;
  auto complaint = handoff("bai");
  complaint.complaint = true;
  const std::string id = get(by(rep, complaint)).id;
  const TimeMs entered = desk.clock().now();
  const auto shown = [&] { return get(desk.service().task(rep, {id})).answer.task; };
  CHECK(shown().complaint);
  CHECK(shown().cause_due_at == entered + 2 * kHourMs);
  CHECK(shown().due_at == entered + 24 * kHourMs);
  CHECK_FALSE(shown().overdue);
  CHECK(told(lead).empty());

  desk.clock().advance(2 * kHourMs + 1);
  CHECK(shown().overdue);
  CHECK(told(rep).empty());
  REQUIRE(told(lead).size() == 1);
  CHECK(told(lead)[0].task == id);
  CHECK(told(lead)[0].why == Why::cause_late);
  // The lead is away: whoever stands in hears of it, and the log says for whom they knew.
  must(desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::AddDeputy{"chen", "qing", kToday, kToday})));
  const auto deputy = desk.device_of("qing");
  REQUIRE(told(deputy).size() == 1);
  refused(by(rep, overlay::SeeTask{id}));
  const std::string said = get(by(deputy, overlay::SeeTask{id})).id;
  CHECK(told(deputy).empty());
  CHECK(told(lead).empty());
  CHECK(get(get(desk.store().read())->command(said))->acting_for == "chen");
  must(by(deputy, overlay::SeeTask{id}));  // Pressed twice is pressed once.

  must(by(rep, overlay::FindCause{id, "打包没有气泡膜"}));
  CHECK(shown().found == "打包没有气泡膜");
  CHECK(shown().found_at == desk.clock().now());
  // Whoever presses when the cause has just come meant the same.
  const auto events = get(desk.service().task(rep, {id})).answer.events.size();
  must(by(lead, overlay::SeeTask{id}));
  CHECK(get(desk.service().task(rep, {id})).answer.events.size() == events);
  refused(by(lead, overlay::SeeTask{get(by(rep, handoff("bai"))).id}));
  CHECK_FALSE(shown().cause_due_at);
  CHECK_FALSE(shown().overdue);
  refused(by(rep, overlay::FindCause{get(by(rep, handoff("bai"))).id, "不是投诉"}));
  // One whose cause comes in time is never told of.
  const std::string quick = get(by(rep, complaint)).id;
  must(by(rep, overlay::FindCause{quick, "发错色"}));
  desk.clock().advance(3 * kHourMs);
  CHECK(told(lead).empty());
  // A page that knows nothing of the mark leaves it.
  must(by(rep, overlay::ChangeTask{
                   quick, get(desk.service().task(rep, {quick})).answer.task.version, "发错色", kToday, {}, "仓库", {}}));
  CHECK(get(desk.service().task(rep, {quick})).answer.task.complaint);
}
