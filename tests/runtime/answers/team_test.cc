// SPDX-License-Identifier: Apache-2.0
// The lead's view of a group.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;

namespace {

const TimeMs kNow = at("2026-03-09 12:00:00");

const overlay::TeamColumn& column(const overlay::Team& team, const std::string& name) {
  return *std::find_if(team.columns.begin(), team.columns.end(), [&](const auto& each) { return each.name == name; });
}
const overlay::TeamCell& cell(const overlay::TeamRow& row, const std::string& name) {
  return *std::find_if(row.cells.begin(), row.cells.end(), [&](const auto& each) { return each.name == name; });
}

// Five of pre-sales answer at 10:00 after 10, 20 … 50 s; e is off and answered all the same.
void fill(Desk& desk) {
  const std::vector<std::string> names = {"a", "b", "c", "d", "e"};
  for (std::size_t index = 0; index < names.size(); ++index) {
    const int seconds = 10 * (static_cast<int>(index) + 1);
    desk.take(turn("c" + names[index], names[index], "2026-03-09 10:00:00", seconds));
    desk.member(names[index], "售前");
  }
  desk.take(turn("cx", "x", "2026-03-09 10:00:00", 900) + std::vector<Record>{asks("ca", "kca", at("2026-03-09 11:59:00"))});
  desk.member("x", "售后");
  desk.work_out();
}

}  // namespace

TEST_CASE("a group has a row for each, sums of all, and its spread") {
  Desk desk;
  fill(desk);
  const auto team = get(desk.team_view({"售前", "", std::nullopt}, kNow));
  CHECK(team.mode == overlay::Mode::live);
  CHECK(team.group == "售前");
  CHECK(team.groups == std::vector<std::string>{"售前", "售后"});
  REQUIRE(team.rows.size() == 5);
  CHECK(team.rows[0].person.id == "a");
  CHECK(team.rows[0].waiting == 1);
  CHECK(team.rows[0].customers == 1);
  CHECK(team.rows[0].sheet == overlay::SheetState::open);
  CHECK(team.rows[1].waiting == 0);
  CHECK(cell(team.rows[4], "response_mean_ms").value.value == 50'000);
  CHECK(cell(team.rows[4], "response_mean_ms").standing == overlay::Standing::good);
  const auto& response = column(team, "response_mean_ms");
  CHECK(response.spread->median == 30'000);
  CHECK(response.spread->spread == 40'000);
  CHECK(response.total == overlay::Value{30'000.0, 150'000, 5, false});
  CHECK(column(team, "sales_fen").unit == overlay::Unit::fen);
  // 10:00 had five customers; the one who asks at 11:59 is not decided yet, and was there.
  REQUIRE(team.hours.size() == 2);
  CHECK(team.hours[0].hour == 10);
  CHECK(team.hours[0].customers == 5);
  CHECK(team.hours[0].turns == 5);
  CHECK(team.hours[1].hour == 11);
  CHECK(team.hours[1].customers == 1);
  CHECK_FALSE(team.hours[0].usual);
}

TEST_CASE("whose hands are full is told: five chats with somebody who waits, or who was answered within ten minutes") {
  Desk desk;
  fill(desk);
  std::vector<Record> records;
  for (int i = 0; i < 4; ++i)
    records = std::move(records) + turn(fmt::format("n{}", i), "b", fmt::format("2026-03-09 11:5{}:00", i), 20);
  records = std::move(records) + turn("n3", "b", "2026-03-09 11:55:00", 20);  // Twice in one chat is one.
  desk.take(records);
  desk.work_out();
  // Seen at 12:00 the first was answered at 11:50:20, and is in hand for another twenty seconds.
  const auto seen = [&](TimeMs now) { return get(desk.team_view({"售前", "", std::nullopt}, now)).rows; };
  CHECK(seen(kNow)[1].chats == 4);
  CHECK_FALSE(seen(kNow)[1].full);
  CHECK(seen(kNow)[0].chats == 1);  // Who waits.
  CHECK(seen(kNow)[2].chats == 0);
  CHECK(desk.valid_until() <= at("2026-03-09 12:00:20"));
  CHECK(seen(at("2026-03-09 12:00:20"))[1].chats == 3);
  desk.take({asks("n9", "kn9", at("2026-03-09 11:59:30"))});
  desk.take(std::vector<Record>{asks("n2", "kn2", at("2026-03-09 11:59:40"))});
  desk.work_out();
  const auto rows = seen(kNow);
  // The one who has asked anew waits in a chat that is counted already; whom nobody has taken up yet is nobody's.
  CHECK(rows[1].chats == 4);
  desk.take(turn("n10", "b", "2026-03-09 11:58:00", 20));
  desk.work_out();
  CHECK(seen(kNow)[1].chats == 5);
  CHECK(seen(kNow)[1].full);
  // Of a day gone by nobody's are.
  const auto later = get(desk.team_view({"售前", "", day("2026-03-09")}, at("2026-03-10 09:00:00"))).rows;
  CHECK(later[1].chats == 0);
  CHECK_FALSE(later[1].full);
}

TEST_CASE("who is off is marked, and in no figure of the group") {
  Desk desk;
  fill(desk);
  desk.shift("e", "2026-03-09", model::ShiftKind::day_off);
  const auto team = get(desk.team_view({"售前", "", std::nullopt}, kNow));
  CHECK(team.rows[4].off);
  CHECK(column(team, "response_mean_ms").total->denominator == 4);
  CHECK_FALSE(column(team, "response_mean_ms").spread);
}

TEST_CASE("what is usual is the median of the same weekday") {
  Desk desk;
  fill(desk);
  // 1, 2 and 4 customers at 10:00 on the Mondays before; nothing four weeks ago.
  const std::vector<std::pair<const char*, int>> mondays = {{"2026-03-02", 1}, {"2026-02-23", 2}, {"2026-02-16", 4}};
  for (const auto& [on, customers] : mondays) {
    for (int number = 0; number < customers; ++number) {
      desk.take(turn(fmt::format("u{}{}", on, number), "a", std::string(on) + " 10:30:00", 20));
    }
  }
  desk.work_out();
  CHECK(get(desk.team_view({"售前", "", std::nullopt}, kNow)).hours.at(0).usual == 2);
}

TEST_CASE("past days honour who was there then") {
  Desk desk;
  fill(desk);
  desk.member("b", "售前", "", "2026-03-08");
  desk.work_out();
  CHECK(get(desk.team_view({"售前", "", std::nullopt}, kNow)).rows.size() == 4);
  const auto before = get(desk.team_view({"售前", "", day("2026-03-08")}, kNow));
  CHECK(before.mode == overlay::Mode::past);
  CHECK(before.rows.size() == 5);
}

TEST_CASE("the team is for leads, and for whoever chooses a desk") {
  Desk desk;
  fill(desk);
  desk.as_rep("a");
  const auto refused = desk.team_view({"售前", "", std::nullopt}, kNow);
  desk.as_lead();
  const auto unknown = desk.team_view({"没有", "", std::nullopt}, kNow);
  REQUIRE_FALSE(refused);
  REQUIRE_FALSE(unknown);
  CHECK(refused.error().words.zh == unknown.error().words.zh);
  desk.as_nobody();
  CHECK(desk.team_view({"售前", "", std::nullopt}, kNow).has_value());
}

TEST_CASE("platforms' figures fill the team where there are no messages") {
  Desk desk;
  for (const char* id : {"a", "b"}) {
    model::DeliveredDay one;
    one.rep_id = id;
    one.day = day("2026-03-08");
    one.platform = "taobao";
    one.values = {{model::DeliveredField::response_mean_ms, 42'000}, {model::DeliveredField::customers, 30}};
    desk.take({one});
    desk.member(id, "售前");
  }
  desk.work_out();
  const auto team = get(desk.team_view({"", "", std::nullopt}, kNow));
  CHECK(team.mode == overlay::Mode::delivered);
  CHECK(team.source == "taobao");
  CHECK(team.day == day("2026-03-08"));
  REQUIRE(team.rows.size() == 2);
  CHECK(team.rows[0].customers == 30);
  CHECK(cell(team.rows[0], "response_mean_ms").value.value == 42'000);
  CHECK_FALSE(column(team, "response_mean_ms").total);  // Means do not add up.
  CHECK(team.hours.empty());
}

TEST_CASE("before the first message of the day a group with messages is live, whatever its platform told of days before") {
  Desk desk;
  desk.take(turn("c1", "a", "2026-03-07 10:00:00", 40), "demo:main", "demo");
  desk.member("a", "售前", "", "", "demo:main");
  model::DeliveredDay told;
  told.rep_id = "a";
  told.day = day("2026-03-08");
  told.platform = "taobao";
  told.values = {{model::DeliveredField::customers, 30}};
  desk.take({told}, "demo:main", "demo");
  desk.work_out();
  const auto team = get(desk.team_view({"售前", "", std::nullopt}, at("2026-03-09 00:08:00")));
  CHECK(team.mode == overlay::Mode::live);
  CHECK(team.day == day("2026-03-09"));
  CHECK(team.source == "own");
  REQUIRE(team.rows.size() == 1);
  CHECK(team.rows[0].customers == 0);
}

TEST_CASE("without anybody there is an empty team, and people in no group are a group") {
  Desk desk;
  const auto empty = get(desk.team_view({"", "", std::nullopt}, kNow));
  CHECK(empty.rows.empty());
  CHECK(empty.mode == overlay::Mode::empty);
  for (int number = 0; number < 26; ++number) {
    desk.take(turn(fmt::format("c{}", number), fmt::format("r{:02}", number), "2026-03-09 10:00:00", 20 + number));
  }
  desk.work_out();
  const auto team = get(desk.team_view({"", "", std::nullopt}, kNow));
  CHECK(team.groups == std::vector<std::string>{""});
  CHECK(team.rows.size() == 26);
  CHECK(column(team, "response_mean_ms").spread->people == 26);
}
