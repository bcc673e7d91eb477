// SPDX-License-Identifier: Apache-2.0
// From when to when a campaign, crisis or topic goes, by its shop's calendar.
#pragma once

#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/period.h"
#include "agent/runtime/shop_rules.h"
#include "storage/store.h"

namespace rigong::runtime {

struct PeriodSpan {
  TimeMs begins_at = 0;
  TimeMs ends_at = 0;  // The first instant after it; that at which it was ended, where somebody did.
  [[nodiscard]] bool holds(TimeMs time) const { return begins_at <= time && time < ends_at; }
};
[[nodiscard]] PeriodSpan span_of(const model::NamedPeriod& period, const ShopCalendar& calendar);
// The calendar is that of the period's shop; of one for every shop that of the main one.
[[nodiscard]] PeriodSpan span_of(const model::NamedPeriod& period, ShopRules& rules, const config::Config& config);

struct SpannedPeriod {
  model::NamedPeriod period;
  PeriodSpan span;
};
// Those for every shop and for any of these, but for those that were dropped, in order of their beginning.
[[nodiscard]] Result<std::vector<SpannedPeriod>> spanned_periods(storage::ReadView& view, ShopRules& rules,
                                                                 const config::Config& config,
                                                                 const std::vector<std::string>& shops);

}  // namespace rigong::runtime
