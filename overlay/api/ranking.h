// SPDX-License-Identifier: Apache-2.0
// Who stands where in a group over a day, a week or a month. Leads get all of it; everybody else what is told in public: the
// first three and the most improved, as far as they want to be named, and the group as a whole.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "overlay/api/common.h"

namespace rigong::overlay {

enum class RankBy { day, week, month };
inline constexpr std::array kRankBys = {RankBy::day, RankBy::week, RankBy::month};
[[nodiscard]] const char* word(RankBy by);
enum class LeftOut { off, newcomer, few, no_value, alone };
[[nodiscard]] const char* word(LeftOut why);
enum class TitleKind { service_star, best_response, high_conversion };
[[nodiscard]] const char* word(TitleKind title);

struct RankingPlace {
  Person person;
  std::int64_t place = 0;
  Value value;
  std::optional<double> change;
  std::optional<double> week_change;
  std::optional<std::int64_t> moved;
  std::optional<double> gap;
};
template <class Visit>
void describe(Visit&& visit, const RankingPlace& x) {
  visit("person", x.person);
  visit("place", x.place);
  visit("value", x.value);
  visit("change", x.change);
  visit("week_change", x.week_change);
  visit("moved", x.moved);
  visit("gap", x.gap);
}

struct RankingUnplaced {
  Person person;
  LeftOut why = LeftOut::few;
  Value value;
};
template <class Visit>
void describe(Visit&& visit, const RankingUnplaced& x) {
  visit("person", x.person);
  visit("why", x.why);
  visit("value", x.value);
}

struct RankingFigure {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::higher;
  std::optional<double> goal;
  double least = 0;
  std::optional<Value> total;
  std::optional<double> total_change;
  std::optional<double> total_week_change;
  std::optional<double> total_gap;
  std::int64_t total_people = 0;
  std::optional<MonthGap> month;
  std::optional<Spread> spread;
  std::int64_t people = 0;
  std::vector<RankingPlace> places;
  std::vector<RankingUnplaced> unplaced;
};
template <class Visit>
void describe(Visit&& visit, const RankingFigure& x) {
  visit("name", x.name);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("goal", x.goal);
  visit("least", x.least);
  visit("total", x.total);
  visit("total_change", x.total_change);
  visit("total_week_change", x.total_week_change);
  visit("total_gap", x.total_gap);
  visit("total_people", x.total_people);
  visit("month", x.month);
  visit("spread", x.spread);
  visit("people", x.people);
  visit("places", x.places);
  visit("unplaced", x.unplaced);
}

struct RankingImproved {
  Person person;
  double points = 0;
};
template <class Visit>
void describe(Visit&& visit, const RankingImproved& x) {
  visit("person", x.person);
  visit("points", x.points);
}

struct RankingTitle {
  TitleKind title = TitleKind::service_star;
  std::vector<Person> people;
  Value value;
};
template <class Visit>
void describe(Visit&& visit, const RankingTitle& x) {
  visit("title", x.title);
  visit("people", x.people);
  visit("value", x.value);
}

struct RankingGroupCell {
  std::string name;
  Value value;
  std::int64_t people = 0;
  std::optional<double> change;
  std::optional<double> gap;
};
template <class Visit>
void describe(Visit&& visit, const RankingGroupCell& x) {
  visit("name", x.name);
  visit("value", x.value);
  visit("people", x.people);
  visit("change", x.change);
  visit("gap", x.gap);
}

struct RankingGroup {
  std::string group;
  std::vector<RankingGroupCell> cells;
};
template <class Visit>
void describe(Visit&& visit, const RankingGroup& x) {
  visit("group", x.group);
  visit("cells", x.cells);
}

struct Ranking {
  std::string group;
  std::vector<std::string> groups;
  std::string shop;
  RankBy by = RankBy::day;
  Day from;
  Day to;
  Day today;
  std::string source = "own";
  FigureStatus status = FigureStatus::live;
  std::optional<std::string> special;
  std::optional<std::string> special_before;
  bool full = false;
  std::optional<bool> named;
  std::vector<std::string> unnamed;
  std::int64_t people = 0;
  std::vector<RankingFigure> figures;
  std::vector<std::string> composite_of;
  RankingFigure composite;
  std::vector<RankingImproved> improved;
  std::vector<RankingTitle> titles;
  std::vector<RankingGroup> beside;
};
template <class Visit>
void describe(Visit&& visit, const Ranking& x) {
  visit("group", x.group);
  visit("groups", x.groups);
  visit("shop", x.shop);
  visit("by", x.by);
  visit("from", x.from);
  visit("to", x.to);
  visit("today", x.today);
  visit("source", x.source);
  visit("status", x.status);
  visit("special", x.special);
  visit("special_before", x.special_before);
  visit("full", x.full);
  visit("named", x.named);
  visit("unnamed", x.unnamed);
  visit("people", x.people);
  visit("figures", x.figures);
  visit("composite_of", x.composite_of);
  visit("composite", x.composite);
  visit("improved", x.improved);
  visit("titles", x.titles);
  visit("beside", x.beside);
}

}  // namespace rigong::overlay
