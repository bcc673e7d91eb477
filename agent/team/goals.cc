// SPDX-License-Identifier: Apache-2.0
#include "agent/team/goals.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rigong::team {
namespace {

using model::Better;
using model::Target;

// A warning within less would come with every message.
constexpr DurationMs kShortestWarning = 5 * kSecondMs;

struct Usual {
  std::string_view figure;
  double low;
  double high;
};
// From practice. The end that `better` does not ask for is not used.
constexpr std::array kUsual = {
    Usual{"response_mean_ms", 0, 60'000}, Usual{"slow_share", 0, 0.025},
    Usual{"satisfaction", 0.90, 0},       Usual{"reply_rate", 0.98, 0},
    Usual{"answer_ratio", 1.0, 1.8},      Usual{"fcr_rate", 0.75, 0},
    Usual{"escalation_rate", 0, 0.05},    Usual{"first_response_in_time_rate", 0.80, 0},
    Usual{"complaint_rate", 0, 0.01},
};

// The target in force of one scope: of several the one that began last.
const Target* latest(std::span<const Target> targets, std::string_view scope, std::string_view figure, Day day) {
  const Target* found = nullptr;
  for (const Target& target : targets) {
    if (target.scope != scope || target.figure != figure || day < target.from) continue;
    if (found == nullptr || found->from < target.from) found = &target;
  }
  // One that has run out is not replaced by what it had replaced.
  return found != nullptr && found->to && *found->to < day ? nullptr : found;
}

const Target* of_period(const GoalFor& whose, std::string_view figure) {
  const auto found =
      std::find_if(whose.first.begin(), whose.first.end(), [&](const Target& each) { return each.figure == figure; });
  return found != whose.first.end() ? &*found : nullptr;
}

const Target* in_force(std::span<const Target> targets, const GoalFor& whose, std::string_view figure, Day day) {
  if (const Target* target = of_period(whose, figure)) return target;
  if (!whose.member.empty()) {
    if (const Target* target = latest(targets, "member:" + whose.member, figure, day)) return target;
  }
  // What a group is asked for is meant for those who know the work.
  if (!whose.stage.empty()) {
    if (const Target* target = latest(targets, "stage:" + whose.stage, figure, day)) return target;
  }
  if (!whose.group.empty()) {
    if (const Target* target = latest(targets, "group:" + whose.group, figure, day)) return target;
  }
  return latest(targets, "", figure, day);
}

int narrowness(std::string_view scope) {
  constexpr std::array<std::string_view, 4> kFromWide = {"group:", "stage:", "member:", "period:"};
  for (std::size_t i = kFromWide.size(); i > 0; --i) {
    if (scope.starts_with(kFromWide.at(i - 1))) return static_cast<int>(i);
  }
  return 0;
}

const Usual* usual(std::string_view figure) {
  const auto* found = std::find_if(kUsual.begin(), kUsual.end(), [&](const Usual& each) { return each.figure == figure; });
  return found != kUsual.end() ? found : nullptr;
}

std::optional<Goal> band(std::span<const Target> targets, const GoalFor& whose, std::string_view figure, Day day) {
  const Target* low = in_force(targets, whose, std::string(figure) + "_low", day);
  const Target* high = in_force(targets, whose, std::string(figure) + "_high", day);
  const Usual* trade = usual(figure);
  if (low == nullptr && high == nullptr && trade == nullptr) return std::nullopt;
  Goal goal;
  if (trade != nullptr) {
    goal.low = trade->low;
    goal.high = trade->high;
  }
  // Of two ends set in different scopes the narrower names the goal.
  for (const Target* target : {low, high}) {
    if (target == nullptr) continue;
    goal.from_default = false;
    if (narrowness(target->scope) > narrowness(goal.scope)) goal.scope = target->scope;
  }
  if (low != nullptr) goal.low = low->value;
  if (high != nullptr) goal.high = high->value;
  return goal;
}

}  // namespace

std::optional<Goal> goal_in_force(std::span<const Target> targets, const GoalFor& whose, std::string_view figure, Better better,
                                  Day day) {
  if (better == Better::band) return band(targets, whose, figure, day);
  const Target* set = in_force(targets, whose, figure, day);
  const Usual* trade = usual(figure);
  // Figures that are neither good nor bad by themselves have a limit all the same where the trade or somebody names one.
  const bool at_least = better == Better::higher;
  if (set == nullptr && trade == nullptr) return std::nullopt;
  Goal goal;
  if (set != nullptr) {
    goal.from_default = false;
    goal.scope = set->scope;
  }
  const double value = set != nullptr ? set->value : at_least ? trade->low : trade->high;
  (at_least ? goal.low : goal.high) = value;
  return goal;
}

std::span<const std::string_view> other_target_names() {
  static constexpr std::array<std::string_view, 3> kNames = {"answer_ratio_low", "answer_ratio_high", kWarnAfter};
  return kNames;
}

Standing standing(const std::optional<Goal>& goal, std::optional<double> value) {
  if (!goal || !value) return Standing::none;
  const bool below = goal->low && *value < *goal->low;
  const bool above = goal->high && *value > *goal->high;
  return below || above ? Standing::look : Standing::good;
}

DurationMs warn_after(std::span<const Target> targets, const GoalFor& whose, Day day, DurationMs rules_say) {
  if (const Target* target = of_period(whose, kWarnAfter)) return static_cast<DurationMs>(target->value);
  DurationMs result = rules_say;
  for (const std::string_view figure :
       {kWarnAfter, std::string_view("response_mean_ms"), std::string_view("first_response_mean_ms")}) {
    const Target* target = in_force(targets, whose, figure, day);
    if (target == nullptr || !std::isfinite(target->value) || target->value <= 0) continue;
    const auto wanted = static_cast<DurationMs>(std::min(target->value, static_cast<double>(rules_say)));
    result = std::min(result, std::max(wanted, kShortestWarning));
  }
  return result;
}

}  // namespace rigong::team
