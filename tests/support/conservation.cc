// SPDX-License-Identifier: Apache-2.0
#include "tests/support/conservation.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iterator>

namespace rigong::testing {

void RandomDays::live_through(DurationMs length) {
  const TimeMs begin = account_.clock().now();
  while (account_.clock().now() < begin + length) {
    happen();
    pass_time();
    if (dice_.one_in(restarts_once_in_)) account_.restart();
    const auto outcome = poll();
    if (outcome) continue;
    ++failures_;
    CHECK_FALSE(shows_secret(outcome.error().words));
  }
}

runtime::PollOutcome RandomDays::settle(int steps, DurationMs step) {
  calm_ = true;
  runtime::PollOutcome last;
  for (int each = 0; each < steps; ++each) {
    account_.clock().advance(step);
    const auto outcome = account_.poll_all();
    INFO((outcome ? std::string("ok") : outcome.error().words.en));
    REQUIRE(outcome);
    last = *outcome;
  }
  return last;
}

bool RandomDays::is_troubled(int once_in, int once_in_bad_hour) {
  if (calm_ || !dice_.one_in(bad_hour_ ? once_in_bad_hour : once_in)) return false;
  ++faults_;
  return true;
}

std::vector<std::string> differences(const std::vector<std::string>& held, const std::vector<std::string>& ledger) {
  std::vector<std::string> lines;
  const auto add = [&](const char* word, const std::vector<std::string>& all, const std::vector<std::string>& others) {
    std::vector<std::string> part;
    std::set_difference(all.begin(), all.end(), others.begin(), others.end(), std::back_inserter(part));
    for (const std::string& line : part) lines.push_back(word + line);
  };
  add("lost ", ledger, held);
  add("invented ", held, ledger);
  return lines;
}

void check_same(const std::vector<std::string>& held, const std::vector<std::string>& ledger) {
  constexpr std::size_t kShown = 8;
  auto found = differences(held, ledger);
  INFO(found.size() << " differences in " << ledger.size() << " lines");
  if (found.size() > kShown) found.resize(kShown);
  CHECK(found == std::vector<std::string>());
  CHECK(held.size() == ledger.size());
}

void check_each_seed(void (*check)(std::uint64_t seed)) {
  const char* given = std::getenv("RIGONG_CONSERVATION_ROUNDS");
  const int rounds = given != nullptr ? std::atoi(given) : 2;
  for (int round = 0; round < rounds; ++round) check(static_cast<std::uint64_t>(round) + 1);
}

}  // namespace rigong::testing
