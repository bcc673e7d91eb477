// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, facts, figures and pending marks: the same for every backend.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr TimeMs kMay = 1'777'593'600'000;  // 2026-05-01T00:00:00Z
constexpr Day kDay{20574};                  // The same day.

ConversationRef make_conversation(WriteTransaction& write, const std::string& account, const std::string& shop,
                                  const std::string& name, const std::string& label = "", std::uint64_t key = 1) {
  const auto number = get(write.ensure_account({0, account, "files", "files", shop}));
  model::HashedMessage message;
  message.conversation = hash_of(name);
  message.conversation_label = label;
  message.customer = hash_of("customer " + name);
  message.sent_at = kMay;
  message.key = key;
  must(write.add_messages(number, {&message, 1}));
  const auto pending = get(write.pending_conversations(1000));
  return pending.back();
}

model::Turn turn(Day day, TimeMs opened, model::RepNo owner) {
  model::Turn turn;
  turn.day = day;
  turn.opened_at = opened;
  turn.clock_start_at = opened + 1;
  turn.owner = owner;
  turn.messages_in = 2;
  return turn;
}

model::ConversationFacts full_facts() {
  model::ConversationFacts facts;
  model::Turn answered = turn(kDay, kMay + 10, 1);
  answered.ended_at = kMay + 20;
  answered.held_ms = 9;
  answered.customer_ms = 10;
  answered.substantive_ms = 11;
  answered.replier = 2;
  answered.customer = 3;
  answered.session = 1;
  answered.turn_class = model::TurnClass::leftover;
  answered.end = model::TurnEnd::answered;
  answered.first_response = true;
  answered.slow = true;
  answered.leftover_in_time = true;
  model::Turn waiting = turn(kDay, kMay + 30, 0);
  waiting.decided_at = kMay + 60;
  facts.turns = {answered, waiting, turn(kDay + 1, kMay + kDayMs, 1)};
  facts.activity = {{kDay, 1, 5, 6, 7, kMay + 8}, {kDay + 1, 1, 1, 0, 0, kNoTime}};
  facts.sessions = {{kDay, kMay, kMay + 9, 3, 1, 2, true, false}, {kDay + 1, kMay + kDayMs, kNoTime, 3, 0, 0, false, true}};
  facts.stints = {{kDay, kMay, 1, true, false}, {kDay, kMay, 1, false, true}};
  return facts;
}

std::vector<Day> pending_days_of(ReadView& view, const std::string& shop) {
  std::vector<Day> days;
  for (const ShopDay& day : get(view.pending_days(10000))) {
    if (day.shop == shop) days.push_back(day.day);
  }
  std::sort(days.begin(), days.end());
  return days;
}

void settle_all(WriteTransaction& write) {
  for (const ShopDay& day : get(write.pending_days(10000))) must(write.replace_day_figures(day.shop, day.day, {}));
}

}  // namespace

TEST_CASE("Facts come back as they were given", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto ref = make_conversation(*write, "a", "main", "x", "会话一");
  const auto other = make_conversation(*write, "b", "second", "y");
  const auto facts = full_facts();
  must(write->replace_facts(ref, facts));
  must(write->replace_facts(other, facts));
  CHECK(get(write->conversation_facts(ref)) == facts);
  must(write->commit());
  write.reset();

  const auto view = get(store->read());
  CHECK(get(view->conversation_facts(ref)) == facts);
  const auto day = get(view->shop_day_facts("main", kDay));
  REQUIRE(day.turns.size() == 2);
  CHECK(day.turns[0].where == ref);
  CHECK(day.turns[0].conversation_label == "会话一");
  CHECK(day.turns[0].label_is_id);
  CHECK(day.turns[0].shop == "main");
  CHECK(day.turns[0].turn == facts.turns[0]);
  REQUIRE(day.activity.size() == 1);
  CHECK(day.activity[0].activity == facts.activity[0]);
  REQUIRE(day.sessions.size() == 1);
  CHECK(day.sessions[0].session == facts.sessions[0]);
  CHECK(day.stints.size() == 2);
  CHECK(get(view->sessions("main", kDay, kDay + 1)).size() == 2);
  CHECK(get(view->sessions("", kDay, kDay)).size() == 2);
  // Without a label of its own, a conversation is shown by a part of its hash.
  const auto nameless = get(view->shop_day_facts("second", kDay)).turns[0];
  CHECK(nameless.conversation_label == to_hex(hash_of("y")).substr(0, 10));
  CHECK_FALSE(nameless.label_is_id);
  CHECK(get(view->pending_conversations(10)).empty());
}

TEST_CASE("What waits is found among the turns of some days", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto ref = make_conversation(*write, "a", "main", "x", "会话一");
  const auto other = make_conversation(*write, "b", "second", "y");
  const auto facts = full_facts();
  must(write->replace_facts(ref, facts));
  must(write->replace_facts(other, facts));
  must(write->commit());
  write.reset();

  const auto view = get(store->read());
  // full_facts() has an answered turn and a waiting one on the day, and a waiting one on the next.
  const auto day = get(view->waiting_turns("main", kDay, kDay));
  REQUIRE(day.size() == 1);
  CHECK(day[0].where == ref);
  CHECK(day[0].conversation_label == "会话一");
  CHECK(day[0].label_is_id);
  CHECK(day[0].shop == "main");
  CHECK(day[0].turn == facts.turns[1]);
  CHECK(get(view->waiting_turns("main", kDay, kDay + 1)).size() == 2);
  const auto all = get(view->waiting_turns("", kDay, kDay + 1));
  REQUIRE(all.size() == 4);
  CHECK(std::count_if(all.begin(), all.end(), [](const TurnRow& row) { return row.label_is_id; }) == 2);
  CHECK(all[1].turn.day == kDay);
  CHECK(all[2].turn.day == kDay + 1);
  CHECK(get(view->waiting_turns("main", kDay + 2, kDay + 9)).empty());
  CHECK(get(view->waiting_conversations("main", kDay)) == std::vector{ref});
  CHECK(get(view->waiting_conversations("", kDay)).size() == 2);
  CHECK(get(view->waiting_conversations("main", kDay + 2)).empty());
}

TEST_CASE("A conversation waits on every day on which its waiting turn has messages", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto ref = make_conversation(*write, "a", "main", "x");
  model::ConversationFacts facts;
  facts.turns = {turn(kDay + 3, kMay, 1)};  // Asked on a Friday evening, given to somebody on Monday.
  facts.activity = {{kDay, 1, 0, 0, 2, kMay + 4 * kDayMs}, {kDay + 1, 1, 1, 0, 0, kNoTime}};
  must(write->replace_facts(ref, facts));
  CHECK(get(write->waiting_conversations("main", kDay)) == std::vector{ref});
  CHECK(get(write->waiting_conversations("main", kDay + 1)).empty());
  CHECK(get(write->waiting_conversations("main", kDay + 3)) == std::vector{ref});
}

TEST_CASE("A conversation takes the first label that a record brings, and keeps it", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  ConversationRef ref{1, 1};
  const auto add = [&](Store& store, const std::string& label, std::uint64_t key) {
    const auto write = get(store.write());
    make_conversation(*write, "a", "main", "x", label, key);
    must(write->commit());
    return get(write->conversation_label(ref));
  };
  {
    // Assignments know no customer, so that nobody can tell whether the id would name them.
    const auto store = test.open();
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    model::HashedAssignment assignment;
    assignment.conversation = hash_of("x");
    assignment.at = kMay;
    assignment.key = 7;
    must(write->add_assignments(account, {&assignment, 1}));
    CHECK(get(write->conversation_label(ref)) == to_hex(hash_of("x")).substr(0, 10));
    must(write->commit());
  }
  SECTION("in the same process") {
    const auto store = test.open();
    CHECK(add(*store, "", 1) == to_hex(hash_of("x")).substr(0, 10));
    CHECK(add(*store, "会话一", 2) == "会话一");
    CHECK(add(*store, "another", 3) == "会话一");
    CHECK(add(*store, "", 4) == "会话一");
  }
  SECTION("in processes that know nothing of each other, also from a message that is there already") {
    CHECK(add(*test.open(), "", 1) == to_hex(hash_of("x")).substr(0, 10));
    CHECK(add(*test.open(), "会话一", 1) == "会话一");
    CHECK(add(*test.open(), "another", 1) == "会话一");
  }
  SECTION("but not from a transaction that was given up") {
    const auto store = test.open();
    {
      const auto write = get(store->write());
      make_conversation(*write, "a", "main", "x", "given up", 1);
    }
    CHECK(add(*store, "会话一", 1) == "会话一");
  }
  SECTION("of several records of one batch") {
    const auto store = test.open();
    const auto write = get(store->write());
    std::vector<model::HashedMessage> messages(3);
    for (std::size_t index = 0; index < messages.size(); ++index) {
      messages[index].conversation = hash_of("x");
      messages[index].sent_at = kMay;
      messages[index].key = index + 1;
    }
    messages[1].conversation_label = "会话一";
    must(write->add_messages(1, messages));
    CHECK(get(write->conversation_label(ref)) == "会话一");
  }
}

TEST_CASE("Turns come in order of day and opening, and stop when told", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto first = make_conversation(*write, "a", "main", "x");
  const auto second = make_conversation(*write, "b", "main", "y");
  const auto third = make_conversation(*write, "c", "other", "z");
  must(write->replace_facts(first, {{turn(kDay + 2, 50, 1), turn(kDay + 9, 60, 2)}, {}, {}, {}}));
  must(write->replace_facts(second, {{turn(kDay + 2, 40, 2), turn(kDay + 2, 70, 2)}, {}, {}, {}}));
  must(write->replace_facts(third, {{turn(kDay, 99, 2)}, {}, {}, {}}));
  const auto opened = [&](const DayRange& range, std::size_t most = 100) {
    std::vector<TimeMs> times;
    must(write->turns(range, [&](const TurnRow& row) {
      times.push_back(row.turn.opened_at);
      return times.size() < most;
    }));
    return times;
  };
  CHECK(opened({Day{-40000}, Day{4000000}, "", {}}) == std::vector<TimeMs>{99, 40, 50, 70, 60});
  CHECK(opened({kDay, kDay + 2, "main", {}}) == std::vector<TimeMs>{40, 50, 70});
  CHECK(opened({kDay, kDay + 9, "main", 2}) == std::vector<TimeMs>{40, 70, 60});
  CHECK(opened({kDay, kDay + 9, "main", {}}, 2) == std::vector<TimeMs>{40, 50});
  CHECK(opened({kDay, kDay + 9, "nowhere", {}}).empty());
}

TEST_CASE("Only days on which facts differ become pending", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto ref = make_conversation(*write, "a", "main", "x");
  auto facts = full_facts();
  must(write->replace_facts(ref, facts));
  CHECK(pending_days_of(*write, "main") == std::vector<Day>{kDay, kDay + 1});
  settle_all(*write);
  // The same again.
  must(write->replace_facts(ref, facts));
  CHECK(pending_days_of(*write, "main").empty());
  // One day changed, in each kind of fact.
  const auto changes = [&](auto&& change, Day day) {
    change(facts);
    must(write->replace_facts(ref, facts));
    CHECK(pending_days_of(*write, "main") == std::vector<Day>{day});
    CHECK(get(write->conversation_facts(ref)) == facts);
    settle_all(*write);
  };
  changes([](auto& f) { f.turns[2].held_ms = 77; }, kDay + 1);
  changes([](auto& f) { f.activity[0].messages_out = 77; }, kDay);
  changes([](auto& f) { f.sessions[1].left_unanswered = false; }, kDay + 1);
  changes([](auto& f) { f.stints[1].routed = false; }, kDay);
  changes([](auto& f) { f.stints.pop_back(); }, kDay);
  changes([](auto& f) { f.stints.push_back({kDay + 5, kMay, 1, false, false}); }, kDay + 5);
  changes([](auto& f) { f.stints.pop_back(); }, kDay + 5);
  // A turn that moves to another day touches both.
  facts.turns[0].day = kDay + 3;
  std::swap(facts.turns[0], facts.turns[1]);
  std::swap(facts.turns[1], facts.turns[2]);
  must(write->replace_facts(ref, facts));
  CHECK(pending_days_of(*write, "main") == std::vector<Day>{kDay, kDay + 3});
  CHECK(get(write->conversation_facts(ref)) == facts);
  settle_all(*write);
  must(write->replace_facts(ref, {}));
  CHECK(pending_days_of(*write, "main") == std::vector<Day>{kDay, kDay + 1, kDay + 3});
  CHECK(get(write->conversation_facts(ref)) == model::ConversationFacts{});
  CHECK(write->replace_facts({99, 1}, {}).error().kind == ErrorKind::wrong_use);
}

TEST_CASE("Day figures are replaced as a whole and found by range", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  model::DayFigures one;
  one.day = kDay;
  one.rep = 4;
  one.conversations = std::numeric_limits<std::int64_t>::max();
  one.sales_fen = std::numeric_limits<std::int64_t>::min();
  one.customers_buying_again = 46;
  one.settled_at = kMay;
  model::DayFigures two = one;
  two.rep = 2;
  model::DayFigures next = one;
  next.day = kDay + 1;
  must(write->mark_day_pending("main", kDay));
  must(write->replace_day_figures("main", kDay, std::vector{one, two}));
  CHECK(get(write->pending_days(9)).empty());
  must(write->replace_day_figures("main", kDay + 1, std::vector{next}));
  must(write->replace_day_figures("a", kDay, std::vector{one}));
  must(write->commit());
  write.reset();
  write = get(store->write());
  const auto all = get(write->day_figures({kDay, kDay + 9, "", {}}));
  REQUIRE(all.size() == 4);
  CHECK(all[0].shop == "a");
  CHECK(all[1].figures == two);
  CHECK(all[2].figures == one);
  CHECK(all[3].figures == next);
  CHECK(get(write->day_figures({kDay, kDay, "main", 4})).size() == 1);
  CHECK(get(write->day_figures({kDay + 1, kDay + 1, "main", {}})).size() == 1);
  CHECK(get(write->known_days("main")) == std::pair{kDay, kDay + 1});
  CHECK(get(write->known_days("")) == std::pair{kDay, kDay + 1});
  CHECK_FALSE(get(write->known_days("nowhere")).has_value());
  must(write->replace_day_figures("main", kDay, std::vector{two}));
  CHECK(get(write->day_figures({kDay, kDay, "main", {}})).size() == 1);
  must(write->replace_day_figures("main", kDay, {}));
  CHECK(get(write->known_days("main")) == std::pair{kDay + 1, kDay + 1});
}

TEST_CASE("What waits comes oldest first, and a second mark changes nothing", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  for (const auto& [shop, day] :
       std::vector<std::pair<std::string, Day>>{{"b", kDay + 5}, {"a", kDay + 7}, {"a", kDay}, {"b", kDay + 5}}) {
    const auto write = get(store->write());
    must(write->mark_day_pending(shop, day));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->pending_days(9)) == std::vector<ShopDay>{{"b", kDay + 5}, {"a", kDay + 7}, {"a", kDay}});
  CHECK(get(view->pending_days(1)) == std::vector<ShopDay>{{"b", kDay + 5}});
  CHECK(get(view->pending_days(0)).empty());
}

TEST_CASE("Moving an account to another shop marks its days in both", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto ref = make_conversation(*write, "a", "main", "x");
  must(write->replace_facts(ref, full_facts()));
  settle_all(*write);
  must(write->ensure_account({0, "a", "files", "files", "other"}));
  CHECK(pending_days_of(*write, "main") == std::vector<Day>{kDay, kDay + 1});
  CHECK(pending_days_of(*write, "other") == std::vector<Day>{kDay, kDay + 1});
  CHECK(get(write->shop_day_facts("other", kDay)).turns.size() == 2);
}
