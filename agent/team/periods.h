// SPDX-License-Identifier: Apache-2.0
// What a campaign, a crisis, a topic or a reported period may be and what it changes (reference: features, A7, A9 and A10). Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/member.h"
#include "agent/model/period.h"

namespace rigong::team {

// Shorter warnings would come with every message.
inline constexpr DurationMs kShortestPeriodWarning = 5 * kSecondMs;
inline constexpr std::size_t kMostPeriodAims = 12;
inline constexpr std::size_t kMostEvidence = 300;  // Characters.

// What a level means where nobody says otherwise: 15 s where it is urgent, 30 s by standard, nothing of its own in the back
// office; in a crisis also complaints held under 1 %. A topic and a reported period have none.
struct PeriodDefaults {
  std::vector<model::PeriodAim> aims;
  DurationMs warn_after_ms = 0;
};
[[nodiscard]] PeriodDefaults period_defaults(model::PeriodKind kind, model::PeriodLevel level);

// wrong_use, with words, where a period cannot be as it is given: name, days, times, warning, values. Whether the figures of its
// aims exist is the caller's to know.
[[nodiscard]] Status check_period(const model::NamedPeriod& period);
// The period as ended or dropped by somebody at an instant; refused where it is not to be ended or dropped (any more). One that
// has not begun is dropped, one that is over needs no end.
[[nodiscard]] Result<model::NamedPeriod> end_period(model::NamedPeriod period, bool begun, bool over, const std::string& by,
                                                    TimeMs at, Day today);
[[nodiscard]] Result<model::NamedPeriod> drop_period(model::NamedPeriod period, const std::string& by, TimeMs at, Day today);
// As it was before it was ended or dropped; refused where it was neither.
[[nodiscard]] Result<model::NamedPeriod> restore_period(model::NamedPeriod period);

// Whether it stands for the group's people; "" = people in no group.
[[nodiscard]] bool is_for(const model::NamedPeriod& period, std::string_view group);
// The last day that it reaches: that on which it was ended, where somebody did.
[[nodiscard]] Day last_day(const model::NamedPeriod& period);
// Whether it makes the day one that is no measure for others. A topic never does, nor does a reported period: the rest of its day
// is like any.
[[nodiscard]] bool makes_special(const model::NamedPeriod& period, Day day);

// A period that is in force for somebody, and since when.
struct InForce {
  const model::NamedPeriod* period = nullptr;
  TimeMs begins_at = 0;
};
// Their aims and warnings as targets that go before all others (team::GoalFor::first): of two that name one figure that of the
// period that began later.
[[nodiscard]] std::vector<model::Target> targets_of(std::vector<InForce> periods, Day day);

}  // namespace rigong::team
