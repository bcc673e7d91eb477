// SPDX-License-Identifier: Apache-2.0
// What was not given is asked for again later and later, whoever waits longest first, whatever happens to the clock.
#include "connectors/kit/ask_again.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace rigong;
using namespace rigong::connectors;

namespace {

constexpr std::array<DurationMs, 3> kPauses = {3 * kHourMs, 6 * kHourMs, kDayMs};
constexpr AskAgain kAgain(kPauses, 2 * kDayMs);
constexpr TimeMs kNow = 1'795'320'000'000;

struct Thing {
  std::string name;
  TimeMs at = 0;
  int from = 0;
  int to = 0;
};
TimeMs at(const Thing& thing) { return thing.at; }

std::string due(std::vector<Thing>& all) {
  const auto found = kAgain.find_due(all, kNow, at);
  return found == all.end() ? std::string("none") : found->name;
}

}  // namespace

TEST_CASE("pauses grow with the rounds and stay at the last") {
  CHECK(kAgain.pause_after(1) == 3 * kHourMs);
  CHECK(kAgain.pause_after(2) == 6 * kHourMs);
  CHECK(kAgain.pause_after(3) == kDayMs);
  CHECK(kAgain.pause_after(4000) == kDayMs);
  // Rounds of a damaged cursor.
  CHECK(kAgain.pause_after(0) == 3 * kHourMs);
  CHECK(kAgain.pause_after(-7) == 3 * kHourMs);
}

TEST_CASE("a thing is due from its time on, and where the clock was set back") {
  CHECK(kAgain.is_due(kNow, kNow));
  CHECK(kAgain.is_due(kNow - kDayMs, kNow));
  CHECK_FALSE(kAgain.is_due(kNow + 1, kNow));
  CHECK_FALSE(kAgain.is_due(kNow + 2 * kDayMs, kNow));
  CHECK(kAgain.is_due(kNow + 2 * kDayMs + 1, kNow));
}

TEST_CASE("whoever waits longest comes first, and the first of equals") {
  std::vector<Thing> none;
  CHECK(due(none) == "none");
  std::vector<Thing> later = {{"a", kNow + 1}, {"b", kNow + kHourMs}};
  CHECK(due(later) == "none");
  std::vector<Thing> some = {{"a", kNow - 1}, {"b", kNow - kHourMs}, {"c", kNow - kHourMs}, {"d", kNow + 1}};
  CHECK(due(some) == "b");
  // What a clock that was set back put off for years comes behind all others, but comes.
  std::vector<Thing> far = {{"a", kNow + 900 * kDayMs}, {"b", kNow - 1}};
  CHECK(due(far) == "b");
  far.pop_back();
  CHECK(due(far) == "a");
}

TEST_CASE("the next of many is the earliest") {
  CHECK_FALSE(next_of(std::vector<Thing>(), at));
  CHECK(next_of(std::vector<Thing>{{"a", kNow}, {"b", kNow - 5}, {"c", kNow + 5}}, at) == kNow - 5);
}

TEST_CASE("stretches are joined with what lies between") {
  Thing thing{"a", 0, 5, 7};
  widen(thing, 6, 6);
  CHECK(thing.from == 5);
  CHECK(thing.to == 7);
  widen(thing, 1, 2);
  CHECK(thing.from == 1);
  CHECK(thing.to == 7);
  widen(thing, 9, 12);
  CHECK(thing.from == 1);
  CHECK(thing.to == 12);
}
