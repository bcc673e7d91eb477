// SPDX-License-Identifier: Apache-2.0
#include "agent/team/complaints.h"

#include "agent/base/text.h"
#include "agent/team/task_rules.h"

namespace rigong::team {
namespace {

using model::Task;
using model::TaskState;

bool cause_missing(const Task& task) { return task.complaint && task.found_at == kNoTime; }
TimeMs cause_by(const Task& task) { return task.made_at + kCauseWithinMs; }

}  // namespace

TimeMs answer_by(const Task& task) { return task.due_at != kNoTime ? task.due_at : task.made_at + kAnswerWithinMs; }

NextDue next_due(const Task& task) {
  if (cause_missing(task)) {
    // An answer that is wanted sooner comes first.
    return {ComplaintStep::cause, std::min(cause_by(task), answer_by(task))};
  }
  if (task.complaint) return {ComplaintStep::answer, answer_by(task)};
  return {ComplaintStep::none, task.due_at};
}

ComplaintStep late_step(const Task& task, TimeMs now) {
  if (!task.complaint || task.state != TaskState::open) return ComplaintStep::none;
  const auto untold = [&](TimeMs due) { return due < now && (task.seen_at == kNoTime || task.seen_at <= due); };
  if (untold(answer_by(task))) return ComplaintStep::answer;
  return cause_missing(task) && untold(cause_by(task)) ? ComplaintStep::cause : ComplaintStep::none;
}

ComplaintShare complaint_share(std::span<const Task> tasks, Day from, Day to, TimeMs now) {
  ComplaintShare share;
  for (const Task& task : tasks) {
    if (!task.complaint || task.state == TaskState::dropped || task.from < from || task.from > to) continue;
    ++share.received;
    const bool answered = task.state == TaskState::done;
    const TimeMs known = task.found_at != kNoTime ? task.found_at : answered ? task.closed_at : kNoTime;
    if (known != kNoTime || cause_by(task) < now) ++share.causes_due;
    if (known != kNoTime && known <= cause_by(task)) ++share.causes_in_time;
    if (answered || answer_by(task) < now) ++share.answers_due;
    if (answered && task.closed_at <= answer_by(task)) ++share.answers_in_time;
  }
  return share;
}

Result<Happened> find_cause(const Task& task, const std::string& words, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  if (!task.complaint) {
    return fail(ErrorKind::refused, "这一项没有标为投诉。为什么没做完，请写在“原因”里。",
                "This is not marked as a complaint. Why it is not finished goes to its cause.");
  }
  RIGONG_TRY(check_words(words, kMostWords, {"投诉的原因", "what caused the complaint"}, true));
  Happened happened = next_of(task, model::TaskEvent::What::found, std::string(trim(words)), actor);
  happened.task.found = happened.event.text;
  if (happened.task.found_at == kNoTime) happened.task.found_at = happened.event.at;
  return happened;
}

}  // namespace rigong::team
