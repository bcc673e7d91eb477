// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/series.h"

#include <algorithm>

#include "agent/runtime/answers/in_force.h"
#include "agent/team/distance.h"
#include "agent/team/goals.h"

namespace rigong::runtime {
namespace {

team::Goal team_goal(const overlay::Goal& goal) { return {goal.low, goal.high, goal.from_default, goal.scope}; }
std::optional<team::Goal> team_goal(const std::optional<overlay::Goal>& goal) {
  return goal ? std::optional(team_goal(*goal)) : std::nullopt;
}

const metrics::FigureValue* value_on(const Series& series, Day day) {
  const auto found = series.find(day);
  return found != series.end() ? &found->second : nullptr;
}

std::optional<overlay::Goal> goal_with(const Scene& scene, const Somebody* somebody, const metrics::FigureKind& kind, Day day,
                                       std::span<const model::Target> first) {
  // Of a group as a whole there is none of these.
  const team::GoalFor whose = somebody != nullptr ? goal_for(*somebody, day, first) : team::GoalFor{"", "", first, {}};
  const auto goal = team::goal_in_force(scene.targets, whose, kind.name, kind.better, day);
  if (!goal) return std::nullopt;
  return overlay::Goal{goal->low, goal->high, goal->from_default, goal->scope};
}

}  // namespace

Series series_of(const metrics::FigureKind& kind, const std::map<Day, model::DayFigures>& days) {
  Series series;
  for (const auto& [day, figures] : days) series[day] = metrics::value_of(kind, figures);
  return series;
}

Series series_of(const metrics::FigureKind& kind, const std::map<Day, DeliveredFigures>& days) {
  Series series;
  for (const auto& [day, figures] : days) series[day] = delivered_value(kind, figures);
  return series;
}

overlay::FigureStatus page(metrics::FigureStatus status) {
  switch (status) {
    case metrics::FigureStatus::live:
      return overlay::FigureStatus::live;
    case metrics::FigureStatus::provisional:
      return overlay::FigureStatus::provisional;
    case metrics::FigureStatus::final:
      break;
  }
  return overlay::FigureStatus::final;
}

overlay::Value page(const metrics::FigureValue& value) { return {value.value, value.numerator, value.denominator, value.few}; }

std::optional<overlay::Goal> goal_of(const Scene& scene, const Somebody* somebody, const metrics::FigureKind& kind, Day day) {
  const auto first = aims_in_force(scene, somebody != nullptr ? somebody->person.group : std::string(), day, "");
  return goal_with(scene, somebody, kind, day, first);
}

std::optional<overlay::Goal> usual_goal_of(const Scene& scene, const Somebody* somebody, const metrics::FigureKind& kind,
                                           Day day) {
  return goal_with(scene, somebody, kind, day, {});
}

overlay::Standing standing_of(const std::optional<overlay::Goal>& goal, const metrics::FigureValue& value) {
  switch (team::standing(team_goal(goal), value.value)) {
    case team::Standing::good:
      return overlay::Standing::good;
    case team::Standing::look:
      return overlay::Standing::look;
    case team::Standing::none:
      break;
  }
  return overlay::Standing::none;
}

std::optional<Words> distance_of(const metrics::FigureKind& kind, const std::optional<overlay::Goal>& goal,
                                 const metrics::FigureValue& value) {
  return team::distance(
      {kind.name, kind.unit, value.value, value.numerator, value.denominator, value.few, static_cast<double>(kind.few_below)},
      team_goal(goal));
}

std::vector<metrics::DayValue> day_values(const Series& series, const Roster& roster, const Somebody& somebody, Day from,
                                          Day to) {
  std::vector<metrics::DayValue> days;
  for (Day day = from; day <= to; day = day + 1) {
    const metrics::FigureValue* value = value_on(series, day);
    metrics::DayValue one;
    one.day = day;
    one.off = roster.off(somebody, day);
    one.special = roster.special(day, somebody.person.group).has_value();
    if (value != nullptr && value->denominator > 0) {
      one.numerator = value->numerator;
      one.denominator = value->denominator;
    } else if (value != nullptr && value->value) {
      one.numerator = *value->value;
      one.denominator = 1;
    } else if (!one.off && !one.special) {
      continue;
    }
    days.push_back(one);
  }
  return days;
}

Result<std::vector<overlay::Comparison>> comparisons_of(const metrics::FigureKind& kind, const Series& series,
                                                        std::span<const metrics::DayValue> days, Day day,
                                                        const AtSameHour& same_hour) {
  std::vector<overlay::Comparison> result;
  const metrics::FigureValue* here = value_on(series, day);
  const auto add = [&](overlay::Comparison::Kind which, const std::optional<metrics::Comparison>& found) -> Status {
    if (!found) return {};
    overlay::Comparison comparison;
    comparison.kind = which;
    comparison.day = found->day;
    comparison.skipped_off = found->skipped_off;
    comparison.skipped_special = found->skipped_special;
    metrics::FigureValue other = *value_on(series, found->day);
    if (same_hour) {
      RIGONG_ASSIGN(const auto then, same_hour(kind, found->day));
      comparison.same_hour = then.has_value();
      if (then) other = *then;
    }
    comparison.value = page(other);
    if (here != nullptr && here->value && other.value) comparison.difference = *here->value - *other.value;
    result.push_back(comparison);
    return {};
  };
  RIGONG_TRY(add(overlay::Comparison::Kind::day_before, metrics::day_before(days, day)));
  RIGONG_TRY(add(overlay::Comparison::Kind::same_weekday, metrics::same_weekday(days, day)));
  return result;
}

std::vector<overlay::HistoryDay> history_of(const Series& series, const Roster& roster, const Somebody& somebody, Day from,
                                            Day to) {
  std::vector<overlay::HistoryDay> history;
  for (Day day = from; day <= to; day = day + 1) {
    overlay::HistoryDay one;
    one.day = day;
    one.off = roster.off(somebody, day);
    one.special = roster.special(day, somebody.person.group);
    if (const metrics::FigureValue* value = value_on(series, day)) {
      if (!one.off) one.value = value->value;
      one.numerator = value->numerator;
      one.denominator = value->denominator;
    }
    history.push_back(std::move(one));
  }
  return history;
}

std::optional<overlay::MonthGap> month_of(const std::optional<overlay::Goal>& goal, const Series& series, const Roster& roster,
                                          const Somebody& somebody, Day day) {
  if (!goal || (goal->low && goal->high)) return std::nullopt;
  const Day begin = Scene::month_begin(day);
  for (const auto& [each, value] : series) {
    const bool bare = value.value && value.denominator <= 0;  // A mean of means is no mean.
    if (begin <= each && each <= day && bare) return std::nullopt;
  }
  const double target = goal->low ? *goal->low : *goal->high;
  const int left = roster.days_to_work(somebody, day, Scene::month_end(day));
  const auto gap = metrics::month_gap(day_values(series, roster, somebody, begin, day), target, left);
  overlay::MonthGap result;
  result.target = target;
  result.so_far = gap.so_far;
  if (gap.so_far) result.gap = gap.gap;
  result.needed = gap.needed;
  result.days_left = left;
  return result;
}

std::optional<overlay::Spread> spread_of(const metrics::FigureKind& kind, std::span<const metrics::FigureValue> people,
                                         Ends ends) {
  std::vector<metrics::DayValue> values;
  for (const metrics::FigureValue& one : people) {
    if (one.value) values.push_back({Day{}, *one.value, 1, false, false});
  }
  const auto spread = metrics::team_spread(values, kind.better);
  if (!spread) return std::nullopt;
  overlay::Spread result;
  result.median = spread->median;
  result.people = static_cast<std::int64_t>(spread->people);
  if (ends == Ends::told) {
    result.spread = spread->spread;
    const bool judged = kind.better == model::Better::higher || kind.better == model::Better::lower;
    if (judged) {  // Of a band nobody is best.
      result.best = spread->best;
      result.lowest = spread->lowest;
    }
  }
  return result;
}

}  // namespace rigong::runtime
