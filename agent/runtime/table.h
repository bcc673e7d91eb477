// SPDX-License-Identifier: Apache-2.0
// Rows of results as a person's table, as CSV or as JSON: one definition of the columns serves all three.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/text.h"

namespace rigong::runtime {

enum class Format { table, csv, json };
enum class Language { zh, en };
[[nodiscard]] inline const std::string& say(const Words& words, Language language) {
  return language == Language::zh ? words.zh : words.en;
}

// Nothing (to divide by), a number, a fraction, yes or no, or a text.
using Cell = std::variant<std::monostate, std::int64_t, double, bool, std::string>;

// How a person reads the cell; CSV and JSON always carry the bare value.
enum class Show {
  plain,
  seconds,  // Milliseconds as seconds with one decimal.
  hours,    // Milliseconds as hours with one decimal.
  percent,  // A fraction as a percentage with one decimal.
  ratio,    // A fraction with two decimals.
  yuan,     // Fen as yuan.
  word,     // A word of ours, such as "final", in the person's language.
  moment,   // An ISO-8601 time as month, day and wall time.
  hidden,   // Not in the person's table, only in CSV and JSON.
};

struct Column {
  std::string_view name;  // Of CSV and JSON, snake_case.
  Words title;
  Show show = Show::plain;
  Align align = Align::right;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  // Said in place of a person's table that has no rows; CSV and JSON then have no rows either.
  Words when_empty;
};

// The table lines up for Chinese widths. CSV is quoted by libcsv, and cells that a spreadsheet would take for a formula are
// defused. JSON is an array of one object a row, UTF-8, with null for nothing.
void write(const Table& table, Format format, Language language, std::ostream& out);

}  // namespace rigong::runtime
