// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/tasks.h"

#include "agent/team/complaints.h"
#include "agent/team/handoffs.h"
#include "agent/team/tasks.h"
#include "agent/team/workday.h"

namespace rigong::runtime {
namespace {

using team::Deed;

std::optional<TimeMs> maybe(TimeMs time) { return time != kNoTime ? std::optional(time) : std::nullopt; }

int minute_of(const ShopCalendar& calendar, Day day, TimeMs now) {
  return static_cast<int>((now - calendar.day_start(day)) / kMinuteMs) + calendar.rules().day_starts_min;
}

}  // namespace

team::Whose whose(const Somebody& somebody) { return {somebody.person.id, somebody.person.group, somebody.mentor}; }

overlay::Named named(const Scene& scene, const std::string& person) {
  const Somebody* somebody = scene.cast.find(person);
  return {person, somebody != nullptr ? somebody->person.name : person};
}

std::optional<overlay::Named> maybe_named(const Scene& scene, const std::string& person) {
  if (person.empty()) return std::nullopt;
  return named(scene, person);
}

overlay::Task shown_task(const Scene& scene, const model::Task& task, model::TaskState state, Day day) {
  const bool handoff = task.kind == model::TaskKind::handoff;
  overlay::Task shown;
  shown.id = task.id;
  shown.kind = task.kind;
  shown.state = state;
  shown.title = task.title;
  shown.group = task.group;
  shown.owner = named(scene, task.owner);
  shown.asked = named(scene, task.asked);
  shown.made_by = maybe_named(scene, task.made_by);
  shown.made_at = task.made_at;
  shown.from = task.from;
  shown.until = task.until;
  shown.due_at = maybe(task.due_at);
  shown.overdue = team::is_overdue(task, scene.now());
  if (state == model::TaskState::open) shown.carried_days = team::carried_days(task, day);
  if (handoff) {
    shown.number = task.number;
    shown.shown_number = team::shown_number(task);
  }
  shown.late = task.late;
  shown.department = task.department;
  shown.accepted_by = task.accepted_by;
  shown.accepted_at = maybe(task.accepted_at);
  shown.major = task.major;
  if (team::is_seen(task)) shown.seen_by = maybe_named(scene, task.seen_by);
  shown.seen_at = maybe(task.seen_at);
  shown.complaint = task.complaint;
  const team::NextDue next = team::next_due(task);
  if (task.state == model::TaskState::open && next.step == team::ComplaintStep::cause) shown.cause_due_at = next.at;
  if (next.step != team::ComplaintStep::none && !shown.due_at) shown.due_at = task.made_at + team::kAnswerWithinMs;
  shown.found = task.found;
  shown.found_at = maybe(task.found_at);
  shown.passed_by = maybe_named(scene, task.passed_by);
  shown.step = task.step;
  shown.outcome = task.outcome;
  shown.tries = task.tries;
  if (task.link.kind != model::TaskLink::Kind::none) {
    shown.link = overlay::TaskLink{task.link.kind, task.link.ref, task.link.day};
  }
  shown.progress = task.progress;
  shown.cause = task.cause;
  shown.cause_words = task.cause_words;
  shown.result = task.result;
  shown.closed_at = maybe(task.closed_at);
  shown.closed_on = task.closed_on;
  if (task.closed_on) shown.closed_by = maybe_named(scene, task.closed_by);
  shown.version = task.version;
  const team::Subject who = scene.subject();
  shown.may_change = team::may(who, Deed::change_task, {task.made_by, {}});
  shown.may_close = team::may(who, Deed::close_task, {task.owner, {}}) || team::may(who, Deed::close_task, {task.asked, {}}) ||
                    team::may(who, Deed::close_task, {task.passed_by, {}});
  const bool open = task.state == model::TaskState::open;
  shown.may_take = open && may_take(who, task);
  shown.may_pass = open && may_pass(who, task);
  if (task.state == model::TaskState::dropped) shown.may_close = shown.may_close && shown.may_change;
  // What is shown as it stood on a day gone by is looked at, not changed.
  if (state != task.state) shown.may_change = shown.may_close = shown.may_take = shown.may_pass = false;
  // When it becomes overdue the answer is another one.
  const TimeMs due = team::next_due(task).at;
  if (task.state == model::TaskState::open && due != kNoTime && due >= scene.now()) scene.reading.valid_only_until(due + 1);
  return shown;
}

std::map<std::string, std::set<Day>> kept_days(const std::vector<model::TaskTick>& ticks) {
  std::map<std::string, std::set<Day>> kept;
  for (const model::TaskTick& tick : ticks) kept[tick.task].insert(tick.day);
  return kept;
}

overlay::Promise shown_promise(const model::Task& promise, const std::set<Day>& kept, Day from, Day day, const Roster& roster,
                               const Somebody& somebody) {
  overlay::Promise shown;
  shown.id = promise.id;
  shown.title = promise.title;
  shown.step = promise.step;
  shown.from = promise.from;
  shown.until = promise.until.value_or(promise.from);
  for (const Day each : kept) {
    if (each >= from && each <= day) shown.kept.push_back(each);
  }
  const Day last = std::min(day, shown.until);
  shown.streak = team::streak(kept, promise.from, last, [&](Day each) { return roster.off(somebody, each); });
  return shown;
}

bool may_take(const team::Subject& who, const model::Task& task) {
  if (task.kind != model::TaskKind::handoff || who.person.empty()) return false;
  // What one was passed is there to be accepted.
  if (task.owner == who.person) return !task.passed_by.empty();
  return team::may(who, Deed::take_handoff, {task.owner, task.group});
}

bool may_pass(const team::Subject& who, const model::Task& task) {
  return task.kind == model::TaskKind::handoff && task.passed_by.empty() && team::may(who, Deed::pass_handoff, {task.owner, {}});
}

bool may_see(const team::Subject& who, const model::Task& task) {
  for (const std::string* person : {&task.owner, &task.asked, &task.made_by, &task.passed_by}) {
    if (team::may(who, Deed::see_work, {*person, {}})) return true;
  }
  return task.kind == model::TaskKind::handoff && team::may(who, Deed::see_handoffs, {task.owner, task.group});
}

overlay::WorkPart work_part(const Scene& scene, const Roster& roster, const Somebody& somebody) {
  int begin = 24 * 60;
  int end = 0;
  for (const overlay::Shift& shift : roster.shifts(somebody, scene.today)) {
    if (shift.kind != overlay::Shift::Kind::work || !shift.start_min || !shift.end_min) continue;
    begin = std::min(begin, *shift.start_min);
    end = std::max(end, *shift.end_min < *shift.start_min ? *shift.end_min + 24 * 60 : *shift.end_min);
  }
  if (begin >= end) {
    for (const ServiceWindow& window : scene.calendar.rules().windows.at(static_cast<std::size_t>(weekday(scene.today)))) {
      begin = std::min(begin, window.start_min);
      end = std::max(end, window.end_min);
    }
  }
  if (begin >= end) return overlay::WorkPart::none;
  scene.reading.valid_only_until(scene.now() - scene.now() % kMinuteMs + kMinuteMs);
  switch (team::part_of_day(minute_of(scene.calendar, scene.today, scene.now()), begin, end)) {
    case team::DayPart::morning:
      return overlay::WorkPart::morning;
    case team::DayPart::afternoon:
      return overlay::WorkPart::afternoon;
    case team::DayPart::last_hour:
      return overlay::WorkPart::last_hour;
  }
  return overlay::WorkPart::none;
}

tl::unexpected<Error> no_such_task() {
  return fail(ErrorKind::not_found, "没有这一项。请刷新页面。", "There is no such task. Reload the page.");
}

}  // namespace rigong::runtime
