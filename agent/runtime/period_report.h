// SPDX-License-Identifier: Apache-2.0
// The reports of a week or a month for terminals, Markdown and print, and as tables for CSV and workbooks. Pure.
#pragma once

#include <string>
#include <vector>

#include "agent/model/report.h"
#include "agent/runtime/table.h"
#include "agent/runtime/workbook.h"
#include "overlay/api/reports.h"

namespace rigong::runtime {

[[nodiscard]] model::Report team_report(const overlay::TeamReport& report, Language language);
[[nodiscard]] model::Report department_report(const overlay::DepartmentReport& report, Language language);

// One row a figure, of the group and of each rep, in bare numbers.
[[nodiscard]] Table team_report_table(const overlay::TeamReport& report);
// One row a department.
[[nodiscard]] Table department_report_table(const overlay::DepartmentReport& report);

// As people read it in a spreadsheet: the group's figures, the reps, the work; the departments, what they have open.
[[nodiscard]] std::vector<WorkbookSheet> team_report_sheets(const overlay::TeamReport& report, Language language);
[[nodiscard]] std::vector<WorkbookSheet> department_report_sheets(const overlay::DepartmentReport& report);

// "团队月报-售前-2026-11.xlsx"; of a week "2026-11-23". Nothing in it that a file name must not have.
[[nodiscard]] std::string report_file_name(overlay::ReportOf of, overlay::RankBy by, const std::string& group, Day from,
                                           const char* extension, Language language);

}  // namespace rigong::runtime
