// SPDX-License-Identifier: Apache-2.0
#include "agent/base/holidays.h"

#include <catch2/catch.hpp>

using namespace rigong;

namespace {

Day day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("days off and working weekends are those that were ordered") {
  // General Office of the State Council, orders for 2025 and 2026.
  for (const char* off :
       {"2025-01-28", "2025-02-04", "2025-05-05", "2025-10-08", "2026-01-01", "2026-02-15", "2026-02-23", "2026-10-07"}) {
    CAPTURE(off);
    CHECK_FALSE(offices_work(day(off)));
  }
  for (const char* worked : {"2025-01-26", "2025-02-08", "2025-09-28", "2026-02-14", "2026-02-28"}) {
    CAPTURE(worked);
    CHECK(weekday(day(worked)) >= 5);
    CHECK(offices_work(day(worked)));
  }
  CHECK(state_day(day("2026-02-17"))->zh == "春节");
  CHECK(state_day(day("2026-02-17"))->en == "Spring Festival");
}

TEST_CASE("other days are worked from Monday to Friday") {
  CHECK(offices_work(day("2026-11-30")));
  CHECK_FALSE(offices_work(day("2026-11-29")));
  CHECK(state_day(day("2026-11-30")) == nullptr);
  // Far ahead nothing is ordered yet.
  CHECK(state_day(day("2099-10-01")) == nullptr);
  CHECK(offices_work(day("2099-10-01")));
  CHECK(day("2026-12-01") < last_state_day() + 400);
}
