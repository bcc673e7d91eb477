// SPDX-License-Identifier: Apache-2.0
// What the records say of one person's week, for the weekly talk (agent/team/one_on_one.h has the sentences).
#pragma once

#include "agent/runtime/answers/scene.h"
#include "overlay/api/one_on_one.h"

namespace rigong::runtime {

// The Monday of the day's week.
[[nodiscard]] constexpr Day monday_of(Day day) { return day - weekday(day); }
// Its last day, or the last whole one of a week that runs; of a week that began today, today.
[[nodiscard]] Day week_end(Day monday, Day today);

// The week that begins on the Monday. not_found for one that is to come.
[[nodiscard]] Result<overlay::OneOnOneWeek> talk_week(Scene& scene, const Somebody& somebody, Day monday);

// What was agreed, as the page shows it: with what the records say of it, where they do.
[[nodiscard]] Result<overlay::Agreement> shown_agreement(Scene& scene, const Somebody& somebody, const model::Talk& talk,
                                                         const model::Agreement& agreement);

}  // namespace rigong::runtime
