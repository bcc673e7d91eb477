// SPDX-License-Identifier: Apache-2.0
// One connection to a PostgreSQL server. Nothing is kept on the server's side between transactions but prepared statements, so
// that a pooler in front (PgBouncer 1.21 or newer, pool_mode = transaction) is fine.
#pragma once

#include <memory>

#include "agent/base/secret.h"
#include "storage/sql/connection.h"

namespace pqxx {
class result;
}  // namespace pqxx

namespace rigong::storage::postgres {

class PostgresConnection final : public sql::Connection {
 public:
  // `unavailable` where no server answers, `refused` where it does not let us in, wrong_use where the address cannot be read.
  [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const Secret& url);
  ~PostgresConnection() override;

  Status begin(Mode mode, model::TeamId team) override;
  Status commit() override;
  void rollback() noexcept override;
  Result<std::int64_t> run(const sql::Query& query, std::span<const sql::Value> values) override;
  Status each(const sql::Query& query, std::span<const sql::Value> values, const sql::Visit& visit) override;
  Status run_rows(const sql::RowsQuery& query, const sql::Rows& rows, std::vector<char>* written) override;
  Status each_row(const sql::RowsQuery& query, const sql::Rows& rows, const sql::Visit& visit) override;

  // Statements without parameters, as they stand.
  Status execute(const std::string& text);
  // One number, or `otherwise` where the answer is empty or NULL.
  Result<std::int64_t> integer(const std::string& text, std::int64_t otherwise);
  // The same of text; "" where there is none.
  Result<std::string> text(const std::string& text);
  // Whether the connection can be used again.
  [[nodiscard]] bool alive() const { return !broken_; }

 private:
  struct Link;
  explicit PostgresConnection(std::unique_ptr<Link> link);
  // Throws pqxx's exceptions, as does answer().
  const std::string& prepared(const void* key, const std::string& text);
  pqxx::result answer(const sql::Query& query, std::span<const sql::Value> values);
  pqxx::result answer(const sql::RowsQuery& query, const sql::Rows& rows);
  tl::unexpected<Error> failed(const std::exception& exception);
  void analyze() noexcept;

  std::unique_ptr<Link> link_;
  bool open_ = false;    // A transaction is.
  bool failed_ = false;  // Since the transaction began: it must not be committed.
  bool broken_ = false;
};

}  // namespace rigong::storage::postgres
