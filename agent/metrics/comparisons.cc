// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/comparisons.h"

#include <algorithm>
#include <cmath>

namespace rigong::metrics {
namespace {

constexpr int kDaysBack = 14;
constexpr int kWeeksBack = 4;

const DayValue* find(std::span<const DayValue> days, Day day) {
  const auto place =
      std::lower_bound(days.begin(), days.end(), day, [](const DayValue& value, Day wanted) { return value.day < wanted; });
  return place != days.end() && place->day == day ? &*place : nullptr;
}

}  // namespace

std::optional<Comparison> day_before(std::span<const DayValue> days, Day day) {
  Comparison result;
  for (int back = 1; back <= kDaysBack; ++back) {
    const DayValue* before = find(days, day - back);
    if (before == nullptr) continue;
    if (before->special) {
      result.skipped_special = true;
      continue;
    }
    if (const auto value = before->value()) {
      result.day = before->day;
      result.value = *value;
      return result;
    }
    result.skipped_off = result.skipped_off || before->off;
  }
  return std::nullopt;
}

std::optional<Comparison> same_weekday(std::span<const DayValue> days, Day day) {
  if (const DayValue* today = find(days, day); today != nullptr && today->special) return std::nullopt;
  Comparison result;
  for (int week = 1; week <= kWeeksBack; ++week) {
    const DayValue* before = find(days, day - 7 * week);
    if (before == nullptr) continue;
    if (before->special) {
      result.skipped_special = true;
      continue;
    }
    if (const auto value = before->value()) {
      result.day = before->day;
      result.value = *value;
      return result;
    }
    result.skipped_off = result.skipped_off || before->off;
  }
  return std::nullopt;
}

MonthGap month_gap(std::span<const DayValue> days, double target, int days_left) {
  MonthGap result;
  double numerator = 0;
  double denominator = 0;
  int worked = 0;
  for (const DayValue& day : days) {
    if (!day.value()) continue;
    numerator += day.numerator;
    denominator += day.denominator;
    ++worked;
  }
  if (worked == 0) {
    if (days_left > 0) result.needed = target;
    return result;
  }
  result.so_far = numerator / denominator;
  result.gap = *result.so_far - target;
  if (days_left > 0) {
    const double to_come = denominator / worked * days_left;
    result.needed = (target * (denominator + to_come) - numerator) / to_come;
  }
  return result;
}

std::optional<TeamSpread> team_spread(std::span<const DayValue> people, Better better) {
  std::vector<double> values;
  for (const DayValue& person : people) {
    if (const auto value = person.value()) values.push_back(*value);
  }
  if (values.size() < kSmallestTeam) return std::nullopt;
  std::sort(values.begin(), values.end());
  TeamSpread result;
  const std::size_t middle = values.size() / 2;
  result.median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  result.best = better == Better::lower ? values.front() : values.back();
  result.lowest = better == Better::lower ? values.back() : values.front();
  result.spread = std::abs(result.best - result.lowest);
  result.people = values.size();
  return result;
}

}  // namespace rigong::metrics
