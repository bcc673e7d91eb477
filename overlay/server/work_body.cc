// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/work_body.h"

#include <array>
#include <optional>

#include "overlay/server/ids.h"
#include "overlay/server/one_of.h"

namespace rigong::overlay {
namespace {

// How long a text may be is a rule of the work and answered in its words; this bound only keeps requests small.
constexpr std::size_t kMostWords = 20'000;
constexpr std::size_t kMostSteps = 32;

std::string words(Fields& fields, const char* name) { return fields.text(name, 0, kMostWords); }
std::string person(Fields& fields) { return fields.text("person", 1, 256); }

std::string task_id(Fields& fields) {
  std::string id = fields.text("task", 36, 38);
  if (!is_task_id(id)) fields.fault("task", "应为一项工作的编号。", "It must be the id of a task.");
  return id;
}

std::optional<TaskLink> link(Fields& fields) {
  using Kind = model::TaskLink::Kind;
  std::optional<TaskLink> link;
  fields.object_or_null("link", [&link](Fields& one) {
    link.emplace();
    link->kind = one_of(one, "kind", std::array{Kind::turn, Kind::figure, Kind::task, Kind::talk});
    link->ref = one.text("ref", 1, 200);
    link->day = one.day("day");
  });
  return link;
}

}  // namespace

WorkAct make_task(Fields& fields) {
  MakeTask act;
  act.task_kind =
      one_of(fields, "task_kind", std::array{model::TaskKind::todo, model::TaskKind::handoff, model::TaskKind::follow_up});
  act.person = person(fields);
  act.title = words(fields, "title");
  act.from = fields.day("from");
  act.due_at = fields.time_or_null("due_at");
  act.department = words(fields, "department");
  act.link = link(fields);
  act.major = fields.maybe_flag("major").value_or(false);
  act.complaint = fields.maybe_flag("complaint").value_or(false);
  return act;
}

WorkAct change_task(Fields& fields) {
  ChangeTask act;
  act.task = task_id(fields);
  act.version = fields.whole("version", 1, 1'000'000'000);
  act.title = words(fields, "title");
  act.from = fields.day("from");
  act.due_at = fields.time_or_null("due_at");
  act.department = words(fields, "department");
  act.major = fields.maybe_flag("major");
  act.complaint = fields.maybe_flag("complaint");
  return act;
}

WorkAct give_task(Fields& fields) {
  GiveTask act;
  act.task = task_id(fields);
  act.person = person(fields);
  return act;
}

WorkAct pass_task(Fields& fields) { return PassTask{task_id(fields)}; }
WorkAct see_task(Fields& fields) { return SeeTask{task_id(fields)}; }

WorkAct accept_task(Fields& fields) {
  AcceptTask act;
  act.task = task_id(fields);
  act.by = words(fields, "by");
  return act;
}

WorkAct note_progress(Fields& fields) {
  NoteProgress act;
  act.task = task_id(fields);
  act.words = words(fields, "words");
  return act;
}

WorkAct find_cause(Fields& fields) {
  FindCause act;
  act.task = task_id(fields);
  act.words = words(fields, "words");
  return act;
}

WorkAct explain_task(Fields& fields) {
  using model::TaskCause;
  ExplainTask act;
  act.task = task_id(fields);
  act.cause =
      one_of(fields, "cause",
             std::array{TaskCause::none, TaskCause::workload, TaskCause::ability, TaskCause::attitude, TaskCause::waiting});
  act.words = words(fields, "words");
  return act;
}

WorkAct finish_task(Fields& fields) {
  FinishTask act;
  act.task = task_id(fields);
  act.result = words(fields, "result");
  act.follow_up_at = fields.maybe_time("follow_up_at");
  return act;
}

WorkAct follow_up(Fields& fields) {
  using model::FollowUpOutcome;
  FollowUp act;
  act.task = task_id(fields);
  act.outcome =
      one_of(fields, "outcome", std::array{FollowUpOutcome::none, FollowUpOutcome::settled, FollowUpOutcome::unsettled});
  act.words = words(fields, "words");
  act.again_at = fields.time_or_null("again_at");
  return act;
}

WorkAct drop_task(Fields& fields) {
  DropTask act;
  act.task = task_id(fields);
  act.reason = words(fields, "reason");
  return act;
}

WorkAct reopen_task(Fields& fields) { return ReopenTask{task_id(fields)}; }

WorkAct tick_promise(Fields& fields) {
  TickPromise act;
  act.task = task_id(fields);
  act.day = fields.day("day");
  act.kept = fields.flag("kept");
  return act;
}

WorkAct choose_promises(Fields& fields) {
  ChoosePromises act;
  act.person = person(fields);
  act.from = fields.day("from");
  act.until = fields.day("until");
  fields.objects("steps", kMostSteps, Need::needed, [&act](Fields& one) {
    ChoosePromises::Step step;
    step.step = one.text("step", 0, 64);
    step.title = one.text("title", 0, kMostWords);
    act.steps.push_back(std::move(step));
  });
  return act;
}

WorkAct set_step(Fields& fields) {
  SetStep act;
  act.step = fields.text("step", 0, 64);
  fields.object("title", [&act](Fields& one) {
    act.title.zh = one.text("zh", 0, kMostWords);
    act.title.en = one.text("en", 0, kMostWords);
  });
  return act;
}

WorkAct hide_step(Fields& fields) {
  HideStep act;
  act.step = fields.text("step", 1, 64);
  act.hidden = fields.flag("hidden");
  return act;
}

WorkAct reset_steps(Fields&) { return ResetSteps{}; }

}  // namespace rigong::overlay
