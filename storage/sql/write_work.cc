// SPDX-License-Identifier: Apache-2.0
// Tasks and what happens to them.
#include <algorithm>
#include <limits>

#include "storage/sql/task_columns.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kPutTask{
    "INSERT INTO task (team_id, " RIGONG_TASK_COLUMNS
    ", end_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41) ON CONFLICT (team_id, "
    "task_id) DO UPDATE "
    "SET "
    "state = excluded.state, title = excluded.title, owner = excluded.owner, from_day = excluded.from_day, "
    "until_day = excluded.until_day, due_at = excluded.due_at, department = excluded.department, "
    "accepted_by = excluded.accepted_by, accepted_at = excluded.accepted_at, progress = excluded.progress, "
    "cause = excluded.cause, cause_words = excluded.cause_words, result = excluded.result, closed_at = excluded.closed_at, "
    "closed_on = excluded.closed_on, closed_by = excluded.closed_by, version = excluded.version, "
    "changed_at = excluded.changed_at, major = excluded.major, seen_by = excluded.seen_by, seen_at = excluded.seen_at, "
    "passed_by = excluded.passed_by, outcome = excluded.outcome, tries = excluded.tries, complaint = excluded.complaint, found = "
    "excluded.found, "
    "found_at = excluded.found_at, end_day = excluded.end_day"};
constexpr Query kPutStep{
    "INSERT INTO promise_step (team_id, step_id, zh, en, hidden) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (team_id, step_id) DO UPDATE SET zh = excluded.zh, en = excluded.en, hidden = excluded.hidden"};
constexpr Query kAddEvent{
    "INSERT INTO task_event (team_id, task_id, n, what, at, by_person, text, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr Query kLastNumber{
    "SELECT coalesce(max(number), 0) FROM task WHERE team_id = $1 AND group_name = $2 AND from_day = $3 AND number > 0"};
constexpr Query kTick{
    "INSERT INTO task_tick (team_id, task_id, day) VALUES ($1, $2, $3) ON CONFLICT (team_id, task_id, day) DO NOTHING"};
constexpr Query kUntick{"DELETE FROM task_tick WHERE team_id = $1 AND task_id = $2 AND day = $3"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 80;
constexpr std::size_t kMostStepIdBytes = 64;
constexpr std::size_t kMostTitleBytes = 1024;
constexpr std::size_t kMostWordsBytes = 4096;

// The last day on whose list the task stands.
Day end_day(const model::Task& task) {
  if (task.closed_on) return std::max(task.from, *task.closed_on);
  return task.until.value_or(Day{std::numeric_limits<std::int32_t>::max()});
}

}  // namespace

Result<model::Task> Writer::put_task(const model::Task& given, const model::TaskEvent& event) {
  RIGONG_TRY(check_text(given.id, kMostIdBytes, "id"));
  RIGONG_TRY(check_text(given.title, kMostTitleBytes, "title"));
  for (const std::string* text : {&given.group, &given.owner, &given.asked, &given.made_by, &given.department, &given.accepted_by,
                                  &given.step, &given.link.ref, &given.closed_by, &given.seen_by, &given.passed_by, &event.by}) {
    RIGONG_TRY(check_text(*text, kMostBytes, "name"));
  }
  for (const std::string* text : {&given.progress, &given.cause_words, &given.found, &given.result, &event.text}) {
    RIGONG_TRY(check_text(*text, kMostWordsBytes, "words"));
  }
  RIGONG_ASSIGN(const auto before, task(given.id));
  const std::int64_t last = before ? before->version : 0;
  if (event.task != given.id || event.number != last + 1 || given.version != event.number) {
    return fail(ErrorKind::wrong_use, "这一项在这期间被改过。请刷新后再试。",
                "This was changed meanwhile. Reload and try again.");
  }
  model::Task task = given;
  if (task.kind == model::TaskKind::handoff && task.number == 0) {
    RIGONG_TRY(db_.each(kLastNumber, {team_, task.group, task.from}, [&](const Row& row) {
      task.number = row.as<std::int32_t>(0) + 1;
      return true;
    }));
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutTask, {team_,
                                task.id,
                                task.kind,
                                task.state,
                                task.title,
                                task.group,
                                task.owner,
                                task.asked,
                                task.made_by,
                                task.made_at,
                                task.from,
                                task.until,
                                Value::time(task.due_at),
                                task.number,
                                task.late ? 1 : 0,
                                task.department,
                                task.accepted_by,
                                Value::time(task.accepted_at),
                                task.step,
                                task.link.kind,
                                task.link.ref,
                                task.link.day,
                                task.progress,
                                task.cause,
                                task.cause_words,
                                task.result,
                                Value::time(task.closed_at),
                                task.closed_on,
                                task.closed_by,
                                task.version,
                                task.changed_at,
                                task.major ? 1 : 0,
                                task.seen_by,
                                Value::time(task.seen_at),
                                task.passed_by,
                                task.outcome,
                                task.tries,
                                task.complaint ? 1 : 0,
                                task.found,
                                Value::time(task.found_at),
                                end_day(task)}));
  RIGONG_TRY(db_.run(kAddEvent, {team_, task.id, event.number, event.what, event.at, event.by, event.text, event.day}));
  if (event.what == model::TaskEvent::What::kept) RIGONG_TRY(db_.run(kTick, {team_, task.id, event.day}));
  if (event.what == model::TaskEvent::What::unkept) RIGONG_TRY(db_.run(kUntick, {team_, task.id, event.day}));
  return task;
}

Status Writer::put_step_setting(const model::StepSetting& step) {
  RIGONG_TRY(check_text(step.id, kMostStepIdBytes, "id"));
  for (const std::string* text : {&step.zh, &step.en}) RIGONG_TRY(check_text(*text, kMostBytes, "words"));
  if (step.id.empty()) {
    return fail(ErrorKind::wrong_use, "要说明是哪一步。请刷新后再试。", "Say which step it is. Reload and try again.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutStep, {team_, step.id, step.zh, step.en, step.hidden ? 1 : 0}));
  return {};
}

}  // namespace rigong::storage::sql
