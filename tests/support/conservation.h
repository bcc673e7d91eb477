// SPDX-License-Identifier: Apache-2.0
// What happened at a platform in some random days, with faults and kills thrown in, is what the store holds in the end. What is
// the same for every platform: chance, days that pass, the quiet time behind them, and the comparison of two lists.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/support/polled_account.h"

namespace rigong::testing {

struct Dice {
  std::mt19937_64 engine;
  bool one_in(int n) { return std::uniform_int_distribution<int>(1, n)(engine) == 1; }
  std::int64_t of(std::int64_t from, std::int64_t to) { return std::uniform_int_distribution<std::int64_t>(from, to)(engine); }
  template <class Each>
  const Each& one_of(const std::vector<Each>& all) {
    return all[static_cast<std::size_t>(of(0, static_cast<std::int64_t>(all.size()) - 1))];
  }
};

class RandomDays {
 public:
  RandomDays(const RandomDays&) = delete;
  RandomDays& operator=(const RandomDays&) = delete;
  virtual ~RandomDays() = default;

  // Things happen, time passes, and it is polled, over and over.
  void live_through(DurationMs length);
  // Nothing happens and nothing goes wrong: so many steps, each of which is polled to its end. Fails the test where a poll fails.
  // The last outcome.
  runtime::PollOutcome settle(int steps, DurationMs step);

  [[nodiscard]] int faults() const { return faults_; }
  [[nodiscard]] int failures() const { return failures_; }

 protected:
  // The account may come to life after this.
  RandomDays(std::uint64_t seed, PolledAccount& account) : dice_{std::mt19937_64(seed)}, account_(account) {}

  virtual void happen() = 0;
  virtual void pass_time() = 0;
  virtual Result<runtime::PollOutcome> poll() { return account_.poll(); }
  // Whether the words of an error hold what nobody may see.
  [[nodiscard]] virtual bool shows_secret(const Words& words) const = 0;

  // Whether the platform misbehaves now: mostly once in so many requests, more often while an hour is bad.
  bool is_troubled(int once_in, int once_in_bad_hour);
  // Bad hours begin and end once in so many steps.
  void change_hour(int once_in) {
    if (dice_.one_in(once_in)) bad_hour_ = !bad_hour_;
  }

  Dice dice_;
  int restarts_once_in_ = 30;  // Polls.

 private:
  PolledAccount& account_;
  bool calm_ = false;
  bool bad_hour_ = false;
  int faults_ = 0;
  int failures_ = 0;
};

// The lines of the ledger that the store lacks ("lost …"), and of the store that the ledger lacks ("invented …"). Both are
// sorted.
[[nodiscard]] std::vector<std::string> differences(const std::vector<std::string>& held, const std::vector<std::string>& ledger);
// Fails the test where the two differ, and shows the first differences. Both are sorted.
void check_same(const std::vector<std::string>& held, const std::vector<std::string>& ledger);

// Lives through two histories; RIGONG_CONSERVATION_ROUNDS asks for more (by hand: the order in which a compiler evaluates
// arguments makes other histories of the same seeds, so run it with both).
void check_each_seed(void (*check)(std::uint64_t seed));

}  // namespace rigong::testing
