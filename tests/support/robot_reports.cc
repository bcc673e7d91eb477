// SPDX-License-Identifier: Apache-2.0
#include "tests/support/robot_reports.h"

#include <fmt/format.h>

namespace rigong::testing {
namespace {

using model::Report;
using model::ReportBlock;

constexpr const char* kNames[] = {"小满", "谷雨",    "立夏", "白露", "霜降", "惊蛰", "Anna", "芒种",    "处暑",
                                  "寒露", "王 小明", "大雪", "小寒", "大寒", "立春", "雨水", "春分",    "清明",
                                  "小暑", "大暑",    "立秋", "秋分", "立冬", "小雪", "冬至", "欧阳春晓"};

ReportBlock ranking(std::string title) {
  return {ReportBlock::Kind::table,
          std::move(title),
          {{"名次", true}, {"客服", false}, {"接待", true}, {"首响", true}, {"满意度", true}},
          {}};
}

}  // namespace

Report ranking_report(std::size_t reps) {
  Report report;
  report.title = "客服日榜 11月29日 · 晨光小店";
  report.mark = "日拱日报 20261129";
  report.blocks.push_back({ReportBlock::Kind::line, "全组接待 1,982 人，首次响应 31秒，满意度 96.2%（812 条评价）。", {}, {}});
  report.blocks.push_back({ReportBlock::Kind::line, "服务之星：小满；最佳响应：谷雨。", {}, {}});
  ReportBlock table = ranking("综合排名");
  constexpr std::size_t kKnown = std::size(kNames);
  for (std::size_t i = 0; i < reps; ++i) {
    std::string name = kNames[i % kKnown];
    if (i >= kKnown) name += std::to_string(i / kKnown + 1);
    table.rows.push_back({std::to_string(i + 1), std::move(name), std::to_string(120 - i % 100), fmt::format("{}秒", 12 + i),
                          fmt::format("{}.{}%", 99 - i % 40, i % 10)});
  }
  report.blocks.push_back(std::move(table));
  report.blocks.push_back({ReportBlock::Kind::note, "接待不足 10 人的不列名；请假的不计。", {}, {}});
  return report;
}

Report nasty_report() {
  Report report;
  report.title = "客服日榜 <b>11月29日</b> @all & 晨光|小店";
  report.mark = "日拱日报 20261129";
  report.blocks.push_back({ReportBlock::Kind::line, "# 服务之星：@all <!channel> [a](http://x.example/?q=1)", {}, {}});
  report.blocks.push_back({ReportBlock::Kind::line, "--- ", {}, {}});
  report.blocks.push_back({ReportBlock::Kind::line, "1. www.evil.example 与 \"引号\" 和 C:\\temp\\", {}, {}});
  ReportBlock table = ranking("综合|排名");
  const std::string names[] = {"@all",
                               "|x|",
                               "<!channel>",
                               "<at id=all></at>",
                               "[a](http://x)",
                               "两行\n名\r\n字",
                               "\xE2\x80\xAE反\xE2\x80\xAC向\xE2\x80\x8B",  // Turned in direction, with a character of no width.
                               "👩‍👧 小🌙",
                               "```\ncode\n```",
                               "**粗** _斜_ ~~删~~ `码`",
                               "@channel @here @user <@U123>",
                               "&lt;!here&gt; &#64;all &commat;all",
                               "$x^2$ :100: ~town #tag",
                               "evil.example javascript://x mailto:a@b.example",
                               "\\| \\@all",
                               std::string("a\0b\x07\x7f", 5),
                               "\xFF\xC3(",
                               "{title} {json} %s ${x}",
                               ""};
  std::string all;
  for (int i = 0; i < 200; ++i) all += "长";
  std::size_t rank = 0;
  for (const std::string& name : names) table.rows.push_back({std::to_string(++rank), name, "10", "5秒", "-3"});
  table.rows.push_back({std::to_string(++rank), all, "1", "1秒", "100%"});
  report.blocks.push_back(std::move(table));
  report.blocks.push_back({ReportBlock::Kind::note, "> 说明 @所有人 <font color='red'>x</font>", {}, {}});
  return report;
}

Report line_report(std::string text) {
  Report report;
  report.title = "标题";
  report.mark = "日拱";
  report.blocks.push_back({ReportBlock::Kind::line, std::move(text), {}, {}});
  return report;
}

}  // namespace rigong::testing
