// SPDX-License-Identifier: Apache-2.0
// Members with several accounts, mappings with dates, and rules that change.
#include "agent/runtime/people.h"

#include <catch2/catch.hpp>

#include "agent/runtime/work_out.h"
#include "tests/runtime/team.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;

namespace {

struct Mapping {
  std::string account;
  std::string rep;
  std::optional<Day> from;
  std::optional<Day> to;
};

// What `rigong member map` does.
void put_member(Team& team, const std::string& id, const std::vector<Mapping>& mappings) {
  const auto write = get(team.store().write());
  must(write->put_member({id, id, "", {}, {}, {}}));
  must(write->member_rep(id));
  std::vector<model::MemberAccount> accounts;
  for (const Mapping& mapping : mappings) {
    for (const model::Account& account : get(write->accounts())) {
      if (account.name == mapping.account) accounts.push_back({id, account.number, mapping.rep, mapping.from, mapping.to});
    }
  }
  REQUIRE(accounts.size() == mappings.size());
  must(write->put_member_accounts(id, accounts));
  must(runtime::begin_anew(*write, 0));
  must(write->commit());
}

Day day(const std::string& text) { return parse_day(text).value(); }

}  // namespace

TEST_CASE("a customer who meets one member in two accounts is one customer") {
  Team team;
  team.take({asks("c1", "k1", at("2026-03-02 10:00:00")), answers("c1", "小白", at("2026-03-02 10:00:30"))}, "taobao:main");
  team.take({asks("c2", "k1", at("2026-03-02 15:00:00")), answers("c2", "白二", at("2026-03-02 15:00:30"))}, "taobao:other");
  team.work_out();
  CHECK(team.stored("小白", "2026-03-02").customers == 1);
  put_member(team, "bai", {{"taobao:main", "小白", {}, {}}, {"taobao:other", "白二", {}, {}}});
  const auto pending = team.figures(Team::kLater);
  team.work_out();
  CHECK(team.figures(Team::kLater) == pending);
  const auto figures = team.stored("bai", "2026-03-02");
  CHECK(figures.customers == 1);
  CHECK(figures.customers_replied == 1);
  CHECK(figures.conversations == 2);
  CHECK(figures.turns == 2);
  CHECK(team.stored("小白", "2026-03-02").turns == 0);
}

TEST_CASE("a mapping holds on its days only, its first and last included") {
  Team team;
  for (const std::string date : {"2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"}) {
    team.take({asks("c" + date, "k1", at(date + " 10:00:00")), answers("c" + date, "小白", at(date + " 10:00:30"))});
  }
  team.work_out();
  put_member(team, "bai", {{"files:main", "小白", day("2026-03-02"), day("2026-03-03")}});
  team.work_out();
  CHECK(team.stored("小白", "2026-03-01").turns == 1);
  CHECK(team.stored("bai", "2026-03-02").turns == 1);
  CHECK(team.stored("bai", "2026-03-03").turns == 1);
  CHECK(team.stored("bai", "2026-03-04").turns == 0);
  CHECK(team.stored("小白", "2026-03-04").turns == 1);
}

TEST_CASE("a rating that only the platform credits follows its rep's member") {
  Team team;
  model::Rating rating;
  rating.rating_id = "e1";
  rating.rep_id = "小白";
  rating.rated_at = at("2026-03-02 10:00:00");
  rating.level = 5;
  team.take_and_work_out({rating});
  CHECK(team.stored("小白", "2026-03-02").ratings == 1);
  put_member(team, "bai", {{"files:main", "小白", {}, {}}});
  team.work_out();
  CHECK(team.stored("小白", "2026-03-02").ratings == 0);
  CHECK(team.stored("bai", "2026-03-02").ratings == 1);
}

TEST_CASE("People knows members by day and by every name") {
  Team team;
  team.take_and_work_out({answers("c1", "小白", at("2026-03-02 10:00:30"))});
  put_member(team, "bai", {{"files:main", "小白", day("2026-03-02"), {}}});
  const auto people = get(runtime::People::load(*get(team.store().read())));
  const auto rep = people.find("小白");
  const auto member = people.find("bai");
  REQUIRE(rep.size() == 1);
  REQUIRE(member.size() == 1);
  CHECK(people.on_day(rep[0], day("2026-03-01")) == rep[0]);
  CHECK(people.on_day(rep[0], day("2036-03-02")) == member[0]);
  CHECK(people.id(member[0]) == "bai");
  CHECK(people.id(model::kNoRep) == "(unassigned)");
  CHECK(people.id(model::kUnknownRepNo) == "(unknown)");
  CHECK(people.find("nobody").empty());
}

TEST_CASE("an account need not be named where it is clear which is meant") {
  const auto kind = GENERATE(from_range(testing::store_kinds()));
  CAPTURE(kind);
  const testing::TestStore test(kind);
  const auto store = test.open();
  const auto meant = [&](const std::string& account, const std::string& rep) {
    return runtime::account_meant(*get(store->read()), account, rep);
  };
  const auto add = [&](const std::string& account, const std::vector<std::string>& reps) {
    const auto write = get(store->write());
    const auto number = get(write->ensure_account({0, account, "files", "files", "main"}));
    for (const std::string& rep : reps) must(write->ensure_rep(number, rep));
    must(write->commit());
    return number;
  };
  CHECK(meant("", "小白").error().kind == ErrorKind::not_found);
  const auto first = add("taobao:main", {"小白", "both"});
  // The only account is meant, also for a rep of whom nothing has been seen yet.
  CHECK(get(meant("", "someone new")) == first);
  const auto second = add("jd:main", {"both", "白二"});
  add("pdd:main", {});
  CHECK(get(meant("", "小白")) == first);
  CHECK(get(meant("", "白二")) == second);
  CHECK(get(meant("jd:main", "小白")) == second);
  const Error several = meant("", "both").error();
  CHECK(several.kind == ErrorKind::wrong_use);
  for (const std::string& words : {several.words.zh, several.words.en}) {
    CHECK(words.find("taobao:main, jd:main") != std::string::npos);
    CHECK(words.find("pdd:main") == std::string::npos);
    CHECK(words.find("--account") != std::string::npos);
  }
  const Error nobody = meant("", "someone new").error();
  CHECK(nobody.kind == ErrorKind::not_found);
  CHECK(nobody.words.en.find("taobao:main, jd:main, pdd:main") != std::string::npos);
  CHECK(meant("tmall:main", "小白").error().kind == ErrorKind::not_found);
  // A member who goes by the same name is no platform's rep.
  {
    const auto write = get(store->write());
    must(write->put_member({"小白", "小白", "", model::MemberRole::rep, {}, {}}));
    must(write->member_rep("小白"));
    must(write->commit());
  }
  CHECK(get(meant("", "小白")) == first);
}

TEST_CASE("a rule that changes has every day counted again, also where it changes no fact") {
  Team team;
  team.take_and_work_out({asks("c1", "k1", at("2026-03-02 10:00:00")), answers("c1", "r1", at("2026-03-02 10:05:00"))});
  CHECK(team.stored("r1", "2026-03-02").turns_slow == 1);
  CHECK(team.stored("r1", "2026-03-02").response_capped_sum_ms == 300'000);
  model::MetricOptions options;
  options.slow_after_ms = 301 * kSecondMs;
  team.change_rules(options);
  team.work_out();
  CHECK(team.stored("r1", "2026-03-02").turns_slow == 0);
  // The cap is no part of any fact.
  options.cap_ms = 60 * kSecondMs;
  team.change_rules(options);
  team.work_out();
  CHECK(team.stored("r1", "2026-03-02").response_capped_sum_ms == 60'000);
  CHECK(team.stored("r1", "2026-03-02").response_sum_ms == 300'000);
}

TEST_CASE("another attribution has the sales counted again") {
  Team team;
  model::Order order;
  order.order_id = "o1";
  order.customer_id = "k1";
  order.created_at = at("2026-03-02 09:00:00");
  order.paid_at = at("2026-03-02 13:00:00");
  order.updated_at = *order.paid_at;
  order.amount_fen = 100;
  team.take_and_work_out({asks("c1", "k1", at("2026-03-02 10:00:00")), answers("c1", "r1", at("2026-03-02 10:05:00")), order});
  CHECK(team.stored("r1", "2026-03-02").sales_fen == 100);
  model::MetricOptions options;
  options.attribution = model::Attribution::order;
  team.change_rules(options);
  team.work_out();
  CHECK(team.stored("r1", "2026-03-02").sales_fen == 0);
}
