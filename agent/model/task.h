// SPDX-License-Identifier: Apache-2.0
// The day's work as one kind of record: to-dos (待办), hand-offs to other departments (对接), promised steps (心理契约) and
// follow-ups (回访). What may happen to a task stands in agent/team/tasks.h, of follow-ups in agent/team/follow_ups.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "agent/base/time.h"

namespace rigong::model {

enum class TaskKind { todo, handoff, promise, follow_up };
enum class TaskState { open, done, dropped };
// Why something is not finished, as the lead sees it (row B7); `waiting` is for others' departments.
enum class TaskCause { none, workload, ability, attitude, waiting };
// What the customer said when asked again.
enum class FollowUpOutcome { none, settled, unsettled };

// What a task came from.
struct TaskLink {
  enum class Kind { none, turn, figure, task, talk } kind = Kind::none;
  std::string ref;  // Of a turn its id, of a figure its JSON name, of a task or talk its id.
  Day day;          // The shop day of the turn, figure or talk.
  friend bool operator==(const TaskLink&, const TaskLink&) = default;
};

// A task as it stands. Nothing is copied from one day to the next: it is on the list of every day from `from` on until it is
// closed, so that carrying over (顺延) can neither lose nor double it.
struct Task {
  std::string id;  // Made with the task, never used again.
  TaskKind kind = TaskKind::todo;
  TaskState state = TaskState::open;
  std::string title;
  std::string group;    // Of a hand-off: whose series numbers it. Else the owner's group when it was made.
  std::string owner;    // Who sees to it: a member's id or a platform's rep id.
  std::string asked;    // 首问: who was asked first, and owns it until somebody else has accepted. Equal to owner for most.
  std::string made_by;  // "" = this machine's owner.
  TimeMs made_at = 0;
  Day from;                  // The shop day it is for; of a hand-off that of its series.
  std::optional<Day> until;  // Of a promise: the last day.
  TimeMs due_at = kNoTime;   // kNoTime = by the end of the day.
  std::int32_t number = 0;   // Of a hand-off: its place in the series of group and day, from 1, without a gap.
  bool late = false;         // 补单: entered after its day.
  std::string department;    // Of a hand-off: who has to act.
  std::string accepted_by;   // Of a hand-off: in words, since the other department is mostly not a member here.
  TimeMs accepted_at = kNoTime;
  bool major = false;   // 重大: of a hand-off that a lead is to know of at once.
  std::string seen_by;  // Of a major one, or a complaint that is late: the lead, or who stands in, who has seen it; "" = this
                        // machine's owner …
  TimeMs seen_at = kNoTime;   // … and since when. kNoTime = nobody yet.
  bool complaint = false;     // 投诉: of a hand-off about which a customer complains; its times run from made_at.
  std::string found;          // Of a complaint: what caused it …
  TimeMs found_at = kNoTime;  // … and since when that is known. kNoTime = not yet.
  std::string passed_by;      // Who passed it on to the owner and still answers for it: until the owner accepts. Empty for most.
  std::string step;           // Of a promise: id in the catalogue of steps.
  FollowUpOutcome outcome = FollowUpOutcome::none;  // Of a follow-up that is done.
  std::int32_t tries = 0;                           // Of a follow-up: how often the customer was not reached.
  TaskLink link;
  std::string progress;  // The last word on how far it is.
  TaskCause cause = TaskCause::none;
  std::string cause_words;
  std::string result;  // Of what is closed: what came of it, or why it was dropped.
  TimeMs closed_at = kNoTime;
  std::optional<Day> closed_on;  // The shop day of closed_at.
  std::string closed_by;
  std::int64_t version = 0;  // Number of its last event.
  TimeMs changed_at = 0;     // Of its last event.
  friend bool operator==(const Task&, const Task&) = default;
};

// One thing that happened to a task. Never changed once written.
struct TaskEvent {
  enum class What {
    made,
    changed,
    given,
    accepted,
    progress,
    cause,
    done,
    reopened,
    dropped,
    kept,
    unkept,
    seen,
    not_reached,
    found
  };
  std::string task;
  std::int64_t number = 0;  // From 1, without a gap.
  What what = What::made;
  TimeMs at = 0;
  std::string by;    // "" = this machine's owner.
  std::string text;  // What was said; of `given` the new owner's id, of `changed` the title before.
  Day day;           // The shop day of `at`; of kept and unkept the day that is ticked.
  friend bool operator==(const TaskEvent&, const TaskEvent&) = default;
};

// What a team has made of an entry of a catalogue (agent/team/catalogue.h): one of its own, or a built-in one with other words or
// hidden.
struct StepSetting {
  std::string id;       // Of a built-in one its name, else that of the command that made it: never used again.
  std::string zh;       // Empty: as built in.
  std::string en;       // Empty: as in Chinese, or as built in.
  bool hidden = false;  // Not offered; what names it still does.
  friend bool operator==(const StepSetting&, const StepSetting&) = default;
};

// A promise kept on a day. A day without a tick is blank, which is no statement.
struct TaskTick {
  std::string task;
  Day day;
  friend auto operator<=>(const TaskTick&, const TaskTick&) = default;
};

}  // namespace rigong::model
