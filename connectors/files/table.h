// SPDX-License-Identifier: Apache-2.0
// Rows of cells, as CSV and workbooks have them: finds the header among the first rows, then turns rows into fields.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "connectors/files/intake.h"

namespace rigong::connectors::files {

enum class RowVerdict {
  taken,
  rejected,
  misshapen,  // Rejected, and it has not the cells of a row: a quote may have swallowed the lines behind it.
  stop,       // failure() says why.
};

class Table {
 public:
  Table(Intake& intake, const Recogniser& recogniser) : intake_(intake), recogniser_(recogniser) {}

  // The next row; `raw` is how it looked.
  RowVerdict row(std::uint64_t line, std::span<const std::string_view> cells, std::string_view raw);
  void reject(std::uint64_t line, const Words& reason, std::string_view raw);
  // All rows are there. Fails where no header was among them.
  [[nodiscard]] Status end();
  [[nodiscard]] const Error& failure() const { return failure_; }
  // Whether it was given up because none of the first rows is a header.
  [[nodiscard]] bool unknown_shape() const { return unknown_shape_; }

 private:
  RowVerdict row_of_shifts(std::uint64_t line, std::span<const std::string_view> cells, std::string_view raw);
  RowVerdict look_for_header(std::span<const std::string_view> cells);
  void give_up();

  Intake& intake_;
  const Recogniser& recogniser_;
  std::vector<std::vector<std::string>> first_rows_;
  std::vector<int> fields_;
  FieldRow fields_of_row_;
  Error failure_;
  bool unknown_shape_ = false;
};

}  // namespace rigong::connectors::files
