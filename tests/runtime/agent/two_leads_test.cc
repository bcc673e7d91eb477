// SPDX-License-Identifier: Apache-2.0
// Two leads at once on one task: who comes second is told so clearly, and nothing of either is lost.
#include <catch2/catch.hpp>

#include <thread>

#include "tests/runtime/agent/role_teams.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::WorkAct;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// A team with a second lead, 李二, and a to-do of a rep.
struct TwoLeads {
  TwoLeads() {
    {
      const auto write = get(teams.desk.store().write());
      must(write->put_member({"li", "李二", "", model::MemberRole::lead, {}, {}}));
      must(write->commit());
    }
    first = teams.callers.at("lead");
    second = teams.desk.device_of("li");
  }
  std::string todo() {
    const overlay::MakeTask made{model::TaskKind::todo, "bai", "回访", kTeamsToday, {}, "", {}};
    return get(teams.desk.command_of(TestDesk::machine(), WorkAct(made))).id;
  }
  overlay::TaskStory story(const std::string& id) { return get(teams.desk.service().task(first, {id})).answer; }
  static WorkAct titled(const std::string& id, std::int64_t version, const std::string& title) {
    return overlay::ChangeTask{id, version, title, kTeamsToday, {}, ""};
  }
  Teams teams;
  overlay::Caller first, second;
};

}  // namespace

TEST_CASE("Of two leads who change one task the second is told so, and after a look can do it all the same") {
  TwoLeads two;
  TestDesk& desk = two.teams.desk;
  const std::string id = two.todo();
  const auto seen = two.story(id).task.version;
  must(desk.command_of(two.first, two.titled(id, seen, "回访两位")));
  const auto late = desk.command_of(two.second, two.titled(id, seen, "回访三位"));
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == ErrorKind::refused);
  CHECK(late.error().words.zh == "您看的时候，别人也改了这一项。您写的还在，请看过现在的内容再保存一次。");
  CHECK(two.story(id).task.title == "回访两位");
  must(desk.command_of(two.second, two.titled(id, two.story(id).task.version, "回访三位")));
  const auto story = two.story(id);
  CHECK(story.task.title == "回访三位");
  // The story has all of it: what was said before, and by whom.
  REQUIRE(story.events.size() == 3);
  CHECK(story.events[1].text == "回访");
  CHECK(story.events[1].by->id == "chen");
  CHECK(story.events[2].text == "回访两位");
  CHECK(story.events[2].by->id == "li");
}

TEST_CASE("Of two leads who finish, drop or give one task the second gets a clear answer, and the first one's stands") {
  TwoLeads two;
  TestDesk& desk = two.teams.desk;
  const auto refused = [&](const auto& got, const char* words) {
    REQUIRE_FALSE(got.has_value());
    CHECK(got.error().kind == ErrorKind::refused);
    CHECK(got.error().words.zh == words);
  };
  const std::string finished = two.todo();
  must(desk.command_of(two.first, WorkAct(overlay::FinishTask{finished, "好了"})));
  const char* closed = "这一项已经完成。要改请先恢复。";
  refused(desk.command_of(two.second, WorkAct(overlay::FinishTask{finished, "我也好了"})), closed);
  refused(desk.command_of(two.second, WorkAct(overlay::DropTask{finished, "不用了"})), closed);
  refused(desk.command_of(two.second, WorkAct(overlay::GiveTask{finished, "qing"})), closed);
  CHECK(two.story(finished).task.result == "好了");

  // Given twice it is with whom it was given last, and the story says both.
  const std::string given = two.todo();
  must(desk.command_of(two.first, WorkAct(overlay::GiveTask{given, "qing"})));
  refused(desk.command_of(two.second, WorkAct(overlay::GiveTask{given, "qing"})), "这一项本来就由这位负责。");
  must(desk.command_of(two.second, WorkAct(overlay::GiveTask{given, "yu"})));
  const auto story = two.story(given);
  CHECK(story.task.owner.id == "yu");
  REQUIRE(story.events.size() == 3);
  CHECK(story.events[1].to->id == "qing");
  CHECK(story.events[2].to->id == "yu");
}

TEST_CASE("Two leads who press in the same moment: one is done, the other told, whoever was first", "[threads]") {
  TwoLeads two;
  TestDesk& desk = two.teams.desk;
  for (int round = 0; round < 20; ++round) {
    const std::string id = two.todo();
    const overlay::Command one = desk.make(two.titled(id, 1, "陈的话"));
    const overlay::Command other = desk.make(two.titled(id, 1, "李的话"));
    bool done_one = false;
    bool done_other = false;
    std::thread beside([&] { done_other = desk.service().command(two.second, other).has_value(); });
    done_one = desk.service().command(two.first, one).has_value();
    beside.join();
    CHECK(done_one != done_other);
    const auto story = two.story(id);
    CHECK(story.task.title == (done_one ? "陈的话" : "李的话"));
    CHECK(story.events.size() == 2);
    // The same command again, as a page sends it that heard no answer, gets the answer that it got.
    CHECK(desk.service().command(two.first, one).has_value() == done_one);
    CHECK(two.story(id).events.size() == 2);
  }
}
