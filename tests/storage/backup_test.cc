// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

namespace fs = std::filesystem;

void add(Store& store, int from, int count) {
  const auto write = get(store.write());
  const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
  std::vector<model::HashedMessage> messages(static_cast<std::size_t>(count));
  for (auto& message : messages) {
    message.conversation = hash_of(std::to_string(from / 20));
    message.key = static_cast<std::uint64_t>(from++);
    message.sent_at = 1'777'593'600'000 + from;
  }
  must(write->add_messages(account, messages));
  must(write->commit());
}

std::size_t count_first(Store& store) { return get(get(store.read())->conversation({1, 1})).messages.size(); }

void flip_byte(const fs::path& path, std::uintmax_t at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(at));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(at));
  file.put(static_cast<char>(byte ^ 0x15));
}

std::vector<std::string> names(const fs::path& folder) {
  std::vector<std::string> result;
  for (const auto& entry : fs::directory_iterator(folder)) result.push_back(entry.path().filename().string());
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

TEST_CASE("A backup holds what was committed, and brings it back") {
  const TestStore test("sqlite");
  const fs::path file = test.folder() / "backup.db";
  {
    const auto store = test.open();
    add(*store, 0, 5000);
    int calls = 0;
    must(backup(test.options(), file, [&](std::uint64_t done, std::uint64_t total) {
      CHECK(done <= total);
      ++calls;
      return true;
    }));
    CHECK(calls > 0);
    // It is one file, and no second one under its name.
    CHECK(backup(test.options(), file).error().kind == ErrorKind::wrong_use);
    CHECK(names(test.folder()) == std::vector<std::string>{"backup.db", "rigong.db", "rigong.db-shm", "rigong.db-wal"});
    add(*store, 5000, 100);
    // Not while somebody has the store open.
    CHECK(restore(test.options(), file).error().kind == ErrorKind::busy);
    CHECK(names(test.folder()).size() == 4);
  }
  must(restore(test.options(), file));
  {
    const auto store = test.open();
    CHECK(count_first(*store) == 20);
    CHECK(get(store->read())->conversation({1, 252}).error().kind == ErrorKind::not_found);
    for (const Finding& finding : get(store->examine())) CHECK(finding.level != Finding::Level::broken);
  }
  CHECK(fs::exists(test.folder() / "rigong.db.replaced-2026-01-01"));
  // Once more: what is kept aside has a name of its own, and can be restored in turn.
  must(restore(test.options(), test.folder() / "rigong.db.replaced-2026-01-01"));
  CHECK(fs::exists(test.folder() / "rigong.db.replaced-2026-01-01-2"));
  CHECK(get(get(test.open()->read())->conversation({1, 252})).messages.size() == 20);
}

TEST_CASE("A backup can be brought to an empty folder") {
  const TestStore test("sqlite");
  const TestStore other("sqlite");
  add(*test.open(), 0, 50);
  must(backup(test.options(), test.folder() / "b"));
  must(restore(other.options(), test.folder() / "b"));
  CHECK(count_first(*other.open()) == 20);
}

TEST_CASE("A backup that was stopped leaves nothing behind") {
  const TestStore test("sqlite");
  add(*test.open(), 0, 5000);
  const auto stop = [](std::uint64_t, std::uint64_t) { return false; };
  CHECK(backup(test.options(), test.folder() / "b", stop).error().kind == ErrorKind::cancelled);
  CHECK(names(test.folder()) == std::vector<std::string>{"rigong.db", "rigong.db-shm", "rigong.db-wal"});
}

TEST_CASE("What is no sound backup is refused, and the store stays") {
  const TestStore test("sqlite");
  add(*test.open(), 0, 3000);
  const fs::path file = test.folder() / "b";
  must(backup(test.options(), file));
  ErrorKind expected = ErrorKind::damaged;
  SECTION("missing") {
    fs::remove(file);
    expected = ErrorKind::not_found;
  }
  SECTION("empty") {
    fs::resize_file(file, 0);
    expected = ErrorKind::refused;
  }
  SECTION("text") {
    std::ofstream(file) << std::string(5000, 'x');
    expected = ErrorKind::refused;
  }
  SECTION("cut") { fs::resize_file(file, fs::file_size(file) / 2); }
  SECTION("a page is zero") {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(fs::file_size(file) / 2 / 4096 * 4096));
    out << std::string(4096, '\0');
  }
  CHECK(restore(test.options(), file).error().kind == expected);
  CHECK(count_first(*test.open()) == 20);
  CHECK_FALSE(fs::exists(test.folder() / "rigong.db.replaced-2026-01-01"));
  CHECK_FALSE(fs::exists(test.folder() / "rigong.db.restored"));
}

TEST_CASE("A damaged store is kept aside when a backup replaces it") {
  const TestStore test("sqlite");
  add(*test.open(), 0, 3000);
  must(backup(test.options(), test.folder() / "b"));
  std::ofstream(test.folder() / "rigong.db") << std::string(9000, 'x');
  CHECK_FALSE(open_store(test.options()).has_value());
  must(restore(test.options(), test.folder() / "b"));
  CHECK(count_first(*test.open()) == 20);
  CHECK(fs::exists(test.folder() / "rigong.db.replaced-2026-01-01"));
}

TEST_CASE("Examining finds what was flipped") {
  const TestStore test("sqlite");
  {
    const auto store = test.open();
    add(*store, 0, 3000);
    must(store->settle());
  }
  const fs::path file = test.folder() / "rigong.db";
  // The offset of the first cell of a page in the middle: whatever lies there, its order or length is wrong.
  flip_byte(file, fs::file_size(file) / 2 / 4096 * 4096 + 8);
  flip_byte(file, fs::file_size(file) / 2 / 4096 * 4096 + 1);
  const auto store = test.open(Access::read_only);
  bool found = false;
  for (const Finding& finding : get(store->examine())) {
    if (finding.level != Finding::Level::broken) continue;
    found = true;
    CHECK(finding.words.en.find("restore") != std::string::npos);
    CHECK(finding.words.zh.find("restore") != std::string::npos);
  }
  CHECK(found);
}

TEST_CASE("Examining finds files that others can read") {
  const TestStore test("sqlite");
  const auto store = test.open();
  fs::permissions(test.folder() / "rigong.db", fs::perms::others_read, fs::perm_options::add);
  bool found = false;
  for (const Finding& finding : get(store->examine())) {
    found = found || (finding.level == Finding::Level::warning && finding.words.en.find("chmod 600") != std::string::npos);
  }
  CHECK(found);
}

TEST_CASE("PostgreSQL has tools of its own for backups") {
  OpenOptions options;
  options.url = Secret("postgresql://user:canary@host/db");
  for (const Status& status : {backup(options, "x"), restore(options, "x")}) {
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().kind == ErrorKind::refused);
    CHECK(status.error().words.en.find("pg_dump") != std::string::npos);
    CHECK(status.error().words.en.find("canary") == std::string::npos);
  }
}
