// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/comparisons.h"

#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::metrics;

namespace {

constexpr Day kDay{20780};

DayValue value(int days_before, double numerator, double denominator = 1) {
  return {kDay - days_before, numerator, denominator, false, false};
}

}  // namespace

TEST_CASE("the day before skips days off and says so") {
  std::vector<DayValue> days = {value(2, 40), value(1, 50), value(0, 60)};
  CHECK(day_before(days, kDay)->value == 50);
  CHECK_FALSE(day_before(days, kDay)->skipped_off);
  days[1].off = true;
  CHECK(day_before(days, kDay)->value == 40);
  CHECK(day_before(days, kDay)->skipped_off);
  days[1] = value(1, 0, 0);  // Was there, nothing to divide by.
  CHECK(day_before(days, kDay)->day == kDay - 2);
  CHECK_FALSE(day_before(std::vector<DayValue>{value(15, 1)}, kDay));
}

TEST_CASE("the day after a campaign is compared with the last ordinary day, and says so") {
  std::vector<DayValue> days = {value(2, 40), value(1, 90), value(0, 60)};
  days[1].special = true;
  CHECK(day_before(days, kDay)->value == 40);
  CHECK(day_before(days, kDay)->skipped_special);
}

TEST_CASE("the same weekday skips special days, and a special day is compared with none") {
  std::vector<DayValue> days = {value(14, 10), value(7, 90), value(0, 20)};
  CHECK(same_weekday(days, kDay)->value == 90);
  days[1].special = true;
  CHECK(same_weekday(days, kDay)->value == 10);
  CHECK(same_weekday(days, kDay)->skipped_special);
  days[2].special = true;
  CHECK_FALSE(same_weekday(days, kDay));
}

TEST_CASE("the month's gap says what the remaining days must average") {
  // 10 ratings a day, 9 good, target 95 %: twenty days done, ten left.
  std::vector<DayValue> days;
  for (int at = 20; at > 0; --at) days.push_back(value(at, 9, 10));
  const MonthGap gap = month_gap(days, 0.95, 10);
  CHECK(*gap.so_far == Approx(0.9));
  CHECK(gap.gap == Approx(-0.05));
  CHECK(*gap.needed == Approx(1.05));  // Out of reach, and the page can say so.
  CHECK_FALSE(month_gap(days, 0.95, 0).needed);
  CHECK(*month_gap({}, 0.95, 30).needed == Approx(0.95));
  CHECK_FALSE(month_gap({}, 0.95, 30).so_far);
}

TEST_CASE("the team's spread leaves out who was off, and is nothing below five people") {
  std::vector<DayValue> people = {value(0, 30), value(0, 40), value(0, 50), value(0, 60), value(0, 100)};
  const auto spread = team_spread(people, Better::lower);
  REQUIRE(spread);
  CHECK(spread->median == 50);
  CHECK(spread->best == 30);
  CHECK(spread->lowest == 100);
  CHECK(spread->spread == 70);
  people.back().off = true;
  CHECK_FALSE(team_spread(people, Better::lower));
  people.push_back(value(0, 20));
  CHECK(team_spread(people, Better::higher)->best == 60);
}
