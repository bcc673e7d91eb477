// SPDX-License-Identifier: Apache-2.0
// The lead's day report: each rep's day, the group's figures, what goes on tomorrow.
#include "agent/team/day_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/team/workday.h"

namespace rigong::runtime {
namespace {

using model::TaskKind;
using model::TaskState;

constexpr std::size_t kFigures = 5;  // Those of the self-check, which stand first.

// "94.1%（16/17）", "42.3 秒", "1.38".
Words shown(overlay::Unit unit, const overlay::Value& value) {
  const auto counts = [&](const char* form) {
    return fmt::format(fmt::runtime(form), static_cast<std::int64_t>(value.numerator),
                       static_cast<std::int64_t>(value.denominator));
  };
  if (value.few) return {counts("{}/{}"), counts("{}/{}")};
  if (!value.value) return {"—", "—"};
  switch (unit) {
    case overlay::Unit::share:
      return {fmt::format("{:.1f}%", *value.value * 100) + counts("（{}/{}）"),
              fmt::format("{:.1f} %", *value.value * 100) + counts(" ({}/{})")};
    case overlay::Unit::ms:
      return {fmt::format("{:.1f} 秒", *value.value / kSecondMs), fmt::format("{:.1f} s", *value.value / kSecondMs)};
    case overlay::Unit::ratio:
      return {fmt::format("{:.2f}", *value.value), fmt::format("{:.2f}", *value.value)};
    case overlay::Unit::fen:
      return {fmt::format("¥{:.2f}", *value.value / 100), fmt::format("¥{:.2f}", *value.value / 100)};
    case overlay::Unit::count:
      break;
  }
  return {fmt::format("{:.0f}", *value.value), fmt::format("{:.0f}", *value.value)};
}

std::vector<Words> figures_of(const std::vector<overlay::TeamColumn>& columns) {
  std::vector<Words> figures;
  for (const overlay::TeamColumn& column : columns) {
    if (!column.total) continue;
    const Words title = metrics::find_figure(column.name)->title;
    const Words value = shown(column.unit, *column.total);
    figures.push_back({title.zh + " " + value.zh, title.en + " " + value.en});
  }
  return figures;
}

// The person's tasks of the day, in the order of the list; as they stood at its end.
std::vector<model::Task> list_of(const std::vector<model::Task>& all, const std::string& person, Day day) {
  std::vector<model::Task> list;
  for (const model::Task& task : all) {
    const team::OnDay state = team::on_day(task, day);
    if (task.owner != person || state == team::OnDay::not_listed) continue;
    list.push_back(task);
    if (state == team::OnDay::open) list.back().state = TaskState::open;
  }
  team::sort_list(list, day);
  return list;
}

std::vector<model::Task> open_of(std::vector<model::Task> list) {
  std::erase_if(list, [](const model::Task& task) { return task.state != TaskState::open; });
  return list;
}

void count_handoffs(const std::vector<model::Task>& all, overlay::DayReport& report) {
  for (const model::Task& task : all) {
    if (task.kind != TaskKind::handoff || task.group != report.group) continue;
    if (task.from == report.day && task.state != TaskState::dropped) ++report.handoffs_received;
    if (team::on_day(task, report.day) == team::OnDay::done) ++report.handoffs_done;
    if (team::on_day(task, report.day) == team::OnDay::open) ++report.handoffs_open;
  }
}

}  // namespace

Result<overlay::DayReport> answer_day_report(Reading& reading, const overlay::DayReportQuery& query) {
  RIGONG_ASSIGN(const overlay::Team team, answer_team(reading, {query.group, "", query.day}));
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  overlay::DayReport report;
  report.group = team.group;
  report.groups = scene.cast.groups_of_reps(query.day.value_or(scene.today), team.group);
  report.today = scene.today;
  report.day = query.day.value_or(scene.today);
  report.figures_day = team.day;
  report.columns.assign(team.columns.begin(), team.columns.begin() + static_cast<long>(std::min(kFigures, team.columns.size())));

  RIGONG_ASSIGN(const auto all, reading.view.tasks({report.day, report.day, "", {}}));
  RIGONG_ASSIGN(const auto ticks, reading.view.task_ticks({report.day, report.day, "", TaskKind::promise}));
  const auto kept = kept_days(ticks);
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, report.day, report.day));
  team::DayReportFacts facts;
  for (const Somebody* somebody : scene.cast.group_on(team.group, report.day)) {
    if (somebody->person.role != overlay::Role::rep) continue;
    overlay::DayReportRow row;
    row.person = somebody->person;
    row.off = roster.off(*somebody, report.day);
    const auto of_team =
        std::find_if(team.rows.begin(), team.rows.end(), [&](const auto& each) { return each.person.id == row.person.id; });
    if (of_team != team.rows.end() && team.day == report.day) {
      row.sheet = of_team->sheet;
      row.customers = of_team->customers;
    }
    const auto list = list_of(all, row.person.id, report.day);
    const auto share = team::done_share(list, report.day);
    row.done = share.done;
    row.open = share.open;
    for (const model::Task& task : all) {
      if (task.owner != row.person.id || !team::is_promised_on(task, report.day)) continue;
      ++row.promised;
      if (kept.contains(task.id)) ++row.kept;
    }
    const auto open = open_of(list);
    for (const model::Task& task : open) row.unfinished.push_back(shown_task(scene, task, TaskState::open, report.day));
    facts.people.push_back({row.person.name, row.off, row.done, row.open, open});
    report.done += row.done;
    report.open += row.open;
    report.rows.push_back(std::move(row));
  }
  if (!reading.viewer.person.empty()) {
    facts.mine = list_of(all, reading.viewer.person, report.day);
    std::erase_if(facts.mine, [](const model::Task& task) { return task.state == TaskState::dropped; });
  }
  for (const model::Task& task : facts.mine) {
    if (task.state == TaskState::done) ++facts.mine_done;
    report.mine.push_back(shown_task(scene, task, task.state, report.day));
  }
  count_handoffs(all, report);
  facts.group = report.group;
  facts.day = report.day;
  facts.figures_day = report.figures_day;
  facts.figures = figures_of(report.columns);
  facts.handoffs_received = report.handoffs_received;
  facts.handoffs_done = report.handoffs_done;
  facts.handoffs_open = report.handoffs_open;
  report.text = team::day_report(facts);
  return report;
}

}  // namespace rigong::runtime
