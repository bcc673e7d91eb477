// SPDX-License-Identifier: Apache-2.0
// A SQLite file: one connection that writes, some that read.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "storage/open.h"
#include "storage/sql/connection.h"
#include "storage/sql/migration.h"
#include "storage/sql/turnstile.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/files.h"

namespace rigong::storage::sqlite {

class SqliteDriver final : public sql::Driver {
 public:
  // `migrations` is schema() outside of tests.
  [[nodiscard]] static Result<std::unique_ptr<sql::Driver>> open(const std::filesystem::path& path, Access access,
                                                                 std::span<const sql::Migration> migrations);
  ~SqliteDriver() override;

  Result<sql::Loan> reader() override;
  Result<sql::Loan> writer() override;
  Result<std::vector<Finding>> examine(model::TeamId team) override;
  Status settle() override;
  Status purge() override;

 private:
  SqliteDriver(std::filesystem::path path, Access access, int version);
  void give_back_reader(std::unique_ptr<SqliteConnection> connection);
  Status ensure_writer();
  // `io` where another file has taken the place of the one that was opened, or none is there any more.
  [[nodiscard]] Status check_same_file() const;

  const std::filesystem::path path_;
  const Access access_;
  const int version_;
  FileIdentity identity_;  // Of the file that was opened.

  sql::Turnstile writing_;
  std::unique_ptr<SqliteConnection> writer_;  // Belongs to whoever is in the turnstile.
  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;  // Those at rest; guarded by mutex_.
};

// The path of "sqlite:FILE", relative to the data folder.
[[nodiscard]] Result<std::filesystem::path> file_of(const OpenOptions& options);

}  // namespace rigong::storage::sqlite
