// SPDX-License-Identifier: Apache-2.0
// What people do about posts.
#include <catch2/catch.hpp>

#include "agent/runtime/people.h"
#include "agent/runtime/posts/outbox.h"
#include "tests/runtime/answers/post_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using model::PostState;
using overlay::RankBy;
using rigong::testing::get;
using rigong::testing::must;

namespace {

const TimeMs kNow = at("2026-03-10 12:00:00");  // A Tuesday.
const overlay::PostNow kPost{"群", "售前", RankBy::day, day("2026-03-09")};
const model::PostKey kKey{"ranking.day", "售前", day("2026-03-09"), "群", 1};

model::PostKey part(int number) {
  model::PostKey key = kKey;
  key.part = number;
  return key;
}

// A desk with one group and its robot, which posts nothing by itself.
struct Posting {
  Desk desk;
  Wire wire;
  std::shared_ptr<TestRobot> robot = std::make_shared<TestRobot>();
  Posting() {
    fill(desk, "2026-03-09");
    desk.targets = {target("群", "售前", robot)};
    desk.targets[0].plan = {false, false, false, 0};
  }
  [[nodiscard]] PostState state(int number = 1) { return post_of(desk, kKey, number).value().state; }
  // As many looks as a report may have parts.
  int send(TimeMs now = kNow) {
    int sent = 0;
    for (int i = 0; i < 4; ++i) sent += go(desk, wire, now);
    return sent;
  }
  void asks_not_to_be_named(const std::string& id) {
    const auto write = get(desk.team().store().write());
    auto member = get(runtime::find_member(*write, id)).value();
    member.unnamed = true;
    must(write->put_member(member));
    must(write->commit());
  }
  void erase(const std::string& member) {
    const auto write = get(desk.team().store().write());
    must(write->erase_member(member, {}, "离职"));
    must(write->commit());
  }
};

ErrorKind kind_of(const Result<runtime::PostDone>& done) {
  REQUIRE_FALSE(done);
  CHECK_FALSE(done.error().words.zh.empty());
  return done.error().kind;
}

}  // namespace

TEST_CASE("posting at once, taking back, sending again, and noting that it arrived") {
  Posting posting;
  Desk& desk = posting.desk;
  REQUIRE(desk.post(kPost, kNow));
  CHECK(kind_of(desk.post(kPost, kNow)) == ErrorKind::refused);  // Once.
  REQUIRE(desk.post(overlay::CancelPost{kKey}, kNow));
  CHECK(posting.state() == PostState::cancelled);
  CHECK(posting.send(at("2026-03-10 23:00:00")) == 0);
  CHECK_FALSE(desk.post(overlay::CancelPost{kKey}, kNow));
  REQUIRE(desk.post(overlay::SendPostAgain{kKey}, kNow));
  posting.wire.status = 400;
  CHECK(posting.send() == 1);
  CHECK(posting.state() == PostState::failed);
  REQUIRE(desk.post(overlay::SendPostAgain{kKey}, kNow));
  posting.wire.status = 200;
  CHECK(posting.send() == 1);
  CHECK(posting.state() == PostState::sent);
  CHECK(kind_of(desk.post(overlay::SendPostAgain{kKey}, kNow)) == ErrorKind::refused);
  CHECK(kind_of(desk.post(overlay::PostArrived{kKey}, kNow)) == ErrorKind::refused);

  // One whose program ended while sending.
  const overlay::PostNow week{"群", "售前", RankBy::week, day("2026-03-12")};
  const TimeMs later = at("2026-03-17 12:00:00");
  REQUIRE(desk.post(week, later));
  const auto trying =
      get(runtime::begin_try(desk.team().store(), get(runtime::due_posts(desk.team().store(), later)).at(0), later));
  CHECK(trying->key.day == day("2026-03-15"));
  CHECK(get(runtime::settle_posts(desk.team().store(), later + runtime::kLongestTry)) == 1);
  REQUIRE(desk.post(overlay::PostArrived{trying->key}, later));
  CHECK(post_of(desk, trying->key)->state == PostState::sent);
}

TEST_CASE("a period that still runs is not posted: its place is that of the post when it is over") {
  Posting posting;
  fill(posting.desk, "2026-03-10");
  for (const RankBy by : {RankBy::day, RankBy::week, RankBy::month}) {
    CHECK(kind_of(posting.desk.post(overlay::PostNow{"群", "售前", by, day("2026-03-10")}, kNow)) == ErrorKind::refused);
  }
  // The last day of a week is a part of it.
  const TimeMs sunday = at("2026-03-15 12:00:00");
  CHECK(kind_of(posting.desk.post(overlay::PostNow{"群", "售前", RankBy::week, day("2026-03-12")}, sunday)) ==
        ErrorKind::refused);
  CHECK(posting.desk.post(overlay::PostNow{"群", "售前", RankBy::week, day("2026-03-12")}, sunday + kDayMs));
}

TEST_CASE("posting names a group that the team has and that goes to the target") {
  Posting posting;
  fill(posting.desk, "2026-03-09", "售后");
  posting.desk.targets.push_back(target("全部", "", posting.robot));
  const auto post = [&](const char* name, const char* group) {
    return posting.desk.post(overlay::PostNow{name, group, RankBy::day, day("2026-03-09")}, kNow);
  };
  // Whoever names none would be shown the first group's, in a place beside its own.
  CHECK(kind_of(post("全部", "")) == ErrorKind::not_found);
  CHECK(kind_of(post("全部", "没有")) == ErrorKind::not_found);
  CHECK(kind_of(post("群", "售后")) == ErrorKind::not_found);
  CHECK(post("全部", "售后"));
}

TEST_CASE(
    "what nobody got is written anew when it is sent again: with who asked not to be named left out, in as many parts as it "
    "needs") {
  Posting posting;
  posting.robot->whole = true;
  posting.robot->parts = 2;
  posting.wire.status = 400;
  REQUIRE(posting.desk.post(kPost, kNow));
  CHECK(posting.send() == 1);
  CHECK(posting.state(1) == PostState::failed);
  CHECK(posting.state(2) == PostState::cancelled);
  REQUIRE(posting.wire.bodies.at(0).find("名a") != std::string::npos);
  for (const char* rep : {"a", "b", "c", "d", "e"}) posting.asks_not_to_be_named(rep);
  posting.robot->parts = 1;
  // The second part by itself would be half a report.
  CHECK(kind_of(posting.desk.post(overlay::SendPostAgain{part(2)}, kNow)) == ErrorKind::refused);
  REQUIRE(posting.desk.post(overlay::SendPostAgain{kKey}, kNow));
  CHECK_FALSE(post_of(posting.desk, kKey, 2));
  posting.wire.status = 200;
  CHECK(posting.send() == 1);
  CHECK(posting.wire.bodies.at(1).find("客服日榜") == 0);
  CHECK(posting.wire.bodies.at(1).find("名a") == std::string::npos);
  CHECK(posting.state() == PostState::sent);
}

TEST_CASE("what may have arrived is sent again as it was") {
  Posting posting;
  posting.robot->parts = 2;
  posting.wire.status = 504;
  REQUIRE(posting.desk.post(kPost, kNow));
  CHECK(posting.send() == 1);
  CHECK(posting.state(1) == PostState::unknown);
  posting.robot->ends_with = " anew";
  posting.wire.status = 200;
  REQUIRE(posting.desk.post(overlay::SendPostAgain{kKey}, kNow + kHourMs));
  CHECK(posting.send(kNow + kHourMs) == 2);
  CHECK(posting.wire.bodies.at(1) == posting.wire.bodies.at(0));
  CHECK(posting.wire.bodies.at(2) == "客服日榜 3月9日 周一 · 售前 (2/2)");
}

TEST_CASE("behind a part that arrived, the rest is sent again as it was, and only the rest") {
  Posting posting;
  posting.robot->parts = 3;
  REQUIRE(posting.desk.post(kPost, kNow));
  CHECK(go(posting.desk, posting.wire, kNow) == 1);
  posting.wire.status = 400;
  CHECK(posting.send() == 1);
  CHECK(posting.state(2) == PostState::failed);
  CHECK(posting.state(3) == PostState::cancelled);
  posting.robot->ends_with = " anew";
  posting.wire.status = 200;
  REQUIRE(posting.desk.post(overlay::SendPostAgain{part(2)}, kNow));
  CHECK(posting.send() == 2);
  CHECK(posting.wire.bodies.at(2) == posting.wire.bodies.at(1));
  CHECK(posting.wire.bodies.at(3) == "客服日榜 3月9日 周一 · 售前 (3/3)");
}

TEST_CASE("the parts behind one that may have arrived wait for a person's word, and then go out") {
  const TimeMs told = GENERATE(kNow + kHourMs, kNow + kDayMs + kHourMs);
  Posting posting;
  posting.robot->parts = 3;
  posting.wire.status = 504;
  REQUIRE(posting.desk.post(kPost, kNow));
  CHECK(posting.send() == 1);
  CHECK(posting.state(2) == PostState::planned);
  posting.wire.status = 200;
  CHECK(posting.send(told) == 0);
  REQUIRE(posting.desk.post(overlay::PostArrived{kKey}, told));
  CHECK(posting.send(told) == 2);
  CHECK(posting.state(3) == PostState::sent);
}

TEST_CASE("a word that comes days late is noted, and no half of an old report follows it") {
  Posting posting;
  posting.robot->parts = 2;
  posting.wire.status = 504;
  REQUIRE(posting.desk.post(kPost, kNow));
  CHECK(posting.send() == 1);
  const TimeMs late = kNow + 3 * kDayMs;
  CHECK(posting.send(late) == 0);
  REQUIRE(posting.desk.post(overlay::PostArrived{kKey}, late));
  CHECK(posting.send(late) == 0);
  CHECK(posting.state(2) == PostState::expired);
}

TEST_CASE("with a member who was erased a planned post is cancelled and can be sent anew; behind a part that arrived it cannot") {
  Posting posting;
  posting.desk.member("f", "售前");
  REQUIRE(posting.desk.post(kPost, kNow));
  posting.erase("f");
  CHECK(posting.send() == 0);
  CHECK(posting.state() == PostState::cancelled);
  CHECK(post_of(posting.desk, kKey)->body.empty());
  REQUIRE(posting.desk.post(overlay::SendPostAgain{kKey}, kNow));
  CHECK(posting.send() == 1);
  CHECK(posting.wire.bodies == std::vector<std::string>{"客服日榜 3月9日 周一 · 售前"});

  Posting half;
  half.desk.member("f", "售前");
  half.robot->parts = 2;
  REQUIRE(half.desk.post(kPost, kNow));
  CHECK(go(half.desk, half.wire, kNow) == 1);
  half.erase("f");
  CHECK(half.send() == 0);
  CHECK(kind_of(half.desk.post(overlay::SendPostAgain{part(2)}, kNow)) == ErrorKind::refused);
}

TEST_CASE("what may have arrived and was emptied since is written anew when a person wants it again") {
  Posting posting;
  posting.desk.member("f", "售前");
  posting.wire.status = 504;
  REQUIRE(posting.desk.post(kPost, kNow));
  CHECK(posting.send() == 1);
  posting.erase("f");
  posting.wire.status = 200;
  REQUIRE(posting.desk.post(overlay::SendPostAgain{kKey}, kNow));
  CHECK(posting.send() == 1);
  CHECK(posting.wire.bodies.at(1) == posting.wire.bodies.at(0));
}

TEST_CASE("without its robot in the settings a post is not sent again, and the words say so") {
  Posting posting;
  posting.wire.status = 400;
  REQUIRE(posting.desk.post(kPost, kNow));
  CHECK(posting.send() == 1);
  posting.desk.targets.clear();
  const auto again = posting.desk.post(overlay::SendPostAgain{kKey}, kNow);
  CHECK(kind_of(again) == ErrorKind::refused);
  CHECK(again.error().words.en.find("[[group]]") != std::string::npos);
}

TEST_CASE("reps and admins neither post nor see the posts, in the words of what is not there") {
  Posting posting;
  Desk& desk = posting.desk;
  const auto nowhere = desk.post(overlay::PostNow{"没有", "售前", RankBy::day, day("2026-03-09")}, kNow);
  REQUIRE_FALSE(nowhere);
  desk.as_rep("a");
  for (const overlay::PostAct& act : {overlay::PostAct(kPost), overlay::PostAct(overlay::SendPostAgain{kKey})}) {
    const auto refused = desk.post(act, kNow);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().words.zh == nowhere.error().words.zh);
  }
  CHECK_FALSE(desk.posts({day("2026-03-01"), day("2026-03-10")}, kNow));
  CHECK_FALSE(desk.post_preview({"群", "售前", RankBy::day, {}}, kNow));
}
