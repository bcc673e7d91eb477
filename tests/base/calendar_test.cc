// SPDX-License-Identifier: Apache-2.0
#include "agent/base/calendar.h"

#include <catch2/catch.hpp>

#include "agent/base/time.h"

using namespace rigong;

namespace {

ShopCalendar calendar(const char* zone, const char* windows, int day_starts_min = 0) {
  CalendarRules rules;
  rules.time_zone = zone;
  rules.day_starts_min = day_starts_min;
  rules.windows.fill(parse_windows(windows).value());
  return ShopCalendar::make(rules).value();
}

TimeMs at(const ShopCalendar& shop, const char* day, int hour, int minute, int second = 0, int milli = 0) {
  return shop.from_local(parse_day(day).value(), ((hour * 60 + minute) * 60 + second) * 1000LL + milli);
}

}  // namespace

TEST_CASE("days are written and read") {
  CHECK(to_string(Day{0}) == "1970-01-01");
  CHECK(parse_day("2026-11-22") == Day{20779});
  CHECK(to_string(Day{20779}) == "2026-11-22");
  CHECK(parse_day("2026/1/5") == parse_day("2026-01-05"));
  CHECK(parse_day("20260105") == parse_day("2026-01-05"));
  CHECK(parse_day("2026年1月5日") == parse_day("2026-01-05"));
  CHECK_FALSE(parse_day("2026-02-30"));
  CHECK_FALSE(parse_day("2026-13-01"));
  CHECK_FALSE(parse_day("26-1-1"));
  CHECK_FALSE(parse_day("2026-01-05x"));
  CHECK_FALSE(parse_day(""));
  CHECK(weekday(Day{20779}) == 6);  // A Sunday.
  CHECK(weekday(Day{-1}) == 2);     // 1969-12-31 was a Wednesday.
}

TEST_CASE("months are counted in UTC") {
  CHECK(utc_month(0) == 0);
  CHECK(utc_month(-1) == -1);
  CHECK(utc_month(kEarliestTime) == 360);
}

TEST_CASE("a shop day begins at day_starts") {
  const auto shop = calendar("Asia/Shanghai", "00:00-24:00", 6 * 60);
  CHECK(shop.day_of(at(shop, "2026-11-11", 5, 59, 59, 999)) == parse_day("2026-11-10"));
  CHECK(shop.day_of(at(shop, "2026-11-11", 6, 0)) == parse_day("2026-11-11"));
  CHECK(shop.day_start(parse_day("2026-11-11").value()) == at(shop, "2026-11-11", 6, 0));
}

TEST_CASE("days of a clock change have 23 and 25 hours") {
  const auto shop = calendar("Europe/Berlin", "00:00-24:00");
  const Day spring = parse_day("2026-03-29").value();
  const Day autumn = parse_day("2026-10-25").value();
  CHECK(shop.day_start(spring + 1) - shop.day_start(spring) == 23 * kHourMs);
  CHECK(shop.day_start(autumn + 1) - shop.day_start(autumn) == 25 * kHourMs);
  // A skipped wall time is read with the offset before the change; of a repeated one the first is taken.
  CHECK(shop.iso(at(shop, "2026-03-29", 2, 30)) == "2026-03-29T03:30:00+02:00");
  CHECK(shop.iso(at(shop, "2026-10-25", 2, 30)) == "2026-10-25T02:30:00+02:00");
}

TEST_CASE("covered time counts inside the service window only") {
  const auto shop = calendar("Asia/Shanghai", "08:00-23:00");
  CHECK(shop.covered(at(shop, "2026-11-02", 10, 0), at(shop, "2026-11-02", 10, 1)) == 60'000);
  CHECK(shop.covered(at(shop, "2026-11-02", 22, 59, 30), at(shop, "2026-11-03", 8, 0, 10)) == 40'000);
  CHECK(shop.covered(at(shop, "2026-11-02", 23, 0), at(shop, "2026-11-03", 8, 0)) == 0);
  CHECK(shop.covered(at(shop, "2026-11-02", 7, 0), at(shop, "2026-11-05", 7, 0)) == 3 * 15 * kHourMs);
  CHECK(shop.covered(5000, 4000) == 0);
  CHECK(shop.open_at(at(shop, "2026-11-02", 8, 0)));
  CHECK_FALSE(shop.open_at(at(shop, "2026-11-02", 7, 59, 59, 999)));
  CHECK(shop.open_at(at(shop, "2026-11-02", 22, 59, 59, 999)));
  CHECK_FALSE(shop.open_at(at(shop, "2026-11-02", 23, 0)));
}

TEST_CASE("a window may cross midnight and belongs to the weekday on which it starts") {
  CalendarRules rules;
  rules.windows.fill({});
  rules.windows[4] = parse_windows("20:00-02:00").value();  // Fridays only.
  const auto shop = ShopCalendar::make(rules).value();
  CHECK(shop.open_at(at(shop, "2026-11-07", 1, 59)));        // Saturday morning, Friday's window.
  CHECK_FALSE(shop.open_at(at(shop, "2026-11-08", 1, 59)));  // Sunday morning.
  CHECK(shop.covered(at(shop, "2026-11-01", 0, 0), at(shop, "2026-11-30", 0, 0)) == 4 * 6 * kHourMs);
}

TEST_CASE("exceeds_at is the first instant past a covered length") {
  const auto shop = calendar("Asia/Shanghai", "08:00-23:00");
  const TimeMs from = at(shop, "2026-11-02", 22, 59, 0);
  const TimeMs past = shop.exceeds_at(from, 180'000);
  CHECK(past == at(shop, "2026-11-03", 8, 2, 0, 1));
  CHECK(shop.covered(from, past) == 180'001);
  CHECK(shop.covered(from, past - 1) == 180'000);
  CHECK(shop.exceeds_at(at(shop, "2026-11-02", 23, 30), 0) == at(shop, "2026-11-03", 8, 0, 0, 1));
  CalendarRules closed;
  closed.windows.fill({});
  CHECK(ShopCalendar::make(closed).value().exceeds_at(from, 1) == kLatestTime);
}

TEST_CASE("overlapping windows and unknown zones are refused") {
  CalendarRules rules;
  rules.windows.fill(parse_windows("20:00-09:00, 08:00-12:00").value());
  CHECK_FALSE(ShopCalendar::make(rules));
  rules.windows.fill(parse_windows("08:00-12:00, 13:00-18:00").value());
  CHECK(ShopCalendar::make(rules));
  rules.time_zone = "Mars/Olympus";
  const auto refused = ShopCalendar::make(rules);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().words.en.find("Mars/Olympus") != std::string::npos);
  CHECK_FALSE(parse_windows("8-23"));
  CHECK_FALSE(parse_windows("08:00-08:00"));
  CHECK_FALSE(parse_clock_time("24:01"));
  CHECK(parse_clock_time("24:00").value() == 1440);
}

TEST_CASE("covered time is additive and agrees with minute counting") {
  const auto shop = calendar("America/New_York", "08:00-12:00,13:00-23:30");
  const TimeMs start = at(shop, "2026-03-06", 0, 0);  // Over the change of 8 March.
  DurationMs counted = 0;
  for (int minute = 0; minute < 5 * 24 * 60; ++minute) {
    const TimeMs here = start + minute * kMinuteMs;
    if (shop.open_at(here)) counted += kMinuteMs;
    if (minute % 97 == 0)
      CHECK(shop.covered(start, here) + shop.covered(here, here + kHourMs) == shop.covered(start, here + kHourMs));
  }
  CHECK(shop.covered(start, start + 5 * kDayMs) == counted);
}

TEST_CASE("instants are written with the shop's offset") {
  const auto shop = calendar("Asia/Shanghai", "08:00-23:00");
  CHECK(shop.iso(at(shop, "2026-11-22", 9, 30, 0, 123)) == "2026-11-22T09:30:00.123+08:00");
  CHECK(shop.iso(at(shop, "2026-11-22", 9, 30)) == "2026-11-22T09:30:00+08:00");
  CHECK(calendar("America/St_Johns", "").iso(0) == "1969-12-31T20:30:00-03:30");
}
