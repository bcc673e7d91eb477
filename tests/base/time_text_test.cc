// SPDX-License-Identifier: Apache-2.0
#include "agent/base/time_text.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

namespace rigong {
namespace {

constexpr TimeMs kMorning = 1'795'311'000'000;  // 2026-11-22T09:30:00+08:00

ShopCalendar shop(const char* zone = "Asia/Shanghai") {
  CalendarRules rules;
  rules.time_zone = zone;
  return std::move(ShopCalendar::make(rules).value());
}

}  // namespace

TEST_CASE("every way of writing an instant") {
  const ShopCalendar calendar = shop();
  for (const char* text : {"2026-11-22T09:30:00+08:00", "2026-11-22T01:30:00Z", "2026-11-22 09:30:00", "2026-11-22 09:30",
                           "2026/11/22 9:30:00", "2026-11-22t01:30:00z", "2026-11-22T09:30:00 +08:00", "2026-11-22T09:30:00+0800",
                           "2026-11-22T09:30:00+08", "2026-11-21T23:30:00-02:00", "1795311000", "1795311000000", "1795311000.0",
                           "  2026-11-22 09:30:00\t", "2026-11-22T09:30:00.000+08:00", "2026-11-22  09:30:00"}) {
    INFO(text);
    CHECK(parse_time(text, calendar) == kMorning);
  }
  CHECK(parse_time("2026-11-22 09:30:00.123", calendar) == kMorning + 123);
  CHECK(parse_time("2026-11-22 09:30:00,5", calendar) == kMorning + 500);
  CHECK(parse_time("2026-11-22T01:30:00.123999Z", calendar) == kMorning + 123);
  CHECK(parse_time("1795311000.75", calendar) == kMorning + 750);
  CHECK(parse_time("1795311000123.9", calendar) == kMorning + 123);
}

TEST_CASE("a time without a zone is the shop's") {
  CHECK(parse_time("2026-07-01 12:00:00", shop("Europe/Berlin")) == parse_time("2026-07-01T10:00:00Z", shop()));
  CHECK(parse_time("2026-12-01 12:00:00", shop("Europe/Berlin")) == parse_time("2026-12-01T11:00:00Z", shop()));
  CHECK(parse_time("2026-11-22 09:30:00", shop("UTC")) == kMorning + 8 * kHourMs);
}

TEST_CASE("what is no instant is nothing") {
  const ShopCalendar calendar = shop();
  for (const char* text : {"",
                           "-",
                           "yesterday",
                           "2026-11-22",
                           "2026-13-01 00:00:00",
                           "2026-02-29 00:00:00",
                           "2026-11-22 24:00:00",
                           "2026-11-22 09:60:00",
                           "2026-11-22 09:30:60",
                           "2026-11-22 09",
                           "2026-11-22 09:30:00x",
                           "2026-11-22T09:30:00+25:00",
                           "2026-11-22T09:30:00.",
                           "2026-11/22 09:30",
                           "1970-01-01 00:00:00",
                           "1999-12-31 23:59:59",
                           "2100-01-02 00:00:00",
                           "0",
                           "-1",
                           "946684799",
                           "4102444801",
                           "99999999999999999999",
                           "1e12",
                           "1795311000.",
                           "17953110",
                           "NaN",
                           "2026-11-22 09:30:00+08:00 x",
                           "9999999999999999-11-22 09:30:00"}) {
    INFO(text);
    CHECK_FALSE(parse_time(text, calendar));
  }
  CHECK_FALSE(parse_time(std::string(100'000, '1'), calendar));
  CHECK(parse_time("2000-01-01T00:00:00Z", calendar) == kEarliestTime);
  CHECK(parse_time("2100-01-01T00:00:00Z", calendar) == kLatestTime);
}

TEST_CASE("what the calendar writes is read back") {
  std::mt19937_64 random(20261122);
  for (const char* zone : {"Asia/Shanghai", "America/St_Johns", "UTC", "Asia/Kathmandu"}) {
    const ShopCalendar calendar = shop(zone);
    for (int round = 0; round < 300; ++round) {
      const TimeMs time = kEarliestTime + static_cast<TimeMs>(random() % static_cast<std::uint64_t>(kLatestTime - kEarliestTime));
      CHECK(parse_time(calendar.iso(time), calendar) == time);
      CHECK(parse_time(fmt::format("{}", time), calendar) == time);
    }
  }
}

TEST_CASE("times of a platform far east that bring no zone along") {
  constexpr DurationMs kEast = 8 * kHourMs;
  const auto shop = ShopCalendar::make({}).value();
  for (const char* text : {"2026-11-22 09:30:00", "2026-11-22T09:30", "2026/1/2 3:04:05.678", "2026-11-22 09:30:00+09:00",
                           "2026-11-22T09:30:00Z", "1795311000", "1795311000123", " 2026-11-22 00:00:00 "}) {
    INFO(text);
    CHECK(parse_time(text, kEast));
    CHECK(parse_time(text, kEast) == parse_time(text, shop));
  }
  CHECK(parse_time("2026-11-22 09:30:00", kEast) == parse_time("2026-11-22 01:30:00", 0));
  for (const char* text : {"", "2026-11-22", "2026-13-22 09:30:00", "0001-01-01 00:00:00", "2026-11-22 09:30:00 x"}) {
    INFO(text);
    CHECK_FALSE(parse_time(text, kEast));
  }
}

TEST_CASE("every way of writing a length of time") {
  CHECK(parse_duration("1分23秒") == 83'000);
  CHECK(parse_duration("1小时2分") == 3'720'000);
  CHECK(parse_duration("1时2分3秒") == 3'723'000);
  CHECK(parse_duration("00:01:23") == 83'000);
  CHECK(parse_duration("01:23") == 83'000);
  CHECK(parse_duration("36:00:00.5") == 129'600'500);
  CHECK(parse_duration("83") == 83'000);
  CHECK(parse_duration("83秒") == 83'000);
  CHECK(parse_duration("83.5s") == 83'500);
  CHECK(parse_duration("16.1479") == 16'147);
  CHECK(parse_duration("2分钟") == 120'000);
  CHECK(parse_duration("500ms") == 500);
  CHECK(parse_duration("500毫秒") == 500);
  CHECK(parse_duration("1h 2m 3s") == 3'723'000);
  CHECK(parse_duration("1天") == kDayMs);
  CHECK(parse_duration("0") == 0);
  for (const char* text :
       {"", "-", "abc", "-5", "1分23", "23秒1分", "1分1分", "1.", "00:99:00", "1:2:3:4", "99999999999999", "1e5", "5 apples"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text));
  }
}

}  // namespace rigong
