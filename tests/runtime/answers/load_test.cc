// SPDX-License-Identifier: Apache-2.0
// Load by weekday and hour over a real store: who came, who was there, how many it would need.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "agent/team/staffing.h"
#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;

namespace {

const TimeMs kNow = at("2026-03-10 12:00:00");  // A Tuesday.

// So many customers who ask in the hour of the day, spread over its minutes.
void asked(Desk& desk, const std::string& rep, const std::string& on, int hour, int customers, int seconds = 30) {
  for (int i = 0; i < customers; ++i) {
    desk.take(turn(fmt::format("{}{}{}-{}", rep, on, hour, i), rep, fmt::format("{} {:02}:{:02}:00", on, hour, i), seconds));
  }
}

const overlay::LoadHour* hour_of(const overlay::Load& load, int weekday, int hour) {
  const auto found = std::find_if(load.hours.begin(), load.hours.end(),
                                  [&](const auto& each) { return each.weekday == weekday && each.hour == hour; });
  return found == load.hours.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("means by weekday and hour, of the days on which anybody asked, special days apart") {
  Desk desk;
  asked(desk, "a", "2026-03-09", 20, 6);
  asked(desk, "b", "2026-03-09", 20, 4, 400);
  asked(desk, "a", "2026-03-02", 20, 2);
  asked(desk, "a", "2026-03-04", 9, 3);
  asked(desk, "a", "2026-02-23", 20, 40);  // A Monday that is no measure.
  asked(desk, "x", "2026-03-09", 20, 30);  // Of another group.
  asked(desk, "a", "2026-03-10", 8, 5);    // Today is not over.
  for (const char* rep : {"a", "b"}) desk.member(rep, "售前");
  desk.member("x", "售后");
  desk.special("2026-02-23", "大促");
  desk.work_out();
  const auto load = get(desk.load({"售前", ""}, kNow));
  CHECK(load.from == day("2026-02-10"));
  CHECK(load.to == day("2026-03-09"));
  CHECK(load.days == 3);
  CHECK(load.special == std::vector<std::string>{"大促"});
  CHECK_FALSE(load.shifts);
  REQUIRE(load.hours.size() == 2);
  const auto* monday = hour_of(load, 0, 20);
  REQUIRE(monday);
  CHECK(monday->customers == Approx(6));  // Ten and two.
  CHECK(monday->people == Approx(1.5));
  CHECK(monday->slow_share == Approx(4 / 12.0));
  const auto* wednesday = hour_of(load, 2, 9);
  REQUIRE(wednesday);
  CHECK(wednesday->customers == 3);
  CHECK(load.customers_per_rep_day == Approx((6 + 4 + 2 + 3) / 4.0));
  // One week holds only the last days.
  CHECK(get(desk.load({"售前", "", 1}, kNow)).days == 2);
}

TEST_CASE("people there go by their shifts where those are known, also over midnight and for part of an hour") {
  Desk desk;
  asked(desk, "a", "2026-03-09", 9, 3);
  asked(desk, "a", "2026-03-09", 22, 3);
  for (const char* rep : {"a", "b", "c"}) desk.member(rep, "售前");
  desk.shift_at("a", "2026-03-09", 8 * 60, 17 * 60);
  desk.shift_at("b", "2026-03-09", 9 * 60 + 30, 18 * 60);
  desk.shift_at("c", "2026-03-09", 22 * 60, 2 * 60);
  desk.work_out();
  const auto load = get(desk.load({"售前", ""}, kNow));
  CHECK(load.shifts);
  CHECK(hour_of(load, 0, 9)->people == Approx(1.5));
  CHECK(hour_of(load, 0, 22)->people == Approx(1));
}

TEST_CASE("needed follows from how long a session takes somebody up, and is for whoever sees the team") {
  Desk desk;
  asked(desk, "a", "2026-03-09", 20, 12);
  desk.member("a", "售前");
  desk.work_out();
  const auto load = get(desk.load({"售前", ""}, kNow));
  CHECK(load.handling_ms == 30'000);  // Each asked once and was answered.
  CHECK(hour_of(load, 0, 20)->needed == 1);
  // Two more questions within sessions: after a minute, and after twenty, of which five count.
  desk.take(turn("a2026-03-0920-0", "a", "2026-03-09 20:01:30", 30));
  desk.take(turn("a2026-03-0920-1", "a", "2026-03-09 20:21:30", 30));
  desk.work_out();
  const auto longer = get(desk.load({"售前", ""}, kNow));
  CHECK(*longer.handling_ms == Approx((12 * 30'000 + 2 * 30'000 + 60'000 + 300'000) / 12.0));
  const auto few = get(desk.load({"售前", "", 4, 1, 5, 99}, kNow));
  CHECK(hour_of(few, 0, 20)->needed == team::people_needed(12, static_cast<DurationMs>(*longer.handling_ms), {0.99, 5'000, 1}));
  CHECK(*hour_of(few, 0, 20)->needed > 1);
  desk.as_rep("a");
  CHECK_FALSE(desk.load({"售前", ""}, kNow));
  desk.as_lead();
  CHECK_FALSE(desk.load({"没有", ""}, kNow));
  Desk nobody;
  CHECK(get(nobody.load({}, kNow)).hours.empty());
}
