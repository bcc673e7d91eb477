// SPDX-License-Identifier: Apache-2.0
// What a campaign, crisis or topic changes for somebody, and the line that says so.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "agent/runtime/answers/scene.h"
#include "agent/team/goals.h"
#include "overlay/api/periods.h"

namespace rigong::runtime {

// The aims of those that are in force for people of the group: of today those that run at this moment; of another day those that
// took the whole of it, since a day's figures are not judged by what was asked for during a few of its hours. With a shop those
// of it; without one those that stand for every shop of the scene, since figures of several shops together are not judged by the
// campaign of one. As targets that go before all others (team::GoalFor::first).
[[nodiscard]] std::vector<model::Target> aims_in_force(const Scene& scene, const std::string& group, Day day,
                                                       const std::string& shop);
// For whom a goal of that day is asked: the person, their group, and how far they had come. `first` is borrowed.
[[nodiscard]] team::GoalFor goal_for(const Somebody& somebody, Day day, std::span<const model::Target> first);
// Those of today that run for people of the group or begin later, in order of beginning.
[[nodiscard]] std::vector<overlay::PeriodLine> period_lines(const Scene& scene, const std::string& group);
// What was reported of the day, and what the platform said.
[[nodiscard]] std::vector<overlay::PeriodLine> reported_lines(const Scene& scene, const std::string& group, Day day);

}  // namespace rigong::runtime
