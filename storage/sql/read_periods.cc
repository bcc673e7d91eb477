// SPDX-License-Identifier: Apache-2.0
// Campaigns, crises and topics.
#include <algorithm>
#include <map>
#include <tuple>

#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_PERIOD_COLUMNS                                                                                               \
  "period_id, kind, level, name, shop, group_name, from_day, to_day, begin_min, end_min, warn_after_ms, made_by, made_at, " \
  "state, closed_by, closed_at, closed_on, claim, evidence"
constexpr Query kPeriods{"SELECT " RIGONG_PERIOD_COLUMNS " FROM named_period WHERE team_id = $1"};
constexpr Query kPeriod{"SELECT " RIGONG_PERIOD_COLUMNS " FROM named_period WHERE team_id = $1 AND period_id = $2"};
#undef RIGONG_PERIOD_COLUMNS
constexpr Query kAims{"SELECT period_id, figure, value FROM named_period_aim WHERE team_id = $1 ORDER BY n"};
constexpr Query kAimsOf{"SELECT period_id, figure, value FROM named_period_aim WHERE team_id = $1 AND period_id = $2 ORDER BY n"};

std::optional<std::int32_t> minute(const Row& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.as<std::int32_t>(column));
}

model::NamedPeriod period_of(const Row& row) {
  model::NamedPeriod period;
  period.id = row.text(0);
  // What this version does not know changes nothing: a topic, for the back office, dropped.
  period.kind = row.choice(1, model::PeriodKind::reported, model::PeriodKind::topic);
  period.level = row.choice(2, model::PeriodLevel::back_office, model::PeriodLevel::back_office);
  period.name = row.text(3);
  period.shop = row.text(4);
  period.group = row.text(5);
  period.from = row.day(6);
  period.to = row.day(7);
  period.begin_min = minute(row, 8);
  period.end_min = minute(row, 9);
  period.warn_after_ms = row.integer(10);
  period.made_by = row.text(11);
  period.made_at = row.integer(12);
  period.state = row.choice(13, model::PeriodState::dropped, model::PeriodState::dropped);
  period.closed_by = row.text(14);
  period.closed_at = row.integer(15);
  period.closed_on = row.day(16);
  period.claim = row.choice(17, model::PeriodClaim::refused, model::PeriodClaim::none);
  period.evidence = row.text(18);
  return period;
}

}  // namespace

Result<std::vector<model::NamedPeriod>> Reader::named_periods() {
  std::vector<model::NamedPeriod> periods;
  RIGONG_TRY(db_.each(kPeriods, {team_}, [&](const Row& row) {
    periods.push_back(period_of(row));
    return true;
  }));
  if (periods.empty()) return periods;
  std::map<std::string, std::vector<model::PeriodAim>> aims;
  RIGONG_TRY(db_.each(kAims, {team_}, [&](const Row& row) {
    aims[row.text(0)].push_back({row.text(1), row.real(2)});
    return true;
  }));
  for (model::NamedPeriod& period : periods) {
    if (const auto own = aims.find(period.id); own != aims.end()) period.aims = std::move(own->second);
  }
  std::sort(periods.begin(), periods.end(), [](const model::NamedPeriod& a, const model::NamedPeriod& b) {
    return std::tie(a.from, a.id) < std::tie(b.from, b.id);
  });
  return periods;
}

Result<std::optional<model::NamedPeriod>> Reader::named_period(std::string_view id) {
  std::optional<model::NamedPeriod> period;
  RIGONG_TRY(db_.each(kPeriod, {team_, id}, [&](const Row& row) {
    period = period_of(row);
    return true;
  }));
  if (!period) return period;
  RIGONG_TRY(db_.each(kAimsOf, {team_, id}, [&](const Row& row) {
    period->aims.push_back({row.text(1), row.real(2)});
    return true;
  }));
  return period;
}

}  // namespace rigong::storage::sql
