// SPDX-License-Identifier: Apache-2.0
// Reports that were handed in.
#include <algorithm>
#include <tuple>

#include "storage/sql/reader.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_REPORT_COLUMNS "report_id, group_name, span, from_day, to_day, made_by, made_at, status, told"
constexpr Query kAdd{"INSERT INTO given_report (team_id, " RIGONG_REPORT_COLUMNS
                     ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr Query kOfPeriod{"SELECT " RIGONG_REPORT_COLUMNS
                          " FROM given_report WHERE team_id = $1 AND group_name = $2 AND span = $3 AND from_day = $4"};
#undef RIGONG_REPORT_COLUMNS
constexpr Query kOfId{"SELECT count(*) FROM given_report WHERE team_id = $1 AND report_id = $2"};
constexpr Query kRemove{"DELETE FROM given_report WHERE team_id = $1 AND report_id = $2"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kMostToldBytes = 64 * 1024;

}  // namespace

Result<std::vector<model::GivenReport>> Reader::given_reports(std::string_view group, model::GivenReport::By by, Day from) {
  std::vector<model::GivenReport> reports;
  RIGONG_TRY(db_.each(kOfPeriod, {team_, group, by, from}, [&](const Row& row) {
    model::GivenReport report;
    report.id = row.text(0);
    report.group = row.text(1);
    report.by = row.choice(2, model::GivenReport::By::month, model::GivenReport::By::month);
    report.from = row.day(3);
    report.to = row.day(4);
    report.made_by = row.text(5);
    report.made_at = row.integer(6);
    report.status = row.choice(7, model::GivenReport::Status::final, model::GivenReport::Status::live);
    report.told = row.text(8);
    reports.push_back(std::move(report));
    return true;
  }));
  // The ids are made in order of time, so that two of one moment have an order too.
  std::sort(reports.begin(), reports.end(), [](const model::GivenReport& a, const model::GivenReport& b) {
    return std::tie(a.made_at, a.id) > std::tie(b.made_at, b.id);
  });
  return reports;
}

Status Writer::add_given_report(const model::GivenReport& report) {
  RIGONG_TRY(check_text(report.id, kMostIdBytes, "id"));
  RIGONG_TRY(check_text(report.group, kMostBytes, "group"));
  RIGONG_TRY(check_text(report.made_by, kMostBytes, "name"));
  RIGONG_TRY(check_text(report.told, kMostToldBytes, "figures"));
  std::int64_t there = 0;
  RIGONG_TRY(db_.each(kOfId, {team_, report.id}, [&](const Row& row) {
    there = row.integer(0);
    return true;
  }));
  if (report.id.empty() || there > 0) {
    return fail(ErrorKind::wrong_use, "报告记录的编号为空或已被使用。请另选一个。",
                "The id of the report is empty or in use. Choose another.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kAdd, {team_, report.id, report.group, report.by, report.from, report.to, report.made_by, report.made_at,
                            report.status, report.told}));
  return {};
}

Status Writer::remove_given_report(std::string_view id) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kRemove, {team_, id}));
  if (removed > 0) changed_ = true;
  return {};
}

}  // namespace rigong::storage::sql
