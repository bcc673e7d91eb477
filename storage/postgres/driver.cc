// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/driver.h"

#include <fmt/format.h>

#include "agent/late/late.h"
#include "storage/sql/examine.h"

namespace rigong::storage::postgres {
namespace {

constexpr std::chrono::milliseconds kPatience{5000};
constexpr std::size_t kMostAtRest = 4;
// "Rigo": the lock under which the schema is changed, so that two hubs that start at once do not both do it.
constexpr std::int64_t kSchemaLock = 0x5269676F;

Result<std::int64_t> schema_version(PostgresConnection& connection) {
  RIGONG_ASSIGN(const std::int64_t exists,
                connection.integer("SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_version')", 0));
  if (exists == 0) return 0;
  return connection.integer("SELECT version FROM schema_version", 0);
}

Status apply(PostgresConnection& connection, std::span<const sql::Migration> migrations) {
  RIGONG_TRY(connection.execute(fmt::format("SELECT pg_advisory_xact_lock({})", kSchemaLock)));
  RIGONG_ASSIGN(const std::int64_t version, schema_version(connection));
  for (const sql::Migration& migration : migrations) {
    if (migration.number > version) RIGONG_TRY(connection.execute(migration.text));
  }
  return connection.execute(
      fmt::format("DELETE FROM schema_version; INSERT INTO schema_version (version) VALUES ({})", migrations.back().number));
}

Status prepare_schema(PostgresConnection& connection, Access access, std::span<const sql::Migration> migrations) {
  RIGONG_ASSIGN(const std::int64_t version, schema_version(connection));
  const int newest = migrations.back().number;
  if (version == newest) return {};
  if (version > newest) {
    return fail(ErrorKind::refused,
                fmt::format("数据库由更新版本的日拱写成(格式 {},本程序支持到 {}),未做任何改动。请安装新版本。", version, newest),
                fmt::format("The database was written by a newer Rigong (format {}, this program knows up to {}) and was left "
                            "untouched. Install the newer version.",
                            version, newest));
  }
  if (access == Access::read_only) {
    const ErrorKind kind = version == 0 ? ErrorKind::not_found : ErrorKind::refused;
    return fail(kind, "数据库中还没有日拱的数据,或仍是旧格式。请先运行一次 rigong run。",
                "The database has no data of Rigong yet, or still in an older format. Run rigong run once first.");
  }
  RIGONG_TRY(connection.execute("BEGIN"));
  Status done = apply(connection, migrations);
  if (done) done = connection.execute("COMMIT");
  if (!done) static_cast<void>(connection.execute("ROLLBACK"));
  return done;
}

}  // namespace

PostgresDriver::PostgresDriver(Secret url, Access access) : url_(std::move(url)), access_(access) {}

Result<std::unique_ptr<sql::Driver>> PostgresDriver::open(const Secret& url, Access access,
                                                          std::span<const sql::Migration> migrations) {
  if (const std::string problem = late::libpq_problem(); !problem.empty()) {
    return fail(
        ErrorKind::refused,
        fmt::format("没有装好 PostgreSQL 的客户端库，连不上数据库（{}）。请运行 sudo apt-get install libpq5。", problem),
        fmt::format("PostgreSQL's client library is not installed, so the database cannot be asked ({}). Run sudo apt-get "
                    "install libpq5.",
                    problem));
  }
  std::unique_ptr<PostgresDriver> driver(new PostgresDriver(url, access));
  RIGONG_ASSIGN(auto connection, driver->connect());
  RIGONG_TRY(prepare_schema(*connection, access, migrations));
  driver->give_back(std::move(connection));
  return driver;
}

Result<std::unique_ptr<PostgresConnection>> PostgresDriver::connect() {
  {
    const std::lock_guard lock(mutex_);
    if (!at_rest_.empty()) {
      auto connection = std::move(at_rest_.back());
      at_rest_.pop_back();
      return connection;
    }
  }
  return PostgresConnection::open(url_);
}

void PostgresDriver::give_back(std::unique_ptr<PostgresConnection> connection) {
  connection->rollback();
  const std::lock_guard lock(mutex_);
  if (connection->alive()) {
    if (at_rest_.size() < kMostAtRest) at_rest_.push_back(std::move(connection));
  } else {
    // The server went away, and the others at rest most likely with it.
    at_rest_.clear();
  }
}

Result<sql::Loan> PostgresDriver::reader() {
  RIGONG_ASSIGN(auto connection, connect());
  return sql::Loan(connection.release(), [this](sql::Connection* lent) {
    give_back(std::unique_ptr<PostgresConnection>(static_cast<PostgresConnection*>(lent)));
  });
}

Result<sql::Loan> PostgresDriver::writer() {
  if (access_ == Access::read_only) {
    return fail(ErrorKind::refused, "数据库以只读方式打开,不能写入。",
                "The database was opened for reading only and is not written.");
  }
  if (!writing_.enter(kPatience)) {
    return fail(ErrorKind::busy, "另一个写入正在进行,请稍后重试。", "Another write is under way. Try again shortly.");
  }
  auto connection = connect();
  if (!connection) {
    writing_.leave();
    return fail(std::move(connection).error());
  }
  return sql::Loan(connection->release(), [this](sql::Connection* lent) {
    give_back(std::unique_ptr<PostgresConnection>(static_cast<PostgresConnection*>(lent)));
    writing_.leave();
  });
}

// Gives the room of removed rows back to the tables. What the server still holds of them is its owner's to look after: rests of
// rows in pages that are not yet written over (VACUUM FULL, or the next rows), the server's own log, its replicas and backups.
Status PostgresDriver::purge() {
  if (access_ == Access::read_only) {
    return fail(ErrorKind::refused, "数据库以只读方式打开,不能写入。",
                "The database was opened for reading only and is not written.");
  }
  RIGONG_ASSIGN(const sql::Loan loan, reader());
  auto& connection = static_cast<PostgresConnection&>(*loan);
  // Every table of the team's, so that none that is added later is forgotten.
  RIGONG_ASSIGN(
      const std::string tables,
      connection.text("SELECT string_agg(quote_ident(table_name), ', ' ORDER BY table_name) FROM information_schema.columns "
                      "WHERE table_schema = current_schema() AND column_name = 'team_id'"));
  // Without a table's name the statement would mean every table of the database.
  if (tables.empty()) return {};
  // Outside of a transaction, as it must be. A table that somebody else is cleaning is left to them.
  return connection.execute("VACUUM (SKIP_LOCKED) " + tables);
}

Result<std::vector<Finding>> PostgresDriver::examine(model::TeamId team) {
  std::vector<Finding> findings;
  RIGONG_ASSIGN(const sql::Loan loan, reader());
  auto& connection = static_cast<PostgresConnection&>(*loan);
  RIGONG_ASSIGN(const std::int64_t version, schema_version(connection));
  RIGONG_ASSIGN(const std::int64_t server, connection.integer("SELECT current_setting('server_version_num')::bigint / 10000", 0));
  RIGONG_ASSIGN(const std::int64_t standby, connection.integer("SELECT pg_is_in_recovery()::int", 0));
  findings.push_back(sql::good(fmt::format("数据格式 {},PostgreSQL {}。", version, server),
                               fmt::format("Data format {}, PostgreSQL {}.", version, server)));
  if (standby != 0) {
    findings.push_back(sql::warning("连接到的是只读备库。请把 [store] url 指向主库。",
                                    "The server is a read-only standby. Point [store] url to the primary."));
  }
  RIGONG_TRY(sql::examine_content(connection, team, findings));
  return findings;
}

}  // namespace rigong::storage::postgres
