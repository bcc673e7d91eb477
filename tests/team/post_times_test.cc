// SPDX-License-Identifier: Apache-2.0
#include "agent/team/post_times.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "agent/base/calendar.h"
#include "agent/base/holidays.h"

using namespace rigong;
using namespace rigong::team;

namespace {

Day day(const char* text) { return *parse_day(text); }
bool never(Day) { return false; }
bool rests(Day each) { return !offices_work(each); }

std::vector<std::string> names(Day on, const PostPlan& plan, const std::function<bool(Day)>& quiet) {
  std::vector<std::string> all;
  for (const DueReport& each : due_on(on, plan, quiet)) {
    all.push_back((each.period == RankPeriod::day    ? "day "
                   : each.period == RankPeriod::week ? "week "
                                                     : "month ") +
                  to_string(each.day));
  }
  return all;
}

}  // namespace

TEST_CASE("every day the day before, on Mondays the week before, from the 4th the month before") {
  CHECK(names(day("2026-12-01"), {}, never) == std::vector<std::string>{"day 2026-11-30"});
  CHECK(names(day("2026-12-04"), {}, never) == std::vector<std::string>{"day 2026-12-03", "month 2026-11-30"});
  CHECK(names(day("2026-12-05"), {}, never) == std::vector<std::string>{"day 2026-12-04"});
  CHECK(names(day("2026-12-07"), {}, never) == std::vector<std::string>{"day 2026-12-06", "week 2026-12-06"});
  CHECK(names(day("2027-01-04"), {}, never) == std::vector<std::string>{"day 2027-01-03", "week 2027-01-03", "month 2026-12-31"});
  CHECK(names(day("2026-12-07"), {false, true, false, 600}, never) == std::vector<std::string>{"week 2026-12-06"});
}

TEST_CASE("nothing goes out on a quiet day, and what was due then goes out on the first that is not") {
  // Days off from the 1st to the 7th of October 2026; Saturday the 10th is worked.
  CHECK(names(day("2026-10-05"), {}, rests).empty());
  CHECK(names(day("2026-10-08"), {}, rests) == std::vector<std::string>{"day 2026-10-07", "week 2026-10-04", "month 2026-09-30"});
  CHECK(names(day("2026-10-09"), {}, rests) == std::vector<std::string>{"day 2026-10-08"});
  CHECK(names(day("2026-10-10"), {}, rests) == std::vector<std::string>{"day 2026-10-09"});
  CHECK(names(day("2026-10-11"), {}, rests).empty());
}

TEST_CASE("over a year every week and every month is due once") {
  std::set<std::string> seen;
  int months = 0;
  int weeks = 0;
  for (Day each = day("2026-01-01"); each < day("2027-01-01"); each = each + 1) {
    for (const std::string& name : names(each, {}, rests)) {
      CAPTURE(name);
      CHECK(seen.insert(name).second);
      months += name.starts_with("month") ? 1 : 0;
      weeks += name.starts_with("week") ? 1 : 0;
    }
  }
  CHECK(months == 12);
  // No office works in the week of the 16th of February, the Spring Festival: that week's post is not due at all.
  CHECK(weeks == 51);
}

TEST_CASE("posts keep off the hour and the half hour, and two programs keep the same time") {
  for (const auto& [given, wanted] : std::vector<std::pair<int, int>>{{540, 543},
                                                                      {541, 543},
                                                                      {542, 542},
                                                                      {553, 553},
                                                                      {558, 558},
                                                                      {559, 559},
                                                                      {569, 573},
                                                                      {570, 573},
                                                                      {0, 3},
                                                                      {1434, 1434},
                                                                      {1437, 1434},
                                                                      {1439, 1434},
                                                                      {1440, 1434}}) {
    CAPTURE(given);
    CHECK(off_the_hour(given) == wanted);
  }
  CHECK(jitter_of("ranking.day 2026-11-29 客服群") == jitter_of("ranking.day 2026-11-29 客服群"));
  CHECK(jitter_of("a") != jitter_of("b"));
  for (const char* key : {"", "a", "b", "c", "售前", "售后"}) {
    CHECK(jitter_of(key) >= 0);
    CHECK(jitter_of(key) < 120'000);
  }
}

TEST_CASE("whatever minute is written, what is due on a shop day goes out on it") {
  for (const char* begins : {"00:00", "06:00", "23:00"}) {
    CalendarRules rules;
    rules.day_starts_min = parse_clock_time(begins).value();
    const ShopCalendar calendar = ShopCalendar::make(rules).value();
    const Day on = day("2027-01-04");  // A Monday, and the month's 4th.
    for (int minute = 0; minute <= 24 * 60; ++minute) {
      const auto due = due_on(on, {true, true, true, minute}, never);
      REQUIRE(due.size() == 3);
      for (const DueReport& each : due) {
        INFO(begins << " " << minute);
        CHECK(calendar.day_of(due_at(calendar, on, each, 0)) == on);
        CHECK(calendar.day_of(due_at(calendar, on, each, 119'999)) == on);
      }
    }
  }
}

TEST_CASE("a time before the shop's day begins means shortly after it has begun, any other the wall clock's") {
  CalendarRules rules;
  rules.day_starts_min = 6 * 60;
  const ShopCalendar calendar = ShopCalendar::make(rules).value();
  const Day on = day("2026-12-02");
  const auto time = [&](int minute) { return calendar.iso(due_at(calendar, on, {RankPeriod::day, on - 1, minute, 1}, 1000)); };
  CHECK(time(2 * 60 + 13) == "2026-12-02T06:03:01+08:00");
  CHECK(time(6 * 60 + 3) == "2026-12-02T06:03:01+08:00");
  CHECK(time(9 * 60 + 13) == "2026-12-02T09:13:01+08:00");
}
