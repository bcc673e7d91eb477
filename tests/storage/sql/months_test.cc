// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/months.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

using namespace rigong;
using namespace rigong::storage::sql;

namespace {

std::set<std::int32_t> months_of(const Months& months) {
  std::set<std::int32_t> result;
  months.each([&](std::int32_t month) { result.insert(month); });
  return result;
}

}  // namespace

TEST_CASE("Months are found again, in whatever order they came") {
  constexpr TimeMs kJanuary2026 = 1'767'225'600'000;
  std::mt19937 dice(7);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    Months months;
    CHECK(months_of(months).empty());
    CHECK_FALSE(months.other_than(672));
    std::set<std::int32_t> expected;
    const int years = round % 10 + 1;
    for (int i = 0; i < 6; ++i) {
      const TimeMs time = kJanuary2026 + static_cast<TimeMs>(dice() % static_cast<unsigned>(365 * years)) * kDayMs;
      months.add(time);
      expected.insert(utc_month(time));
      const auto found = months_of(months);
      // Nothing is ever missed; within five years nothing is too much.
      CHECK(std::includes(found.begin(), found.end(), expected.begin(), expected.end()));
      if (years <= 5) CHECK(found == expected);
      for (const std::int32_t month : expected) {
        if (expected.size() > 1) CHECK(months.other_than(month));
        if (found.size() == 1) CHECK_FALSE(months.other_than(month));
      }
    }
  }
}
