// SPDX-License-Identifier: Apache-2.0
// How far a figure is from its goal, in words for the person it belongs to: facts about what comes next, never praise or blame.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "agent/model/figure_kind.h"
#include "agent/team/goals.h"

namespace rigong::team {

struct Standpoint {
  std::string_view figure;  // JSON name.
  model::Unit unit = model::Unit::count;
  std::optional<double> value;
  double numerator = 0;
  double denominator = 0;  // 0 = what the value is made of is not known.
  bool few = false;
  double few_below = 0;  // From how many on a share is shown.
};
// Nothing where there is no value and no goal to speak of.
[[nodiscard]] std::optional<Words> distance(const Standpoint& at, const std::optional<Goal>& goal);

// "95%", "97.5%"; "45 秒" and "45 s" are written with what this gives: at most one decimal, none where it is zero.
[[nodiscard]] std::string percent(double share);
[[nodiscard]] std::string seconds(double ms);
// "4 turns", "1 turn".
[[nodiscard]] std::string plural(long long count, std::string_view one, std::string_view many);

}  // namespace rigong::team
