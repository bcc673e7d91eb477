// SPDX-License-Identifier: Apache-2.0
// 排班测算: how many people an hour needs, by Erlang C (A. K. Erlang, 1917): customers who come at random, are served by as many
// chats at once as there are, and wait where all are taken. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "agent/base/time.h"

namespace rigong::team {

// As many chats at once that nobody can be asked for more (row A7: three to five): whoever leads is told.
inline constexpr std::int64_t kFullHands = 5;
// How long a chat is still in hand after its last answer: so soon a customer writes back.
inline constexpr DurationMs kInHandMs = 10 * kMinuteMs;

// The probability that whoever comes must wait, of `servers` and an offered load in erlangs (arrivals per time of handling). 1
// where the load is as much as the servers or more: then the queue grows without end.
[[nodiscard]] double erlang_c(int servers, double erlangs);

struct StaffingAim {
  double share = 0.8;          // Of the customers…
  DurationMs within = 30'000;  // …are answered for the first time within.
  int at_once = 3;             // Chats that one person leads at the same time.
};
// The share of customers answered within the aim's time by so many people; 1 where nobody comes.
[[nodiscard]] double answered_in_time(int people, double customers_per_hour, DurationMs handling, const StaffingAim& aim);
// The fewest people who reach the aim; 0 where nobody comes. Nothing where handling is not known, or more than a thousand would
// be needed.
[[nodiscard]] std::optional<int> people_needed(double customers_per_hour, DurationMs handling, const StaffingAim& aim);

}  // namespace rigong::team
