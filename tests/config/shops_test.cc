// SPDX-License-Identifier: Apache-2.0
#include "tests/config/reading.h"

using namespace rigong;
using namespace rigong::config;
using Catch::Matchers::Contains;
using Windows = std::vector<ServiceWindow>;

TEST_CASE("a further shop overrides what it names and inherits the rest") {
  const Config config = read(R"(
[shops.night]
day_starts = "06:00"
service_window = "20:00-02:00"
[shop]
name = "总店"
timezone = "Asia/Tokyo"
day_starts = "05:00"
[shops."旗舰店"]
timezone = "Asia/Shanghai"
)");
  CHECK(config.shops.size() == 2);
  const ShopSettings night = config.shop_settings("night");
  CHECK(night.id == "night");
  CHECK(night.name == "总店");
  CHECK(night.calendar.time_zone == "Asia/Tokyo");
  CHECK(night.calendar.day_starts_min == 360);
  CHECK(night.calendar.windows[0] == Windows{{1200, 1560}});
  const ShopSettings flag = config.shop_settings("旗舰店");
  CHECK(flag.calendar.time_zone == "Asia/Shanghai");
  CHECK(flag.calendar.day_starts_min == 300);
  CHECK(flag.calendar.windows == CalendarRules{}.windows);
}

TEST_CASE("a shop without a table is like [shop] under its own id") {
  const Config config = read("[shop]\nname = \"店\"\nday_starts = \"05:00\"");
  CHECK(config.shop_settings("other").id == "other");
  CHECK(config.shop_settings("other").name == "店");
  CHECK(config.shop_settings("other").calendar.day_starts_min == 300);
  CHECK(config.shop_settings(kDefaultShop).id == kDefaultShop);
}

TEST_CASE("windows by weekday, in either language, with a default") {
  const auto windows = read(R"(
[shop.service_window]
default = "09:00-22:00"
"周六" = "10:00-12:00,14:00-20:00"
sun = "closed"
"周一" = ""
)")
                           .shop.calendar.windows;
  CHECK(windows[0].empty());
  CHECK(windows[1] == Windows{{540, 1320}});
  CHECK(windows[4] == Windows{{540, 1320}});
  CHECK(windows[5] == Windows{{600, 720}, {840, 1200}});
  CHECK(windows[6].empty());
}

TEST_CASE("every name of a weekday stands for its day") {
  const char* const names[7][2] = {{"mon", "周一"}, {"tue", "周二"}, {"wed", "周三"}, {"thu", "周四"},
                                   {"fri", "周五"}, {"sat", "周六"}, {"sun", "周日"}};
  for (std::size_t day = 0; day < 7; ++day) {
    for (const char* name : names[day]) {
      const auto windows =
          read(std::string("[shop]\nservice_window = { default = \"closed\", \"") + name + "\" = \"01:00-02:00\" }")
              .shop.calendar.windows;
      for (std::size_t other = 0; other < 7; ++other) CHECK(windows[other].empty() == (other != day));
    }
  }
}

TEST_CASE("without a default the days not named keep what holds above") {
  const Config config = read(R"(
[shop]
service_window = "10:00-20:00"
[shops.b]
service_window = { sun = "closed" }
[shops.c]
service_window = "closed"
)");
  CHECK(config.shop_settings("b").calendar.windows[0] == Windows{{600, 1200}});
  CHECK(config.shop_settings("b").calendar.windows[6].empty());
  CHECK(config.shop_settings("c").calendar.windows[3].empty());
  CHECK(read("[shop]\nservice_window = { sun = \"closed\" }").shop.calendar.windows[0] == Windows{{480, 1380}});
}

TEST_CASE("clock times, zones and windows that cannot be are refused on their line") {
  CHECK(complaint("[shop]\nday_starts = \"25:00\"") ==
        "rigong.toml:2: [shop] day_starts: '25:00' is not a time of day; write it like 08:00.");
  CHECK(complaint_zh("[shop]\nday_starts = \"25:00\"") ==
        "rigong.toml:2: [shop] day_starts：“25:00”不是时间，请写成 08:00 这样。");
  CHECK_THAT(complaint("[shop]\nday_starts = \"24:00\""), Contains("rigong.toml:2: [shop] day_starts: a day begins between"));
  CHECK_THAT(complaint("[shop]\n\ntimezone = \"Asia/Bejing\""),
             Contains("rigong.toml:3: [shop] timezone: The time zone 'Asia/Bejing'"));
  for (const char* zone : {"/etc/localtime", "localtime", "../../etc/passwd", "file:x", "libc:UTC", "UTC+8", "Asia/Shanghai "}) {
    CAPTURE(zone);
    CHECK_THAT(complaint(std::string("[shop]\ntimezone = \"") + zone + "\""), Contains("rigong.toml:2: [shop] timezone: "));
  }
  CHECK_THAT(complaint("[shop]\nservice_window = \"8-23\""),
             Contains("rigong.toml:2: [shop] service_window: '8' is not a time of day"));
  CHECK_THAT(complaint("[shop]\nservice_window = \"open\""),
             Contains("rigong.toml:2: [shop] service_window: 'open' is not a service"));
  CHECK_THAT(complaint("[shop]\nservice_window = \"09:00-09:00\""), Contains("rigong.toml:2: [shop] service_window: "));
}

TEST_CASE("windows that overlap are refused, also over midnight and through inheritance") {
  CHECK_THAT(complaint("[shop]\nservice_window = \"08:00-12:00,11:00-13:00\""),
             Contains("rigong.toml:2: [shop] service_window: Service windows overlap"));
  CHECK_THAT(complaint("[shop]\nname = \"a\"\n[shop.service_window]\nmon = \"20:00-09:00\"\ntue = \"08:00-12:00\""),
             Contains("rigong.toml:3: [shop] service_window: Service windows overlap"));
  CHECK_THAT(complaint("[shops.a]\nservice_window = { mon = \"20:00-09:00\" }"),
             Contains("rigong.toml:2: [shops.a] service_window: "));
}

TEST_CASE("mistakes in a table by weekday are named with the day") {
  CHECK(complaint("[shop.service_window]\nmon = \"09:00-18:00\"\nsunn = \"closed\"") ==
        "rigong.toml:3: [shop] service_window has no key 'sunn'; did you mean sun?");
  CHECK(complaint("[shop.service_window]\nmon = \"09:00-18:00\"\n\"周一\" = \"closed\"") ==
        "rigong.toml:3: [shop] service_window 周一: is the same day as 'mon'; keep one.");
  CHECK_THAT(complaint("[shop.service_window]\nmon = true"), Contains("rigong.toml:2: [shop] service_window mon: must be text"));
  CHECK_THAT(complaint("[shop.service_window]\ndefault = \"x\""),
             Contains("rigong.toml:2: [shop] service_window default: 'x' is not"));
}

TEST_CASE("ids and tables of shops") {
  CHECK(complaint("[shops.main]\nname = \"a\"") == "rigong.toml:1: [shops.main] is what [shop] describes; write it there.");
  CHECK_THAT(complaint("[shops.\"\"]\n"), Contains("rigong.toml:1: [shops.ID] ID: must not be empty"));
  CHECK_THAT(complaint("[shops.\" a\"]\n"), Contains("rigong.toml:1: [shops.ID] ID: must not begin or end with a space"));
  CHECK(complaint("[shops]\nname = \"a\"") == "rigong.toml:2: this must be a table with the header [shops.name].");
  CHECK(complaint("[[shop]]\nname = \"a\"") == "rigong.toml:1: this must be a table with the header [shop].");
  CHECK(complaint("[shops.a]\nwindow = \"a\"").starts_with("rigong.toml:2: [shops.a] has no key 'window'"));
}
