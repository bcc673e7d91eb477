// SPDX-License-Identifier: Apache-2.0
// What was removed is in no byte of the file or its log.
#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <thread>

#include "storage/sqlite/files.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using namespace rigong::storage::sqlite;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Which of the words are in the bytes of the file, its log or the index of that.
std::string found(const TestStore& test, std::initializer_list<std::string> words) {
  std::string all;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    const std::string bytes = content(with_suffix(test.folder() / "rigong.db", suffix));
    for (const std::string& word : words) {
      if (bytes.find(word) != std::string::npos) all += word + " ";
    }
  }
  return all;
}

std::string bytes_of(const Hash128& hash) { return {hash.bytes.begin(), hash.bytes.end()}; }

}  // namespace

TEST_CASE("An erased member's name, ids and words are in no byte of the file") {
  const TestStore test("sqlite");
  const auto store = test.open();
  const std::initializer_list<std::string> words = {"CANARYNAME", "CANARYPLATFORM", "CANARYSHEET", "CANARYBODY", "CANARYDEVICE"};
  model::RepNo rep = 0;
  {
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    rep = get(write->ensure_rep(account, "CANARYPLATFORM"));
    must(write->put_rep_names(account, std::vector<model::RepName>{{"CANARYPLATFORM", "CANARYNAME", ""}}));
    must(write->put_member({"lin", "CANARYNAME", "", model::MemberRole::rep, {}, {}}));
    must(write->put_member_accounts("lin", std::vector<model::MemberAccount>{{"lin", account, "CANARYPLATFORM", {}, {}}}));
    must(write->put_page_session({std::string(32, 'c'), "s1", 1, 1, "lin", "CANARYDEVICE"}));
    // Among many others, so that pages are split, joined and given up.
    std::mt19937 dice(1);
    for (int i = 0; i < 3000; ++i) {
      const bool own = dice() % 2 == 0;
      model::Sheet sheet;
      sheet.person = own ? "lin" : "p" + std::to_string(dice() % 50);
      sheet.day = Day{static_cast<std::int32_t>(dice() % 20'000)};
      sheet.note = std::string(dice() % 700, 'x') + (own ? "CANARYSHEET" : "") + std::string(dice() % 300, 'y');
      must(write->put_sheet(sheet));
      if (i % 4 != 0) continue;
      model::CommandEntry entry;
      entry.id = "id-" + std::to_string(i);
      entry.by = own ? "lin" : "";
      entry.body = std::string(dice() % 900, 'x') + (own ? "CANARYBODY" : "");
      must(write->add_command(entry));
    }
    must(write->commit());
  }
  REQUIRE_FALSE(found(test, words).empty());
  {
    const auto write = get(store->write());
    must(write->erase_member("lin", std::vector{rep}, "离职"));
    must(write->commit());
  }
  must(store->purge());
  CHECK(found(test, words).empty());
  CHECK(fs::file_size(with_suffix(test.folder() / "rigong.db", "-wal")) == 0);
  CHECK(get(get(store->read())->sheets("", Day{0}, Day{40000})).size() > 1000);
  for (const Finding& finding : get(store->examine())) CHECK(finding.level != Finding::Level::broken);
}

TEST_CASE("Removed conversations and customers are in no byte of the file, which becomes smaller") {
  const TestStore test("sqlite");
  const auto store = test.open();
  constexpr TimeMs kApril = 1'775'001'600'000;
  {
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    std::vector<model::HashedMessage> messages;
    for (int i = 0; i < 4000; ++i) {
      model::HashedMessage message;
      message.conversation = hash_of("conversation " + std::to_string(i));
      message.customer = hash_of("customer " + std::to_string(i));
      message.sent_at = kApril + i % 40 * kDayMs;
      message.key = static_cast<std::uint64_t>(i);
      messages.push_back(message);
    }
    must(write->add_messages(account, messages));
    must(write->commit());
  }
  const auto size_before =
      fs::file_size(test.folder() / "rigong.db") + fs::file_size(with_suffix(test.folder() / "rigong.db", "-wal"));
  {
    const auto write = get(store->write());
    CHECK(get(write->remove_before(model::Retained::figures, Day{20574 + 3})) > 0);
    must(write->commit());
  }
  must(store->purge());
  const std::string bytes = content(test.folder() / "rigong.db");
  CHECK(bytes.size() < size_before / 2);
  int gone = 0;
  int there = 0;
  for (int i = 0; i < 4000; i += 7) {
    const bool april = i % 40 < 30;
    const bool conversation = bytes.find(bytes_of(hash_of("conversation " + std::to_string(i)))) != std::string::npos;
    const bool customer = bytes.find(bytes_of(hash_of("customer " + std::to_string(i)))) != std::string::npos;
    CHECK(conversation != april);
    CHECK(customer != april);
    ++(april ? gone : there);
  }
  CHECK(gone > 100);
  CHECK(there > 100);
}

TEST_CASE("Clearing waits for readers some seconds, then says that somebody is reading", "[threads]") {
  const TestStore test("sqlite");
  const auto store = test.open();
  const auto put = [&](const std::string& value) {
    const auto write = get(store->write());
    must(write->set_setting("a", value));
    must(write->commit());
  };
  put("CANARY");
  {
    const auto view = get(store->read());
    put("2");
    CHECK(store->purge().error().kind == ErrorKind::busy);
    CHECK(get(view->setting("a")) == "CANARY");
    // And what is written then is written as ever.
    put("3");
  }
  std::unique_ptr<ReadView> view = get(store->read());
  put("4");
  std::thread reader([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    view.reset();
  });
  must(store->purge());
  reader.join();
  CHECK(found(test, {"CANARY"}).empty());
  CHECK(get(get(store->read())->setting("a")) == "4");
}
