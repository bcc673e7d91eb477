// SPDX-License-Identifier: Apache-2.0
// Which day a panel shows, and from which source.
#include <catch2/catch.hpp>

#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using Kind = overlay::Comparison::Kind;
using Field = model::DeliveredField;

namespace {

Record delivered(const std::string& rep, const std::string& on, std::vector<std::pair<Field, double>> values) {
  model::DeliveredDay result;
  result.rep_id = rep;
  result.day = day(on);
  result.platform = "taobao";
  result.values = std::move(values);
  return result;
}

const TimeMs kMorning = at("2026-03-09 09:00:00");

}  // namespace

TEST_CASE("where only a platform's figures come in, its last day stands there, named and dated") {
  Desk desk;
  desk.take(
      {delivered("lin", "2026-03-01", {{Field::response_mean_ms, 50'000}, {Field::customers, 40}}),
       delivered("lin", "2026-03-07", {{Field::response_mean_ms, 45'000}, {Field::customers, 70}, {Field::reply_rate, 0.97}}),
       delivered("lin", "2026-03-08",
                 {{Field::response_mean_ms, 42'300},
                  {Field::customers, 86},
                  {Field::customers_slow, 3},
                  {Field::customers_unreplied, 1},
                  {Field::reply_rate, 0.988},
                  {Field::conversion_rate, 0.312},
                  {Field::sales_fen, 842'000}})});
  desk.member("lin", "售前");
  desk.work_out();
  const auto panel = desk.panel("lin", kMorning);
  CHECK(panel.mode == overlay::Mode::delivered);
  CHECK(panel.source == "taobao");
  CHECK(panel.day == day("2026-03-08"));
  CHECK(panel.today == day("2026-03-09"));
  CHECK(panel.status == overlay::FigureStatus::final);
  CHECK(panel.customers == 86);
  REQUIRE(panel.missing);
  CHECK(panel.missing->zh.find("接入聊天消息") != std::string::npos);
  CHECK(panel.waiting.empty());
  CHECK_FALSE(panel.step);
  CHECK(panel.sheet == overlay::SheetState::open);
  const auto& response = figure(panel, "response_mean_ms");
  CHECK(response.value == overlay::Value{42'300.0, 0, 0, false});
  CHECK_FALSE(response.median_ms);
  CHECK(response.next->zh == "比目标 60 秒快 17.7 秒");
  CHECK_FALSE(response.month);  // A mean of daily means would be none.
  CHECK(comparison(response, Kind::day_before)->value.value == 45'000);
  CHECK(comparison(response, Kind::day_before)->difference == -2'700);
  CHECK_FALSE(comparison(response, Kind::day_before)->same_hour);
  CHECK(comparison(response, Kind::same_weekday)->day == day("2026-03-01"));
  CHECK(response.history.back().value == 42'300);
  // The rate as it came, and beside it what it was made of.
  CHECK(figure(panel, "reply_rate").value == overlay::Value{0.988, 85, 86, false});
  // Of slow ones platforms count customers: shown as counts, and measured against no goal of turns.
  CHECK(figure(panel, "slow_share").value == overlay::Value{std::nullopt, 3, 86, true});
  CHECK(figure(panel, "slow_share").standing == overlay::Standing::none);
  CHECK(figure(panel, "satisfaction").value == overlay::Value{std::nullopt, 0, 0, false});
  CHECK(panel.more.at(0).value.value == 0.312);
  CHECK(panel.more.at(1).value.value == 842'000);
  CHECK_FALSE(panel.more.at(2).value.value);

  const auto earlier = desk.panel("lin", kMorning, "2026-03-07");
  CHECK(earlier.mode == overlay::Mode::past);
  CHECK(earlier.source == "taobao");
  CHECK(figure(earlier, "response_mean_ms").value.value == 45'000);
}

TEST_CASE("the last delivered day may lie long ago") {
  Desk desk;
  desk.take({delivered("lin", "2025-10-01", {{Field::response_mean_ms, 50'000}}),
             delivered("lin", "2025-09-30", {{Field::response_mean_ms, 40'000}})});
  desk.work_out();
  const auto panel = desk.panel("lin", kMorning);
  CHECK(panel.day == day("2025-10-01"));
  CHECK(comparison(figure(panel, "response_mean_ms"), Kind::day_before)->value.value == 40'000);
}

TEST_CASE("messages of today go before what a platform delivers, and a day's own before a platform's") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-09 08:30:00", 40));
  desk.take({delivered("lin", "2026-03-08", {{Field::response_mean_ms, 42'300}})});
  desk.work_out();
  CHECK(desk.panel("lin", kMorning).mode == overlay::Mode::live);
  CHECK(desk.panel("lin", kMorning).source == "own");
  const auto before = desk.panel("lin", kMorning, "2026-03-08");
  CHECK(before.mode == overlay::Mode::past);
  CHECK(before.source == "taobao");
}

TEST_CASE("without messages of today the last day with messages stands there and says so") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-07 10:00:00", 40));
  desk.work_out();
  const auto panel = desk.panel("lin", kMorning);
  CHECK(panel.mode == overlay::Mode::past);
  CHECK(panel.source == "own");
  CHECK(panel.day == day("2026-03-07"));
  REQUIRE(panel.missing);
  CHECK(panel.missing->en.find("no messages of today") != std::string::npos);
  CHECK(panel.waiting.empty());
  CHECK(figure(panel, "response_mean_ms").value.value == 40'000);
  // A year later it is still found.
  CHECK(desk.panel("lin", at("2027-03-07 10:00:00")).day == day("2026-03-07"));
}

TEST_CASE("a source that is asked by itself is live before the day's first message") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-07 10:00:00", 40), "demo:main", "demo");
  desk.work_out();
  const auto panel = desk.panel("lin", kMorning);
  CHECK(panel.mode == overlay::Mode::live);
  CHECK(panel.day == day("2026-03-09"));
  CHECK_FALSE(figure(panel, "response_mean_ms").value.value);
  CHECK_FALSE(panel.step);
  CHECK(panel.sheet == overlay::SheetState::none);
}

TEST_CASE("somebody without any figures has an empty panel that says what is needed") {
  Desk desk;
  desk.member("lin", "售前");
  const auto panel = desk.panel("lin", kMorning);
  CHECK(panel.mode == overlay::Mode::empty);
  REQUIRE(panel.missing);
  CHECK(panel.figures.size() == 5);
  CHECK_FALSE(figure(panel, "response_mean_ms").value.value);
  CHECK_FALSE(panel.step);
  CHECK(panel.sheet == overlay::SheetState::none);
  // In a shop that lives, somebody new begins with today.
  desk.take(turn("c1", "wu", "2026-03-09 08:30:00", 40));
  desk.work_out();
  CHECK(desk.panel("lin", kMorning).mode == overlay::Mode::live);
}

TEST_CASE("a day to come has no panel") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-09 08:30:00", 40));
  desk.work_out();
  CHECK(desk.try_panel("lin", kMorning, "2026-03-10").error().kind == ErrorKind::not_found);
  const auto nothing = desk.panel("lin", kMorning, "2026-03-01");
  CHECK(nothing.mode == overlay::Mode::past);
  CHECK_FALSE(figure(nothing, "response_mean_ms").value.value);
}

TEST_CASE("a member of several accounts and days is one person") {
  Desk desk;
  desk.take(turn("c1", "sub1", "2026-03-09 08:30:00", 40) + turn("c2", "sub2", "2026-03-09 08:40:00", 20));
  desk.member("lin", "售前", "sub1");
  desk.work_out();
  CHECK(figure(desk.panel("lin", kMorning), "response_mean_ms").value.value == 40'000);
  // Whom no member claims goes by the platform's id, in no group; whoever is claimed does not.
  const auto people = desk.people(kMorning).people;
  REQUIRE(people.size() == 2);
  CHECK(people[0].id == "lin");
  CHECK(people[1].id == "sub2");
  CHECK(people[1].group.empty());
  CHECK_FALSE(desk.try_panel("sub1", kMorning));
  CHECK_FALSE(figure(desk.panel("sub2", kMorning), "response_mean_ms").group);
}

TEST_CASE("sub-accounts that nobody has named are shown by the part that tells them apart") {
  Desk desk;
  std::vector<Record> day;
  int conversation = 0;
  for (const char* rep : {"旗舰店:小美", "旗舰店:客服", "分店:客服", "一号:"}) {
    day = day + turn("c" + std::to_string(++conversation), rep, "2026-03-09 08:30:00", 40);
  }
  desk.take(day);
  desk.work_out();
  std::map<std::string, std::string> names;
  for (const overlay::Person& person : desk.people(kMorning).people) names[person.id] = person.name;
  CHECK(names["旗舰店:小美"] == "小美");
  CHECK(names["旗舰店:客服"] == "旗舰店:客服");
  CHECK(names["分店:客服"] == "分店:客服");
  CHECK(names["一号:"] == "一号:");
}

TEST_CASE("people come by group and name, leads named as such, those who left last") {
  Desk desk;
  CHECK(desk.people(kMorning).people.empty());
  desk.member("b", "售后");
  desk.member("a", "售前", "", "2026-03-08");
  desk.member("c", "售前");
  desk.lead("z");
  std::vector<std::string> ids;
  for (const auto& person : desk.people(kMorning).people) ids.push_back(person.id);
  CHECK(ids == std::vector<std::string>{"c", "b", "z", "a"});
  CHECK(desk.people(kMorning).people[2].role == overlay::Role::lead);
  CHECK(desk.people(kMorning).people[3].left);
}

TEST_CASE("a trend has every day, its own where there is one") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-07 10:00:00", 40) + turn("c2", "lin", "2026-03-09 08:00:00", 80));
  desk.work_out();
  desk.shift("lin", "2026-03-08", model::ShiftKind::leave);
  const auto trend = desk.trend({"lin", "", "response_mean_ms", 90, std::nullopt}, kMorning).value();
  REQUIRE(trend.days.size() == 90);
  CHECK(trend.days.back().day == day("2026-03-09"));
  CHECK(trend.days[89].value == 80'000);
  CHECK(trend.days[88].off);
  CHECK(trend.days[87].value == 40'000);
  CHECK_FALSE(trend.days[0].value);
  CHECK(trend.goal->high == 60'000);
  CHECK(trend.unit == overlay::Unit::ms);
  CHECK(desk.trend({"lin", "", "no_such", 90, std::nullopt}, kMorning).error().kind == ErrorKind::not_found);
  CHECK(desk.trend({"lin", "", "sales_fen", 7, day("2026-03-08")}, kMorning)->days.size() == 7);
}

TEST_CASE("a day of which nothing has come yet is not final; a day without a customer between others is") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-02 10:00:00", 40) + turn("c2", "lin", "2026-03-04 10:00:00", 40));
  desk.member("lin", "售前");
  desk.work_out();
  const auto on = [&](const char* asked) { return desk.panel("lin", kMorning, asked); };
  CHECK(on("2026-03-02").status == overlay::FigureStatus::final);
  CHECK(on("2026-03-03").status == overlay::FigureStatus::final);
  CHECK(figure(on("2026-03-03"), "response_mean_ms").status == overlay::FigureStatus::final);
  CHECK(on("2026-03-06").status == overlay::FigureStatus::provisional);
  CHECK(figure(on("2026-03-06"), "response_mean_ms").status == overlay::FigureStatus::provisional);
}
