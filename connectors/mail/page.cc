// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail/page.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "connectors/kit/robot_text.h"

namespace rigong::connectors::mail {
namespace {

using model::ReportBlock;

// Mail programs make links of whatever looks like an address.
std::string plain(std::string_view text) { return look_alike(text, "@"); }

std::string html(std::string_view text) { return html_text(plain(text)); }

std::string html_note(std::string_view text) {
  return fmt::format("<p style=\"margin:8px 0;color:#777;font-size:13px\">{}</p>\n", html(text));
}

std::string html_table(const ReportBlock& table) {
  const auto cell = [](std::string_view name, const model::ReportColumn& column, std::string_view text) {
    return fmt::format("<{} style=\"padding:4px 12px;border-bottom:1px solid #ddd;text-align:{}\">{}</{}>", name,
                       column.right ? "right" : "left", html(text), name);
  };
  std::string page = table.text.empty() ? "" : fmt::format("<h3 style=\"margin:16px 0 4px\">{}</h3>\n", html(table.text));
  page += "<table style=\"border-collapse:collapse\">\n<tr>";
  for (const model::ReportColumn& column : table.columns) page += cell("th", column, column.title);
  page += "</tr>\n";
  for (const auto& row : table.rows) {
    page += "<tr>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) page += cell("td", table.columns[i], i < row.size() ? row[i] : "");
    page += "</tr>\n";
  }
  return page + "</table>\n";
}

}  // namespace

std::string text_of(const model::Report& report) {
  RobotStyle style;
  style.head = [](std::string_view title, std::size_t, std::size_t) { return plain(title); };
  style.line = plain;
  style.note = plain;
  style.table = [](const ReportBlock& table, std::size_t first_row, std::size_t rows) {
    const std::string title = plain(table.text);
    return title + (title.empty() ? "" : "\n") + padded_table(table, first_row, rows, plain);
  };
  style.between = "\n\n";
  std::vector<RobotPiece> pieces;
  for (std::size_t i = 0; i < report.blocks.size(); ++i) pieces.push_back({i, 0, report.blocks[i].rows.size()});
  return written(report, style, pieces, 1, 1);
}

std::string html_of(const model::Report& report) {
  std::string page =
      "<!doctype html>\n<html><head><meta charset=\"utf-8\"></head>\n<body style=\"font-family:sans-serif;color:#222\">\n";
  page += fmt::format("<h2 style=\"margin:0 0 8px\">{}</h2>\n", html(report.title));
  for (const ReportBlock& block : report.blocks) {
    switch (block.kind) {
      case ReportBlock::Kind::line:
        page += fmt::format("<p style=\"margin:8px 0\">{}</p>\n", html(block.text));
        break;
      case ReportBlock::Kind::note:
        page += html_note(block.text);
        break;
      case ReportBlock::Kind::table:
        page += html_table(block);
    }
  }
  if (!report.picture.empty()) page += "<p><img src=\"cid:picture\" alt=\"\" style=\"max-width:100%\"></p>\n";
  return page + html_note(report.mark) + "</body></html>\n";
}

}  // namespace rigong::connectors::mail
