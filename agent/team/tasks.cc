// SPDX-License-Identifier: Apache-2.0
#include "agent/team/tasks.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "agent/team/complaints.h"
#include "agent/team/task_rules.h"

namespace rigong::team {
namespace {

using model::Task;
using model::TaskCause;
using model::TaskEvent;
using model::TaskKind;
using model::TaskState;

// Undo is for what was just done; later the history is worth more than a tidy list.
constexpr int kReopenDays = 1;
constexpr int kTickBackDays = 7;

Status check_title(const std::string& title) { return check_words(title, kMostTitle, {"内容", "what it is about"}, true); }

std::string trimmed(const std::string& text) { return std::string(trim(text)); }

Status check_todo_day(Day from, const Actor& actor) {
  if (from < actor.today) {
    return fail(ErrorKind::refused, "不能给过去的日子加待办。请选今天或以后。",
                "A to-do cannot be for a day that has passed. Choose today or later.");
  }
  if (from > actor.today + kFarthestDays) {
    return fail(ErrorKind::refused, "最远只能排到一年以后。", "At most a year ahead can be planned.");
  }
  return {};
}

Status check_handoff_day(Day day, const Actor& actor) {
  if (day > actor.today) {
    return fail(ErrorKind::refused, "对接只能记在今天或以前。", "A hand-off is entered for today or an earlier day.");
  }
  if (actor.today - day > kLatestEntryDays) {
    return fail(ErrorKind::refused, fmt::format("只能补 {} 天以内的对接。", kLatestEntryDays),
                fmt::format("Hand-offs can be entered up to {} days late.", kLatestEntryDays));
  }
  return {};
}

// The event that comes next, at a time not before the last one: a clock that was set back must not turn the history round.
Happened next(Task task, TaskEvent::What what, std::string text, const Actor& actor) {
  TaskEvent event;
  event.task = task.id;
  event.number = ++task.version;
  event.what = what;
  event.at = std::max(actor.now, task.changed_at);
  event.by = actor.person;
  event.text = std::move(text);
  event.day = actor.today;
  task.changed_at = event.at;
  return {std::move(task), std::move(event)};
}

// A to-do and a follow-up are for a day that can be chosen anew; the day of a hand-off is that of its series.
bool has_own_day(const Task& task) { return task.kind == TaskKind::todo || task.kind == TaskKind::follow_up; }

Status check_booked(TimeMs due_at) {
  if (due_at != kNoTime) return {};
  return fail(ErrorKind::wrong_use, "请选回访的时间。", "Choose when to follow up.");
}

void set_seen(Happened& happened, bool seen, const Actor& actor) {
  happened.task.seen_by = seen ? actor.person : std::string();
  happened.task.seen_at = seen ? happened.event.at : kNoTime;
}

Task new_task(std::string id, TaskKind kind, const std::string& title, const std::string& group, const std::string& owner,
              Day from, const Actor& actor) {
  Task task;
  task.id = std::move(id);
  task.kind = kind;
  task.title = trimmed(title);
  task.group = group;
  task.owner = owner;
  task.asked = owner;
  task.made_by = actor.person;
  task.made_at = actor.now;
  task.from = from;
  return task;
}

}  // namespace

Status check_words(const std::string& text, std::size_t most, const Words& what, bool needed) {
  if (needed && trim(text).empty()) {
    return fail(ErrorKind::wrong_use, fmt::format("请写上{}。", what.zh), fmt::format("Write {}.", what.en));
  }
  if (const std::size_t count = character_count(text); count > most) {
    return fail(ErrorKind::wrong_use, fmt::format("{}有 {} 字，最多 {} 字。请写短一些。", what.zh, count, most),
                fmt::format("Of {} there are {} characters; at most {} fit. Make it shorter.", what.en, count, most));
  }
  return {};
}

Status check_open(const Task& task) {
  if (task.state == TaskState::open) return {};
  if (task.state == TaskState::done) {
    return fail(ErrorKind::refused, "这一项已经完成。要改请先恢复。", "This is done already. Take that back first to change it.");
  }
  return fail(ErrorKind::refused, "这一项已经作废。要改请先恢复。", "This was dropped. Take that back first to change it.");
}

Status check_due(TimeMs due_at, Day from, const Actor& actor) {
  if (due_at == kNoTime) return {};
  if (due_at < actor.now) {
    return fail(ErrorKind::refused, "这个时间已经过了。请选一个以后的时间，或不填。",
                "That time has passed. Choose a later one, or none.");
  }
  if (due_at > actor.now + kFarthestDays * kDayMs || from > actor.today + kFarthestDays) {
    return fail(ErrorKind::refused, "最远只能排到一年以后。", "At most a year ahead can be planned.");
  }
  return {};
}

Happened next_of(const Task& task, TaskEvent::What what, std::string text, const Actor& actor) {
  Happened happened = next(task, what, std::move(text), actor);
  if (actor.person == task.owner) happened.task.passed_by.clear();
  return happened;
}

Happened closed(const Task& task, TaskState state, TaskEvent::What what, const std::string& words, const Actor& actor) {
  // Closed by whoever passed it on, it was never accepted: opened again, it is theirs to answer for as before.
  Happened happened = next_of(task, what, trimmed(words), actor);
  happened.task.state = state;
  happened.task.result = trimmed(words);
  happened.task.closed_at = happened.event.at;
  happened.task.closed_on = actor.today;
  happened.task.closed_by = actor.person;
  return happened;
}

Words words_of(TaskCause cause) {
  switch (cause) {
    case TaskCause::workload:
      return {"量大没排上", "too much at once"};
    case TaskCause::ability:
      return {"还不熟", "not practised yet"};
    case TaskCause::attitude:
      return {"没跟上", "not followed up"};
    case TaskCause::waiting:
      return {"等对方部门", "waiting for the department"};
    case TaskCause::none:
      break;
  }
  return {};
}

Words cause_of(const Task& task) {
  const Words kind = words_of(task.cause);
  const std::string said = brief_line(task.cause_words, kMostShown);
  const auto joined = [&](const std::string& word, const char* between) {
    return word.empty() ? said : said.empty() ? word : word + between + said;
  };
  return {joined(kind.zh, "，"), joined(kind.en, ", ")};
}

Result<Happened> begin(const NewTask& wanted, const Actor& actor) {
  const bool handoff = wanted.kind == TaskKind::handoff;
  RIGONG_TRY(check_title(wanted.title));
  if (handoff) {
    RIGONG_TRY(check_words(wanted.department, kMostName, {"对接部门", "the department"}, true));
    RIGONG_TRY(check_handoff_day(wanted.from, actor));
  } else {
    RIGONG_TRY(check_todo_day(wanted.from, actor));
  }
  if (wanted.kind == TaskKind::follow_up) RIGONG_TRY(check_booked(wanted.due_at));
  RIGONG_TRY(check_due(wanted.due_at, wanted.from, actor));
  Task task = new_task(wanted.id, wanted.kind, wanted.title, wanted.group, wanted.owner, wanted.from, actor);
  task.due_at = wanted.due_at;
  task.late = handoff && wanted.from < actor.today;
  if (handoff) task.department = trimmed(wanted.department);
  task.link = wanted.link;
  Happened happened = next(std::move(task), TaskEvent::What::made, trimmed(wanted.title), actor);
  happened.task.major = handoff && wanted.major;
  happened.task.complaint = handoff && wanted.complaint;
  if (happened.task.major) set_seen(happened, wanted.seen, actor);
  return happened;
}

Result<Happened> change(const Task& task, const TaskChange& wanted, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  if (wanted.version != task.version) {
    return fail(
        ErrorKind::refused, "您看的时候，别人也改了这一项。您写的还在，请看过现在的内容再保存一次。",
        "Somebody changed this while you looked at it. What you wrote is still there; look at it as it is now, then save again.");
  }
  RIGONG_TRY(check_title(wanted.title));
  if (task.kind == TaskKind::handoff) {
    RIGONG_TRY(check_words(wanted.department, kMostName, {"对接部门", "the department"}, true));
  } else if (has_own_day(task) && wanted.from != task.from) {
    RIGONG_TRY(check_todo_day(wanted.from, actor));
  }
  if (task.kind == TaskKind::follow_up) RIGONG_TRY(check_booked(wanted.due_at));
  // Where nobody set a time, a complaint is shown with the one that all have; sent back as it is, none was set.
  const bool untouched = task.complaint && task.due_at == kNoTime && wanted.due_at == answer_by(task);
  const TimeMs due_at = untouched ? kNoTime : wanted.due_at;
  if (due_at != task.due_at) RIGONG_TRY(check_due(due_at, wanted.from, actor));
  Happened happened = next(task, TaskEvent::What::changed, task.title, actor);
  happened.task.title = trimmed(wanted.title);
  happened.task.due_at = due_at;
  if (has_own_day(task)) happened.task.from = wanted.from;
  if (task.kind == TaskKind::handoff) {
    happened.task.department = trimmed(wanted.department);
    if (wanted.major && !task.major) set_seen(happened, wanted.seen, actor);
    happened.task.major = wanted.major;
    happened.task.complaint = wanted.complaint;
  }
  return happened;
}

Result<Happened> give(const Task& task, const std::string& to, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  if (task.kind == TaskKind::promise) {
    return fail(ErrorKind::refused, "承诺的小事是本人的，不能转给别人。",
                "A promise is the person's own and is not given to others.");
  }
  // What one was passed, one takes by giving it to oneself.
  const bool accepts = !task.passed_by.empty() && to == task.owner && to == actor.person;
  if (to == task.owner && !accepts) {
    return fail(ErrorKind::refused, "这一项本来就由这位负责。", "This person has it already.");
  }
  Happened happened = next(task, TaskEvent::What::given, to, actor);
  happened.task.owner = to;
  happened.task.passed_by.clear();
  return happened;
}

Result<Happened> pass_on(const Task& task, const std::string& to, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  if (task.kind != TaskKind::handoff) {
    return fail(ErrorKind::refused, "只有对接可以交给主管。", "Only hand-offs are passed to the lead.");
  }
  if (!task.passed_by.empty()) {
    return fail(ErrorKind::refused, "这一项已经交出去了，正等对方接下。", "This was passed on already and waits to be taken.");
  }
  if (to == task.owner) {
    return fail(ErrorKind::refused, "这一项本来就由这位负责。", "This person has it already.");
  }
  Happened happened = next(task, TaskEvent::What::given, to, actor);
  happened.task.owner = to;
  happened.task.passed_by = actor.person;
  return happened;
}

Result<Happened> see(const Task& task, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  const bool unseen = task.major && !is_seen(task);
  if (!unseen && late_step(task, actor.now) == ComplaintStep::none) {
    if (task.major) return fail(ErrorKind::refused, "主管已经知道了。", "The lead knows already.");
    return fail(ErrorKind::refused, "这一项没有要主管知道的事，不用点“知道了”。",
                "There is nothing about this that a lead is to know; there is nothing to note.");
  }
  Happened happened = next(task, TaskEvent::What::seen, {}, actor);
  set_seen(happened, true, actor);
  return happened;
}

Result<Happened> accept(const Task& task, const std::string& by, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  if (task.kind != TaskKind::handoff) {
    return fail(ErrorKind::refused, "只有对接需要接单。", "Only hand-offs are accepted.");
  }
  if (!task.accepted_by.empty()) {
    return fail(ErrorKind::refused, fmt::format("{} 已经接单。", task.accepted_by),
                fmt::format("{} has accepted it already.", task.accepted_by));
  }
  RIGONG_TRY(check_words(by, kMostName, {"接单人", "who has accepted it"}, true));
  Happened happened = next_of(task, TaskEvent::What::accepted, trimmed(by), actor);
  happened.task.accepted_by = happened.event.text;
  happened.task.accepted_at = happened.event.at;
  return happened;
}

Result<Happened> note_progress(const Task& task, const std::string& words, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  RIGONG_TRY(check_words(words, kMostWords, {"进展", "how far it is"}, true));
  Happened happened = next_of(task, TaskEvent::What::progress, trimmed(words), actor);
  happened.task.progress = happened.event.text;
  return happened;
}

Result<Happened> explain(const Task& task, TaskCause cause, const std::string& words, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  RIGONG_TRY(check_words(words, kMostWords, {"原因", "the cause"}, cause == TaskCause::none));
  Happened happened = next_of(task, TaskEvent::What::cause, trimmed(words), actor);
  happened.task.cause = cause;
  happened.task.cause_words = happened.event.text;
  return happened;
}

Result<Happened> finish(const Task& task, const std::string& result, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  if (task.kind == TaskKind::promise) {
    return fail(ErrorKind::refused, "承诺的小事按天打勾，不用完成。", "A promise is ticked day by day, not done.");
  }
  if (task.kind == TaskKind::follow_up) {
    return fail(ErrorKind::refused, "回访要选结果：已解决、还没解决，或没联系上。",
                "Of a follow-up say what came of it: settled, not settled, or not reached.");
  }
  RIGONG_TRY(check_words(result, kMostWords, {"结果", "the result"}, task.kind == TaskKind::handoff));
  return closed(task, TaskState::done, TaskEvent::What::done, result, actor);
}

Result<Happened> drop(const Task& task, const std::string& reason, const Actor& actor) {
  RIGONG_TRY(check_open(task));
  const bool needed = task.kind == TaskKind::handoff || task.kind == TaskKind::follow_up;
  RIGONG_TRY(check_words(reason, kMostWords, {"作废的原因", "why it is dropped"}, needed));
  return closed(task, TaskState::dropped, TaskEvent::What::dropped, reason, actor);
}

Result<Happened> reopen(const Task& task, const Actor& actor) {
  if (task.state == TaskState::open) {
    return fail(ErrorKind::refused, "这一项没有完成或作废，不用恢复。", "This is open; there is nothing to take back.");
  }
  if (task.closed_on && actor.today - *task.closed_on > kReopenDays) {
    return fail(ErrorKind::refused, "只能在当天和第二天恢复。请另加一项。",
                "This can be taken back on the day itself and the next. Add a new one instead.");
  }
  if (task.kind == TaskKind::promise) {
    return fail(ErrorKind::refused, "承诺的小事换过就不恢复了。请重新选。",
                "A promise that was replaced does not come back. Choose anew.");
  }
  Happened happened = next(task, TaskEvent::What::reopened, {}, actor);
  happened.task.state = TaskState::open;
  happened.task.result.clear();
  happened.task.outcome = model::FollowUpOutcome::none;
  happened.task.closed_at = kNoTime;
  happened.task.closed_on.reset();
  happened.task.closed_by.clear();
  return happened;
}

Result<std::vector<Happened>> choose_promises(const NewPromises& wanted, const std::vector<Task>& running, const Actor& actor) {
  if (wanted.steps.empty() || wanted.steps.size() > kMostPromises) {
    return fail(ErrorKind::wrong_use, fmt::format("请选 1 到 {} 件小事。", kMostPromises),
                fmt::format("Choose one to {} steps.", kMostPromises));
  }
  if (wanted.from < actor.today || wanted.from > actor.today + kLongestPromiseDays) {
    return fail(ErrorKind::refused, "承诺从今天或以后的日子开始，最远半个月。",
                "Promises begin today or later, at most half a month ahead.");
  }
  if (wanted.until < wanted.from || wanted.until - wanted.from >= kLongestPromiseDays) {
    return fail(ErrorKind::wrong_use, "承诺的时间是一天到半个月。", "Promises are for one day up to half a month.");
  }
  std::vector<Happened> all;
  for (std::size_t i = 0; i < wanted.steps.size(); ++i) {
    RIGONG_TRY(check_title(wanted.steps[i].title));
    for (std::size_t j = 0; j < i; ++j) {
      if (trim(wanted.steps[i].title) == trim(wanted.steps[j].title)) {
        return fail(ErrorKind::wrong_use, "同一件小事选了两次。", "The same step was chosen twice.");
      }
    }
  }
  for (const Task& task : running) {
    if (task.kind != TaskKind::promise || task.state != TaskState::open || !task.until) continue;
    if (task.owner != wanted.owner || *task.until < wanted.from || task.from > wanted.until) continue;
    if (task.from >= actor.today || task.from >= wanted.from) {
      all.push_back(closed(task, TaskState::dropped, TaskEvent::What::dropped, {}, actor));
    } else {
      all.push_back(next(task, TaskEvent::What::changed, task.title, actor));
      all.back().task.until = wanted.from - 1;
    }
  }
  for (std::size_t i = 0; i < wanted.steps.size(); ++i) {
    Task task = new_task(fmt::format("{}.{}", wanted.id, i + 1), TaskKind::promise, wanted.steps[i].title, wanted.group,
                         wanted.owner, wanted.from, actor);
    task.step = wanted.steps[i].step;
    task.until = wanted.until;
    std::string title = task.title;
    all.push_back(next(std::move(task), TaskEvent::What::made, std::move(title), actor));
  }
  return all;
}

Result<Happened> tick(const Task& task, Day day, bool kept, const Actor& actor) {
  if (task.kind != TaskKind::promise) {
    return fail(ErrorKind::refused, "只有承诺的小事可以按天打勾。", "Only promises are ticked day by day.");
  }
  const bool within = day >= task.from && (!task.until || day <= *task.until) && task.state == TaskState::open;
  if (!within) {
    return fail(ErrorKind::refused, "这件小事不在这一天。", "That promise is not for that day.");
  }
  if (day > actor.today || actor.today - day > kTickBackDays) {
    return fail(ErrorKind::refused, fmt::format("只能给今天和前 {} 天打勾。", kTickBackDays),
                fmt::format("Today and the {} days before can be ticked.", kTickBackDays));
  }
  Happened happened = next(task, kept ? TaskEvent::What::kept : TaskEvent::What::unkept, {}, actor);
  happened.event.day = day;
  return happened;
}

}  // namespace rigong::team
