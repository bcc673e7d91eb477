// SPDX-License-Identifier: Apache-2.0
// Which files are opened, and how older ones are brought up to date.
#include "storage/sqlite/format.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "storage/sqlite/driver.h"
#include "storage/sqlite/files.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using namespace rigong::storage::sqlite;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TempFolder;
using rigong::testing::TestStore;

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::vector<sql::Migration> with(const std::vector<sql::Migration>& more) {
  std::vector<sql::Migration> migrations(schema().begin(), schema().end());
  migrations.insert(migrations.end(), more.begin(), more.end());
  return migrations;
}

void fill(const TestStore& test) {
  const auto store = test.open();
  const auto write = get(store->write());
  must(write->set_setting("a", "1"));
  must(write->commit());
}

std::int64_t number(const fs::path& path, const std::string& question) {
  return get(get(SqliteConnection::open(path, Role::reader))->integer(question));
}

}  // namespace

TEST_CASE("A new file is ours, private and in WAL mode") {
  const TestStore test("sqlite");
  const auto store = test.open();
  const fs::path path = test.folder() / "rigong.db";
  CHECK(number(path, "PRAGMA application_id") == kApplicationId);
  CHECK(number(path, "PRAGMA user_version") == schema().back().number);
  CHECK(number(path, "PRAGMA auto_vacuum") == 2);
  CHECK(get(get(SqliteConnection::open(path, Role::reader))->text("PRAGMA journal_mode")) == "wal");
  for (const char* suffix : {"", "-wal", "-shm"}) {
    CAPTURE(suffix);
    CHECK(fs::exists(with_suffix(path, suffix)));
    CHECK_FALSE(open_to_others(with_suffix(path, suffix)));
  }
}

TEST_CASE("Every connection is set to be safe") {
  const TestStore test("sqlite");
  const auto store = test.open();
  for (const Role role : {Role::writer, Role::reader}) {
    const auto connection = get(SqliteConnection::open(test.folder() / "rigong.db", role));
    const auto value = [&](const std::string& name) { return get(connection->integer("PRAGMA " + name)); };
    CHECK(value("foreign_keys") == 1);
    CHECK(value("trusted_schema") == 0);
    CHECK(value("cell_size_check") == 1);
    CHECK(value("busy_timeout") == 5000);
    CHECK(value("mmap_size") == 0);
    if (role == Role::writer) {
      CHECK(value("synchronous") == 2);
      CHECK(value("secure_delete") == 2);
    } else {
      CHECK(value("wal_autocheckpoint") == 0);
      CHECK(value("query_only") == 1);
    }
    CHECK_FALSE(connection->execute("ATTACH ':memory:' AS other").has_value());
    CHECK_FALSE(connection->execute("SELECT load_extension('x')").has_value());
    CHECK_FALSE(connection->execute("UPDATE sqlite_schema SET sql = ''").has_value());
  }
}

TEST_CASE("A file of somebody else is refused untouched") {
  const TestStore test("sqlite");
  const fs::path path = test.folder() / "rigong.db";
  const auto refused = [&] {
    const std::string before = content(path);
    for (const Access access : {Access::read_write, Access::read_only}) {
      const auto opened = open_store(test.options(access));
      REQUIRE_FALSE(opened.has_value());
      CHECK(opened.error().kind == ErrorKind::refused);
      CHECK(opened.error().words.en.find("untouched") != std::string::npos);
    }
    CHECK(content(path) == before);
    CHECK_FALSE(fs::exists(with_suffix(path, "-wal")));
  };
  write_file(path, "just some text that is longer than a header of one hundred bytes would be, so that it could be one, nearly");
  refused();
  fs::remove(path);
  {
    must(create_private_file(path));
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute("PRAGMA application_id = 77; CREATE TABLE other (a)"));
  }
  refused();
  fs::remove(path);
  {
    must(create_private_file(path));
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute("CREATE TABLE other (a)"));
  }
  refused();
}

TEST_CASE("A file whose making was cut short is made anew") {
  const TestStore test("sqlite");
  const fs::path path = test.folder() / "rigong.db";
  {
    // One page, as a full disk leaves it behind.
    must(create_private_file(path));
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = DELETE; PRAGMA user_version = 0"));
  }
  REQUIRE(fs::file_size(path) == 4096);
  CHECK(open_store(test.options(Access::read_only)).error().kind == ErrorKind::not_found);
  fill(test);
  CHECK(number(path, "PRAGMA user_version") == schema().back().number);
  CHECK(number(path, "PRAGMA auto_vacuum") == 2);
  fs::remove(path);
  // One page of somebody else is theirs.
  {
    must(create_private_file(path));
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute("PRAGMA journal_mode = DELETE; CREATE VIEW other AS SELECT 1"));
  }
  const std::string before = content(path);
  CHECK(open_store(test.options()).error().kind == ErrorKind::refused);
  CHECK(content(path) == before);
}

TEST_CASE("A file of a newer version is refused untouched") {
  const TestStore test("sqlite");
  fill(test);
  const fs::path path = test.folder() / "rigong.db";
  {
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute("PRAGMA user_version = 999"));
  }
  const std::string before = content(path);
  for (const Access access : {Access::read_write, Access::read_only}) {
    const auto opened = open_store(test.options(access));
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().kind == ErrorKind::refused);
    CHECK(opened.error().words.en.find("newer") != std::string::npos);
  }
  CHECK(content(path) == before);
}

TEST_CASE("Links are not followed") {
  const TestStore test("sqlite");
  fill(test);
  const fs::path path = test.folder() / "rigong.db";
  const fs::path elsewhere = test.folder() / "elsewhere";
  write_file(elsewhere, "");
  SECTION("the file") {
    fs::rename(path, elsewhere);
    fs::create_symlink(elsewhere, path);
  }
  SECTION("its log") { fs::create_symlink(elsewhere, with_suffix(path, "-wal")); }
  SECTION("its index") { fs::create_symlink(elsewhere, with_suffix(path, "-shm")); }
  SECTION("a folder") {
    fs::remove(path);
    fs::create_directory(path);
  }
  for (const Access access : {Access::read_write, Access::read_only}) {
    const auto opened = open_store(test.options(access));
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().kind == ErrorKind::refused);
  }
}

TEST_CASE("A data folder behind a link is the person's own choice") {
  const TempFolder folder;
  fs::create_directory(folder.path() / "real");
  fs::create_directory_symlink(folder.path() / "real", folder.path() / "link");
  OpenOptions options;
  options.url = Secret("sqlite:rigong.db");
  options.data_dir = folder.path() / "link";
  CHECK(open_store(options).has_value());
  CHECK(fs::exists(folder.path() / "real" / "rigong.db"));
}

TEST_CASE("Addresses that are none are refused") {
  const TempFolder folder;
  OpenOptions options;
  options.data_dir = folder.path();
  for (const char* url : {"", "sqlite:", "rigong.db", "mysql://x"}) {
    options.url = Secret(url);
    CHECK(open_store(options).error().kind == ErrorKind::wrong_use);
  }
}

TEST_CASE("An older file is brought up to date after a verified copy") {
  const TestStore test("sqlite");
  fill(test);
  const fs::path path = test.folder() / "rigong.db";
  const int next = schema().back().number + 1;
  const auto migrations =
      with({{next, "test", "ALTER TABLE setting ADD COLUMN note TEXT; CREATE TABLE extra (a INTEGER) STRICT;"}});
  // Reading alone changes nothing.
  const auto reading = SqliteDriver::open(path, Access::read_only, migrations);
  REQUIRE_FALSE(reading.has_value());
  CHECK(reading.error().kind == ErrorKind::refused);
  must(SqliteDriver::open(path, Access::read_write, migrations));
  CHECK(number(path, "PRAGMA user_version") == next);
  CHECK(number(path, "SELECT count(*) FROM setting WHERE note IS NULL") == 1);
  CHECK(number(path, "PRAGMA foreign_keys") == 1);
  const fs::path copy = with_suffix(path, (".before-v" + std::to_string(next)).c_str());
  CHECK(number(copy, "PRAGMA user_version") == next - 1);
  CHECK(number(copy, "SELECT count(*) FROM setting") == 1);
  CHECK_FALSE(open_to_others(copy));
  // The program of before does not touch it any more; the next opening has nothing to do.
  CHECK(open_store(test.options()).error().kind == ErrorKind::refused);
  must(SqliteDriver::open(path, Access::read_write, migrations));
}

TEST_CASE("A migration that fails leaves the file as it was") {
  const TestStore test("sqlite");
  fill(test);
  const fs::path path = test.folder() / "rigong.db";
  const int next = schema().back().number + 1;
  CHECK_FALSE(SqliteDriver::open(
                  path, Access::read_write,
                  with({{next, "good", "CREATE TABLE extra (a INTEGER) STRICT"}, {next + 1, "bad", "CREATE TABLE setting (a)"}}))
                  .has_value());
  CHECK(number(path, "PRAGMA user_version") == next - 1);
  CHECK(number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == 0);
  CHECK(get(get(test.open()->read())->setting("a")) == "1");
  // References are checked before the end.
  const auto broken = SqliteDriver::open(path, Access::read_write,
                                         with({{next, "orphans", "INSERT INTO stream_cursor VALUES (1, 77, 'messages', 'x')"}}));
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().kind == ErrorKind::damaged);
  CHECK(number(path, "SELECT count(*) FROM stream_cursor") == 0);
}

TEST_CASE("A store that is open for reading leaves file and log alone") {
  const TestStore test("sqlite");
  const auto writer = test.open();
  {
    const auto write = get(writer->write());
    must(write->set_setting("a", "1"));
    must(write->commit());
  }
  const fs::path path = test.folder() / "rigong.db";
  const std::string file = content(path);
  const std::string log = content(with_suffix(path, "-wal"));
  CHECK_FALSE(log.empty());
  {
    const auto reader = test.open(Access::read_only);
    CHECK(get(get(reader->read())->setting("a")) == "1");
    must(reader->settle());
  }
  CHECK(content(path) == file);
  CHECK(content(with_suffix(path, "-wal")) == log);
  must(writer->settle());
  CHECK(content(path) != file);
  CHECK(content(with_suffix(path, "-wal")).empty());
}

TEST_CASE("The last reader does not fold a log that its writer left behind") {
  const TestStore test("sqlite");
  fill(test);
  const fs::path path = test.folder() / "rigong.db";
  // As after a crash: the log is there, its writer is not.
  {
    auto writer = test.open();
    {
      const auto write = get(writer->write());
      must(write->set_setting("a", "2"));
      must(write->commit());
    }
    fs::copy_file(path, test.folder() / "copy.db");
    fs::copy_file(with_suffix(path, "-wal"), test.folder() / "copy.db-wal");
  }
  const std::string file = content(test.folder() / "copy.db");
  const std::string log = content(test.folder() / "copy.db-wal");
  auto options = test.options(Access::read_only);
  options.url = Secret("sqlite:copy.db");
  {
    const auto reader = get(open_store(options));
    CHECK(get(get(reader->read())->setting("a")) == "2");
  }
  CHECK(content(test.folder() / "copy.db") == file);
  CHECK(content(test.folder() / "copy.db-wal") == log);
}

TEST_CASE("A file of the first schema is brought up to date with all that is in it") {
  const TestStore test("sqlite");
  const fs::path path = test.folder() / "rigong.db";
  must(create_private_file(path));
  must(SqliteDriver::open(path, Access::read_write, schema().first(1)));
  {
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute(
        "INSERT INTO team VALUES (1, 5, 1, 2, 1, 1); INSERT INTO member VALUES (1, 'bai', '白一', '售前', NULL, "
        "NULL); INSERT INTO rep VALUES (1, 1, 0, '', 'bai'); INSERT INTO setting VALUES (1, 'a', '1');"));
  }
  CHECK(open_store(test.options(Access::read_only)).error().kind == ErrorKind::refused);
  {
    const auto store = test.open();
    const auto view = get(store->read());
    CHECK(get(view->members()) ==
          std::vector{model::Member{"bai", "白一", "售前", model::MemberRole::rep, std::nullopt, std::nullopt}});
    CHECK(get(view->change_number()) == 5);
    CHECK(get(view->setting("a")) == "1");
    CHECK(get(view->sheets("", Day{0}, Day{40000})).empty());
  }
  const fs::path copy = with_suffix(path, (".before-v" + std::to_string(schema().back().number)).c_str());
  CHECK(number(copy, "PRAGMA user_version") == 1);
  CHECK(number(copy, "SELECT count(*) FROM member") == 1);
  CHECK(number(copy, "SELECT count(*) FROM sqlite_schema WHERE name = 'sheet'") == 0);
}

TEST_CASE("A file of the fifth schema is brought up to date: what is new stands at its beginning") {
  const TestStore test("sqlite");
  const fs::path path = test.folder() / "rigong.db";
  must(create_private_file(path));
  must(SqliteDriver::open(path, Access::read_write, schema().first(5)));
  const std::string hash(64, 'a');
  {
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute(
        "INSERT INTO team VALUES (1, 5, 1, 2, 1, 1);"
        "INSERT INTO member (team_id, member_id, name, group_name, role) VALUES (1, 'bai', '白一', '售前', 1);"
        "INSERT INTO page_session VALUES (1, '" +
        hash +
        "', 's1', 1000, 2000);"
        "INSERT INTO command (team_id, command_id, by_person, kind, body, digest, answer, applied_at, sequence_no) "
        "VALUES (1, 'a', 'bai', 'sheet.sign', '{}', 'd', '{}', 1000, 1);"));
  }
  {
    const auto store = test.open();
    const auto view = get(store->read());
    CHECK(get(view->members()) == std::vector{model::Member{"bai", "白一", "售前", model::MemberRole::lead, std::nullopt,
                                                            std::nullopt, model::Track::unset, model::Stage::by_time}});
    CHECK(get(view->page_sessions()) == std::vector{model::PageSession{std::string(32, '\xaa'), "s1", 1000, 2000, "", ""}});
    const auto entry = get(view->command("a"));
    CHECK(entry->about.empty());
    CHECK(entry->acting_for.empty());
    CHECK(get(view->leaves(Day{0}, Day{40000})).empty());
    CHECK(get(view->published(model::PublishedKind::notice)).empty());
  }
  for (const Finding& finding : get(test.open()->examine())) CHECK(finding.level != Finding::Level::broken);
}

TEST_CASE("A file from before there were talks is brought up to date, and takes them") {
  const TestStore test("sqlite");
  const fs::path path = test.folder() / "rigong.db";
  must(create_private_file(path));
  must(SqliteDriver::open(path, Access::read_write, schema().first(11)));
  CHECK(number(path, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'talk%'") == 0);
  {
    const auto connection = get(SqliteConnection::open(path, Role::writer));
    must(connection->execute(
        "INSERT INTO team VALUES (1, 5, 1, 2, 1, 1);"
        "INSERT INTO named_period VALUES (1, 'p', 0, 0, '双11', '', '', 20780, 20781, NULL, NULL, 0, 'chen', 1, 0, '', 0, 0);"));
  }
  const auto store = test.open();
  CHECK(get(get(store->read())->named_periods()).size() == 1);
  CHECK(get(get(store->read())->talks("", Day{0}, Day{40000})).empty());
  model::Talk talk;
  talk.id = "t";
  talk.person = "bai";
  talk.week = Day{20780};
  talk.version = 1;
  {
    const auto write = get(store->write());
    must(write->put_talk(talk));
    must(write->commit());
  }
  CHECK(get(get(store->read())->talk("bai", talk.week)) == talk);
  for (const Finding& finding : get(store->examine())) CHECK(finding.level != Finding::Level::broken);
}

TEST_CASE("A damaged row gives no role, track, stage or state that there is not") {
  const TestStore test("sqlite");
  {
    const auto store = test.open();
    const auto write = get(store->write());
    must(write->put_member({"bai", "白一", "", model::MemberRole::lead, std::nullopt, std::nullopt}));
    model::Contest contest;
    contest.id = "c";
    contest.person = "bai";
    contest.state = model::Contest::State::refused;
    must(write->put_contest(contest));
    model::Talk talk;
    talk.id = "t";
    talk.person = "bai";
    talk.agreements = {{1, "x", "", 0, Day{1}, Day{1}, false, "", model::Verdict::missed, "", kNoTime}};
    talk.version = 1;
    must(write->put_talk(talk));
    must(write->commit());
  }
  {
    const auto connection = get(SqliteConnection::open(test.folder() / "rigong.db", Role::writer));
    must(
        connection->execute("UPDATE member SET role = 77, track = -1, stage = 4294967296; UPDATE contest SET about = 9, state = "
                            "9; UPDATE talk_agreement "
                            "SET verdict = 9"));
  }
  const auto store = test.open();
  const auto view = get(store->read());
  const auto member = get(view->members()).at(0);
  CHECK(member.role == model::MemberRole::rep);
  CHECK(member.track == model::Track::unset);
  CHECK(member.stage == model::Stage::by_time);
  CHECK(get(view->contest("c"))->about == model::Contest::About::figure);
  CHECK(get(view->contest("c"))->state == model::Contest::State::open);
  CHECK(get(view->talk("bai", Day{}))->agreements.at(0).verdict == model::Verdict::open);
}
