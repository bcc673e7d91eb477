// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/rest.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace rigong;
using runtime::Rest;
using runtime::SleepWatch;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

TEST_CASE("A rest ends in time, once for each time it is woken, and for good when it is stopped", "[threads]") {
  Rest rest;
  CHECK(rest.wait(milliseconds(5)) == Rest::End::due);
  rest.wake();
  CHECK(rest.woken());
  CHECK(rest.pause(milliseconds(1)));  // Not the kind of pause that is woken from.
  CHECK(rest.wait(seconds(60)) == Rest::End::woken);
  CHECK_FALSE(rest.woken());
  CHECK(rest.wait(milliseconds(5)) == Rest::End::due);

  const auto begun = steady_clock::now();
  std::thread other([&] {
    std::this_thread::sleep_for(milliseconds(30));
    rest.wake();
  });
  CHECK(rest.wait(seconds(60)) == Rest::End::woken);
  other.join();
  std::thread stopper([&] {
    std::this_thread::sleep_for(milliseconds(30));
    rest.stop();
  });
  CHECK_FALSE(rest.pause(seconds(60)));
  stopper.join();
  CHECK(rest.stopped());
  rest.wake();
  CHECK(rest.wait(seconds(60)) == Rest::End::stopped);
  CHECK_FALSE(rest.pause(seconds(60)));
  CHECK(steady_clock::now() - begun < seconds(30));
}

TEST_CASE("A machine slept where far more time went by than was meant to") {
  struct Row {
    const char* name;
    DurationMs passed;
    DurationMs meant;
    bool slept;
  };
  const Row rows[] = {
      {"as meant", 30 * kSecondMs, 30 * kSecondMs, false},
      {"too early", 5 * kSecondMs, 30 * kSecondMs, false},
      {"a busy machine", 80 * kSecondMs, 30 * kSecondMs, false},
      {"a minute too late", 90 * kSecondMs, 30 * kSecondMs, true},
      {"a night", 9 * kHourMs, 30 * kSecondMs, true},
      {"a long poll", 10 * kMinuteMs, 10 * kMinuteMs - kSecondMs, false},
      {"its clock was put back", -2 * kHourMs, 30 * kSecondMs, false},
      {"its clock was put forward", 2 * kHourMs, 30 * kSecondMs, true},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const TimeMs now = 1'795'600'000'000;
    SleepWatch watch(now);
    CHECK(watch.slept(now + row.passed, row.meant) == row.slept);
    // It is said once.
    CHECK_FALSE(watch.slept(now + row.passed + 30 * kSecondMs, 30 * kSecondMs));
  }
}
