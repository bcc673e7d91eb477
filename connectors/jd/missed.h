// SPDX-License-Identifier: Apache-2.0
// Days of a rep, or of some of their customers, that were not given while everybody's were: remembered, and asked for again by
// themselves until they come. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/time.h"

namespace rigong::connectors::jd {

struct Missed {
  std::string rep;
  Day from, to;                          // Both included.
  std::vector<std::uint16_t> customers;  // Only these, sorted, by customer_number(); empty: all that there is of the rep.
  int rounds = 0;                        // That failed. None: nobody has asked yet.
  TimeMs again_at = 0;
};

// Customers are given up after so many rounds, some six days; so is a rep whom the platform no longer names.
inline constexpr int kMostRounds = 8;
// How long to wait after so many rounds.
[[nodiscard]] DurationMs again_after(int rounds);

// Tells the customers of one rep and day apart, mostly, and says nothing about who it is: one in 65,536 people has the same.
[[nodiscard]] std::uint16_t customer_number(std::string_view customer);

// Joined with what it touches, so that a rep who is not taken for weeks is one entry.
void remember(std::vector<Missed>& all, Missed missed);
// What lies within these days, both included, is read for everybody once more.
void forget(std::vector<Missed>& all, Day from, Day to);
// Whether all of these days of the rep will be asked for anyway.
[[nodiscard]] bool covers(const std::vector<Missed>& all, const std::string& rep, Day from, Day to);
// How often the rep was not taken, at most; customers aside.
[[nodiscard]] int rounds_of(const std::vector<Missed>& all, const std::string& rep);
// Of those that are due the one that waits longest, taken out.
[[nodiscard]] std::optional<Missed> take_due(std::vector<Missed>& all, TimeMs now);
// When the next one is to be tried; nothing where nothing is missed.
[[nodiscard]] std::optional<TimeMs> next_try(const std::vector<Missed>& all);
[[nodiscard]] bool is_any_due(const std::vector<Missed>& all, TimeMs now);
// Whether a rep was refused and has not come since.
[[nodiscard]] bool is_any_refused(const std::vector<Missed>& all);
// Whether there is less hope for `one` than for `other`: it is given up first where there is no room.
[[nodiscard]] bool is_less_hopeful(const Missed& one, const Missed& other);

}  // namespace rigong::connectors::jd
