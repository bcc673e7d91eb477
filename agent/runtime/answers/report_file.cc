// SPDX-License-Identifier: Apache-2.0
// A report as a file, for whoever hands it on.
#include <sstream>

#include "agent/runtime/answers/answers.h"
#include "agent/runtime/period_report.h"
#include "agent/runtime/report_text.h"
#include "connectors/kit/digest.h"
#include "overlay/server/json_writer.h"

namespace rigong::runtime {
namespace {

using overlay::ReportFormat;

struct Form {
  const char* extension;
  const char* type;
};
Form form_of(ReportFormat format) {
  switch (format) {
    case ReportFormat::csv:
      return {"csv", "text/csv;charset=utf-8"};
    case ReportFormat::xlsx:
      return {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
    case ReportFormat::json:
      return {"json", "application/json"};
    case ReportFormat::markdown:
      break;
  }
  return {"md", "text/markdown;charset=utf-8"};
}

// By the mark at the beginning Excel knows that a CSV is UTF-8; without it, it shows Chinese as rubbish.
std::string csv_of(const Table& table, Language language) {
  std::ostringstream out;
  write(table, Format::csv, language, out);
  return "\xEF\xBB\xBF" + out.str();
}

Result<std::string> bytes_of(const overlay::TeamReport& report, ReportFormat format, Language language) {
  switch (format) {
    case ReportFormat::csv:
      return csv_of(team_report_table(report), language);
    case ReportFormat::xlsx:
      return workbook(team_report_sheets(report, language), language);
    case ReportFormat::json:
      return overlay::to_json(report);
    case ReportFormat::markdown:
      break;
  }
  return report_as_markdown(team_report(report, language));
}

Result<std::string> bytes_of(const overlay::DepartmentReport& report, ReportFormat format, Language language) {
  switch (format) {
    case ReportFormat::csv:
      return csv_of(department_report_table(report), language);
    case ReportFormat::xlsx:
      return workbook(department_report_sheets(report), language);
    case ReportFormat::json:
      return overlay::to_json(report);
    case ReportFormat::markdown:
      break;
  }
  return report_as_markdown(department_report(report, language));
}

}  // namespace

Result<overlay::ReportFile> answer_report_file(Reading& reading, const overlay::ReportFileQuery& query) {
  const Language language = query.english ? Language::en : Language::zh;
  const Form form = form_of(query.format);
  overlay::ReportFile file;
  file.type = form.type;
  std::string bytes;
  if (query.report == overlay::ReportOf::departments) {
    RIGONG_ASSIGN(const overlay::DepartmentReport report, answer_department_report(reading, {query.by, query.day}));
    RIGONG_ASSIGN(bytes, bytes_of(report, query.format, language));
    file.name = report_file_name(query.report, report.by, "", report.from, form.extension, language);
  } else {
    RIGONG_ASSIGN(const overlay::TeamReport report, answer_team_report(reading, {query.group, query.by, query.day}));
    RIGONG_ASSIGN(bytes, bytes_of(report, query.format, language));
    file.name = report_file_name(query.report, report.by, report.group, report.from, form.extension, language);
  }
  file.base64 = connectors::base64(bytes);
  return file;
}

}  // namespace rigong::runtime
