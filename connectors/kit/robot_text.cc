// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/robot_text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::connectors {
namespace {

constexpr std::size_t kMostColumns = 40;  // Of a cell in a padded table.
constexpr std::string_view kGap = "  ";

// Calls each(code, bytes) for every character of clean text.
template <class Each>
void each_character(std::string_view text, Each each) {
  while (!text.empty()) {
    utf8proc_int32_t code = -1;
    const auto length = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4));
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), length, &code);
    const std::size_t bytes = used > 0 ? static_cast<std::size_t>(used) : 1;
    each(code, text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
}

// Letters by Unicode's count that show nothing: a name of them would be an empty cell.
bool is_blank_letter(utf8proc_int32_t code) {
  return code == 0x115F || code == 0x1160 || code == 0x3164 || code == 0xFFA0 || code == 0x034F;
}

// Without line ends, control characters and what is not seen.
std::string visible(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  each_character(clean_utf8(text), [&](utf8proc_int32_t code, std::string_view bytes) {
    switch (code < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(code)) {
      case UTF8PROC_CATEGORY_CC:
      case UTF8PROC_CATEGORY_ZL:
      case UTF8PROC_CATEGORY_ZP:
        shown += ' ';
        break;
      case UTF8PROC_CATEGORY_CF:
        break;
      default:
        if (!is_blank_letter(code)) shown += bytes;
    }
  });
  return shown;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string full_width(char c) {
  const auto code = static_cast<utf8proc_int32_t>(static_cast<unsigned char>(c)) + 0xFEE0;
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(code, bytes);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

// Cut to what fits, with "…" behind it.
std::string within(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::string kept;
  std::size_t used = 0;
  bool full = false;
  each_character(text, [&](utf8proc_int32_t, std::string_view bytes) {
    used += display_width(bytes);
    full = full || used > columns - 1;
    if (!full) kept += bytes;
  });
  return kept + "…";
}

std::string cell_of(const CellText& cell, std::string_view text) { return cell ? cell(text) : visible(text); }

std::string_view at(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? std::string_view(row[column]) : std::string_view();
}

std::size_t end_of(const model::ReportBlock& table, std::size_t first_row, std::size_t rows) {
  const std::size_t first = std::min(first_row, table.rows.size());
  return first + std::min(rows, table.rows.size() - first);
}

RobotPiece whole_piece(const model::Report& report, std::size_t block) { return {block, 0, report.blocks[block].rows.size()}; }

tl::unexpected<Error> too_long() {
  return fail(ErrorKind::wrong_use, "这份报表有一行比对方允许的一条消息还长，请缩短其中的名称或文字。",
              "One row of this report is longer than the target takes in a message; shorten its names or its text.");
}

// Cuts where the whole does not fit into one part. Parts are measured with numbers as long as any can be.
class Cutter {
 public:
  static constexpr std::size_t kMostParts = 99;
  Cutter(const model::Report& report, const PartFits& fits) : report_(report), fits_(fits) {}

  Result<std::vector<std::vector<RobotPiece>>> cut() {
    for (std::size_t block = 0; block < report_.blocks.size(); ++block) RIGONG_TRY(add(whole_piece(report_, block)));
    close();
    if (parts_.size() > kMostParts) {
      return fail(ErrorKind::wrong_use, fmt::format("这份报表要分成 {} 条以上的消息，太长了。", kMostParts),
                  fmt::format("This report would be more than {} messages; it is too long.", kMostParts));
    }
    return std::move(parts_);
  }

 private:
  // With fewer rows a table begins better in the next part.
  static constexpr std::size_t kFewestRows = 3;

  [[nodiscard]] bool fits_here(const RobotPiece& piece) {
    current_.push_back(piece);
    const bool fits = fits_(current_, kMostParts, kMostParts);
    current_.pop_back();
    return fits;
  }
  void close() {
    if (!current_.empty()) parts_.push_back(std::move(current_));
    current_.clear();
  }
  Status add(const RobotPiece& piece) {
    if (!fits_here(piece) && !current_.empty() && fits_({piece}, kMostParts, kMostParts)) close();
    if (fits_here(piece)) {
      current_.push_back(piece);
      return {};
    }
    if (report_.blocks[piece.block].kind == model::ReportBlock::Kind::table) return add_rows(piece);
    return too_long();
  }
  Status add_rows(RobotPiece left) {
    while (left.rows > 0) {
      const std::size_t rows = most_rows(left);
      if (rows < std::min(left.rows, kFewestRows) && !current_.empty()) {
        close();
        continue;
      }
      if (rows == 0) return too_long();
      current_.push_back({left.block, left.first_row, rows});
      left.first_row += rows;
      left.rows -= rows;
      if (left.rows > 0) close();
    }
    return {};
  }
  // How many of these rows the current part takes.
  std::size_t most_rows(const RobotPiece& left) {
    std::size_t good = 0;
    std::size_t bad = left.rows + 1;
    while (good + 1 < bad) {
      const std::size_t middle = good + (bad - good) / 2;
      (fits_here({left.block, left.first_row, middle}) ? good : bad) = middle;
    }
    return good;
  }

  const model::Report& report_;
  const PartFits& fits_;
  std::vector<RobotPiece> current_;
  std::vector<std::vector<RobotPiece>> parts_;
};

}  // namespace

Result<std::vector<std::vector<RobotPiece>>> cut_report(const model::Report& report, const PartFits& fits) {
  std::vector<RobotPiece> all;
  for (std::size_t block = 0; block < report.blocks.size(); ++block) all.push_back(whole_piece(report, block));
  if (fits(all, 1, 1)) return std::vector<std::vector<RobotPiece>>{std::move(all)};
  if (all.empty()) return too_long();
  return Cutter(report, fits).cut();
}

std::string numbered(std::string_view title, std::size_t part, std::size_t parts) {
  return parts == 1 ? std::string(title) : fmt::format("{} ({}/{})", title, part, parts);
}

std::string written(const model::Report& report, const RobotStyle& style, const std::vector<RobotPiece>& pieces, std::size_t part,
                    std::size_t parts) {
  std::string text;
  const auto add = [&](const std::string& piece) {
    if (piece.empty()) return;
    if (!text.empty()) text += style.between;
    text += piece;
  };
  add(style.head(report.title, part, parts));
  for (const RobotPiece& piece : pieces) {
    const model::ReportBlock& block = report.blocks[piece.block];
    switch (block.kind) {
      case model::ReportBlock::Kind::line:
        add(style.line(block.text));
        break;
      case model::ReportBlock::Kind::note:
        add(style.note(block.text));
        break;
      case model::ReportBlock::Kind::table:
        add(style.table(block, piece.first_row, piece.rows));
    }
  }
  add(style.note(report.mark));
  return text;
}

Result<std::vector<std::string>> write_parts(const model::Report& report, const RobotStyle& style, std::size_t most) {
  const auto fits = [&](const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) {
    const std::string text = written(report, style, pieces, part, parts);
    return (style.size ? style.size(text) : text.size()) <= most;
  };
  RIGONG_ASSIGN(const auto parts, cut_report(report, fits));
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < parts.size(); ++i) texts.push_back(written(report, style, parts[i], i + 1, parts.size()));
  return texts;
}

Result<std::vector<RobotPart>> write_bodies(const model::Report& report, const RobotStyle& style, std::size_t most,
                                            const std::function<std::string(std::string_view text)>& body) {
  RIGONG_ASSIGN(auto texts, write_parts(report, style, most));
  std::vector<RobotPart> parts;
  for (std::string& text : texts) {
    std::string sent = body(text);
    parts.push_back({std::move(sent), std::move(text)});
  }
  return parts;
}

std::string padded_table(const model::ReportBlock& table, std::size_t first_row, std::size_t rows, const CellText& cell) {
  const std::size_t end = end_of(table, first_row, rows);
  const auto text_of = [&](std::string_view text) { return within(trim(cell_of(cell, text)), kMostColumns); };
  std::vector<std::vector<std::string>> lines(1);
  for (const model::ReportColumn& column : table.columns) lines[0].push_back(text_of(column.title));
  for (std::size_t row = std::min(first_row, end); row < end; ++row) {
    std::vector<std::string>& line = lines.emplace_back();
    for (std::size_t column = 0; column < table.columns.size(); ++column) line.push_back(text_of(at(table.rows[row], column)));
  }
  std::vector<std::size_t> widths(table.columns.size(), 0);
  for (const auto& line : lines) {
    for (std::size_t column = 0; column < line.size(); ++column) {
      widths[column] = std::max(widths[column], display_width(line[column]));
    }
  }
  std::string text;
  for (const auto& line : lines) {
    std::string padded;
    for (std::size_t column = 0; column < line.size(); ++column) {
      if (column > 0) padded += kGap;
      padded += pad(line[column], widths[column], table.columns[column].right ? Align::right : Align::left);
    }
    padded.erase(padded.find_last_not_of(' ') + 1);
    if (!text.empty()) text += '\n';
    text += padded;
  }
  return text;
}

std::string markdown_table(const model::ReportBlock& table, std::size_t first_row, std::size_t rows, const CellText& cell) {
  std::string text = "|";
  std::string rule = "\n|";
  for (const model::ReportColumn& column : table.columns) {
    text += fmt::format(" {} |", trim(cell_of(cell, column.title)));
    rule += column.right ? " ---: |" : " :--- |";
  }
  text += rule;
  const std::size_t end = end_of(table, first_row, rows);
  for (std::size_t row = std::min(first_row, end); row < end; ++row) {
    text += "\n|";
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      text += fmt::format(" {} |", trim(cell_of(cell, at(table.rows[row], column))));
    }
  }
  return text;
}

std::string row_line(const model::ReportBlock& table, std::size_t row, const CellText& cell) {
  std::string text;
  bool bare = true;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const std::string value(trim(cell_of(cell, at(table.rows[row], column))));
    if (!value.empty() && bare) text += (text.empty() ? "" : " ") + value;
    if (!value.empty() && !bare) {
      const std::string title(trim(cell_of(cell, table.columns[column].title)));
      text += (text.empty() ? "" : " · ") + title + (title.empty() ? "" : " ") + value;
    }
    bare = bare && table.columns[column].right;
  }
  return text;
}

std::string escaped(std::string_view text, std::string_view special, std::string_view before) {
  std::string safe;
  for (const char c : visible(text)) {
    if (special.find(c) != std::string_view::npos) safe += before;
    safe += c;
  }
  return safe;
}

std::string look_alike(std::string_view text, std::string_view special) {
  const std::string from = visible(text);
  std::string safe;
  safe.reserve(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    const char c = from[i];
    const char next = i + 1 < from.size() ? from[i + 1] : ' ';
    if (special.find(c) != std::string_view::npos) {
      safe += full_width(c);
    } else if (c == ':' && next == '/') {
      safe += full_width(c);
    } else if (c == '.' && i > 0 && (is_letter(from[i - 1]) || is_digit(from[i - 1])) && is_letter(next)) {
      // The full-width dot would do in a name of a host as well.
      safe += "·";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string look_alike_line(std::string_view text, std::string_view special) {
  const std::string safe = look_alike(text, special);
  std::string line(trim(safe));
  if (line.empty()) return line;
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  const std::size_t mark = digits > 0 ? digits : 0;
  if (mark == line.size()) return line;
  const char c = line[mark];
  const bool list = digits > 0 ? c == '.' || c == ')' : c == '-' || c == '+' || c == '=';
  const bool counts = mark + 1 == line.size() || line[mark + 1] == ' ' || line[mark + 1] == c;
  if (list && counts) line.replace(mark, 1, full_width(c));
  return line;
}

RobotStyle look_alike_markdown(std::string heading) {
  const auto cell = [](std::string_view text) { return look_alike(text, kMarkdownSpecial); };
  const auto line = [](std::string_view text) { return look_alike_line(text, kMarkdownSpecial); };
  RobotStyle style;
  style.head = [cell, heading = std::move(heading)](std::string_view title, std::size_t part, std::size_t parts) {
    return heading + numbered(cell(title), part, parts);
  };
  style.line = line;
  style.note = [line](std::string_view text) {
    const std::string safe = line(text);
    return safe.empty() ? safe : "> " + safe;
  };
  style.table = [cell](const model::ReportBlock& table, std::size_t first_row, std::size_t rows) {
    const std::string title = cell(table.text);
    return (title.empty() ? "" : "**" + title + "**\n\n") + markdown_table(table, first_row, rows, cell);
  };
  style.between = "\n\n";
  return style;
}

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2U : 1U;
  }
  return units;
}

}  // namespace rigong::connectors
