// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, people and settings: the same for every backend.
#include <catch2/catch.hpp>
#include <limits>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

TEST_CASE("An empty store answers every question with nothing", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto view = get(store->read());
  const DayRange always{Day{0}, Day{40000}, "", std::nullopt};
  CHECK(get(view->change_number()) == 0);
  CHECK(get(view->accounts()).empty());
  CHECK(get(view->reps()).empty());
  CHECK(get(view->members()).empty());
  CHECK(get(view->member_accounts()).empty());
  CHECK(get(view->targets()).empty());
  CHECK(get(view->cursor(1, "messages")).empty());
  CHECK(get(view->setting("language")).empty());
  CHECK(view->conversation({1, 1}).error().kind == ErrorKind::not_found);
  CHECK(get(view->conversation_facts({1, 1})) == model::ConversationFacts{});
  CHECK(get(view->conversations_of("shop", 1)).empty());
  CHECK(get(view->shop_day_facts("shop", Day{20000})).turns.empty());
  CHECK(get(view->sessions("shop", Day{0}, Day{40000})).empty());
  must(view->turns(always, [](const TurnRow&) { return true; }));
  CHECK(get(view->day_figures(always)).empty());
  CHECK(get(view->delivered(always)).empty());
  CHECK(get(view->ratings("shop", 0, kLatestTime)).empty());
  CHECK(get(view->orders("shop", 0, kLatestTime)).empty());
  CHECK(get(view->orders_of("shop", 1)).empty());
  CHECK(get(view->shifts(Day{0}, Day{40000})).empty());
  CHECK_FALSE(get(view->known_days("shop")).has_value());
  CHECK_FALSE(get(view->talk("li", Day{20000})).has_value());
  CHECK(get(view->talks("", Day{0}, Day{40000})).empty());
  CHECK(get(view->talk_notes("li")).empty());
  CHECK(get(view->pending_conversations(10)).empty());
  CHECK(get(view->pending_days(10)).empty());
}

TEST_CASE("Accounts and reps are found or made", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto first = get(write->ensure_account({0, "旗舰店", "taobao", "taobao", "main"}));
  const auto second = get(write->ensure_account({0, "京东", "jd", "jd", "main"}));
  CHECK(first != second);
  CHECK(get(write->ensure_account({0, "旗舰店", "taobao", "tmall", "other"})) == first);
  const auto rep = get(write->ensure_rep(first, "小王"));
  CHECK(rep != model::kNoRep);
  CHECK(get(write->ensure_rep(first, "小王")) == rep);
  CHECK(get(write->ensure_rep(second, "小王")) != rep);
  CHECK(write->ensure_rep(99, "小王").error().kind == ErrorKind::wrong_use);
  must(write->commit());
  write.reset();

  const auto view = get(store->read());
  const auto accounts = get(view->accounts());
  REQUIRE(accounts.size() == 2);
  CHECK(accounts[0].name == "旗舰店");
  CHECK(accounts[0].platform == "tmall");
  CHECK(accounts[0].shop == "other");
  const auto named = get(view->account("京东"));
  REQUIRE(named);
  CHECK(named->number == second);
  CHECK(named->type == "jd");
  CHECK_FALSE(get(view->account("拼多多")));
  const auto reps = get(view->reps());
  REQUIRE(reps.size() == 2);
  CHECK(reps[0].number == rep);
  CHECK(reps[0].account == first);
  CHECK(reps[0].platform_id == "小王");
  CHECK(reps[0].member_id.empty());
}

TEST_CASE("Members keep a number of their own", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const model::Member li{"li", "李雷", "售前", model::MemberRole::rep, Day{20000}, std::nullopt};
  must(write->put_member(li));
  const auto number = get(write->member_rep("li"));
  model::Member gone = li;
  gone.role = model::MemberRole::lead;
  gone.left_on = Day{20100};
  must(write->put_member(gone));
  CHECK(get(write->member_rep("li")) == number);
  CHECK(write->member_rep("nobody").error().kind == ErrorKind::not_found);
  CHECK(write->member_rep("").error().kind == ErrorKind::not_found);
  CHECK(write->put_member({}).error().kind == ErrorKind::wrong_use);
  CHECK(get(write->members()) == std::vector{gone});
  const auto reps = get(write->reps());
  REQUIRE(reps.size() == 1);
  CHECK(reps[0].member_id == "li");
}

TEST_CASE("Two members cannot claim one platform account on one day", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
  must(write->put_member({"li", "", "", {}, {}, {}}));
  must(write->put_member({"han", "", "", {}, {}, {}}));
  const std::vector<model::MemberAccount> of_li = {{"li", account, "kf1", {}, Day{100}}, {"li", account, "kf2", {}, {}}};
  must(write->put_member_accounts("li", of_li));
  const auto claim = [&](std::optional<Day> from, std::optional<Day> to) {
    const model::MemberAccount wanted{"han", account, "kf1", from, to};
    return write->put_member_accounts("han", {&wanted, 1});
  };
  CHECK(claim({}, {}).error().kind == ErrorKind::wrong_use);
  CHECK(claim(Day{100}, {}).error().kind == ErrorKind::wrong_use);
  CHECK(claim(Day{50}, Day{60}).error().kind == ErrorKind::wrong_use);
  must(claim(Day{101}, {}));
  CHECK(get(write->member_accounts()).size() == 3);
  must(write->put_member_accounts("li", {}));
  must(claim({}, {}));
  CHECK(get(write->member_accounts()).size() == 1);
  CHECK(write->put_member_accounts("nobody", {}).error().kind == ErrorKind::not_found);
}

TEST_CASE("Targets, settings and cursors are kept by their key", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    must(write->put_target({"", "response_mean_ms", 30000, Day{20000}, {}}));
    must(write->put_target({"", "response_mean_ms", 25000, Day{20000}, Day{20030}}));
    must(write->put_target({"member:li", "satisfaction", 0.95, Day{20000}, {}}));
    must(write->put_target({"member:li", "satisfaction", 0.9, Day{20001}, {}}));
    must(write->remove_target({"member:li", "satisfaction", 0, Day{20001}, {}}));
    must(write->set_setting("language", "zh"));
    must(write->set_setting("language", "en"));
    must(write->set_setting("gone", "1"));
    must(write->set_setting("gone", ""));
    must(write->set_cursor(account, "messages", "page 7"));
    must(write->set_cursor(account, "messages", "page 8"));
    CHECK(write->set_cursor(account + 1, "messages", "x").error().kind == ErrorKind::wrong_use);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(write->put_target({"", "x", nan, Day{1}, {}}).error().kind == ErrorKind::wrong_use);
    must(write->commit());
  }
  const auto view = get(store->read());
  const auto targets = get(view->targets());
  REQUIRE(targets.size() == 2);
  CHECK(targets[0] == model::Target{"", "response_mean_ms", 25000, Day{20000}, Day{20030}});
  CHECK(targets[1] == model::Target{"member:li", "satisfaction", 0.95, Day{20000}, {}});
  CHECK(get(view->setting("language")) == "en");
  CHECK(get(view->setting("gone")).empty());
  CHECK(get(view->cursor(1, "messages")) == "page 8");
  CHECK(get(view->cursor(1, "orders")).empty());
}

TEST_CASE("Text that one backend could not hold is refused by all", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  using namespace std::string_literals;
  for (const std::string& bad : {"a\0b"s, "\xff"s, "\xed\xa0\x80"s, std::string(300, 'x')}) {
    CHECK(write->set_setting(bad, "x").error().kind == ErrorKind::wrong_use);
    CHECK(write->ensure_account({0, bad, "files", "files", "main"}).error().kind == ErrorKind::wrong_use);
    CHECK(write->put_member({bad, "", "", {}, {}, {}}).error().kind == ErrorKind::wrong_use);
    CHECK(write->mark_day_pending(bad, Day{1}).error().kind == ErrorKind::wrong_use);
  }
  // Refusals of input leave the transaction usable, and text that looks like a statement is only text.
  const std::string hostile = "x'; DROP TABLE message;-- $1 {rows} %s \\ \"";
  must(write->set_setting(hostile, hostile));
  CHECK(get(write->setting(hostile)) == hostile);
  must(write->commit());
  write.reset();
  CHECK(get(get(store->read())->setting(hostile)) == hostile);
}

TEST_CASE("Rows kept aside come back in order and cleaned", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  using namespace std::string_literals;
  const std::vector<KeptRow> rows = {{"a.csv", 3, "no time", "x,\0y"s, 5}, {"a.csv", 2, "", std::string(70000, 'z'), 6}};
  {
    const auto write = get(store->write());
    must(write->keep_rows(rows));
    must(write->commit());
  }
  std::vector<KeptRow> seen;
  const auto gather = [&](const KeptRow& row) {
    seen.push_back(row);
    return seen.size() < 10;
  };
  must(get(store->read())->kept_rows(gather));
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].line == 3);
  CHECK(seen[0].row == "x,\xEF\xBF\xBDy");
  CHECK(seen[1].row.size() == 65536);
  {
    const auto write = get(store->write());
    must(write->discard_kept_rows());
    must(write->commit());
  }
  seen.clear();
  must(get(store->read())->kept_rows(gather));
  CHECK(seen.empty());
}

TEST_CASE("Platforms name their reps; a name replaces the one before, and names alone change no figure", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    auto write = get(store->write());
    const auto first = get(write->ensure_account({0, "a", "chatwoot", "chatwoot", "main"}));
    const auto second = get(write->ensure_account({0, "b", "chatwoot", "chatwoot", "main"}));
    const auto known = get(write->ensure_rep(first, "7"));
    must(write->ensure_rep(second, "7"));
    const std::vector<model::RepName> names = {{"7", "小白", "售前"}, {"8", "小满", ""}};
    must(write->put_rep_names(first, names));
    CHECK(get(write->ensure_rep(first, "7")) == known);
    CHECK(write->put_rep_names(99, names).error().kind == ErrorKind::wrong_use);
    CHECK_FALSE(write->put_rep_names(first, std::vector<model::RepName>{{"9", std::string(300, 'x'), ""}}));
    must(write->commit());
  }
  const auto named = [&] {
    std::string all;
    for (const model::Rep& rep : get(get(store->read())->reps())) {
      all += std::to_string(rep.account) + " " + rep.platform_id + " " + rep.name + " " + rep.group + ";";
    }
    return all;
  };
  CHECK(named() == "1 7 小白 售前;2 7  ;1 8 小满 ;");
  const auto change = get(get(store->read())->change_number());
  {
    auto write = get(store->write());
    must(write->put_rep_names(1, std::vector<model::RepName>{{"7", "小白", "售前"}}));
    must(write->commit());
  }
  CHECK(get(get(store->read())->change_number()) == change);
  {
    auto write = get(store->write());
    must(write->put_rep_names(1, std::vector<model::RepName>{{"7", "小白二", "售后"}}));
    must(write->commit());
  }
  CHECK(named() == "1 7 小白二 售后;2 7  ;1 8 小满 ;");
}
