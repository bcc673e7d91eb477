// SPDX-License-Identifier: Apache-2.0
// A group's series of hand-offs, the day's close, the departments' sheets.
#include "agent/team/handoffs.h"

#include <algorithm>

#include "agent/runtime/answers/tasks.h"

namespace rigong::runtime {
namespace {

using model::TaskKind;
using model::TaskState;

constexpr int kSheetDays = 30;

tl::unexpected<Error> no_such_group() {
  return fail(ErrorKind::not_found, "没有这个组的对接。请从组里选一个。",
              "There are no hand-offs of that group. Choose one of those offered.");
}

// Those the viewer may look at: the team's groups, and such as have hand-offs although nobody is in them any more.
std::vector<std::string> groups_for(const Scene& scene, const team::Subject& who, const std::vector<model::Task>& handoffs) {
  std::set<std::string> names;
  for (const std::string& group : scene.cast.groups()) names.insert(group);
  for (const model::Task& task : handoffs) names.insert(task.group);
  if (!who.person.empty()) names.insert(who.group);
  std::erase_if(names, [&](const std::string& group) { return !team::may(who, team::Deed::see_handoffs, {"", group}); });
  return in_trade_order(std::move(names));
}

}  // namespace

Result<overlay::Handoffs> answer_handoffs(Reading& reading, const overlay::HandoffsQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  overlay::Handoffs answer;
  answer.today = scene.today;
  answer.day = query.day.value_or(scene.today);
  if (answer.day > scene.today) return day_to_come(answer.day);
  answer.departments_from = answer.day - (kSheetDays - 1);
  RIGONG_ASSIGN(auto handoffs, reading.view.tasks({answer.departments_from, answer.day, "", TaskKind::handoff}));
  const team::Subject who = scene.subject();
  answer.groups = groups_for(scene, who, handoffs);
  if (query.group) {
    if (std::find(answer.groups.begin(), answer.groups.end(), *query.group) == answer.groups.end()) return no_such_group();
    answer.group = *query.group;
  } else if (!answer.groups.empty()) {
    const bool own = std::find(answer.groups.begin(), answer.groups.end(), who.group) != answer.groups.end();
    answer.group = own && !who.person.empty() ? who.group : answer.groups.front();
  }
  std::erase_if(handoffs, [&](const model::Task& task) { return task.group != answer.group; });
  std::sort(handoffs.begin(), handoffs.end(),
            [](const model::Task& a, const model::Task& b) { return std::pair(a.from, a.number) < std::pair(b.from, b.number); });
  std::vector<model::Task> of_day;
  std::vector<model::Task> before;
  std::vector<model::Task> counted;
  for (const model::Task& task : handoffs) {
    if (task.from == answer.day) of_day.push_back(task);
    if (task.from < answer.day && task.state == TaskState::open) before.push_back(task);
    if (task.from >= answer.departments_from) counted.push_back(task);
  }
  for (const model::Task& task : of_day) answer.rows.push_back(shown_task(scene, task, task.state, answer.day));
  for (const model::Task& task : before) answer.open_before.push_back(shown_task(scene, task, task.state, answer.day));
  answer.close = team::close_of_day(answer.group, answer.day, of_day, before);
  const auto end_of_day = [&](Day day) { return scene.calendar.day_start(day + 1); };
  for (const team::DepartmentSheet& sheet : team::department_sheets(counted, scene.now(), end_of_day)) {
    answer.departments.push_back(
        {sheet.department, sheet.received, sheet.accepted, sheet.done, sheet.in_time, sheet.open, sheet.overdue});
  }
  return answer;
}

}  // namespace rigong::runtime
