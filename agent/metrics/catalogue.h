// SPDX-License-Identifier: Apache-2.0
// The catalogue of figures: what each is called, how it is measured, and from which counts it is made (reference: metrics,
// section 2). `rigong figures`, the panel, the team view, the trend and the sheets read it, so that no two of them can disagree.
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/figure_kind.h"
#include "agent/model/figures.h"
#include "agent/model/record.h"

namespace rigong::metrics {

// Without which records nothing can be said.
enum class Needs { messages, ratings, orders, closings, assignments, platform, nothing_tells };
// From when on a figure of a past day stays what it is: when nothing waits any more; when nobody can come back within 24 h of a
// closing either; when the third day after is over, until which an order can still change who asked before ordering.
enum class Finality { turns, closings, third_day };
// The largest of several is that of all together.
enum class FigureStatus { final, provisional, live };

struct FigureKind {
  std::string_view name;  // JSON name.
  Words title;
  model::Unit unit = model::Unit::count;
  model::Better better = model::Better::none;
  // Null where our own records never tell the figure.
  std::int64_t model::DayFigures::*numerator = nullptr;
  // Null for counts and sums.
  std::int64_t model::DayFigures::*denominator = nullptr;
  // Below this many it is shown as counts, and has no value.
  std::int64_t few_below = 0;
  Needs needs = Needs::messages;
  Finality finality = Finality::turns;
  // Under which name a platform delivers it ready; count_ = none does.
  model::DeliveredField delivered = model::DeliveredField::count_;
};

// All of them, in the order in which a page of all figures shows them.
[[nodiscard]] std::span<const FigureKind> catalogue();
// Null where there is no figure of that name.
[[nodiscard]] const FigureKind* find_figure(std::string_view name);
// The five of the daily self-check, in their order: satisfaction, response, slow, answer ratio, reply rate.
[[nodiscard]] std::span<const FigureKind* const> self_check_figures();

struct FigureValue {
  std::optional<double> value;  // Nothing where there is nothing to divide by, or too few.
  double numerator = 0;
  double denominator = 0;  // 1 for counts and sums.
  bool few = false;
  friend bool operator==(const FigureValue&, const FigureValue&) = default;
};
// Means in ms and fen are whole, rounded half up. The kind's numerator is not null.
[[nodiscard]] FigureValue value_of(const FigureKind& kind, const model::DayFigures& sums);

// What somebody who looks at `now` may say of these figures of one shop day.
[[nodiscard]] FigureStatus status_of(Finality finality, const model::DayFigures& figures, const ShopCalendar& calendar,
                                     TimeMs now);

// How a delivered field behaves: a fraction is kept as it came, and only counts and money of several days or shops add up.
[[nodiscard]] bool is_fraction(model::DeliveredField field);
[[nodiscard]] bool adds_up(model::DeliveredField field);

}  // namespace rigong::metrics
