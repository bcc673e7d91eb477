// SPDX-License-Identifier: Apache-2.0
// Consultations by the hour.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <vector>

#include "agent/runtime/answers/scene.h"
#include "overlay/api/team.h"

namespace rigong::runtime {

// What came in one hour of the shop's wall time.
struct HourSum {
  std::int64_t customers = 0;
  std::int64_t turns = 0;
  std::int64_t slow = 0;
  std::int64_t people = 0;  // Whose turns they were.
};
using DayHours = std::array<HourSum, 24>;
// Of these people's turns, for each of the days on which there were any. Calls `also`, where given, with each turn that counts.
[[nodiscard]] Result<std::map<Day, DayHours>> hours_by_day(Scene& scene, const std::vector<const Somebody*>& people, Day from,
                                                           Day to, const std::function<void(const storage::TurnRow&)>& also = {});

// The hours of the shop's wall time in which anything began, those between them included: of these people's turns on the day,
// with what is usual, the median of the same weekday of the four weeks before (as far as there are any).
[[nodiscard]] Result<std::vector<overlay::TeamHour>> hours_of(Scene& scene, const std::vector<const Somebody*>& people, Day day);

}  // namespace rigong::runtime
