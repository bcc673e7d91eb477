// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/robot_text.h"

#include <catch2/catch.hpp>

#include "agent/base/text.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using model::Report;
using model::ReportBlock;

namespace {

RobotStyle plain_style() {
  RobotStyle style;
  style.head = [](std::string_view title, std::size_t part, std::size_t parts) { return numbered(title, part, parts); };
  style.line = [](std::string_view text) { return std::string(text); };
  style.note = [](std::string_view text) { return std::string(text); };
  style.table = [](const ReportBlock& table, std::size_t first_row, std::size_t rows) {
    return table.text + "\n" + padded_table(table, first_row, rows);
  };
  return style;
}

ReportBlock table_of(std::size_t rows) {
  ReportBlock table{ReportBlock::Kind::table, "T", {{"#", true}, {"N", false}}, {}};
  for (std::size_t i = 1; i <= rows; ++i) table.rows.push_back({std::to_string(i), "n"});
  return table;
}

}  // namespace

TEST_CASE("a report within the size is one text, at the very limit as well; one byte more and it is two") {
  const std::string first(20, 'a');
  const std::string second(20, 'b');
  Report report = testing::line_report(first);
  report.blocks.push_back({ReportBlock::Kind::line, second, {}, {}});
  using Texts = std::vector<std::string>;
  const Texts whole = write_parts(report, plain_style(), 1000).value();
  REQUIRE(whole == std::vector<std::string>{"标题\n" + first + "\n" + second + "\n日拱"});
  CHECK(write_parts(report, plain_style(), whole.front().size()).value() == whole);
  const auto cut = write_parts(report, plain_style(), whole.front().size() - 1);
  REQUIRE(cut);
  CHECK(*cut == std::vector<std::string>{"标题 (1/2)\n" + first + "\n日拱", "标题 (2/2)\n" + second + "\n日拱"});
}

TEST_CASE("a table is cut between rows, each piece has its head, and no row is lost or doubled") {
  Report report = testing::line_report("above");
  report.blocks.push_back(table_of(200));
  report.blocks.push_back({ReportBlock::Kind::note, "below", {}, {}});
  for (const std::size_t most : {90U, 100U, 151U, 400U, 100'000U}) {
    INFO(most);
    const auto parts = write_parts(report, plain_style(), most);
    REQUIRE(parts);
    std::size_t next = 1;
    for (std::size_t i = 0; i < parts->size(); ++i) {
      const std::string& part = (*parts)[i];
      CHECK(part.size() <= most);
      CHECK(part.starts_with(numbered("标题", i + 1, parts->size()) + "\n"));
      CHECK(part.ends_with("\n日拱"));
      if (part.find("  n\n") != std::string::npos) CHECK(part.find("T\n") != std::string::npos);
      const auto has = [&](std::size_t row) {
        const std::string text = std::to_string(row) + "  n\n";
        return part.find("\n" + text) != std::string::npos || part.find(" " + text) != std::string::npos;
      };
      while (has(next)) ++next;
    }
    CHECK(next == 201);
  }
}

TEST_CASE("blocks stay whole where they can, and a table does not begin with a row or two") {
  Report report = testing::line_report(std::string(60, 'x'));
  report.blocks.push_back(table_of(8));
  const auto whole_in_second = cut_report(report, [&](const std::vector<RobotPiece>& pieces, std::size_t, std::size_t) {
    std::size_t size = 0;
    for (const RobotPiece& piece : pieces) size += piece.rows == 0 ? 3 : piece.rows;
    return size <= 8;
  });
  REQUIRE(whole_in_second);
  CHECK(*whole_in_second == std::vector<std::vector<RobotPiece>>{{{0, 0, 0}}, {{1, 0, 8}}});
  const auto cut = cut_report(report, [&](const std::vector<RobotPiece>& pieces, std::size_t, std::size_t) {
    std::size_t size = 0;
    for (const RobotPiece& piece : pieces) size += piece.rows == 0 ? 3 : piece.rows;
    return size <= 5;
  });
  REQUIRE(cut);
  CHECK(*cut == std::vector<std::vector<RobotPiece>>{{{0, 0, 0}}, {{1, 0, 5}}, {{1, 5, 3}}});
}

TEST_CASE("what is too long alone is said, and so is what would be a hundred messages") {
  const auto line = write_parts(testing::line_report(std::string(500, 'x')), plain_style(), 300);
  REQUIRE_FALSE(line);
  CHECK(line.error().kind == ErrorKind::wrong_use);
  Report row = testing::line_report("x");
  row.blocks.push_back(table_of(1));
  row.blocks[1].rows[0][0] = std::string(500, '1');
  RobotStyle style = plain_style();
  style.table = [](const ReportBlock& table, std::size_t first_row, std::size_t rows) {
    return rows == 0 ? "" : table.rows[first_row][0];
  };
  REQUIRE_FALSE(write_parts(row, style, 300));
  Report endless = testing::line_report("x");
  endless.blocks.push_back(table_of(2000));
  REQUIRE_FALSE(write_parts(endless, plain_style(), 60));
  CHECK(write_parts(endless, plain_style(), 60).error().kind == ErrorKind::wrong_use);
}

TEST_CASE("a report without blocks is its title and its mark; empty pieces leave no gap") {
  Report report = testing::line_report("");
  CHECK(write_parts(report, plain_style(), 100).value() == std::vector<std::string>{"标题\n日拱"});
  report.blocks.clear();
  CHECK(write_parts(report, plain_style(), 100).value() == std::vector<std::string>{"标题\n日拱"});
  REQUIRE_FALSE(write_parts(report, plain_style(), 5));
  report.blocks.push_back(table_of(0));
  CHECK(write_parts(report, plain_style(), 100).value() == std::vector<std::string>{"标题\nT\n#  N\n日拱"});
}

TEST_CASE("padded tables stand straight whatever is wide, and a long name pushes nothing away") {
  ReportBlock table{ReportBlock::Kind::table, "", {{"名次", true}, {"客服", false}, {"首响", true}}, {}};
  table.rows = {{"1", "小满", "5秒"}, {"10", "Anna", "12秒"}, {"2", "🌙", "100秒"}, {"3", "a\nb\tc"}};
  CHECK(padded_table(table, 0, 4) ==
        "名次  客服    首响\n"
        "   1  小满     5秒\n"
        "  10  Anna    12秒\n"
        "   2  🌙     100秒\n"
        "   3  a b c");
  CHECK(padded_table(table, 1, 1) == "名次  客服  首响\n  10  Anna  12秒");
  CHECK(padded_table(table, 3, 9) == "名次  客服   首响\n   3  a b c");
  table.rows = {{"1", std::string(100, 'x'), "5秒"}};
  CHECK(padded_table(table, 0, 1).find(std::string(39, 'x') + "…  ") != std::string::npos);
}

TEST_CASE("Markdown tables, and rows as lines") {
  ReportBlock table{ReportBlock::Kind::table, "", {{"名次", true}, {"客服", false}, {"首响", true}, {"接待", true}}, {}};
  table.rows = {{"1", "小|满", "5秒", ""}, {"2"}};
  const auto cell = [](std::string_view text) { return escaped(text, "|", "\\"); };
  CHECK(markdown_table(table, 0, 2, cell) ==
        "| 名次 | 客服 | 首响 | 接待 |\n| ---: | :--- | ---: | ---: |\n| 1 | 小\\|满 | 5秒 |  |\n| 2 |  |  |  |");
  CHECK(row_line(table, 0, cell) == "1 小\\|满 · 首响 5秒");
  CHECK(row_line(table, 1, cell) == "2");
}

TEST_CASE("what is not seen goes, what ends a line becomes a space, and what is special is escaped") {
  CHECK(escaped("a*b\\c", "*\\", "\\") == "a\\*b\\\\c");
  CHECK(escaped("a\r\nb\tc\x7f"
                "d\xC2\x85"
                "e\xE2\x80\xA8"
                "f",
                "", "") == "a  b c d e f");
  for (const char* hidden : {"\xE2\x80\x8B", "\xE2\x80\x8D", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xEF\xBB\xBF", "\xC2\xAD",
                             "\xE3\x85\xA4", "\xD8\x9C", "\xF3\xA0\x81\xA1"}) {
    CHECK(escaped(std::string("a") + hidden + "b", "", "") == "ab");
  }
  CHECK(escaped("👩‍👧", "", "") == "👩👧");
  CHECK(escaped(std::string("\xFF\0x", 3), "", "") == "\xEF\xBF\xBD\xEF\xBF\xBDx");
}

TEST_CASE("look-alikes call nobody and lead nowhere, and leave figures alone") {
  CHECK(look_alike("@all |x| <b>", "@|<>") == "＠all ｜x｜ ＜b＞");
  CHECK(look_alike("http://a.example/x www.b.cn 例子.中国 a.b", "") == "http：//a·example/x www·b·cn 例子·中国 a·b");
  CHECK(look_alike("95.5% 1,234.50 12:30:05 -3 …", kMarkdownSpecial) == "95.5% 1,234.50 12:30:05 -3 …");
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"- a", "－ a"},
                                                                                 {"--- ", "－--"},
                                                                                 {"===", "＝=="},
                                                                                 {"1. a", "1． a"},
                                                                                 {"12) a", "12） a"},
                                                                                 {"  # a", "＃ a"},
                                                                                 {"-3%", "-3%"},
                                                                                 {"1.5 秒", "1.5 秒"},
                                                                                 {"+", "＋"},
                                                                                 {"", ""},
                                                                                 {"12", "12"}}) {
    INFO(from);
    CHECK(look_alike_line(from, kMarkdownSpecial) == to);
  }
}

TEST_CASE("Markdown whose names are harmless: the title under its heading, tables with titles, notes as quotations") {
  Report report = testing::line_report("# a@b");
  report.title = "日榜 |1|";
  report.blocks.push_back(table_of(1));
  report.blocks.push_back({ReportBlock::Kind::note, "<b>", {}, {}});
  report.blocks.push_back({ReportBlock::Kind::note, "", {}, {}});
  const std::string rest = "日榜 ｜1｜\n\n＃ a＠b\n\n**T**\n\n| ＃ | N |\n| ---: | :--- |\n| 1 | n |\n\n> ＜b＞\n\n> 日拱";
  for (const char* heading : {"## ", "#### ", ""}) {
    CHECK(write_parts(report, look_alike_markdown(heading), 1000).value() == std::vector<std::string>{heading + rest});
  }
}

TEST_CASE("each text becomes a message that shows it") {
  Report report = testing::line_report("above");
  report.blocks.push_back(table_of(20));
  const auto texts = write_parts(report, plain_style(), 90).value();
  const auto parts = write_bodies(report, plain_style(), 90, [](std::string_view text) { return "<" + std::string(text) + ">"; });
  REQUIRE(parts);
  REQUIRE(parts->size() == texts.size());
  REQUIRE(texts.size() > 1);
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK((*parts)[i] == RobotPart{"<" + texts[i] + ">", texts[i]});
  CHECK_FALSE(write_bodies(report, plain_style(), 5, [](std::string_view text) { return std::string(text); }));
}

TEST_CASE("characters as others count them") {
  CHECK(utf16_units("a小🌙") == 4);
  CHECK(utf16_units("") == 0);
}
