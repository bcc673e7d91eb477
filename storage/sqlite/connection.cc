// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/connection.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

#include "storage/sqlite/errors.h"
#include "storage/sqlite/files.h"

namespace rigong::storage::sqlite {
namespace {

using sql::Value;

constexpr sql::Query kBegin{"BEGIN"};
constexpr sql::Query kBeginWriting{"BEGIN IMMEDIATE"};
constexpr sql::Query kCommit{"COMMIT"};
// A read transaction holds on to its moment from its first read on.
constexpr sql::Query kFirstRead{"SELECT count(*) FROM sqlite_schema"};

class SqliteRow final : public sql::Row {
 public:
  explicit SqliteRow(const SQLite::Statement& statement) : statement_(statement) {}
  [[nodiscard]] std::int64_t integer(int column) const override { return statement_.getColumn(column).getInt64(); }
  [[nodiscard]] double real(int column) const override { return statement_.getColumn(column).getDouble(); }
  [[nodiscard]] std::string text(int column) const override { return statement_.getColumn(column).getString(); }
  [[nodiscard]] bool null(int column) const override { return statement_.isColumnNull(column); }
  [[nodiscard]] Hash128 hash(int column) const override {
    Hash128 hash;
    const SQLite::Column value = statement_.getColumn(column);
    const void* bytes = value.getBlob();
    if (bytes != nullptr && value.getBytes() == static_cast<int>(hash.bytes.size())) {
      std::memcpy(hash.bytes.data(), bytes, hash.bytes.size());
    }
    return hash;
  }

 private:
  const SQLite::Statement& statement_;
};

// Gives the statement back ready for its next use, whichever way it is left. An open statement would hold its read lock.
class Using {
 public:
  explicit Using(SQLite::Statement& statement) : statement_(statement) {}
  ~Using() { statement_.tryReset(); }
  Using(const Using&) = delete;
  Using& operator=(const Using&) = delete;

 private:
  SQLite::Statement& statement_;
};

void bind(SQLite::Statement& statement, std::span<const Value> values) {
  int index = 1;
  for (const Value& value : values) {
    switch (value.type()) {
      case Value::Type::null:
        statement.bind(index);
        break;
      case Value::Type::integer:
        statement.bind(index, value.integer());
        break;
      case Value::Type::real:
        statement.bind(index, value.real());
        break;
      case Value::Type::text:
        statement.bind(index, std::string(value.text()));
        break;
      case Value::Type::bytes:
        statement.bindNoCopy(index, static_cast<const void*>(value.text().data()), static_cast<int>(value.text().size()));
        break;
    }
    ++index;
  }
}

// Steps over the answer. Returns SQLITE_DONE, SQLITE_ROW where the visitor stopped, or an error code.
int step_over(SQLite::Statement& statement, const sql::Visit& visit) {
  const SqliteRow row(statement);
  for (;;) {
    const int code = statement.tryExecuteStep();
    if (code != SQLITE_ROW || !visit(row)) return code;
  }
}

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& path, Role role) {
  const int flags = (role == Role::writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOFOLLOW |
                    SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  try {
    auto database = std::make_unique<SQLite::Database>(utf8(path), flags, static_cast<int>(kBusyWait.count()));
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(std::move(database)));
    RIGONG_TRY(connection->settings(role));
    return connection;
  } catch (const SQLite::Exception& exception) {
    return fail(error_of(exception));
  }
}

SqliteConnection::SqliteConnection(std::unique_ptr<SQLite::Database> database) : database_(std::move(database)) {}
SqliteConnection::~SqliteConnection() { statements_.clear(); }

// Nothing here writes to the file; how it is kept (WAL) is set when it is made or brought up to date.
Status SqliteConnection::settings(Role role) {
  sqlite3* handle = database_->getHandle();
  const auto set = [&](int option, int value) { return sqlite3_db_config(handle, option, value, nullptr) == SQLITE_OK; };
  const bool done = set(SQLITE_DBCONFIG_DEFENSIVE, 1) && set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0) &&
                    set(SQLITE_DBCONFIG_DQS_DML, 0) && set(SQLITE_DBCONFIG_DQS_DDL, 0) &&
                    set(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0) && set(SQLITE_DBCONFIG_ENABLE_VIEW, 0) &&
                    set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, role == Role::reader ? 1 : 0);
  if (!done) return fail(error_of(SQLITE_ERROR, "sqlite3_db_config"));
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100 << 10);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, 1000);
  RIGONG_TRY(execute("PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"));
  if (role == Role::reader) return execute("PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -4096;");
  // FULL: what was acknowledged survives a power cut. A large cache and a log of up to 16 MB between two foldings let an import
  // write each page of the hash indexes a few times instead of once per transaction.
  return execute(
      "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = FAST;"
      "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536;");
}

Error SqliteConnection::last_error() const {
  return error_of(sqlite3_extended_errcode(database_->getHandle()), sqlite3_errmsg(database_->getHandle()));
}

tl::unexpected<Error> SqliteConnection::failed(Error error) {
  if (error.kind == ErrorKind::io) failed_to_write_ = true;
  failed_ = true;
  return fail(std::move(error));
}

SQLite::Statement& SqliteConnection::statement(const void* key, const char* text) {
  auto& slot = statements_[key];
  if (!slot) slot = std::make_unique<SQLite::Statement>(*database_, text);
  return *slot;
}

SQLite::Statement& SqliteConnection::statement(const sql::RowsQuery& query) {
  if (const auto found = statements_.find(&query); found != statements_.end()) return *found->second;
  if (query.single != nullptr) return statement(&query, query.single);
  std::string text = query.text;
  std::string values = "VALUES (";
  for (std::size_t i = 1; i <= std::strlen(query.types); ++i) values += fmt::format("{}${}", i == 1 ? "" : ", ", i);
  values += ')';
  constexpr std::string_view kPlace = "{rows}";
  text.replace(text.find(kPlace), kPlace.size(), values);
  return statement(&query, text.c_str());
}

Status SqliteConnection::begin(Mode mode, model::TeamId) {
  RIGONG_TRY(run(mode == Mode::write ? kBeginWriting : kBegin, {}));
  failed_ = false;
  if (mode == Mode::write) return {};
  return each(kFirstRead, {}, [](const sql::Row&) { return true; });
}

Status SqliteConnection::commit() {
  if (failed_) {
    return fail(ErrorKind::internal, "前面有一步没有成功,这次更改未保存。请重试。",
                "An earlier step did not succeed, so nothing of this change was kept. Try again.");
  }
  RIGONG_TRY(run(kCommit, {}));
  return {};
}

void SqliteConnection::rollback() noexcept {
  if (sqlite3_get_autocommit(database_->getHandle()) == 0) {
    sqlite3_exec(database_->getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

Result<std::int64_t> SqliteConnection::run(const sql::Query& query, std::span<const Value> values) {
  try {
    SQLite::Statement& prepared = statement(&query, query.text);
    const Using in_use(prepared);
    bind(prepared, values);
    if (prepared.tryExecuteStep() != SQLITE_DONE) return failed(last_error());
    return prepared.getChanges();
  } catch (const SQLite::Exception& exception) {
    return failed(error_of(exception));
  }
}

Status SqliteConnection::each(const sql::Query& query, std::span<const Value> values, const sql::Visit& visit) {
  try {
    SQLite::Statement& prepared = statement(&query, query.text);
    const Using in_use(prepared);
    bind(prepared, values);
    const int code = step_over(prepared, visit);
    if (code != SQLITE_DONE && code != SQLITE_ROW) return failed(last_error());
    return {};
  } catch (const SQLite::Exception& exception) {
    return failed(error_of(exception));
  }
}

Status SqliteConnection::run_rows(const sql::RowsQuery& query, const sql::Rows& rows, std::vector<char>* written) {
  if (written != nullptr) written->assign(rows.size(), 0);
  try {
    SQLite::Statement& prepared = statement(query);
    const Using in_use(prepared);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      bind(prepared, rows.row(i));
      if (prepared.tryExecuteStep() != SQLITE_DONE) return failed(last_error());
      if (written != nullptr) (*written)[i] = prepared.getChanges() > 0;
      prepared.tryReset();
    }
    return {};
  } catch (const SQLite::Exception& exception) {
    return failed(error_of(exception));
  }
}

Status SqliteConnection::each_row(const sql::RowsQuery& query, const sql::Rows& rows, const sql::Visit& visit) {
  try {
    SQLite::Statement& prepared = statement(query);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Using in_use(prepared);
      bind(prepared, rows.row(i));
      const int code = step_over(prepared, visit);
      if (code == SQLITE_ROW) return {};
      if (code != SQLITE_DONE) return failed(last_error());
    }
    return {};
  } catch (const SQLite::Exception& exception) {
    return failed(error_of(exception));
  }
}

Status SqliteConnection::rewrite() {
  // SQLite attaches the new file under a name of its own, and keeps it in memory where it keeps all that is temporary there.
  sqlite3* handle = database_->getHandle();
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);
  Status done = execute("PRAGMA temp_store = FILE");
  if (done) done = execute("VACUUM");
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  const Status restored = execute("PRAGMA temp_store = MEMORY");
  return done ? restored : done;
}

void SqliteConnection::release_memory() { sqlite3_db_release_memory(database_->getHandle()); }

std::filesystem::path SqliteConnection::path() const {
  const std::string& name = database_->getFilename();
  return std::u8string(name.begin(), name.end());
}

Status SqliteConnection::execute(const std::string& text) {
  // Unlike SQLite::Database::exec this takes statements that answer with a row, as many pragmas do.
  char* message = nullptr;
  const int code = sqlite3_exec(database_->getHandle(), text.c_str(), nullptr, nullptr, &message);
  const std::unique_ptr<char, void (*)(void*)> owner(message, sqlite3_free);
  if (code != SQLITE_OK) return failed(error_of(code, message != nullptr ? message : sqlite3_errstr(code)));
  return {};
}

Result<std::int64_t> SqliteConnection::integer(const std::string& text) {
  try {
    return database_->execAndGet(text).getInt64();
  } catch (const SQLite::Exception& exception) {
    return failed(error_of(exception));
  }
}

Result<std::string> SqliteConnection::text(const std::string& text) {
  try {
    return database_->execAndGet(text).getString();
  } catch (const SQLite::Exception& exception) {
    return failed(error_of(exception));
  }
}

}  // namespace rigong::storage::sqlite
