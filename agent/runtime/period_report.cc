// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/period_report.h"

#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "agent/base/text.h"
#include "agent/metrics/catalogue.h"
#include "agent/runtime/board.h"
#include "agent/runtime/report_text.h"
#include "agent/team/figure_words.h"
#include "overlay/server/json_writer.h"

namespace rigong::runtime {
namespace {

using model::ReportBlock;
using overlay::RankBy;
using overlay::Unit;
using Kind = ReportBlock::Kind;

const std::string kNothing = "—";

const char* in(Language language, const char* zh, const char* en) { return language == Language::zh ? zh : en; }
ReportBlock line(std::string text) { return {Kind::line, std::move(text)}; }
ReportBlock note(std::string text) { return {Kind::note, std::move(text)}; }

std::string shown(Unit unit, const std::optional<overlay::Value>& value, Language language) {
  return value ? value_text(unit, *value, language) : kNothing;
}

const char* standing_text(overlay::Standing standing, Language language) {
  switch (standing) {
    case overlay::Standing::good:
      return in(language, "达标", "met");
    case overlay::Standing::look:
      return in(language, "未达标", "not met");
    case overlay::Standing::none:
      break;
  }
  return "";
}

std::string change_of(const overlay::ReportFigure& figure, Language language) {
  if (!figure.total || !figure.before || !figure.total->value || !figure.before->value) return kNothing;
  return change_text(figure.unit, *figure.total->value - *figure.before->value, language);
}

const char* status_text(overlay::FigureStatus status, Language language) {
  switch (status) {
    case overlay::FigureStatus::final:
      return in(language, "定稿", "final");
    case overlay::FigureStatus::provisional:
      return in(language, "暂定", "provisional");
    case overlay::FigureStatus::live:
      break;
  }
  return in(language, "实时", "live");
}

Words title_of(overlay::ReportOf of, RankBy by) {
  if (of == overlay::ReportOf::departments) return {"部门监督报告", "Departments"};
  return by == RankBy::week ? Words{"团队周报", "Team week"} : Words{"团队月报", "Team month"};
}

ReportBlock figures_block(const overlay::TeamReport& report, Language language) {
  ReportBlock table{Kind::table, in(language, "全组指标", "The group")};
  const bool week = report.by == RankBy::week;
  table.columns = {{in(language, "指标", "Figure"), false},
                   {in(language, "数值", "Value"), true},
                   {in(language, "目标", "Target"), true},
                   {"", false},
                   {week ? in(language, "上周", "Week before") : in(language, "上月", "Month before"), true},
                   {in(language, "变化", "Change"), true}};
  for (const overlay::ReportFigure& figure : report.figures) {
    table.rows.push_back({say(figure.title, language), shown(figure.unit, figure.total, language),
                          goal_text(figure.unit, figure.goal, language), standing_text(figure.standing, language),
                          shown(figure.unit, figure.before, language), change_of(figure, language)});
  }
  return table;
}

ReportBlock reps_block(const overlay::TeamReport& report, Language language) {
  ReportBlock table{Kind::table,
                    in(language, "每位客服（按团队名单顺序，不是名次）", "Each rep (in the team's order, not by figures)")};
  table.columns = {{in(language, "客服", "Rep"), false}, {in(language, "天数", "Days"), true}};
  for (const overlay::ReportFigure& figure : report.figures) table.columns.push_back({say(figure.title, language), true});
  for (const overlay::ReportRow& row : report.rows) {
    std::vector<std::string> cells{row.person.name, row.off ? std::string(in(language, "休", "off")) : std::to_string(row.days)};
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      cells.push_back(shown(report.figures[i].unit, row.cells[i].value, language));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

struct WorkLine {
  Words what;
  std::int64_t done = 0;
  std::int64_t all = 0;
};
std::vector<WorkLine> work_of(const overlay::ReportWork& work) {
  return {{{"待办完成", "To-dos done"}, work.todos_done, work.todos},
          {{"三件小事做到", "Small things kept"}, work.kept, work.promised},
          {{"对接有结果", "Hand-offs with a result"}, work.handoffs_done, work.handoffs},
          {{"投诉 2 小时内查明原因", "Complaints: cause within 2 hours"}, work.causes_in_time, work.causes_due},
          {{"投诉按时答复", "Complaints answered in time"}, work.answers_in_time, work.answers_due},
          {{"回访完成", "Follow-ups done"}, work.follow_ups_done, work.follow_ups},
          {{"一对一的约定做到", "Agreements that came true"}, work.came_true, work.agreed}};
}

// "17/20（85.0%）"; of fewer than five no share.
std::string of_all(std::int64_t part, std::int64_t all, Language language) {
  constexpr std::int64_t kFew = 5;
  if (all == 0) return kNothing;
  const std::string counts = fmt::format("{}/{}", part, all);
  if (all < kFew) return counts;
  return counts + fmt::format(fmt::runtime(in(language, "（{:.1f}%）", " ({:.1f}%)")),
                              100.0 * static_cast<double>(part) / static_cast<double>(all));
}

ReportBlock work_block(const overlay::ReportWork& work, Language language) {
  ReportBlock table{Kind::table, in(language, "这一期的工作", "Work")};
  table.columns = {{in(language, "事项", "What"), false}, {in(language, "数", "Count"), true}};
  for (const WorkLine& each : work_of(work))
    table.rows.push_back({say(each.what, language), of_all(each.done, each.all, language)});
  table.rows.push_back({in(language, "双方签了字的一对一", "1-on-1s signed by both"), std::to_string(work.talks)});
  return table;
}

void add_given(const overlay::TeamReport& report, Language language, std::vector<ReportBlock>& blocks) {
  if (!report.given || report.given->changes.empty()) return;
  ReportBlock table{Kind::table, in(language, "交出之后改了的数", "What has changed since it was handed in")};
  table.columns = {
      {in(language, "指标", "Figure"), false}, {in(language, "当时", "Then"), true}, {in(language, "现在", "Now"), true}};
  for (const overlay::ReportChange& change : report.given->changes) {
    const metrics::FigureKind* kind = metrics::find_figure(change.name);
    if (kind == nullptr) continue;
    table.rows.push_back(
        {say(kind->title, language), shown(kind->unit, change.was, language), shown(kind->unit, change.is, language)});
  }
  blocks.push_back(std::move(table));
}

Show show_of(Unit unit) {
  switch (unit) {
    case Unit::share:
      return Show::percent;
    case Unit::ms:
      return Show::seconds;
    case Unit::ratio:
      return Show::ratio;
    case Unit::fen:
      return Show::yuan;
    case Unit::count:
      break;
  }
  return Show::plain;
}

// With its unit where a bare number would not tell it.
Words heading_of(const overlay::ReportFigure& figure) {
  if (figure.unit == Unit::ms) return {figure.title.zh + "（秒）", figure.title.en + " (s)"};
  if (figure.unit == Unit::fen) return {figure.title.zh + "（元）", figure.title.en + " (¥)"};
  return figure.title;
}

// Too few to be a share stand as the counts that they are.
Cell cell_of(Unit unit, const std::optional<overlay::Value>& value) {
  if (!value) return std::monostate{};
  if (value->few) return fmt::format("{:.0f}/{:.0f}", value->numerator, value->denominator);
  if (!value->value) return std::monostate{};
  if (unit == Unit::count) return static_cast<std::int64_t>(std::llround(*value->value));
  return *value->value;
}
Cell number_of(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}

std::string hours(const std::optional<double>& ms, Language language) {
  return ms ? say(team::length_words(static_cast<DurationMs>(*ms)), language) : kNothing;
}

model::Report team_report(const overlay::TeamReport& from, Language language) {
  model::Report report;
  report.title = fmt::format("{} · {} · {}", say(title_of(overlay::ReportOf::team, from.by), language),
                             from.group.empty() ? in(language, "未分组", "no group") : from.group,
                             period_text(from.by, from.from, from.to, language));
  report.blocks.push_back(line(fmt::format(fmt::runtime(in(language, "{} 至 {} · {}", "{} – {} · {}")), to_string(from.from),
                                           to_string(from.to), status_text(from.status, language))));
  for (const Words& each : from.notes) report.blocks.push_back(note(say(each, language)));
  add_given(from, language, report.blocks);
  report.blocks.push_back(figures_block(from, language));
  report.blocks.push_back(work_block(from.work, language));
  if (!from.rows.empty()) report.blocks.push_back(reps_block(from, language));
  return report;
}

model::Report department_report(const overlay::DepartmentReport& from, Language language) {
  model::Report report;
  report.title = fmt::format("{} · {}", say(title_of(overlay::ReportOf::departments, from.by), language),
                             period_text(from.by, from.from, from.to, language));
  if (from.departments.empty()) {
    report.blocks.push_back(line(in(language, "这一期没有给其他部门的对接。", "There were no hand-offs to other departments.")));
    return report;
  }
  ReportBlock table{Kind::table, in(language, "各部门", "By department")};
  table.columns = {{in(language, "部门", "Department"), false},       {in(language, "收到", "Received"), true},
                   {in(language, "接单", "Accepted"), true},          {in(language, "有结果", "With a result"), true},
                   {in(language, "按时", "In time"), true},           {in(language, "未结", "Open"), true},
                   {in(language, "超时未结", "Overdue"), true},       {in(language, "用时中位", "Median time"), true},
                   {in(language, "上期按时", "In time before"), true}};
  for (const overlay::DepartmentWork& each : from.departments) {
    table.rows.push_back({each.department, std::to_string(each.received), std::to_string(each.accepted),
                          std::to_string(each.done), of_all(each.in_time, each.received, language), std::to_string(each.open),
                          std::to_string(each.overdue), hours(each.median_ms, language),
                          of_all(each.in_time_before, each.received_before, language)});
  }
  report.blocks.push_back(std::move(table));
  for (const overlay::DepartmentWork& each : from.departments) {
    if (each.open_ones.empty()) continue;
    ReportBlock open{Kind::table, each.department + in(language, "：还没结的", ": still open")};
    open.columns = {{in(language, "编号", "Number"), false}, {in(language, "小组", "Group"), false},
                    {in(language, "事项", "What"), false},   {in(language, "开着几天", "Days open"), true},
                    {in(language, "进展", "So far"), false}, {in(language, "原因", "Reason"), false}};
    for (const overlay::OpenHandoff& one : each.open_ones) {
      std::string what = one.title;
      if (one.major) what = in(language, "【重大】", "[major] ") + what;
      if (one.overdue) what += in(language, "（超时）", " (overdue)");
      open.rows.push_back({one.number, one.group, what, std::to_string(one.days), one.progress.empty() ? kNothing : one.progress,
                           one.cause.zh.empty() ? kNothing : say(one.cause, language)});
    }
    report.blocks.push_back(std::move(open));
  }
  return report;
}

Table team_report_table(const overlay::TeamReport& report) {
  Table table;
  table.columns = {{"group", {"小组", "Group"}, Show::plain, Align::left},
                   {"rep", {"编号", "Id"}, Show::plain, Align::left},
                   {"name", {"客服", "Rep"}, Show::plain, Align::left},
                   {"from", {"起", "From"}, Show::plain, Align::left},
                   {"to", {"止", "To"}, Show::plain, Align::left},
                   {"status", {"状态", "Status"}, Show::word, Align::left},
                   {"source", {"来源", "Source"}, Show::plain, Align::left},
                   {"figure", {"指标", "Figure"}, Show::plain, Align::left},
                   {"value", {"数值", "Value"}},
                   {"numerator", {"分子", "Numerator"}},
                   {"denominator", {"分母", "Denominator"}},
                   {"goal_low", {"目标下限", "Goal from"}},
                   {"goal_high", {"目标上限", "Goal to"}},
                   {"before", {"上期", "Before"}}};
  const auto add = [&](const overlay::ReportFigure& figure, const std::string& rep, const std::string& name,
                       const std::optional<overlay::Value>& value, Cell before) {
    if (!value) return;
    table.rows.push_back({report.group, rep, name, to_string(report.from), to_string(report.to), std::string(word(report.status)),
                          report.source, figure.name, number_of(value->value), value->numerator, value->denominator,
                          number_of(figure.goal ? figure.goal->low : std::nullopt),
                          number_of(figure.goal ? figure.goal->high : std::nullopt), std::move(before)});
  };
  for (const overlay::ReportFigure& figure : report.figures) {
    add(figure, "", "", figure.total, number_of(figure.before ? figure.before->value : std::nullopt));
  }
  for (const overlay::ReportRow& row : report.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      add(report.figures[i], row.person.id, row.person.name, row.cells[i].value, std::monostate{});
    }
  }
  return table;
}

Table department_report_table(const overlay::DepartmentReport& report) {
  Table table;
  table.columns = {{"department", {"部门", "Department"}, Show::plain, Align::left},
                   {"from", {"起", "From"}, Show::plain, Align::left},
                   {"to", {"止", "To"}, Show::plain, Align::left},
                   {"received", {"收到", "Received"}},
                   {"accepted", {"接单", "Accepted"}},
                   {"done", {"有结果", "With a result"}},
                   {"in_time", {"按时", "In time"}},
                   {"open", {"未结", "Open"}},
                   {"overdue", {"超时未结", "Overdue"}},
                   {"median_ms", {"用时中位（小时）", "Median time (h)"}, Show::hours},
                   {"received_before", {"上期收到", "Received before"}},
                   {"in_time_before", {"上期按时", "In time before"}}};
  for (const overlay::DepartmentWork& each : report.departments) {
    table.rows.push_back({each.department, to_string(report.from), to_string(report.to), each.received, each.accepted, each.done,
                          each.in_time, each.open, each.overdue, number_of(each.median_ms), each.received_before,
                          each.in_time_before});
  }
  return table;
}

std::vector<WorkbookSheet> team_report_sheets(const overlay::TeamReport& report, Language language) {
  WorkbookSheet group{{"全组", "Group"}, {}};
  group.table.columns = {{"figure", {"指标", "Figure"}, Show::plain, Align::left},
                         {"value", {"数值", "Value"}},
                         {"goal", {"目标", "Target"}},
                         {"standing", {"达标", "Met"}},
                         {"before", {"上期", "Before"}},
                         {"people", {"人数", "People"}}};
  WorkbookSheet reps{{"客服", "Reps"}, {}};
  reps.table.columns = {{"name", {"客服", "Rep"}, Show::plain, Align::left}, {"days", {"有数字的天数", "Days with figures"}}};
  for (const overlay::ReportFigure& figure : report.figures) {
    // Units differ from row to row, so these are as people read them.
    group.table.rows.push_back(
        {say(figure.title, language), shown(figure.unit, figure.total, language), goal_text(figure.unit, figure.goal, language),
         std::string(standing_text(figure.standing, language)), shown(figure.unit, figure.before, language), figure.people});
    reps.table.columns.push_back({metrics::find_figure(figure.name)->name, heading_of(figure), show_of(figure.unit)});
  }
  for (const overlay::ReportRow& row : report.rows) {
    std::vector<Cell> cells{row.person.name, row.days};
    for (std::size_t i = 0; i < row.cells.size(); ++i) cells.push_back(cell_of(report.figures[i].unit, row.cells[i].value));
    reps.table.rows.push_back(std::move(cells));
  }
  WorkbookSheet work{{"工作", "Work"}, {}};
  work.table.columns = {{"what", {"事项", "What"}, Show::plain, Align::left}, {"done", {"完成", "Done"}}, {"all", {"共", "Of"}}};
  for (const WorkLine& each : work_of(report.work)) work.table.rows.push_back({say(each.what, language), each.done, each.all});
  work.table.rows.push_back(
      {std::string(in(language, "双方签了字的一对一", "1-on-1s signed by both")), report.work.talks, std::monostate{}});
  return {std::move(group), std::move(reps), std::move(work)};
}

std::vector<WorkbookSheet> department_report_sheets(const overlay::DepartmentReport& report, Language language) {
  WorkbookSheet all{{"各部门", "Departments"}, department_report_table(report)};
  WorkbookSheet open{{"未结", "Open"}, {}};
  open.table.columns = {{"department", {"部门", "Department"}, Show::plain, Align::left},
                        {"number", {"编号", "Number"}, Show::plain, Align::left},
                        {"group", {"小组", "Group"}, Show::plain, Align::left},
                        {"title", {"事项", "What"}, Show::plain, Align::left},
                        {"days", {"开着几天", "Days open"}},
                        {"overdue", {"超时", "Overdue"}},
                        {"progress", {"进展", "So far"}, Show::plain, Align::left},
                        {"cause", {"原因", "Reason"}, Show::plain, Align::left}};
  for (const overlay::DepartmentWork& each : report.departments) {
    for (const overlay::OpenHandoff& one : each.open_ones) {
      open.table.rows.push_back(
          {each.department, one.number, one.group, one.title, one.days, one.overdue, one.progress, say(one.cause, language)});
    }
  }
  return {std::move(all), std::move(open)};
}

// Nothing in it that a file name must not have.
std::string file_name(overlay::ReportOf of, RankBy by, const std::string& group, Day from, Language language) {
  std::string name = say(title_of(of, by), language);
  if (!group.empty()) name += "-" + group;
  const std::string day = to_string(from);
  name += "-" + (by == RankBy::month ? day.substr(0, 7) : day);
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < ' ' || std::string_view("<>:\"/\\|?*\x7f ").find(c) != std::string_view::npos) c = '_';
  }
  return name;
}

}  // namespace

ReportForms report_forms(const overlay::TeamReport& report, Language language) {
  return {file_name(overlay::ReportOf::team, report.by, report.group, report.from, language), team_report(report, language),
          team_report_table(report), team_report_sheets(report, language), overlay::to_json(report)};
}

ReportForms report_forms(const overlay::DepartmentReport& report, Language language) {
  return {file_name(overlay::ReportOf::departments, report.by, "", report.from, language), department_report(report, language),
          department_report_table(report), department_report_sheets(report, language), overlay::to_json(report)};
}

Result<std::string> report_bytes(const ReportForms& forms, overlay::ReportFormat format, Language language) {
  switch (format) {
    case overlay::ReportFormat::csv: {
      std::ostringstream out;
      write(forms.table, Format::csv, language, out);
      return "\xEF\xBB\xBF" + out.str();
    }
    case overlay::ReportFormat::xlsx:
      return workbook(forms.sheets, language);
    case overlay::ReportFormat::json:
      return forms.json;
    case overlay::ReportFormat::markdown:
      break;
  }
  return report_as_markdown(forms.report);
}

}  // namespace rigong::runtime
