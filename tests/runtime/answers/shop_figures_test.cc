// SPDX-License-Identifier: Apache-2.0
// All figures of a shop, own and platforms' side by side.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using Field = model::DeliveredField;

namespace {

const TimeMs kNow = at("2026-03-10 12:00:00");

const overlay::ShopFigure& named(const overlay::ShopFigures& figures, const std::string& name) {
  return *std::find_if(figures.figures.begin(), figures.figures.end(), [&](const auto& each) { return each.name == name; });
}

Record delivered(const std::string& rep, const std::string& on, std::vector<std::pair<Field, double>> values) {
  model::DeliveredDay result;
  result.rep_id = rep;
  result.day = day(on);
  result.platform = "taobao";
  result.values = std::move(values);
  return result;
}

}  // namespace

TEST_CASE("own and platform stand side by side with both rules, and what is missing says what it needs") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-08 10:00:00", 40) + turn("c2", "lin", "2026-03-09 14:00:00", 240) +
                turn("c3", "wu", "2026-03-09 15:00:00", 20),
            "taobao:main", "taobao");
  desk.take({delivered("lin", "2026-03-08", {{Field::response_mean_ms, 42'000}, {Field::customers, 3}}),
             delivered("lin", "2026-03-09", {{Field::response_mean_ms, 44'000}, {Field::customers, 4}})},
            "taobao:main", "taobao");
  desk.work_out();
  const auto figures = get(desk.shop_figures({"lin", "", day("2026-03-08"), day("2026-03-09")}, kNow));
  REQUIRE(figures.person);
  CHECK(figures.person->id == "lin");
  const auto& response = named(figures, "response_mean_ms");
  CHECK(response.own == overlay::Value{140'000.0, 280'000, 2, false});
  CHECK(response.status == overlay::FigureStatus::final);
  // Delivered: a mean of two days is none, so the last one stands there with its day. By the platform's rules: both turns.
  REQUIRE(response.platforms.size() == 2);
  CHECK(response.platforms[0].ready);
  CHECK(response.platforms[0].value.value == 44'000);
  CHECK(response.platforms[0].from == day("2026-03-09"));
  CHECK(response.platforms[0].to == day("2026-03-09"));
  CHECK_FALSE(response.platforms[1].ready);
  CHECK(response.platforms[1].value.value == 140'000);
  CHECK(response.platforms[1].from == day("2026-03-08"));
  REQUIRE(response.why);
  CHECK(response.why->zh.find("日拱") != std::string::npos);
  CHECK(response.why->zh.find("淘宝") != std::string::npos);
  CHECK_FALSE(response.missing);
  // Counts add up.
  CHECK(named(figures, "customers").platforms.at(0).value.value == 7);
  CHECK(named(figures, "customers").platforms.at(0).from == day("2026-03-08"));
  // The platform's own rate, counted from our records: one of two turns within three minutes.
  const auto& rate = named(figures, "answered_in_3_min_rate");
  CHECK_FALSE(rate.own);
  REQUIRE(rate.platforms.size() == 1);
  CHECK_FALSE(rate.platforms[0].ready);
  CHECK(rate.platforms[0].value == overlay::Value{0.5, 1, 2, false});
  for (const char* name : {"satisfaction", "sales_fen", "fcr_rate", "escalation_rate", "complaint_rate", "suspended_ms"}) {
    CAPTURE(name);
    CHECK_FALSE(named(figures, name).own);
    CHECK(named(figures, name).missing);
  }
}

TEST_CASE("a whole shop is the sum of everybody, and not for reps") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-09 10:00:00", 40) + turn("c2", "wu", "2026-03-09 14:00:00", 20) +
            std::vector<Record>{asks("c4", "kc4", at("2026-03-09 09:00:00"))});
  desk.take({delivered("lin", "2026-03-09", {{Field::customers, 5}, {Field::reply_rate, 0.9}}),
             delivered("wu", "2026-03-09", {{Field::customers, 7}, {Field::reply_rate, 0.8}})});
  desk.work_out();
  const auto figures = get(desk.shop_figures({"", "", day("2026-03-09"), day("2026-03-09")}, kNow));
  CHECK_FALSE(figures.person);
  CHECK(named(figures, "turns").own->value == 3);
  CHECK(named(figures, "turns_unanswered").own->value == 1);
  CHECK(named(figures, "response_mean_ms").own->value == 30'000);
  CHECK(named(figures, "customers").platforms.at(0).value.value == 12);
  CHECK(named(figures, "reply_rate").platforms.empty());
  desk.as_rep("lin");
  CHECK(desk.shop_figures({"", "", day("2026-03-09"), day("2026-03-09")}, kNow).error().kind == ErrorKind::not_found);
  CHECK(desk.shop_figures({"lin", "", day("2026-03-09"), day("2026-03-09")}, kNow).has_value());
  CHECK(desk.shop_figures({"wu", "", day("2026-03-09"), day("2026-03-09")}, kNow).error().kind == ErrorKind::not_found);
}
