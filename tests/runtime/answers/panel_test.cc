// SPDX-License-Identifier: Apache-2.0
// The panel of a day that lives: figures, waits, comparisons, the group.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "agent/runtime/store_figures.h"
#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using Kind = overlay::Comparison::Kind;

namespace {

// Monday 2026-03-09. Lin answers two turns in 40 s and 240 s, and one in 20 s that is a second of c1.
std::vector<Record> monday() {
  return turn("c1", "lin", "2026-03-09 10:00:00", 40) + turn("c1", "lin", "2026-03-09 10:10:00", 20) +
         turn("c2", "lin", "2026-03-09 14:00:00", 240);
}

const TimeMs kEvening = at("2026-03-09 20:00:00");

}  // namespace

TEST_CASE("a live day shows the five figures with what they are made of") {
  Desk desk;
  desk.take(monday());
  desk.member("lin", "售前");
  desk.work_out();
  const auto panel = desk.panel("lin", kEvening);
  CHECK(panel.person.name == "名lin");
  CHECK(panel.person.group == "售前");
  CHECK(panel.mode == overlay::Mode::live);
  CHECK(panel.source == "own");
  CHECK(panel.status == overlay::FigureStatus::live);
  CHECK(panel.day == day("2026-03-09"));
  CHECK(panel.customers == 2);
  CHECK(panel.sheet == overlay::SheetState::open);
  CHECK_FALSE(panel.missing);
  REQUIRE(panel.figures.size() == 5);
  // Mean of 40, 20 and 240 s: 100 s; the middle one is 40 s, the 90th percentile the largest.
  const auto& response = figure(panel, "response_mean_ms");
  CHECK(response.value == overlay::Value{100'000.0, 300'000, 3, false});
  CHECK(response.median_ms == 40'000);
  CHECK(response.p90_ms == 240'000);
  CHECK(response.standing == overlay::Standing::look);  // The usual goal is 60 s.
  CHECK(response.goal->from_default);
  REQUIRE(response.next);
  CHECK(response.next->zh.starts_with("比目标 60 秒慢 40 秒"));
  CHECK(figure(panel, "slow_share").value == overlay::Value{1.0 / 3, 1, 3, false});
  CHECK(figure(panel, "answer_ratio").value == overlay::Value{1.0, 3, 3, false});
  CHECK(figure(panel, "reply_rate").value == overlay::Value{1.0, 2, 2, false});
  CHECK(figure(panel, "satisfaction").value == overlay::Value{std::nullopt, 0, 0, false});
  REQUIRE(panel.step);
  CHECK(panel.step->kind == overlay::NextStep::Kind::slowest_turns);
  REQUIRE(panel.step->turns);
  CHECK(panel.step->turns->pick == overlay::Pick::slowest);
  // Pre-sales see what came of it.
  REQUIRE(panel.more.size() == 3);
  CHECK(panel.more[0].name == "conversion_rate");
  CHECK(panel.more[1].name == "sales_fen");
  CHECK(panel.more[2].name == "sales_per_customer_fen");
  CHECK(response.history.size() == 14);
  CHECK(response.history.back().value == 100'000);
  CHECK_FALSE(response.history.front().value);
}

TEST_CASE("a turn that waits and is young is in no figure, and in the waiting line") {
  Desk desk;
  const TimeMs asked = at("2026-03-09 10:00:01");
  desk.take(turn("c0", "lin", "2026-03-09 09:00:00", 30) + std::vector<Record>{asks("c0", "kc0", asked)});
  desk.work_out();
  auto panel = desk.panel("lin", asked + 2000);
  CHECK(figure(panel, "slow_share").value == overlay::Value{0.0, 0, 1, false});
  CHECK(figure(panel, "reply_rate").value == overlay::Value{1.0, 1, 1, false});
  CHECK(figure(panel, "answer_ratio").value == overlay::Value{1.0, 1, 1, false});
  REQUIRE(panel.waiting.size() == 1);
  CHECK(panel.waiting[0].since == asked);
  CHECK(panel.waiting[0].warn_at == asked + 100'001);  // More than 100 s.
  CHECK(panel.waiting[0].slow_at == asked + 180'001);
  CHECK(panel.waiting[0].conversation == "c0");
  CHECK(desk.valid_until() == at("2026-03-09 10:01:00"));  // The same hour of other days moves on.
  CHECK(panel.step->kind == overlay::NextStep::Kind::keep);

  panel = desk.panel("lin", asked + 150'000);
  CHECK(panel.step->kind == overlay::NextStep::Kind::answer_waiting);
  CHECK(panel.step->count == 1);
  CHECK(desk.valid_until() == at("2026-03-09 10:03:00"));

  // Past 180 s it is slow and unanswered, and the customer still waits.
  panel = desk.panel("lin", asked + 180'001);
  CHECK(figure(panel, "slow_share").value == overlay::Value{0.5, 1, 2, false});
  CHECK(panel.waiting.size() == 1);
  // After two hours of silence the next question would begin a new session.
  CHECK(desk.panel("lin", asked + 121 * kMinuteMs).waiting.empty());
}

TEST_CASE("who waits at a source that cannot be read is not shown, and what is live is as old as its reading") {
  Desk desk;
  const TimeMs asked = at("2026-03-09 10:00:01");
  desk.take(turn("c0", "lin", "2026-03-09 09:00:00", 30) + std::vector<Record>{asks("c0", "kc0", asked)});
  desk.work_out();
  REQUIRE(desk.panel("lin", asked + 150'000).waiting.size() == 1);
  desk.away = {{"files:main", asked + 20'000}};
  const auto panel = desk.panel("lin", asked + 150'000);
  CHECK(panel.waiting.empty());
  CHECK(panel.updated_at == asked + 20'000);
  // Nothing is asked of the rep for it, and the rest of the day stays as it is.
  CHECK(panel.step->kind != overlay::NextStep::Kind::answer_waiting);
  CHECK(panel.customers == desk.panel("lin", asked + 150'000).customers);
  // A source of which nobody knows when it was read says no time.
  desk.away = {{"files:main", {}}};
  CHECK(desk.panel("lin", asked + 150'000).waiting.empty());
  CHECK(desk.panel("lin", asked + 150'000).updated_at == asked + 150'000);
  // Another source's waits stay.
  desk.away = {{"elsewhere", asked}};
  CHECK(desk.panel("lin", asked + 150'000).waiting.size() == 1);
}

TEST_CASE(
    "nobody is slow for a customer whose answer could not be read: an account that is away is looked at as of its last reading") {
  Desk desk;
  const TimeMs asked = at("2026-03-09 10:00:01");
  const TimeMs later = asked + 10 * kMinuteMs;
  desk.take(turn("c0", "lin", "2026-03-09 09:00:00", 30) + std::vector<Record>{asks("c0", "kc0", asked)});
  desk.work_out();
  overlay::TurnsQuery query;
  query.person = "lin";
  query.from = query.to = day("2026-03-09");
  const auto slow = [&] { return figure(desk.panel("lin", later), "slow_share").value; };
  const auto listed = [&](overlay::Pick pick) {
    query.pick = pick;
    return desk.turns(query, later).value().turns.size();
  };

  CHECK(slow() == overlay::Value{0.5, 1, 2, false});
  CHECK(listed(overlay::Pick::slow) == 1);
  desk.away = {{"files:main", asked + 20'000}};
  const overlay::Panel panel = desk.panel("lin", later);
  CHECK(figure(panel, "slow_share").value == overlay::Value{0.0, 0, 1, false});
  CHECK(figure(panel, "reply_rate").value == overlay::Value{1.0, 1, 1, false});
  CHECK(listed(overlay::Pick::slow) == 0);
  CHECK(listed(overlay::Pick::open) == 1);
  // It went away after the customer had been left too long: that was seen, and stays.
  desk.away = {{"files:main", asked + 200'000}};
  CHECK(slow() == overlay::Value{0.5, 1, 2, false});
  CHECK(listed(overlay::Pick::slow) == 1);
  // Nobody knows when it was last read, the program having begun since: then what is kept of it says.
  desk.away = {{"files:main", {}}};
  CHECK(slow() == overlay::Value{0.0, 0, 1, false});
  // What of the day may not have come in can still change it, long after its turns would be settled.
  const TimeMs next_noon = at("2026-03-11 12:00:00");
  const auto status = [&] { return figure(desk.panel("lin", next_noon, "2026-03-09"), "slow_share").status; };
  desk.away = {{"files:main", asked + 20'000}};
  CHECK(status() == overlay::FigureStatus::provisional);
  desk.away = {};
  CHECK(status() == overlay::FigureStatus::final);
  // Back, and no answer was found: late after all.
  desk.away = {};
  CHECK(slow() == overlay::Value{0.5, 1, 2, false});
}

TEST_CASE("an answer changes at the instant at which a turn is decided") {
  Desk desk;
  const TimeMs asked = at("2026-03-09 10:00:30");
  desk.take(turn("c0", "lin", "2026-03-09 09:00:00", 30) + std::vector<Record>{asks("c0", "kc0", asked)});
  desk.work_out();
  (void)desk.panel("lin", asked + 175'000);
  CHECK(desk.valid_until() == asked + 180'001);
}

TEST_CASE("the warning comes earlier where a target is stricter") {
  Desk desk;
  const TimeMs asked = at("2026-03-09 10:00:30");
  desk.take(turn("c0", "lin", "2026-03-09 09:00:00", 30) + std::vector<Record>{asks("c0", "kc0", asked)});
  desk.work_out();
  desk.target("", "response_mean_ms", 45'000, "2026-03-01");
  CHECK(desk.panel("lin", asked + 1000).waiting.at(0).warn_at == asked + 45'001);
}

TEST_CASE("a newcomer's goal is that of their stage, until the stage is over") {
  Desk desk;
  desk.take(monday() + turn("c8", "lin", "2026-01-12 10:00:00", 80));
  desk.member("lin", "售前");
  desk.joined("lin", "2026-01-05");
  desk.target("group:售前", "response_mean_ms", 40'000, "2026-01-01");
  desk.target("stage:newcomer", "response_mean_ms", 90'000, "2026-01-01");
  desk.work_out();
  // In the third month they are growing.
  CHECK(figure(desk.panel("lin", kEvening), "response_mean_ms").goal->scope == "group:售前");
  const auto first_week = desk.panel("lin", kEvening, "2026-01-12");
  const auto& then = figure(first_week, "response_mean_ms");
  CHECK(then.goal->scope == "stage:newcomer");
  CHECK(then.standing == overlay::Standing::good);
  // Who waits is warned of by the same goal.
  const TimeMs asked = at("2026-01-12 11:00:01");
  desk.take({asks("c9", "kc9", asked)});
  desk.take(turn("c9", "lin", "2026-01-12 10:30:00", 10));
  desk.work_out();
  const auto then_live = desk.panel("lin", asked + 1000);
  REQUIRE(then_live.waiting.size() == 1);
  CHECK(then_live.waiting[0].warn_at == asked + 90'001);
}

TEST_CASE("nothing pops up within 20 s of the rep's last message, whichever of several it was") {
  Desk desk;
  const TimeMs answered = at("2026-03-09 10:00:40");
  desk.take(turn("c1", "lin", "2026-03-09 10:00:00", 40) + std::vector<Record>{answers("c1", "lin", answered + 7000)});
  desk.work_out();
  CHECK(desk.panel("lin", answered + 10'000).quiet_until == answered + 27'000);
  CHECK_FALSE(desk.panel("lin", answered + 27'000).quiet_until);
}

TEST_CASE("customers have names on the rep's own panel alone") {
  Desk desk;
  desk.take(turn("c0", "lin", "2026-03-09 09:00:00", 30) + std::vector<Record>{asks("c0", "kc0", at("2026-03-09 10:00:00"))});
  desk.work_out();
  const auto customer = get(get(desk.team().store().read())->conversation_facts({1, 1})).turns.at(0).customer;
  desk.names().remember(customer, "小满的客户", at("2026-03-09 09:00:00"));
  desk.as_rep("lin");
  CHECK(desk.panel("lin", at("2026-03-09 10:00:05")).waiting.at(0).customer == "小满的客户");
  desk.as_lead();
  CHECK(desk.panel("lin", at("2026-03-09 10:00:05")).waiting.at(0).customer == "#c0");
}

TEST_CASE("today is compared with the same time of other days, seen as it was then") {
  Desk desk;
  // Sunday the 8th until 12:00: 60 s, and one asked at 11:59:00 that was answered at 12:04:00. Monday the 2nd: 20 s and, in the
  // evening, 500 s.
  desk.take(turn("a1", "lin", "2026-03-08 09:00:00", 60) + turn("a2", "lin", "2026-03-08 11:59:00", 300) +
            turn("b1", "lin", "2026-03-02 09:00:00", 20) + turn("b2", "lin", "2026-03-02 19:00:00", 500) +
            turn("c1", "lin", "2026-03-09 09:00:00", 50));
  desk.work_out();
  const auto panel = desk.panel("lin", at("2026-03-09 12:00:30"));
  const auto& response = figure(panel, "response_mean_ms");
  const auto* before = comparison(response, Kind::day_before);
  REQUIRE(before);
  CHECK(before->day == day("2026-03-08"));
  CHECK(before->same_hour);
  // At 12:00:00 the second turn had waited for a minute: open, and in no figure.
  CHECK(before->value == overlay::Value{60'000.0, 60'000, 1, false});
  CHECK(before->difference == -10'000);
  const auto* week = comparison(response, Kind::same_weekday);
  REQUIRE(week);
  CHECK(week->day == day("2026-03-02"));
  CHECK(week->value == overlay::Value{20'000.0, 20'000, 1, false});
  CHECK(comparison(figure(panel, "slow_share"), Kind::same_weekday)->value == overlay::Value{0.0, 0, 1, false});
  // When messages came within a day is not kept: whole days are compared, and that is said.
  const auto* ratio = comparison(figure(panel, "answer_ratio"), Kind::day_before);
  CHECK_FALSE(ratio->same_hour);
  CHECK(ratio->value == overlay::Value{1.0, 2, 2, false});
  // A past day is compared as a whole.
  const auto sunday = desk.panel("lin", at("2026-03-09 12:00:30"), "2026-03-08");
  CHECK(sunday.mode == overlay::Mode::past);
  CHECK(figure(sunday, "response_mean_ms").value.value == 180'000);
  const auto* monday_before = comparison(figure(sunday, "response_mean_ms"), Kind::day_before);
  REQUIRE(monday_before);
  CHECK_FALSE(monday_before->same_hour);
  CHECK(monday_before->value == overlay::Value{260'000.0, 520'000, 2, false});
  CHECK(comparison(figure(sunday, "response_mean_ms"), Kind::same_weekday) == nullptr);
}

TEST_CASE("ratings are compared up to the same time, and belong to whom they belonged") {
  Desk desk;
  std::vector<Record> records = turn("a1", "lin", "2026-03-08 09:00:00", 60) + turn("a2", "wu", "2026-03-08 09:00:00", 60) +
                                turn("c1", "lin", "2026-03-09 09:00:00", 50);
  records.push_back(rated("e1", "a1", at("2026-03-08 09:30:00"), at("2026-03-08 09:31:00"), 5));
  records.push_back(rated("e2", "a1", at("2026-03-08 09:40:00"), at("2026-03-08 15:00:00"), 1));
  records.push_back(rated("e3", "a2", at("2026-03-08 09:40:00"), at("2026-03-08 09:50:00"), 5));
  // Lin has no turn of that day in b1, and spoke last in it before it was rated.
  records = records + turn("b1", "lin", "2026-03-07 21:00:00", 60);
  records.push_back(rated("e4", "b1", at("2026-03-08 10:00:00"), at("2026-03-08 10:01:00"), 3));
  desk.take(records);
  desk.work_out();
  const auto panel = desk.panel("lin", at("2026-03-09 12:00:00"));
  const auto* before = comparison(figure(panel, "satisfaction"), Kind::day_before);
  REQUIRE(before);
  CHECK(before->same_hour);
  CHECK(before->value == overlay::Value{std::nullopt, 1, 2, true});  // e1 and e4; e2 came at 15:00, e3 is Wu's.
  CHECK_FALSE(before->difference);
}

TEST_CASE("days off are skipped, special days are left out, and both are said") {
  Desk desk;
  for (int back = 0; back <= 14; ++back) {
    const Day each = day("2026-03-09") - back;
    // 10 s more for every day back.
    desk.take(turn(fmt::format("c{}", back), "lin", to_string(each) + " 09:00:00", 10 + 10 * back));
  }
  desk.work_out();
  desk.shift("lin", "2026-03-08", model::ShiftKind::day_off);
  desk.special("2026-03-02", "双11");
  const auto panel = desk.panel("lin", kEvening);
  const auto& response = figure(panel, "response_mean_ms");
  const auto* before = comparison(response, Kind::day_before);
  CHECK(before->day == day("2026-03-07"));
  CHECK(before->value.value == 30'000);
  CHECK(before->skipped_off);
  const auto* week = comparison(response, Kind::same_weekday);
  CHECK(week->day == day("2026-02-23"));
  CHECK(week->value.value == 150'000);
  CHECK(week->skipped_special);
  CHECK(response.history.at(12).off);
  CHECK_FALSE(response.history.at(12).value);
  CHECK(response.history.at(6).special == "双11");
  // March: 10 s, 20 s (off: the 8th), 30 … 90 s over the 1st to the 9th: (10+30+40+…+90)/8 = 53.75 s of 60; 22 days are left.
  REQUIRE(response.month);
  CHECK(response.month->so_far == Approx(53'750));
  CHECK(response.month->gap == Approx(-6'250));
  CHECK(response.month->days_left == 22);
  // 8 turns so far, 22 to come: (60 * 30 - 430) / 22 = 62.3 s.
  CHECK(response.month->needed == Approx((60'000.0 * 30 - 430'000) / 22));
  // A special day itself is compared with no weekday.
  CHECK(comparison(figure(desk.panel("lin", kEvening, "2026-03-02"), "response_mean_ms"), Kind::same_weekday) == nullptr);
  CHECK(desk.panel("lin", kEvening, "2026-03-02").special == "双11");
}

TEST_CASE("the group's median needs five people who were there, and only leads see its ends") {
  Desk desk;
  const std::vector<std::string> names = {"a", "b", "c", "d", "e"};
  for (std::size_t at = 0; at < names.size(); ++at) {
    desk.take(turn("c" + names[at], names[at], "2026-03-09 10:00:00", 10 * (static_cast<int>(at) + 1)));
    desk.member(names[at], "售前");
  }
  desk.take(turn("cx", "x", "2026-03-09 10:00:00", 900));
  desk.member("x", "售后");
  desk.take(turn("cy", "y", "2026-03-09 10:00:00", 900));
  desk.member("y", "售前", "", "2026-03-08");  // Left the day before.
  desk.work_out();
  auto group = figure(desk.panel("a", kEvening), "response_mean_ms").group;
  REQUIRE(group);
  CHECK(group->median == 30'000);
  CHECK(group->people == 5);
  CHECK(group->best == 10'000);
  CHECK(group->lowest == 50'000);
  CHECK(group->spread == 40'000);
  CHECK_FALSE(figure(desk.panel("a", kEvening), "answer_ratio").group->best);  // Of a band nobody is best.
  CHECK_FALSE(figure(desk.panel("x", kEvening), "response_mean_ms").group);
  desk.as_rep("a");
  group = figure(desk.panel("a", kEvening), "response_mean_ms").group;
  REQUIRE(group);
  CHECK(group->median == 30'000);
  CHECK_FALSE(group->best);
  CHECK_FALSE(group->lowest);
  CHECK_FALSE(group->spread);
  // With one of them off, four are left.
  desk.shift("e", "2026-03-09", model::ShiftKind::leave);
  CHECK_FALSE(figure(desk.panel("a", kEvening), "response_mean_ms").group);
}

TEST_CASE("several shops stand together or each for itself") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-09 10:00:00", 40));
  desk.take(turn("c2", "lin", "2026-03-09 11:00:00", 80), "files:second", "files", "second");
  desk.work_out();
  CHECK(figure(desk.panel("lin", kEvening), "response_mean_ms").value == overlay::Value{60'000.0, 120'000, 2, false});
  CHECK(figure(desk.panel("lin", kEvening, "", "main"), "response_mean_ms").value.value == 40'000);
  CHECK(figure(desk.panel("lin", kEvening, "", "second"), "response_mean_ms").value.value == 80'000);
  CHECK(desk.try_panel("lin", kEvening, "", "third").error().kind == ErrorKind::not_found);
}

TEST_CASE("a rep sees their own panel, and is told the same of others as of nobody") {
  Desk desk;
  desk.take(monday() + turn("c9", "wu", "2026-03-09 10:00:00", 40));
  desk.work_out();
  desk.as_rep("lin");
  CHECK(desk.try_panel("lin", kEvening).has_value());
  const auto other = desk.try_panel("wu", kEvening);
  const auto nobody = desk.try_panel("nobody", kEvening);
  REQUIRE_FALSE(other);
  REQUIRE_FALSE(nobody);
  CHECK(other.error().kind == ErrorKind::not_found);
  CHECK(other.error().words.zh == nobody.error().words.zh);
  CHECK(other.error().words.en == nobody.error().words.en);
  CHECK(desk.people(kEvening).people.size() == 1);
  desk.as_nobody();
  CHECK(desk.people(kEvening).people.size() == 2);
  CHECK(desk.try_panel("wu", kEvening).has_value());
  for (const char* id : {"(unassigned)", "(unknown)", ""}) CHECK_FALSE(desk.try_panel(id, kEvening));
}

TEST_CASE("every figure of the panel is that of rigong figures") {
  Desk desk;
  std::vector<Record> records;
  const std::vector<std::string> reps = {"r1", "r2", "r3", "r4", "r5", "r6"};
  unsigned state = 7;
  const auto random = [&](unsigned below) {
    state = state * 1'103'515'245U + 12'345U;
    return static_cast<int>((state >> 16U) % below);
  };
  for (int back = 0; back < 3; ++back) {
    const Day each = day("2026-03-09") - back;
    for (int number = 0; number < 120; ++number) {
      const std::string conversation = fmt::format("c{}-{}", back, number);
      const TimeMs start = at(to_string(each) + " 08:00:00") + random(13 * 3600) * kSecondMs;
      const std::string rep = reps[static_cast<std::size_t>(random(6))];
      records.push_back(asks(conversation, fmt::format("k{}", random(80)), start));
      if (random(10) > 0) records.push_back(answers(conversation, rep, start + (5 + random(300)) * kSecondMs));
      if (random(3) == 0) records.push_back(asks(conversation, fmt::format("k{}", random(80)), start + 400 * kSecondMs));
      if (random(4) == 0) {
        const TimeMs rating = start + 1000 * kSecondMs;
        records.push_back(rated("e" + conversation, conversation, rating, rating + 60'000, 1 + random(5)));
      }
    }
  }
  desk.take(records);
  desk.work_out();
  for (const TimeMs now : {at("2026-03-09 10:00:00"), at("2026-03-09 16:30:17"), at("2026-03-09 23:30:00")}) {
    for (const std::string& rep : reps) {
      for (const char* on : {"2026-03-09", "2026-03-08"}) {
        CAPTURE(now, rep, on);
        runtime::ShopRules rules(desk.team().config());
        runtime::StoreFiguresRequest request;
        request.from = request.to = day(on);
        request.rep = rep;
        request.now = now;
        const auto rows = get(runtime::figures_from_store(*get(desk.team().store().read()), rules, request));
        REQUIRE(rows.size() == 1);
        const auto& sums = rows[0].sums;
        const auto panel = desk.panel(rep, now, on);
        CHECK(panel.customers == sums.customers);
        CHECK(overlay::word(panel.status) == runtime::status_word(rows[0].status));
        CHECK(figure(panel, "satisfaction").value.denominator == static_cast<double>(sums.ratings));
        CHECK(figure(panel, "response_mean_ms").value.numerator == static_cast<double>(sums.response_capped_sum_ms));
        CHECK(figure(panel, "slow_share").value.numerator == static_cast<double>(sums.turns_slow));
        CHECK(figure(panel, "slow_share").value.denominator == static_cast<double>(sums.turns));
        CHECK(figure(panel, "answer_ratio").value.denominator == static_cast<double>(sums.messages_in));
        CHECK(figure(panel, "reply_rate").value.numerator == static_cast<double>(sums.customers_replied));
        CHECK(figure(panel, "reply_rate").value.denominator == static_cast<double>(sums.customers));
        const auto maybe = [](const std::optional<std::int64_t>& value) {
          return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
        };
        CHECK(figure(panel, "response_mean_ms").median_ms == maybe(rows[0].response_median_ms));
        CHECK(figure(panel, "response_mean_ms").p90_ms == maybe(rows[0].response_p90_ms));
      }
    }
  }
}
