// SPDX-License-Identifier: Apache-2.0
// A figure beside others: the day before, the same weekday last week, the month's target, the team (reference: metrics 2,
// "Comparisons"). Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "agent/base/time.h"
#include "agent/model/figure_kind.h"

namespace rigong::metrics {

// A figure of one person on one day as what it is made of. Counts and sums have a denominator of 1.
struct DayValue {
  Day day;
  double numerator = 0;
  double denominator = 0;  // 0 = nothing to divide by.
  bool off = false;        // The person was off: skipped everywhere.
  bool special = false;    // Campaign, Spring Festival: no measure for other days.
  [[nodiscard]] std::optional<double> value() const {
    return denominator > 0 && !off ? std::optional(numerator / denominator) : std::nullopt;
  }
};

struct Comparison {
  Day day;  // With which day.
  double value = 0;
  bool skipped_off = false;      // Days off lay between and were skipped.
  bool skipped_special = false;  // Special days were left out: to be said beside the figure.
};

// 较昨日: the last day before `day` on which the person was there and the figure has a value, special days left out. `days` in
// order of day. At most two weeks back; nothing where there is none.
[[nodiscard]] std::optional<Comparison> day_before(std::span<const DayValue> days, Day day);
// 上周同日: the same weekday of the week before, or of an earlier one (at most four weeks back) where that was off or special.
// Nothing where `day` itself is special.
[[nodiscard]] std::optional<Comparison> same_weekday(std::span<const DayValue> days, Day day);

// 相对月目标: how the month stands and what the remaining days must average to reach the target.
struct MonthGap {
  std::optional<double> so_far;  // Of the month's days up to now.
  double gap = 0;                // so_far - target.
  std::optional<double> needed;  // Average of the remaining days; nothing where none remain.
};
// `days`: the month so far. `days_left`: working days that remain. The remaining days are taken to be as busy as those so far.
[[nodiscard]] MonthGap month_gap(std::span<const DayValue> days, double target, int days_left);

// Fewer than five people make no statistic (features, "Fair and lawful by default").
inline constexpr std::size_t kSmallestTeam = 5;
struct TeamSpread {
  double median = 0;
  double best = 0;
  double lowest = 0;
  double spread = 0;  // 峰谷差, never negative.
  std::size_t people = 0;
};
using model::Better;
// Over those who were there and have a value. Nothing for fewer than kSmallestTeam. Where neither way is better, `best` is the
// largest.
[[nodiscard]] std::optional<TeamSpread> team_spread(std::span<const DayValue> people, Better better);

}  // namespace rigong::metrics
