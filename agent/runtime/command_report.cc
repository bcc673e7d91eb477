// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/command.h"
#include "agent/runtime/period_report.h"
#include "agent/runtime/private_file.h"
#include "agent/runtime/report_text.h"

namespace rigong::runtime {
namespace {

Result<ReportForms> forms_of(Reading& reading, const ReportOptions& options, Language language) {
  if (options.of == overlay::ReportOf::departments) {
    RIGONG_ASSIGN(const overlay::DepartmentReport report, answer_department_report(reading, {options.by, options.day}));
    return report_forms(report, language);
  }
  RIGONG_ASSIGN(const overlay::TeamReport report, answer_team_report(reading, {options.group, options.by, options.day}));
  return report_forms(report, language);
}

Result<std::string> text_of(const ReportForms& forms, const std::string& form, Language language) {
  for (const overlay::ReportFormat format : overlay::kReportFormats) {
    if (form == word(format)) return report_bytes(forms, format, language);
  }
  return form == "html" ? report_as_html(forms.report, language) : report_as_text(forms.report);
}

}  // namespace

Status command_report(const Command& command, const ReportOptions& options) {
  if (options.form == "xlsx" && options.output.empty()) {
    return fail(ErrorKind::wrong_use, "xlsx 要写成文件。请加 --output 文件名.xlsx。",
                "xlsx needs a file. Add --output NAME.xlsx.");
  }
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(const auto view, open.store->read());
  ShopRules rules(open.config);
  const CustomerNames names;
  // Whoever can read the data folder is the machine's owner.
  Reading reading{*view, rules, open.config, names, {overlay::Role::lead, ""}, command.clock->now()};
  RIGONG_ASSIGN(const ReportForms forms, forms_of(reading, options, command.language));
  // What goes on into another program has no mark of a file before it.
  if (options.output.empty() && options.form == "csv") {
    write(forms.table, Format::csv, command.language, *command.out);
    return {};
  }
  RIGONG_ASSIGN(const std::string text, text_of(forms, options.form, command.language));
  if (options.output.empty()) {
    *command.out << text << (text.ends_with('\n') ? "" : "\n");
    return {};
  }
  // It names people: for whoever made it alone, until they hand it on.
  return write_private(command.path(options.output), text);
}

}  // namespace rigong::runtime
