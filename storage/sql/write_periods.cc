// SPDX-License-Identifier: Apache-2.0
// Campaigns, crises and topics.
#include <cmath>

#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kPutPeriod{
    "INSERT INTO named_period (team_id, period_id, kind, level, name, shop, group_name, from_day, to_day, begin_min, end_min, "
    "warn_after_ms, made_by, made_at, state, closed_by, closed_at, closed_on, claim, evidence) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) "
    "ON CONFLICT (team_id, period_id) DO UPDATE SET kind = excluded.kind, level = excluded.level, name = excluded.name, "
    "shop = excluded.shop, group_name = excluded.group_name, from_day = excluded.from_day, to_day = excluded.to_day, "
    "begin_min = excluded.begin_min, end_min = excluded.end_min, warn_after_ms = excluded.warn_after_ms, "
    "made_by = excluded.made_by, made_at = excluded.made_at, state = excluded.state, closed_by = excluded.closed_by, "
    "closed_at = excluded.closed_at, closed_on = excluded.closed_on, claim = excluded.claim, evidence = excluded.evidence"};
constexpr Query kDropAims{"DELETE FROM named_period_aim WHERE team_id = $1 AND period_id = $2"};
constexpr Query kAddAim{"INSERT INTO named_period_aim (team_id, period_id, n, figure, value) VALUES ($1, $2, $3, $4, $5)"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kMostEvidenceBytes = 2048;

Value minute(const std::optional<std::int32_t>& value) { return value ? Value(*value) : Value(); }

}  // namespace

Status Writer::put_named_period(const model::NamedPeriod& period) {
  RIGONG_TRY(check_text(period.id, kMostIdBytes, "id"));
  if (period.id.empty()) {
    return fail(ErrorKind::wrong_use, "编号不能为空。请指定一个。", "An id must not be empty. Choose one.");
  }
  for (const std::string* text : {&period.name, &period.shop, &period.group, &period.made_by, &period.closed_by}) {
    RIGONG_TRY(check_text(*text, kMostBytes, "name"));
  }
  RIGONG_TRY(check_text(period.evidence, kMostEvidenceBytes, "evidence"));
  if (period.to < period.from) {
    return fail(ErrorKind::wrong_use, "结束日期早于开始日期。请更正后重试。",
                "The last day is before the first. Correct the days and try again.");
  }
  for (const model::PeriodAim& aim : period.aims) {
    RIGONG_TRY(check_text(aim.figure, kMostBytes, "figure"));
    if (!std::isfinite(aim.value)) {
      return fail(ErrorKind::wrong_use, "目标值必须是数字。", "A target must be a number. Enter one.");
    }
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutPeriod, {team_,
                                  period.id,
                                  period.kind,
                                  period.level,
                                  period.name,
                                  period.shop,
                                  period.group,
                                  period.from,
                                  period.to,
                                  minute(period.begin_min),
                                  minute(period.end_min),
                                  period.warn_after_ms,
                                  period.made_by,
                                  period.made_at,
                                  period.state,
                                  period.closed_by,
                                  period.closed_at,
                                  period.closed_on,
                                  period.claim,
                                  period.evidence}));
  RIGONG_TRY(db_.run(kDropAims, {team_, period.id}));
  int n = 0;
  for (const model::PeriodAim& aim : period.aims) {
    RIGONG_TRY(db_.run(kAddAim, {team_, period.id, n++, aim.figure, aim.value}));
  }
  return {};
}

}  // namespace rigong::storage::sql
