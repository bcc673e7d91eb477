// SPDX-License-Identifier: Apache-2.0
// What robots share: a report's table as text, cutting between rows, and the marks of several parts.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/report.h"
#include "connectors/api/robot.h"

namespace rigong::connectors {

// How a target writes a report's pieces; each returns whole lines without the last line end, or nothing where there is nothing to
// write. Escaping is the target's own.
struct RobotStyle {
  std::function<std::string(std::string_view title, std::size_t part, std::size_t parts)> head;  // parts 1 = unnumbered
  std::function<std::string(std::string_view text)> line;
  std::function<std::string(std::string_view text)> note;
  std::function<std::string(const model::ReportBlock& table, std::size_t first_row, std::size_t rows)> table;
  std::string_view between = "\n";  // Between two pieces.
  // How long the target finds a part that was written; UTF-8 bytes where left out.
  std::function<std::size_t(std::string_view text)> size = {};
};
// The report as texts of at most `most` (by style.size) each, in order. Blocks stay whole where they can; a table is cut between
// rows and each piece repeats its head. The report's mark is the last line of every part, as a note. wrong_use where one piece
// alone is too long.
[[nodiscard]] Result<std::vector<std::string>> write_parts(const model::Report& report, const RobotStyle& style,
                                                           std::size_t most);

// write_parts as messages: `body` puts each text into what the target is sent, and the text is what its people see.
[[nodiscard]] Result<std::vector<RobotPart>> write_bodies(const model::Report& report, const RobotStyle& style, std::size_t most,
                                                          const std::function<std::string(std::string_view text)>& body);

// The same in two steps, for targets whose parts are no plain text.
struct RobotPiece {  // A block, or some rows of a table; `rows` is 0 of what is no table.
  std::size_t block = 0;
  std::size_t first_row = 0;
  std::size_t rows = 0;
  friend bool operator==(const RobotPiece&, const RobotPiece&) = default;
};
// Whether the pieces are within the target's size as such a part. What is added must never make fit what did not.
using PartFits = std::function<bool(const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts)>;
[[nodiscard]] Result<std::vector<std::vector<RobotPiece>>> cut_report(const model::Report& report, const PartFits& fits);
// Head, pieces and mark as one text.
[[nodiscard]] std::string written(const model::Report& report, const RobotStyle& style, const std::vector<RobotPiece>& pieces,
                                  std::size_t part, std::size_t parts);
// "title" or "title (1/2)".
[[nodiscard]] std::string numbered(std::string_view title, std::size_t part, std::size_t parts);

// Rows first_row … first_row + rows of the table, padded by display width, its columns two spaces apart, the head first: for a
// fenced block. Line ends and control characters in cells become spaces; a cell wider than 40 columns is cut and ends with "…",
// so that one long name does not push everybody's numbers out of sight. `cell` rewrites each text before it is measured.
using CellText = std::function<std::string(std::string_view text)>;
[[nodiscard]] std::string padded_table(const model::ReportBlock& table, std::size_t first_row, std::size_t rows,
                                       const CellText& cell = {});
// The same rows as a table of GitHub's Markdown. `cell` must leave no "|" that ends a cell.
[[nodiscard]] std::string markdown_table(const model::ReportBlock& table, std::size_t first_row, std::size_t rows,
                                         const CellText& cell);
// One row as a line: "1 小满 · 接待 86 · 首响 12秒". The columns up to the first left one stand bare, the others behind their
// title; empty cells are left out.
[[nodiscard]] std::string row_line(const model::ReportBlock& table, std::size_t row, const CellText& cell);

// The text with `before` put in front of each character of `special`; line ends and other control characters become spaces, and
// invisible direction marks and zero-width characters, by which a name could hide something, are removed.
[[nodiscard]] std::string escaped(std::string_view text, std::string_view special, std::string_view before);
// The same, with each character of `special` (ASCII) in its full-width form: "@all" as "＠all". For targets that promise no way
// of escaping, or look for mentions before they read escapes. What a client would make a link of by itself is broken as well:
// "http：//a·example".
[[nodiscard]] std::string look_alike(std::string_view text, std::string_view special);
// What Markdown reads as more than a letter, but for what only counts where a line begins. "&commat;" is an "@".
inline constexpr std::string_view kMarkdownSpecial = "\\`*_~[]<>#|@$&";
// look_alike for a line of Markdown of its own: nothing at its beginning makes a list, a rule or a heading either.
[[nodiscard]] std::string look_alike_line(std::string_view text, std::string_view special);
// Markdown with tables, its names made harmless by look_alike: `heading` ("## ") before the title, notes as quotations, a
// table's title in bold.
[[nodiscard]] RobotStyle look_alike_markdown(std::string heading);

// Characters as JavaScript and Java count them: those beyond U+FFFF are two. Never fewer than code points.
[[nodiscard]] std::size_t utf16_units(std::string_view text);

}  // namespace rigong::connectors
