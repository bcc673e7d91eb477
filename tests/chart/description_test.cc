// SPDX-License-Identifier: Apache-2.0
#include "agent/chart/description.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>

#include "agent/base/json.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using chart::read_description;
using chart::write_description;
using model::ReportBar;
using model::ReportBlock;

namespace {

model::Report with_bars() {
  model::Report report;
  report.title = "客服日榜";
  report.mark = "日拱";
  ReportBlock table{ReportBlock::Kind::table, "综合前三"};
  table.columns = {{"名次", true}, {"客服", false}};
  table.rows = {{"1", "小满"}, {"2", "阿立"}, {"3", "<b>"}};
  table.bars = {ReportBar{0.9375, 0.5, ReportBar::Tone::good}, ReportBar{0.25, {}, ReportBar::Tone::look}, std::nullopt};
  table.bars_title = "竖线";
  report.blocks = {table, {ReportBlock::Kind::line, "行"}, {ReportBlock::Kind::note, "注"}};
  return report;
}

// A whole description with this as the bar of its only row.
std::string with_bar(const std::string& bar) {
  return R"({"title":"t","mark":"m","blocks":[{"kind":"table","text":"","bars_title":"","columns":[{"title":"c","right":true}],)"
         R"("rows":[["x"]],"bars":[)" +
         bar + "]}]}";
}

bool reads(const std::string& text) {
  const auto report = read_description(text);
  if (!report) CHECK(report.error().kind == ErrorKind::wrong_use);
  return report.has_value();
}

}  // namespace

TEST_CASE("a report is read as it was written") {
  CHECK(read_description(write_description(with_bars())) == with_bars());
  CHECK(read_description(write_description(testing::ranking_report(3))) == testing::ranking_report(3));
  CHECK(read_description(write_description({})) == model::Report{});
  CHECK(write_description(with_bars()) == write_description(with_bars()));
}

TEST_CASE("the picture of a report is not a part of its description") {
  model::Report report = with_bars();
  report.picture = "PNG";
  CHECK(write_description(report) == write_description(with_bars()));
}

TEST_CASE("whatever a report holds, its description can be read and is not too large") {
  model::Report report = testing::nasty_report();
  report.title = std::string(100'000, 'x') + "\xFF";
  report.mark = std::string("a\0b\xC3", 4);
  for (int i = 0; i < 1'000; ++i) report.blocks.push_back({ReportBlock::Kind::line, std::string(5'000, '"')});
  ReportBlock table{ReportBlock::Kind::table, "表"};
  for (int i = 0; i < 100; ++i) table.columns.push_back({"列", false});
  for (int i = 0; i < 1'000; ++i) table.rows.push_back({"少"});
  const double none = std::numeric_limits<double>::quiet_NaN();
  table.bars = {ReportBar{none, {}, ReportBar::Tone::good}, ReportBar{0.5, 2.0, ReportBar::Tone::good},
                ReportBar{-1, 0.5, ReportBar::Tone::good}};
  table.bars.resize(1'000);
  report.blocks.insert(report.blocks.begin(), table);
  const std::string text = write_description(report);
  CHECK(text.size() <= chart::kMostDescriptionBytes);
  const auto back = read_description(text);
  REQUIRE(back);
  CHECK_FALSE(back->blocks.at(0).bars.at(0));
  CHECK_FALSE(back->blocks.at(0).bars.at(1));
  CHECK_FALSE(back->blocks.at(0).bars.at(2));
}

TEST_CASE("the longest description that there can be is within the bound of those that are read") {
  model::Report report;
  ReportBlock table{ReportBlock::Kind::table, std::string(1'000, '\x01')};
  table.columns.assign(10, {std::string(1'000, '\x01'), true});
  table.rows.assign(40, std::vector<std::string>(10, std::string(1'000, '\x01')));
  table.bars.assign(40, ReportBar{0.1234, 0.1234, ReportBar::Tone::plain});
  report.blocks.assign(40, table);
  const std::string text = write_description(report);
  CHECK(text.size() <= chart::kMostDescriptionBytes);
  CHECK(read_description(text));
}

TEST_CASE("numbers are shares and nothing else") {
  CHECK(reads(with_bar("null")));
  CHECK(reads(with_bar(R"({"length":0.5,"tone":"good"})")));
  CHECK(reads(with_bar(R"({"length":1,"goal":0,"tone":"plain"})")));
  for (const char* number :
       {"NaN", "Infinity", "-0.1", "1.0001", "1e400", "99999999999999999999999999", "\"0.5\"", "true", "[]", "{}"}) {
    INFO(number);
    CHECK_FALSE(reads(with_bar(std::string(R"({"length":)") + number + R"(,"tone":"good"})")));
    CHECK_FALSE(reads(with_bar(std::string(R"({"length":0.5,"goal":)") + number + R"(,"tone":"good"})")));
  }
  CHECK_FALSE(reads(with_bar(R"({"length":0.5})")));
  CHECK_FALSE(reads(with_bar(R"({"length":0.5,"tone":"red"})")));
  CHECK_FALSE(reads(with_bar(R"({"tone":"good"})")));
  CHECK_FALSE(reads(with_bar("0.5")));
}

TEST_CASE("what is no description is refused, however long, deep or broken it is") {
  const std::string good = write_description(with_bars());
  for (std::size_t cut = 0; cut < good.size(); ++cut) CHECK_FALSE(reads(good.substr(0, cut)));
  CHECK_FALSE(reads(""));
  CHECK_FALSE(reads("[]"));
  CHECK_FALSE(reads("null"));
  CHECK_FALSE(reads(std::string(10 * 1024 * 1024, 'x')));
  CHECK_FALSE(reads(std::string(10 * 1024 * 1024, ' ') + good));
  CHECK_FALSE(reads(std::string(100'000, '[')));
  CHECK_FALSE(reads(R"({"title":")"
                    "\xFF\xFE"
                    R"(","mark":"m","blocks":[]})"));
  CHECK_FALSE(reads(R"({"title":"\ud800","mark":"m","blocks":[]})"));
  CHECK_FALSE(reads(R"({"title":"a\u0000b","mark":"m","blocks":[]})"));
  CHECK_FALSE(reads(R"({"title":"t","title":"t","mark":"m","blocks":[]})"));
  CHECK_FALSE(reads(R"({"title":1,"mark":"m","blocks":[]})"));
  CHECK_FALSE(reads(R"({"title":")" + std::string(1'001, 'x') + R"(","mark":"m","blocks":[]})"));
  CHECK_FALSE(reads(R"({"title":"t","mark":"m","blocks":{}})"));
  CHECK_FALSE(reads(
      R"({"title":"t","mark":"m","blocks":[{"kind":"picture","text":"","bars_title":"","columns":[],"rows":[],"bars":[]}]})"));
  CHECK_FALSE(reads(
      R"({"title":"t","mark":"m","blocks":[{"kind":"table","text":"","bars_title":"","columns":[],"rows":[],"bars":[]}]})"));
  // A row with more cells than columns, and bars without rows.
  CHECK_FALSE(reads(
      R"({"title":"t","mark":"m","blocks":[{"kind":"table","text":"","bars_title":"","columns":[{"title":"c","right":true}],"rows":[["x","y"]],"bars":[]}]})"));
  CHECK_FALSE(reads(
      R"({"title":"t","mark":"m","blocks":[{"kind":"table","text":"","bars_title":"","columns":[{"title":"c","right":true}],"rows":[],"bars":[null]}]})"));
  std::string many = R"({"title":"t","mark":"m","blocks":[)";
  for (int i = 0; i < 41; ++i)
    many += std::string(i == 0 ? "" : ",") + R"({"kind":"line","text":"","bars_title":"","columns":[],"rows":[],"bars":[]})";
  CHECK_FALSE(reads(many + "]}"));
}
