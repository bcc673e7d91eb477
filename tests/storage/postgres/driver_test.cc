// SPDX-License-Identifier: Apache-2.0
// How an older database is brought up to date.
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#ifdef RIGONG_POSTGRES
#include "storage/postgres/connection.h"
#include "storage/postgres/driver.h"
#include "storage/sql/store.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using namespace rigong::storage::postgres;
using rigong::testing::get;
using rigong::testing::must;

TEST_CASE("Room is given back in every table of the team's") {
  const std::string server = rigong::testing::postgres_server_url();
  if (server.empty()) {
    WARN("postgresql-15 is not installed");
    SUCCEED();
    return;
  }
  must(get(PostgresConnection::open(Secret(server)))->execute("CREATE SCHEMA roomy"));
  const Secret url(server + "&options=-csearch_path%3Droomy");
  const auto driver = get(PostgresDriver::open(url, Access::read_write, schema()));
  must(driver->purge());
  const auto connection = get(PostgresConnection::open(url));
  const auto left = [&] {
    return get(
        connection->text("SELECT string_agg(relname, ' ') FROM pg_stat_user_tables WHERE schemaname = 'roomy' AND "
                         "relname <> 'schema_version' AND last_vacuum IS NULL"));
  };
  // The server tells of it a moment later.
  for (int i = 0; i < 100 && !left().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(left().empty());
  CHECK(get(connection->integer("SELECT count(*) FROM pg_stat_user_tables WHERE schemaname = 'roomy'", 0)) > 30);
}

TEST_CASE("A database of the first schema is brought up to date with all that is in it") {
  const std::string server = rigong::testing::postgres_server_url();
  if (server.empty()) {
    WARN("postgresql-15 is not installed");
    SUCCEED();
    return;
  }
  // A schema of its own stands for a database of its own.
  must(get(PostgresConnection::open(Secret(server)))->execute("CREATE SCHEMA older"));
  const Secret url(server + "&options=-csearch_path%3Dolder");
  must(PostgresDriver::open(url, Access::read_write, schema().first(1)));
  must(get(PostgresConnection::open(url))
           ->execute(
               "INSERT INTO team VALUES (1, 5, 1, 2, 1, 1); "
               "INSERT INTO member VALUES (1, 'bai', '白一', '售前', NULL, NULL); INSERT INTO rep VALUES (1, 1, 0, '', 'bai')"));
  CHECK(PostgresDriver::open(url, Access::read_only, schema()).error().kind == ErrorKind::refused);
  sql::SqlStore store(get(PostgresDriver::open(url, Access::read_write, schema())), 1);
  {
    const auto view = get(store.read());
    CHECK(get(view->members()) ==
          std::vector{model::Member{"bai", "白一", "售前", model::MemberRole::rep, std::nullopt, std::nullopt}});
    CHECK(get(view->change_number()) == 5);
  }
  const auto write = get(store.write());
  must(write->put_member({"bai", "白一", "售前", model::MemberRole::lead, std::nullopt, std::nullopt}));
  must(write->commit());
  CHECK(get(get(store.read())->members()).front().role == model::MemberRole::lead);
}

TEST_CASE("A database from before there were talks is brought up to date, and takes them") {
  const std::string server = rigong::testing::postgres_server_url();
  if (server.empty()) {
    WARN("postgresql-15 is not installed");
    SUCCEED();
    return;
  }
  must(get(PostgresConnection::open(Secret(server)))->execute("CREATE SCHEMA silent"));
  const Secret url(server + "&options=-csearch_path%3Dsilent");
  must(PostgresDriver::open(url, Access::read_write, schema().first(10)));
  sql::SqlStore store(get(PostgresDriver::open(url, Access::read_write, schema())), 1);
  CHECK(get(get(store.read())->talks("", Day{0}, Day{40000})).empty());
  model::Talk talk;
  talk.id = "t";
  talk.person = "bai";
  talk.week = Day{20780};
  talk.version = 1;
  const auto write = get(store.write());
  must(write->put_talk(talk));
  must(write->commit());
  CHECK(get(get(store.read())->talk("bai", talk.week)) == talk);
}
#endif
