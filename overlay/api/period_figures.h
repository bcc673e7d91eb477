// SPDX-License-Identifier: Apache-2.0
// 专项分析: a group's figures before, during and after a campaign, a crisis or a topic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "overlay/api/periods.h"

namespace rigong::overlay {

struct LeftOutDay {
  Day day;
  std::string name;
};
template <class Visit>
void describe(Visit&& visit, const LeftOutDay& x) {
  visit("day", x.day);
  visit("name", x.name);
}

// One of the three stretches of days.
struct PeriodStretch {
  Day from;
  Day to;
  std::int64_t days = 0;     // With figures.
  std::int64_t to_come = 0;  // Still to come, or not over yet.
  std::vector<LeftOutDay> left_out;
};
template <class Visit>
void describe(Visit&& visit, const PeriodStretch& x) {
  visit("from", x.from);
  visit("to", x.to);
  visit("days", x.days);
  visit("to_come", x.to_come);
  visit("left_out", x.left_out);
}

struct PeriodFigure {
  std::string name;
  Words title;
  Unit unit = Unit::count;
  Better better = Better::none;
  bool per_day = false;  // A count: its denominator is the number of days.
  std::optional<double> aim;
  std::optional<Value> before;
  std::optional<Value> during;
  std::optional<Value> after;
  std::optional<Value> without;  // Of a reported period: of its days without it.
};
template <class Visit>
void describe(Visit&& visit, const PeriodFigure& x) {
  visit("name", x.name);
  visit("title", x.title);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("per_day", x.per_day);
  visit("aim", x.aim);
  visit("before", x.before);
  visit("during", x.during);
  visit("after", x.after);
  visit("without", x.without);
}

struct PeriodFigures {
  Period period;
  Day today;
  std::string group;
  std::vector<std::string> groups;
  std::string source = "own";
  std::int64_t weeks = 0;
  PeriodStretch before;
  PeriodStretch during;
  std::optional<PeriodStretch> after;
  std::vector<PeriodFigure> figures;
};
template <class Visit>
void describe(Visit&& visit, const PeriodFigures& x) {
  visit("period", x.period);
  visit("today", x.today);
  visit("group", x.group);
  visit("groups", x.groups);
  visit("source", x.source);
  visit("weeks", x.weeks);
  visit("before", x.before);
  visit("during", x.during);
  visit("after", x.after);
  visit("figures", x.figures);
}

}  // namespace rigong::overlay
