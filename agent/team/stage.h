// SPDX-License-Identifier: Apache-2.0
// 成长期: how far somebody has come (row D7: newcomer in the first month, growing to the third, mature to the twelfth, then
// senior). Pure.
#pragma once

#include <optional>

#include "agent/model/member.h"

namespace rigong::team {

// The stage on a day, never `by_time`: as it was set for the member, else by the months since joining. Who joined nobody knows
// when is mature: nothing is expected of them, or spared them, that only the time would tell.
[[nodiscard]] model::Stage stage_on(model::Stage set, std::optional<Day> joined_on, Day day);
[[nodiscard]] inline model::Stage stage_on(const model::Member& member, Day day) {
  return stage_on(member.stage, member.joined_on, day);
}

}  // namespace rigong::team
