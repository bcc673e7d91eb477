// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/plan.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/connectors/demo/telling.h"

namespace rigong::connectors::demo::test {
namespace {

const Day kToday = parse_day("2026-11-25").value();
Plan plan(const Settings& settings = {}) { return {settings, kToday, shanghai()}; }

}  // namespace

TEST_CASE("everybody has two days off in any seven, save for a campaign") {
  const Plan made = plan();
  for (int rep = 0; rep < 26; ++rep) {
    CAPTURE(rep);
    const Day first = kToday - 60;
    for (int week = 0; week < 7; ++week) {
      int off = 0;
      bool whole = true;
      for (int i = 0; i < 7; ++i) {
        const Day day = first + week * 7 + i;
        const Duty duty = made.duty(rep, day);
        whole = whole && duty.employed && !is_campaign(day, kToday);
        off += duty.kind == model::ShiftKind::day_off ? 1 : 0;
      }
      if (whole) CHECK(off == 2);
    }
  }
}

TEST_CASE("shifts are early or late and last nine hours") {
  const Plan made = plan();
  std::map<std::pair<int, int>, int> seen;
  for (int rep = 0; rep < 26; ++rep) {
    for (Day day = made.first_day(); day <= kToday; day = day + 1) {
      const Duty duty = made.duty(rep, day);
      if (duty.works() && !is_campaign(day, kToday)) ++seen[{duty.start_min, duty.end_min}];
    }
  }
  CHECK(seen.size() == 3);
  for (const int start : {8 * 60, 9 * 60, 14 * 60}) CHECK(seen[{start, start + 9 * 60}] > 50);
}

TEST_CASE("the main character works early on the first day and on those it is compared with") {
  const Plan made = plan();
  for (const int before : {0, 1, 7}) {
    const Duty duty = made.duty(0, kToday - before);
    CHECK(duty.works());
    CHECK(duty.start_min == 9 * 60);
    CHECK(duty.end_min == 18 * 60);
  }
  CHECK_FALSE(is_campaign(kToday - 7, kToday));
}

TEST_CASE("somebody is at work in every hour of the service window, and in every group in the middle of the day") {
  const Plan made = plan();
  for (Day day = made.first_day(); day <= kToday; day = day + 1) {
    int at_ten = 0;
    for (int rep = 0; rep < 26; ++rep) {
      const Duty duty = made.duty(rep, day);
      at_ten += duty.works() && duty.start_min <= 10 * 60 ? 1 : 0;
    }
    CAPTURE(to_string(day));
    CHECK(at_ten >= 5);
    for (const int hour : {10, 12, 15, 17, 20, 22}) {
      CHECK(made.somebody(Group::pre_sales, day, made.at(day, hour * 60), -1, 5) >= 0);
    }
    CHECK(made.somebody(Group::after_sales, day, made.at(day, 15 * 60), -1, 9) >= 0);
  }
}

TEST_CASE("whoever is asked to take over is at work, of the group, and somebody else") {
  const Plan made = plan();
  std::set<int> chosen;
  for (std::uint64_t choice = 0; choice < 60; ++choice) {
    const TimeMs time = made.at(kToday, 11 * 60);
    const int rep = made.somebody(Group::pre_sales, kToday, time, 0, choice);
    REQUIRE(rep > 0);
    chosen.insert(rep);
    CHECK(made.cast()[static_cast<std::size_t>(rep)].group == Group::pre_sales);
    CHECK(made.duty(rep, kToday).start_min < 11 * 60);
  }
  CHECK(chosen.size() > 2);
  CHECK(made.somebody(Group::pre_sales, kToday, made.at(kToday, 3 * 60), -1, 0) == -1);
  CHECK(plan({1, 0, 1, 1}).somebody(Group::pre_sales, kToday, made.at(kToday, 600), -1, 3) == -1);
}

TEST_CASE("a campaign brings everybody in and several times the load in the evening") {
  const Plan made = plan();
  const Day campaign = kToday - 10;
  REQUIRE(is_campaign(campaign, kToday));
  CHECK(is_campaign(campaign + 56, kToday));
  CHECK_FALSE(is_campaign(campaign + 1, kToday));
  int usual = 0;
  int then = 0;
  for (int rep = 0; rep < 26; ++rep) {
    if (made.duty(rep, campaign).employed) CHECK(made.duty(rep, campaign).works());
    usual += made.chats(rep, campaign - 7);
    then += made.chats(rep, campaign);
  }
  CHECK(then > 2 * usual);
}

TEST_CASE("some report sick, on their day's morning") {
  const Plan made = plan();
  int sick = 0;
  for (int rep = 0; rep < 26; ++rep) {
    for (Day day = made.first_day(); day <= kToday; day = day + 1) {
      const Duty duty = made.duty(rep, day);
      if (!duty.sick) continue;
      ++sick;
      CHECK(duty.kind == model::ShiftKind::leave);
      CHECK(made.chats(rep, day) == 0);
    }
  }
  CHECK(sick > 3);
  CHECK(sick < 60);
}

TEST_CASE("customers of after-sales have mostly bought a few days before") {
  const Plan made = plan();
  std::set<int> buyers;
  for (int rep = 0; rep < 26; ++rep) {
    if (made.cast()[static_cast<std::size_t>(rep)].group != Group::pre_sales) continue;
    for (int before = 2; before <= 9; ++before) {
      for (int number = 0; number < 120; ++number) {
        if (made.means_to_buy(rep, kToday - before, number)) buyers.insert(made.customer(rep, kToday - before, number));
      }
    }
  }
  int known = 0;
  for (int number = 0; number < 200; ++number) known += buyers.contains(made.customer(1, kToday, number)) ? 1 : 0;
  CHECK(known > 150);
}

}  // namespace rigong::connectors::demo::test
