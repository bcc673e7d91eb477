// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/demo_clock.h"

#include <catch2/catch.hpp>

#include <string>

#include "tests/runtime/team.h"

using namespace rigong;
using rigong::runtime::demo_offset;
using rigong::runtime_test::at;

namespace {

const ShopCalendar& calendar() {
  static const ShopCalendar made = ShopCalendar::make({}).value();
  return made;
}

// What the demo's clock shows at its start.
std::string shown(const std::string& now, const std::string& told_until = {}) {
  const TimeMs told = told_until.empty() ? kNoTime : at(told_until);
  return calendar().iso(at(now) + demo_offset(at(now), told, calendar()));
}

}  // namespace

TEST_CASE("in busy hours the demo's time is everybody's") {
  for (const char* now : {"2026-11-22 10:00:00", "2026-11-22 15:20:00", "2026-11-22 22:29:59"}) {
    CAPTURE(now);
    CHECK(demo_offset(at(now), kNoTime, calendar()) == 0);
    CHECK(demo_offset(at(now), at("2026-11-22 09:00:00"), calendar()) == 0);
  }
}

TEST_CASE("at night and in the early morning it is the same day's afternoon") {
  for (const char* now : {"2026-11-22 00:00:00", "2026-11-22 02:00:00", "2026-11-22 07:00:00", "2026-11-22 09:59:59",
                          "2026-11-22 22:30:00", "2026-11-22 23:59:59"}) {
    CAPTURE(now);
    CHECK(shown(now) == "2026-11-22T15:20:00+08:00");
    CHECK(shown(now, "2026-11-21 20:00:00") == "2026-11-22T15:20:00+08:00");
  }
}

TEST_CASE("the demo's time never goes back behind what it has told") {
  // Started at night, the demo has lived through two hours of the afternoon that is still to come outside.
  CHECK(shown("2026-11-22 07:00:00", "2026-11-22 17:20:00") == "2026-11-22T17:20:00+08:00");
  CHECK(shown("2026-11-22 11:00:00", "2026-11-22 17:20:00") == "2026-11-22T17:20:00+08:00");
  CHECK(shown("2026-11-22 18:00:00", "2026-11-22 17:20:00") == "2026-11-22T18:00:00+08:00");
  // Left running into its own night.
  CHECK(shown("2026-11-22 11:00:00", "2026-11-22 23:10:00") == "2026-11-23T15:20:00+08:00");
  CHECK(shown("2026-11-22 11:00:00", "2026-11-23 02:00:00") == "2026-11-23T15:20:00+08:00");
  // Stopped late in the evening, and begun again.
  CHECK(shown("2026-11-22 23:00:00", "2026-11-22 22:20:00") == "2026-11-22T22:20:00+08:00");
}

TEST_CASE("the afternoon is the shop's, also where its day is not 24 hours from midnight to midnight") {
  CalendarRules rules;
  rules.time_zone = "Europe/Berlin";
  const auto berlin = ShopCalendar::make(rules).value();
  const TimeMs night = berlin.from_local(parse_day("2026-10-25").value(), kHourMs);  // The night with an hour more.
  CHECK(berlin.iso(night + demo_offset(night, kNoTime, berlin)) == "2026-10-25T15:20:00+01:00");
}

TEST_CASE("an offset clock goes on with its base") {
  ManualClock base(1000);
  const runtime::OffsetClock clock(base, -250);
  CHECK(clock.now() == 750);
  base.advance(5);
  CHECK(clock.now() == 755);
  CHECK(clock.offset() == -250);
}
