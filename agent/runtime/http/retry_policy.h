// SPDX-License-Identifier: Apache-2.0
// When to ask again: rules without time, network or chance of their own, so that a table can test them. Instants are those of one
// Clock; random numbers come from the caller.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/time.h"

namespace rigong::runtime {

struct RetryRules {
  int tries = 3;  // Of one request, the first included.
  DurationMs first_pause = kSecondMs;
  DurationMs longest_pause = 5 * kMinuteMs;
  DurationMs shortest_hold = kSecondMs;  // What a platform asks for is taken as at least this …
  DurationMs longest_hold = kHourMs;     // … and at most this.
  int failures_to_open = 5;              // In a row.
  std::size_t recent = 20;               // Requests looked at; half of them failed opens the breaker too.
  DurationMs open_for = kMinuteMs;
  double budget_share = 0.1;  // Repeats earned by each request.
  double budget_most = 10;    // Repeats that can be saved up.
};

// A random pause of 0 to twice the one before, from `first_pause` on, never above `longest_pause`. `failures` = 1 after the
// first; `random` of [0, 1).
[[nodiscard]] DurationMs pause_after(int failures, double random, const RetryRules& rules);

// What Retry-After says, in seconds or as a date of the other side, whose clock is `offset` ahead of ours: how long from `now`
// on, within the bounds of the rules. Nothing where it says nothing sensible.
[[nodiscard]] std::optional<DurationMs> read_retry_after(std::string_view text, TimeMs now, DurationMs offset,
                                                         const RetryRules& rules);
// Within the bounds of the rules.
[[nodiscard]] DurationMs bounded_hold(DurationMs length, const RetryRules& rules);

// Whether a status may become another one by itself: 408, 425, 429 and 5xx but for 501 and 505.
[[nodiscard]] bool is_passing(int status);

// Repeats are a small share of all requests, so that a platform that is down does not get more traffic than one that works.
class RetryBudget {
 public:
  explicit RetryBudget(const RetryRules& rules);
  void earn();
  // Takes one repeat out; false where none is left.
  [[nodiscard]] bool spend();

 private:
  double share_;
  double most_;
  double left_;
};

// Stops asking a host where nearly every request fails, and tries with one request after each rest.
//
// Which one: requests are told apart by their kind, and the kinds take turns. One that has just failed stands back while another
// that was turned away since the breaker opened has not been tried; else a request that always fails and always comes first (a
// connector that begins its polls with a harmless probe) would use up every try, and the others would never get a chance. It
// stands back for one more rest at most, since the other may not come again; where nobody else asks, it is tried after every
// rest. The first success of whatever kind closes the breaker. (A connector that ends its poll with the error of that first
// request gives the others no chance, whatever is done here: one that can go on without it must.)
class CircuitBreaker {
 public:
  explicit CircuitBreaker(const RetryRules& rules) : rules_(rules) {}
  // 0: ask. Else how long this kind should not. After a rest exactly one request is let through until its outcome is known.
  [[nodiscard]] DurationMs wait(TimeMs now, std::string_view kind = {});
  // How long nobody is let through; 0 where somebody is.
  [[nodiscard]] DurationMs rest(TimeMs now) const;
  // The outcome of the request that was let through last.
  void succeeded();
  void failed(TimeMs now);
  // The request let through came to no outcome.
  void gave_up() { probing_ = false; }

 private:
  static constexpr std::size_t kMostRecent = 64;
  static constexpr std::size_t kMostKinds = 16;
  using Kinds = std::vector<std::string>;
  void note(bool failure);
  [[nodiscard]] static bool has(const Kinds& kinds, std::string_view kind);
  void turned_away(std::string_view kind);

  RetryRules rules_;
  int in_a_row_ = 0;
  std::array<bool, kMostRecent> outcomes_{};  // A ring of the last `recent` ones; true = failed.
  std::size_t count_ = 0;
  std::size_t next_ = 0;
  std::optional<TimeMs> open_until_;
  bool probing_ = false;
  std::string last_kind_;  // Of the request that was let through last.
  Kinds failed_;           // Since the breaker opened, in this round.
  Kinds waiting_;          // Turned away since then, and not tried.
};

}  // namespace rigong::runtime
