// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/board.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "agent/runtime/report_text.h"

using namespace rigong;
using namespace rigong::runtime;
using overlay::RankBy;
using overlay::Unit;

namespace {

overlay::Value share(double good, double all) { return {good / all, good, all, false}; }

overlay::RankingPlace place(int number, const std::string& id, overlay::Value value) {
  overlay::RankingPlace one;
  one.person = {id, "名" + id, "售前", overlay::Role::rep, false};
  one.place = number;
  one.value = value;
  return one;
}

// Five people on Sunday, the 29th of November 2026.
overlay::Ranking five() {
  overlay::Ranking ranking;
  ranking.group = "售前";
  ranking.from = ranking.to = *parse_day("2026-11-29");
  ranking.full = true;
  ranking.people = 5;
  ranking.status = overlay::FigureStatus::final;
  overlay::RankingFigure satisfaction;
  satisfaction.name = "satisfaction";
  satisfaction.unit = Unit::share;
  satisfaction.goal = 0.9;
  satisfaction.total = share(95, 100);
  satisfaction.total_people = 5;
  satisfaction.total_change = 0.011;
  satisfaction.total_week_change = -0.0301;
  satisfaction.total_gap = 0.05;
  overlay::RankingFigure response;
  response.name = "response_mean_ms";
  response.unit = Unit::ms;
  response.better = overlay::Better::lower;
  response.goal = 40'000;
  response.total = overlay::Value{43'210, 4'321'000, 100, false};
  response.total_people = 5;
  response.total_change = -3'200;
  response.total_gap = -3'210;
  response.spread = overlay::Spread{40'000, 5, 20'000, 60'000, 40'000};
  for (int i = 0; i < 5; ++i) {
    const std::string id(1, static_cast<char>('a' + i));
    ranking.composite.places.push_back(place(i + 1, id, {110.0 - i * 10, 0, 1, false}));
    satisfaction.places.push_back(place(i + 1, id, share(19 - i, 20)));
    response.places.push_back(place(i + 1, id, {20'000.0 + 10'000 * i, 1, 1, false}));
  }
  satisfaction.places[4].value = {std::nullopt, 7, 8, true};
  ranking.composite.name = "composite";
  ranking.composite.people = 5;
  ranking.composite_of = {"satisfaction", "response_mean_ms"};
  overlay::RankingUnplaced unplaced;
  unplaced.person = {"z", "名z", "售前", overlay::Role::rep, false};
  unplaced.why = overlay::LeftOut::newcomer;
  unplaced.value = share(3, 3);
  satisfaction.unplaced.push_back(unplaced);
  ranking.figures = {satisfaction, response};
  return ranking;
}

std::string all_text(const model::Report& report) { return report.title + report.mark + report_as_markdown(report); }

}  // namespace

TEST_CASE("values and changes as people read them") {
  CHECK(value_text(Unit::share, share(1, 3), Language::zh) == "33.3%");
  CHECK(value_text(Unit::ms, {38'249, 0, 1, false}, Language::zh) == "38.2 秒");
  CHECK(value_text(Unit::ms, {38'249, 0, 1, false}, Language::en) == "38.2 s");
  CHECK(value_text(Unit::fen, {1'234'567'89.0, 0, 1, false}, Language::zh) == "¥1,234,567.89");
  CHECK(value_text(Unit::fen, {-50, 0, 1, false}, Language::zh) == "¥-0.50");
  CHECK(value_text(Unit::share, {std::nullopt, 17, 20, true}, Language::zh) == "17/20");
  CHECK(value_text(Unit::share, {}, Language::zh) == "—");
  CHECK(change_text(Unit::ms, -3'200, Language::zh) == "快 3.2 秒");
  CHECK(change_text(Unit::ms, 3'200, Language::zh) == "慢 3.2 秒");
  CHECK(change_text(Unit::ms, 40, Language::zh) == "持平");
  CHECK(change_text(Unit::share, -0.0301, Language::zh) == "降 3.0 点");
  CHECK(change_text(Unit::share, 0.011, Language::en) == "+1.1 pp");
  CHECK(change_text(Unit::fen, -123'456, Language::zh) == "-¥1,234.56");
  CHECK(change_text(Unit::count, std::nullopt, Language::zh) == "—");
}

TEST_CASE("the public board: the group, the first three with speed beside satisfaction, and nobody else") {
  auto ranking = five();
  ranking.improved.push_back({ranking.composite.places[4].person, 8.2});
  const auto report = public_board(ranking, Language::zh);
  CHECK(report.title == "客服日榜 11月29日 周日 · 售前");
  CHECK(report.mark == "日拱 2026-11-29 售前");
  REQUIRE(report.blocks.size() == 4);
  CHECK(report.blocks[0].rows[0] == std::vector<std::string>{"满意度", "95.0%", "升 1.1 点", "降 3.0 点", "90.0% ✓", "—"});
  CHECK(report.blocks[0].rows[1] == std::vector<std::string>{"平响", "43.2 秒", "快 3.2 秒", "—", "40.0 秒", "40.0 秒"});
  REQUIRE(report.blocks[1].rows.size() == 3);
  CHECK(report.blocks[1].rows[0] == std::vector<std::string>{"1", "名a", "110.0", "95.0%", "20.0 秒"});
  CHECK(report.blocks[3].text == "进步最大：名e（综合比上周同日高 8.2 分）");
  const std::string text = all_text(report);
  CHECK(text.find("名d") == std::string::npos);
  CHECK(text.find("名z") == std::string::npos);
}

TEST_CASE("bars begin at zero, stand against the goal that the row tells, and colour nobody who is named orange") {
  using Tone = model::ReportBar::Tone;
  auto ranking = five();
  const auto report = public_board(ranking, Language::zh);
  const auto& group = report.blocks[0];
  REQUIRE(group.bars.size() == group.rows.size());
  // A share on a scale to all of it, others a little beyond the larger of value and goal.
  CHECK(group.bars[0]->length == Approx(0.95));
  CHECK(*group.bars[0]->goal == Approx(0.9));
  CHECK(group.bars[0]->tone == Tone::good);
  CHECK(group.bars[1]->length == Approx(1 / 1.1));
  CHECK(*group.bars[1]->goal == Approx(40'000 / (43'210 * 1.1)));
  CHECK(group.bars[1]->tone == Tone::look);
  const auto& first = report.blocks[1];
  REQUIRE(first.bars.size() == 3);
  CHECK(first.bars[0]->length == Approx(1 / 1.1));
  CHECK(first.bars[0]->tone == Tone::good);
  CHECK(first.bars[1]->length == Approx(100 / 121.0));
  CHECK(first.bars[2]->tone == Tone::plain);
  for (const auto& bar : first.bars) CHECK(*bar->goal == Approx(100 / 121.0));
  // Without a goal or a value there is nothing to compare.
  ranking.figures[0].goal.reset();
  ranking.figures[1].total->value.reset();
  const auto without = public_board(ranking, Language::en).blocks[0];
  REQUIRE(without.bars.size() == 2);
  CHECK_FALSE(without.bars[0]);
  CHECK_FALSE(without.bars[1]);
}

TEST_CASE("who does not want to be named is not, and the places of others stay") {
  auto ranking = five();
  ranking.unnamed = {"a"};
  ranking.titles.push_back({overlay::TitleKind::service_star, {ranking.composite.places[0].person}, share(19, 20)});
  ranking.titles.push_back({overlay::TitleKind::best_response,
                            {ranking.composite.places[0].person, ranking.composite.places[1].person},
                            share(19, 20)});
  const auto report = public_board(ranking, Language::zh);
  CHECK(all_text(report).find("名a") == std::string::npos);
  CHECK(all_text(report).find("服务之星") == std::string::npos);
  CHECK(all_text(report).find("最佳响应：名b") != std::string::npos);
  CHECK(report.blocks[1].rows[0][0] == "2");
  // Leads see everybody, and whose name is not for others.
  CHECK(all_text(full_board(ranking, Language::zh)).find("名a（不公开）") != std::string::npos);
}

TEST_CASE("beside a place of the composite stand satisfaction and speed, wherever its owner stands in those") {
  auto ranking = five();
  auto& response = ranking.figures[1].places;
  std::reverse(response.begin(), response.end());
  for (std::size_t i = 0; i < response.size(); ++i) response[i].place = static_cast<std::int64_t>(i) + 1;
  const auto report = public_board(ranking, Language::zh);
  REQUIRE(report.blocks[1].rows.size() == 3);
  CHECK(report.blocks[1].rows[0] == std::vector<std::string>{"1", "名a", "110.0", "95.0%", "20.0 秒"});
  // Nobody is named for that.
  CHECK(all_text(report).find("名d") == std::string::npos);
  CHECK(all_text(report).find("名e") == std::string::npos);
}

TEST_CASE("why there is nobody to name") {
  const auto says = [](const overlay::Ranking& ranking, const char* words) {
    return all_text(public_board(ranking, Language::zh)).find(words) != std::string::npos;
  };
  auto ranking = five();
  ranking.unnamed = {"a", "b", "c"};
  CHECK(says(ranking, "没有可公开的名次"));
  ranking = five();
  ranking.composite.places.clear();
  ranking.composite.people = 4;
  CHECK(says(ranking, "够条件的不足五人"));
  ranking.composite.people = 0;
  ranking.composite_of.clear();
  CHECK(says(ranking, "速度不单独排名"));
  ranking.figures.erase(ranking.figures.begin());
  CHECK(says(ranking, "没有设目标"));
}

TEST_CASE("equals at the third place are told together or not at all, in the table as in each figure") {
  auto ranking = five();
  for (std::size_t i = 2; i < 5; ++i) ranking.composite.places[i].place = 3;
  const auto report = public_board(ranking, Language::zh);
  REQUIRE(report.blocks[1].rows.size() == 2);
  CHECK(report.blocks[1].rows[1][1] == "名b");
  CHECK(full_board(ranking, Language::zh).blocks[1].rows.size() == 5);
}

TEST_CASE("a total of fewer than five people is not told in public; leads have it") {
  auto ranking = five();
  ranking.figures[0].total_people = 4;
  CHECK(all_text(public_board(ranking, Language::zh)).find("95.0% ") == std::string::npos);
  CHECK(public_board(ranking, Language::zh).blocks[0].rows.size() == 1);
  CHECK(full_board(ranking, Language::zh).blocks[0].rows.size() == 2);
}

TEST_CASE("the month's goals that are not reached: how it stands, and what the days that remain must average") {
  auto ranking = five();
  ranking.figures[0].month = overlay::MonthGap{0.9, 0.92, 0.02, 0.5, 1};
  ranking.figures[1].month = overlay::MonthGap{40'000, 43'000.0, 3'000.0, 28'000.0, 3};
  const auto has = [&](Language language, const char* words) {
    return report_as_text(public_board(ranking, language)).find(words) != std::string::npos;
  };
  CHECK(has(Language::zh, "平响本月至今 43.0 秒，余下 3 天平均到 28.0 秒，就达标"));
  CHECK_FALSE(has(Language::zh, "满意度本月至今"));
  ranking.figures[1].month->days_left = 1;
  CHECK(has(Language::en, "28.0 s on average over the day left reaches the goal"));
  // What cannot be reached is not asked for.
  ranking.figures[1].month->needed = -500;
  CHECK(has(Language::zh, "平响本月至今 43.0 秒，距月目标 3.0 秒"));
  ranking.figures[1].month = overlay::MonthGap{40'000, 43'000.0, 3'000.0, std::nullopt, 0};
  CHECK(has(Language::zh, "距月目标 3.0 秒"));
}

TEST_CASE("fewer than five: nothing of the group is told in public, and the lead has a page all the same") {
  auto ranking = five();
  ranking.people = 4;
  for (auto* figure : {&ranking.composite, &ranking.figures[0], &ranking.figures[1]}) figure->places.clear();
  const auto report = public_board(ranking, Language::zh);
  CHECK(all_text(report).find('%') == std::string::npos);
  CHECK(all_text(report).find("不足五人") != std::string::npos);
  CHECK(all_text(full_board(ranking, Language::zh)).find("95") != std::string::npos);
  overlay::Ranking empty;
  empty.from = empty.to = *parse_day("2026-11-29");
  CHECK(full_board(empty, Language::en).blocks[0].text == "There are no figures of this period.");
}

TEST_CASE("the full board has every place, and why somebody has none") {
  const std::string text = report_as_markdown(full_board(five(), Language::en));
  CHECK(text.find("| 5 | 名e | 7/8 |") != std::string::npos);
  CHECK(text.find("| — | 名z | 100") != std::string::npos);
  CHECK(text.find("first month") != std::string::npos);
  CHECK(text.find("Daily ranking Sun 2026") != std::string::npos);
}

TEST_CASE("special days and figures that may change are said; weeks and months have their names") {
  auto ranking = five();
  ranking.special = "双十二";
  ranking.status = overlay::FigureStatus::provisional;
  const auto report = public_board(ranking, Language::zh);
  CHECK(report.blocks[report.blocks.size() - 2].text == "含特殊日“双十二”，不作同比。");
  CHECK(report.blocks.back().kind == model::ReportBlock::Kind::note);
  ranking.by = RankBy::week;
  ranking.from = *parse_day("2026-11-30");
  ranking.to = *parse_day("2026-12-06");
  CHECK(period_text(ranking.by, ranking.from, ranking.to, Language::zh) == "11月30日至12月6日");
  ranking.by = RankBy::month;
  ranking.from = *parse_day("2026-02-01");
  ranking.to = *parse_day("2026-02-28");
  CHECK(period_text(ranking.by, ranking.from, ranking.to, Language::zh) == "2026年2月");
  ranking.to = *parse_day("2026-02-27");
  CHECK(period_text(ranking.by, ranking.from, ranking.to, Language::zh) == "2026年2月（到27日）");
}

TEST_CASE("no name makes a table, a link or an element") {
  auto ranking = five();
  for (auto* figure : {&ranking.composite, &ranking.figures[0], &ranking.figures[1]}) {
    figure->places[0].person.name = "|x| [a](http://b) <b>@all\n# 大";
  }
  const auto report = public_board(ranking, Language::zh);
  const std::string markdown = report_as_markdown(report);
  CHECK(markdown.find("| \\|x\\| \\[a\\]\\(http://b\\) \\<b\\>\\@all \\# 大 |") != std::string::npos);
  const std::string html = report_as_html(report, Language::zh);
  CHECK(html.find("<b>") == std::string::npos);
  CHECK(html.find("&lt;b&gt;@all") != std::string::npos);
  const std::string text = report_as_text(report);
  CHECK(text.find("@all\n#") == std::string::npos);
}
