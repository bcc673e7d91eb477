// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/period_span.h"

#include <algorithm>
#include <tuple>

namespace rigong::runtime {
namespace {

constexpr std::int32_t kDayMinutes = 24 * 60;

}  // namespace

PeriodSpan span_of(const model::NamedPeriod& period, const ShopCalendar& calendar) {
  const int day_starts = calendar.rules().day_starts_min;
  PeriodSpan span{calendar.day_start(period.from), calendar.day_start(period.to + 1)};
  // The night up to the hour at which the day starts belongs to the day before.
  if (period.begin_min) {
    const std::int32_t minute = *period.begin_min < day_starts ? *period.begin_min + kDayMinutes : *period.begin_min;
    span.begins_at = calendar.from_local(period.from, minute * kMinuteMs);
  }
  if (period.end_min) {
    const std::int32_t minute = *period.end_min <= day_starts ? *period.end_min + kDayMinutes : *period.end_min;
    span.ends_at = std::min(span.ends_at, calendar.from_local(period.to, minute * kMinuteMs));
  }
  if (period.state == model::PeriodState::ended) span.ends_at = std::min(span.ends_at, period.closed_at);
  return span;
}

PeriodSpan span_of(const model::NamedPeriod& period, ShopRules& rules, const config::Config& config) {
  return span_of(period, rules.calendar(period.shop.empty() ? config.shop.id : period.shop));
}

Result<std::vector<SpannedPeriod>> spanned_periods(storage::ReadView& view, ShopRules& rules, const config::Config& config,
                                                   const std::vector<std::string>& shops) {
  RIGONG_ASSIGN(auto kept, view.named_periods());
  std::vector<SpannedPeriod> periods;
  for (model::NamedPeriod& period : kept) {
    const bool here = period.shop.empty() || std::find(shops.begin(), shops.end(), period.shop) != shops.end();
    if (!here || period.state == model::PeriodState::dropped) continue;
    const PeriodSpan span = span_of(period, rules, config);
    periods.push_back({std::move(period), span});
  }
  std::sort(periods.begin(), periods.end(), [](const SpannedPeriod& a, const SpannedPeriod& b) {
    return std::tie(a.span.begins_at, a.period.id) < std::tie(b.span.begins_at, b.period.id);
  });
  return periods;
}

}  // namespace rigong::runtime
