// SPDX-License-Identifier: Apache-2.0
#include "connectors/feishu/card.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "connectors/kit/json_out.h"
#include "connectors/kit/robot_text.h"

namespace rigong::connectors::feishu {
namespace {

using model::ReportBlock;

constexpr std::size_t kRowsOfTable = 10;  // Shown at once; more of them would hide behind a second page.
constexpr std::size_t kMostTables = 5;    // Of a card.
constexpr std::size_t kMostColumns = 50;
constexpr std::size_t kMostElements = 180;  // Of a card, of 200 that are allowed.

// What Feishu's Markdown could read, as a reference by number, which it shows as the character. Links are broken before.
std::string literal(std::string_view text) {
  constexpr std::string_view kSpecial = "&<>*~[]()_#:-+`|!@\\$\"'=";
  std::string safe;
  for (const char c : look_alike(text, "")) {
    if (kSpecial.find(c) == std::string_view::npos) {
      safe += c;
    } else {
      safe += fmt::format("&#{};", static_cast<int>(c));
    }
  }
  return safe;
}

// The header and a table's cells are plain text; nothing in them looks like a mention to older clients either.
std::string plain(std::string_view text) { return look_alike(text, "@<>"); }

std::size_t tables_of(std::size_t rows) { return std::max<std::size_t>(1, (rows + kRowsOfTable - 1) / kRowsOfTable); }

// The tables for which a card has no room; they are written as lines.
std::set<std::size_t> tables_as_lines(const model::Report& report) {
  std::set<std::size_t> lines;
  std::size_t used = 0;
  for (std::size_t block = 0; block < report.blocks.size(); ++block) {
    const ReportBlock& table = report.blocks[block];
    if (table.kind != ReportBlock::Kind::table) continue;
    const std::size_t wanted = tables_of(table.rows.size());
    if (used + wanted > kMostTables || table.columns.size() > kMostColumns || table.columns.empty()) {
      lines.insert(block);
    } else {
      used += wanted;
    }
  }
  return lines;
}

class Card {
 public:
  Card(const model::Report& report, const std::set<std::size_t>& as_lines) : report_(report), as_lines_(as_lines) {}

  // The body, and how many elements its card has.
  struct Body {
    std::string text;
    std::size_t elements = 0;
  };
  Body body(const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) const {
    JsonOut out;
    std::size_t elements = 0;
    out.object().text("msg_type", "interactive").object("card").text("schema", "2.0").object("header").object("title");
    out.text("tag", "plain_text").text("content", numbered(plain(report_.title), part, parts)).end_object();
    out.text("template", "blue").end_object().object("body").list("elements");
    for (const RobotPiece& piece : pieces) elements += add(out, piece);
    elements += add_note(out, report_.mark);
    out.end_list().end_object().end_object().end_object();
    return {out.take(), elements};
  }

 private:
  static std::size_t add_line(JsonOut& out, const std::string& content) {
    if (content.empty()) return 0;
    out.object().text("tag", "markdown").text("content", content).end_object();
    return 1;
  }
  static std::size_t add_note(JsonOut& out, std::string_view text) {
    const std::string content = literal(text);
    if (content.empty()) return 0;
    out.object().text("tag", "markdown").text("content", "<font color='grey'>" + content + "</font>");
    out.text("text_size", "notation").end_object();
    return 1;
  }
  std::size_t add(JsonOut& out, const RobotPiece& piece) const {
    const ReportBlock& block = report_.blocks[piece.block];
    if (block.kind == ReportBlock::Kind::line) return add_line(out, literal(look_alike_line(block.text, "")));
    if (block.kind == ReportBlock::Kind::note) return add_note(out, block.text);
    const std::string title = literal(block.text);
    std::size_t elements = add_line(out, title.empty() ? title : "**" + title + "**");
    if (as_lines_.contains(piece.block)) {
      std::string lines;
      for (std::size_t row = piece.first_row; row < piece.first_row + piece.rows; ++row) {
        lines += (lines.empty() ? "" : "\n") + row_line(block, row, literal);
      }
      return elements + add_line(out, lines);
    }
    for (std::size_t done = 0; done < piece.rows || done == 0; done += kRowsOfTable) {
      add_table(out, block, piece.first_row + done, std::min(kRowsOfTable, piece.rows - done));
      ++elements;
    }
    return elements;
  }
  static void add_table(JsonOut& out, const ReportBlock& table, std::size_t first_row, std::size_t rows) {
    out.object().text("tag", "table").whole("page_size", kRowsOfTable).text("row_height", "low").list("columns");
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      out.object().text("name", name_of(column)).text("display_name", plain(table.columns[column].title));
      out.text("data_type", "text").text("width", "auto");
      out.text("horizontal_align", table.columns[column].right ? "right" : "left").end_object();
    }
    out.end_list().list("rows");
    for (std::size_t row = first_row; row < first_row + rows; ++row) {
      out.object();
      for (std::size_t column = 0; column < std::min(table.columns.size(), table.rows[row].size()); ++column) {
        out.text(name_of(column), plain(table.rows[row][column]));
      }
      out.end_object();
    }
    out.end_list().end_object();
  }
  static std::string name_of(std::size_t column) { return fmt::format("c{}", column); }

  const model::Report& report_;
  const std::set<std::size_t>& as_lines_;
};

}  // namespace

Result<std::vector<RobotPart>> write_cards(const model::Report& report, std::size_t most_bytes) {
  const std::set<std::size_t> as_lines = tables_as_lines(report);
  const Card card(report, as_lines);
  const auto fits = [&](const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) {
    const Card::Body body = card.body(pieces, part, parts);
    return body.text.size() <= most_bytes && body.elements <= kMostElements;
  };
  RIGONG_ASSIGN(const auto cut, cut_report(report, fits));
  const RobotStyle style = look_alike_markdown("## ");  // What people of the group see.
  std::vector<RobotPart> parts;
  for (std::size_t i = 0; i < cut.size(); ++i) {
    parts.push_back({card.body(cut[i], i + 1, cut.size()).text, written(report, style, cut[i], i + 1, cut.size())});
  }
  return parts;
}

}  // namespace rigong::connectors::feishu
