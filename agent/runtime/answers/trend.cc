// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/own_days.h"

namespace rigong::runtime {

Result<overlay::Trend> answer_trend(Reading& reading, const overlay::TrendQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, query.shop));
  RIGONG_ASSIGN(const Somebody* somebody, scene.person(query.person));
  const metrics::FigureKind* kind = metrics::find_figure(query.figure);
  if (kind == nullptr) {
    return fail(ErrorKind::not_found, "没有这个指标。请从面板的指标里选。",
                "There is no such figure. Choose one of the panel's.");
  }
  if (query.to && scene.today < *query.to) return day_to_come(*query.to);
  const Day to = query.to.value_or(scene.today);
  const Day from = to - (query.days - 1);
  // The source is the one that the panel shows.
  RIGONG_ASSIGN(DayView view, choose_day(scene, *somebody, query.to));
  Series series;
  if (view.source == "own" && kind->numerator != nullptr) {
    RIGONG_ASSIGN(const auto days, own_days(scene, *somebody, from, to));
    series = series_of(*kind, days);
  } else if (view.source != "own") {
    RIGONG_ASSIGN(auto days, delivered_days(scene, from, to, somebody));
    for (const auto& [day, of_day] : days.platforms[view.source]) {
      if (const auto own = of_day.find(somebody); own != of_day.end()) series[day] = delivered_value(*kind, own->second);
    }
  }
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, from, to));
  overlay::Trend trend;
  trend.name = kind->name;
  trend.unit = kind->unit;
  trend.better = kind->better;
  trend.goal = usual_goal_of(scene, somebody, *kind, to);
  view.day = to;
  trend.status = status_on(scene, view, kind->finality);
  trend.days = history_of(series, roster, *somebody, from, to);
  return trend;
}

}  // namespace rigong::runtime
