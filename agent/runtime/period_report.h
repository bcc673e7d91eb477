// SPDX-License-Identifier: Apache-2.0
// The reports of a week or a month for terminals, Markdown and print, and as tables for CSV and workbooks.
#pragma once

#include <string>
#include <vector>

#include "agent/model/report.h"
#include "agent/runtime/table.h"
#include "agent/runtime/workbook.h"
#include "overlay/api/reports.h"

namespace rigong::runtime {

// One report in every form that somebody may want.
struct ReportForms {
  std::string name;      // Of a file, without its end: "团队月报-售前-2026-11"; of a week "2026-11-23".
  model::Report report;  // To read.
  Table table;           // In bare numbers: of a team one row a figure, of the group and of each rep; one row a department.
  // As people read it in a spreadsheet: the group's figures, the reps, the work; the departments, what they have open.
  std::vector<WorkbookSheet> sheets;
  std::string json;  // As openapi.yaml has it.
};
[[nodiscard]] ReportForms report_forms(const overlay::TeamReport& report, Language language);
[[nodiscard]] ReportForms report_forms(const overlay::DepartmentReport& report, Language language);

// The bytes of a file; a CSV begins with the mark by which Excel knows that it is UTF-8. Errors: those of workbook().
[[nodiscard]] Result<std::string> report_bytes(const ReportForms& forms, overlay::ReportFormat format, Language language);

}  // namespace rigong::runtime
