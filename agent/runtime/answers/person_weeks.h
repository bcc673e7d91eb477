// SPDX-License-Identifier: Apache-2.0
// A person's figures by week, as `rigong figures --by week` tells them but for special days, which are left out; of a week that
// has no others they are all there is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/delivered.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/roster.h"
#include "agent/team/one_on_one.h"

namespace rigong::runtime {

class PersonWeeks {
 public:
  // Of the weeks up to the one that begins on `monday`, which goes up to `end`: their own figures where any week has some, else
  // those of the platform that told of most days.
  [[nodiscard]] static Result<PersonWeeks> load(Scene& scene, const Somebody& somebody, Day monday, Day end, std::size_t weeks);

  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const Roster& roster() const { return roster_; }
  // Whether there are figures of any day of the last week, counted or not.
  [[nodiscard]] bool anything() const;
  // The days of the last week on which the person was off, of those on which they belonged to the team.
  [[nodiscard]] std::int64_t days_off() const;
  [[nodiscard]] std::int64_t days() const;
  // Campaigns and crises with a day in the week that begins on the Monday.
  [[nodiscard]] std::vector<std::string> special(Day monday) const;
  [[nodiscard]] bool off(Day monday) const;

  [[nodiscard]] team::WeekValue value(const metrics::FigureKind& kind, Day monday) const;
  // Oldest first.
  [[nodiscard]] std::vector<Day> mondays() const;
  // What is certain about the last week's figures.
  [[nodiscard]] metrics::FigureStatus status(const Scene& scene, metrics::Finality finality) const;

 private:
  [[nodiscard]] Day end_of(Day monday) const { return monday == monday_ ? end_ : monday + 6; }
  [[nodiscard]] metrics::FigureValue sum(const metrics::FigureKind& kind, Day monday, bool with_special, bool& any) const;

  const Somebody* somebody_ = nullptr;
  Day monday_;
  Day end_;
  std::size_t weeks_ = 1;
  std::string source_ = "own";
  std::map<Day, model::DayFigures> own_;
  std::map<Day, DeliveredFigures> delivered_;
  Roster roster_;
};

}  // namespace rigong::runtime
