// SPDX-License-Identifier: Apache-2.0
// What is due for a group, what exactly would go out, and that it goes out once.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "agent/runtime/posts/outbox.h"
#include "agent/runtime/posts/reports.h"
#include "tests/runtime/answers/post_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using model::PostState;
using overlay::RankBy;
using rigong::testing::get;
using rigong::testing::must;

namespace {

const TimeMs kNow = at("2026-03-10 12:00:00");  // A Tuesday.
const model::PostKey kYesterday{"ranking.day", "售前", day("2026-03-09"), "群", 1};

std::vector<std::string> names(const std::vector<runtime::Scheduled>& all) {
  std::vector<std::string> result;
  for (const auto& each : all)
    result.push_back(fmt::format("{} {} {}", each.key.report, to_string(each.key.day), each.key.group));
  return result;
}

runtime::PostTarget daily(const std::string& name, const std::string& group,
                          std::shared_ptr<const connectors::Robot> robot = std::make_shared<TestRobot>()) {
  auto made = target(name, group, std::move(robot));
  made.plan.weekly = made.plan.monthly = false;
  return made;
}

}  // namespace

TEST_CASE("yesterday's ranking is due in the morning, and last week's on Monday; each for two days at most") {
  Desk desk;
  fill(desk, "2026-03-09");
  const auto view = get(desk.team().store().read());
  const auto due = [&](const char* time) {
    return names(get(runtime::scheduled(*view, desk.team().config(), target("群", ""), at(time))));
  };
  CHECK(due("2026-03-10 12:00:00") == std::vector<std::string>{"ranking.week 2026-03-08 售前", "ranking.day 2026-03-09 售前"});
  CHECK(due("2026-03-11 12:00:00") == std::vector<std::string>{"ranking.day 2026-03-10 售前"});
  CHECK(due("2026-03-04 12:00:00") == std::vector<std::string>{"ranking.day 2026-03-03 售前", "ranking.month 2026-02-28 售前"});
  for (const auto& each : get(runtime::scheduled(*view, desk.team().config(), target("群", "售前"), kNow))) {
    CHECK(each.due_at >= at("2026-03-09 09:13:00"));
    CHECK(each.due_at < at("2026-03-10 09:20:00"));
  }
}

TEST_CASE("nothing is due on a day on which nobody of the group is there") {
  Desk desk;
  fill(desk, "2026-03-09");
  for (const char* rep : {"a", "b", "c", "d", "e"}) desk.shift(rep, "2026-03-10", model::ShiftKind::day_off);
  const auto view = get(desk.team().store().read());
  const auto due = names(get(runtime::scheduled(*view, desk.team().config(), target("群", ""), kNow)));
  CHECK(due == std::vector<std::string>{"ranking.week 2026-03-08 售前"});
}

TEST_CASE("where the shop's day begins in the morning, a report waits until the day that it is of is over") {
  Desk desk;
  CalendarRules rules;
  rules.day_starts_min = 6 * 60;
  desk.team().change_calendar(rules);
  fill(desk, "2026-03-09");
  desk.targets = {daily("群", "售前")};
  desk.targets[0].plan.minute = 2 * 60 + 13;
  Wire wire;
  // At this hour it is still the 9th.
  CHECK(go(desk, wire, at("2026-03-10 05:59:00")) == 0);
  CHECK(go(desk, wire, at("2026-03-10 06:02:00")) == 0);
  CHECK(go(desk, wire, at("2026-03-10 06:06:00")) == 1);
  CHECK(wire.bodies.at(0) == "客服日榜 3月9日 周一 · 售前");
}

TEST_CASE("a report goes out once, however often the program looks, and not before there is something to tell") {
  Desk desk;
  fill(desk, "2026-03-02");
  desk.targets = {target("群", "售前"), target("另一群", "")};
  desk.targets[0].plan.weekly = desk.targets[1].plan.weekly = false;
  Wire wire;
  // Yesterday's figures have not come yet.
  CHECK(go(desk, wire, kNow) == 0);
  fill(desk, "2026-03-09");
  CHECK(go(desk, wire, at("2026-03-10 08:00:00")) == 0);
  CHECK(go(desk, wire, kNow) == 2);
  for (int i = 0; i < 3; ++i) CHECK(go(desk, wire, kNow + i * kMinuteMs) == 0);
  REQUIRE(wire.bodies.size() == 2);
  CHECK(wire.bodies[0] == "客服日榜 3月9日 周一 · 售前");
  const auto posts = get(desk.posts({day("2026-03-01"), day("2026-03-10")}, kNow));
  REQUIRE(posts.posts.size() == 2);
  CHECK(posts.posts[0].state == PostState::sent);
  CHECK(posts.posts[0].words.zh == "答");
  CHECK(posts.targets.size() == 2);
  CHECK(posts.targets[0].title.zh == "测试机器人");
  CHECK(posts.may_post);
}

TEST_CASE("what there is nothing to tell of is asked for again when anything has changed, and not before") {
  Desk desk;
  fill(desk, "2026-03-02");
  desk.targets = {daily("群", "售前")};
  Wire wire;
  runtime::PostMemory memory;
  static_cast<void>(look(desk, wire, kNow, &memory));
  CHECK(memory.nothing == std::set{kYesterday});
  fill(desk, "2026-03-09");
  // Held against it that there was nothing at this very state of the store, it is not looked at.
  memory.change = get(get(desk.team().store().read())->change_number());
  CHECK(look(desk, wire, kNow, &memory).planned == 0);
  desk.member("f", "售后");
  CHECK(look(desk, wire, kNow, &memory).planned == 1);
}

TEST_CASE("a group of which nobody may see a ranking is not worked out, and people in no group get none of another's") {
  Desk desk;
  fill(desk, "2026-03-09");
  for (const char* rep : {"f", "g", "h", "i"}) desk.member(rep, "售后");
  desk.member("j", "");
  desk.targets = {daily("群", "")};
  Wire wire;
  runtime::PostMemory memory;
  CHECK(look(desk, wire, kNow, &memory).planned == 1);
  CHECK(memory.nothing.empty());
  CHECK(wire.bodies == std::vector<std::string>{"客服日榜 3月9日 周一 · 售前"});
}

TEST_CASE("what cannot be made for one target or group holds up no other, and what was done is counted all the same") {
  Desk desk;
  fill(desk, "2026-03-09");
  fill(desk, "2026-03-09", "售后");
  const auto unable = std::make_shared<TestRobot>();
  unable->unable = "售前";
  desk.targets = {daily("写错的组", "没有这个组"), daily("写不下", "", unable), daily("群", "售前")};
  Wire wire;
  const Looked looked = look(desk, wire, kNow);
  CHECK(looked.troubled == std::vector<std::string>{"写错的组", "写不下"});
  CHECK(looked.planned == 2);
  CHECK(looked.sent.tried == 2);
  std::sort(wire.bodies.begin(), wire.bodies.end());
  CHECK(wire.bodies == std::vector<std::string>{"客服日榜 3月9日 周一 · 售前", "客服日榜 3月9日 周一 · 售后"});
}

TEST_CASE("a morning without network loses no report: it goes out once when there is one again") {
  Desk desk;
  fill(desk, "2026-03-09");
  desk.targets = {daily("群", "售前")};
  Wire wire;
  wire.failure =
      runtime::TransportFailure{Error{ErrorKind::unavailable, {"连不上", "cannot be reached"}}, runtime::Arrival::not_sent};
  TimeMs now = at("2026-03-10 09:16:00");
  for (; now < at("2026-03-10 13:00:00"); now += 30 * kSecondMs) go(desk, wire, now);
  // Seldom in the end, but more often than a target would be asked that has answered.
  CHECK(wire.tries > runtime::kMostTries);
  CHECK(wire.tries < 30);
  CHECK(post_of(desk, kYesterday)->state == PostState::planned);
  CHECK(post_of(desk, kYesterday)->words.en == "cannot be reached");
  wire.failure.reset();
  for (; now < at("2026-03-10 13:30:00"); now += 30 * kSecondMs) go(desk, wire, now);
  CHECK(wire.bodies.size() == 1);
  CHECK(post_of(desk, kYesterday)->state == PostState::sent);
  CHECK(post_of(desk, kYesterday)->tries == 1);
}

TEST_CASE(
    "what is only set aside is counted too, since it changes what is shown; a robot that was taken out waits without a try") {
  Desk desk;
  fill(desk, "2026-03-09");
  desk.targets = {daily("群", "售前")};
  Wire wire;
  wire.failure = runtime::TransportFailure{Error{ErrorKind::unavailable, {"连不上", "no"}}, runtime::Arrival::not_sent};
  CHECK(go(desk, wire, kNow) == 1);
  desk.targets.clear();
  const Looked without = look(desk, wire, kNow + kHourMs);
  CHECK(without.sent.tried + without.sent.waiting + without.sent.settled == 0);
  CHECK(look(desk, wire, at("2026-03-11 00:00:01")).sent.settled == 1);
  CHECK(post_of(desk, kYesterday)->state == PostState::expired);
}

TEST_CASE("the preview is what goes out, and says where there is nothing") {
  Desk desk;
  fill(desk, "2026-03-09");
  desk.targets = {target("群", "")};
  const auto preview = get(desk.post_preview({"群", "售前", RankBy::day, {}}, kNow));
  REQUIRE(preview.parts.size() == 1);
  CHECK(preview.parts[0] == "客服日榜 3月9日 周一 · 售前\n日拱 2026-03-09 售前");
  CHECK_FALSE(preview.nothing);
  const auto nothing = get(desk.post_preview({"群", "售前", RankBy::day, day("2026-03-05")}, kNow));
  CHECK(nothing.parts.empty());
  CHECK(nothing.nothing);
  CHECK_FALSE(desk.post_preview({"没有", "售前", RankBy::day, {}}, kNow));
}

TEST_CASE("what a post told of a day that came out otherwise is corrected in the next one, once") {
  Desk desk;
  const auto robot = std::make_shared<TestRobot>();
  robot->whole = true;
  desk.targets = {daily("群", "售前", robot), daily("后来的群", "售前", robot)};
  fill(desk, "2026-03-09");
  Wire wire;
  const auto only = std::vector{desk.targets[0]};
  const auto both = std::exchange(desk.targets, only);
  REQUIRE(go(desk, wire, kNow) == 1);
  REQUIRE(wire.bodies.back().find("70.0 秒") != std::string::npos);
  // Late in the night one more answer of that day comes in, a slow one of whoever was first.
  desk.take(turn("late", "a", "2026-03-09 21:30:00", 400));
  fill(desk, "2026-03-10");
  desk.targets = both;
  const TimeMs next = at("2026-03-11 12:00:00");
  // The messages of one look in which something is corrected; both groups get the report of the day before.
  const auto corrected = [&](TimeMs now) {
    wire.bodies.clear();
    REQUIRE(go(desk, wire, now) >= 2);
    std::vector<std::string> found;
    for (const std::string& body : wire.bodies) {
      if (body.find("更正") != std::string::npos) found.push_back(body);
    }
    return found;
  };
  // Who was told nothing wrong is told no correction.
  const auto first = corrected(next);
  REQUIRE(first.size() == 1);
  CHECK(first[0].find("3月10日") != std::string::npos);
  CHECK(first[0].find("更正 3月9日 周一：平响 70.0 秒 → 75.4 秒") != std::string::npos);
  // What was corrected is known from then on.
  fill(desk, "2026-03-11");
  CHECK(corrected(at("2026-03-12 12:00:00")).empty());
  // Unless it changes once more: then from what was told last.
  desk.take(turn("later", "b", "2026-03-09 21:40:00", 500));
  fill(desk, "2026-03-12");
  const auto again = corrected(at("2026-03-13 12:00:00"));
  REQUIRE(again.size() == 1);
  CHECK(again[0].find("更正 3月9日 周一：平响 75.4 秒 → ") != std::string::npos);
}

TEST_CASE("a post that did not arrive has told nothing") {
  Desk desk;
  desk.targets = {daily("群", "售前")};
  fill(desk, "2026-03-09");
  Wire wire;
  wire.status = 403;
  CHECK(go(desk, wire, kNow) == 1);
  wire.status = 200;
  desk.take(turn("late", "a", "2026-03-09 21:30:00", 400));
  fill(desk, "2026-03-10");
  const TimeMs next = at("2026-03-11 12:00:00");
  REQUIRE(go(desk, wire, next) >= 1);
  const auto report = [&](const char* of) {
    const auto view = get(desk.team().store().read());
    const auto ranking = get(runtime::ranking_to_post(*view, desk.team().config(), "售前", RankBy::day, day(of), next));
    return get(runtime::report_of(*view, desk.team().config(), desk.targets[0], ranking, next));
  };
  const auto of_next = report("2026-03-10");
  REQUIRE(of_next);
  CHECK(std::none_of(of_next->blocks.begin(), of_next->blocks.end(),
                     [](const auto& block) { return block.text.find("更正") != std::string::npos; }));
  CHECK_FALSE(of_next->told.empty());
}

TEST_CASE("a robot's messages keep apart, and within its number a minute") {
  runtime::PostPace pace;
  const auto group = target("群", "");
  TimeMs now = kNow;
  CHECK(pace.wait(group, now) == 0);
  pace.sent(group, now);
  CHECK(pace.wait(group, now) == group.definition->apart);
  CHECK(pace.wait(target("另一群", ""), now) == 0);
  for (int i = 1; i < group.definition->most_a_minute; ++i) pace.sent(group, now += 300);
  CHECK(pace.wait(group, now + 250) == kNow + kMinuteMs - (now + 250));
  CHECK(pace.wait(group, kNow + kMinuteMs) == 0);
}
