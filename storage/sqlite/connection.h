// SPDX-License-Identifier: Apache-2.0
// One connection to a SQLite file, with its prepared statements.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "storage/sql/connection.h"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace rigong::storage::sqlite {

// The writer alone folds the log into the file: SQLite before 3.51.3 can damage the file where two connections do it at once.
enum class Role { writer, reader };

inline constexpr std::chrono::milliseconds kBusyWait{5000};

class SqliteConnection final : public sql::Connection {
 public:
  // Opens an existing file (an empty one counts) and makes the connection safe; changes nothing in the file.
  [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> open(const std::filesystem::path& path, Role role);
  ~SqliteConnection() override;

  Status begin(Mode mode, model::TeamId team) override;
  Status commit() override;
  void rollback() noexcept override;
  Result<std::int64_t> run(const sql::Query& query, std::span<const sql::Value> values) override;
  Status each(const sql::Query& query, std::span<const sql::Value> values, const sql::Visit& visit) override;
  Status run_rows(const sql::RowsQuery& query, const sql::Rows& rows, std::vector<char>* written) override;
  Status each_row(const sql::RowsQuery& query, const sql::Rows& rows, const sql::Visit& visit) override;

  // Statements without parameters, as they stand: pragmas and schema files.
  Status execute(const std::string& text);
  Result<std::int64_t> integer(const std::string& text);
  Result<std::string> text(const std::string& text);
  [[nodiscard]] SQLite::Database& database() { return *database_; }
  // Writes the whole file anew from what is in it. It takes as much room again on the disk while it runs, in the folder for
  // temporary files and in the log.
  Status rewrite();
  // Gives back the pages that are kept in memory for the next question.
  void release_memory();
  [[nodiscard]] std::filesystem::path path() const;
  // A write of this connection failed in the operating system. Such a connection is closed and never written through again, since
  // nobody knows which pages reached the disk.
  [[nodiscard]] bool failed_to_write() const { return failed_to_write_; }

 private:
  explicit SqliteConnection(std::unique_ptr<SQLite::Database> database);
  Status settings(Role role);
  // Throws SQLite::Exception.
  SQLite::Statement& statement(const void* key, const char* text);
  SQLite::Statement& statement(const sql::RowsQuery& query);
  tl::unexpected<Error> failed(Error error);
  [[nodiscard]] Error last_error() const;

  std::unique_ptr<SQLite::Database> database_;
  std::unordered_map<const void*, std::unique_ptr<SQLite::Statement>> statements_;
  bool failed_to_write_ = false;
  bool failed_ = false;  // Since the transaction began: it must not be committed.
};

}  // namespace rigong::storage::sqlite
