// SPDX-License-Identifier: Apache-2.0
// The times of a complaint (投诉, row B4): its cause is found within two hours, the customer has the final answer within
// twenty-four, and is asked again afterwards (follow_ups.h). A complaint is a hand-off (tasks.h) that is marked as one, and its
// times run from its entry. Where one passes, whoever leads is told. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "agent/base/result.h"
#include "agent/model/task.h"
#include "agent/team/tasks.h"

namespace rigong::team {

inline constexpr DurationMs kCauseWithinMs = 2 * kHourMs;
inline constexpr DurationMs kAnswerWithinMs = 24 * kHourMs;

// What a complaint waits for next.
enum class ComplaintStep { none, cause, answer };

// What an open task is due to come to next, and when: of a complaint whose cause is not known its cause, of one that is known the
// final answer, at its due time or else a day after its entry; of all else nothing, at its due time. kNoTime: by the end of the
// day.
struct NextDue {
  ComplaintStep step = ComplaintStep::none;
  TimeMs at = kNoTime;
};
[[nodiscard]] NextDue next_due(const model::Task& task);

// When the final answer of a complaint is due: at its due time, else a day after its entry.
[[nodiscard]] TimeMs answer_by(const model::Task& task);

// Which of the times has passed without what it was for, the later where both have; none for what is no open complaint, and for
// one whose lead has said since then that they know.
[[nodiscard]] ComplaintStep late_step(const model::Task& task, TimeMs now);

// How a stretch of days went, by the times above. A time is counted once it has run out or what it was for has come.
struct ComplaintShare {
  std::int64_t received = 0;
  std::int64_t causes_due = 0;
  std::int64_t causes_in_time = 0;
  std::int64_t answers_due = 0;
  std::int64_t answers_in_time = 0;
  friend bool operator==(const ComplaintShare&, const ComplaintShare&) = default;
};
// Of the complaints among `tasks` of the series of [from, to]. One that was dropped is in none; one that was answered before its
// cause was written down had it by then.
[[nodiscard]] ComplaintShare complaint_share(std::span<const model::Task> tasks, Day from, Day to, TimeMs now);

// The cause is known, in words; said again, it is put right and stays known since the first time. wrong_use: no words, or too
// many; refused: no complaint, or closed.
[[nodiscard]] Result<Happened> find_cause(const model::Task& task, const std::string& words, const Actor& actor);

}  // namespace rigong::team
