// SPDX-License-Identifier: Apache-2.0
#include "agent/team/follow_ups.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "agent/team/task_rules.h"
#include "agent/team/workday.h"

namespace rigong::team {
namespace {

using model::FollowUpOutcome;
using model::Task;
using model::TaskEvent;
using model::TaskKind;
using model::TaskState;

Status check_follow_up(const Task& task) {
  RIGONG_TRY(check_open(task));
  if (task.kind == TaskKind::follow_up) return {};
  return fail(ErrorKind::refused, "只有回访可以记是否联系上。", "Only of a follow-up is said whether the customer was reached.");
}

}  // namespace

Result<Happened> follow_up_of(const Task& handoff, std::string id, Day day, TimeMs due_at, const Actor& actor) {
  if (handoff.kind != TaskKind::handoff) {
    return fail(ErrorKind::refused, "只有对接在关闭时可以约回访；其他的请另加一条回访。",
                "Only a hand-off is closed with a follow-up; for anything else add one of its own.");
  }
  NewTask wanted;
  wanted.id = std::move(id);
  wanted.kind = TaskKind::follow_up;
  wanted.title = handoff.title;
  wanted.group = handoff.group;
  wanted.owner = handoff.owner;
  wanted.from = day;
  wanted.due_at = due_at;
  wanted.link = {model::TaskLink::Kind::task, handoff.id, handoff.from};
  return begin(wanted, actor);
}

Result<Happened> reached(const Task& task, FollowUpOutcome outcome, const std::string& words, const Actor& actor) {
  RIGONG_TRY(check_follow_up(task));
  if (outcome == FollowUpOutcome::none) {
    return fail(ErrorKind::wrong_use, "请选回访的结果。", "Choose what came of the follow-up.");
  }
  RIGONG_TRY(check_words(words, kMostWords, {"客户怎么说", "what the customer said"}, outcome == FollowUpOutcome::unsettled));
  Happened happened = closed(task, TaskState::done, TaskEvent::What::done, words, actor);
  happened.task.outcome = outcome;
  return happened;
}

Result<Happened> not_reached(const Task& task, Day day, TimeMs again_at, const std::string& words, const Actor& actor) {
  RIGONG_TRY(check_follow_up(task));
  if (again_at == kNoTime) {
    return fail(ErrorKind::wrong_use, "请选再联系的时间；不再联系请作废并写明原因。",
                "Choose when to try again; to stop trying, drop it with a reason.");
  }
  RIGONG_TRY(check_due(again_at, day, actor));
  RIGONG_TRY(check_words(words, kMostWords, {"说明", "the note"}, false));
  Happened happened = next_of(task, TaskEvent::What::not_reached, std::string(trim(words)), actor);
  ++happened.task.tries;
  happened.task.from = day;
  happened.task.due_at = again_at;
  if (!happened.event.text.empty()) happened.task.progress = happened.event.text;
  return happened;
}

FollowUpShare follow_up_share(std::span<const Task> tasks, Day from, Day to, TimeMs now) {
  FollowUpShare share;
  for (const Task& task : tasks) {
    if (task.kind != TaskKind::follow_up || task.from < from || task.from > to) continue;
    if (task.state == TaskState::dropped) ++share.dropped;
    if (task.state == TaskState::done) ++share.done;
    if (task.state == TaskState::done || is_overdue(task, now)) ++share.due;
    if (task.outcome == FollowUpOutcome::unsettled) ++share.unsettled;
  }
  return share;
}

Words follow_up_words(const FollowUpShare& share) {
  if (share.due == 0) return {};
  Words words{fmt::format("回访完成 {}/{}", share.done, share.due), fmt::format(" Followed up {} of {}", share.done, share.due)};
  if (share.unsettled > 0) {
    words.zh += fmt::format("，其中 {} 位说还没解决", share.unsettled);
    words.en += share.unsettled == 1 ? ", one not settled" : fmt::format(", {} not settled", share.unsettled);
  }
  return {words.zh + "。", words.en + "."};
}

}  // namespace rigong::team
