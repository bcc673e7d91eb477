// SPDX-License-Identifier: Apache-2.0
// Time on line and time suspended, by whichever of three methods the account gives; what the service assistant says, and notes
// that nobody has read.
#include "connectors/taobao/presence.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "agent/base/json.h"
#include "connectors/taobao/cursor.h"
#include "tests/connectors/taobao/polled_shop.h"
#include "tests/support/polled_account.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::taobao_test;
using rigong::testing::says;
using taobao::Change;
using taobao::presence_of;

namespace {

constexpr const char* kOnline = "taobao.wangwang.eservice.onlinetime.get";
constexpr const char* kLogins = "taobao.wangwang.eservice.loginlogs.get";
constexpr const char* kStatus = "taobao.qianniu.cloudkefu.onlinestatuslog.get";
constexpr const char* kService = "taobao.qiannniu.dispatch.realtime.service.account.statistics.get";
constexpr const char* kSlow = "taobao.qiannniu.dispatch.slowresponse.unread.count";
constexpr std::int64_t kHour = 3600;

// Shifts of the days before, one of them over midnight, with a break each.
void fill_shifts(FakeTop& fake, int days) {
  for (std::int32_t day = fake.today() - days; day < fake.today(); ++day) {
    const std::int64_t begin = FakeTop::start_of(day);
    fake.work(kRepA, begin + 9 * kHour, begin + 17 * kHour, begin + 12 * kHour, begin + 12 * kHour + 1'801);
    if (day + 1 < fake.today()) fake.work(kRepB, begin + 18 * kHour, begin + 26 * kHour, begin + 23 * kHour, begin + 25 * kHour);
    fake.slow_notes[day] = day % 5;
  }
}

void check_complete(PolledShop& shop) {
  CHECK(shop.fake->complaints == std::vector<std::string>{});
  CHECK(shop.differences() == std::vector<std::string>{});
}

std::int64_t times_asked(const FakeTop& fake, const std::string& method) {
  return std::count(fake.asked.begin(), fake.asked.end(), method);
}

bool holds(PolledShop& shop, const std::string& part) {
  const auto days = shop.held_days();
  return std::any_of(days.begin(), days.end(), [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("time online and suspended, the bot's share and unread notes are read, in either style of answers") {
  for (const bool plain : {true, false}) {
    INFO(plain);
    PolledShop shop;
    shop.fake->plain_styles = plain;
    shop.fake->bot_ratio = "0.375";
    fill_shifts(*shop.fake, 9);
    const auto outcome = shop.poll_all();
    REQUIRE(outcome);
    CHECK(outcome->lacking.empty());
    check_complete(shop);
    CHECK(holds(shop, std::string(kRepA) + " online_ms=28800000"));
    CHECK(holds(shop, std::string(kRepA) + " suspended_ms=1801000"));
    CHECK(holds(shop, "(shop) bot_share=0.375"));
    CHECK(times_asked(*shop.fake, kLogins) == 0);
    // The next days, and what the platform says of the present one.
    shop.fake->bot_ratio = "0.5";
    shop.live(2 * kHourMs);
    check_complete(shop);
    CHECK(holds(shop, "(shop) bot_share=0.5"));
    shop.clock().advance(kDayMs);
    fill_shifts(*shop.fake, 1);
    REQUIRE(shop.poll_all());
    check_complete(shop);
  }
}

TEST_CASE("of three ways to time online one is enough, and the words name those that are wanting") {
  for (const int code : {11, 22}) {
    INFO(code);
    PolledShop logins;
    fill_shifts(*logins.fake, 9);
    logins.fake->refused = {{kOnline, code}};
    auto outcome = logins.poll_all();
    REQUIRE(outcome);
    CHECK(outcome->lacking.empty());
    check_complete(logins);
    CHECK(times_asked(*logins.fake, kOnline) == 1);
    CHECK(times_asked(*logins.fake, kLogins) > 1);

    PolledShop status;
    fill_shifts(*status.fake, 9);
    status.fake->refused = {{kOnline, code}, {kLogins, code}};
    outcome = status.poll_all();
    REQUIRE(outcome);
    CHECK(outcome->lacking.empty());
    check_complete(status);

    PolledShop nothing;
    fill_shifts(*nothing.fake, 9);
    nothing.fake->refused = {{kOnline, code}, {kLogins, code}, {kStatus, code}, {kService, code}, {kSlow, code}};
    outcome = nothing.poll_all();
    REQUIRE(outcome);
    CHECK(outcome->lacking.size() == 4);
    for (const char* method : {kOnline, kStatus, kService, kSlow}) {
      CHECK(says(outcome->lacking, fmt::format("{}，错误 {}", method, code)));
    }
    CHECK(says(outcome->lacking, code == 11 ? "没有这个权限" : "不对这个应用提供"));
    CHECK_FALSE(holds(nothing, "online_ms"));
    nothing.fake->refused.clear();
    nothing.clock().advance(25 * kHourMs);
    REQUIRE(nothing.poll_all());
    nothing.fake->bot_ratios.clear();
    check_complete(nothing);
  }
}

TEST_CASE("time suspended wants the numbers of the sub-accounts, ten at a time and of thirty days") {
  PolledShop shop;
  shop.options["days"] = "60";
  shop.options["orders"] = "false";
  shop.restart();
  FakeTop& fake = *shop.fake;
  std::vector<std::string> many;
  for (int i = 0; i < 23; ++i) many.push_back(fmt::format("晨光小店:客服{:02}", i));
  fake.groups = {{"全部", many}};
  for (std::int32_t day = fake.today() - 29; day < fake.today(); ++day) {
    const std::int64_t begin = FakeTop::start_of(day);
    for (const std::string& rep : many)
      fake.work(rep, begin + 9 * kHour, begin + 10 * kHour, begin + 9 * kHour, begin + 9 * kHour + 60);
  }
  REQUIRE(shop.poll_all());
  check_complete(shop);
  CHECK(times_asked(fake, "taobao.sellercenter.subusers.get") == 1);

  // Without them nothing is asked in vain, and it is said; a list that is down for a while costs an hour.
  PolledShop without;
  fill_shifts(*without.fake, 9);
  without.fake->refused = {{"taobao.sellercenter.subusers.get", 11}};
  const auto outcome = without.poll_all();
  REQUIRE(outcome);
  CHECK(times_asked(*without.fake, kStatus) == 0);
  REQUIRE(outcome->lacking.size() == 1);
  CHECK(outcome->lacking[0].zh.find("挂起时长") != std::string::npos);
  CHECK(holds(without, "online_ms"));

  PolledShop down;
  fill_shifts(*down.fake, 9);
  down.fake->trouble = [](const std::string& method) { return method.ends_with("subusers.get") ? Fault::web_page : Fault::none; };
  REQUIRE(down.poll_all());
  CHECK(holds(down, "online_ms"));
  down.fake->trouble = nullptr;
  down.live(2 * kHourMs);
  check_complete(down);
}

TEST_CASE("who is on line when: breaks, midnights, doubles, and what was not told") {
  const Day day{20'000};
  const std::int64_t begin = FakeTop::start_of(day.number);
  const auto at = [&](std::int64_t seconds, Change change) { return taobao::StatusChange{begin + seconds, change}; };
  using Days = std::map<std::int32_t, std::pair<std::int64_t, std::int64_t>>;
  const auto days = [&](std::vector<taobao::StatusChange> changes, int length = 1) {
    Days result;
    for (const auto& [number, presence] : presence_of(std::move(changes), day, day + length)) {
      result[number - day.number] = {presence.online, presence.suspended};
    }
    return result;
  };
  CHECK(days({}).empty());
  CHECK(days({at(200, Change::went), at(100, Change::came)}) == Days{{0, {100, 0}}});
  // On a computer and a telephone, and the same row twice.
  CHECK(days({at(100, Change::came), at(120, Change::came), at(200, Change::went), at(200, Change::went)}) ==
        Days{{0, {100, 0}}});
  CHECK(days({at(100, Change::came), at(150, Change::suspended), at(160, Change::resumed), at(200, Change::went)}) ==
        Days{{0, {100, 10}}});
  // Whoever goes is suspended no longer.
  CHECK(days({at(100, Change::came), at(150, Change::suspended), at(200, Change::went)}) == Days{{0, {100, 50}}});
  // From the evening before; the day before is not asked for.
  CHECK(days({at(-100, Change::came), at(50, Change::went)}) == Days{{0, {50, 0}}});
  CHECK(days({at(86'400 - 10, Change::came), at(2 * 86'400 + 5, Change::went)}, 3) ==
        Days{{0, {10, 0}}, {1, {86'400, 0}}, {2, {5, 0}}});
  // A line that broke: to the end of that day, and no further.
  CHECK(days({at(86'400 - 30, Change::came)}, 3) == Days{{0, {30, 0}}});
  CHECK(days({at(50, Change::went)}).empty());
}

TEST_CASE("a cursor of the first version keeps what it knows, and begins the new tasks") {
  taobao::Progress progress;
  progress.from = 1'795'500'000;
  progress.reps = {kRepA};
  progress.numbers = {7'001};
  for (auto& state : progress.by_rep) state.covered = 1'795'600'000;
  auto document = parse_guarded_json(taobao::write_cursor(progress), {}).value();
  document["by_rep"].Erase(document["by_rep"].Begin() + 7, document["by_rep"].End());
  document.RemoveMember("numbers");
  const auto read = taobao::read_cursor(to_text(document));
  REQUIRE(read);
  CHECK(read->by_rep[6].covered == 1'795'600'000);
  CHECK(read->by_rep[7].covered == 0);
  CHECK(read->reps == progress.reps);
  CHECK(read->numbers.empty());
  CHECK(taobao::read_cursor(taobao::write_cursor(progress))->numbers == progress.numbers);
  document["by_rep"].PopBack();
  CHECK_FALSE(taobao::read_cursor(to_text(document)));
}
