// SPDX-License-Identifier: Apache-2.0
#include "agent/team/promises.h"

#include <catch2/catch.hpp>

using namespace rigong::team;

TEST_CASE("the catalogue goes through a conversation from welcome to closing") {
  const auto& steps = promise_steps();
  REQUIRE(steps.size() == 6);
  CHECK(steps.front().title.zh == "迎客");
  CHECK(steps.back().title.zh == "结束语");
  for (const PromiseStep& step : steps) {
    CHECK_FALSE(step.id.empty());
    CHECK_FALSE(step.title.en.empty());
    CHECK_FALSE(step.example.zh.empty());
    CHECK_FALSE(step.example.en.empty());
  }
}

TEST_CASE("few numbers and usual ones suggest nothing") {
  CHECK(propose({}).empty());
  PromiseFacts few;
  few.first_answers = 9;
  few.turns = 9;
  few.turns_unanswered = 9;
  CHECK(propose(few).empty());
  PromiseFacts usual;
  usual.first_answers = 100;
  usual.first_answers_in_time = 92;
  usual.turns = 300;
  usual.turns_unanswered = 3;
  usual.messages_in = 500;
  usual.messages_out = 600;
  CHECK(propose(usual).empty());
}

TEST_CASE("what stands out is suggested with its numbers, the clearest first, at most three") {
  PromiseFacts facts;
  facts.first_answers = 100;
  facts.first_answers_in_time = 60;
  facts.turns = 300;
  facts.turns_unanswered = 60;
  facts.messages_in = 500;
  facts.messages_out = 450;
  facts.inquiries = 50;
  facts.inquiries_paid = 15;
  const auto proposals = propose(facts);
  REQUIRE(proposals.size() == 3);
  CHECK(proposals[0].step == "solve");
  CHECK(proposals[0].why.zh == "最近 300 轮里有 60 轮没有回。");
  CHECK(proposals[1].step == "welcome");
  CHECK(proposals[1].why.en == "Of the last 100 first answers 40 came after the goal.");
}
