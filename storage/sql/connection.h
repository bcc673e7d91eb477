// SPDX-License-Identifier: Apache-2.0
// What the store needs of a database, and all that is different between them. The statements themselves are written once, in this
// folder, in the words both databases know; parameters are $1, $2, … in order of their first use.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "agent/base/ids.h"
#include "agent/base/result.h"
#include "agent/base/time.h"
#include "storage/store.h"

namespace rigong::storage::sql {

// A parameter. Text and bytes are borrowed: they must outlive the call they are given to.
class Value {
 public:
  enum class Type : std::uint8_t { null, integer, real, text, bytes };

  Value() = default;  // NULL
  template <std::integral T>
  Value(T value) : type_(Type::integer), integer_(static_cast<std::int64_t>(value)) {}
  template <class T>
  requires std::is_enum_v<T> Value(T value) : Value(static_cast<std::int64_t>(value)) {}
  Value(double value) : type_(Type::real), real_(value) {}
  Value(std::string_view value) : type_(Type::text), size_(static_cast<std::uint32_t>(value.size())), text_(value.data()) {}
  Value(const std::string& value) : Value(std::string_view(value)) {}
  Value(const char*) = delete;
  Value(Day day) : Value(day.number) {}
  Value(const std::optional<Day>& day) : Value(day ? Value(*day) : Value()) {}
  Value(const Hash128& hash)
      : type_(Type::bytes), size_(sizeof hash.bytes), text_(reinterpret_cast<const char*>(hash.bytes.data())) {}
  // NULL for kNoTime.
  static Value time(TimeMs time) { return time == kNoTime ? Value() : Value(time); }

  [[nodiscard]] Type type() const { return type_; }
  [[nodiscard]] std::int64_t integer() const { return integer_; }
  [[nodiscard]] double real() const { return real_; }
  [[nodiscard]] std::string_view text() const { return {text_, size_}; }

 private:
  Type type_ = Type::null;
  std::uint32_t size_ = 0;
  union {
    std::int64_t integer_ = 0;
    double real_;
    const char* text_;
  };
};

// One row of an answer, valid during the visit. Columns count from 0.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string text(int column) const = 0;
  [[nodiscard]] virtual Hash128 hash(int column) const = 0;
  [[nodiscard]] virtual bool null(int column) const = 0;

  template <class T>
  [[nodiscard]] T as(int column) const {
    return static_cast<T>(integer(column));
  }
  // `otherwise` where the number stands for none of the values up to `last`: a row of a newer version, or a damaged one.
  template <class Enum>
  [[nodiscard]] Enum choice(int column, Enum last, Enum otherwise = Enum{}) const {
    const std::int64_t number = integer(column);
    return number >= 0 && number <= static_cast<std::int64_t>(last) ? static_cast<Enum>(number) : otherwise;
  }
  [[nodiscard]] Day day(int column) const { return Day{as<std::int32_t>(column)}; }
  [[nodiscard]] std::optional<Day> maybe_day(int column) const {
    return null(column) ? std::nullopt : std::optional(day(column));
  }
  [[nodiscard]] TimeMs time(int column) const { return null(column) ? kNoTime : integer(column); }
};

// A statement, known by its address: make it a constant with static storage. It is prepared once per connection.
struct Query {
  const char* text;
};

// A statement that is carried out for many rows at once. `{rows}` in it stands for the rows: "INSERT INTO t (a, b) {rows}" or
// "WITH new (a, b) AS ({rows}) SELECT …". Where the text has parameters of its own, they do not exist: everything is in the rows.
struct RowsQuery {
  const char* text;
  const char* types;          // One letter per column: i integer, r real, t text, b bytes.
  const char* identity = "";  // "a, b": two integer columns by which a written row is known …
  int identity_first = 0;     // … and their places in the row. Only for run_rows with `written`.
  int identity_second = 0;
  // The same for one row, with ?1, ?2, … in the order of the columns, where a database that takes rows one by one is faster so.
  const char* single = nullptr;
};

// Rows for a RowsQuery.
class Rows {
 public:
  explicit Rows(std::size_t columns) : columns_(columns) {}
  void add(std::initializer_list<Value> row) { values_.insert(values_.end(), row); }
  void add(std::span<const Value> row) { values_.insert(values_.end(), row.begin(), row.end()); }
  void clear() { values_.clear(); }
  void reserve(std::size_t rows) { values_.reserve(rows * columns_); }
  [[nodiscard]] std::size_t size() const { return values_.size() / columns_; }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::span<const Value> row(std::size_t index) const { return {values_.data() + index * columns_, columns_}; }

 private:
  std::size_t columns_;
  std::vector<Value> values_;
};

// Returns false to stop.
using Visit = std::function<bool(const Row&)>;

// One connection, used by one thread at a time. After an error the transaction can only be rolled back.
class Connection {
 public:
  virtual ~Connection() = default;

  enum class Mode { read, write };
  // `read`: one moment, seen by all later statements. `write`: the only writer of the team, or `busy` after some seconds.
  virtual Status begin(Mode mode, model::TeamId team) = 0;
  virtual Status commit() = 0;
  virtual void rollback() noexcept = 0;

  // Carries a statement out and tells how many rows it changed.
  virtual Result<std::int64_t> run(const Query& query, std::span<const Value> values) = 0;
  virtual Status each(const Query& query, std::span<const Value> values, const Visit& visit) = 0;
  // For all rows, in their order. `written`, where given, tells of each row whether it changed the table.
  virtual Status run_rows(const RowsQuery& query, const Rows& rows, std::vector<char>* written) = 0;
  // The answers to all rows, in their order or not.
  virtual Status each_row(const RowsQuery& query, const Rows& rows, const Visit& visit) = 0;

  Result<std::int64_t> run(const Query& query, std::initializer_list<Value> values) {
    return run(query, std::span<const Value>(values.begin(), values.size()));
  }
  Status each(const Query& query, std::initializer_list<Value> values, const Visit& visit) {
    return each(query, std::span<const Value>(values.begin(), values.size()), visit);
  }
  Status run_rows(const RowsQuery& query, const Rows& rows) { return run_rows(query, rows, nullptr); }
};

// A connection on loan. Given back where it is destroyed.
using Loan = std::unique_ptr<Connection, std::function<void(Connection*)>>;

// A database that is open. Any thread.
class Driver {
 public:
  virtual ~Driver() = default;
  virtual Result<Loan> reader() = 0;
  // The one connection that writes; waits some seconds for whoever has it, then `busy`. `refused` where opened read-only.
  virtual Result<Loan> writer() = 0;
  // examine_content, and what only this database knows to check.
  virtual Result<std::vector<Finding>> examine(model::TeamId team) = 0;
  virtual Status settle() = 0;
  // Store::purge.
  virtual Status purge() = 0;
};

}  // namespace rigong::storage::sql
