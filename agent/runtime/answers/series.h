// SPDX-License-Identifier: Apache-2.0
// One figure of one person by day, and what the page shows of it: comparisons, history, month, group. Wherever the days come
// from.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "agent/metrics/catalogue.h"
#include "agent/metrics/comparisons.h"
#include "agent/runtime/answers/delivered.h"
#include "agent/runtime/answers/roster.h"
#include "agent/runtime/answers/scene.h"
#include "overlay/api/panel.h"

namespace rigong::runtime {

// Two weeks are shown; comparisons look back four.
inline constexpr int kHistoryDays = 14;
inline constexpr int kDaysBack = 28;

using Series = std::map<Day, metrics::FigureValue>;
[[nodiscard]] Series series_of(const metrics::FigureKind& kind, const std::map<Day, model::DayFigures>& days);
[[nodiscard]] Series series_of(const metrics::FigureKind& kind, const std::map<Day, DeliveredFigures>& days);

[[nodiscard]] overlay::FigureStatus page(metrics::FigureStatus status);
[[nodiscard]] overlay::Value page(const metrics::FigureValue& value);

// The goal in force for the person (or, without one, for everybody) on the day: that of a campaign or crisis, or the usual one.
[[nodiscard]] std::optional<overlay::Goal> goal_of(const Scene& scene, const Somebody* somebody, const metrics::FigureKind& kind,
                                                   Day day);
// The goal as it is without campaigns and crises: what a month, a line over many days or a ranking is held against.
[[nodiscard]] std::optional<overlay::Goal> usual_goal_of(const Scene& scene, const Somebody* somebody,
                                                         const metrics::FigureKind& kind, Day day);
[[nodiscard]] overlay::Standing standing_of(const std::optional<overlay::Goal>& goal, const metrics::FigureValue& value);
// The distance to the goal in words.
[[nodiscard]] std::optional<Words> distance_of(const metrics::FigureKind& kind, const std::optional<overlay::Goal>& goal,
                                               const metrics::FigureValue& value);

// The figure as comparisons take it: with what it is made of where that is known, else the bare value. Off and special days
// marked.
[[nodiscard]] std::vector<metrics::DayValue> day_values(const Series& series, const Roster& roster, const Somebody& somebody,
                                                        Day from, Day to);
// What the figure was on another day up to the same time of day; nothing where that cannot be told.
using AtSameHour = std::function<Result<std::optional<metrics::FigureValue>>(const metrics::FigureKind&, Day)>;
// The day before and the same weekday, as far as there are any. `same_hour` may be empty: then whole days are compared.
[[nodiscard]] Result<std::vector<overlay::Comparison>> comparisons_of(const metrics::FigureKind& kind, const Series& series,
                                                                      std::span<const metrics::DayValue> days, Day day,
                                                                      const AtSameHour& same_hour);
[[nodiscard]] std::vector<overlay::HistoryDay> history_of(const Series& series, const Roster& roster, const Somebody& somebody,
                                                          Day from, Day to);
// Nothing for bands, for figures without a goal, and where it is not known what days are made of.
[[nodiscard]] std::optional<overlay::MonthGap> month_of(const std::optional<overlay::Goal>& goal, const Series& series,
                                                        const Roster& roster, const Somebody& somebody, Day day);
// Over the values of those who were there; from five people on. `tells_ends`: with best, lowest and spread.
enum class Ends { hidden, told };
[[nodiscard]] std::optional<overlay::Spread> spread_of(const metrics::FigureKind& kind,
                                                       std::span<const metrics::FigureValue> people, Ends ends);

}  // namespace rigong::runtime
