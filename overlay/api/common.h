// SPDX-License-Identifier: Apache-2.0
// The parts that several answers share. Every struct of this folder is a schema of openapi.yaml by the same name; units and
// meaning of a field stand there. `describe(visit, x)` names the fields of x once, for whoever writes or checks it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/figure_kind.h"

namespace rigong::model {

// The words of openapi.yaml; here, since whoever writes an answer finds them by the namespace of the type.
[[nodiscard]] const char* word(Unit unit);
[[nodiscard]] const char* word(Better better);

}  // namespace rigong::model

namespace rigong::overlay {

using model::Better;
using model::Unit;
enum class FigureStatus { live, provisional, final };
enum class Standing { good, look, none };
enum class Mode { live, past, delivered, empty };
enum class SheetState { none, open, draft, signed_off };
enum class Role { unset, rep, lead, admin, reader };

// The word of openapi.yaml.
[[nodiscard]] const char* word(FigureStatus status);
[[nodiscard]] const char* word(Standing standing);
[[nodiscard]] const char* word(Mode mode);
[[nodiscard]] const char* word(SheetState state);
[[nodiscard]] const char* word(Role role);

struct Done {
  bool done = true;
};
template <class Visit>
void describe(Visit&& visit, const Done& x) {
  visit("done", x.done);
}

struct Shop {
  std::string id;
  std::string name;
};
template <class Visit>
void describe(Visit&& visit, const Shop& x) {
  visit("id", x.id);
  visit("name", x.name);
}

// Somebody as others are told of them.
struct Named {
  std::string id;
  std::string name;
};
template <class Visit>
void describe(Visit&& visit, const Named& x) {
  visit("id", x.id);
  visit("name", x.name);
}

struct Person {
  std::string id;
  std::string name;
  std::string group;
  Role role = Role::rep;
  bool left = false;
};
template <class Visit>
void describe(Visit&& visit, const Person& x) {
  visit("id", x.id);
  visit("name", x.name);
  visit("group", x.group);
  visit("role", x.role);
  visit("left", x.left);
}

struct People {
  std::vector<Person> people;
};
template <class Visit>
void describe(Visit&& visit, const People& x) {
  visit("people", x.people);
}

// JSON as it was kept, written as it stands.
struct RawJson {
  std::string text;
};

struct Value {
  std::optional<double> value;
  double numerator = 0;
  double denominator = 0;
  bool few = false;
  friend bool operator==(const Value&, const Value&) = default;
};
template <class Visit>
void describe(Visit&& visit, const Value& x) {
  visit("value", x.value);
  visit("numerator", x.numerator);
  visit("denominator", x.denominator);
  visit("few", x.few);
}

struct Goal {
  std::optional<double> low;
  std::optional<double> high;
  bool from_default = true;
  std::string scope;
};
template <class Visit>
void describe(Visit&& visit, const Goal& x) {
  visit("low", x.low);
  visit("high", x.high);
  visit("from_default", x.from_default);
  visit("scope", x.scope);
}

struct Comparison {
  enum class Kind { day_before, same_weekday } kind = Kind::day_before;
  Day day;
  Value value;
  std::optional<double> difference;
  bool same_hour = false;
  bool skipped_off = false;
  bool skipped_special = false;
};
[[nodiscard]] const char* word(Comparison::Kind kind);
template <class Visit>
void describe(Visit&& visit, const Comparison& x) {
  visit("kind", x.kind);
  visit("day", x.day);
  visit("value", x.value);
  visit("difference", x.difference);
  visit("same_hour", x.same_hour);
  visit("skipped_off", x.skipped_off);
  visit("skipped_special", x.skipped_special);
}

struct HistoryDay {
  Day day;
  std::optional<double> value;
  double numerator = 0;
  double denominator = 0;
  bool off = false;
  std::optional<std::string> special;
};
template <class Visit>
void describe(Visit&& visit, const HistoryDay& x) {
  visit("day", x.day);
  visit("value", x.value);
  visit("numerator", x.numerator);
  visit("denominator", x.denominator);
  visit("off", x.off);
  visit("special", x.special);
}

struct MonthGap {
  double target = 0;
  std::optional<double> so_far;
  std::optional<double> gap;
  std::optional<double> needed;
  std::int64_t days_left = 0;
};
template <class Visit>
void describe(Visit&& visit, const MonthGap& x) {
  visit("target", x.target);
  visit("so_far", x.so_far);
  visit("gap", x.gap);
  visit("needed", x.needed);
  visit("days_left", x.days_left);
}

struct Spread {
  double median = 0;
  std::int64_t people = 0;
  std::optional<double> best;
  std::optional<double> lowest;
  std::optional<double> spread;
};
template <class Visit>
void describe(Visit&& visit, const Spread& x) {
  visit("median", x.median);
  visit("people", x.people);
  visit("best", x.best);
  visit("lowest", x.lowest);
  visit("spread", x.spread);
}

}  // namespace rigong::overlay
