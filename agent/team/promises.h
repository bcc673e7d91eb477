// SPDX-License-Identifier: Apache-2.0
// Promised steps (心理契约, row B6): the catalogue of steps of a conversation, and what of it a rep's own turns suggest. Facts
// and a suggestion; what is promised is the rep's own choice. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/task.h"

namespace rigong::team {

// A step of a conversation, and a small thing to promise about it.
struct PromiseStep {
  std::string id;  // "welcome", "product", …: kept in promises, never renamed.
  Words title;     // 迎客
  Words example;   // What a promise about it may say.
};
// 迎客, 产品介绍 (FABE), 了解需求, 解决问题, 推荐, 结束语, in the order of a conversation.
[[nodiscard]] const std::vector<PromiseStep>& promise_steps();

inline constexpr std::size_t kMostSteps = 40;       // That are offered.
inline constexpr std::size_t kMostStepsKept = 400;  // Hidden ones included, which old promises still name.
inline constexpr std::size_t kMostStepWords = 40;   // Characters.

struct CatalogueStep {
  PromiseStep step;     // English falls back to Chinese.
  bool hidden = false;  // Not offered.
  bool built_in = false;
};
// What a team chooses from: the built-in steps in their order, then its own in the order of their making. `set` is what the team
// has set, in order of id.
[[nodiscard]] std::vector<CatalogueStep> catalogue(const std::vector<model::StepSetting>& set);

// Each returns the settings that are to be put. wrong_use: no words, or too long ones; not_found: no such step; refused: too many
// steps.
// A new step of the id, where `step` is empty; else other words for that one.
[[nodiscard]] Result<model::StepSetting> name_step(const std::vector<model::StepSetting>& set, const std::string& step,
                                                   const Words& words, const std::string& new_id);
[[nodiscard]] Result<model::StepSetting> hide_step(const std::vector<model::StepSetting>& set, const std::string& step,
                                                   bool hidden);
// Back to the built-in list: its words, all of it offered, the team's own hidden.
[[nodiscard]] std::vector<model::StepSetting> reset_steps(const std::vector<model::StepSetting>& set);

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
