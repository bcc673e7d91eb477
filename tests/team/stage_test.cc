// SPDX-License-Identifier: Apache-2.0
#include "agent/team/stage.h"

#include <catch2/catch.hpp>

using rigong::Day;
using rigong::parse_day;
using rigong::model::Member;
using rigong::model::Stage;
using rigong::team::stage_on;

namespace {

Day day(const char* text) { return *parse_day(text); }

Member joined(const char* text) {
  Member member;
  member.joined_on = day(text);
  return member;
}

}  // namespace

TEST_CASE("a stage lasts to the day before the month is full") {
  const Member member = joined("2026-01-15");
  CHECK(stage_on(member, day("2026-01-15")) == Stage::newcomer);
  CHECK(stage_on(member, day("2026-02-14")) == Stage::newcomer);
  CHECK(stage_on(member, day("2026-02-15")) == Stage::growing);
  CHECK(stage_on(member, day("2026-04-14")) == Stage::growing);
  CHECK(stage_on(member, day("2026-04-15")) == Stage::mature);
  CHECK(stage_on(member, day("2027-01-14")) == Stage::mature);
  CHECK(stage_on(member, day("2027-01-15")) == Stage::senior);
}

TEST_CASE("who joined on a day that a month has not has it full on its last day") {
  const Member member = joined("2026-01-31");
  CHECK(stage_on(member, day("2026-02-27")) == Stage::newcomer);
  CHECK(stage_on(member, day("2026-02-28")) == Stage::growing);
  CHECK(stage_on(member, day("2026-04-29")) == Stage::growing);
  CHECK(stage_on(member, day("2026-04-30")) == Stage::mature);
}

TEST_CASE("before the first day somebody is new; a stage that was set stands; who joined nobody knows when is mature") {
  CHECK(stage_on(joined("2026-03-01"), day("2026-02-01")) == Stage::newcomer);
  Member set = joined("2026-01-15");
  set.stage = Stage::senior;
  CHECK(stage_on(set, day("2026-01-16")) == Stage::senior);
  CHECK(stage_on(Member{}, day("2026-01-16")) == Stage::mature);
}
