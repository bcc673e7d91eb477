// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "agent/runtime/answers/answers.h"
#include "agent/runtime/command.h"
#include "agent/runtime/period_report.h"
#include "agent/runtime/private_file.h"
#include "agent/runtime/report_text.h"
#include "overlay/server/json_writer.h"

namespace rigong::runtime {
namespace {

// What the two kinds of report come to.
struct Made {
  model::Report report;
  Table table;
  std::vector<WorkbookSheet> sheets;
  std::string json;
};

Result<Made> made_of(Reading& reading, const ReportOptions& options, Language language) {
  Made made;
  if (options.of == overlay::ReportOf::departments) {
    RIGONG_ASSIGN(const overlay::DepartmentReport report, answer_department_report(reading, {options.by, options.day}));
    made.report = department_report(report, language);
    made.table = department_report_table(report);
    made.sheets = department_report_sheets(report);
    made.json = overlay::to_json(report);
    return made;
  }
  RIGONG_ASSIGN(const overlay::TeamReport report, answer_team_report(reading, {options.group, options.by, options.day}));
  made.report = team_report(report, language);
  made.table = team_report_table(report);
  made.sheets = team_report_sheets(report, language);
  made.json = overlay::to_json(report);
  return made;
}

Result<std::string> text_of(const Made& made, const std::string& form, Language language) {
  if (form == "xlsx") return workbook(made.sheets, language);
  if (form == "json") return made.json + "\n";
  if (form == "markdown") return report_as_markdown(made.report);
  if (form == "html") return report_as_html(made.report, language);
  if (form != "csv") return report_as_text(made.report);
  std::ostringstream out;
  write(made.table, Format::csv, language, out);
  return out.str();
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
  RIGONG_ASSIGN(const Made made, made_of(reading, options, command.language));
  RIGONG_ASSIGN(const std::string text, text_of(made, options.form, command.language));
  if (options.output.empty()) {
    *command.out << text;
    return {};
  }
  // It names people: for whoever made it alone, until they hand it on.
  return write_private(command.path(options.output), text);
}

}  // namespace rigong::runtime
