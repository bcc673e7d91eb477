// SPDX-License-Identifier: Apache-2.0
// The day's work: to-dos, hand-offs, promises.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "agent/model/task.h"
#include "overlay/api/checklist.h"
#include "overlay/api/common.h"
#include "overlay/api/promises.h"
#include "overlay/api/team.h"

namespace rigong::model {

// The words of openapi.yaml; here, since whoever writes an answer finds them by the namespace of the type.
[[nodiscard]] const char* word(TaskKind kind);
[[nodiscard]] const char* word(TaskState state);
[[nodiscard]] const char* word(TaskCause cause);
[[nodiscard]] const char* word(FollowUpOutcome outcome);
[[nodiscard]] const char* word(TaskEvent::What what);
[[nodiscard]] const char* word(TaskLink::Kind kind);

}  // namespace rigong::model

namespace rigong::overlay {

enum class WorkPart { none, morning, afternoon, last_hour };

// The word of openapi.yaml.
[[nodiscard]] const char* word(WorkPart part);

struct TaskLink {
  model::TaskLink::Kind kind = model::TaskLink::Kind::turn;
  std::string ref;
  Day day;
};
template <class Visit>
void describe(Visit&& visit, const TaskLink& x) {
  visit("kind", x.kind);
  visit("ref", x.ref);
  visit("day", x.day);
}

struct Task {
  std::string id;
  model::TaskKind kind = model::TaskKind::todo;
  model::TaskState state = model::TaskState::open;
  std::string title;
  std::string group;
  Named owner;
  Named asked;
  std::optional<Named> made_by;
  TimeMs made_at = 0;
  Day from;
  std::optional<Day> until;
  std::optional<TimeMs> due_at;
  bool overdue = false;
  std::int64_t carried_days = 0;
  std::optional<std::int64_t> number;
  std::string shown_number;
  bool late = false;
  std::string department;
  std::string accepted_by;
  std::optional<TimeMs> accepted_at;
  bool major = false;
  std::optional<Named> seen_by;
  std::optional<TimeMs> seen_at;
  bool complaint = false;
  std::optional<TimeMs> cause_due_at;
  std::string found;
  std::optional<TimeMs> found_at;
  std::optional<Named> passed_by;
  std::string step;
  model::FollowUpOutcome outcome = model::FollowUpOutcome::none;
  std::int64_t tries = 0;
  std::optional<TaskLink> link;
  std::string progress;
  model::TaskCause cause = model::TaskCause::none;
  std::string cause_words;
  std::string result;
  std::optional<TimeMs> closed_at;
  std::optional<Day> closed_on;
  std::optional<Named> closed_by;
  std::int64_t version = 0;
  bool may_change = false;
  bool may_close = false;
  bool may_take = false;
  bool may_pass = false;
};
template <class Visit>
void describe(Visit&& visit, const Task& x) {
  visit("id", x.id);
  visit("kind", x.kind);
  visit("state", x.state);
  visit("title", x.title);
  visit("group", x.group);
  visit("owner", x.owner);
  visit("asked", x.asked);
  visit("made_by", x.made_by);
  visit("made_at", x.made_at);
  visit("from", x.from);
  visit("until", x.until);
  visit("due_at", x.due_at);
  visit("overdue", x.overdue);
  visit("carried_days", x.carried_days);
  visit("number", x.number);
  visit("shown_number", x.shown_number);
  visit("late", x.late);
  visit("department", x.department);
  visit("accepted_by", x.accepted_by);
  visit("accepted_at", x.accepted_at);
  visit("major", x.major);
  visit("seen_by", x.seen_by);
  visit("seen_at", x.seen_at);
  visit("complaint", x.complaint);
  visit("cause_due_at", x.cause_due_at);
  visit("found", x.found);
  visit("found_at", x.found_at);
  visit("passed_by", x.passed_by);
  visit("step", x.step);
  visit("outcome", x.outcome);
  visit("tries", x.tries);
  visit("link", x.link);
  visit("progress", x.progress);
  visit("cause", x.cause);
  visit("cause_words", x.cause_words);
  visit("result", x.result);
  visit("closed_at", x.closed_at);
  visit("closed_on", x.closed_on);
  visit("closed_by", x.closed_by);
  visit("version", x.version);
  visit("may_change", x.may_change);
  visit("may_close", x.may_close);
  visit("may_take", x.may_take);
  visit("may_pass", x.may_pass);
}

struct FollowUpShare {
  Day from;
  std::int64_t due = 0;
  std::int64_t done = 0;
  std::int64_t unsettled = 0;
  std::int64_t dropped = 0;
};
template <class Visit>
void describe(Visit&& visit, const FollowUpShare& x) {
  visit("from", x.from);
  visit("due", x.due);
  visit("done", x.done);
  visit("unsettled", x.unsettled);
  visit("dropped", x.dropped);
}

struct Work {
  Person person;
  Day day;
  Day today;
  WorkPart part = WorkPart::none;
  std::int64_t done = 0;
  std::int64_t open = 0;
  std::vector<Task> tasks;
  std::vector<Promise> promises;
  std::int64_t kept_days = 0;
  FollowUpShare follow_ups = {};
  std::vector<Task> booked;
  std::optional<Checklist> checklist;
  std::vector<Checklist> mentored;
  bool may_add = false;
  std::vector<std::string> departments;
};
template <class Visit>
void describe(Visit&& visit, const Work& x) {
  visit("person", x.person);
  visit("day", x.day);
  visit("today", x.today);
  visit("part", x.part);
  visit("done", x.done);
  visit("open", x.open);
  visit("tasks", x.tasks);
  visit("promises", x.promises);
  visit("kept_days", x.kept_days);
  visit("follow_ups", x.follow_ups);
  visit("booked", x.booked);
  visit("checklist", x.checklist);
  visit("mentored", x.mentored);
  visit("may_add", x.may_add);
  visit("departments", x.departments);
}

struct TaskEvent {
  std::int64_t number = 0;
  model::TaskEvent::What what = model::TaskEvent::What::made;
  TimeMs at = 0;
  std::optional<Named> by;
  std::string text;
  std::optional<Named> to;
  Day day;
};
template <class Visit>
void describe(Visit&& visit, const TaskEvent& x) {
  visit("number", x.number);
  visit("what", x.what);
  visit("at", x.at);
  visit("by", x.by);
  visit("text", x.text);
  visit("to", x.to);
  visit("day", x.day);
}

struct TaskStory {
  Task task;
  std::vector<TaskEvent> events;
};
template <class Visit>
void describe(Visit&& visit, const TaskStory& x) {
  visit("task", x.task);
  visit("events", x.events);
}

struct DepartmentSheet {
  std::string department;
  std::int64_t received = 0;
  std::int64_t accepted = 0;
  std::int64_t done = 0;
  std::int64_t in_time = 0;
  std::int64_t open = 0;
  std::int64_t overdue = 0;
};
template <class Visit>
void describe(Visit&& visit, const DepartmentSheet& x) {
  visit("department", x.department);
  visit("received", x.received);
  visit("accepted", x.accepted);
  visit("done", x.done);
  visit("in_time", x.in_time);
  visit("open", x.open);
  visit("overdue", x.overdue);
}

struct Handoffs {
  std::string group;
  std::vector<std::string> groups;
  Day day;
  Day today;
  std::vector<Task> rows;
  std::vector<Task> open_before;
  Words close;
  std::vector<DepartmentSheet> departments;
  Day departments_from;
};
template <class Visit>
void describe(Visit&& visit, const Handoffs& x) {
  visit("group", x.group);
  visit("groups", x.groups);
  visit("day", x.day);
  visit("today", x.today);
  visit("rows", x.rows);
  visit("open_before", x.open_before);
  visit("close", x.close);
  visit("departments", x.departments);
  visit("departments_from", x.departments_from);
}

struct DayReportRow {
  Person person;
  bool off = false;
  SheetState sheet = SheetState::none;
  std::int64_t customers = 0;
  std::int64_t done = 0;
  std::int64_t open = 0;
  std::int64_t promised = 0;
  std::int64_t kept = 0;
  std::vector<Task> unfinished;
};
template <class Visit>
void describe(Visit&& visit, const DayReportRow& x) {
  visit("person", x.person);
  visit("off", x.off);
  visit("sheet", x.sheet);
  visit("customers", x.customers);
  visit("done", x.done);
  visit("open", x.open);
  visit("promised", x.promised);
  visit("kept", x.kept);
  visit("unfinished", x.unfinished);
}

struct DayReport {
  std::string group;
  std::vector<std::string> groups;
  Day day;
  Day today;
  Day figures_day;
  std::vector<TeamColumn> columns;
  std::vector<DayReportRow> rows;
  std::vector<Task> mine;
  std::int64_t done = 0;
  std::int64_t open = 0;
  std::int64_t handoffs_received = 0;
  std::int64_t handoffs_done = 0;
  std::int64_t handoffs_open = 0;
  Words text;
};
template <class Visit>
void describe(Visit&& visit, const DayReport& x) {
  visit("group", x.group);
  visit("groups", x.groups);
  visit("day", x.day);
  visit("today", x.today);
  visit("figures_day", x.figures_day);
  visit("columns", x.columns);
  visit("rows", x.rows);
  visit("mine", x.mine);
  visit("done", x.done);
  visit("open", x.open);
  visit("handoffs_received", x.handoffs_received);
  visit("handoffs_done", x.handoffs_done);
  visit("handoffs_open", x.handoffs_open);
  visit("text", x.text);
}

// What people do to tasks.

struct MakeTask {
  model::TaskKind task_kind = model::TaskKind::todo;
  std::string person;
  std::string title;
  Day from;
  std::optional<TimeMs> due_at;
  std::string department;
  std::optional<TaskLink> link;
  bool major = false;
  bool complaint = false;
};
struct ChangeTask {
  std::string task;
  std::int64_t version = 0;
  std::string title;
  Day from;
  std::optional<TimeMs> due_at;
  std::string department;
  std::optional<bool> major = {};  // Nothing = as it is.
  std::optional<bool> complaint = {};
};
struct GiveTask {
  std::string task;
  std::string person;
};
struct PassTask {
  std::string task;
};
struct SeeTask {
  std::string task;
};
struct AcceptTask {
  std::string task;
  std::string by;
};
struct NoteProgress {
  std::string task;
  std::string words;
};
struct FindCause {
  std::string task;
  std::string words;
};
struct ExplainTask {
  std::string task;
  model::TaskCause cause = model::TaskCause::none;
  std::string words;
};
struct FinishTask {
  std::string task;
  std::string result;
  std::optional<TimeMs> follow_up_at = {};  // Of a hand-off: when the customer is asked again.
};
struct FollowUp {
  std::string task;
  model::FollowUpOutcome outcome = model::FollowUpOutcome::none;  // None: not reached.
  std::string words;
  std::optional<TimeMs> again_at;  // Of one that was not reached: when to try again.
};
struct DropTask {
  std::string task;
  std::string reason;
};
struct ReopenTask {
  std::string task;
};
struct TickPromise {
  std::string task;
  Day day;
  bool kept = false;
};
struct ChoosePromises {
  struct Step {
    std::string step;
    std::string title;
  };
  std::string person;
  Day from;
  Day until;
  std::vector<Step> steps;
};
struct SetStep {
  std::string step;  // Empty: a new one.
  Words title;
};
struct HideStep {
  std::string step;
  bool hidden = false;
};
struct ResetSteps {};
using WorkAct =
    std::variant<MakeTask, ChangeTask, GiveTask, PassTask, SeeTask, AcceptTask, NoteProgress, FindCause, ExplainTask, FinishTask,
                 FollowUp, DropTask, ReopenTask, TickPromise, ChoosePromises, SetStep, HideStep, ResetSteps>;

}  // namespace rigong::overlay
