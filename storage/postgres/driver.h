// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL database. Any number of processes may use it; one at a time writes for a team.
#pragma once

#include <mutex>

#include "storage/open.h"
#include "storage/postgres/connection.h"
#include "storage/sql/migration.h"
#include "storage/sql/turnstile.h"

namespace rigong::storage::postgres {

// The files of storage/postgres/schema.
[[nodiscard]] std::span<const sql::Migration> schema();

class PostgresDriver final : public sql::Driver {
 public:
  // Brings the schema up to date with read_write access; `refused` where a newer version made it, or where a read-only one is
  // older.
  [[nodiscard]] static Result<std::unique_ptr<sql::Driver>> open(const Secret& url, Access access,
                                                                 std::span<const sql::Migration> migrations);
  Result<sql::Loan> reader() override;
  Result<sql::Loan> writer() override;
  Result<std::vector<Finding>> examine(model::TeamId team) override;
  // The server folds its logs by itself.
  Status settle() override { return {}; }
  Status purge() override;

 private:
  PostgresDriver(Secret url, Access access);
  Result<std::unique_ptr<PostgresConnection>> connect();
  void give_back(std::unique_ptr<PostgresConnection> connection);

  const Secret url_;
  const Access access_;
  sql::Turnstile writing_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<PostgresConnection>> at_rest_;  // Guarded by mutex_.
};

}  // namespace rigong::storage::postgres
