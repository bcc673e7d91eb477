// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, transactions: the same for every backend.
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

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

model::HashedMessage message(std::uint64_t key) {
  model::HashedMessage message;
  message.conversation = hash_of("x");
  message.sent_at = kMay;
  message.key = key;
  return message;
}

void set(Store& store, const std::string& name, const std::string& value) {
  const auto write = get(store.write());
  must(write->set_setting(name, value));
  must(write->commit());
}

}  // namespace

TEST_CASE("A view stays as it was while others write", "[store][threads]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  set(*store, "a", "1");
  const auto before = get(store->read());
  {
    const auto write = get(store->write());
    must(write->set_setting("a", "2"));
    CHECK(get(get(store->read())->setting("a")) == "1");
    must(write->commit());
  }
  CHECK(get(before->setting("a")) == "1");
  CHECK(get(before->change_number()) == 1);
  const auto after = get(store->read());
  CHECK(get(after->setting("a")) == "2");
  CHECK(get(after->change_number()) == 2);
}

TEST_CASE("The second writer waits for the first, and gives up in the end", "[store][threads]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  // Another store object is another process as far as the backend can tell.
  const auto other = test.open();
  for (Store* second : {store.get(), other.get()}) {
    auto first = get(store->write());
    must(first->set_setting("a", "1"));
    const auto refused = second->write();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::busy);
    std::thread ends_soon([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      must(first->commit());
      first.reset();
    });
    const auto waited = second->write();
    ends_soon.join();
    REQUIRE(waited.has_value());
    CHECK(get((*waited)->setting("a")) == "1");
  }
}

TEST_CASE("Two writers never give one number twice", "[store][threads]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  // Who makes the file is settled by the lock on the folder, which is not the store's.
  const auto made = test.open();
  constexpr int kRounds = 25;
  std::atomic<int> failures{0};
  const auto work = [&](std::uint64_t offset) {
    const auto store = test.open();
    for (int i = 0; i < kRounds; ++i) {
      auto write = store->write();
      if (!write) {
        ++failures;
        continue;
      }
      const auto account = get((*write)->ensure_account({0, "a", "files", "files", "main"}));
      auto own = message(static_cast<std::uint64_t>(i));
      own.conversation = hash_of(std::to_string(offset) + "-" + std::to_string(i));
      own.customer = own.conversation;
      must((*write)->add_messages(account, std::vector{message(offset + static_cast<std::uint64_t>(i)), own}));
      must((*write)->commit());
    }
  };
  std::thread one(work, 0);
  std::thread two(work, 1000);
  one.join();
  two.join();
  CHECK(failures == 0);
  const auto view = get(test.open()->read());
  CHECK(get(view->change_number()) == 2 * kRounds);
  CHECK(get(view->conversation({1, 1})).messages.size() == 2 * kRounds);
  CHECK(get(view->pending_conversations(1000)).size() == 2 * kRounds + 1);
  for (model::CustomerNo customer = 1; customer <= 2 * kRounds; ++customer) {
    CHECK(get(view->conversations_of("", customer)).size() == 1);
  }
}

TEST_CASE("What was committed is there after reopening", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  {
    const auto store = test.open();
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    must(write->add_messages(account, std::vector{message(1), message(2)}));
    must(write->set_cursor(account, "messages", "2"));
    must(write->commit());
  }
  const auto store = test.open();
  must(store->settle());
  const auto view = get(store->read());
  CHECK(get(view->cursor(1, "messages")) == "2");
  CHECK(get(view->conversation({1, 1})).messages.size() == 2);
}

TEST_CASE("A store that is open for reading does not write", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  if (kind == "sqlite") {
    CHECK(open_store(test.options(Access::read_only)).error().kind == ErrorKind::not_found);
  }
  set(*test.open(), "a", "1");
  const auto reader = test.open(Access::read_only);
  CHECK(reader->write().error().kind == ErrorKind::refused);
  must(reader->settle());
  CHECK(get(get(reader->read())->setting("a")) == "1");
  // It sees what others write later.
  set(*test.open(), "a", "2");
  CHECK(get(get(reader->read())->setting("a")) == "2");
}

TEST_CASE("Teams do not see each other", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  auto options = test.options();
  const auto first = get(open_store(options));
  options.team += 1'000'000;
  const auto second = get(open_store(options));
  for (Store* store : {first.get(), second.get()}) {
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    CHECK(account == 1);
    CHECK(get(write->add_messages(account, std::vector{message(1)})).added == 1);
    must(write->mark_day_pending("main", Day{20000}));
    must(write->commit());
  }
  const auto write = get(second->write());
  must(write->discard_kept_rows());
  must(write->replace_day_figures("main", Day{20000}, {}));
  CHECK(get(get(first->read())->pending_days(9)).size() == 1);
}

TEST_CASE("A sound store has nothing broken to tell", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    must(write->add_messages(account, std::vector{message(1), message(1), message(2)}));
    must(write->commit());
  }
  bool waits = false;
  for (const Finding& finding : get(store->examine())) {
    CAPTURE(finding.words.en);
    CHECK(finding.level != Finding::Level::broken);
    CHECK_FALSE(finding.words.zh.empty());
    waits = waits || finding.words.en.find("1 conversations and 0 days wait") != std::string::npos;
  }
  CHECK(waits);
}

TEST_CASE("Views and transactions may outlive their store", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  set(*test.open(), "a", "1");
  const auto view = get(test.open()->read());
  const auto write = get(test.open()->write());
  must(write->set_setting("a", "2"));
  must(write->commit());
  CHECK(get(view->setting("a")) == "1");
}
