// SPDX-License-Identifier: Apache-2.0
// Tasks, their history, and the days on which promises were kept.
#include <algorithm>

#include "storage/sql/reader.h"
#include "storage/sql/task_columns.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kTask{"SELECT " RIGONG_TASK_COLUMNS " FROM task WHERE team_id = $1 AND task_id = $2"};
constexpr Query kTasks{"SELECT " RIGONG_TASK_COLUMNS " FROM task WHERE team_id = $1 AND end_day >= $2 AND from_day <= $3"};
constexpr Query kTasksOf{"SELECT " RIGONG_TASK_COLUMNS
                         " FROM task WHERE team_id = $1 AND (owner = $2 OR (passed_by = $2 AND passed_by <> '')) AND "
                         "end_day >= $3 AND from_day <= $4"};
constexpr Query kUnseen{"SELECT " RIGONG_TASK_COLUMNS
                        " FROM task WHERE team_id = $1 AND major = 1 AND seen_at IS NULL AND state = 0"};
constexpr Query kComplaints{"SELECT " RIGONG_TASK_COLUMNS " FROM task WHERE team_id = $1 AND complaint = 1 AND state = 0"};
constexpr Query kSteps{"SELECT step_id, zh, en, hidden FROM promise_step WHERE team_id = $1"};
constexpr Query kEvents{
    "SELECT n, what, at, by_person, text, day FROM task_event WHERE team_id = $1 AND task_id = $2 ORDER BY n"};
constexpr Query kTicks{
    "SELECT k.task_id, k.day FROM task t JOIN task_tick k ON k.team_id = t.team_id AND k.task_id = t.task_id "
    "WHERE t.team_id = $1 AND t.end_day >= $2 AND k.day >= $2 AND k.day <= $3"};
constexpr Query kTicksOf{
    "SELECT k.task_id, k.day FROM task t JOIN task_tick k ON k.team_id = t.team_id AND k.task_id = t.task_id "
    "WHERE t.team_id = $1 AND t.owner = $2 AND t.end_day >= $3 AND k.day >= $3 AND k.day <= $4"};

model::Task task_of(const Row& row) {
  model::Task task;
  int column = 0;
  task.id = row.text(column++);
  task.kind = row.as<model::TaskKind>(column++);
  task.state = row.as<model::TaskState>(column++);
  task.title = row.text(column++);
  task.group = row.text(column++);
  task.owner = row.text(column++);
  task.asked = row.text(column++);
  task.made_by = row.text(column++);
  task.made_at = row.integer(column++);
  task.from = row.day(column++);
  task.until = row.maybe_day(column++);
  task.due_at = row.time(column++);
  task.number = row.as<std::int32_t>(column++);
  task.late = row.integer(column++) != 0;
  task.department = row.text(column++);
  task.accepted_by = row.text(column++);
  task.accepted_at = row.time(column++);
  task.step = row.text(column++);
  task.link.kind = row.as<model::TaskLink::Kind>(column++);
  task.link.ref = row.text(column++);
  task.link.day = row.day(column++);
  task.progress = row.text(column++);
  task.cause = row.as<model::TaskCause>(column++);
  task.cause_words = row.text(column++);
  task.result = row.text(column++);
  task.closed_at = row.time(column++);
  task.closed_on = row.maybe_day(column++);
  task.closed_by = row.text(column++);
  task.version = row.integer(column++);
  task.changed_at = row.integer(column++);
  task.major = row.integer(column++) != 0;
  task.seen_by = row.text(column++);
  task.seen_at = row.time(column++);
  task.passed_by = row.text(column++);
  task.outcome = row.as<model::FollowUpOutcome>(column++);
  task.tries = row.as<std::int32_t>(column++);
  task.complaint = row.integer(column++) != 0;
  task.found = row.text(column++);
  task.found_at = row.time(column);
  return task;
}

}  // namespace

Result<std::optional<model::Task>> Reader::task(std::string_view id) {
  std::optional<model::Task> found;
  RIGONG_TRY(db_.each(kTask, {team_, id}, [&](const Row& row) {
    found = task_of(row);
    return true;
  }));
  return found;
}

Result<std::vector<model::Task>> Reader::tasks(const TaskQuery& query) {
  std::vector<model::Task> tasks;
  const auto read = [&](const Row& row) {
    model::Task task = task_of(row);
    if (!query.kind || *query.kind == task.kind) tasks.push_back(std::move(task));
    return true;
  };
  RIGONG_TRY(query.owner.empty() ? db_.each(kTasks, {team_, query.from, query.to}, read)
                                 : db_.each(kTasksOf, {team_, query.owner, query.from, query.to}, read));
  std::sort(tasks.begin(), tasks.end(), [](const model::Task& a, const model::Task& b) { return a.id < b.id; });
  return tasks;
}

Result<std::vector<model::Task>> Reader::unseen_tasks() { return tasks_of(kUnseen); }
Result<std::vector<model::Task>> Reader::open_complaints() { return tasks_of(kComplaints); }

Result<std::vector<model::Task>> Reader::tasks_of(const Query& query) {
  std::vector<model::Task> tasks;
  RIGONG_TRY(db_.each(query, {team_}, [&](const Row& row) {
    tasks.push_back(task_of(row));
    return true;
  }));
  std::sort(tasks.begin(), tasks.end(), [](const model::Task& a, const model::Task& b) { return a.id < b.id; });
  return tasks;
}

Result<std::vector<model::StepSetting>> Reader::step_settings() {
  std::vector<model::StepSetting> steps;
  RIGONG_TRY(db_.each(kSteps, {team_}, [&](const Row& row) {
    steps.push_back({row.text(0), row.text(1), row.text(2), row.integer(3) != 0});
    return true;
  }));
  std::sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return steps;
}

Result<std::vector<model::TaskEvent>> Reader::task_events(std::string_view id) {
  std::vector<model::TaskEvent> events;
  RIGONG_TRY(db_.each(kEvents, {team_, id}, [&](const Row& row) {
    events.push_back({std::string(id), row.integer(0), row.as<model::TaskEvent::What>(1), row.integer(2), row.text(3),
                      row.text(4), row.day(5)});
    return true;
  }));
  return events;
}

Result<std::vector<model::TaskTick>> Reader::task_ticks(const TaskQuery& query) {
  std::vector<model::TaskTick> ticks;
  const auto read = [&](const Row& row) {
    ticks.push_back({row.text(0), row.day(1)});
    return true;
  };
  RIGONG_TRY(query.owner.empty() ? db_.each(kTicks, {team_, query.from, query.to}, read)
                                 : db_.each(kTicksOf, {team_, query.owner, query.from, query.to}, read));
  std::sort(ticks.begin(), ticks.end());
  return ticks;
}

}  // namespace rigong::storage::sql
