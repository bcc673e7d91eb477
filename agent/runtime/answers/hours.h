// SPDX-License-Identifier: Apache-2.0
// Consultations by the hour.
#pragma once

#include <vector>

#include "agent/runtime/answers/scene.h"
#include "overlay/api/team.h"

namespace rigong::runtime {

// The hours of the shop's wall time in which anything began, those between them included: of these people's turns on the day,
// with what is usual, the median of the same weekday of the four weeks before (as far as there are any).
[[nodiscard]] Result<std::vector<overlay::TeamHour>> hours_of(Scene& scene, const std::vector<const Somebody*>& people, Day day);

}  // namespace rigong::runtime
