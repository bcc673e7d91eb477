// SPDX-License-Identifier: Apache-2.0
#include "agent/team/distance.h"

#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::team;
using model::Unit;

namespace {

Goal at_least(double low) { return {low, std::nullopt, true, ""}; }
Goal at_most(double high) { return {std::nullopt, high, true, ""}; }

Words share(const char* figure, double numerator, double denominator, const Goal& goal) {
  const auto words = distance({figure, Unit::share, numerator / denominator, numerator, denominator, false, 10}, goal);
  REQUIRE(words);
  return *words;
}

Words response(double sum_ms, double n, double goal_ms) {
  const auto words = distance({"response_mean_ms", Unit::ms, sum_ms / n, sum_ms, n, false, 0}, at_most(goal_ms));
  REQUIRE(words);
  return *words;
}

}  // namespace

TEST_CASE("a share below its goal says how many more get there") {
  // 16/17: with 2 more 18/19 = 94.7 %, with 3 more 19/20 = 95 %.
  CHECK(share("satisfaction", 16, 17, at_least(0.95)).zh == "再有 3 条好评就到 95%");
  CHECK(share("satisfaction", 16, 17, at_least(0.95)).en == "3 good ratings more and it is 95%");
  // 8/9: one more is 9/10 = 90 %.
  CHECK(share("satisfaction", 8, 9, at_least(0.9)).en == "1 good rating more and it is 90%");
}

TEST_CASE("a share at its goal says how much room there is") {
  // 190/200 against 90 %: 190/211 = 90.05 %, 190/212 = 89.6 %.
  CHECK(share("satisfaction", 190, 200, at_least(0.9)).zh == "已在 90% 以上；再有 11 条非好评仍在");
  CHECK(share("satisfaction", 19, 20, at_least(0.905)).en == "At 90.5% or above");
  CHECK(share("satisfaction", 10, 10, at_least(0.9)).en == "At 90% or above; it stays there with 1 other rating more");
}

TEST_CASE("a share above its limit says how many in a row bring it back") {
  // 7/219 against 2.5 %: 7/280 is 2.5 %, 61 more.
  CHECK(share("slow_share", 7, 219, at_most(0.025)).zh == "接下来 61 轮都及时回复，就回到 2.5%");
  CHECK(share("slow_share", 7, 219, at_most(0.025)).en == "61 turns answered in time in a row and it is back at 2.5%");
  // 1/100 against 2.5 %: 2/101 is 2 %, 3/102 is 2.9 %.
  CHECK(share("slow_share", 1, 100, at_most(0.025)).en == "At 2.5% or below; it stays there with 1 slow turn more");
}

TEST_CASE("a time above its goal says how the next answers get there, where they can") {
  // 100 answers of 48.2 s against 45 s: 320 s too much. Over 10 more answers 13 s each, over 20 more 29 s each.
  const Words words = response(4'820'000, 100, 45'000);
  CHECK(words.zh == "比目标 45 秒慢 3.2 秒：接下来 10 次平均 13 秒就到");
  CHECK(words.en == "3.2 s above the goal of 45 s: the next 10 answers at 13 s on average get there");
  // 10 answers of 200 s against 45 s: 1,550 s too much; only over 50 more can it be done, at 14 s.
  CHECK(response(2'000'000, 10, 45'000).en == "155 s above the goal of 45 s: the next 50 answers at 14 s on average get there");
  // 1,000 answers of 200 s: no pace gets there today.
  CHECK(response(200'000'000, 1000, 45'000).zh == "比目标 45 秒慢 155 秒");
  CHECK(response(4'230'000, 100, 45'000).zh == "比目标 45 秒快 2.7 秒");
  // A platform's mean says nothing about its answers.
  const auto bare = distance({"response_mean_ms", Unit::ms, 48'200, 0, 0, false, 0}, at_most(45'000));
  CHECK(bare->en == "3.2 s above the goal of 45 s");
}

TEST_CASE("a band is neither reached nor missed") {
  const Goal band{1.0, 1.8, true, ""};
  const auto say = [&](double value) { return distance({"answer_ratio", Unit::ratio, value, 0, 0, false, 0}, band)->zh; };
  CHECK(say(1.38) == "在区间 1.0–1.8 内");
  CHECK(say(0.88) == "比区间 1.0–1.8 的下端低 0.12");
  CHECK(say(2.0) == "比区间 1.0–1.8 的上端高 0.20");
}

TEST_CASE("too few ratings say how many are missing, and what cannot be reached says nothing") {
  CHECK(distance({"satisfaction", Unit::share, std::nullopt, 6, 7, true, 10}, at_least(0.9))->zh ==
        "再有 3 条评价就按百分比显示");
  CHECK(distance({"satisfaction", Unit::share, std::nullopt, 8, 9, true, 10}, at_least(0.9))->en ==
        "1 rating more and it is shown as a percentage");
  CHECK_FALSE(distance({"satisfaction", Unit::share, 0.95, 19, 20, false, 10}, at_least(1.0)));
  CHECK_FALSE(distance({"satisfaction", Unit::share, 0.95, 19, 20, false, 10}, std::nullopt));
  CHECK_FALSE(distance({"satisfaction", Unit::share, std::nullopt, 0, 0, false, 10}, at_least(0.9)));
  CHECK_FALSE(distance({"slow_share", Unit::share, 0.5, 1, 2, false, 0}, at_most(0)));
}
