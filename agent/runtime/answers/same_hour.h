// SPDX-License-Identifier: Apache-2.0
// A day gone by as it stood at the same time of day: what had not happened by then is taken away.
#pragma once

#include <map>
#include <optional>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/person_turns.h"
#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

class SameHour {
 public:
  // Cut at the minute that has begun, so that an answer holds until the next.
  SameHour(Scene& scene, PersonTurns& turns) : scene_(scene), person_turns_(turns), somebody_(turns.somebody()) {}

  // The figure on that day up to the same time of day. Nothing for figures whose facts do not tell when: of the messages behind
  // the answer ratio only the day is kept.
  [[nodiscard]] Result<std::optional<metrics::FigureValue>> value(const metrics::FigureKind& kind, Day day);
  // The instant on `day` of the same wall time as now.
  [[nodiscard]] static TimeMs instant(const ShopCalendar& calendar, TimeMs now, Day today, Day day);

 private:
  Result<model::DayFigures> turns_until(Day day);
  Result<model::DayFigures> ratings_until(Day day);

  Scene& scene_;
  PersonTurns& person_turns_;
  const Somebody& somebody_;
  std::map<Day, model::DayFigures> turns_;
  std::map<Day, model::DayFigures> ratings_;
};

}  // namespace rigong::runtime
