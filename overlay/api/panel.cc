// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/panel.h"

#include <array>
#include <cstddef>

namespace rigong::overlay {
namespace {

constexpr std::array kPicks = {"all",   "eligible", "answered", "slow",     "open",    "unanswered",
                               "first", "passed",   "courtesy", "leftover", "waiting", "slowest"};

}  // namespace

const char* word(Pick pick) { return kPicks.at(static_cast<std::size_t>(pick)); }

std::optional<Pick> pick_of(std::string_view word) {
  for (std::size_t i = 0; i < kPicks.size(); ++i) {
    if (word == kPicks.at(i)) return static_cast<Pick>(i);
  }
  return std::nullopt;
}

const char* word(NextStep::Kind kind) {
  static constexpr std::array kWords = {"answer_waiting", "slow_hour",   "slowest_turns",  "first_answer",
                                        "unanswered",     "few_ratings", "keep",           "task_overdue",
                                        "task_due",       "close_day",   "choose_promises"};
  return kWords.at(static_cast<std::size_t>(kind));
}

const char* word(Shift::Kind kind) {
  static constexpr std::array kWords = {"work", "day_off", "leave"};
  return kWords.at(static_cast<std::size_t>(kind));
}

}  // namespace rigong::overlay
