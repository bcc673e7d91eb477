// SPDX-License-Identifier: Apache-2.0
// One next step, worked out from a person's turns and tasks of a day: what can be seen in them, and a question. No cause is
// claimed, nobody is praised or blamed. Pure.
//
// The order is that of what cannot wait: a customer past the warning; a task past its time, then one whose time comes within half
// an hour; in the last hour of the shift what is not done and not explained; what stands out in the turns; where nothing does and
// nothing is promised, the choice of a small step.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::team {

// A turn as the step needs it: eligible, of one person and one day.
struct StepTurn {
  std::uint64_t conversation = 0;  // Any number that is the same for the same conversation.
  TimeMs opened_at = 0;
  TimeMs until = 0;  // Its end; for one that waits, now.
  int minute = 0;    // Of its clock's start, minutes of the shop's wall time, 0…1439.
  DurationMs response_ms = 0;
  bool answered = false;
  bool unanswered = false;  // Decided, and without an answer.
  bool slow = false;
  bool first_response = false;
};

// A task that the step may be about.
struct StepTask {
  std::string id;
  std::string name;  // "1122-12 改地址", as it is shown.
  TimeMs due_at = 0;
  bool follow_up = false;  // A customer is to be asked again, not something to be finished.
};

// The day's work; nothing of it on other days than today.
struct StepWork {
  std::vector<StepTask> overdue;   // In order of their time.
  std::vector<StepTask> due_soon;  // Within kDueSoonMs, in order of their time.
  bool last_hour = false;
  std::int64_t open = 0;
  std::int64_t unexplained = 0;  // Of these, without progress or cause.
  bool may_promise = false;      // Nothing is promised for the day, and the person could.
};
inline constexpr DurationMs kDueSoonMs = 30 * kMinuteMs;

struct StepFacts {
  bool today = true;
  TimeMs now = 0;
  StepWork work;
  std::int64_t waiting_past_warning = 0;
  DurationMs warn_after_ms = 0;
  DurationMs slow_after_ms = 0;
  DurationMs first_answer_ms = 0;
  bool response_over_goal = false;
  bool first_answers_under_goal = false;
  std::int64_t ratings = 0;
  std::int64_t ratings_for_percent = 10;
  bool ratings_known = false;  // Whether the shop's ratings are known at all.
  std::int64_t sessions = 0;
  std::vector<StepTurn> turns;  // In order of opening.
};

struct NextStep {
  enum class Kind {
    answer_waiting,
    slow_hour,
    slowest_turns,
    first_answer,
    unanswered,
    few_ratings,
    keep,
    task_overdue,
    task_due,
    close_day,
    choose_promises
  } kind = Kind::keep;
  Words words;
  Words why;
  std::int64_t count = 0;
  // The stretch of wall time meant, [from, to) in minutes.
  std::optional<int> minute_from;
  std::optional<int> minute_to;
  std::string task;  // The one task that is meant.
};

// Nothing where there is nothing to look at.
[[nodiscard]] std::optional<NextStep> next_step(const StepFacts& facts);

// With how many customers at once the person was in touch at an instant: conversations with a turn around it, turns of one
// conversation less than ten minutes apart taken as one stretch. `turns` in order of opening.
[[nodiscard]] std::int64_t in_touch_at(const std::vector<StepTurn>& turns, TimeMs at);
// The same when each of the turns was opened.
[[nodiscard]] std::vector<std::int64_t> in_touch_of_each(const std::vector<StepTurn>& turns);

}  // namespace rigong::team
