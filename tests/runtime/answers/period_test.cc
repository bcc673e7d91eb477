// SPDX-License-Identifier: Apache-2.0
// A group's figures before, during and after a period, over a real store.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;

namespace {

const std::string kId = "01976b3e-7d00-7abc-89ab-0123456789ab";

// So many turns of these seconds on the day.
void answered(Desk& desk, const std::string& rep, const std::string& on, int turns, int seconds) {
  for (int i = 0; i < turns; ++i) {
    desk.take(turn(fmt::format("{}{}-{}", rep, on, i), rep, fmt::format("{} 10:{:02}:00", on, i), seconds));
  }
}

// Monday and Tuesday, 9 and 10 March.
model::NamedPeriod campaign() {
  model::NamedPeriod period;
  period.id = kId;
  period.name = "大促";
  period.from = day("2026-03-09");
  period.to = day("2026-03-10");
  period.aims = {{"response_mean_ms", 15'000}};
  return period;
}

void fill(Desk& desk) {
  answered(desk, "a", "2026-03-02", 1, 60);  // A Monday before.
  answered(desk, "b", "2026-03-02", 3, 20);
  answered(desk, "a", "2026-02-24", 4, 20);  // A Tuesday before.
  answered(desk, "a", "2026-03-04", 9, 5);   // A Wednesday is not compared with.
  answered(desk, "a", "2026-02-23", 9, 5);   // A Monday that is no measure.
  answered(desk, "x", "2026-03-02", 9, 5);   // Of another group.
  answered(desk, "a", "2026-03-09", 10, 30);
  answered(desk, "b", "2026-03-10", 6, 10);
  answered(desk, "a", "2026-03-16", 2, 40);  // The Monday after.
  for (const char* rep : {"a", "b"}) desk.member(rep, "售前");
  desk.member("x", "售后");
  desk.special("2026-02-23", "春节");
  desk.named_period(campaign());
  desk.work_out();
}

const overlay::PeriodFigure& figure_of(const overlay::PeriodFigures& answer, const std::string& name) {
  const auto found =
      std::find_if(answer.figures.begin(), answer.figures.end(), [&](const auto& each) { return each.name == name; });
  REQUIRE(found != answer.figures.end());
  return *found;
}

}  // namespace

TEST_CASE("what was reported: a person's and a group's figures with and without it, and what the platform said") {
  Desk desk;
  // a answers 10 in 30 s from 10:00 on, of which 10:04 to 10:06 was reported; b has one slow turn in it.
  answered(desk, "a", "2026-03-09", 10, 30);
  desk.take(turn("b1", "b", "2026-03-09 10:05:00", 400) + turn("b2", "b", "2026-03-09 14:00:00", 20));
  for (const char* rep : {"a", "b"}) desk.member(rep, "售前");
  model::NamedPeriod report = campaign();
  report.kind = model::PeriodKind::reported;
  report.name = "接口故障";
  report.to = report.from;
  report.begin_min = 10 * 60 + 4;
  report.end_min = 10 * 60 + 7;
  report.aims.clear();
  report.claim = model::PeriodClaim::accepted;
  desk.named_period(report);
  desk.work_out();
  const auto of_b = desk.panel("b", at("2026-03-10 12:00:00"), "2026-03-09");
  REQUIRE(of_b.periods.size() == 1);
  CHECK(of_b.periods[0].words.zh == "接口故障 · 03-09 10:04 到 03-09 10:07 已报备，平台已受理");
  CHECK(figure(of_b, "response_mean_ms").value.value == 210'000);
  CHECK(figure(of_b, "response_mean_ms").without_reported == overlay::Value{20'000.0, 20'000, 1, false});
  CHECK(figure(of_b, "slow_share").without_reported->numerator == 0);
  // Only the day of the messages is kept, so that they cannot be taken out.
  CHECK_FALSE(figure(of_b, "answer_ratio").without_reported);
  const auto of_a = desk.panel("a", at("2026-03-10 12:00:00"), "2026-03-09");
  CHECK(figure(of_a, "response_mean_ms").without_reported->denominator == 7);
  // Its day is a measure for others, and other days know nothing of it.
  CHECK_FALSE(of_a.special);
  const auto other = desk.panel("a", at("2026-03-10 12:00:00"), "2026-03-08");
  CHECK(other.periods.empty());
  CHECK_FALSE(figure(other, "response_mean_ms").without_reported);

  const auto group = get(desk.period({kId, "售前"}, at("2026-03-10 12:00:00")));
  CHECK(figure_of(group, "response_mean_ms").during->denominator == 12);
  CHECK(figure_of(group, "response_mean_ms").without == overlay::Value{28'750.0, 230'000, 8, false});
  CHECK_FALSE(figure_of(group, "answer_ratio").without);
  CHECK_FALSE(figure_of(group, "customers").without);
}

TEST_CASE("before, during and after are the same weekdays, summed, with special days left out and named") {
  Desk desk;
  fill(desk);
  const auto answer = get(desk.period({kId, "售前"}, at("2026-03-18 12:00:00")));
  CHECK(answer.group == "售前");
  CHECK(answer.groups == std::vector<std::string>{"售前", "售后"});
  CHECK(answer.weeks == 4);
  CHECK(answer.before.from == day("2026-02-09"));
  CHECK(answer.before.to == day("2026-03-08"));
  CHECK(answer.before.days == 2);
  REQUIRE(answer.before.left_out.size() == 1);
  CHECK(answer.before.left_out[0].day == day("2026-02-23"));
  CHECK(answer.before.left_out[0].name == "春节");
  CHECK(answer.during.days == 2);
  REQUIRE(answer.after);
  CHECK(answer.after->from == day("2026-03-11"));
  CHECK(answer.after->days == 1);
  CHECK(answer.after->to_come == 6);  // Three Mondays and three Tuesdays: the 17th passed without a customer.
  const auto& turns = figure_of(answer, "turns");
  CHECK(turns.per_day);
  CHECK(turns.before->value == Approx(4));
  CHECK(turns.before->denominator == 2);
  CHECK(turns.during->value == Approx(8));
  CHECK(turns.after->value == Approx(2));
  const auto& response = figure_of(answer, "response_mean_ms");
  CHECK(response.before->value == Approx((60 + 3 * 20 + 4 * 20) / 8.0 * 1000));  // Of the sums, not of the days.
  CHECK(response.before->denominator == 8);
  CHECK(response.during->value == Approx((10 * 30 + 6 * 10) / 16.0 * 1000));
  CHECK(response.aim == 15'000);
  // Nobody rated anything.
  CHECK_FALSE(figure_of(answer, "satisfaction").during->value.has_value());
}

TEST_CASE("one that runs has no after yet, counts today, and one to come has only a before") {
  Desk desk;
  fill(desk);
  const auto running = get(desk.period({kId, "售前"}, at("2026-03-10 12:00:00")));
  CHECK(running.period.state == overlay::Period::State::running);
  CHECK_FALSE(running.after);
  CHECK(running.during.days == 2);
  CHECK(running.during.to_come == 0);
  CHECK_FALSE(figure_of(running, "turns").after);
  // On its Monday only Mondays are compared with.
  const auto monday = get(desk.period({kId, "售前"}, at("2026-03-09 12:00:00")));
  CHECK(monday.before.days == 1);
  CHECK(monday.during.days == 1);
  CHECK(monday.during.to_come == 1);
  const auto planned = get(desk.period({kId, "售前"}, at("2026-03-06 12:00:00")));
  CHECK(planned.before.days == 2);
  CHECK(planned.during.days == 0);
  CHECK_FALSE(figure_of(planned, "turns").during);
}

TEST_CASE("another campaign among the days before is left out by its name, for those whom it was for") {
  Desk desk;
  fill(desk);
  model::NamedPeriod other = campaign();
  other.id = "01976b3e-7d00-7abc-89ab-0123456789ac";
  other.name = "会员日";
  other.from = other.to = day("2026-03-02");
  other.group = "售后";
  desk.named_period(other);
  CHECK(get(desk.period({kId, "售前"}, at("2026-03-18 12:00:00"))).before.days == 2);
  other.group = "售前";
  desk.named_period(other);
  const auto answer = get(desk.period({kId, "售前"}, at("2026-03-18 12:00:00")));
  CHECK(answer.before.days == 1);
  REQUIRE(answer.before.left_out.size() == 2);
  CHECK(answer.before.left_out[1].name == "会员日");
}

TEST_CASE("a crisis says that no source tells of complaints, and a period of one group is shown for it alone") {
  Desk desk;
  fill(desk);
  model::NamedPeriod crisis = campaign();
  crisis.kind = model::PeriodKind::crisis;
  crisis.group = "售后";
  crisis.aims = {{"complaint_rate", 0.01}};
  desk.named_period(crisis);
  const auto answer = get(desk.period({kId, "售前"}, at("2026-03-18 12:00:00")));
  CHECK(answer.group == "售后");
  CHECK(answer.groups == std::vector<std::string>{"售后"});
  const auto& complaints = figure_of(answer, "complaint_rate");
  CHECK(complaints.aim == 0.01);
  CHECK_FALSE(complaints.before);
  CHECK_FALSE(complaints.during);
}

TEST_CASE("a rep is told that there is no such thing, and nobody of a period that is not there") {
  Desk desk;
  fill(desk);
  CHECK(desk.period({"01976b3e-7d00-7abc-89ab-0123456789ff", ""}, at("2026-03-18 12:00:00")).error().kind ==
        ErrorKind::not_found);
  desk.as_rep("a");
  CHECK(desk.period({kId, "售前"}, at("2026-03-18 12:00:00")).error().kind == ErrorKind::not_found);
}
