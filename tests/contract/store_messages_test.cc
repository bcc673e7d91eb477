// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, messages and assignments: the same for every backend.
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

model::HashedMessage message(const std::string& conversation, std::uint64_t key, TimeMs at, const std::string& customer = "c") {
  model::HashedMessage message;
  message.conversation = hash_of(conversation);
  message.conversation_label = "label";
  if (!customer.empty()) message.customer = hash_of(customer);
  message.sent_at = at;
  message.key = key;
  return message;
}

model::AccountNo make_account(WriteTransaction& write, const std::string& name = "a", const std::string& shop = "main") {
  return get(write.ensure_account({0, name, "files", "files", shop}));
}

Taken add(WriteTransaction& write, model::AccountNo account, const std::vector<model::HashedMessage>& messages) {
  return get(write.add_messages(account, messages));
}

}  // namespace

TEST_CASE("Messages come back as they were given, by arrival", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto account = make_account(*write);
  auto late = message("x", 5, kMay + 9000);
  late.rep = 7;
  late.kind = model::SenderKind::rep;
  late.flags = model::kCourtesyWords | model::kNoId;
  const Taken taken = add(*write, account, {late, message("y", 5, kMay), message("x", 6, kMay), message("x", 4, kMay, "")});
  CHECK(taken.added == 4);
  CHECK(taken.doubled == 0);
  must(write->commit());
  write.reset();

  const auto view = get(store->read());
  const auto records = get(view->conversation({account, 1}));
  REQUIRE(records.messages.size() == 3);
  CHECK(records.account == account);
  CHECK(records.conversation == 1);
  CHECK(records.messages[0] == model::LeanMessage{kMay + 9000, 5, records.messages[0].arrival, 7, 1, model::SenderKind::rep,
                                                  model::kCourtesyWords | model::kNoId});
  CHECK(records.messages[1].key == 6);
  CHECK(records.messages[2].key == 4);
  CHECK(records.messages[2].customer == model::kNoCustomer);
  CHECK(records.messages[0].arrival < records.messages[1].arrival);
  CHECK(records.messages[1].arrival < records.messages[2].arrival);
  CHECK(get(view->conversation({account, 2})).messages.size() == 1);
  CHECK(get(view->conversations_of("main", 1)) == std::vector<ConversationRef>{{account, 1}, {account, 2}});
  CHECK(get(view->conversations_of("other", 1)).empty());
  // Conversation 1 goes from its first record to its last, both included.
  const auto within = [&](TimeMs from, TimeMs to) { return get(view->conversations_within("main", 1, from, to)).size(); };
  CHECK(within(kMay + 9000, kMay + 20'000) == 1);
  CHECK(within(kMay + 9001, kMay + 20'000) == 0);
  CHECK(within(kMay - 500, kMay - 1) == 0);
  CHECK(within(kMay + 2, kMay + 3) == 1);
  CHECK(within(kEarliestTime, kLatestTime) == 2);
  CHECK(get(view->conversations_within("other", 1, kEarliestTime, kLatestTime)).empty());
  CHECK(get(view->pending_conversations(10)).size() == 2);
  CHECK(get(view->pending_conversations(1)) == std::vector<ConversationRef>{{account, 1}});
  CHECK(get(view->change_number()) == 1);
}

TEST_CASE("A message that comes again changes nothing", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto account = make_account(*write);
  auto other_content = message("x", 1, kMay + 500, "d");
  other_content.rep = 9;
  // Within one batch, and the first of the two counts.
  Taken taken = add(*write, account, {message("x", 1, kMay), other_content, message("x", 2, kMay)});
  CHECK(taken.added == 2);
  CHECK(taken.doubled == 1);
  must(write->replace_facts({account, 1}, {}));
  CHECK(get(write->pending_conversations(9)).empty());
  must(write->commit());
  write.reset();

  // In a later transaction, and by another store object that remembers nothing.
  write = get(store->write());
  taken = add(*write, account, {other_content, message("x", 2, kMay)});
  CHECK(taken.added == 0);
  CHECK(taken.doubled == 2);
  CHECK(get(write->pending_conversations(9)).empty());
  must(write->commit());
  write.reset();
  const auto again = test.open();
  auto other = get(again->write());
  taken = add(*other, account, {message("x", 1, kMay), message("x", 3, kMay)});
  CHECK(taken.added == 1);
  CHECK(taken.doubled == 1);
  CHECK(get(other->pending_conversations(9)).size() == 1);
  const auto records = get(other->conversation({account, 1}));
  REQUIRE(records.messages.size() == 3);
  CHECK(records.messages[0].sent_at == kMay);
  CHECK(records.messages[0].rep == model::kNoRep);
}

TEST_CASE("The same id in another month of the conversation is the same message", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto account = make_account(*write);
  const TimeMs april = kMay - 1;
  const TimeMs years_later = kMay + 8 * 365 * kDayMs;
  // Both in one batch …
  Taken taken = add(*write, account, {message("x", 1, kMay), message("x", 1, april), message("x", 2, april)});
  CHECK(taken.added == 2);
  CHECK(taken.doubled == 1);
  // … and one after the other, to later and to earlier months, beyond what a mask of months can tell apart.
  taken = add(*write, account, {message("x", 3, years_later)});
  CHECK(taken.added == 1);
  taken = add(*write, account, {message("x", 3, kMay), message("x", 1, years_later + 40 * kDayMs), message("x", 2, years_later)});
  CHECK(taken.added == 0);
  CHECK(taken.doubled == 3);
  taken = add(*write, account, {message("x", 4, kEarliestTime), message("x", 3, kEarliestTime)});
  CHECK(taken.added == 1);
  CHECK(taken.doubled == 1);
  taken = add(*write, account, {message("x", 4, april), message("x", 1, april), message("x", 3, april)});
  CHECK(taken.doubled == 3);
  const auto records = get(write->conversation({account, 1}));
  CHECK(records.messages.size() == 4);
  CHECK(records.messages[0].sent_at == kMay);
  // Elsewhere it is another message.
  CHECK(add(*write, account, {message("y", 1, april)}).added == 1);
}

TEST_CASE("A withdrawn message marks the one that is there", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto account = make_account(*write);
  add(*write, account, {message("x", 1, kMay), message("x", 2, kMay), message("x", 3, kMay - 1)});
  must(write->replace_facts({account, 1}, {}));
  auto gone = message("x", 2, kMay + 5);
  gone.flags = model::kWithdrawn;
  Taken taken = add(*write, account, {gone, gone});
  CHECK(taken.added == 0);
  CHECK(taken.changed == 1);
  CHECK(taken.doubled == 1);
  CHECK(get(write->pending_conversations(9)).size() == 1);
  // Again is no news; in another month it is found; and one that was never seen is kept as withdrawn.
  must(write->replace_facts({account, 1}, {}));
  taken = add(*write, account, {gone});
  CHECK(taken.doubled == 1);
  CHECK(get(write->pending_conversations(9)).empty());
  auto other_month = gone;
  other_month.key = 3;
  auto unseen = gone;
  unseen.key = 4;
  taken = add(*write, account, {other_month, unseen});
  CHECK(taken.changed == 1);
  CHECK(taken.added == 1);
  // Its content, coming late, changes nothing.
  CHECK(add(*write, account, {message("x", 4, kMay)}).doubled == 1);
  const auto records = get(write->conversation({account, 1}));
  REQUIRE(records.messages.size() == 4);
  CHECK(records.messages[0].flags == 0);
  CHECK(records.messages[1].flags == model::kWithdrawn);
  CHECK(records.messages[1].sent_at == kMay);
  CHECK(records.messages[2].flags == model::kWithdrawn);
  CHECK(records.messages[3].flags == model::kWithdrawn);
}

TEST_CASE("Assignments share the order of arrival with messages", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto account = make_account(*write);
  add(*write, account, {message("x", 1, kMay)});
  model::HashedAssignment assignment;
  assignment.conversation = hash_of("x");
  assignment.at = kMay + 1;
  assignment.key = 1;
  assignment.rep = 3;
  assignment.kind = model::AssignmentKind::to_rep;
  assignment.reason = model::TransferReason::escalation;
  auto other_month = assignment;
  other_month.at = kMay - 1;
  auto second = assignment;
  second.key = 2;
  const Taken taken = get(write->add_assignments(account, std::vector{assignment, other_month, assignment, second}));
  CHECK(taken.added == 2);
  CHECK(taken.doubled == 2);
  add(*write, account, {message("x", 2, kMay)});
  const auto records = get(write->conversation({account, 1}));
  REQUIRE(records.assignments.size() == 2);
  REQUIRE(records.messages.size() == 2);
  CHECK(records.assignments[0].at == kMay + 1);
  CHECK(records.assignments[0].rep == 3);
  CHECK(records.assignments[0].reason == model::TransferReason::escalation);
  CHECK(records.messages[0].arrival < records.assignments[0].arrival);
  CHECK(records.assignments[1].arrival < records.messages[1].arrival);
}

TEST_CASE("Conversations are numbered in order of first sight, account by account", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto first = make_account(*write, "a");
  const auto second = make_account(*write, "b", "second");
  add(*write, first, {message("p", 1, kMay), message("q", 1, kMay), message("p", 2, kMay)});
  add(*write, second, {message("q", 1, kMay), message("r", 1, kMay, "d")});
  add(*write, first, {message("r", 1, kMay, "d")});
  CHECK(get(write->conversation({first, 1})).messages.size() == 2);
  CHECK(get(write->conversation({first, 3})).messages.size() == 1);
  CHECK(get(write->conversation({second, 2})).messages.size() == 1);
  CHECK(get(write->conversations_of("", 1)) == std::vector<ConversationRef>{{first, 1}, {first, 2}, {second, 1}});
  CHECK(get(write->conversations_of("second", 2)) == std::vector<ConversationRef>{{second, 2}});
}

TEST_CASE("A batch with an impossible record is refused as a whole", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto account = make_account(*write);
  for (const TimeMs bad : {kNoTime, std::numeric_limits<TimeMs>::max(), kEarliestTime - 1, kLatestTime}) {
    CHECK(write->add_messages(account, std::vector{message("x", 1, kMay), message("x", 2, bad)}).error().kind ==
          ErrorKind::wrong_use);
  }
  model::HashedMessage nowhere = message("x", 1, kMay);
  nowhere.conversation = {};
  CHECK(write->add_messages(account, std::vector{nowhere}).error().kind == ErrorKind::wrong_use);
  CHECK(write->add_messages(account + 1, std::vector{message("x", 1, kMay)}).error().kind == ErrorKind::wrong_use);
  CHECK(write->conversation({account, 1}).error().kind == ErrorKind::not_found);
  // Keys of every kind are kept as they are.
  const auto most = std::numeric_limits<std::uint64_t>::max();
  const Taken taken = add(
      *write, account, {message("x", 0, kMay), message("x", most, kEarliestTime), message("x", most / 2 + 1, kLatestTime - 1)});
  CHECK(taken.added == 3);
  CHECK(get(write->conversation({account, 1})).messages[1].key == most);
  CHECK(add(*write, account, {message("x", most, kEarliestTime)}).doubled == 1);
}

TEST_CASE("A transaction that is given up leaves no trace", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto account = make_account(*write);
  add(*write, account, {message("x", 1, kMay)});
  must(write->set_cursor(account, "messages", "1"));
  must(write->commit());
  write.reset();

  write = get(store->write());
  add(*write, account, {message("x", 2, kMay), message("z", 1, kMay, "new")});
  must(write->set_cursor(account, "messages", "2"));
  CHECK(get(write->cursor(account, "messages")) == "2");
  write.reset();

  auto view = get(store->read());
  CHECK(get(view->cursor(account, "messages")) == "1");
  CHECK(get(view->conversation({account, 1})).messages.size() == 1);
  CHECK(get(view->change_number()) == 1);
  view.reset();
  // What was remembered of it is gone as well: numbers are given again.
  write = get(store->write());
  CHECK(add(*write, account, {message("y", 1, kMay, "other")}).added == 1);
  must(write->commit());
  write.reset();
  view = get(store->read());
  CHECK(get(view->conversations_of("main", 2)) == std::vector<ConversationRef>{{account, 2}});
  CHECK(view->conversation({account, 3}).error().kind == ErrorKind::not_found);
}

TEST_CASE("All conversations with messages since a day can be marked", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  auto write = get(store->write());
  const auto first = make_account(*write, "a");
  const auto second = make_account(*write, "b");
  add(*write, first, {message("p", 1, kMay), message("q", 1, kMay + kDayMs)});
  add(*write, second, {message("p", 1, kMay + kDayMs)});
  for (const auto& ref : get(write->pending_conversations(9))) must(write->replace_facts(ref, {}));
  must(write->mark_all_pending(first, kMay + 1));
  CHECK(get(write->pending_conversations(9)) == std::vector<ConversationRef>{{first, 2}});
  must(write->mark_all_pending(0, kMay));
  CHECK(get(write->pending_conversations(9)).size() == 3);
}
