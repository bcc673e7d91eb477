// SPDX-License-Identifier: Apache-2.0
// Promised steps (心理契约, row B6): the catalogue of steps of a conversation, and what of it a rep's own turns suggest. Facts
// and a suggestion; what is promised is the rep's own choice. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agent/team/catalogue.h"

namespace rigong::team {

// 迎客, 产品介绍 (FABE), 了解需求, 解决问题, 推荐, 结束语, in the order of a conversation: what a promise can be about, each with
// a small thing to promise.
[[nodiscard]] const std::vector<CatalogueEntry>& promise_steps();

inline constexpr std::size_t kMostSteps = 40;       // That are offered.
inline constexpr std::size_t kMostStepsKept = 400;  // Hidden ones included, which old promises still name.
inline constexpr std::size_t kMostStepWords = 40;   // Characters.

// What a team chooses from.
[[nodiscard]] const CatalogueKind& step_catalogue();

// What is known of a person's last days, for suggestions. Counts are over eligible turns and conversations of the person's own.
struct PromiseFacts {
  std::int64_t first_answers = 0;          // First answers of conversations …
  std::int64_t first_answers_in_time = 0;  // … of these, within the goal.
  std::int64_t turns = 0;
  std::int64_t turns_unanswered = 0;
  std::int64_t turns_slow = 0;
  std::int64_t sessions = 0;
  std::int64_t sessions_resolved = 0;  // Of those whose outcome is known: no new session within the gap.
  std::int64_t sessions_known = 0;
  std::int64_t inquiries = 0;  // Pre-sales.
  std::int64_t inquiries_paid = 0;
  std::int64_t messages_in = 0;
  std::int64_t messages_out = 0;
};

struct PromiseProposal {
  std::string step;
  Words why;  // The numbers it comes from.
};
// At most three, the clearest first; none where the numbers are few or say nothing.
[[nodiscard]] std::vector<PromiseProposal> propose(const PromiseFacts& facts);

}  // namespace rigong::team
