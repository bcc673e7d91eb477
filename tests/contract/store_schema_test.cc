// SPDX-License-Identifier: Apache-2.0
// Both schemas describe the same tables, and keep to their rules.
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "storage/sql/migration.h"
#include "storage/sqlite/format.h"
#ifdef RIGONG_POSTGRES
#include "storage/postgres/driver.h"
#endif

using namespace rigong::storage;

namespace {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::string> keys;  // The columns of PRIMARY KEY, UNIQUE and FOREIGN KEY, as written.
  std::string comment;
};

// Reads the schema files as they are written: one column a line.
std::map<std::string, Table> tables_of(std::span<const sql::Migration> schema) {
  static const std::regex kTable("CREATE TABLE (\\w+) \\(");
  static const std::regex kColumn("  ([a-z]\\w*) (\\w+).*");
  static const std::regex kKey("  (?:PRIMARY KEY|UNIQUE|FOREIGN KEY) \\(([^)]*)\\).*");
  static const std::regex kAdded("ALTER TABLE (\\w+) ADD COLUMN (\\w+) .*");
  static const std::regex kIndex("CREATE (?:UNIQUE )?INDEX \\w+ ON (\\w+) \\(([^)]*)\\).*");
  std::map<std::string, Table> tables;
  for (const sql::Migration& migration : schema) {
    std::istringstream lines(migration.text);
    std::string line;
    std::string before;
    Table* open = nullptr;
    for (; std::getline(lines, line); before = line) {
      std::smatch match;
      if (std::regex_match(line, match, kTable)) {
        open = &tables[match[1]];
        open->comment = before;
      } else if (line.starts_with(")")) {
        open = nullptr;
      } else if (std::regex_match(line, match, kAdded)) {
        tables[match[1]].columns.push_back(match[2]);
      } else if (std::regex_match(line, match, kIndex)) {
        tables[match[1]].keys.push_back(match[2]);
      } else if (open != nullptr && std::regex_match(line, match, kKey)) {
        open->keys.push_back(match[1]);
      } else if (open != nullptr && std::regex_match(line, match, kColumn)) {
        open->columns.push_back(match[1]);
        if (line.find("PRIMARY KEY") != std::string::npos) open->keys.push_back(match[1]);
      }
    }
  }
  return tables;
}

void check_rules(const std::map<std::string, Table>& tables) {
  CHECK(tables.size() > 20);
  for (const auto& [name, table] : tables) {
    CAPTURE(name);
    CHECK(table.comment.starts_with("-- "));
    if (name == "schema_version") continue;
    REQUIRE_FALSE(table.keys.empty());
    for (const std::string& key : table.keys) {
      CAPTURE(key);
      CHECK(key.starts_with("team_id"));
    }
  }
}

}  // namespace

TEST_CASE("Every table has a comment, and every key begins with the team", "[store]") {
  check_rules(tables_of(sqlite::schema()));
#ifdef RIGONG_POSTGRES
  check_rules(tables_of(postgres::schema()));
#endif
}

TEST_CASE("Every SQLite table is strict", "[store]") {
  for (const sql::Migration& migration : sqlite::schema()) {
    const std::string text = migration.text;
    for (std::size_t at = text.find("CREATE TABLE"); at != std::string::npos; at = text.find("CREATE TABLE", at + 1)) {
      const std::size_t end = text.find("\n)", at);
      CAPTURE(text.substr(at, 40));
      CHECK(text.substr(end, 10) == "\n) STRICT" + text.substr(end + 9, 1));
    }
  }
}

#ifdef RIGONG_POSTGRES
TEST_CASE("Both schemas have the same tables with the same columns and keys", "[store]") {
  const auto first = tables_of(sqlite::schema());
  auto second = tables_of(postgres::schema());
  second.erase("schema_version");
  REQUIRE(first.size() == second.size());
  for (const auto& [name, table] : first) {
    CAPTURE(name);
    REQUIRE(second.contains(name));
    CHECK(table.columns == second[name].columns);
    CHECK(table.keys == second[name].keys);
  }
}

TEST_CASE("No word of a failed connection holds the password", "[store]") {
  for (const char* url : {"postgresql://rigong:canary@127.0.0.1:1/x", "postgresql://rigong:canary@/x?host=/nowhere",
                          "postgresql://rigong:can%zzary@host/x", "postgresql://rigong:canary@host/x?no_such_option=canary",
                          "postgresql://canary", "postgresql://[canary"}) {
    CAPTURE(url);
    const auto opened = postgres::PostgresDriver::open(rigong::Secret(url), Access::read_write, postgres::schema());
    REQUIRE_FALSE(opened.has_value());
    const std::string words = opened.error().words.en + opened.error().words.zh;
    // A host is named, so that the person can look for it; whatever may be a password is not.
    if (std::string(url) != "postgresql://canary") CHECK(words.find("canary") == std::string::npos);
    CHECK(words.find("zzary") == std::string::npos);
    CHECK((opened.error().kind == rigong::ErrorKind::unavailable || opened.error().kind == rigong::ErrorKind::wrong_use));
  }
}
#endif
