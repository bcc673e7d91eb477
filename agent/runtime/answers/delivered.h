// SPDX-License-Identifier: Apache-2.0
// What platforms delivered ready, as it came: by platform and day, for one person, for many, or for the whole shop.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

// Of one person (or a whole shop) on one day by one platform.
struct DeliveredFigures {
  std::map<model::DeliveredField, double> values;
  std::set<model::DeliveredField> several;  // Told by several shops or accounts, and no number for all of them together.
  void add(model::DeliveredField field, double value);
};

struct DeliveredDays {
  // By platform, then day, then person; null is the whole shop.
  std::map<std::string, std::map<Day, std::map<const Somebody*, DeliveredFigures>>> platforms;
  TimeMs delivered_at = 0;  // The latest of all.
};

// Of the days from…to; with `only` that person's alone. Who is no member and no platform's rep today is left out.
[[nodiscard]] Result<DeliveredDays> delivered_days(Scene& scene, Day from, Day to, const Somebody* only);

// The last day up to `to` with delivered figures of the person, the platform with the most customers on it, and the days of that
// platform up to then (at most `back`).
struct DeliveredSource {
  std::string platform;
  Day day;
  TimeMs delivered_at = 0;
  std::map<Day, DeliveredFigures> days;
};
[[nodiscard]] Result<std::optional<DeliveredSource>> delivered_source(Scene& scene, const Somebody& somebody, Day to, int back);

// The figure as the platform gave it. Where it gave only what the figure is made of, there is no value, and the counts are to be
// shown (few). Of 慢响应 platforms tell customers, not turns: never a share of ours.
[[nodiscard]] metrics::FigureValue delivered_value(const metrics::FigureKind& kind, const DeliveredFigures& figures);

}  // namespace rigong::runtime
