// SPDX-License-Identifier: Apache-2.0
// libcsv is fed line by line: so each row knows its physical line, and the lines of a row that came out wrong can be read again
// without the first, which is how a stray quote is survived. Memory: one buffer, and at most kLongestRow of an open row.
#include "connectors/files/csv_reader.h"

#include <csv.h>

#include <fmt/format.h>
#include <algorithm>
#include <cstring>

namespace rigong::connectors::files {
namespace {

constexpr std::size_t kBuffer = 512 * 1024;
constexpr std::size_t kLongestPiece = 64 * 1024;
constexpr std::size_t kLongestRow = 256 * 1024;
// States of libcsv's parser, a public field without names.
constexpr int kBetweenRows = 0;
constexpr int kInField = 2;
constexpr std::size_t kReadAgain = 64 * 1024 * 1024;  // Of a whole file; made of quotes only, it would take forever.

char separator_of(std::string_view text) {
  constexpr std::string_view kSeparators = ",;\t";
  std::array<std::size_t, 3> most{};
  int lines = 0;
  while (!text.empty() && lines < 10) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::array<std::size_t, 3> here{};
    bool quoted = false;
    for (const char c : text.substr(0, end)) {
      if (c == '"') quoted = !quoted;
      const std::size_t which = kSeparators.find(c);
      if (!quoted && which != std::string_view::npos) ++here[which];
    }
    // The header is the first line with separators; text below it may hold any of them.
    if (here != std::array<std::size_t, 3>{}) {
      for (std::size_t i = 0; i < 3; ++i) most[i] = std::max(most[i], here[i]);
      if (*std::max_element(here.begin(), here.end()) > 1) break;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
    ++lines;
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(most.begin(), most.end()) - most.begin())];
}

class CsvRows {
 public:
  CsvRows(char separator, Table& table) : table_(table), separator_(separator) { reset(); }
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;
  ~CsvRows() { csv_free(&parser_); }

  // Feeds text that ends anywhere. False where the table said stop.
  bool feed(std::string_view text) {
    while (!text.empty() && !stopped_) {
      text.remove_prefix(next_piece(text));
      read_again();
    }
    return !stopped_;
  }

  bool finish() {
    while (row_open_ && !stopped_) {
      piece_ = open_row_;
      rows_in_piece_ = 0;
      // libcsv tells of an open quote at the end only in its strict mode, which refuses other files that people have.
      if (parser_.quoted != 0 && parser_.pstate == kInField) {
        unclosed();
      } else {
        csv_fini(&parser_, on_cell, on_row, this);
        row_open_ = false;
        after_row();
      }
      read_again();
    }
    return !stopped_;
  }

 private:
  static void on_cell(void* data, std::size_t size, void* self) {
    auto& rows = *static_cast<CsvRows*>(self);
    rows.cell_text_.append(static_cast<const char*>(data), size);
    rows.cell_ends_.push_back(rows.cell_text_.size());
  }

  static void on_row(int, void* self) {
    auto& rows = *static_cast<CsvRows*>(self);
    ++rows.rows_in_piece_;
    if (!rows.stopped_) rows.emit();
    rows.cell_text_.clear();
    rows.cell_ends_.clear();
  }

  void emit() {
    cells_.clear();
    std::size_t from = 0;
    for (const std::size_t end : cell_ends_) {
      cells_.emplace_back(cell_text_.data() + from, end - from);
      from = end;
    }
    verdict_ = table_.row(row_line_ + rows_in_piece_ - 1, cells_, piece_);
    stopped_ = verdict_ == RowVerdict::stop;
  }

  void reset() {
    if (begun_) csv_free(&parser_);
    begun_ = true;
    csv_init(&parser_, 0);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator_));
    csv_set_blk_size(&parser_, 4096);
    cell_text_.clear();
    cell_ends_.clear();
  }

  // Takes one line, or what there is of it, from the front; returns its length.
  std::size_t next_piece(std::string_view text) {
    const std::string_view front = text.substr(0, kLongestPiece);
    const auto* found = static_cast<const char*>(std::memchr(front.data(), '\n', front.size()));
    const std::size_t end = found != nullptr ? static_cast<std::size_t>(found - front.data()) + 1 : front.size();
    piece(front.substr(0, end), found != nullptr);
    return end;
  }

  void piece(std::string_view text, bool ends_line) {
    const bool blank = text == "\n" || text == "\r\n";
    if (!row_open_) {
      row_line_ = line_;
      open_row_.clear();
      piece_ = text;
    } else {
      open_row_.append(text);
      piece_ = open_row_;
    }
    const bool was_open = row_open_;
    rows_in_piece_ = 0;
    verdict_ = RowVerdict::taken;
    if (!blank || was_open) csv_parse(&parser_, text.data(), text.size(), on_cell, on_row, this);
    // Rows that end with a lone CR are lines of their own.
    line_ += ends_line ? std::max<std::uint64_t>(1, rows_in_piece_) : (rows_in_piece_ > 0 ? rows_in_piece_ : 0);
    row_open_ = parser_.pstate != kBetweenRows;
    if (!row_open_) {
      after_row();
      return;
    }
    if (rows_in_piece_ > 0) {
      row_line_ = line_;
      open_row_.clear();
    } else if (!was_open) {
      open_row_ = text;
    }
    if (open_row_.size() > kLongestRow) unclosed();
  }

  // A row of several lines that has not the shape of a row: its further lines may be rows that a stray quote swallowed.
  void after_row() {
    if (verdict_ != RowVerdict::misshapen || open_row_.empty()) return;
    verdict_ = RowVerdict::taken;
    keep_for_second_reading();
  }

  void unclosed() {
    table_.reject(row_line_,
                  {"引号没有成对，或这一行超过 256 KB；请检查这一行的引号。",
                   "A quote is not closed, or the row is longer than 256 KB; check the quotes of this line."},
                  open_row_);
    row_open_ = false;
    reset();
    keep_for_second_reading();
  }

  // Keeps the lines of the open row, without its first.
  void keep_for_second_reading() {
    const std::size_t first = open_row_.find('\n');
    if (first != std::string::npos && read_again_ < kReadAgain) {
      read_again_ += open_row_.size();
      line_ = row_line_ + 1;
      again_ = open_row_.substr(first + 1);
    }
    open_row_.clear();
  }

  // Reads what was kept. Where that turns up a wrong row once more, its lines are the end of what was just read: they are put in
  // front of the rest, so that one buffer is enough however often it happens.
  void read_again() {
    std::string text;
    std::size_t at = 0;
    while ((!again_.empty() || at < text.size()) && !stopped_) {
      if (!again_.empty()) {
        text = again_ + text.substr(at);
        again_.clear();
        at = 0;
      }
      at += next_piece(std::string_view(text).substr(at));
    }
  }

  Table& table_;
  char separator_;
  csv_parser parser_{};
  bool begun_ = false;
  bool stopped_ = false;
  bool row_open_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  std::uint64_t rows_in_piece_ = 0;
  std::size_t read_again_ = 0;
  RowVerdict verdict_ = RowVerdict::taken;
  std::string_view piece_;
  std::string open_row_;
  std::string again_;
  std::string cell_text_;
  std::vector<std::size_t> cell_ends_;
  std::vector<std::string_view> cells_;
};

}  // namespace

Status read_csv(TextSource& text, const ByteSource& bytes, Intake& intake, Table& table) {
  RIGONG_ASSIGN(const std::string_view front, text.peek(kLongestPiece));
  CsvRows rows(separator_of(front), table);
  std::string buffer(kBuffer, '\0');
  while (true) {
    RIGONG_ASSIGN(const std::size_t got, text.read(buffer.data(), buffer.size()));
    if (got == 0) break;
    if (!rows.feed(std::string_view(buffer.data(), got))) return fail(table.failure());
    if (!intake.progress(bytes.position(), bytes.total())) return cancelled();
  }
  if (!rows.finish()) return fail(table.failure());
  return table.end();
}

}  // namespace rigong::connectors::files
