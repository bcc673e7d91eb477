// SPDX-License-Identifier: Apache-2.0
// A report as a file, for whoever hands it on.
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/period_report.h"
#include "connectors/kit/digest.h"

namespace rigong::runtime {
namespace {

using overlay::ReportFormat;

struct Form {
  const char* end;  // Of the file's name.
  const char* type;
};
Form form_of(ReportFormat format) {
  switch (format) {
    case ReportFormat::csv:
      return {".csv", "text/csv;charset=utf-8"};
    case ReportFormat::xlsx:
      return {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
    case ReportFormat::json:
      return {".json", "application/json"};
    case ReportFormat::markdown:
      break;
  }
  return {".md", "text/markdown;charset=utf-8"};
}

Result<ReportForms> forms_of(Reading& reading, const overlay::ReportFileQuery& query, Language language) {
  if (query.report == overlay::ReportOf::departments) {
    RIGONG_ASSIGN(const overlay::DepartmentReport report, answer_department_report(reading, {query.by, query.day}));
    return report_forms(report, language);
  }
  RIGONG_ASSIGN(const overlay::TeamReport report, answer_team_report(reading, {query.group, query.by, query.day}));
  return report_forms(report, language);
}

}  // namespace

Result<overlay::ReportFile> answer_report_file(Reading& reading, const overlay::ReportFileQuery& query) {
  const Language language = query.english ? Language::en : Language::zh;
  RIGONG_ASSIGN(const ReportForms forms, forms_of(reading, query, language));
  RIGONG_ASSIGN(const std::string bytes, report_bytes(forms, query.format, language));
  const Form form = form_of(query.format);
  return overlay::ReportFile{forms.name + form.end, form.type, connectors::base64(bytes)};
}

}  // namespace rigong::runtime
