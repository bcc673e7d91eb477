// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/connection.h"

#include <fmt/format.h>
#include <charconv>
#include <cstring>
#include <pqxx/pqxx>

#include "storage/postgres/errors.h"

namespace rigong::storage::postgres {
namespace {

using sql::Value;

// The first SELECT holds on to the moment. A plan that was remembered while the tables were small would read them whole for ever,
// so all is planned anew; what is written goes by key without exception and is kept from reading tables whole. This holds for the
// transaction only, since the session may belong to a pooler.
constexpr const char* kBeginReading =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL plan_cache_mode = force_custom_plan; SELECT 1";
constexpr const char* kBeginWriting =
    "BEGIN; SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '5min'; "
    "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; "
    "SET LOCAL enable_mergejoin = off";
// A new database has no statistics until autovacuum comes by, a minute later; without them keys with the same beginning look
// alike, and an import into it would take the wrong one.
constexpr const char* kAnalyze =
    "ANALYZE customer, conversation, conversation_customer, message, assignment, conversation_day, turn, activity, session, "
    "stint, "
    "pending_conversation, shop_order, rating";
constexpr std::size_t kFirstAnalysis = 1000;  // Rows; then four times as many …
constexpr std::size_t kLastAnalysis = 100'000;
constexpr sql::Query kLockTeam{"SELECT change_no FROM team WHERE team_id = $1 FOR UPDATE"};
constexpr sql::Query kMakeTeam{
    "INSERT INTO team (team_id, change_no, next_account, next_rep, next_customer, next_kept) VALUES ($1, 0, 1, 1, 1, 1) "
    "ON CONFLICT (team_id) DO NOTHING"};

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

class PostgresRow final : public sql::Row {
 public:
  explicit PostgresRow(const pqxx::row& row) : row_(row) {}
  [[nodiscard]] std::int64_t integer(int column) const override {
    const pqxx::field field = row_[column];
    std::int64_t value = 0;
    std::from_chars(field.c_str(), field.c_str() + field.size(), value);
    return value;
  }
  [[nodiscard]] double real(int column) const override {
    const pqxx::field field = row_[column];
    double value = 0;
    std::from_chars(field.c_str(), field.c_str() + field.size(), value);
    return value;
  }
  [[nodiscard]] std::string text(int column) const override {
    const pqxx::field field = row_[column];
    return {field.c_str(), field.size()};
  }
  [[nodiscard]] bool null(int column) const override { return row_[column].is_null(); }
  [[nodiscard]] Hash128 hash(int column) const override {
    Hash128 hash;
    const pqxx::field field = row_[column];
    // "\x" and two digits for each byte.
    if (field.size() != 2 + 2 * hash.bytes.size()) return hash;
    const char* digits = field.c_str() + 2;
    for (std::uint8_t& byte : hash.bytes) {
      byte = static_cast<std::uint8_t>(digit(digits[0]) * 16 + digit(digits[1]));
      digits += 2;
    }
    return hash;
  }

 private:
  const pqxx::row& row_;
};

// A parameter as the server reads it, or nothing for NULL.
std::optional<std::string> parameter(const Value& value) {
  switch (value.type()) {
    case Value::Type::null:
      return std::nullopt;
    case Value::Type::integer:
      return fmt::format_int(value.integer()).str();
    case Value::Type::real:
      return fmt::format("{}", value.real());
    case Value::Type::text:
      return std::string(value.text());
    case Value::Type::bytes:
      return "\\x" + to_hex(value.text());
  }
  return std::nullopt;
}

// One column of all rows as an array: {1,2,NULL}, {"a","b \"c\""}.
std::string array(const sql::Rows& rows, std::size_t column) {
  std::string text = "{";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Value& value = rows.row(i)[column];
    if (i > 0) text += ',';
    switch (value.type()) {
      case Value::Type::null:
        text += "NULL";
        break;
      case Value::Type::integer: {
        const fmt::format_int number(value.integer());
        text.append(number.data(), number.size());
        break;
      }
      case Value::Type::real:
        text += fmt::format("{}", value.real());
        break;
      case Value::Type::text:
        text += '"';
        for (const char c : value.text()) {
          if (c == '"' || c == '\\') text += '\\';
          text += c;
        }
        text += '"';
        break;
      case Value::Type::bytes:
        text += "\"\\\\x" + to_hex(value.text()) + '"';
        break;
    }
  }
  text += '}';
  return text;
}

const char* array_type(char letter) {
  switch (letter) {
    case 'r':
      return "double precision[]";
    case 't':
      return "text[]";
    case 'b':
      return "bytea[]";
    default:
      return "bigint[]";
  }
}

std::string with_arrays(const sql::RowsQuery& query) {
  std::string rows = "SELECT * FROM unnest(";
  for (std::size_t i = 0; i < std::strlen(query.types); ++i) {
    rows += fmt::format("{}${}::{}", i == 0 ? "" : ", ", i + 1, array_type(query.types[i]));
  }
  rows += ')';
  std::string text = query.text;
  constexpr std::string_view kPlace = "{rows}";
  text.replace(text.find(kPlace), kPlace.size(), rows);
  if (*query.identity != '\0') text += fmt::format(" RETURNING {}", query.identity);
  return text;
}

// Adds what the address does not say itself: a dead server is noticed within seconds.
std::string with_defaults(std::string_view url) {
  std::string result(url);
  for (const std::string_view option : {"connect_timeout=5", "keepalives_idle=30", "keepalives_interval=10", "keepalives_count=3",
                                        "tcp_user_timeout=10000", "application_name=rigong"}) {
    if (url.find(option.substr(0, option.find('=') + 1)) != std::string_view::npos) continue;
    result += result.find('?') == std::string::npos ? '?' : '&';
    result += option;
  }
  return result;
}

}  // namespace

struct PostgresConnection::Link {
  explicit Link(const std::string& url) : connection(url), quiet(connection) {
    // A connection that is made anew within a transaction would go on without its first half. libpqxx 6 marks this as a thing
    // that version 7 no longer needs.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    connection.inhibit_reactivation(true);
#pragma GCC diagnostic pop
    work = std::make_unique<pqxx::nontransaction>(connection);
  }
  pqxx::connection connection;
  pqxx::quiet_errorhandler quiet;
  std::unique_ptr<pqxx::nontransaction> work;
  std::unordered_map<const void*, std::string> names;
  std::size_t rows_written = 0;
  std::size_t next_analysis = kFirstAnalysis;
};

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const Secret& url) {
  try {
    return std::unique_ptr<PostgresConnection>(new PostgresConnection(std::make_unique<Link>(with_defaults(url.reveal()))));
  } catch (const std::exception& exception) {
    return fail(connect_error(exception, url));
  }
}

PostgresConnection::PostgresConnection(std::unique_ptr<Link> link) : link_(std::move(link)) {}
PostgresConnection::~PostgresConnection() = default;

tl::unexpected<Error> PostgresConnection::failed(const std::exception& exception) {
  failed_ = true;
  broken_ = broken_ || dynamic_cast<const pqxx::broken_connection*>(&exception) != nullptr || !link_->connection.is_open();
  return fail(error_of(exception, broken_ ? After::lost : After::open));
}

const std::string& PostgresConnection::prepared(const void* key, const std::string& text) {
  std::string& name = link_->names[key];
  if (name.empty()) {
    name = fmt::format("rigong_{}", link_->names.size());
    link_->connection.prepare(name, text);
  }
  return name;
}

Status PostgresConnection::begin(Mode mode, model::TeamId team) {
  open_ = true;
  failed_ = false;
  if (mode == Mode::read) return execute(kBeginReading);
  RIGONG_TRY(execute(kBeginWriting));
  bool found = false;
  const auto seen = [&](const sql::Row&) { return found = true; };
  RIGONG_TRY(sql::Connection::each(kLockTeam, {team}, seen));
  if (found) return {};
  RIGONG_TRY(sql::Connection::run(kMakeTeam, {team}));
  return sql::Connection::each(kLockTeam, {team}, seen);
}

Status PostgresConnection::commit() {
  // The server would answer the COMMIT of a failed transaction with a rollback and no error.
  if (failed_) {
    return fail(ErrorKind::internal, "前面有一步没有成功,这次更改未保存。请重试。",
                "An earlier step did not succeed, so nothing of this change was kept. Try again.");
  }
  try {
    link_->work->exec("COMMIT");
    open_ = false;
    if (link_->rows_written >= link_->next_analysis && link_->next_analysis < kLastAnalysis) {
      while (link_->next_analysis <= link_->rows_written) link_->next_analysis *= 4;
      analyze();
    }
    return {};
  } catch (const std::exception& exception) {
    return failed(exception);
  }
}

// The work is done already: whatever happens here is no failure of it.
void PostgresConnection::analyze() noexcept {
  try {
    link_->work->exec(kAnalyze);
  } catch (const std::exception&) {
    broken_ = !link_->connection.is_open();
  }
}

void PostgresConnection::rollback() noexcept {
  if (!open_ || broken_) return;
  open_ = false;
  try {
    link_->work->exec("ROLLBACK");
  } catch (const std::exception&) {
    broken_ = true;
  }
}

Result<std::int64_t> PostgresConnection::run(const sql::Query& query, std::span<const Value> values) {
  std::int64_t changed = 0;
  try {
    const pqxx::result result = answer(query, values);
    changed = static_cast<std::int64_t>(result.affected_rows());
  } catch (const std::exception& exception) {
    return failed(exception);
  }
  return changed;
}

Status PostgresConnection::each(const sql::Query& query, std::span<const Value> values, const sql::Visit& visit) {
  try {
    const pqxx::result result = answer(query, values);
    for (const pqxx::row& row : result) {
      if (!visit(PostgresRow(row))) break;
    }
    return {};
  } catch (const std::exception& exception) {
    return failed(exception);
  }
}

pqxx::result PostgresConnection::answer(const sql::Query& query, std::span<const Value> values) {
  std::vector<std::optional<std::string>> texts;
  for (const Value& value : values) texts.push_back(parameter(value));
  std::vector<const char*> parameters;
  for (const auto& text : texts) parameters.push_back(text ? text->c_str() : nullptr);
  return link_->work->exec_prepared(prepared(&query, query.text), pqxx::prepare::make_dynamic_params(parameters));
}

pqxx::result PostgresConnection::answer(const sql::RowsQuery& query, const sql::Rows& rows) {
  std::vector<std::string> arrays;
  for (std::size_t column = 0; column < rows.columns(); ++column) arrays.push_back(array(rows, column));
  const auto known = link_->names.find(&query);
  const std::string& name = known != link_->names.end() ? known->second : prepared(&query, with_arrays(query));
  return link_->work->exec_prepared(name, pqxx::prepare::make_dynamic_params(arrays));
}

Status PostgresConnection::run_rows(const sql::RowsQuery& query, const sql::Rows& rows, std::vector<char>* written) {
  if (written != nullptr) written->assign(rows.size(), 0);
  if (rows.empty()) return {};
  try {
    const pqxx::result result = answer(query, rows);
    link_->rows_written += rows.size();
    if (written == nullptr) return {};
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto row = rows.row(i);
      places.try_emplace({row[static_cast<std::size_t>(query.identity_first)].integer(),
                          row[static_cast<std::size_t>(query.identity_second)].integer()},
                         i);
    }
    for (const pqxx::row& row : result) {
      const PostgresRow identity(row);
      (*written)[places.at({identity.integer(0), identity.integer(1)})] = 1;
    }
    return {};
  } catch (const std::exception& exception) {
    return failed(exception);
  }
}

Status PostgresConnection::each_row(const sql::RowsQuery& query, const sql::Rows& rows, const sql::Visit& visit) {
  if (rows.empty()) return {};
  try {
    const pqxx::result result = answer(query, rows);
    for (const pqxx::row& row : result) {
      if (!visit(PostgresRow(row))) break;
    }
    return {};
  } catch (const std::exception& exception) {
    return failed(exception);
  }
}

Status PostgresConnection::execute(const std::string& text) {
  try {
    link_->work->exec(text);
    return {};
  } catch (const std::exception& exception) {
    return failed(exception);
  }
}

Result<std::int64_t> PostgresConnection::integer(const std::string& text, std::int64_t otherwise) {
  try {
    const pqxx::result result = link_->work->exec(text);
    if (result.empty() || result[0][0].is_null()) return otherwise;
    return PostgresRow(result[0]).integer(0);
  } catch (const std::exception& exception) {
    return failed(exception);
  }
}

Result<std::string> PostgresConnection::text(const std::string& text) {
  try {
    const pqxx::result result = link_->work->exec(text);
    return result.empty() || result[0][0].is_null() ? std::string() : result[0][0].as<std::string>();
  } catch (const std::exception& exception) {
    return failed(exception);
  }
}

}  // namespace rigong::storage::postgres
