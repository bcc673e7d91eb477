// SPDX-License-Identifier: Apache-2.0
#include "agent/team/goals.h"

#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::team;
using model::Better;
using model::Target;

namespace {

constexpr Day kDay{20780};
const GoalFor kLin{"lin", "售前"};

Target target(const char* scope, const char* figure, double value, Day from = kDay, std::optional<Day> to = std::nullopt) {
  return {scope, figure, value, from, to};
}

}  // namespace

TEST_CASE("where nobody set a goal, the trade's usual one stands and says so") {
  const auto response = goal_in_force({}, kLin, "response_mean_ms", Better::lower, kDay);
  REQUIRE(response);
  CHECK(response->high == 60'000);
  CHECK_FALSE(response->low);
  CHECK(response->from_default);
  CHECK(goal_in_force({}, kLin, "satisfaction", Better::higher, kDay)->low == 0.90);
  CHECK(goal_in_force({}, kLin, "slow_share", Better::lower, kDay)->high == 0.025);
  CHECK(goal_in_force({}, kLin, "escalation_rate", Better::none, kDay)->high == 0.05);
  const auto ratio = goal_in_force({}, kLin, "answer_ratio", Better::band, kDay);
  CHECK(ratio->low == 1.0);
  CHECK(ratio->high == 1.8);
  CHECK_FALSE(goal_in_force({}, kLin, "sales_fen", Better::higher, kDay));
}

TEST_CASE("a stage's goal goes before the group's, and the member's own before both; of another stage it is not") {
  std::vector<Target> targets = {target("group:售前", "response_mean_ms", 40'000),
                                 target("stage:newcomer", "response_mean_ms", 90'000)};
  GoalFor whose = kLin;
  const auto goal = [&] { return *goal_in_force(targets, whose, "response_mean_ms", Better::lower, kDay); };
  CHECK(goal().scope == "group:售前");
  whose.stage = "newcomer";
  CHECK(goal().high == 90'000);
  CHECK(goal().scope == "stage:newcomer");
  whose.stage = "growing";
  CHECK(goal().high == 40'000);
  whose.stage = "newcomer";
  targets.push_back(target("member:lin", "response_mean_ms", 70'000));
  CHECK(goal().high == 70'000);
  // Of a band the narrower of two ends names it.
  targets = {target("stage:newcomer", "answer_ratio_low", 0.8), target("group:售前", "answer_ratio_high", 1.6)};
  const auto ratio = *goal_in_force(targets, whose, "answer_ratio", Better::band, kDay);
  CHECK(ratio.scope == "stage:newcomer");
  CHECK(ratio.low == 0.8);
  CHECK(ratio.high == 1.6);
}

TEST_CASE("a member's goal goes before the group's, and that before everybody's") {
  std::vector<Target> targets = {target("", "response_mean_ms", 50'000)};
  const auto goal = [&] { return *goal_in_force(targets, kLin, "response_mean_ms", Better::lower, kDay); };
  CHECK(goal().high == 50'000);
  CHECK(goal().scope.empty());
  CHECK_FALSE(goal().from_default);
  targets.push_back(target("group:售前", "response_mean_ms", 45'000));
  targets.push_back(target("group:售后", "response_mean_ms", 30'000));
  CHECK(goal().high == 45'000);
  CHECK(goal().scope == "group:售前");
  targets.push_back(target("member:lin", "response_mean_ms", 70'000));
  CHECK(goal().high == 70'000);
  CHECK(goal_in_force(targets, {"", ""}, "response_mean_ms", Better::lower, kDay)->high == 50'000);
}

TEST_CASE("a goal is in force from its day until a later one or its end") {
  const std::vector<Target> targets = {target("", "satisfaction", 0.92, kDay - 10),
                                       target("", "satisfaction", 0.95, kDay, kDay + 5)};
  const auto low = [&](Day day) { return *goal_in_force(targets, kLin, "satisfaction", Better::higher, day)->low; };
  CHECK(low(kDay - 11) == 0.90);  // The usual one.
  CHECK(low(kDay - 1) == 0.92);
  CHECK(low(kDay) == 0.95);
  CHECK(low(kDay + 5) == 0.95);
  CHECK(low(kDay + 6) == 0.90);
}

TEST_CASE("a band is set end by end") {
  const std::vector<Target> targets = {target("", "answer_ratio_low", 1.2), target("group:售前", "answer_ratio_high", 2.0)};
  const auto goal = *goal_in_force(targets, kLin, "answer_ratio", Better::band, kDay);
  CHECK(goal.low == 1.2);
  CHECK(goal.high == 2.0);
  CHECK_FALSE(goal.from_default);
  CHECK(goal.scope == "group:售前");
  CHECK(goal_in_force(targets, {"", ""}, "answer_ratio", Better::band, kDay)->high == 1.8);
}

TEST_CASE("standing tells the goal reached from the goal missed") {
  const Goal least{0.9, std::nullopt, true, ""};
  CHECK(standing(least, 0.9) == Standing::good);
  CHECK(standing(least, 0.89) == Standing::look);
  const Goal band{1.0, 1.8, true, ""};
  CHECK(standing(band, 1.9) == Standing::look);
  CHECK(standing(band, 1.8) == Standing::good);
  CHECK(standing(least, std::nullopt) == Standing::none);
  CHECK(standing(std::nullopt, 0.5) == Standing::none);
}

TEST_CASE("the warning comes earlier where a target set is stricter, never later") {
  const DurationMs rules = 100 * kSecondMs;
  CHECK(warn_after({}, kLin, kDay, rules) == rules);  // Usual goals, which nobody set, move nothing.
  CHECK(warn_after(std::vector{target("", "response_mean_ms", 45'000)}, kLin, kDay, rules) == 45'000);
  CHECK(warn_after(std::vector{target("", "first_response_mean_ms", 30'000)}, kLin, kDay, rules) == 30'000);
  CHECK(warn_after(std::vector{target("", "warn_after_ms", 15'000), target("", "response_mean_ms", 45'000)}, kLin, kDay, rules) ==
        15'000);
  CHECK(warn_after(std::vector{target("", "response_mean_ms", 150'000)}, kLin, kDay, rules) == rules);
  CHECK(warn_after(std::vector{target("", "warn_after_ms", -1)}, kLin, kDay, rules) == rules);
  CHECK(warn_after(std::vector{target("", "warn_after_ms", 1)}, kLin, kDay, rules) == 5'000);
}
