// SPDX-License-Identifier: Apache-2.0
// Spreadsheets keep days and times as numbers and tell only by the number format that they are meant.
#pragma once

#include <string>
#include <string_view>

namespace rigong::connectors::files {

enum class CellFormat {
  number,
  day,
  moment,   // Day and time of day.
  clock,    // Time of day.
  elapsed,  // Hours that go on beyond 24.
};

// Of a format that workbooks know by number only.
[[nodiscard]] CellFormat builtin_format(unsigned id);
// Of a format written out, such as "yyyy\-mm\-dd hh:mm:ss" or "#,##0.00".
[[nodiscard]] CellFormat format_of(std::string_view code);
// The text of a cell's number: "2026-11-22 09:30:00", "09:30:00", "36:05:00", "1234.5" (15 digits, as spreadsheets show).
[[nodiscard]] std::string cell_text(double value, CellFormat format, bool since_1904);

}  // namespace rigong::connectors::files
