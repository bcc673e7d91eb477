// SPDX-License-Identifier: Apache-2.0
// 指标异常报备 (row A9): figures without what was reported to the platform, beside those with it.
#pragma once

#include <string>
#include <vector>

#include "agent/runtime/answers/part_of_day.h"
#include "agent/runtime/period_span.h"

namespace rigong::runtime {

// The reported periods for people of the group that reach into the day, whatever the platform said. Borrowed from the scene.
[[nodiscard]] std::vector<const SpannedPeriod*> reported_on(const Scene& scene, const std::string& group, Day day);

// A person's day without the turns that opened, and the ratings given, within these.
struct WithoutReported {
  model::DayFigures turns;
  model::DayFigures ratings;
  // Nothing for figures whose facts do not tell when (part_of_day.h).
  [[nodiscard]] std::optional<metrics::FigureValue> value(const metrics::FigureKind& kind) const;
};
[[nodiscard]] Result<WithoutReported> without_reported(Scene& scene, PersonTurns& turns, Day day,
                                                       const std::vector<const SpannedPeriod*>& reported);

}  // namespace rigong::runtime
