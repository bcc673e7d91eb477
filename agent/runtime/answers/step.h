// SPDX-License-Identifier: Apache-2.0
// The next step of a person's day, worked out from their turns and tasks (agent/team/next_step.h).
#pragma once

#include <optional>
#include <vector>

#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/person_turns.h"
#include "agent/team/next_step.h"
#include "overlay/api/panel.h"

namespace rigong::runtime {

// The turn as the step needs it; nothing for those that are in no figure.
[[nodiscard]] std::optional<team::StepTurn> step_turn(const storage::TurnRow& row, TimeMs now, const ShopCalendar& calendar);

// Whether the day's work counts: where somebody looks at now, also where the figures shown are those of an earlier day.
enum class WithWork { no, yes };

// Turns count where the day's source is "own"; tasks on the person's own panel alone.
[[nodiscard]] Result<std::optional<overlay::NextStep>> step_of(Scene& scene, PersonTurns& turns, const DayView& view,
                                                               const Roster& roster, const std::vector<overlay::Figure>& figures,
                                                               const std::vector<overlay::Waiting>& waiting, WithWork with_work);

}  // namespace rigong::runtime
