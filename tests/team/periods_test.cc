// SPDX-License-Identifier: Apache-2.0
#include "agent/team/periods.h"

#include <catch2/catch.hpp>

#include <limits>

#include "agent/team/goals.h"

using namespace rigong;
using namespace rigong::team;
using model::Better;
using model::NamedPeriod;
using model::PeriodKind;
using model::PeriodLevel;
using model::PeriodState;

namespace {

constexpr Day kDay{20780};

NamedPeriod campaign(const std::string& id = "a") {
  NamedPeriod period;
  period.id = id;
  period.name = "双11";
  period.from = kDay;
  period.to = kDay + 2;
  return period;
}

bool wrong(const NamedPeriod& period) {
  const auto checked = check_period(period);
  return !checked && checked.error().kind == ErrorKind::wrong_use && !checked.error().words.zh.empty();
}

}  // namespace

TEST_CASE("what a level means where nobody says otherwise") {
  const auto urgent = period_defaults(PeriodKind::campaign, PeriodLevel::urgent);
  CHECK(urgent.warn_after_ms == 15 * kSecondMs);
  CHECK(urgent.aims == std::vector<model::PeriodAim>{{"response_mean_ms", 15'000}});
  CHECK(period_defaults(PeriodKind::campaign, PeriodLevel::standard).warn_after_ms == 30 * kSecondMs);
  CHECK(period_defaults(PeriodKind::campaign, PeriodLevel::back_office).aims.empty());
  CHECK(period_defaults(PeriodKind::crisis, PeriodLevel::back_office).aims ==
        std::vector<model::PeriodAim>{{"complaint_rate", 0.01}});
  CHECK(period_defaults(PeriodKind::topic, PeriodLevel::urgent).aims.empty());
  CHECK(period_defaults(PeriodKind::topic, PeriodLevel::urgent).warn_after_ms == 0);
}

TEST_CASE("what was reported has the platform's answer and changes nothing else; all else has none") {
  NamedPeriod report = campaign();
  report.kind = PeriodKind::reported;
  CHECK(wrong(report));
  report.claim = model::PeriodClaim::sent;
  report.evidence = "工单 7";
  CHECK(check_period(report).has_value());
  CHECK_FALSE(makes_special(report, kDay));
  CHECK(period_defaults(PeriodKind::reported, PeriodLevel::urgent).aims.empty());
  NamedPeriod bad = report;
  bad.aims = {{"response_mean_ms", 15'000}};
  CHECK(wrong(bad));
  bad = report;
  bad.warn_after_ms = 15 * kSecondMs;
  CHECK(wrong(bad));
  bad = report;
  bad.to = bad.from + 31;
  CHECK(wrong(bad));
  bad = report;
  for (std::size_t i = 0; i < kMostEvidence; ++i) bad.evidence += "证";
  CHECK(wrong(bad));
  bad = campaign();
  bad.evidence = "工单 7";
  CHECK(wrong(bad));
  bad = campaign();
  bad.claim = model::PeriodClaim::accepted;
  CHECK(wrong(bad));
}

TEST_CASE("a period that cannot be is refused with a sentence") {
  NamedPeriod good = campaign();
  good.begin_min = 20 * 60;
  good.end_min = 24 * 60;
  good.warn_after_ms = 15 * kSecondMs;
  good.aims = {{"response_mean_ms", 15'000}};
  REQUIRE(check_period(good).has_value());
  const auto with = [&](auto change) {
    NamedPeriod bad = good;
    change(bad);
    return wrong(bad);
  };
  CHECK(with([](auto& x) { x.name = "  "; }));
  CHECK(with([](auto& x) { x.name = std::string(41, 'x'); }));
  CHECK(with([](auto& x) { x.to = x.from - 1; }));
  CHECK(with([](auto& x) { x.to = x.from + 62; }));
  CHECK_FALSE(with([](auto& x) { x.to = x.from + 61; }));
  CHECK_FALSE(with([](auto& x) { x.kind = PeriodKind::topic, x.to = x.from + 365; }));
  CHECK(with([](auto& x) { x.kind = PeriodKind::topic, x.to = x.from + 366; }));
  CHECK(with([](auto& x) { x.begin_min = -1; }));
  CHECK(with([](auto& x) { x.begin_min = 24 * 60; }));
  CHECK(with([](auto& x) { x.end_min = 24 * 60 + 1; }));
  CHECK(with([](auto& x) { x.warn_after_ms = 4999; }));
  CHECK_FALSE(with([](auto& x) { x.warn_after_ms = 0; }));
  CHECK(with([](auto& x) { x.aims = {{"a", -1}}; }));
  CHECK(with([](auto& x) { x.aims = {{"a", std::numeric_limits<double>::quiet_NaN()}}; }));
  CHECK(with([](auto& x) { x.aims = {{"a", 1}, {"a", 2}}; }));
  CHECK(with([](auto& x) { x.aims.assign(13, {"a", 1}); }));
}

TEST_CASE("a period is ended while it runs, dropped at any time, and restored as it was") {
  const NamedPeriod period = campaign();
  const auto ended = end_period(period, true, false, "lin", 77, kDay + 1);
  REQUIRE(ended.has_value());
  CHECK(ended->state == PeriodState::ended);
  CHECK(ended->closed_by == "lin");
  CHECK(last_day(*ended) == kDay + 1);
  CHECK(*restore_period(*ended) == period);
  CHECK(end_period(period, false, false, "lin", 77, kDay).error().kind == ErrorKind::refused);
  CHECK(end_period(period, true, true, "lin", 77, kDay + 9).error().kind == ErrorKind::refused);
  CHECK(end_period(*ended, true, false, "lin", 77, kDay).error().kind == ErrorKind::refused);
  CHECK(drop_period(*ended, "lin", 78, kDay).error().kind == ErrorKind::refused);
  const auto dropped = drop_period(period, "lin", 78, kDay + 9);
  REQUIRE(dropped.has_value());
  CHECK(dropped->state == PeriodState::dropped);
  CHECK(*restore_period(*dropped) == period);
  CHECK(drop_period(*dropped, "lin", 79, kDay).error().kind == ErrorKind::refused);
  CHECK(restore_period(period).error().kind == ErrorKind::refused);
}

TEST_CASE("days of a campaign or crisis are special as far as it went; those of a topic are not") {
  NamedPeriod period = campaign();
  CHECK_FALSE(makes_special(period, kDay - 1));
  CHECK(makes_special(period, kDay));
  CHECK(makes_special(period, kDay + 2));
  CHECK_FALSE(makes_special(period, kDay + 3));
  period.kind = PeriodKind::crisis;
  CHECK(makes_special(period, kDay));
  period.kind = PeriodKind::topic;
  CHECK_FALSE(makes_special(period, kDay));
  period = *end_period(campaign(), true, false, "", 1, kDay + 1);
  CHECK(makes_special(period, kDay + 1));
  CHECK_FALSE(makes_special(period, kDay + 2));
  period = *drop_period(campaign(), "", 1, kDay);
  CHECK_FALSE(makes_special(period, kDay));
  CHECK(is_for(period, "售前"));
  CHECK(is_for(period, ""));
  period.group = "售前";
  CHECK(is_for(period, "售前"));
  CHECK_FALSE(is_for(period, "售后"));
  CHECK_FALSE(is_for(period, ""));
}

TEST_CASE("a period's aims go before everybody's own, and the one that began later before the earlier") {
  NamedPeriod longer = campaign("a");
  longer.aims = {{"response_mean_ms", 30'000}, {"satisfaction", 0.8}};
  longer.warn_after_ms = 30'000;
  NamedPeriod later = campaign("b");
  later.aims = {{"response_mean_ms", 15'000}};
  const auto first = targets_of({{&longer, 100}, {&later, 200}}, kDay);
  const std::vector<model::Target> set{{"member:lin", "response_mean_ms", 20'000, kDay, {}},
                                       {"", "satisfaction", 0.95, kDay, {}},
                                       {"", "warn_after_ms", 10'000, kDay, {}}};
  const GoalFor lin{"lin", "售前", first};
  const auto response = goal_in_force(set, lin, "response_mean_ms", Better::lower, kDay);
  CHECK(response->high == 15'000);
  CHECK(response->scope == "period:b");
  CHECK_FALSE(response->from_default);
  CHECK(goal_in_force(set, lin, "satisfaction", Better::higher, kDay)->low == 0.8);
  CHECK(warn_after(set, lin, kDay, 100'000) == 30'000);
  // Without a warning of its own the stricter of what is set and of the period's response counts.
  const auto only_later = targets_of({{&later, 200}}, kDay);
  CHECK(warn_after({}, {"lin", "", only_later}, kDay, 100'000) == 15'000);
  // A band is named by the period as soon as one of its ends is.
  NamedPeriod band = campaign("c");
  band.aims = {{"answer_ratio_low", 0.5}};
  const auto ends = targets_of({{&band, 1}}, kDay);
  const std::vector<model::Target> high{{"member:lin", "answer_ratio_high", 3, kDay, {}}};
  const auto ratio = goal_in_force(high, {"lin", "", ends}, "answer_ratio", Better::band, kDay);
  CHECK(ratio->low == 0.5);
  CHECK(ratio->high == 3);
  CHECK(ratio->scope == "period:c");
}
