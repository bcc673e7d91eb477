// SPDX-License-Identifier: Apache-2.0
// Writes CSV that a spreadsheet can open without running anything: a text that would begin a formula gets a ' in front.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rigong::connectors::files {

class CsvWriter {
 public:
  // Appends to `out`, which must outlive the writer.
  explicit CsvWriter(std::string& out) : out_(out) {}

  // A text of anybody: quoted, cleaned, and guarded.
  CsvWriter& text(std::string_view cell);
  // Numbers of ours, as they are; `fraction` with up to `digits` digits behind the point.
  CsvWriter& whole(std::int64_t number);
  CsvWriter& fraction(double number, int digits);
  // Fen as yuan with two digits.
  CsvWriter& money(std::int64_t fen);
  // Nothing to say.
  CsvWriter& empty();
  void end_row();

 private:
  void separate();

  std::string& out_;
  bool in_row_ = false;
};

// Whether a spreadsheet could take the text for a formula: = + - @, their full-width forms, TAB, CR or LF, also behind quotes,
// separators or spaces.
[[nodiscard]] bool begins_formula(std::string_view cell);

}  // namespace rigong::connectors::files
