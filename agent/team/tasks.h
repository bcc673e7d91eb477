// SPDX-License-Identifier: Apache-2.0
// What may happen to a task (rows B1-B3, B5, B6 of the features; more on follow-ups in follow_ups.h): each function takes a task
// as it stands and what somebody wants, and returns the task as it is then with the event that says so; or, in words for a
// person, why not. Rights are not judged here (rights.h), times come from the caller. Pure: the same acts in the same order give
// the same tasks, which is what a replay of the log relies on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/task.h"

namespace rigong::team {

inline constexpr std::size_t kMostTitle = 200;   // Characters.
inline constexpr std::size_t kMostWords = 1000;  // Characters of progress, results, causes.
inline constexpr std::size_t kMostName = 40;     // Characters of a department, or of who accepted.
inline constexpr std::size_t kMostShown = 120;   // Bytes of each part of a line that is shown among others.
inline constexpr int kLatestEntryDays = 31;      // How long after its day a hand-off can still be entered.
inline constexpr int kFarthestDays = 366;        // How far ahead a to-do can lie.
inline constexpr int kLongestPromiseDays = 16;   // Half a month.
inline constexpr std::size_t kMostPromises = 3;  // A day's.

// A cause in plain words, without blame; empty for none.
[[nodiscard]] Words words_of(model::TaskCause cause);
// The task's cause with what was said about it, as one line; empty where there is neither.
[[nodiscard]] Words cause_of(const model::Task& task);

// Who does it, and when.
struct Actor {
  std::string person;  // "" = this machine's owner.
  TimeMs now = 0;
  Day today;  // The shop day of now.
};

struct Happened {
  model::Task task;
  model::TaskEvent event;
};

struct NewTask {
  std::string id;
  model::TaskKind kind = model::TaskKind::todo;  // Not promise.
  std::string title;
  std::string group;
  std::string owner;
  Day from;
  TimeMs due_at = kNoTime;
  std::string department;
  model::TaskLink link;
  bool major = false;      // Hand-offs only.
  bool seen = false;       // Whoever enters it is to be told of major ones, and so knows.
  bool complaint = false;  // Hand-offs only (complaints.h). Without a due time it is due when the final answer is.
};

// wrong_use: an empty or too long title, a hand-off without a department; refused: a to-do for a past day or one too far away, a
// hand-off for a day to come or one too long ago, a due time that has passed or lies before the day. The number is the store's. A
// follow-up needs its time (wrong_use).
[[nodiscard]] Result<Happened> begin(const NewTask& wanted, const Actor& actor);

// The following are refused for a closed task (reopen it first), and where the clock was set back keep the order of events.

struct TaskChange {
  std::string title;
  Day from;  // To-dos and follow-ups only: another day.
  TimeMs due_at = kNoTime;
  std::string department;
  // What the person saw. Another one now is refused with who changed it, so that nobody's words are lost.
  std::int64_t version = 0;
  bool major = false;      // Hand-offs only. One that becomes major has been seen by nobody yet …
  bool seen = false;       // … but by whoever says so, where they are to be told of major ones.
  bool complaint = false;  // Hand-offs only.
};
[[nodiscard]] Result<Happened> change(const model::Task& task, const TaskChange& wanted, const Actor& actor);
// To another owner; of a hand-off a colleague's acceptance, after which the first asked is free of it.
[[nodiscard]] Result<Happened> give(const model::Task& task, const std::string& to, const Actor& actor);
// Hand-offs: the owner asks another, mostly the lead, to take it. Whoever passed it on still answers for it until the new owner
// has accepted: by taking it (`give` to themself) or by whatever else they do about it.
[[nodiscard]] Result<Happened> pass_on(const model::Task& task, const std::string& to, const Actor& actor);
// A lead has seen a major hand-off, for which once is enough (is_seen), or a complaint that is late (late_step).
[[nodiscard]] Result<Happened> see(const model::Task& task, const Actor& actor);
[[nodiscard]] inline bool is_seen(const model::Task& task) { return task.seen_at != kNoTime; }
// Hand-offs: the other department has it. Accepting twice is refused.
[[nodiscard]] Result<Happened> accept(const model::Task& task, const std::string& by, const Actor& actor);
[[nodiscard]] Result<Happened> note_progress(const model::Task& task, const std::string& words, const Actor& actor);
[[nodiscard]] Result<Happened> explain(const model::Task& task, model::TaskCause cause, const std::string& words,
                                       const Actor& actor);
// A hand-off needs a result; a to-do may have one. A promise is ticked, not done, and of a follow-up is said what came of it.
[[nodiscard]] Result<Happened> finish(const model::Task& task, const std::string& result, const Actor& actor);
// Takes it off the lists with a reason, which hand-offs and follow-ups need. A hand-off keeps its number.
[[nodiscard]] Result<Happened> drop(const model::Task& task, const std::string& reason, const Actor& actor);
// Undoes finish and drop, on the day itself and the next; refused for an open one.
[[nodiscard]] Result<Happened> reopen(const model::Task& task, const Actor& actor);

struct NewPromises {
  std::string id;  // Of the choice; the promises are called id.1, id.2, …
  std::string owner;
  std::string group;
  Day from;
  Day until;
  struct Step {
    std::string step;   // Id in the catalogue, empty for one's own words.
    std::string title;  // What is promised, in words.
  };
  std::vector<Step> steps;
};
// One to three promises for up to half a month. `running` are the person's open promises: those that overlap end the day before,
// or, begun today or later, are dropped. The new ones come last.
[[nodiscard]] Result<std::vector<Happened>> choose_promises(const NewPromises& wanted, const std::vector<model::Task>& running,
                                                            const Actor& actor);
// Ticks or unticks a day of a promise: today, or one of the seven days before.
[[nodiscard]] Result<Happened> tick(const model::Task& task, Day day, bool kept, const Actor& actor);

}  // namespace rigong::team
