// SPDX-License-Identifier: Apache-2.0
// 部门监督报告: what other departments received from customer service, answered in time and left open. Facts and numbers of
// hand-offs; reps are not named in it.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "agent/metrics/statistics.h"
#include "agent/runtime/answers/reports.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/team/handoffs.h"
#include "agent/team/tasks.h"
#include "agent/team/workday.h"

namespace rigong::runtime {
namespace {

using model::Task;
using model::TaskState;

// A median of fewer says more about single cases than about a department.
constexpr std::size_t kLeastForMedian = 5;

bool within(const Task& task, Day from, Day to) { return from <= task.from && task.from <= to; }

overlay::OpenHandoff open_one(const Scene& scene, const Task& task, TimeMs due) {
  overlay::OpenHandoff open;
  open.number = team::shown_number(task);
  open.group = task.group;
  open.title = task.title;
  open.from = task.from;
  open.days = scene.today - task.from;
  open.overdue = scene.now() > due;
  open.major = task.major;
  open.progress = task.progress;
  open.cause = team::cause_of(task);
  return open;
}

}  // namespace

Result<overlay::DepartmentReport> answer_department_report(Reading& reading, const overlay::DepartmentReportQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  // Of all groups together, so for whoever sees them all.
  RIGONG_ASSIGN(const std::string any, scene.group_to_look_at(""));
  RIGONG_ASSIGN(const RankSpan span, report_span(query.by, query.day, scene.today));
  overlay::DepartmentReport report;
  report.today = scene.today;
  report.by = query.by;
  report.from = span.from;
  report.to = span.to;
  report.over = span.over;
  report.before_from = span.before_from;
  report.before_to = span.before_to;
  RIGONG_ASSIGN(auto handoffs, reading.view.tasks({report.before_from, scene.today, "", model::TaskKind::handoff}));
  std::erase_if(handoffs, [](const Task& task) { return task.state == TaskState::dropped; });

  const auto end_of_day = [&](Day day) { return scene.calendar.day_start(day + 1); };
  const auto sheets_of = [&](Day from, Day to) {
    std::vector<Task> some;
    std::copy_if(handoffs.begin(), handoffs.end(), std::back_inserter(some),
                 [&](const Task& task) { return within(task, from, to); });
    return team::department_sheets(some, scene.now(), end_of_day);
  };
  std::map<std::string, std::size_t> place;
  const auto department = [&](const std::string& name) -> overlay::DepartmentWork& {
    const auto [at, is_new] = place.try_emplace(name, report.departments.size());
    if (is_new) report.departments.push_back({name});
    return report.departments[at->second];
  };
  for (const team::DepartmentSheet& sheet : sheets_of(report.from, report.to)) {
    overlay::DepartmentWork& work = department(sheet.department);
    work.received = sheet.received;
    work.accepted = sheet.accepted;
    work.done = sheet.done;
    work.in_time = sheet.in_time;
    work.open = sheet.open;
    work.overdue = sheet.overdue;
  }
  for (const team::DepartmentSheet& sheet : sheets_of(report.before_from, report.before_to)) {
    overlay::DepartmentWork& work = department(sheet.department);
    work.received_before = sheet.received;
    work.in_time_before = sheet.in_time;
  }
  std::map<std::string, std::vector<std::int64_t>> lengths;  // From being entered to the result, in ms.
  std::set<std::string> groups;
  std::sort(handoffs.begin(), handoffs.end(), [](const Task& a, const Task& b) {
    return std::tie(a.from, a.group, a.number) < std::tie(b.from, b.group, b.number);
  });
  for (const Task& task : handoffs) {
    if (within(task, report.from, report.to)) {
      groups.insert(task.group);
      if (task.state == TaskState::done) lengths[task.department].push_back(task.closed_at - task.made_at);
    }
    if (task.state != TaskState::open || report.to < task.from) continue;
    const TimeMs due = team::due_of(task, end_of_day);
    department(task.department).open_ones.push_back(open_one(scene, task, due));
  }
  for (auto& [name, each] : lengths) {
    if (each.size() < kLeastForMedian) continue;
    if (const auto median = metrics::median(each)) department(name).median_ms = static_cast<double>(*median);
  }
  report.groups = in_trade_order(std::move(groups));
  return report;
}

}  // namespace rigong::runtime
