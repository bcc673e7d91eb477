// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/report_text.h"

#include "agent/base/text.h"
#include "connectors/kit/robot_text.h"

namespace rigong::runtime {
namespace {

using model::Report;
using model::ReportBlock;

// What Markdown (CommonMark and the tables of GitHub's) takes for more than text.
std::string markdown(const std::string& text) { return connectors::escaped(text, "\\`*_{}[]()<>#+-.!|~&@", "\\"); }

}  // namespace

std::string report_as_text(const Report& report) {
  std::string text = one_line(report.title) + "\n";
  for (const ReportBlock& block : report.blocks) {
    text += "\n";
    if (!block.text.empty()) text += one_line(block.text) + "\n";
    if (block.kind == ReportBlock::Kind::table) text += connectors::padded_table(block, 0, block.rows.size()) + "\n";
  }
  return text;
}

std::string report_as_markdown(const Report& report) {
  std::string text = "# " + markdown(report.title) + "\n";
  for (const ReportBlock& block : report.blocks) {
    text += "\n";
    switch (block.kind) {
      case ReportBlock::Kind::line:
        text += markdown(block.text) + "\n";
        break;
      case ReportBlock::Kind::note:
        text += "> " + markdown(block.text) + "\n";
        break;
      case ReportBlock::Kind::table: {
        if (!block.text.empty()) text += "## " + markdown(block.text) + "\n\n";
        std::string rule = "|";
        text += "|";
        for (const model::ReportColumn& column : block.columns) {
          text += " " + markdown(column.title) + " |";
          rule += column.right ? " ---: |" : " --- |";
        }
        text += "\n" + rule + "\n";
        for (const auto& row : block.rows) {
          text += "|";
          for (const std::string& cell : row) text += " " + markdown(cell) + " |";
          text += "\n";
        }
        break;
      }
    }
  }
  return text;
}

std::string report_as_html(const Report& report, Language language) {
  std::string text = "<!doctype html>\n<html lang=\"";
  text += language == Language::zh ? "zh-CN" : "en";
  text += "\">\n<meta charset=\"utf-8\">\n<title>" + html_text(report.title) + "</title>\n";
  text +=
      "<style>body{font:15px/1.6 system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;max-width:48rem;margin:2rem "
      "auto;padding:0 "
      "1rem;color:#1c2430}h1{font-size:1.4rem}h2{font-size:1.05rem;margin:1.6rem 0 "
      ".4rem}table{border-collapse:collapse;width:100%}"
      "th,td{padding:.25rem .6rem;border-bottom:1px solid #dde2e8;text-align:left;font-variant-numeric:tabular-nums}"
      ".r{text-align:right}.note{color:#667}@media print{body{margin:0}}</style>\n";
  text += "<h1>" + html_text(report.title) + "</h1>\n";
  for (const ReportBlock& block : report.blocks) {
    if (block.kind != ReportBlock::Kind::table) {
      text +=
          std::string(block.kind == ReportBlock::Kind::note ? "<p class=\"note\">" : "<p>") + html_text(block.text) + "</p>\n";
      continue;
    }
    if (!block.text.empty()) text += "<h2>" + html_text(block.text) + "</h2>\n";
    const auto mark = [&](std::size_t column) { return block.columns.at(column).right ? " class=\"r\"" : ""; };
    text += "<table>\n<tr>";
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
      text += std::string("<th scope=\"col\"") + mark(i) + ">" + html_text(block.columns[i].title) + "</th>";
    }
    text += "</tr>\n";
    for (const auto& row : block.rows) {
      text += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) text += std::string("<td") + mark(i) + ">" + html_text(row[i]) + "</td>";
      text += "</tr>\n";
    }
    text += "</table>\n";
  }
  return text + "</html>\n";
}

}  // namespace rigong::runtime
