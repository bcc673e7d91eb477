// SPDX-License-Identifier: Apache-2.0
// Every worked example of section 4 of the metrics reference.
#include <catch2/catch.hpp>

#include <algorithm>

#include "agent/metrics/statistics.h"
#include "tests/metrics/conversation.h"

using namespace rigong;
using namespace rigong::test;

TEST_CASE("example 1: a chat with welcome, two turns and thanks") {
  Chat chat;
  chat.customer("10:00:00").automatic("10:00:01").assign("10:00:05", kL).customer("10:00:20").rep("10:00:45").rep("10:00:50");
  chat.customer("10:02:00").customer("10:02:30").rep("10:06:00").thanks("10:07:00").close("10:20:00");
  const auto facts = chat.facts();
  REQUIRE(facts.turns.size() == 3);
  CHECK(facts.turns[0].held_ms == 40'000);
  CHECK(facts.turns[0].customer_ms == 45'000);
  CHECK(facts.turns[0].first_response);
  CHECK(facts.turns[1].held_ms == 240'000);
  CHECK_FALSE(facts.turns[1].first_response);
  CHECK(facts.turns[2].turn_class == model::TurnClass::courtesy);

  const auto day = chat.figures(kL);
  CHECK(day.turns == 2);
  CHECK(day.turns_answered == 2);
  CHECK(day.turns_slow == 1);
  CHECK(day.turns_courtesy == 1);
  CHECK(metrics::mean(day.response_capped_sum_ms, day.response_n) == 140'000);
  CHECK(day.first_response_sum_ms == 40'000);
  CHECK(day.messages_out == 3);
  CHECK(day.messages_in == 5);
  CHECK(day.customers == 1);
  CHECK(day.customers_replied == 1);
  CHECK(day.conversations == 1);
  CHECK(day.sessions == 1);
  CHECK(day.session_sum_ms == 20 * kMinuteMs);
  CHECK(day.fcr_n == 1);
  CHECK(day.fcr_resolved == 1);
  CHECK(day.stints == 1);
}

TEST_CASE("example 2: passed on in time is nobody's loss, passed on late is the giver's") {
  Chat in_time;
  in_time.customer("11:00:00").assign("11:00:00", kL).assign("11:02:00", kM).rep("11:02:30", kM);
  const auto facts = in_time.facts();
  REQUIRE(facts.turns.size() == 2);
  CHECK(facts.turns[0].end == model::TurnEnd::passed);
  CHECK(facts.turns[0].held_ms == 120'000);
  CHECK(facts.turns[1].held_ms == 30'000);
  CHECK(facts.turns[1].customer_ms == 150'000);
  const auto giver = in_time.figures(kL);
  CHECK(giver.turns == 0);
  CHECK(giver.turns_slow == 0);
  CHECK(giver.customers == 0);
  CHECK(giver.passed_on == 1);
  const auto receiver = in_time.figures(kM);
  CHECK(receiver.turns_answered == 1);
  CHECK(receiver.response_sum_ms == 30'000);
  CHECK(receiver.passed_on == 0);

  Chat late;
  late.customer("11:00:00").assign("11:00:00", kL).assign("11:04:00", kM).rep("11:04:30", kM);
  const auto slow = late.figures(kL);
  CHECK(slow.turns == 1);
  CHECK(slow.turns_unanswered == 1);
  CHECK(slow.turns_slow == 1);
  CHECK(slow.turns_slow_answered == 0);
  CHECK(slow.response_n == 0);
  CHECK(slow.customers == 1);
  CHECK(slow.customers_replied == 0);
  CHECK(slow.passed_on == 1);
  CHECK(late.facts().turns[0].held_ms == 240'000);
  CHECK(late.figures(kM).turns_slow == 0);
}

TEST_CASE("example 3: a range is the sum of its days, never a mean of means") {
  model::DayFigures monday;
  monday.response_n = 90;
  monday.response_capped_sum_ms = 90 * 20'000;
  model::DayFigures tuesday;
  tuesday.response_n = 10;
  tuesday.response_capped_sum_ms = 10 * 60'000;
  model::DayFigures both;
  metrics::add_up(both, monday);
  metrics::add_up(both, tuesday);
  CHECK(metrics::mean(both.response_capped_sum_ms, both.response_n) == 24'000);
}

TEST_CASE("example 4: satisfaction is ranked by the lower Wilson bound") {
  const auto many = metrics::wilson_lower_bound(190, 200);
  const auto some = metrics::wilson_lower_bound(17, 20);
  const auto few = metrics::wilson_lower_bound(3, 3);
  REQUIRE(many);
  CHECK(*many > *some);
  CHECK(*some > *few);
  CHECK(*many == Approx(0.9104).margin(0.0005));
  CHECK(*some == Approx(0.6396).margin(0.0005));
  CHECK(*few == Approx(0.4385).margin(0.0005));
  CHECK_FALSE(metrics::wilson_lower_bound(0, 0));
}

TEST_CASE("example 5: an open and young turn changes no rate") {
  Chat chat;
  chat.customer("09:00:00").rep("09:00:10");
  const auto before = chat.figures(kL, "10:00:00");
  chat.customer("10:00:01");
  const auto live = chat.figures(kL, "10:00:03");
  CHECK(live.turns_open == 1);
  CHECK(live.turns == before.turns);
  CHECK(live.messages_in == before.messages_in);
  CHECK(live.customers == before.customers);
  CHECK(live.turns_slow == 0);
  chat.rep("10:00:05");
  const auto after = chat.figures(kL, "10:00:06");
  CHECK(after.turns_open == 0);
  CHECK(after.turns_answered == 2);
  CHECK(after.response_sum_ms == 14'000);
  CHECK(after.messages_in == 2);
}
