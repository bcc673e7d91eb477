// SPDX-License-Identifier: Apache-2.0
// A group's week and month as a report: the figures of its ranking, the work done, what is said beside them.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "agent/team/tasks.h"
#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::RankBy;
using overlay::Standing;
using rigong::testing::get;
using rigong::testing::must;

namespace {

const TimeMs kApril = at("2026-04-10 12:00:00");  // By then all of March is final.

void answered(Desk& desk, const std::string& rep, const std::string& on, int turns, int seconds) {
  for (int i = 0; i < turns; ++i) {
    desk.take(turn(fmt::format("{}{}-{}", rep, on, i), rep, fmt::format("{} 10:{:02}:00", on, i), seconds));
  }
}

// March: a 10 × 30 s and 2 × 60 s on two days, b 6 × 10 s; February: a 4 × 40 s. x is of another group.
void fill(Desk& desk) {
  answered(desk, "a", "2026-03-02", 10, 30);
  answered(desk, "a", "2026-03-31", 2, 60);
  answered(desk, "b", "2026-03-09", 6, 10);
  answered(desk, "a", "2026-02-24", 4, 40);
  answered(desk, "x", "2026-03-02", 9, 5);
  for (const char* rep : {"a", "b", "c"}) desk.member(rep, "售前");
  desk.member("x", "售后");
  desk.lead("chief");
  desk.target("group:售前", "response_mean_ms", 28'000, "2026-01-01");
  desk.work_out();
}

overlay::TeamReport march(Desk& desk, TimeMs now = kApril) {
  return get(desk.team_report({"售前", RankBy::month, day("2026-03-15")}, now));
}
const overlay::ReportFigure& figure_of(const overlay::TeamReport& report, const std::string& name) {
  const auto found =
      std::find_if(report.figures.begin(), report.figures.end(), [&](const auto& each) { return each.name == name; });
  REQUIRE(found != report.figures.end());
  return *found;
}
std::optional<overlay::Value> cell(const overlay::TeamReport& report, const std::string& rep, const std::string& name) {
  const auto row = std::find_if(report.rows.begin(), report.rows.end(), [&](const auto& each) { return each.person.id == rep; });
  REQUIRE(row != report.rows.end());
  REQUIRE(row->cells.size() == report.figures.size());
  return row->cells[static_cast<std::size_t>(&figure_of(report, name) - report.figures.data())].value;
}
bool says(const overlay::TeamReport& report, const std::string& part) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const Words& note) { return note.zh.find(part) != std::string::npos; });
}

model::Task put(Desk& desk, const team::Happened& happened) {
  const auto write = get(desk.team().store().write());
  const model::Task task = get(write->put_task(happened.task, happened.event));
  must(write->commit());
  return task;
}
team::Actor on(const std::string& text) { return {"", at(text), day(text.substr(0, 10))}; }
model::Task task(Desk& desk, const std::string& id, model::TaskKind kind, const std::string& text,
                 const std::string& department = "") {
  team::NewTask wanted;
  wanted.id = id;
  wanted.kind = kind;
  wanted.title = "补发 " + id;
  wanted.group = "售前";
  wanted.owner = "a";
  wanted.from = day(text.substr(0, 10));
  wanted.department = department;
  return put(desk, get(team::begin(wanted, on(text))));
}

}  // namespace

TEST_CASE("a month's report: sums over sums, against the target and the month before, and nobody stands first by figures") {
  Desk desk;
  fill(desk);
  const auto report = march(desk);
  CHECK(report.from == day("2026-03-01"));
  CHECK(report.to == day("2026-03-31"));
  CHECK(report.over);
  CHECK(report.before_from == day("2026-02-01"));
  CHECK(report.before_to == day("2026-02-28"));
  CHECK(report.status == overlay::FigureStatus::final);
  CHECK(report.groups == std::vector<std::string>{"售前", "售后"});
  const auto& response = figure_of(report, "response_mean_ms");
  CHECK(response.total->value == Approx((10 * 30 + 2 * 60 + 6 * 10) / 18.0 * 1000).margin(1));
  CHECK(response.people == 2);
  CHECK(response.before->value == Approx(40'000));
  REQUIRE(response.goal);
  CHECK(response.goal->high == 28'000);
  CHECK(response.standing == Standing::good);
  CHECK(figure_of(report, "turns").total->value == Approx(18));
  CHECK(cell(report, "a", "response_mean_ms")->value == Approx(35'000));
  CHECK(cell(report, "b", "response_mean_ms")->value == Approx(10'000));
  CHECK_FALSE(cell(report, "c", "response_mean_ms"));
  std::vector<std::string> names;
  for (const auto& row : report.rows) names.push_back(fmt::format("{} {}", row.person.id, row.days));
  CHECK(names == std::vector<std::string>{"a 2", "b 1", "c 0"});
  // The same as the ranking says of the same days.
  const auto ranking = get(desk.ranking({"售前", "", RankBy::month, day("2026-03-15")}, kApril));
  for (const auto& figure : ranking.figures) CHECK(figure.total == figure_of(report, figure.name).total);
  CHECK(says(report, "投诉没有来源"));
}

TEST_CASE("without a day it is the last period that is over; one that runs says up to when it goes") {
  Desk desk;
  fill(desk);
  CHECK(get(desk.team_report({"售前", RankBy::month, {}}, kApril)).from == day("2026-03-01"));
  const auto week = get(desk.team_report({"售前", RankBy::week, {}}, at("2026-03-11 12:00:00")));
  CHECK(week.from == day("2026-03-02"));
  CHECK(week.to == day("2026-03-08"));
  const auto running = get(desk.team_report({"售前", RankBy::week, day("2026-03-10")}, at("2026-03-11 12:00:00")));
  CHECK_FALSE(running.over);
  CHECK(running.to == day("2026-03-10"));
  CHECK(running.before_to == day("2026-03-03"));
  CHECK(running.status != overlay::FigureStatus::final);
  CHECK(says(running, "还没过完"));
  const auto today = get(desk.team_report({"售前", RankBy::week, day("2026-03-09")}, at("2026-03-09 12:00:00")));
  CHECK_FALSE(today.before_from);
  CHECK(says(today, "没有与上期的对比"));
  CHECK(desk.team_report({"售前", RankBy::week, day("2026-03-12")}, at("2026-03-11 12:00:00")).error().kind ==
        ErrorKind::not_found);
  CHECK(desk.team_report({"售前", RankBy::day, {}}, kApril).error().kind == ErrorKind::wrong_use);
  CHECK(desk.team_report({"没有", RankBy::month, {}}, kApril).error().kind == ErrorKind::not_found);
  desk.as_rep("a");
  CHECK(desk.team_report({"售前", RankBy::month, {}}, kApril).error().kind == ErrorKind::not_found);
  CHECK(desk.department_report({RankBy::month, {}}, kApril).error().kind == ErrorKind::not_found);
}

TEST_CASE("who was off all month has no values and is told as off; who left before is not in it; special days are named") {
  Desk desk;
  fill(desk);
  for (Day date = day("2026-03-01"); date <= day("2026-03-31"); date = date + 1) {
    desk.shift("c", to_string(date), model::ShiftKind::leave);
  }
  desk.left("b", "2026-02-20");
  desk.special("2026-03-08", "女王节");
  desk.special("2026-02-14", "年货节");
  const auto report = march(desk);
  REQUIRE(report.rows.size() == 2);
  CHECK(report.rows[1].person.id == "c");
  CHECK(report.rows[1].off);
  CHECK(says(report, "含特殊日子 3 月 8 日（女王节）"));
  CHECK(says(report, "上个月含特殊日子 2 月 14 日（年货节）"));
}

TEST_CASE("the work of the period: to-dos on a list in it, hand-offs of its series, nothing dropped") {
  Desk desk;
  fill(desk);
  const auto old = task(desk, "t1", model::TaskKind::todo, "2026-02-27 10:00:00");
  put(desk, get(team::finish(old, "", on("2026-03-02 10:00:00"))));
  task(desk, "t2", model::TaskKind::todo, "2026-03-05 10:00:00");
  put(desk, get(team::drop(task(desk, "t3", model::TaskKind::todo, "2026-03-06 10:00:00"), "重复", on("2026-03-06 11:00:00"))));
  const auto late = task(desk, "t4", model::TaskKind::todo, "2026-03-30 10:00:00");
  put(desk, get(team::finish(late, "", on("2026-04-01 10:00:00"))));
  task(desk, "t5", model::TaskKind::todo, "2026-04-01 10:00:00");
  const auto handed = task(desk, "h1", model::TaskKind::handoff, "2026-03-06 10:00:00", "仓库");
  put(desk, get(team::finish(handed, "已补发", on("2026-03-07 10:00:00"))));
  task(desk, "h2", model::TaskKind::handoff, "2026-03-31 10:00:00", "快递");
  const auto work = march(desk).work;
  CHECK(work.todos == 3);
  CHECK(work.todos_done == 1);
  CHECK(work.handoffs == 2);
  CHECK(work.handoffs_done == 1);
}

TEST_CASE("departments: what they received, answered in time and left open, with the older open ones and no rep's name") {
  Desk desk;
  fill(desk);
  task(desk, "old", model::TaskKind::handoff, "2026-02-20 10:00:00", "仓库");
  for (int i = 0; i < 5; ++i) {
    const auto one = task(desk, fmt::format("h{}", i), model::TaskKind::handoff, "2026-03-06 10:00:00", "仓库");
    // Four by the end of the next day, one later.
    put(desk, get(team::finish(one, "已补发", on(i < 4 ? "2026-03-06 12:00:00" : "2026-03-09 10:00:00"))));
  }
  put(desk, get(team::drop(task(desk, "d", model::TaskKind::handoff, "2026-03-06 10:00:00", "仓库"), "误填",
                           on("2026-03-06 11:00:00"))));
  const auto waiting = task(desk, "q", model::TaskKind::handoff, "2026-03-10 10:00:00", "快递");
  put(desk, get(team::explain(waiting, model::TaskCause::waiting, "", on("2026-03-10 11:00:00"))));
  const auto report = get(desk.department_report({RankBy::month, day("2026-03-15")}, kApril));
  CHECK(report.groups == std::vector<std::string>{"售前"});
  REQUIRE(report.departments.size() == 2);
  const auto& store = report.departments[0];
  CHECK(store.department == "仓库");
  CHECK(store.received == 5);
  CHECK(store.done == 5);
  CHECK(store.in_time == 4);
  CHECK(store.open == 0);
  CHECK(store.median_ms == 2.0 * 3600 * 1000);
  CHECK(store.received_before == 1);
  CHECK(store.in_time_before == 0);
  REQUIRE(store.open_ones.size() == 1);
  CHECK(store.open_ones[0].number == "0220-1");
  CHECK(store.open_ones[0].days == 49);
  CHECK(store.open_ones[0].overdue);
  const auto& courier = report.departments[1];
  CHECK(courier.open == 1);
  CHECK(courier.overdue == 1);
  CHECK_FALSE(courier.median_ms);
  // A cause without words of its own is told too.
  CHECK(courier.open_ones.at(0).cause.zh == team::words_of(model::TaskCause::waiting).zh);
  for (const char* format : {"markdown", "csv"}) {
    const auto which = std::string(format) == "csv" ? overlay::ReportFormat::csv : overlay::ReportFormat::markdown;
    const auto file =
        get(desk.report_file({overlay::ReportOf::departments, which, false, "", RankBy::month, day("2026-03-15")}, kApril));
    CHECK(file.name == std::string("部门监督报告-2026-03.") + (which == overlay::ReportFormat::csv ? "csv" : "md"));
    CHECK_FALSE(file.base64.empty());
  }
}
