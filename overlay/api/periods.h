// SPDX-License-Identifier: Apache-2.0
// Campaigns, crises, topics and reported periods: what there is, and what is done about it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "agent/model/period.h"
#include "overlay/api/common.h"

namespace rigong::model {

// As openapi.yaml calls them.
[[nodiscard]] const char* word(PeriodKind kind);
[[nodiscard]] const char* word(PeriodLevel level);
[[nodiscard]] const char* word(PeriodClaim claim);
inline constexpr std::array kPeriodKinds = {PeriodKind::campaign, PeriodKind::crisis, PeriodKind::topic, PeriodKind::reported};
inline constexpr std::array kPeriodClaims = {PeriodClaim::none, PeriodClaim::sent, PeriodClaim::accepted, PeriodClaim::refused};
inline constexpr std::array kPeriodLevels = {PeriodLevel::urgent, PeriodLevel::standard, PeriodLevel::back_office};
template <class Visit>
void describe(Visit&& visit, const PeriodAim& x) {
  visit("figure", x.figure);
  visit("value", x.value);
}

}  // namespace rigong::model

namespace rigong::overlay {

// Of a panel: a period that is in force for its person, or begins later today; what was reported of the panel's day.
struct PeriodLine {
  std::string id;
  bool running = false;
  Words words;
};
template <class Visit>
void describe(Visit&& visit, const PeriodLine& x) {
  visit("id", x.id);
  visit("running", x.running);
  visit("words", x.words);
}

struct Period {
  std::string id;
  model::PeriodKind period_kind = model::PeriodKind::campaign;
  model::PeriodLevel level = model::PeriodLevel::standard;
  std::string name;
  std::string shop;
  std::string group;
  Day from;
  Day to;
  std::string begin;  // "20:00", "" = with the day.
  std::string end;
  std::vector<model::PeriodAim> aims;
  std::int64_t warn_after_s = 0;
  model::PeriodClaim claim = model::PeriodClaim::none;
  std::string evidence;
  enum class State { planned, running, over, ended, dropped } state = State::planned;
  TimeMs begins_at = 0;
  TimeMs ends_at = 0;
  std::optional<Named> made_by;
  TimeMs made_at = 0;
  std::optional<Named> closed_by;
  std::optional<TimeMs> closed_at;
};
[[nodiscard]] const char* word(Period::State state);
template <class Visit>
void describe(Visit&& visit, const Period& x) {
  visit("id", x.id);
  visit("period_kind", x.period_kind);
  visit("level", x.level);
  visit("name", x.name);
  visit("shop", x.shop);
  visit("group", x.group);
  visit("from", x.from);
  visit("to", x.to);
  visit("begin", x.begin);
  visit("end", x.end);
  visit("aims", x.aims);
  visit("warn_after_s", x.warn_after_s);
  visit("claim", x.claim);
  visit("evidence", x.evidence);
  visit("state", x.state);
  visit("begins_at", x.begins_at);
  visit("ends_at", x.ends_at);
  visit("made_by", x.made_by);
  visit("made_at", x.made_at);
  visit("closed_by", x.closed_by);
  visit("closed_at", x.closed_at);
}

struct PeriodDefaults {
  model::PeriodKind period_kind = model::PeriodKind::campaign;
  model::PeriodLevel level = model::PeriodLevel::standard;
  std::vector<model::PeriodAim> aims;
  std::int64_t warn_after_s = 0;
};
template <class Visit>
void describe(Visit&& visit, const PeriodDefaults& x) {
  visit("period_kind", x.period_kind);
  visit("level", x.level);
  visit("aims", x.aims);
  visit("warn_after_s", x.warn_after_s);
}

// A figure that a period may have a target for.
struct AimKind {
  std::string figure;
  Words title;
  Unit unit = Unit::count;
  Better better = Better::none;
};
template <class Visit>
void describe(Visit&& visit, const AimKind& x) {
  visit("figure", x.figure);
  visit("title", x.title);
  visit("unit", x.unit);
  visit("better", x.better);
}

struct Periods {
  Day today;
  TimeMs now = 0;
  std::vector<std::string> groups;
  bool may_set = false;
  std::vector<PeriodDefaults> defaults;
  std::vector<AimKind> figures;
  std::vector<Period> periods;
};
template <class Visit>
void describe(Visit&& visit, const Periods& x) {
  visit("today", x.today);
  visit("now", x.now);
  visit("groups", x.groups);
  visit("may_set", x.may_set);
  visit("defaults", x.defaults);
  visit("figures", x.figures);
  visit("periods", x.periods);
}

// What a lead says of a period.
struct PeriodWords {
  model::PeriodKind period_kind = model::PeriodKind::campaign;
  model::PeriodLevel level = model::PeriodLevel::standard;
  std::string name;
  std::string shop;
  std::string group;
  Day from;
  Day to;
  std::string begin;
  std::string end;
  std::vector<model::PeriodAim> aims;
  std::int64_t warn_after_s = 0;
  model::PeriodClaim claim = model::PeriodClaim::none;
  std::string evidence = {};
};
struct MakePeriod {
  PeriodWords words;
};
struct ChangePeriod {
  std::string period;
  PeriodWords words;
};
struct EndPeriod {
  std::string period;
};
struct DropPeriod {
  std::string period;
};
struct RestorePeriod {
  std::string period;
};
using PeriodAct = std::variant<MakePeriod, ChangePeriod, EndPeriod, DropPeriod, RestorePeriod>;

}  // namespace rigong::overlay
