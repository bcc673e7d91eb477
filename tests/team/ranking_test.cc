// SPDX-License-Identifier: Apache-2.0
#include "agent/team/ranking.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "agent/metrics/statistics.h"
#include "tests/support/random.h"

using rigong::metrics::wilson_lower_bound;
using rigong::model::Better;
using namespace rigong::team;

namespace {

Measure share(double good, double n) {
  Measure measure;
  measure.numerator = good;
  measure.denominator = n;
  if (n > 0) measure.value = good / n;
  measure.rank_by = measure.value;
  return measure;
}

Measure ratings(int good, int n) {
  Measure measure = share(good, n);
  measure.rank_by = wilson_lower_bound(good, n);
  return measure;
}

Measure seconds(double s, int n = 100) { return share(s * 1000 * n, n); }

Entrant person(std::string id, std::vector<Measure> now) {
  Entrant entrant;
  entrant.id = std::move(id);
  for (Measure& measure : now) entrant.entries.push_back({measure, {}, {}});
  return entrant;
}

std::vector<std::string> ids(const FigureRanking& ranking) {
  std::vector<std::string> all;
  for (const Place& place : ranking.places) all.push_back(place.id + std::to_string(place.place));
  return all;
}

const RankedFigure kResponse{"response_mean_ms", Better::lower, 40'000};
const RankedFigure kSatisfaction{"satisfaction", Better::higher, 0.9};
const RankedFigure kSlow{"slow_share", Better::lower, 0.05};

std::vector<Entrant> five(std::vector<double> response) {
  std::vector<Entrant> all;
  for (std::size_t i = 0; i < response.size(); ++i)
    all.push_back(person(std::string(1, static_cast<char>('a' + i)), {seconds(response[i])}));
  return all;
}

}  // namespace

TEST_CASE("less is better where the figure says so, and equals share a place") {
  const auto ranking = rank(kResponse, 0, RankPeriod::day, five({30, 20, 30, 50, 10}));
  CHECK(ids(ranking) == std::vector<std::string>{"e1", "b2", "a3", "c3", "d5"});
  CHECK(ranking.people == 5);
  CHECK(ranking.places[0].gap == 30'000);
  CHECK(ranking.places[4].gap == -10'000);
}

TEST_CASE("ratings are ordered by the lower Wilson bound: 190 of 200, 17 of 20, 3 of 3") {
  const std::vector<Entrant> all = {person("a", {ratings(3, 3)}), person("b", {ratings(190, 200)}),
                                    person("c", {ratings(17, 20)}), person("d", {ratings(1, 3)}), person("e", {ratings(10, 20)})};
  const auto ranking = rank(kSatisfaction, 0, RankPeriod::day, all);
  CHECK(ids(ranking) == std::vector<std::string>{"b1", "c2", "a3", "e4", "d5"});
}

TEST_CASE("under five people there is no ranking, and nobody is lost") {
  const auto ranking = rank(kResponse, 0, RankPeriod::day, five({30, 20, 30, 50}));
  CHECK(ranking.places.empty());
  REQUIRE(ranking.unplaced.size() == 4);
  for (const Unplaced& each : ranking.unplaced) CHECK(each.why == LeftOut::alone);
  CHECK(ranking.people == 4);
}

TEST_CASE("who was off, is in the first month, has nothing or too little, has no place") {
  auto all = five({30, 20, 30, 50, 10});
  all.push_back(person("off", {seconds(1)}));
  all.back().off = true;
  all.push_back(person("new", {seconds(1)}));
  all.back().newcomer = true;
  all.push_back(person("none", {Measure{}}));
  all.push_back(person("few", {seconds(1, 9)}));
  all.push_back(person("enough", {seconds(1, 10)}));
  const auto ranking = rank(kResponse, 0, RankPeriod::day, all);
  CHECK(ids(ranking) == std::vector<std::string>{"enough1", "e2", "b3", "a4", "c4", "d6"});
  REQUIRE(ranking.unplaced.size() == 4);
  CHECK(ranking.unplaced[0].why == LeftOut::off);
  CHECK(ranking.unplaced[1].why == LeftOut::newcomer);
  CHECK(ranking.unplaced[2].why == LeftOut::no_value);
  CHECK(ranking.unplaced[3].why == LeftOut::few);
  // A longer period asks for more.
  CHECK(rank(kResponse, 0, RankPeriod::week, all).unplaced.size() == 5);
  CHECK(rank(kResponse, 0, RankPeriod::month, all).places.size() == 5);
}

TEST_CASE("the answer ratio, escalations and counts of slow turns are never ranked") {
  for (const char* name :
       {"answer_ratio", "escalation_rate", "turns_slow", "customers", "turns_unanswered", "complaint_rate", ""}) {
    INFO(name);
    CHECK(find_rankable(name) == nullptr);
    const auto ranking = rank({name, Better::higher, 1}, 0, RankPeriod::day, five({30, 20, 30, 50, 10}));
    CHECK(ranking.places.empty());
    CHECK(ranking.unplaced.empty());
  }
}

TEST_CASE("movement is told against the day before and last week, and places gained among those who had one") {
  auto all = five({30, 20, 31, 50, 10});
  const std::vector<double> before = {10, 20, 30, 40, 50};
  for (std::size_t i = 0; i < all.size(); ++i) all[i].entries[0].before = seconds(before[i]);
  all[0].entries[0].week_ago = seconds(45);
  const auto ranking = rank(kResponse, 0, RankPeriod::day, all);
  REQUIRE(ids(ranking) == std::vector<std::string>{"e1", "b2", "a3", "c4", "d5"});
  CHECK(ranking.places[0].moved == 4);
  CHECK(ranking.places[0].change == -40'000);
  CHECK(ranking.places[1].moved == 0);
  CHECK(ranking.places[2].moved == -2);
  CHECK(ranking.places[2].week_change == -15'000);
  CHECK_FALSE(ranking.places[0].week_change);
  // Somebody who had no place then has not moved, and fewer than five then are no ranking to move in.
  all[4].entries[0].before = seconds(50, 9);
  const auto four = rank(kResponse, 0, RankPeriod::day, all);
  for (const Place& place : four.places) CHECK_FALSE(place.moved);
}

TEST_CASE("points are 100 at the goal, in proportion beside it, 120 at most") {
  CHECK(points(kResponse, 40'000) == Approx(100));
  CHECK(points(kResponse, 80'000) == Approx(50));
  CHECK(points(kResponse, 10'000) == Approx(120));
  CHECK(points(kResponse, 0) == Approx(120));
  CHECK(points(kSatisfaction, 0.9) == Approx(100));
  CHECK(points(kSatisfaction, 0.45) == Approx(50));
  CHECK(points({"sales_fen", Better::higher, 100}, -50) == Approx(0));
  CHECK_FALSE(points(kSatisfaction, std::nullopt));
  CHECK_FALSE(points({"satisfaction", Better::higher, std::nullopt}, 0.9));
  CHECK_FALSE(points({"satisfaction", Better::higher, 0}, 0.9));
}

TEST_CASE("the composite is the mean of the points of what most have enough of") {
  const std::vector<RankedFigure> figures = {kResponse, kSatisfaction, kSlow};
  std::vector<Entrant> all;
  for (int i = 0; i < 6; ++i) {
    all.push_back(person(std::string(1, static_cast<char>('a' + i)), {seconds(40), ratings(9, 10), share(5 + i, 100)}));
  }
  auto made = composite(figures, RankPeriod::day, all);
  CHECK(made.figures == std::vector<std::string>{"response_mean_ms", "satisfaction", "slow_share"});
  CHECK(ids(made.ranking) == std::vector<std::string>{"a1", "b2", "c3", "d4", "e5", "f6"});
  CHECK(*made.ranking.places[0].measure.value == Approx(100));
  CHECK(*made.ranking.places[5].measure.value == Approx((100 + 100 + 50) / 3.0).margin(0.05));
  // Of ratings three of six have enough: they still count, and who has none has no place.
  for (int i = 0; i < 3; ++i) all[static_cast<std::size_t>(i)].entries[1].now = ratings(2, 2);
  made = composite(figures, RankPeriod::day, all);
  CHECK(made.figures.size() == 3);
  CHECK(made.ranking.places.empty());
  // Three lack something, which is not nothing; the others are too few.
  const auto out = [&](LeftOut why) {
    return std::count_if(made.ranking.unplaced.begin(), made.ranking.unplaced.end(),
                         [&](const Unplaced& each) { return each.why == why; });
  };
  CHECK(out(LeftOut::few) == 3);
  CHECK(out(LeftOut::alone) == 3);
  // Two of six: ratings count for nobody, and speed is not ranked alone.
  all[3].entries[1].now = ratings(2, 2);
  made = composite(figures, RankPeriod::day, all);
  CHECK(made.figures.empty());
  CHECK(made.ranking.places.empty());
  // Of a shop whose customers never rate there is nothing to hold against it.
  const std::vector<RankedFigure> unrated = {kResponse, {"reply_rate", Better::higher, 0.9}, kSlow};
  for (Entrant& each : all) each.entries[1].now = share(95, 100);
  CHECK(composite(unrated, RankPeriod::day, all).ranking.places.size() == 6);
  // Whoever only sold is not there to be counted among those who lack turns.
  for (int i = 0; i < 20; ++i) all.push_back(person("s" + std::to_string(i), {seconds(1, 1), share(1, 1), share(0, 1)}));
  CHECK(composite(unrated, RankPeriod::day, all).ranking.places.size() == 6);
  // Nobody has a goal: there is nothing to add up.
  const std::vector<RankedFigure> without = {{"response_mean_ms", Better::lower, std::nullopt}};
  CHECK(composite(without, RankPeriod::day, all).ranking.places.empty());
}

TEST_CASE("within the composite three good ratings do not outdo thirty, and the goal with the usual number of ratings is 100") {
  const std::vector<RankedFigure> figures = {kResponse, kSatisfaction};
  std::vector<Entrant> all;
  for (int i = 0; i < 5; ++i) all.push_back(person(std::string(1, static_cast<char>('a' + i)), {seconds(40), ratings(18, 20)}));
  all.push_back(person("lucky", {seconds(40), ratings(3, 3)}));
  all.push_back(person("many", {seconds(40), ratings(290, 300)}));
  const auto made = composite(figures, RankPeriod::day, all);
  REQUIRE(made.ranking.places.size() == 7);
  CHECK(made.ranking.places.front().id == "many");
  CHECK(made.ranking.places.back().id == "lucky");
  for (const Place& place : made.ranking.places) {
    if (place.id.size() == 1) CHECK(*place.measure.value == Approx(100).margin(0.05));
  }
}

TEST_CASE("told in public are the first three, of equals all or none, and never one of the lower half") {
  const auto told = [](const std::vector<int>& places) { return told_in_public(places); };
  CHECK(told({}) == 0);
  CHECK(told({1, 2, 3, 4, 5}) == 3);
  CHECK(told({1, 2, 3, 3, 5}) == 2);
  CHECK(told({1, 2, 3, 3, 5, 6, 7, 8}) == 4);
  CHECK(told({1, 1, 1, 1, 1}) == 0);
  CHECK(told({1, 1, 1, 4, 5}) == 3);
  CHECK(told({1, 1, 1, 1, 5, 6, 7, 8}) == 4);
  CHECK(told({1, 2, 2, 2, 2, 2, 2, 8}) == 1);
}

TEST_CASE("of what is told as counts there is no difference, neither to another time nor to the goal") {
  Measure few = ratings(3, 4);
  few.few = true;
  CHECK(difference(ratings(90, 100), ratings(80, 100)) == Approx(0.1));
  CHECK_FALSE(difference(few, ratings(80, 100)));
  CHECK_FALSE(difference(ratings(80, 100), few));
  CHECK_FALSE(difference(ratings(80, 100), {}));
  CHECK(gap_to(0.9, Better::higher, ratings(80, 100)) == Approx(-0.1));
  CHECK_FALSE(gap_to(0.9, Better::higher, few));
}

TEST_CASE(
    "most improved: against the same weekday on a day, against the period before else; ties share, and nobody for less than a "
    "point") {
  const std::vector<RankedFigure> figures = {kResponse};
  auto all = five({40, 40, 40, 40, 40});
  const std::vector<double> week_ago = {80, 50, 50, 40, 30};
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].entries[0].week_ago = seconds(week_ago[i]);
    all[i].entries[0].before = seconds(40);
  }
  auto best = most_improved(figures, RankPeriod::day, all);
  REQUIRE(best.size() == 1);
  CHECK(best[0].id == "a");
  CHECK(best[0].points == Approx(50));
  CHECK(most_improved(figures, RankPeriod::month, all).empty());
  // Who does not want to be named is passed over, and equals share it.
  all[0].unnamed = true;
  best = most_improved(figures, RankPeriod::day, all);
  REQUIRE(best.size() == 2);
  CHECK(best[0].id == "b");
  CHECK(best[1].id == "c");
  // In the first month everybody grows.
  all[1].newcomer_then = true;
  best = most_improved(figures, RankPeriod::day, all);
  REQUIRE(best.size() == 1);
  CHECK(best[0].id == "c");
  all.pop_back();
  CHECK(most_improved(figures, RankPeriod::day, all).empty());
}

TEST_CASE("titles have written triggers, and speed needs satisfaction beside it") {
  const std::vector<RankedFigure> figures = {kResponse, kSatisfaction, {"conversion_rate", Better::higher, 0.3}};
  std::vector<Entrant> all;
  for (int i = 0; i < 5; ++i) {
    all.push_back(
        person(std::string(1, static_cast<char>('a' + i)), {seconds(36 + i), ratings(95 - i, 100), share(33 - i, 100)}));
  }
  auto given = titles(figures, all, {});
  REQUIRE(given.size() == 3);
  CHECK(given[0].title == Title::service_star);
  CHECK(given[0].ids == std::vector<std::string>{"a"});
  CHECK(given[1].title == Title::best_response);  // 36 s is exactly ten per cent under 40 s.
  CHECK(given[2].title == Title::high_conversion);
  // Fast and poorly rated is no title.
  all[0].entries[1].now = ratings(80, 100);
  given = titles(figures, all, {});
  REQUIRE(given.size() == 2);
  CHECK(given[0].ids == std::vector<std::string>{"b"});
  CHECK(given[1].title == Title::high_conversion);
  // Just short of the trigger.
  all[0].entries[1].now = ratings(95, 100);
  all[0].entries[0].now = seconds(36.1);
  CHECK(titles(figures, all, {}).size() == 2);
  // Equal ones share it.
  all[1].entries[2].now = share(33, 100);
  CHECK(titles(figures, all, {}).back().ids == std::vector<std::string>{"a", "b"});
  // Nobody without a ranking.
  all.pop_back();
  CHECK(titles(figures, all, {}).empty());
}

TEST_CASE("whoever is asked in another order stands where they stand") {
  rigong::testing::Random random(20261130);
  for (int round = 0; round < 200; ++round) {
    const int people = 5 + random.below(30);
    std::vector<Entrant> all;
    for (int i = 0; i < people; ++i) {
      const int n = random.below(40);
      all.push_back(person(std::to_string(i), {ratings(random.below(n + 1), n)}));
      all.back().off = random.below(8) == 0;
      all.back().newcomer = random.below(8) == 0;
    }
    const auto one = rank(kSatisfaction, 0, RankPeriod::day, all);
    auto turned = all;
    std::reverse(turned.begin(), turned.end());
    const auto other = rank(kSatisfaction, 0, RankPeriod::day, turned);
    REQUIRE(one.places.size() == other.places.size());
    // Everybody is somewhere, once.
    CHECK(one.places.size() + one.unplaced.size() == all.size());
    for (std::size_t i = 0; i < one.places.size(); ++i) {
      const Place& place = one.places[i];
      const auto same =
          std::find_if(other.places.begin(), other.places.end(), [&](const Place& each) { return each.id == place.id; });
      REQUIRE(same != other.places.end());
      CHECK(same->place == place.place);
      // A place is one more than the number of those who are better.
      const auto better = std::count_if(one.places.begin(), one.places.end(),
                                        [&](const Place& each) { return *each.measure.rank_by > *place.measure.rank_by + 1e-9; });
      CHECK(place.place == better + 1);
    }
  }
}
