// SPDX-License-Identifier: Apache-2.0
// The part of an address after "?", as the typed questions of overlay/api. Parameters that are unknown, doubled, missing or out
// of their bounds are refused by name.
#pragma once

#include <string>
#include <string_view>

#include "overlay/api/service.h"
#include "overlay/server/fault.h"

namespace rigong::overlay {

// More days are refused, so that one question cannot keep the program busy for long.
inline constexpr int kMostDays = 400;
inline constexpr int kMostGridDays = 62;
inline constexpr int kMostExportDays = 92;

[[nodiscard]] Checked<PanelQuery> read_panel_query(std::string_view query);
[[nodiscard]] Checked<TurnsQuery> read_turns_query(std::string_view query);
[[nodiscard]] Checked<TrendQuery> read_trend_query(std::string_view query);
[[nodiscard]] Checked<ShopFiguresQuery> read_shop_figures_query(std::string_view query);
[[nodiscard]] Checked<TeamQuery> read_team_query(std::string_view query);
[[nodiscard]] Checked<RankingQuery> read_ranking_query(std::string_view query);
[[nodiscard]] Checked<PeriodQuery> read_period_query(std::string_view query);
[[nodiscard]] Checked<LoadQuery> read_load_query(std::string_view query);
[[nodiscard]] Checked<OneOnOneQuery> read_one_on_one_query(std::string_view query);
[[nodiscard]] Checked<TeamReportQuery> read_team_report_query(std::string_view query);
[[nodiscard]] Checked<DepartmentReportQuery> read_department_report_query(std::string_view query);
[[nodiscard]] Checked<ReportFileQuery> read_report_file_query(std::string_view query);
[[nodiscard]] Checked<OneOnOnesQuery> read_one_on_ones_query(std::string_view query);
[[nodiscard]] Checked<PostsQuery> read_posts_query(std::string_view query);
[[nodiscard]] Checked<PostPreviewQuery> read_post_preview_query(std::string_view query);
[[nodiscard]] Checked<SheetsQuery> read_sheets_query(std::string_view query);
[[nodiscard]] Checked<SheetQuery> read_sheet_query(std::string_view query);
[[nodiscard]] Checked<WorkQuery> read_work_query(std::string_view query);
[[nodiscard]] Checked<TaskQuery> read_task_query(std::string_view query);
[[nodiscard]] Checked<HandoffsQuery> read_handoffs_query(std::string_view query);
[[nodiscard]] Checked<PromisesQuery> read_promises_query(std::string_view query);
[[nodiscard]] Checked<DayReportQuery> read_day_report_query(std::string_view query);
[[nodiscard]] Checked<LogQuery> read_log_query(std::string_view query);
[[nodiscard]] Checked<ExportQuery> read_export_query(std::string_view query);
struct NoQuery {};
[[nodiscard]] Checked<NoQuery> read_no_query(std::string_view query);

}  // namespace rigong::overlay
