// SPDX-License-Identifier: Apache-2.0
// A process that hands off is killed at any moment: the series has no gap and no number twice, and every number that was told to
// somebody is there.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "agent/team/tasks.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kDay{20780};
constexpr const char* kGroups[] = {"售前", "售后"};

// Hand-off after hand-off until killed; the number is told after the commit.
[[noreturn]] void hand_off_for_ever(const TestStore& test, int round, int told) {
  const auto store = test.open();
  for (int n = 0;; ++n) {
    const auto write = get(store->write());
    const std::string id = std::to_string(round) + "-" + std::to_string(n);
    const auto happened =
        get(team::begin({id, model::TaskKind::handoff, "改地址", kGroups[n % 2], "lin", kDay, kNoTime, "仓库", {}},
                        {"lin", kDay.number * kDayMs, kDay}));
    const model::Task task = get(write->put_task(happened.task, happened.event));
    must(write->commit());
    const std::int32_t number = n % 2 == 0 ? task.number : -task.number;
    if (::write(told, &number, sizeof number) != sizeof number) ::_exit(1);
  }
}

}  // namespace

TEST_CASE("Killed at any moment, a series has no gap, and what was told is there", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const char* given = std::getenv("RIGONG_KILL_ROUNDS");
  const int rounds = given != nullptr ? std::atoi(given) : 40;
  const TestStore test(kind);
  must(test.open()->read());
  std::mt19937 dice(7);
  std::set<std::int32_t> told;
  unsigned window_us = 60'000;
  for (int round = 0; round < rounds; ++round) {
    int pipe_ends[2];
    REQUIRE(::pipe(pipe_ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      ::close(pipe_ends[0]);
      try {
        hand_off_for_ever(test, round, pipe_ends[1]);
      } catch (...) {
        ::_exit(1);
      }
    }
    ::close(pipe_ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(dice() % window_us));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    const std::size_t before = told.size();
    for (std::int32_t number = 0; ::read(pipe_ends[0], &number, sizeof number) == sizeof number;)
      REQUIRE(told.insert(number).second);
    ::close(pipe_ends[0]);
    window_us = told.size() == before ? std::min(window_us * 2, 2'000'000U) : 60'000U;

    const auto store = test.open();
    const auto view = get(store->read());
    std::set<std::int32_t> kept;
    std::int32_t most[2] = {0, 0};
    for (const model::Task& task : get(view->tasks({kDay, kDay, "", {}}))) {
      const bool first = task.group == kGroups[0];
      REQUIRE(kept.insert(first ? task.number : -task.number).second);
      most[first ? 0 : 1] = std::max(most[first ? 0 : 1], task.number);
      REQUIRE(get(view->task_events(task.id)).size() == 1);
    }
    REQUIRE(kept.size() == static_cast<std::size_t>(most[0] + most[1]));
    REQUIRE(std::includes(kept.begin(), kept.end(), told.begin(), told.end()));
  }
  CHECK(told.size() > static_cast<std::size_t>(rounds));
}
