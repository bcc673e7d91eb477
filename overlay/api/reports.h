// SPDX-License-Identifier: Apache-2.0
// The lead's reports of a week or a month: 周报 and 团队月报 of a group, and 部门监督报告, what other departments did with the
// hand-offs they got.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "overlay/api/ranking.h"

namespace rigong::overlay {

enum class ReportOf { team, departments };
enum class ReportFormat { markdown, csv, xlsx, json };
inline constexpr std::array kReportOfs{ReportOf::team, ReportOf::departments};
inline constexpr std::array kReportFormats{ReportFormat::markdown, ReportFormat::csv, ReportFormat::xlsx, ReportFormat::json};
// Of a single day there is the day report.
inline constexpr std::array kReportBys{RankBy::week, RankBy::month};
[[nodiscard]] const char* word(ReportOf of);
[[nodiscard]] const char* word(ReportFormat format);

struct ReportFigure {
  std::string name = {};
  Words title = {};
  Unit unit = Unit::count;
  Better better = Better::none;
  std::optional<Goal> goal = {};
  std::optional<Value> total = {};
  Standing standing = Standing::none;
  std::optional<Value> before = {};
  std::int64_t people = 0;
};
template <class Visit>
void describe(Visit&& visit, const ReportFigure& x) {
  visit("name", x.name);
  visit("title", x.title);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("goal", x.goal);
  visit("total", x.total);
  visit("standing", x.standing);
  visit("before", x.before);
  visit("people", x.people);
}

struct ReportCell {
  std::optional<Value> value = {};
  Standing standing = Standing::none;
};
template <class Visit>
void describe(Visit&& visit, const ReportCell& x) {
  visit("value", x.value);
  visit("standing", x.standing);
}

struct ReportRow {
  Person person = {};
  bool off = false;
  std::int64_t days = 0;
  std::vector<ReportCell> cells = {};
};
template <class Visit>
void describe(Visit&& visit, const ReportRow& x) {
  visit("person", x.person);
  visit("off", x.off);
  visit("days", x.days);
  visit("cells", x.cells);
}

struct ReportWork {
  std::int64_t todos = 0;
  std::int64_t todos_done = 0;
  std::int64_t promised = 0;
  std::int64_t kept = 0;
  std::int64_t handoffs = 0;
  std::int64_t handoffs_done = 0;
  std::int64_t complaints = 0;
  std::int64_t causes_due = 0;
  std::int64_t causes_in_time = 0;
  std::int64_t answers_due = 0;
  std::int64_t answers_in_time = 0;
  std::int64_t follow_ups = 0;
  std::int64_t follow_ups_done = 0;
  std::int64_t talks = 0;
  std::int64_t agreed = 0;
  std::int64_t came_true = 0;
};
template <class Visit>
void describe(Visit&& visit, const ReportWork& x) {
  visit("todos", x.todos);
  visit("todos_done", x.todos_done);
  visit("promised", x.promised);
  visit("kept", x.kept);
  visit("handoffs", x.handoffs);
  visit("handoffs_done", x.handoffs_done);
  visit("complaints", x.complaints);
  visit("causes_due", x.causes_due);
  visit("causes_in_time", x.causes_in_time);
  visit("answers_due", x.answers_due);
  visit("answers_in_time", x.answers_in_time);
  visit("follow_ups", x.follow_ups);
  visit("follow_ups_done", x.follow_ups_done);
  visit("talks", x.talks);
  visit("agreed", x.agreed);
  visit("came_true", x.came_true);
}

struct ReportChange {
  std::string name = {};
  std::optional<Value> was = {};
  std::optional<Value> is = {};
};
template <class Visit>
void describe(Visit&& visit, const ReportChange& x) {
  visit("name", x.name);
  visit("was", x.was);
  visit("is", x.is);
}

struct ReportGiven {
  std::optional<Named> by = {};
  TimeMs at = 0;
  FigureStatus status = FigureStatus::live;
  Day to = {};
  std::vector<ReportChange> changes = {};
};
template <class Visit>
void describe(Visit&& visit, const ReportGiven& x) {
  visit("by", x.by);
  visit("at", x.at);
  visit("status", x.status);
  visit("to", x.to);
  visit("changes", x.changes);
}

struct TeamReport {
  std::string group = {};
  std::vector<std::string> groups = {};
  Day today = {};
  RankBy by = RankBy::month;
  Day from = {};
  Day to = {};
  bool over = true;
  std::optional<Day> before_from = {};
  std::optional<Day> before_to = {};
  std::string source = "own";
  FigureStatus status = FigureStatus::live;
  std::vector<ReportFigure> figures = {};
  std::vector<ReportRow> rows = {};
  ReportWork work;
  std::vector<Words> notes = {};
  std::optional<ReportGiven> given = {};
};
template <class Visit>
void describe(Visit&& visit, const TeamReport& x) {
  visit("group", x.group);
  visit("groups", x.groups);
  visit("today", x.today);
  visit("by", x.by);
  visit("from", x.from);
  visit("to", x.to);
  visit("over", x.over);
  visit("before_from", x.before_from);
  visit("before_to", x.before_to);
  visit("source", x.source);
  visit("status", x.status);
  visit("figures", x.figures);
  visit("rows", x.rows);
  visit("work", x.work);
  visit("notes", x.notes);
  visit("given", x.given);
}

struct OpenHandoff {
  std::string number = {};
  std::string group = {};
  std::string title = {};
  Day from = {};
  std::int64_t days = 0;
  bool overdue = false;
  bool major = false;
  std::string progress = {};
  Words cause = {};
};
template <class Visit>
void describe(Visit&& visit, const OpenHandoff& x) {
  visit("number", x.number);
  visit("group", x.group);
  visit("title", x.title);
  visit("from", x.from);
  visit("days", x.days);
  visit("overdue", x.overdue);
  visit("major", x.major);
  visit("progress", x.progress);
  visit("cause", x.cause);
}

struct DepartmentWork {
  std::string department = {};
  std::int64_t received = 0;
  std::int64_t accepted = 0;
  std::int64_t done = 0;
  std::int64_t in_time = 0;
  std::int64_t open = 0;
  std::int64_t overdue = 0;
  std::optional<double> median_ms = {};
  std::int64_t received_before = 0;
  std::int64_t in_time_before = 0;
  std::vector<OpenHandoff> open_ones = {};
};
template <class Visit>
void describe(Visit&& visit, const DepartmentWork& x) {
  visit("department", x.department);
  visit("received", x.received);
  visit("accepted", x.accepted);
  visit("done", x.done);
  visit("in_time", x.in_time);
  visit("open", x.open);
  visit("overdue", x.overdue);
  visit("median_ms", x.median_ms);
  visit("received_before", x.received_before);
  visit("in_time_before", x.in_time_before);
  visit("open_ones", x.open_ones);
}

struct DepartmentReport {
  Day today = {};
  RankBy by = RankBy::month;
  Day from = {};
  Day to = {};
  bool over = true;
  Day before_from = {};
  Day before_to = {};
  std::vector<std::string> groups = {};
  std::vector<DepartmentWork> departments = {};
};
template <class Visit>
void describe(Visit&& visit, const DepartmentReport& x) {
  visit("today", x.today);
  visit("by", x.by);
  visit("from", x.from);
  visit("to", x.to);
  visit("over", x.over);
  visit("before_from", x.before_from);
  visit("before_to", x.before_to);
  visit("groups", x.groups);
  visit("departments", x.departments);
}

struct ReportFile {
  std::string name = {};
  std::string type = {};
  std::string base64 = {};
};
template <class Visit>
void describe(Visit&& visit, const ReportFile& x) {
  visit("name", x.name);
  visit("type", x.type);
  visit("base64", x.base64);
}

// What people do to reports.

struct GiveReport {
  std::string group = {};
  RankBy by = RankBy::month;
  Day day = {};
};
struct TakeBackReport {
  std::string group = {};
  RankBy by = RankBy::month;
  Day day = {};
};
using ReportAct = std::variant<GiveReport, TakeBackReport>;

}  // namespace rigong::overlay
