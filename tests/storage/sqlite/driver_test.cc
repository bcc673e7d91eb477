// SPDX-License-Identifier: Apache-2.0
// What happens to the file from outside while it is open.
#include "storage/sqlite/driver.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "storage/sqlite/errors.h"
#include "storage/sqlite/files.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using namespace rigong::storage::sqlite;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void set(Store& store, const std::string& value) {
  const auto write = get(store.write());
  must(write->set_setting("a", value));
  must(write->commit());
}

void check_refused(const Error& error) {
  CHECK(error.kind == ErrorKind::io);
  CHECK(error.words.en.find("replaced") != std::string::npos);
  CHECK(error.words.zh.find("rigong doctor") != std::string::npos);
}

}  // namespace

TEST_CASE("A file that is replaced while open is neither written nor read any more") {
  const TestStore test("sqlite");
  const fs::path path = test.folder() / "rigong.db";
  const fs::path other = test.folder() / "other.db";
  auto store = test.open();
  set(*store, "before");
  must(store->settle());
  fs::copy_file(path, other);
  set(*store, "after");
  must(store->settle());
  const auto view = get(store->read());
  SECTION("by another") { fs::rename(other, path); }
  SECTION("by nothing") { fs::remove(path); }
  const bool there = fs::exists(path);
  const std::string replacement = there ? content(path) : "";
  for (int attempt = 0; attempt < 2; ++attempt) {
    check_refused(store->write().error());
    check_refused(store->read().error());
    check_refused(store->settle().error());
  }
  // Whoever reads already sees the moment of before to its end.
  CHECK(get(view->setting("a")) == "after");
  store.reset();
  if (!there) {
    CHECK_FALSE(fs::exists(path));
    return;
  }
  CHECK(content(path) == replacement);
  // Opened anew, it is the file that is there.
  const auto again = test.open();
  CHECK(get(get(again->read())->setting("a")) == "before");
  set(*again, "new");
  for (const Finding& finding : get(again->examine())) CHECK(finding.level != Finding::Level::broken);
}

TEST_CASE("A transaction that is under way while the file is replaced leaves the new one alone") {
  const TestStore test("sqlite");
  const fs::path path = test.folder() / "rigong.db";
  const fs::path other = test.folder() / "other.db";
  auto store = test.open();
  set(*store, "before");
  must(store->settle());
  fs::copy_file(path, other);
  {
    const auto write = get(store->write());
    must(write->set_setting("a", "lost"));
    fs::rename(other, path);
    static_cast<void>(write->commit());
  }
  const std::string replacement = content(path);
  check_refused(store->write().error());
  store.reset();
  CHECK(content(path) == replacement);
}

TEST_CASE("SQLite's own word for a moved file is told as what it is") {
  check_refused({ErrorKind::io, {"rigong doctor", error_of(SQLITE_READONLY_DBMOVED, "x").words.en}});
  CHECK(error_of(SQLITE_READONLY_DBMOVED, "x").kind == ErrorKind::io);
}
