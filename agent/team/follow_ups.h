// SPDX-License-Identifier: Apache-2.0
// Follow-ups (回访, row B5): a while after a case is closed, or when it was booked, the customer is asked whether all is well.
// They are tasks (tasks.h) that are always due at a time. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "agent/base/result.h"
#include "agent/model/task.h"
#include "agent/team/tasks.h"

namespace rigong::team {

// After how long a customer is asked again, where nobody books another time (row A5: within 24 h).
inline constexpr TimeMs kFollowUpAfterMs = 24 * kHourMs;

// The follow-up of a hand-off that is being closed: the owner's, about the same thing, and linked to it. `id` is its own. Errors:
// those of begin(); refused for what is no hand-off.
[[nodiscard]] Result<Happened> follow_up_of(const model::Task& handoff, std::string id, Day day, TimeMs due_at,
                                            const Actor& actor);

// The customer was reached: done, with what they said, which is needed where it is not settled. wrong_use: no outcome; refused:
// not a follow-up, or closed.
[[nodiscard]] Result<Happened> reached(const model::Task& task, model::FollowUpOutcome outcome, const std::string& words,
                                       const Actor& actor);
// The customer was not reached: it stays open, for `day` at `again_at`, and counts the try. Errors as of reached(), and those of
// a due time.
[[nodiscard]] Result<Happened> not_reached(const model::Task& task, Day day, TimeMs again_at, const std::string& words,
                                           const Actor& actor);

// How a stretch of days went. The aim is that all are done.
struct FollowUpShare {
  std::int64_t due = 0;        // Done, or past their time.
  std::int64_t done = 0;       // Of these: the customer was reached …
  std::int64_t unsettled = 0;  // … and said that it is not settled.
  std::int64_t dropped = 0;    // In none of the others.
  friend bool operator==(const FollowUpShare&, const FollowUpShare&) = default;
};
// Of the follow-ups among `tasks` whose day lies within. What is booked for later and open is not counted yet.
[[nodiscard]] FollowUpShare follow_up_share(std::span<const model::Task> tasks, Day from, Day to, TimeMs now);
// A sentence of it, in English with a space before; empty where none was due.
[[nodiscard]] Words follow_up_words(const FollowUpShare& share);

}  // namespace rigong::team
