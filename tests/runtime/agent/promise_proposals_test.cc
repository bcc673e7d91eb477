// SPDX-License-Identifier: Apache-2.0
// What small things are proposed from: a person's own turns of the seven days before today, of nobody else's and of no other day.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "agent/runtime/shop_rules.h"
#include "agent/runtime/work_out.h"
#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;

namespace {

const Day kToday = *parse_day("2026-03-02");

// `all` conversations that are answered at once; in the first `silent` of them the customer then asks again and gets no answer.
std::string conversations(const std::string& day, const std::string& rep, int all, int silent) {
  std::string text;
  for (int i = 0; i < all; ++i) {
    const std::string name = fmt::format("{}-{}-{}", rep, day, i);
    text += fmt::format("{0},{0}a,{1} {2:02}:00:00,in,,k{0},有货吗\n", name, day, 9 + i);
    text += fmt::format("{0},{0}b,{1} {2:02}:00:20,out,{3},k{0},有的\n", name, day, 9 + i, rep);
    if (i < silent) text += fmt::format("{0},{0}c,{1} {2:02}:10:00,in,,k{0},还有别的颜色吗\n", name, day, 9 + i);
  }
  return text;
}

std::vector<overlay::PromiseProposal> proposed(TestDesk& desk, const std::string& person) {
  return get(desk.service().promises(TestDesk::machine(), {person, {}, kToday, kToday})).answer.proposals;
}

}  // namespace

TEST_CASE("Small things are proposed from one's own turns of the last seven days, with their numbers") {
  TestDesk desk;
  desk.fill();
  // Today's twelve turns, all of them answered, propose nothing.
  CHECK(proposed(desk, "bai").empty());
  const std::string head = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  desk.import_file("week.csv", head + conversations("2026-02-22", "小白", 6, 6) + conversations("2026-02-23", "小白", 6, 2) +
                                   conversations("2026-03-01", "小白", 6, 2) + conversations("2026-03-01", "小青", 6, 5));
  const config::Config config;
  runtime::ShopRules rules(config);
  must(runtime::work_out(desk.store(), rules));
  const auto proposals = proposed(desk, "bai");
  REQUIRE(proposals.size() == 1);
  CHECK(proposals[0].step == "solve");
  CHECK(proposals[0].why.zh == "最近 16 轮里有 4 轮没有回。");
  const auto others = proposed(desk, "qing");
  REQUIRE(others.size() == 1);
  CHECK(others[0].why.zh == "最近 11 轮里有 5 轮没有回。");
  // A step that the team has put away is not proposed.
  must(desk.command_of(TestDesk::machine(), overlay::WorkAct(overlay::HideStep{"solve", true})));
  CHECK(proposed(desk, "bai").empty());
}
