// SPDX-License-Identifier: Apache-2.0
// The ranking of a group over a real store: the same figures as the team table, from one source, and what is told in public.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::LeftOut;
using overlay::RankBy;
using rigong::testing::get;

namespace {

const TimeMs kNow = at("2026-03-10 12:00:00");  // A Tuesday; the Monday before is what is ranked.

// Twelve turns of the rep on the day, each answered after so many seconds.
void answers(Desk& desk, const std::string& rep, const std::string& on, int seconds, int turns = 12) {
  for (int i = 0; i < turns; ++i) {
    desk.take(turn(fmt::format("{}{}{}", rep, on, i), rep, fmt::format("{} {:02}:00:00", on, 9 + i % 12), seconds));
  }
}
void rates(Desk& desk, const std::string& rep, const std::string& on, int good, int all) {
  for (int i = 0; i < all; ++i) {
    desk.take({rated(fmt::format("r{}{}{}", rep, on, i), fmt::format("{}{}{}", rep, on, i % 12), at(on + " 21:30:00"),
                     at(on + " 21:40:00"), i < good ? 5 : 1)});
  }
}

const overlay::RankingFigure& figure_of(const overlay::Ranking& ranking, const std::string& name) {
  const auto found =
      std::find_if(ranking.figures.begin(), ranking.figures.end(), [&](const auto& each) { return each.name == name; });
  REQUIRE(found != ranking.figures.end());
  return *found;
}
std::vector<std::string> order(const overlay::RankingFigure& figure) {
  std::vector<std::string> all;
  for (const auto& place : figure.places) all.push_back(fmt::format("{}{}", place.place, place.person.id));
  return all;
}

// Six of 售前 on Monday the 9th: 20 … 70 s; a and b equally good.
void fill(Desk& desk) {
  const std::vector<std::pair<const char*, int>> reps = {{"a", 20}, {"b", 20}, {"c", 40}, {"d", 50}, {"e", 60}, {"f", 70}};
  for (const auto& [rep, seconds] : reps) {
    answers(desk, rep, "2026-03-09", seconds);
    desk.member(rep, "售前");
  }
  answers(desk, "x", "2026-03-09", 30);
  desk.member("x", "售后");
  desk.work_out();
}

}  // namespace

TEST_CASE("yesterday's ranking: places shared by equals, the group as one, others beside it and not in it") {
  Desk desk;
  fill(desk);
  const auto ranking = get(desk.ranking({"售前", "", RankBy::day, {}}, kNow));
  CHECK(ranking.from == day("2026-03-09"));
  CHECK(ranking.to == day("2026-03-09"));
  CHECK(ranking.full);
  CHECK(ranking.people == 6);
  CHECK(ranking.source == "own");
  const auto& response = figure_of(ranking, "response_mean_ms");
  CHECK(order(response) == std::vector<std::string>{"1a", "1b", "3c", "4d", "5e", "6f"});
  CHECK(response.total->value == Approx((20 + 20 + 40 + 50 + 60 + 70) * 1000 / 6.0).margin(1));
  REQUIRE(response.spread);
  CHECK(response.spread->spread == 50'000);
  CHECK(response.people == 6);
  // The same number as the team table has.
  const auto team = get(desk.team_view({"售前", "", day("2026-03-09")}, kNow));
  for (const auto& row : team.rows) {
    const auto& cells = row.cells;
    const auto cell = std::find_if(cells.begin(), cells.end(), [](const auto& each) { return each.name == "response_mean_ms"; });
    const auto place = std::find_if(response.places.begin(), response.places.end(),
                                    [&](const auto& each) { return each.person.id == row.person.id; });
    REQUIRE(place != response.places.end());
    CHECK(cell->value == place->value);
  }
  REQUIRE(ranking.beside.size() == 1);
  CHECK(ranking.beside[0].group == "售后");
  // Nobody sold anything: there is no ranking of sales, and never one of the answer ratio.
  for (const auto& figure : ranking.figures) {
    CHECK(figure.name != "sales_fen");
    CHECK(figure.name != "conversion_rate");
    CHECK(figure.name != "answer_ratio");
  }
}

TEST_CASE("who was off is left out, and yesterday of each is the last day they were there") {
  Desk desk;
  fill(desk);
  // Friday for all but a, who was there on Sunday as well, when c was off and answered all the same.
  for (const char* rep : {"a", "b", "c", "d", "e", "f"}) answers(desk, rep, "2026-03-06", 35);
  answers(desk, "a", "2026-03-08", 25);
  answers(desk, "c", "2026-03-08", 90);
  desk.shift("c", "2026-03-08", model::ShiftKind::day_off);
  desk.shift("f", "2026-03-09", model::ShiftKind::leave);
  // A week ago.
  answers(desk, "d", "2026-03-02", 80);
  desk.work_out();
  const auto ranking = get(desk.ranking({"售前", "", RankBy::day, {}}, kNow));
  const auto& response = figure_of(ranking, "response_mean_ms");
  CHECK(order(response) == std::vector<std::string>{"1a", "1b", "3c", "4d", "5e"});
  REQUIRE(response.unplaced.size() == 1);
  CHECK(response.unplaced[0].person.id == "f");
  CHECK(response.unplaced[0].why == LeftOut::off);
  CHECK(ranking.people == 5);
  CHECK(response.places[0].change == -5'000);
  CHECK(response.places[1].change == -15'000);
  CHECK(response.places[2].change == 5'000);  // Against Friday.
  CHECK(response.places[3].week_change == -30'000);
  CHECK_FALSE(response.places[0].week_change);
}

TEST_CASE("too few turns, the first month, fewer than five") {
  Desk desk;
  fill(desk);
  answers(desk, "few", "2026-03-09", 5, 9);
  desk.member("few", "售前");
  desk.work_out();
  auto response = figure_of(get(desk.ranking({"售前", "", RankBy::day, {}}, kNow)), "response_mean_ms");
  CHECK(response.places.size() == 6);
  CHECK(response.least == 10);
  REQUIRE(response.unplaced.size() == 1);
  CHECK(response.unplaced[0].why == LeftOut::few);
  desk.joined("a", "2026-02-20");
  response = figure_of(get(desk.ranking({"售前", "", RankBy::day, {}}, kNow)), "response_mean_ms");
  CHECK(order(response) == std::vector<std::string>{"1b", "2c", "3d", "4e", "5f"});
  desk.joined("b", "2026-02-20");
  const auto ranking = get(desk.ranking({"售前", "", RankBy::day, {}}, kNow));
  response = figure_of(ranking, "response_mean_ms");
  CHECK(response.places.empty());
  CHECK_FALSE(response.spread);
  CHECK(response.unplaced.size() == 7);
  CHECK(std::count_if(response.unplaced.begin(), response.unplaced.end(),
                      [](const auto& each) { return each.why == LeftOut::alone; }) == 4);
  CHECK(ranking.composite.places.empty());
}

TEST_CASE("ratings are ranked by the Wilson bound from three on, and shown as counts below ten") {
  Desk desk;
  fill(desk);
  rates(desk, "a", "2026-03-09", 3, 3);
  rates(desk, "b", "2026-03-09", 11, 12);
  rates(desk, "c", "2026-03-09", 2, 2);
  rates(desk, "d", "2026-03-09", 1, 3);
  rates(desk, "e", "2026-03-09", 10, 12);
  rates(desk, "f", "2026-03-09", 6, 12);
  desk.work_out();
  const auto satisfaction = figure_of(get(desk.ranking({"售前", "", RankBy::day, {}}, kNow)), "satisfaction");
  CHECK(order(satisfaction) == std::vector<std::string>{"1b", "2e", "3a", "4f", "5d"});
  CHECK(satisfaction.places[2].value.few);
  CHECK_FALSE(satisfaction.places[2].value.value);
  CHECK(satisfaction.places[2].value.numerator == 3);
  REQUIRE(satisfaction.unplaced.size() == 1);
  CHECK(satisfaction.unplaced[0].person.id == "c");
  CHECK(satisfaction.unplaced[0].why == LeftOut::few);
}

TEST_CASE("a rep is told what is told in public, of the own group only") {
  Desk desk;
  fill(desk);
  desk.as_rep("f");
  const auto ranking = get(desk.ranking({"", "", RankBy::day, {}}, kNow));
  CHECK(ranking.group == "售前");
  CHECK(ranking.groups == std::vector<std::string>{"售前"});
  CHECK_FALSE(ranking.full);
  const auto& response = figure_of(ranking, "response_mean_ms");
  CHECK(order(response) == std::vector<std::string>{"1a", "1b", "3c"});
  CHECK(response.unplaced.empty());
  for (const auto& place : response.places) CHECK_FALSE(place.moved);
  CHECK(response.total);
  // 售后 is one person: what it is together would be what that person is.
  CHECK(ranking.beside.empty());
  const auto other = desk.ranking({"售后", "", RankBy::day, {}}, kNow);
  const auto none = desk.ranking({"没有", "", RankBy::day, {}}, kNow);
  REQUIRE_FALSE(other);
  REQUIRE_FALSE(none);
  CHECK(other.error().words.zh == none.error().words.zh);
  desk.as_rep("x");
  const auto alone = get(desk.ranking({"", "", RankBy::day, {}}, kNow));
  for (const auto& figure : alone.figures) {
    CHECK_FALSE(figure.total);
    CHECK(figure.places.empty());
  }
}

TEST_CASE("a week is the sum of its days against as many days of the week before, and a day to come is none") {
  Desk desk;
  fill(desk);
  for (const char* rep : {"a", "b", "c", "d", "e", "f"}) {
    answers(desk, rep, "2026-03-10", 10, 24);
    answers(desk, rep, "2026-03-03", 100, 40);
    // Thursday of last week: later in the week than it is now.
    answers(desk, rep, "2026-03-05", 5, 40);
  }
  desk.work_out();
  const auto ranking = get(desk.ranking({"售前", "", RankBy::week, day("2026-03-09")}, at("2026-03-11 09:00:00")));
  CHECK(ranking.from == day("2026-03-09"));
  CHECK(ranking.to == day("2026-03-10"));
  const auto& response = figure_of(ranking, "response_mean_ms");
  REQUIRE(response.places.size() == 6);
  CHECK(response.places[0].value.value == Approx((12 * 20 + 24 * 10) * 1000 / 36.0).margin(1));
  CHECK(response.places[0].change == Approx(*response.places[0].value.value - 100'000));
  CHECK_FALSE(response.places[0].week_change);
  CHECK(response.least == 30);
  const auto month = get(desk.ranking({"售前", "", RankBy::month, day("2026-03-09")}, kNow));
  CHECK(month.from == day("2026-03-01"));
  CHECK(month.to == day("2026-03-09"));
  CHECK_FALSE(desk.ranking({"售前", "", RankBy::day, day("2026-03-11")}, kNow));
}

TEST_CASE("part of a day is held against nothing, and a running week ends with its last whole day") {
  Desk desk;
  fill(desk);
  for (const char* rep : {"a", "b", "c", "d", "e", "f"}) {
    answers(desk, rep, "2026-03-10", 10, 24);
    answers(desk, rep, "2026-03-03", 100, 40);
  }
  desk.work_out();
  const auto live = get(desk.ranking({"售前", "", RankBy::day, day("2026-03-10")}, at("2026-03-10 22:00:00")));
  const auto& response = figure_of(live, "response_mean_ms");
  REQUIRE(response.places.size() == 6);
  for (const auto& place : response.places) {
    CHECK_FALSE(place.change);
    CHECK_FALSE(place.week_change);
    CHECK_FALSE(place.moved);
  }
  CHECK_FALSE(response.total_change);
  CHECK(live.improved.empty());
  const auto response_of_monday =
      figure_of(get(desk.ranking({"售前", "", RankBy::day, {}}, kNow)), "response_mean_ms").total->value;
  const auto week = get(desk.ranking({"售前", "", RankBy::week, day("2026-03-10")}, at("2026-03-10 22:00:00")));
  CHECK(week.to == day("2026-03-09"));
  CHECK(week.status == overlay::FigureStatus::provisional);
  CHECK(figure_of(week, "response_mean_ms").total->value == response_of_monday);
  // On its first day there is only that.
  const auto monday = get(desk.ranking({"售前", "", RankBy::week, day("2026-03-09")}, at("2026-03-09 22:00:00")));
  CHECK(monday.from == monday.to);
  CHECK(figure_of(monday, "response_mean_ms").total);
  CHECK_FALSE(figure_of(monday, "response_mean_ms").total_change);
}

TEST_CASE("what is called last week is last week's, not an earlier one's") {
  Desk desk;
  fill(desk);
  answers(desk, "d", "2026-02-23", 80);
  desk.work_out();
  const auto response = figure_of(get(desk.ranking({"售前", "", RankBy::day, {}}, kNow)), "response_mean_ms");
  for (const auto& place : response.places) CHECK_FALSE(place.week_change);
}

TEST_CASE("who left within the week counts in what the group did, and has no place") {
  Desk desk;
  fill(desk);
  answers(desk, "g", "2026-03-09", 200, 24);
  desk.member("g", "售前");
  desk.work_out();
  const TimeMs thursday = at("2026-03-12 09:00:00");
  const auto with = figure_of(get(desk.ranking({"售前", "", RankBy::week, day("2026-03-10")}, thursday)), "response_mean_ms");
  CHECK(with.total_people == 7);
  desk.left("g", "2026-03-10");
  const auto gone = figure_of(get(desk.ranking({"售前", "", RankBy::week, day("2026-03-10")}, thursday)), "response_mean_ms");
  CHECK(gone.total == with.total);
  CHECK(gone.total_people == 7);
  for (const auto& place : gone.places) CHECK(place.person.id != "g");
  for (const auto& each : gone.unplaced) CHECK(each.person.id != "g");
}

TEST_CASE("a figure of fewer than five of the group is told to leads only") {
  Desk desk;
  fill(desk);
  rates(desk, "a", "2026-03-09", 11, 12);
  rates(desk, "b", "2026-03-09", 6, 12);
  desk.work_out();
  const auto full = figure_of(get(desk.ranking({"售前", "", RankBy::day, {}}, kNow)), "satisfaction");
  CHECK(full.total->numerator == 17);
  CHECK(full.total_people == 2);
  CHECK(full.total_gap.has_value() == full.goal.has_value());
  desk.as_rep("a");
  const auto ranking = get(desk.ranking({"", "", RankBy::day, {}}, kNow));
  const auto& told = figure_of(ranking, "satisfaction");
  CHECK_FALSE(told.total);
  CHECK_FALSE(told.total_gap);
  // Of the six there is a total, and nothing from which one's part could be taken away.
  const auto& response = figure_of(ranking, "response_mean_ms");
  CHECK(response.total->value);
  CHECK(response.total->denominator == 0);
  for (const auto& place : response.places) CHECK(place.value.denominator == 0);
}

TEST_CASE("an unnamed one is told to leads and to nobody else; what they did counts in the group") {
  Desk desk;
  fill(desk);
  desk.unnamed("a");
  const auto full = get(desk.ranking({"售前", "", RankBy::day, {}}, kNow));
  CHECK(full.unnamed == std::vector<std::string>{"a"});
  CHECK(order(figure_of(full, "response_mean_ms")).front() == "1a");
  desk.as_rep("f");
  const auto told = get(desk.ranking({"", "", RankBy::day, {}}, kNow));
  CHECK(order(figure_of(told, "response_mean_ms")) == std::vector<std::string>{"1b", "3c"});
  CHECK(told.unnamed.empty());
  CHECK(told.named == true);
  CHECK(figure_of(told, "response_mean_ms").total->value == figure_of(full, "response_mean_ms").total->value);
}

TEST_CASE("whoever is of no group is shown the first of those they may see") {
  Desk desk;
  fill(desk);
  answers(desk, "loose", "2026-03-09", 30);
  desk.member("loose", "");
  desk.work_out();
  CHECK(get(desk.ranking({"", "", RankBy::day, {}}, kNow)).group == "售前");
}

TEST_CASE("platforms' figures are ranked where there are no others, and never beside own ones") {
  Desk desk;
  for (int i = 0; i < 6; ++i) {
    model::DeliveredDay one;
    one.rep_id = fmt::format("p{}", i);
    one.day = day("2026-03-09");
    one.platform = "jd";
    one.values = {{model::DeliveredField::response_mean_ms, 40'000 - i * 1000},
                  {model::DeliveredField::customers, 30},
                  {model::DeliveredField::satisfaction, 0.9 + i * 0.01}};
    desk.take({one});
    desk.member(one.rep_id, "售前");
  }
  desk.work_out();
  const auto ranking = get(desk.ranking({"售前", "", RankBy::day, {}}, kNow));
  CHECK(ranking.source == "jd");
  CHECK(order(figure_of(ranking, "response_mean_ms")) == std::vector<std::string>{"1p5", "2p4", "3p3", "4p2", "5p1", "6p0"});
  CHECK(order(figure_of(ranking, "satisfaction")).front() == "1p5");
  // Means and shares that platforms made have no sum, and nobody counted what they are made of.
  CHECK_FALSE(figure_of(ranking, "satisfaction").total);
  for (const auto& place : figure_of(ranking, "satisfaction").places) CHECK(place.value.denominator == 0);
  answers(desk, "p0", "2026-03-09", 90);
  desk.work_out();
  const auto own = get(desk.ranking({"售前", "", RankBy::day, {}}, kNow));
  CHECK(own.source == "own");
  CHECK(figure_of(own, "response_mean_ms").places.empty());  // One person.
}

TEST_CASE("a special day has no same weekday, and the group has a page without anybody") {
  Desk desk;
  fill(desk);
  for (const char* rep : {"a", "b", "c", "d", "e", "f"}) answers(desk, rep, "2026-03-02", 100);
  desk.special("2026-03-09", "大促");
  desk.work_out();
  const auto ranking = get(desk.ranking({"售前", "", RankBy::day, {}}, kNow));
  CHECK(ranking.special == "大促");
  for (const auto& place : figure_of(ranking, "response_mean_ms").places) CHECK_FALSE(place.week_change);
  CHECK(ranking.improved.empty());
  Desk nobody;
  const auto empty = get(nobody.ranking({"", "", RankBy::month, {}}, kNow));
  CHECK(empty.figures.empty());
  CHECK(empty.people == 0);
}
