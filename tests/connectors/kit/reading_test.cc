// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/reading.h"

#include <catch2/catch.hpp>

#include "connectors/kit/query.h"

using namespace rigong;
using namespace rigong::connectors;

namespace {
constexpr TimeMs kNow = 1'795'600'000'000;
}

TEST_CASE("the next stretch begins at the overlap, keeps to what the platform takes, and follows the platform's clock") {
  struct Row {
    TimeMs covered_until;
    DurationMs offset;
    WindowRules rules;
    Window wanted;
  };
  const WindowRules usual{kHourMs, 7 * kDayMs, 0};
  const Row rows[] = {
      // Up to date: only the overlap is read again.
      {kNow, 0, usual, {kNow - kHourMs, kNow}},
      // Behind by less than one call.
      {kNow - kDayMs, 0, usual, {kNow - kDayMs - kHourMs, kNow}},
      // Behind by more: one call's worth.
      {kNow - 30 * kDayMs, 0, usual, {kNow - 30 * kDayMs - kHourMs, kNow - 23 * kDayMs - kHourMs}},
      // Their clock is ahead: their now is what counts.
      {kNow, 5 * kMinuteMs, usual, {kNow - kHourMs, kNow + 5 * kMinuteMs}},
      {kNow, -5 * kMinuteMs, usual, {kNow - 5 * kMinuteMs - kHourMs, kNow - 5 * kMinuteMs}},
      // A mark in their future begins anew at their now.
      {kNow + 3 * kDayMs, 0, usual, {kNow - kHourMs, kNow}},
      // The newest moments wait.
      {kNow, 0, {0, kDayMs, kMinuteMs}, {kNow, kNow - kMinuteMs}},
  };
  for (const Row& row : rows) {
    INFO(row.covered_until << " offset " << row.offset);
    CHECK(next_window(row.covered_until, kNow, row.offset, row.rules) == row.wanted);
  }
  CHECK(next_window(kNow, kNow, 0, {0, kDayMs, kMinuteMs}).empty());
}

TEST_CASE("stretches one after another leave no gap, whatever the clocks do") {
  const WindowRules rules{kHourMs, kDayMs, 0};
  TimeMs covered = kNow - 10 * kDayMs;
  TimeMs now = kNow;
  const DurationMs offsets[] = {0, kMinuteMs, -kMinuteMs, 3 * kHourMs, 0};
  for (int step = 0; step < 100; ++step) {
    const Window window = next_window(covered, now, offsets[step % 5], rules);
    CHECK(window.from <= covered);
    if (!window.empty()) covered = std::max(covered, window.to);
    now += kMinuteMs;
  }
  CHECK(covered >= now - kMinuteMs);
}

TEST_CASE("a page that comes again is noticed, also across polls, and so is a list without end") {
  PageGuard guard;
  CHECK(guard.next("1,2,3", "x"));
  CHECK(guard.next("4,5,6", "x"));
  const PageGuard kept(guard.text());
  CHECK(kept.text() == guard.text());
  // Twice it may be chance: a list that moved by just one page.
  PageGuard same = kept;
  CHECK(same.next("4,5,6", "x"));
  PageGuard circle(same.text());
  CHECK(circle.next("1,2,3", "x"));
  CHECK_FALSE(circle.next("4,5,6", "x"));
  PageGuard moved = same;
  CHECK(moved.next("7,8,9", "x"));
  CHECK(moved.next("7,8,9", "x"));
  PageGuard onward = kept;
  CHECK(onward.next("7,8,9", "x"));
  PageGuard endless(std::to_string(PageGuard::kMostPages) + ".0");
  CHECK_FALSE(endless.next("a page that never came", "x"));
  // Whatever stands in a damaged cursor, it begins anew.
  for (const char* damaged : {"", "x", "-", "1.zz.", "99999999999999999999"}) {
    INFO(damaged);
    CHECK(PageGuard(damaged).next("1,2,3", "x"));
  }
}

TEST_CASE("addresses are put together with one slash and an encoded query") {
  CHECK(address("https://a.example/", "/api/v1", {}) == "https://a.example/api/v1");
  CHECK(address("https://a.example/chat", "api", {{"q", "a&b=c d"}, {"n", "好"}}) ==
        "https://a.example/chat/api?q=a%26b%3Dc%20d&n=%E5%A5%BD");
  CHECK(url_encode("-._~") == "-._~");
  CHECK(host_of("https://A.example:8443/x") == "a.example");
  CHECK(host_of("http://[::1]:80/x") == "[::1]");
  CHECK(host_of("nothing").empty());
}
