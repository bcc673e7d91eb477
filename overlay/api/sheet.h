// SPDX-License-Identifier: Apache-2.0
// The self-check sheet that a rep signs at the end of a shift.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "overlay/api/common.h"

namespace rigong::overlay {

struct SheetFigure {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::none;
  std::optional<Goal> goal;
  Value now;
  std::optional<Value> shown;
  bool confirmed = false;
  std::optional<double> typed;
  std::vector<Comparison> comparisons;
};
template <class Visit>
void describe(Visit&& visit, const SheetFigure& x) {
  visit("name", x.name);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("goal", x.goal);
  visit("now", x.now);
  visit("shown", x.shown);
  visit("confirmed", x.confirmed);
  visit("typed", x.typed);
  visit("comparisons", x.comparisons);
}

struct Sheet {
  Person person;
  Day day;
  SheetState state = SheetState::open;
  FigureStatus status = FigureStatus::live;
  std::string source = "own";
  std::int64_t customers = 0;
  std::vector<SheetFigure> figures;
  std::string line;
  std::string note;
  std::string signature;
  std::optional<TimeMs> signed_at;
  std::optional<TimeMs> changed_at;
};
template <class Visit>
void describe(Visit&& visit, const Sheet& x) {
  visit("person", x.person);
  visit("day", x.day);
  visit("state", x.state);
  visit("status", x.status);
  visit("source", x.source);
  visit("customers", x.customers);
  visit("figures", x.figures);
  visit("line", x.line);
  visit("note", x.note);
  visit("signature", x.signature);
  visit("signed_at", x.signed_at);
  visit("changed_at", x.changed_at);
}

struct SheetEntry {
  Day day;
  SheetState state = SheetState::open;
  std::optional<TimeMs> signed_at;
  std::int64_t typed = 0;
  std::string line;
};
template <class Visit>
void describe(Visit&& visit, const SheetEntry& x) {
  visit("day", x.day);
  visit("state", x.state);
  visit("signed_at", x.signed_at);
  visit("typed", x.typed);
  visit("line", x.line);
}

struct Sheets {
  Person person;
  std::vector<SheetEntry> sheets;
};
template <class Visit>
void describe(Visit&& visit, const Sheets& x) {
  visit("person", x.person);
  visit("sheets", x.sheets);
}

}  // namespace rigong::overlay
