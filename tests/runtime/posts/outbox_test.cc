// SPDX-License-Identifier: Apache-2.0
// The outbox: what is committed before each step, so that no post goes out twice whatever happens between two of them.
#include "agent/runtime/posts/outbox.h"

#include <catch2/catch.hpp>

#include <set>

#include "tests/support/random.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::runtime;
using connectors::RobotOutcome;
using model::PostState;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

const model::PostKey kKey{"ranking.day", "售前", Day{20000}, "客服群", 1};
constexpr TimeMs kNow = 1'000'000'000;

std::vector<connectors::RobotPart> parts(int count) {
  std::vector<connectors::RobotPart> all;
  for (int i = 1; i <= count; ++i) all.push_back({"body " + std::to_string(i), "shown " + std::to_string(i)});
  return all;
}
model::Post post_of(storage::Store& store, int part = 1) {
  model::PostKey key = kKey;
  key.part = part;
  return get(get(store.read())->post(key)).value();
}
RobotOutcome outcome(RobotOutcome::Kind kind, DurationMs wait = 0) { return {kind, wait, "42", {"话", "words"}}; }

// One look at the outbox as the program does it; `send` is what the target does. Returns how many were sent.
int go(storage::Store& store, TimeMs now, const std::function<RobotOutcome(const model::Post&)>& send) {
  int sent = 0;
  static_cast<void>(get(settle_posts(store, now)));
  for (const model::Post& post : get(due_posts(store, now))) {
    const auto trying = get(begin_try(store, post, now));
    if (!trying) continue;
    ++sent;
    must(end_try(store, *trying, {send(*trying)}, now));
  }
  return sent;
}

}  // namespace

TEST_CASE("a report is planned once, whole, whoever plans it") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(2), kNow, kNow + 1000, "", kNow)));
  CHECK_FALSE(get(plan_post(*store, kKey, parts(3), kNow, kNow + 1000, "li", kNow)));
  CHECK(get(get(store->read())->open_posts()).size() == 2);
  CHECK_FALSE(get(plan_post(*store, {"ranking.day", "售后", Day{20000}, "客服群", 1}, {}, kNow, kNow + 1000, "", kNow)));
}

TEST_CASE("a part waits for the one before it, and goes nowhere without it") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(3), kNow + 10, kNow + 1000, "", kNow)));
  CHECK(get(due_posts(*store, kNow)).empty());
  std::vector<int> order;
  const auto deliver = [&](const model::Post& post) {
    order.push_back(post.key.part);
    return outcome(RobotOutcome::Kind::delivered);
  };
  for (int i = 0; i < 4; ++i) go(*store, kNow + 10, deliver);
  CHECK(order == std::vector<int>{1, 2, 3});

  model::PostKey other = kKey;
  other.group = "售后";
  CHECK(get(plan_post(*store, other, parts(2), kNow, kNow + 1000, "", kNow)));
  CHECK(go(*store, kNow, [](const model::Post&) { return outcome(RobotOutcome::Kind::refused); }) == 1);
  CHECK(go(*store, kNow, deliver) == 0);
  other.part = 2;
  CHECK(get(get(store->read())->post(other))->state == PostState::cancelled);
}

TEST_CASE("what came of a try is kept with its words; later means later, and six times are enough") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(1), kNow, kNow + kDayMs, "", kNow)));
  TimeMs now = kNow;
  for (int i = 1; i <= kMostTries; ++i) {
    CHECK(go(*store, now, [](const model::Post&) { return outcome(RobotOutcome::Kind::later); }) == 1);
    CHECK(post_of(*store).tries == i);
    if (i == kMostTries) break;
    CHECK(post_of(*store).state == PostState::planned);
    // Not before its time.
    CHECK(go(*store, now + pause_after(i) - 1, [](const model::Post&) { return outcome(RobotOutcome::Kind::later); }) == 0);
    now += pause_after(i);
  }
  CHECK(post_of(*store).state == PostState::failed);
  CHECK(post_of(*store).words == Words{"话", "words"});
  CHECK(post_of(*store).code == "42");
  CHECK(go(*store, now + kHourMs, [](const model::Post&) { return outcome(RobotOutcome::Kind::delivered); }) == 0);
}

TEST_CASE("a try that never left is no try: it is made again until the time is over, seldom in the end, at once after a stop") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(1), kNow, kNow + kDayMs, "", kNow)));
  const auto once = [&](TimeMs now, RobotOutcome::Kind kind, Tried::How how) {
    const auto due = get(due_posts(*store, now));
    REQUIRE(due.size() == 1);
    must(end_try(*store, get(begin_try(*store, due[0], now)).value(), {outcome(kind), how}, now));
    return post_of(*store).due_at - now;
  };
  TimeMs now = kNow;
  DurationMs longest = 0;
  int tries = 0;
  for (; now < kNow + kDayMs; now = post_of(*store).due_at, ++tries) {
    const DurationMs pause = once(now, RobotOutcome::Kind::later, Tried::How::no_way);
    CHECK(pause >= longest);
    CHECK(pause >= pause_after(1));
    longest = std::max(longest, pause);
    CHECK(post_of(*store).state == PostState::planned);
    CHECK(post_of(*store).tries == 0);
  }
  CHECK(longest == pause_after(100));
  CHECK(tries > 10 * kMostTries);
  CHECK(get(settle_posts(*store, now)) == 1);
  CHECK(post_of(*store).state == PostState::expired);

  model::PostKey other = kKey;
  other.group = "售后";
  CHECK(get(plan_post(*store, other, parts(1), kNow, kNow + kDayMs, "", kNow)));
  const auto trying = get(begin_try(*store, get(due_posts(*store, kNow)).at(0), kNow)).value();
  must(end_try(*store, trying, {outcome(RobotOutcome::Kind::later), Tried::How::stopped}, kNow + kHourMs));
  CHECK(get(due_posts(*store, kNow + kHourMs + kSecondMs)).size() == 1);
}

TEST_CASE("what was emptied while it was being sent is not sent a second time") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(1), kNow, kNow + kDayMs, "", kNow)));
  const auto trying = get(begin_try(*store, get(due_posts(*store, kNow)).at(0), kNow)).value();
  {
    const auto write = get(store->write());
    model::Member member;
    member.id = "lin";
    must(write->put_member(member));
    must(write->erase_member("lin", {}, "离职"));
    must(write->commit());
  }
  CHECK(post_of(*store).state == PostState::sending);
  must(end_try(*store, trying, {outcome(RobotOutcome::Kind::later)}, kNow));
  CHECK(post_of(*store).state == PostState::cancelled);
  CHECK(post_of(*store).body.empty());
}

TEST_CASE("the parts behind one that may have arrived wait, until their own time is over") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(2), kNow, kNow + kDayMs, "", kNow)));
  CHECK(go(*store, kNow, [](const model::Post&) { return outcome(RobotOutcome::Kind::unknown); }) == 1);
  CHECK(get(settle_posts(*store, kNow + kHourMs)) == 0);
  CHECK(post_of(*store, 2).state == PostState::planned);
  CHECK(get(due_posts(*store, kNow + kHourMs)).empty());
  CHECK(get(settle_posts(*store, kNow + kDayMs)) == 1);
  CHECK(post_of(*store, 2).state == PostState::expired);
}

TEST_CASE("a target that names a longer pause gets it") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(1), kNow, kNow + kDayMs, "", kNow)));
  go(*store, kNow, [](const model::Post&) { return outcome(RobotOutcome::Kind::later, 10 * kMinuteMs); });
  CHECK(post_of(*store).due_at == kNow + 10 * kMinuteMs);
}

TEST_CASE("a program that ends while sending leaves the post unknown, and nobody sends it again") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(1), kNow, kNow + kDayMs, "", kNow)));
  CHECK(get(begin_try(*store, get(due_posts(*store, kNow)).at(0), kNow)));
  // Killed here. The next program leaves it alone while the first might still be at it.
  const auto deliver = [](const model::Post&) { return outcome(RobotOutcome::Kind::delivered); };
  CHECK(go(*store, kNow + kLongestTry - 1, deliver) == 0);
  CHECK(post_of(*store).state == PostState::sending);
  CHECK(go(*store, kNow + kLongestTry, deliver) == 0);
  CHECK(post_of(*store).state == PostState::unknown);
  CHECK(go(*store, kNow + kDayMs - 1, deliver) == 0);
}

TEST_CASE("of two programs one sends") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(1), kNow, kNow + kDayMs, "", kNow)));
  const auto seen_by_both = get(due_posts(*store, kNow)).at(0);
  CHECK(get(begin_try(*store, seen_by_both, kNow)));
  CHECK_FALSE(get(begin_try(*store, seen_by_both, kNow)));
}

TEST_CASE("what is too late expires") {
  const TestStore test("sqlite");
  const auto store = test.open();
  CHECK(get(plan_post(*store, kKey, parts(1), kNow, kNow + 100, "", kNow)));
  CHECK(go(*store, kNow + 100, [](const model::Post&) { return outcome(RobotOutcome::Kind::delivered); }) == 0);
  CHECK(post_of(*store).state == PostState::expired);
}

TEST_CASE("whatever happens between the steps, a target gets each part at most once by the machine") {
  rigong::testing::Random random(26113009);
  for (int round = 0; round < 40; ++round) {
    const TestStore test("sqlite");
    const auto store = test.open();
    TimeMs now = kNow;
    std::multiset<std::pair<std::string, int>> got;  // What the target really took.
    for (int step = 0; step < 60; ++step) {
      now += random.below(4) * kMinuteMs;
      model::PostKey key = kKey;
      key.day = Day{20000 + random.below(3)};
      if (random.below(4) == 0) {
        static_cast<void>(get(plan_post(*store, key, parts(1 + random.below(3)), now, now + kHourMs, "", now)));
      }
      static_cast<void>(get(settle_posts(*store, now)));
      for (const model::Post& post : get(due_posts(*store, now))) {
        if (random.below(10) == 0) break;  // Killed before.
        const auto trying = get(begin_try(*store, post, now));
        if (!trying) continue;
        const int chance = random.below(10);
        if (chance == 0) break;  // Killed before sending.
        const bool taken = chance < 6;
        if (taken) got.insert({to_string(post.key.day), post.key.part});
        if (chance == 1) break;  // Killed after sending.
        const auto kind = taken        ? (chance == 2 ? RobotOutcome::Kind::unknown : RobotOutcome::Kind::delivered)
                          : chance < 8 ? RobotOutcome::Kind::later
                                       : RobotOutcome::Kind::refused;
        // What a target put off it has seen and not taken; what never left it has not seen.
        const auto how = kind != RobotOutcome::Kind::later ? Tried::How::seen : static_cast<Tried::How>(random.below(3));
        must(end_try(*store, *trying, {outcome(kind), how}, now));
      }
    }
    for (const auto& each : got) CHECK(got.count(each) == 1);
  }
}
