// SPDX-License-Identifier: Apache-2.0
// What leads and shops look at: a group on a day, and all figures of a shop beside those of its platforms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "overlay/api/common.h"

namespace rigong::overlay {

struct PlatformValue {
  std::string platform;
  Value value;
  bool ready = true;
  Day from;
  Day to;
};
template <class Visit>
void describe(Visit&& visit, const PlatformValue& x) {
  visit("platform", x.platform);
  visit("value", x.value);
  visit("ready", x.ready);
  visit("from", x.from);
  visit("to", x.to);
}

struct ShopFigure {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::none;
  std::optional<Value> own;
  FigureStatus status = FigureStatus::live;
  std::vector<PlatformValue> platforms;
  std::optional<Words> why;
  std::optional<Words> missing;
};
template <class Visit>
void describe(Visit&& visit, const ShopFigure& x) {
  visit("name", x.name);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("own", x.own);
  visit("status", x.status);
  visit("platforms", x.platforms);
  visit("why", x.why);
  visit("missing", x.missing);
}

struct ShopFigures {
  std::string shop;
  std::optional<Person> person;
  Day from;
  Day to;
  std::vector<ShopFigure> figures;
};
template <class Visit>
void describe(Visit&& visit, const ShopFigures& x) {
  visit("shop", x.shop);
  visit("person", x.person);
  visit("from", x.from);
  visit("to", x.to);
  visit("figures", x.figures);
}

struct TeamCell {
  std::string name;
  Value value;
  Standing standing = Standing::none;
};
template <class Visit>
void describe(Visit&& visit, const TeamCell& x) {
  visit("name", x.name);
  visit("value", x.value);
  visit("standing", x.standing);
}

struct TeamRow {
  Person person;
  bool off = false;
  std::int64_t customers = 0;
  std::int64_t waiting = 0;
  std::int64_t chats = 0;
  bool full = false;
  SheetState sheet = SheetState::none;
  std::vector<TeamCell> cells;
};
template <class Visit>
void describe(Visit&& visit, const TeamRow& x) {
  visit("person", x.person);
  visit("off", x.off);
  visit("customers", x.customers);
  visit("waiting", x.waiting);
  visit("chats", x.chats);
  visit("full", x.full);
  visit("sheet", x.sheet);
  visit("cells", x.cells);
}

struct TeamColumn {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::none;
  std::optional<Goal> goal;
  std::optional<Spread> spread;
  std::optional<Value> total;
};
template <class Visit>
void describe(Visit&& visit, const TeamColumn& x) {
  visit("name", x.name);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("goal", x.goal);
  visit("spread", x.spread);
  visit("total", x.total);
}

struct TeamHour {
  int hour = 0;
  std::int64_t customers = 0;
  std::int64_t turns = 0;
  std::int64_t slow = 0;
  std::optional<double> usual;
};
template <class Visit>
void describe(Visit&& visit, const TeamHour& x) {
  visit("hour", x.hour);
  visit("customers", x.customers);
  visit("turns", x.turns);
  visit("slow", x.slow);
  visit("usual", x.usual);
}

struct Team {
  std::string group;
  std::vector<std::string> groups;
  std::string shop;
  Day day;
  Day today;
  TimeMs now = 0;
  std::int64_t change = 0;
  Mode mode = Mode::empty;
  std::string source = "own";
  FigureStatus status = FigureStatus::live;
  std::optional<std::string> special;
  std::vector<TeamColumn> columns;
  std::vector<TeamRow> rows;
  std::vector<TeamHour> hours;
};
template <class Visit>
void describe(Visit&& visit, const Team& x) {
  visit("group", x.group);
  visit("groups", x.groups);
  visit("shop", x.shop);
  visit("day", x.day);
  visit("today", x.today);
  visit("now", x.now);
  visit("change", x.change);
  visit("mode", x.mode);
  visit("source", x.source);
  visit("status", x.status);
  visit("special", x.special);
  visit("columns", x.columns);
  visit("rows", x.rows);
  visit("hours", x.hours);
}

}  // namespace rigong::overlay
