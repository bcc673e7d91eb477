// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/reported.h"

#include <algorithm>

#include "agent/metrics/figures.h"
#include "agent/team/periods.h"

namespace rigong::runtime {

std::vector<const SpannedPeriod*> reported_on(const Scene& scene, const std::string& group, Day day) {
  std::vector<const SpannedPeriod*> found;
  for (const SpannedPeriod& each : scene.periods) {
    const bool touches =
        each.span.begins_at < scene.calendar.day_start(day + 1) && scene.calendar.day_start(day) < each.span.ends_at;
    if (each.period.kind == model::PeriodKind::reported && team::is_for(each.period, group) && touches) found.push_back(&each);
  }
  return found;
}

std::optional<metrics::FigureValue> WithoutReported::value(const metrics::FigureKind& kind) const {
  if (is_of_turns(kind)) return metrics::value_of(kind, turns);
  if (is_of_ratings(kind)) return metrics::value_of(kind, ratings);
  return std::nullopt;
}

Result<WithoutReported> without_reported(Scene& scene, PersonTurns& turns, Day day,
                                         const std::vector<const SpannedPeriod*>& reported) {
  const CountsAt counts = [&](const std::string& shop, TimeMs at) {
    return std::none_of(reported.begin(), reported.end(), [&](const SpannedPeriod* each) {
      return (each->period.shop.empty() || each->period.shop == shop) && each->span.holds(at);
    });
  };
  WithoutReported without;
  RIGONG_ASSIGN(without.turns, turns_where(scene, turns, day, counts));
  RIGONG_ASSIGN(without.ratings, ratings_where(scene, turns, day, counts));
  return without;
}

}  // namespace rigong::runtime
