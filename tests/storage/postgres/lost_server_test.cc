// SPDX-License-Identifier: Apache-2.0
// The server goes away in the middle: nothing half, the caller is told, and the next attempt works.
#ifdef RIGONG_POSTGRES

#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <pqxx/pqxx>
#include <thread>

#include "storage/postgres/driver.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

constexpr TimeMs kMay = 1'777'593'600'000;  // 2026-05-01T00:00:00Z

bool is_here() { return !rigong::testing::postgres_server_url().empty(); }

// Ends every session of the store, as a restart of the server does.
void end_sessions() {
  pqxx::connection connection(rigong::testing::postgres_server_url());
  pqxx::nontransaction work(connection);
  const auto left = [&] {
    return work.exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rigong'").size();
  };
  for (int attempt = 0; left() > 0; ++attempt) {
    REQUIRE(attempt < 1000);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

// What kill -9 of one of its processes does: the server throws all others out and reads its log again.
void crash_server() {
  pqxx::connection connection(rigong::testing::postgres_server_url());
  pqxx::nontransaction work(connection);
  const auto pid = work.exec1("SELECT pg_backend_pid()")[0].as<int>();
  REQUIRE(::kill(pid, SIGKILL) == 0);
}

// The same, and until it serves again: from then on no session of before is alive, which a transaction in its middle must find
// out.
void crash_server_until_it_serves() {
  pqxx::connection witness(rigong::testing::postgres_server_url());
  crash_server();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const auto fails = [](const auto& attempt) {
    try {
      attempt();
      return false;
    } catch (const pqxx::broken_connection&) {
      return true;
    } catch (const pqxx::sql_error&) {  // "terminating connection because of crash of another server process"
      return true;
    }
  };
  const auto wait_until = [&](bool failing, const auto& attempt) {
    while (fails(attempt) != failing) {
      REQUIRE(std::chrono::steady_clock::now() < deadline);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  };
  // New sessions are refused from the moment the server knows until the last old one is gone and its log is read.
  wait_until(true, [&] { pqxx::nontransaction(witness).exec("SELECT 1"); });
  wait_until(false, [] { const pqxx::connection again(rigong::testing::postgres_server_url()); });
}

// One batch, step by step; the cursor says that its messages are there.
std::vector<std::function<Status(WriteTransaction&)>> steps() {
  std::vector<model::HashedMessage> messages(40);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    messages[i].conversation = hash_of(std::to_string(i % 7));
    messages[i].customer = messages[i].conversation;
    messages[i].key = i + 1;
    messages[i].sent_at = kMay + static_cast<TimeMs>(i);
  }
  const auto status = [](const auto& result) { return result ? Status() : Status(fail(result.error())); };
  return {
      [=](WriteTransaction& write) {
        return status(write.ensure_account({0, "a", "files", "files", "main"}));
      },
      [=](WriteTransaction& write) { return status(write.add_messages(1, messages)); },
      [=](WriteTransaction& write) {
        model::Turn turn;
        turn.day = Day{20574};
        return write.replace_facts({1, 1}, {{turn}, {}, {}, {}});
      },
      [=](WriteTransaction& write) { return write.replace_day_figures("main", Day{20574}, {}); },
      [=](WriteTransaction& write) { return write.set_cursor(1, "messages", "40"); },
      [=](WriteTransaction& write) { return write.commit(); },
  };
}

// A server that starts again refuses for a moment.
template <class Try>
void until_it_works(Try attempt) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (;;) {
    const Status done = attempt();
    if (done) return;
    INFO(done.error().words.en);
    REQUIRE(done.error().kind == ErrorKind::unavailable);
    REQUIRE(std::chrono::steady_clock::now() < deadline);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

// A server that crashed takes a moment to end every session, so even this may have to be asked twice.
std::size_t messages_in(Store& store) {
  std::size_t count = 0;
  until_it_works([&]() -> Status {
    RIGONG_ASSIGN(const auto view, store.read());
    count = 0;
    for (model::ConversationNo number = 1; number <= 7; ++number) {
      const auto records = view->conversation({1, number});
      if (records)
        count += records->messages.size();
      else if (records.error().kind == ErrorKind::unavailable)
        return tl::make_unexpected(records.error());
    }
    return {};
  });
  return count;
}

Status whole_batch(Store& store) {
  RIGONG_ASSIGN(const auto write, store.write());
  for (const auto& step : steps()) RIGONG_TRY(step(*write));
  return {};
}

void check_lost_before(std::size_t lost_at, const std::function<void()>& lose) {
  const TestStore test("postgres");
  const auto store = test.open();
  {
    const auto write = get(store->write());
    Status done;
    const auto all = steps();
    for (std::size_t i = 0; i < all.size() && done; ++i) {
      if (i == lost_at) lose();
      done = all[i](*write);
      // Whatever needs no answer of the server may still succeed, but never the commit.
      if (i < lost_at) REQUIRE(done);
    }
    // A crash takes a moment to reach every session, so a commit may come before it.
    if (done) {
      REQUIRE(lost_at + 1 == all.size());
    } else {
      INFO(done.error().words.en);
      CHECK(done.error().kind == ErrorKind::unavailable);
      CHECK_FALSE(done.error().words.zh.empty());
      // There is no way on from here.
      CHECK_FALSE(write->set_setting("a", "1"));
      CHECK_FALSE(write->commit());
    }
  }
  std::string cursor = "?";
  until_it_works([&]() -> Status {
    RIGONG_ASSIGN(const auto view, store->read());
    RIGONG_ASSIGN(cursor, view->cursor(1, "messages"));
    return {};
  });
  // A server that crashes while it commits may have done so before its answer was lost: then everything is there, never a part.
  const bool kept = !cursor.empty();
  if (kept) CHECK(lost_at + 1 == steps().size());
  CHECK(messages_in(*store) == (kept ? 40 : 0));
  // The same store object, the whole transaction again: everything, once.
  until_it_works([&] { return whole_batch(*store); });
  CHECK(messages_in(*store) == 40);
  CHECK(get(get(store->read())->cursor(1, "messages")) == "40");
  CHECK(get(get(store->read())->change_number()) == (kept ? 2 : 1));
}

}  // namespace

TEST_CASE("Sessions that end in mid-transaction leave nothing, and the whole transaction can be tried again") {
  if (!is_here()) return;
  for (std::size_t step = 0; step < steps().size(); ++step) {
    CAPTURE(step);
    check_lost_before(step, end_sessions);
  }
}

TEST_CASE("A server that crashes in mid-transaction leaves nothing, and the whole transaction can be tried again") {
  if (!is_here()) return;
  check_lost_before(2, crash_server_until_it_serves);
  // A commit races with the crash: it may come before it, be lost in it, or be done without an answer.
  check_lost_before(steps().size() - 1, crash_server);
}

TEST_CASE("Readers whose server went away are told, and the next ones read again") {
  if (!is_here()) return;
  const TestStore test("postgres");
  const auto store = test.open();
  must(whole_batch(*store));
  {
    const auto view = get(store->read());
    end_sessions();
    const auto lost = view->cursor(1, "messages");
    REQUIRE_FALSE(lost.has_value());
    CHECK(lost.error().kind == ErrorKind::unavailable);
  }
  CHECK(messages_in(*store) == 40);
}

TEST_CASE("Sessions that end between two statements of a migration leave the database as it was") {
  if (!is_here()) return;
  const TestStore test("postgres");
  must(whole_batch(*test.open()));
  const Secret url(rigong::testing::postgres_server_url());
  const int next = postgres::schema().back().number + 1;
  const std::vector<std::string> statements = {"CREATE TABLE extra (name text PRIMARY KEY, value text NOT NULL);",
                                               "INSERT INTO extra SELECT name, value FROM setting ON CONFLICT DO NOTHING;",
                                               "ALTER TABLE setting ADD COLUMN note text;"};
  const auto number = [&](const std::string& question) {
    pqxx::connection connection(rigong::testing::postgres_server_url());
    pqxx::nontransaction work(connection);
    return work.exec1(question)[0].as<int>();
  };
  for (std::size_t place = 0; place <= statements.size(); ++place) {
    CAPTURE(place);
    std::string text;
    for (std::size_t i = 0; i <= statements.size(); ++i) {
      if (i == place) text += "SELECT pg_terminate_backend(pg_backend_pid());";
      if (i < statements.size()) text += statements[i];
    }
    std::vector<sql::Migration> migrations(postgres::schema().begin(), postgres::schema().end());
    migrations.push_back({next, "test", text.c_str()});
    const auto opened = postgres::PostgresDriver::open(url, Access::read_write, migrations);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().kind == ErrorKind::unavailable);
    CHECK(number("SELECT version FROM schema_version") == next - 1);
    CHECK(number("SELECT count(*) FROM pg_class WHERE relname = 'extra'") == 0);
    CHECK(number("SELECT count(*) FROM pg_attribute WHERE attrelid = 'setting'::regclass AND attname = 'note'") == 0);
    // The program of before goes on.
    CHECK(messages_in(*test.open()) == 40);
  }
}

#endif
