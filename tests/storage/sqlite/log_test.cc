// SPDX-License-Identifier: Apache-2.0
// Whoever writes past the program, into the file itself, is found out by the chain of the log.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

void log_three(const TestStore& test) {
  const auto store = test.open();
  for (const char* id : {"a", "b", "c"}) {
    const auto write = get(store->write());
    model::CommandEntry entry;
    entry.id = id;
    entry.by = "lin";
    entry.kind = "task.done";
    entry.body = R"({"task":"t"})";
    entry.digest = "d";
    entry.answer = "{}";
    entry.applied_at = 1'767'225'600'000;
    must(write->add_command(entry));
    must(write->commit());
  }
}

// The words of what doctor finds broken; empty where all is well.
std::string broken_words(const TestStore& test) {
  std::string words;
  for (const Finding& finding : get(test.open()->examine())) {
    if (finding.level == Finding::Level::broken) words += finding.words.en;
  }
  return words;
}

void write_past(const TestStore& test, const std::string& statement) {
  for (const auto& file : std::filesystem::directory_iterator(test.folder())) {
    if (file.path().extension() != ".db") continue;
    SQLite::Database database(file.path().string(), SQLite::OPEN_READWRITE);
    database.exec(statement);
    return;
  }
  FAIL("no database");
}

}  // namespace

TEST_CASE("doctor tells where the log was changed") {
  const auto [statement, first] = GENERATE(table<const char*, const char*>({
      {"UPDATE command SET by_person = 'mei' WHERE command_id = 'b'", "b"},
      {"UPDATE command SET body = '{}' WHERE command_id = 'b'", "b"},
      {"UPDATE command SET applied_at = applied_at + 1 WHERE command_id = 'a'", "a"},
      {"UPDATE command SET answer = '{\"x\":1}' WHERE command_id = 'c'", "c"},
      {"DELETE FROM command WHERE command_id = 'b'", "c"},
      {"UPDATE command SET chain = '' WHERE command_id = 'c'", "c"},
      {"UPDATE command SET sequence_no = 4 WHERE command_id = 'c'", "c"},
  }));
  CAPTURE(statement);
  const TestStore test("sqlite");
  log_three(test);
  CHECK(broken_words(test).empty());
  write_past(test, statement);
  CHECK(broken_words(test).find(std::string("from ") + first + " on") != std::string::npos);
}

TEST_CASE("a body may be emptied when its time is over") {
  const TestStore test("sqlite");
  log_three(test);
  write_past(test, "UPDATE command SET body = '' WHERE command_id = 'b'");
  CHECK(broken_words(test).empty());
}

TEST_CASE("what is written past the program is found behind the beginning that was removed, too") {
  const auto [statement, first] = GENERATE(table<const char*, const char*>({
      {"UPDATE command SET by_person = 'mei' WHERE command_id = 'b'", "b"},
      {"UPDATE command SET about = 'mei' WHERE command_id = 'c'", "c"},
      {"UPDATE command SET acting_for = 'mei' WHERE command_id = 'c'", "c"},
      {"DELETE FROM command WHERE command_id = 'b'", "c"},
      {"DELETE FROM setting WHERE name = 'log.anchor'", "b"},
      {"UPDATE setting SET value = '1 x' WHERE name = 'log.anchor'", "b"},
      {"UPDATE setting SET value = 'nonsense' WHERE name = 'log.anchor'", "b"},
      {"UPDATE setting SET value = '0 ' WHERE name = 'log.anchor'", "b"},
      {"UPDATE command SET chain = '' WHERE command_id = 'b'", "b"},
  }));
  CAPTURE(statement);
  const TestStore test("sqlite");
  log_three(test);
  write_past(test, "UPDATE command SET applied_at = 0 WHERE command_id = 'a'");
  {
    const auto store = test.open();
    const auto write = get(store->write());
    CHECK(get(write->remove_before(model::Retained::log, Day{1})) == 1);
    must(write->commit());
  }
  CHECK(broken_words(test).empty());
  write_past(test, statement);
  CHECK(broken_words(test).find(std::string("from ") + first + " on") != std::string::npos);
}

TEST_CASE("a beginning from before the chain may be removed, and the rest is a chain") {
  const TestStore test("sqlite");
  log_three(test);
  write_past(test, "DELETE FROM command WHERE command_id = 'c'");
  write_past(test, "UPDATE command SET chain = '', applied_at = 0");
  {
    const auto store = test.open();
    const auto write = get(store->write());
    CHECK(get(write->remove_before(model::Retained::log, Day{1})) == 1);
    must(write->commit());
  }
  CHECK(broken_words(test).empty());
  {
    const auto store = test.open();
    const auto write = get(store->write());
    model::CommandEntry entry;
    entry.id = "d";
    must(write->add_command(entry));
    must(write->commit());
  }
  CHECK(broken_words(test).empty());
}

TEST_CASE("a gap at the beginning is not hidden by removing what is around it") {
  const TestStore test("sqlite");
  log_three(test);
  write_past(test, "DELETE FROM command WHERE command_id = 'b'");
  write_past(test, "UPDATE command SET applied_at = 0 WHERE command_id = 'a'");
  {
    const auto store = test.open();
    const auto write = get(store->write());
    CHECK(get(write->remove_before(model::Retained::log, Day{1})) == 1);
    must(write->commit());
  }
  CHECK(broken_words(test).find("from c on") != std::string::npos);
}
