// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, what people do on the page: the same for every backend.
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

model::Sheet signed_sheet(const std::string& person, Day day) {
  model::Sheet sheet;
  sheet.person = person;
  sheet.day = day;
  sheet.figures = {{"response_mean_ms", true, std::nullopt, 41234.5, 824690, 20},
                   {"satisfaction", false, 0.95, 0.9, 18, 20},
                   {"answer_ratio", true, std::nullopt, std::nullopt, 0, 0}};
  sheet.line = "比昨天快了 5 秒";
  sheet.note = "下午三点系统卡顿\n已上报";
  sheet.signature = "小白";
  sheet.signed_at = 1'767'225'600'001;
  sheet.changed_at = 1'767'225'600'002;
  return sheet;
}

}  // namespace

TEST_CASE("An empty store knows no sheet, command, page session or customer", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto view = get(store->read());
  CHECK_FALSE(get(view->sheet("bai", Day{20000})).has_value());
  CHECK(get(view->sheets("", Day{0}, Day{40000})).empty());
  CHECK_FALSE(get(view->command("0190a0a0-0000-7000-8000-000000000000")).has_value());
  CHECK_FALSE(get(view->page_session(std::string(32, 'x'))).has_value());
  CHECK(get(view->customer(hash_of("c"))) == model::kNoCustomer);
}

TEST_CASE("A sheet comes back as it was put, and is replaced as a whole", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const model::Sheet first = signed_sheet("bai", Day{20000});
  model::Sheet draft = signed_sheet("bai", Day{20002});
  draft.signature.clear();
  draft.signed_at = kNoTime;
  const model::Sheet other = signed_sheet("青", Day{20001});
  {
    const auto write = get(store->write());
    must(write->put_sheet(first));
    must(write->put_sheet(draft));
    must(write->put_sheet(other));
    CHECK(get(write->sheet("bai", Day{20000})) == first);
    must(write->commit());
  }
  {
    const auto view = get(store->read());
    CHECK(get(view->sheet("bai", Day{20000})) == first);
    CHECK(get(view->sheet("bai", Day{20002})) == draft);
    CHECK_FALSE(get(view->sheet("bai", Day{20001})).has_value());
    CHECK_FALSE(get(view->sheet("", Day{20000})).has_value());
    CHECK(get(view->sheets("bai", Day{20000}, Day{20002})) == std::vector{draft, first});
    CHECK(get(view->sheets("bai", Day{20001}, Day{20002})) == std::vector{draft});
    CHECK(get(view->sheets("", Day{20000}, Day{20002})) == std::vector{draft, other, first});
  }
  model::Sheet changed = first;
  changed.figures.pop_back();
  changed.figures[0].typed = 40000;
  changed.signature.clear();
  changed.signed_at = kNoTime;
  {
    const auto write = get(store->write());
    must(write->put_sheet(changed));
    must(write->commit());
  }
  CHECK(get(get(store->read())->sheet("bai", Day{20000})) == changed);
}

TEST_CASE("A sheet that cannot be kept is refused and leaves the transaction usable", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  model::Sheet sheet = signed_sheet("", Day{20000});
  CHECK(write->put_sheet(sheet).error().kind == ErrorKind::wrong_use);
  sheet.person = "bai";
  sheet.line = "\xff";
  CHECK(write->put_sheet(sheet).error().kind == ErrorKind::wrong_use);
  sheet.line = std::string(5000, 'x');
  CHECK(write->put_sheet(sheet).error().kind == ErrorKind::wrong_use);
  sheet.line.clear();
  sheet.figures[0].typed = std::numeric_limits<double>::infinity();
  CHECK(write->put_sheet(sheet).error().kind == ErrorKind::wrong_use);
  sheet.figures.clear();
  must(write->put_sheet(sheet));
  must(write->commit());
  CHECK(get(get(store->read())->sheet("bai", Day{20000})) == sheet);
}

TEST_CASE("A command is logged once and never changed", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  model::CommandEntry entry;
  entry.id = "0190a0a0-0000-7000-8000-000000000000";
  entry.by = "bai";
  entry.kind = "sheet.sign";
  entry.body = R"({"day":"2026-11-25"})";
  entry.digest = std::string(64, 'a');
  entry.answer = R"({"change":3})";
  entry.applied_at = 1'767'225'600'000;
  entry.place = "0190a0a0-0000-7000-8000-000000000001";
  {
    const auto write = get(store->write());
    must(write->add_command(entry));
    model::CommandEntry again = entry;
    again.kind = "sheet.save";
    CHECK(write->add_command(again).error().kind == ErrorKind::wrong_use);
    must(write->commit());
  }
  {
    const auto write = get(store->write());
    CHECK(write->add_command(entry).error().kind == ErrorKind::wrong_use);
    model::CommandEntry bad = entry;
    bad.id = "other";
    bad.body = "\xff";
    CHECK(write->add_command(bad).error().kind == ErrorKind::wrong_use);
  }
  const auto view = get(store->read());
  model::CommandEntry kept = *get(view->command(entry.id));
  CHECK(kept.sequence == 1);
  kept.sequence = 0;
  kept.body_hash.clear();
  kept.chain.clear();
  CHECK(kept == entry);
  CHECK_FALSE(get(view->command("other")).has_value());
}

TEST_CASE("Page sessions are known by the hash of their token until they are removed or idle", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  using namespace std::string_literals;
  const std::string first_hash = "\0\xff'\"{}"s + std::string(26, 'x');
  const model::PageSession first{first_hash, "one", 1000, 1000};
  const model::PageSession second{std::string(32, 'y'), "two", 2000, 2000};
  const model::PageSession third{std::string(32, 'z'), "three", 3000, 3000};
  {
    const auto write = get(store->write());
    for (const auto& session : {first, second, third}) must(write->put_page_session(session));
    CHECK(write->put_page_session({"short", "x", 1, 1}).error().kind == ErrorKind::wrong_use);
    must(write->commit());
  }
  CHECK(get(get(store->read())->page_session(first_hash)) == first);
  {
    const auto write = get(store->write());
    must(write->put_page_session({first_hash, "another", 9, 5000}));
    must(write->remove_page_session(second.token_hash));
    must(write->commit());
  }
  {
    const auto view = get(store->read());
    // Only that it was used is noted.
    CHECK(get(view->page_session(first_hash)) == model::PageSession{first_hash, "one", 1000, 5000});
    CHECK_FALSE(get(view->page_session(second.token_hash)).has_value());
  }
  {
    const auto write = get(store->write());
    must(write->remove_page_sessions(5000));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->page_session(first_hash)).has_value());
  CHECK_FALSE(get(view->page_session(third.token_hash)).has_value());
}

TEST_CASE("A customer's number is found by the hash", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    model::HashedMessage message;
    message.conversation = hash_of("conversation");
    message.customer = hash_of("customer");
    message.key = 7;
    message.sent_at = 1'767'225'600'000;
    must(write->add_messages(account, {&message, 1}));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->customer(hash_of("customer"))) != model::kNoCustomer);
  CHECK(get(view->customer(hash_of("nobody"))) == model::kNoCustomer);
}
