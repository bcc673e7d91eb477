// SPDX-License-Identifier: Apache-2.0
// The corners of passing a turn on, found by laying the walk beside a second reading of its rules (tests/metrics/property).
#include <catch2/catch.hpp>

#include "tests/metrics/conversation.h"

using namespace rigong;
using namespace rigong::test;
using model::SenderKind;

TEST_CASE("clock: a hand-off to people after the release is not the giver's") {
  Chat chat;
  chat.customer("10:00:00").assign("10:00:00", kL).event("10:05:00", model::AssignmentKind::to_queue);
  chat.event("10:06:00", model::AssignmentKind::to_people).assign("10:07:00", kM).rep("10:07:20", kM);
  const auto facts = chat.facts();
  REQUIRE(facts.turns.size() == 2);
  CHECK(facts.turns[0].held_ms == 5 * kMinuteMs);
  CHECK(facts.turns[0].slow);
  CHECK(facts.turns[1].held_ms == 20'000);
}

TEST_CASE("a leftover that was passed on is in no figure of its giver") {
  Chat chat;
  chat.customer("23:30:00").assign("23:30:10", kL).assign("23:40:00", kM).rep("23:50:00", kM);
  CHECK(chat.figures(kL).passed_on == 0);
  CHECK(chat.figures(kL).turns_leftover == 0);
  CHECK(chat.figures(kM).turns_leftover == 1);
}

TEST_CASE("courtesy: a turn that moves takes the customer and the passes of its new opening") {
  Chat chat;
  chat.customer("10:00:00").assign("10:00:00", kL).rep("10:00:20").thanks("10:01:00");
  // Passed at the millisecond of the question: assignments come first, so that there was nothing to give away.
  chat.assign("10:09:00", kM).say("10:09:00", SenderKind::customer, model::kNoRep, 0, 8).rep("10:09:30", kM);
  const auto facts = chat.facts();
  REQUIRE(facts.turns.size() == 2);
  CHECK(facts.turns[1].customer == 8);
  CHECK(facts.turns[1].owner == kM);
  CHECK(chat.figures(kL).passed_on == 0);
}
