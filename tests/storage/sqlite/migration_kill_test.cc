// SPDX-License-Identifier: Apache-2.0
// A process that brings a file up to date is killed before each of its statements: the file is the old one or the new one.
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "storage/sqlite/driver.h"
#include "storage/sqlite/files.h"
#include "storage/sqlite/format.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using namespace rigong::storage::sqlite;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

namespace fs = std::filesystem;

// Statements left until the end of this process. Only the child counts.
int g_statements_left = 0;

int count_down(unsigned, void*, void*, void*) {
  if (--g_statements_left < 0) ::raise(SIGKILL);
  return 0;
}

// Called by SQLite for every connection that is opened.
int watch(sqlite3* database, const char**, const sqlite3_api_routines*) {
  return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, count_down, nullptr);
}

std::vector<sql::Migration> with_a_further_one(int number) {
  std::vector<sql::Migration> migrations(schema().begin(), schema().end());
  // A table is added, filled from another, and one is rebuilt, as later schemas do.
  migrations.push_back({number, "test",
                        "CREATE TABLE extra (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
                        "INSERT INTO extra SELECT name, value FROM setting;"
                        "ALTER TABLE setting RENAME TO setting_before;"
                        "CREATE TABLE setting (team_id INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, note TEXT, "
                        "PRIMARY KEY (team_id, name)) STRICT, WITHOUT ROWID;"
                        "INSERT INTO setting (team_id, name, value) SELECT team_id, name, value FROM setting_before;"
                        "DROP TABLE setting_before;"});
  return migrations;
}

std::int64_t number(const fs::path& path, const std::string& question) {
  return get(get(SqliteConnection::open(path, Role::reader))->integer(question));
}

constexpr int kSettings = 500;

}  // namespace

TEST_CASE("Killed before any statement of a migration, the file is the old one or the new one") {
  const TestStore test("sqlite");
  {
    const auto store = test.open();
    const auto write = get(store->write());
    for (int i = 0; i < kSettings; ++i) must(write->set_setting("name " + std::to_string(i), std::string(100, 'x')));
    must(write->commit());
  }
  const fs::path path = test.folder() / "rigong.db";
  const fs::path original = test.folder() / "original";
  fs::copy_file(path, original);
  const int next = schema().back().number + 1;
  const auto migrations = with_a_further_one(next);
  const fs::path copy = with_suffix(path, (".before-v" + std::to_string(next)).c_str());

  int killed = 0;
  bool migrated = false;
  for (; !migrated; ++killed) {
    REQUIRE(killed < 1000);
    CAPTURE(killed);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      g_statements_left = killed;
      sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch));
      const bool done = SqliteDriver::open(path, Access::read_write, migrations).has_value();
      ::_exit(done ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    migrated = WIFEXITED(status);
    if (migrated) REQUIRE(WEXITSTATUS(status) == 0);

    const std::int64_t version = number(path, "PRAGMA user_version");
    REQUIRE((version == next || version == next - 1));
    REQUIRE((version == next || !migrated));
    const bool is_new = version == next;
    REQUIRE(number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == (is_new ? 1 : 0));
    REQUIRE(number(path, "SELECT count(*) FROM pragma_table_info('setting') WHERE name = 'note'") == (is_new ? 1 : 0));
    REQUIRE(number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'setting_before'") == 0);
    REQUIRE(number(path, "SELECT count(*) FROM setting") == kSettings);
    if (is_new) {
      REQUIRE(number(path, "SELECT count(*) FROM extra") == kSettings);
      // The copy was whole before anything changed.
      REQUIRE(number(copy, "PRAGMA user_version") == next - 1);
      REQUIRE(number(copy, "SELECT count(*) FROM setting") == kSettings);
      // Killed after the commit: the next start finds nothing left to do.
      must(SqliteDriver::open(path, Access::read_write, migrations));
      if (migrated) break;
      fs::remove(with_suffix(path, "-wal"));
      fs::remove(with_suffix(path, "-shm"));
      fs::copy_file(original, path, fs::copy_options::overwrite_existing);
      continue;
    }
    // The program of before still opens it.
    REQUIRE(get(get(test.open()->read())->setting("name 7")) == std::string(100, 'x'));
  }
  // The child was stopped within the copy, within the migration, and behind it.
  CHECK(killed > 25);
  CHECK_FALSE(fs::exists(with_suffix(path, "-journal")));
}
