// SPDX-License-Identifier: Apache-2.0
// One next step, worked out from a person's turns of a day: what can be seen in them, and a question. No cause is claimed, nobody
// is praised or blamed. Pure.
#pragma once

#include <cstdint>
#include <optional>
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

struct StepFacts {
  bool today = true;
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
  enum class Kind { answer_waiting, slow_hour, slowest_turns, first_answer, unanswered, few_ratings, keep } kind = Kind::keep;
  Words words;
  Words why;
  std::int64_t count = 0;
  // The stretch of wall time meant, [from, to) in minutes.
  std::optional<int> minute_from;
  std::optional<int> minute_to;
};

// Nothing where there is nothing to look at.
[[nodiscard]] std::optional<NextStep> next_step(const StepFacts& facts);

// With how many customers at once the person was in touch at an instant: conversations with a turn around it, turns of one
// conversation less than ten minutes apart taken as one stretch. `turns` in order of opening.
[[nodiscard]] std::int64_t in_touch_at(const std::vector<StepTurn>& turns, TimeMs at);

}  // namespace rigong::team
