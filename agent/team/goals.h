// SPDX-License-Identifier: Apache-2.0
// What a figure of a person should be on a day: what a campaign or crisis asks for while it runs, else what was set for them,
// else for their stage (成长期, row D7), else for their group, else for everybody, else what the trade takes for usual
// (reference: features, A12). Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "agent/base/time.h"
#include "agent/model/figure_kind.h"
#include "agent/model/member.h"

namespace rigong::team {

// For whom a goal is asked. Empty = not a member, in no group.
struct GoalFor {
  std::string member;
  std::string group;
  // Go before all others, whatever their scope and days: those of periods in force (team/periods.h). Borrowed.
  std::span<const model::Target> first = {};
  // How far they have come on the day (stage.h), as its targets' scope names it: "newcomer". Empty = nobody's.
  std::string stage = {};
};

struct Goal {
  std::optional<double> low;  // At least this; for a band both ends, for others the one that `better` asks for.
  std::optional<double> high;
  bool from_default = true;  // Nobody set it.
  std::string scope;         // Of the target in force: "" everybody, "group:…", "member:…", "stage:…", "period:…".
};

// A band is set by two targets, the figure's name with "_low" and "_high". Nothing where nobody set one and the trade has none.
[[nodiscard]] std::optional<Goal> goal_in_force(std::span<const model::Target> targets, const GoalFor& whose,
                                                std::string_view figure, model::Better better, Day day);
// Other names than figures under which targets are kept: the ends of bands, and kWarnAfter.
[[nodiscard]] std::span<const std::string_view> other_target_names();
inline constexpr std::string_view kWarnAfter = "warn_after_ms";

// At the goal or better, not there, or nothing to say.
enum class Standing { good, look, none };
[[nodiscard]] Standing standing(const std::optional<Goal>& goal, std::optional<double> value);

// After how long somebody who waits is to be shown as "look here": what the shop's rules say, or less where a target set for this
// person is stricter (45 s, 30 s; 15 s at peak): kWarnAfter, or the response time that was set as a goal. A warning of a period
// in force stands as it is.
[[nodiscard]] DurationMs warn_after(std::span<const model::Target> targets, const GoalFor& whose, Day day, DurationMs rules_say);

}  // namespace rigong::team
