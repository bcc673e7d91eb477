// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/csv_writer.h"

#include <csv.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "agent/base/text.h"

namespace rigong::connectors::files {

bool begins_formula(std::string_view cell) {
  if (!cell.empty() && (cell.front() == '\t' || cell.front() == '\r' || cell.front() == '\n')) return true;
  // A program that splits at another separator, or drops quotes and spaces, sees what is behind them first.
  constexpr std::string_view kPassed[] = {" ", "\t", "\r", "\n",           "\"",       "'",
                                          ";", ",",  "|",  "\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF"};
  constexpr std::string_view kStarts[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  for (bool passed = true; passed;) {
    passed = false;
    for (const std::string_view skip : kPassed) {
      if (!cell.starts_with(skip)) continue;
      cell.remove_prefix(skip.size());
      passed = true;
    }
  }
  for (const std::string_view start : kStarts) {
    if (cell.starts_with(start)) return true;
  }
  return false;
}

void CsvWriter::separate() {
  if (in_row_) out_ += ',';
  in_row_ = true;
}

CsvWriter& CsvWriter::text(std::string_view cell) {
  separate();
  std::string clean = begins_formula(cell) ? "'" : "";
  clean += is_clean_utf8(cell) ? std::string(cell) : clean_utf8(cell);
  const std::size_t before = out_.size();
  out_.resize(before + clean.size() * 2 + 2);  // The most that quoting can make of it.
  const std::size_t written = csv_write(out_.data() + before, out_.size() - before, clean.data(), clean.size());
  out_.resize(before + written);
  return *this;
}

CsvWriter& CsvWriter::whole(std::int64_t number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
  return *this;
}

CsvWriter& CsvWriter::fraction(double number, int digits) {
  if (!std::isfinite(number)) return empty();
  separate();
  std::string text = fmt::format("{:.{}f}", number, digits);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  out_ += text == "-0" ? "0" : text;
  return *this;
}

CsvWriter& CsvWriter::money(std::int64_t fen) {
  separate();
  const std::uint64_t amount = fen < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
  fmt::format_to(std::back_inserter(out_), "{}{}.{:02}", fen < 0 ? "-" : "", amount / 100, amount % 100);
  return *this;
}

CsvWriter& CsvWriter::empty() {
  separate();
  return *this;
}

void CsvWriter::end_row() {
  out_ += '\n';
  in_row_ = false;
}

}  // namespace rigong::connectors::files
