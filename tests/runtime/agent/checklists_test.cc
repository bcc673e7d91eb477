// SPDX-License-Identifier: Apache-2.0
// 成长期清单 and 带教 through the agent: who ticks, who sees, what a lead sets, and what stays hidden from a mentor.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using model::Stage;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// The day of the desk's clock.
const Day kToday = *parse_day("2026-03-02");

overlay::PutMember changed(TestDesk& desk, const std::string& id) {
  for (const overlay::Member& member : get(desk.service().members(TestDesk::machine())).answer.members) {
    if (member.id != id) continue;
    overlay::PutMember act;
    act.member = id;
    act.name = member.name;
    act.group = member.group;
    act.role = member.role;
    act.track = member.track;
    act.stage = member.stage;
    act.joined_on = member.joined_on;
    act.accounts = member.accounts;
    return act;
  }
  FAIL("no member " << id);
  return {};
}
std::optional<overlay::Named> mentor_of(TestDesk& desk, const std::string& id) {
  for (const overlay::Member& member : get(desk.service().members(TestDesk::machine())).answer.members) {
    if (member.id == id) return member.mentor;
  }
  return {};
}

// 白一 (bai) is new and 青二 (qing) shows them how.
struct Team {
  Team() {
    desk.fill();
    overlay::PutMember act = changed(desk, "bai");
    act.joined_on = kToday - 3;
    act.mentor = "qing";
    must(desk.command_of(TestDesk::machine(), overlay::PeopleAct(act)));
    bai = desk.device_of("bai");
    qing = desk.device_of("qing");
    chen = desk.device_of("chen");
  }
  Result<overlay::CommandDone> act(const overlay::Caller& caller, overlay::ChecklistAct what) {
    return desk.command_of(caller, std::move(what));
  }
  Result<overlay::CommandDone> tick(const overlay::Caller& caller, const std::string& person, const std::string& item,
                                    bool done = true) {
    return act(caller, overlay::TickItem{person, item, done});
  }
  overlay::Work work(const overlay::Caller& caller, const std::string& person, std::optional<Day> day = {}) {
    return get(desk.service().work(caller, {person, day})).answer;
  }
  overlay::StageChecklist stage(Stage stage) {
    for (const auto& each : get(desk.service().members(chen)).answer.checklists) {
      if (each.stage == stage) return each;
    }
    FAIL("no such stage");
    return {};
  }
  TestDesk desk;
  overlay::Caller bai, qing, chen;
};

void refused(const Result<overlay::CommandDone>& done, ErrorKind kind = ErrorKind::refused) {
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().kind == kind);
  CHECK_FALSE(done.error().words.zh.empty());
  CHECK_FALSE(done.error().words.en.empty());
}

}  // namespace

TEST_CASE("A newcomer's list stands on the work page of the day, with the mentor, and is ticked by the person") {
  Team team;
  auto list = team.work(team.bai, "bai").checklist;
  REQUIRE(list);
  CHECK(list->stage == Stage::newcomer);
  CHECK(list->mentor->name == "青二");
  CHECK(list->items.size() == 8);
  CHECK(list->done == 0);
  CHECK(list->may_tick);
  must(team.tick(team.bai, "bai", "newcomer-chat"));
  list = team.work(team.bai, "bai").checklist;
  CHECK(list->done == 1);
  const auto item =
      std::find_if(list->items.begin(), list->items.end(), [](const auto& each) { return each.id == "newcomer-chat"; });
  REQUIRE(item != list->items.end());
  CHECK(item->done_at == team.desk.clock().now());
  CHECK(item->done_by->name == "白一");
  // Once more changes nothing, and neither does a tick of the mentor's: who was first stays.
  team.desk.clock().advance(kMinuteMs);
  must(team.tick(team.qing, "bai", "newcomer-chat"));
  CHECK(team.work(team.bai, "bai").checklist->items[1].done_by->name == "白一");
  must(team.tick(team.bai, "bai", "newcomer-chat", false));
  CHECK(team.work(team.bai, "bai").checklist->done == 0);
  refused(team.tick(team.bai, "bai", "nothing"), ErrorKind::not_found);
  refused(team.tick(team.bai, "bai", "nothing", false), ErrorKind::not_found);
  refused(team.tick(team.bai, "bai", "growing-peak"));
  // A day gone by has no list, and neither has somebody whose stage has none.
  CHECK_FALSE(team.work(team.bai, "bai", kToday - 1).checklist);
  CHECK_FALSE(team.work(team.qing, "qing").checklist);
}

TEST_CASE("A mentor sees and ticks the list of whom they show how, and sees nothing else of theirs") {
  Team team;
  const auto mentored = team.work(team.qing, "qing").mentored;
  REQUIRE(mentored.size() == 1);
  CHECK(mentored[0].person.id == "bai");
  CHECK(mentored[0].may_tick);
  CHECK(team.work(team.bai, "bai").mentored.empty());
  must(team.tick(team.qing, "bai", "newcomer-listen"));
  const auto list = team.work(team.bai, "bai").checklist;
  const auto item =
      std::find_if(list->items.begin(), list->items.end(), [](const auto& each) { return each.id == "newcomer-listen"; });
  CHECK(item->done_by->name == "青二");
  const auto unseen = [](const auto& answer) { return !answer && answer.error().kind == ErrorKind::not_found; };
  CHECK(unseen(team.desk.service().panel(team.qing, {"bai", "", {}})));
  CHECK(unseen(team.desk.service().work(team.qing, {"bai", {}})));
  CHECK(unseen(team.desk.service().sheet(team.qing, {"bai", kToday})));
  CHECK(unseen(team.desk.service().promises(team.qing, {"bai", {}, kToday, kToday})));
  // The other way round there is nothing to see or tick, in the words of what nobody has.
  refused(team.tick(team.bai, "qing", "newcomer-chat"), ErrorKind::not_found);
  // What the mentor did stands in the log of the person.
  const auto lines = get(team.desk.service().log(team.bai, {})).answer.lines;
  CHECK(std::any_of(lines.begin(), lines.end(), [](const overlay::LogLine& line) {
    return line.kind == "checklist.tick" && line.by && line.by->name == "青二" && line.about && line.about->name == "白一";
  }));
}

TEST_CASE("A lead ticks for anybody; whoever is no mentor of theirs does not") {
  Team team;
  must(team.tick(team.chen, "bai", "newcomer-sheet"));
  must(team.tick(TestDesk::machine(), "bai", "newcomer-who"));
  const auto list = team.work(team.chen, "bai").checklist;
  REQUIRE(list);
  CHECK(list->done == 2);
  CHECK(list->may_tick);
  overlay::PutMember act = changed(team.desk, "bai");
  act.mentor = "";
  must(team.desk.command_of(TestDesk::machine(), overlay::PeopleAct(act)));
  refused(team.tick(team.qing, "bai", "newcomer-chat"), ErrorKind::not_found);
  CHECK(team.work(team.qing, "qing").mentored.empty());
  CHECK_FALSE(team.work(team.bai, "bai").checklist->mentor);
}

TEST_CASE("A mentor is another member who is there; who leaves is not shown as one, and is again on coming back") {
  Team team;
  CHECK(mentor_of(team.desk, "bai")->name == "青二");
  const auto put = [&](const std::string& mentor) {
    overlay::PutMember act = changed(team.desk, "bai");
    act.mentor = mentor;
    return team.desk.command_of(TestDesk::machine(), overlay::PeopleAct(act));
  };
  refused(put("bai"), ErrorKind::wrong_use);
  refused(put("nobody"), ErrorKind::not_found);
  // A change that does not speak of it leaves it.
  must(team.desk.command_of(TestDesk::machine(), overlay::PeopleAct(changed(team.desk, "bai"))));
  CHECK(mentor_of(team.desk, "bai")->id == "qing");
  must(team.desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::MemberLeaves{"qing", kToday - 1, ""})));
  CHECK_FALSE(mentor_of(team.desk, "bai"));
  CHECK_FALSE(team.work(team.bai, "bai").checklist->mentor);
  must(team.desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::MemberReturns{"qing"})));
  CHECK(mentor_of(team.desk, "bai")->id == "qing");
}

TEST_CASE("A lead adds, renames and hides items of a stage, and goes back to the built-in ones; a rep does not") {
  Team team;
  const std::string own = get(team.act(team.chen, overlay::SetItem{Stage::newcomer, "", {" 看过仓库\n", ""}})).id;
  must(team.act(team.chen, overlay::SetItem{Stage::newcomer, "newcomer-chat", {"登录千牛", "Signed in to Qianniu"}}));
  must(team.act(team.chen, overlay::HideItem{Stage::newcomer, "newcomer-sheet", true}));
  auto list = *team.work(team.bai, "bai").checklist;
  REQUIRE(list.items.size() == 8);
  CHECK(list.items[1].title.zh == "登录千牛");
  CHECK(list.items.back().id == own);
  CHECK(list.items.back().title.zh == "看过仓库");
  must(team.tick(team.bai, "bai", own));
  refused(team.tick(team.bai, "bai", "newcomer-sheet"));
  refused(team.act(team.chen, overlay::SetItem{Stage::newcomer, "", {"看过仓库", ""}}));
  refused(team.act(team.chen, overlay::SetItem{Stage::newcomer, "", {"", ""}}), ErrorKind::wrong_use);
  refused(team.act(team.chen, overlay::HideItem{Stage::growing, own, true}), ErrorKind::not_found);
  refused(team.act(team.bai, overlay::SetItem{Stage::newcomer, "", {"别的", ""}}));
  refused(team.act(team.bai, overlay::HideItem{Stage::newcomer, own, true}));
  refused(team.act(team.bai, overlay::ResetItems{Stage::newcomer}));
  must(team.act(team.chen, overlay::ResetItems{Stage::newcomer}));
  list = *team.work(team.bai, "bai").checklist;
  CHECK(list.items.size() == 8);
  CHECK(list.items[1].title.zh != "登录千牛");
  CHECK(list.done == 0);
  CHECK(team.stage(Stage::newcomer).items.size() == 9);
  CHECK(team.stage(Stage::newcomer).items.back().hidden);
  // A stage without built-in items has the list that a team writes for it.
  CHECK(team.stage(Stage::senior).items.empty());
  must(team.act(team.chen, overlay::SetItem{Stage::mature, "", {"带过一位新手", ""}}));
  CHECK(team.work(team.qing, "qing").checklist->items.size() == 1);
}

TEST_CASE("What was done in an earlier stage stays done, and a list that is done is there for a week more") {
  Team team;
  const auto before = team.work(team.bai, "bai").checklist;
  for (const overlay::ChecklistItem& item : before->items) must(team.tick(team.bai, "bai", item.id));
  CHECK(team.work(team.bai, "bai").checklist->done == 8);
  team.desk.clock().advance(7 * kDayMs);
  CHECK_FALSE(team.work(team.bai, "bai").checklist);
  overlay::PutMember act = changed(team.desk, "bai");
  act.stage = Stage::growing;
  must(team.desk.command_of(TestDesk::machine(), overlay::PeopleAct(act)));
  const auto growing = team.work(team.bai, "bai").checklist;
  REQUIRE(growing);
  CHECK(growing->stage == Stage::growing);
  CHECK(growing->done == 0);
  // The mentor sees of the earlier one what was done, also when nothing of it is shown to the person any more.
  act.stage = Stage::newcomer;
  must(team.desk.command_of(TestDesk::machine(), overlay::PeopleAct(act)));
  CHECK_FALSE(team.work(team.bai, "bai").checklist);
  CHECK(team.work(team.qing, "qing").mentored.at(0).done == 8);
}
