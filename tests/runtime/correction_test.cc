// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/correction.h"

#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::runtime;
using overlay::RankBy;
using overlay::Unit;

namespace {

// Six people on Sunday, the 29th of November 2026.
overlay::Ranking six() {
  overlay::Ranking ranking;
  ranking.from = ranking.to = *parse_day("2026-11-29");
  ranking.full = true;
  ranking.people = 6;
  ranking.status = overlay::FigureStatus::final;
  overlay::RankingFigure satisfaction;
  satisfaction.name = "satisfaction";
  satisfaction.unit = Unit::share;
  satisfaction.total = overlay::Value{0.95, 95, 100, false};
  satisfaction.total_people = 6;
  overlay::RankingFigure response;
  response.name = "response_mean_ms";
  response.unit = Unit::ms;
  response.better = overlay::Better::lower;
  response.total = overlay::Value{43'210, 4'321'000, 100, false};
  response.total_people = 6;
  ranking.composite.name = "composite";
  ranking.composite.people = 6;
  ranking.composite_of = {"satisfaction", "response_mean_ms"};
  for (int i = 0; i < 6; ++i) {
    overlay::RankingPlace place;
    const std::string id = std::string("rep-") + static_cast<char>('a' + i);
    place.person = {id, "名" + id, "售前", overlay::Role::rep, false};
    place.place = i + 1;
    place.value = {110.0 - i * 10, 0, 1, false};
    ranking.composite.places.push_back(place);
  }
  ranking.figures = {satisfaction, response};
  return ranking;
}

}  // namespace

TEST_CASE("what was told is kept as text and comes back as it was") {
  auto ranking = six();
  ranking.figures[0].total = overlay::Value{std::nullopt, 7, 8, true};
  const Told told = told_of(ranking);
  const ToldPeriods back = told_from_text(told_as_text({{ranking.to, told}, {ranking.to - 1, {}}}));
  REQUIRE(back.size() == 2);
  CHECK(back.at(ranking.to).source == "own");
  CHECK(back.at(ranking.to).people == told.people);
  CHECK_FALSE(told.people.empty());
  REQUIRE(back.at(ranking.to).figures.size() == 2);
  CHECK(back.at(ranking.to).figures.at("satisfaction") == told.figures.at("satisfaction"));
  CHECK(back.at(ranking.to).figures.at("response_mean_ms") == told.figures.at("response_mean_ms"));
  // No id of anybody stands in it.
  CHECK(told_as_text({{ranking.to, told}}).find("rep-") == std::string::npos);
}

TEST_CASE("what is not understood was not told") {
  for (const char* text : {"", "[]", "null", "{\"x\":1}", "{\"20786\":5}", "{\"20786\":{\"figures\":[1],\"people\":7}}",
                           "{\"20786\":{\"figures\":{\"satisfaction\":[\"0\"]},\"source\":[7]}}", "{\"20786\":"}) {
    CAPTURE(text);
    for (const auto& [day, told] : told_from_text(text)) {
      CHECK(told.figures.empty());
      CHECK(told.people.empty());
    }
  }
}

TEST_CASE("only what reads otherwise is corrected") {
  const auto then = told_of(six());
  auto now = six();
  CHECK(correction(then, now, Language::zh).empty());
  // Less than what is shown.
  now.figures[0].total = overlay::Value{0.95004, 95, 100, false};
  CHECK(correction(then, now, Language::zh).empty());
  now.figures[0].total = overlay::Value{0.931, 95, 102, false};
  CHECK(correction(then, now, Language::zh) == "更正 11月29日 周日：满意度 95.0% → 93.1%。后来到的数据改变了它们。");
  now.figures[1].total = overlay::Value{41'000, 4'100'000, 100, false};
  CHECK(correction(then, now, Language::en) ==
        "Corrected for Sun 2026-11-29: Satisfaction 95.0% → 93.1%, Response time 43.2 s → 41.0 s. Data that came later "
        "changed this.");
  now.status = overlay::FigureStatus::provisional;
  CHECK(correction(then, now, Language::zh).empty());
}

TEST_CASE("a difference that would be one person's figures is not told") {
  const auto then = told_of(six());
  auto now = six();
  now.figures[0].total = overlay::Value{0.931, 95, 102, false};
  REQUIRE_FALSE(correction(then, now, Language::zh).empty());
  SECTION("who was in the group is in another") { now.composite.places.pop_back(); }
  SECTION("somebody joined it") {
    overlay::RankingUnplaced one;
    one.person = {"rep-new", "新人", "售前", overlay::Role::rep, false};
    one.why = overlay::LeftOut::newcomer;
    now.figures[0].unplaced.push_back(one);
  }
  SECTION("the figures come from elsewhere") { now.source = "taobao"; }
  CHECK(correction(then, now, Language::zh).empty());
}

TEST_CASE("nobody is named, whoever would be told first now, and a wish not to be named corrects nothing") {
  const auto then = told_of(six());
  auto now = six();
  now.unnamed = {"rep-b"};
  CHECK(correction(then, now, Language::zh).empty());
  std::swap(now.composite.places[0].person, now.composite.places[3].person);
  CHECK(correction(then, now, Language::zh).empty());
}

TEST_CASE("figures that were not told, change by themselves, are of few or not public any more are not corrected") {
  auto then = told_of(six());
  then.figures.erase("satisfaction");
  auto now = six();
  now.figures[0].total = overlay::Value{0.5, 50, 100, false};
  CHECK(correction(then, now, Language::zh).empty());
  now.figures[1].total = overlay::Value{10, 10, 1, false};
  now.figures[1].total_people = 4;
  CHECK(correction(then, now, Language::zh).empty());
  auto few = six();
  few.figures[0].total = overlay::Value{std::nullopt, 7, 8, true};
  CHECK(correction(told_of(few), six(), Language::zh).empty());
  auto sells = six();
  sells.figures[0].name = "conversion_rate";
  CHECK_FALSE(told_of(sells).figures.contains("conversion_rate"));
}
