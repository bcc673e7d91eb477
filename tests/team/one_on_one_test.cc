// SPDX-License-Identifier: Apache-2.0
// The sentences of the weekly 1-on-1, word by word, for usual weeks and odd ones.
#include "agent/team/one_on_one.h"

#include <catch2/catch.hpp>
#include <string>

namespace rigong::team {
namespace {

using model::Better;
using model::Unit;

constexpr Day kMonday{20'773};  // 2026-11-16.
constexpr Day kSunday{kMonday.number + 6};
static_assert(weekday(kMonday) == 0);

struct Counts {
  double good = 0;
  double all = 0;
};

WeekFigure figure(std::string name, Words title, Unit unit, Better better, std::optional<double> goal) {
  WeekFigure made;
  made.figure = std::move(name);
  made.title = std::move(title);
  made.unit = unit;
  made.better = better;
  if (goal) made.goal = better == Better::higher ? Goal{*goal, {}, false, ""} : Goal{{}, *goal, false, ""};
  return made;
}
WeekFigure& add(WeekFigure& to, std::optional<double> value, double denominator) {
  const auto back = static_cast<int>(to.weeks.size());
  WeekValue week;
  week.week = kMonday - 7 * 9 + 7 * back;
  week.value = value;
  week.denominator = denominator;
  week.numerator = value.value_or(0) * denominator;
  to.weeks.push_back(week);
  return to;
}
// Response times of ten weeks in seconds; below zero = a week without a value.
WeekFigure response(std::initializer_list<double> seconds, double goal_s = 45) {
  WeekFigure made = figure("response_mean_ms", {"平响", "Response time"}, Unit::ms, Better::lower, goal_s * 1000);
  for (const double each : seconds) add(made, each < 0 ? std::nullopt : std::optional(each * 1000), each < 0 ? 0 : 1204);
  return made;
}
WeekFigure satisfaction(std::initializer_list<Counts> weeks, double goal = 0.9) {
  WeekFigure made = figure("satisfaction", {"满意度", "Satisfaction"}, Unit::share, Better::higher, goal);
  for (const Counts& each : weeks) {
    add(made, each.all > 0 ? std::optional(each.good / each.all) : std::nullopt, each.all);
    made.weeks.back().few = each.all > 0 && each.all < 10;
    if (each.all < 10) made.weeks.back().value.reset();
  }
  return made;
}
WeekFigure slow(std::initializer_list<Counts> weeks, double goal = 0.025) {
  WeekFigure made = figure("slow_share", {"慢响应", "Slow responses"}, Unit::share, Better::lower, goal);
  for (const Counts& each : weeks) add(made, each.all > 0 ? std::optional(each.good / each.all) : std::nullopt, each.all);
  return made;
}

std::vector<std::string> zh(const std::vector<TalkSentence>& sentences) {
  std::vector<std::string> texts;
  for (const TalkSentence& each : sentences) texts.push_back(each.words.zh);
  return texts;
}
std::vector<std::string> en(const std::vector<TalkSentence>& sentences) {
  std::vector<std::string> texts;
  for (const TalkSentence& each : sentences) texts.push_back(each.words.en);
  return texts;
}
using Texts = std::vector<std::string>;

TalkTurn turn(std::uint64_t session, int day, int minute, double response_s, bool first = false) {
  TalkTurn made;
  made.session = session;
  made.day = kMonday + day;
  made.minute = minute;
  made.opened_at = ((kMonday + day).number * 1440LL + minute) * kMinuteMs;
  made.response_ms = static_cast<DurationMs>(response_s * 1000);
  made.answered = true;
  made.slow = response_s > 180;
  made.first_response = first;
  made.in_touch = 3;
  return made;
}

}  // namespace

TEST_CASE("1-on-1: two wins, in the order in which they are said") {
  SECTION("at the goal for the first time goes before everything else") {
    const std::vector figures = {response({60, 58, 59, 57, 55, 54, 55, 50.1, 46.2, 41.8})};
    CHECK(zh(two_wins(figures, {})) == Texts{"平响 41.8 秒（1,204 次），近 10 周里第一次达到目标 45.0 秒。"});
    CHECK(en(two_wins(figures, {})) ==
          Texts{"Response time 41.8 s (n = 1,204): at the goal of 45.0 s for the first time in 10 weeks."});
  }
  SECTION("three weeks better in a row, also where the goal is far") {
    const std::vector figures = {response({60, 58, 59, 57, 65, 64, 68, 55, 50.1, 46.2})};
    CHECK(zh(two_wins(figures, {})) == Texts{"平响连续 3 周下降：68.0 秒 → 55.0 秒 → 50.1 秒 → 46.2 秒。"});
    CHECK(en(two_wins(figures, {})) == Texts{"Response time down for 3 weeks running: 68.0 s → 55.0 s → 50.1 s → 46.2 s."});
  }
  SECTION("what reads the same is no step") {
    const std::vector figures = {response({60, 58, 59, 57, 65, 64, 68, 46.24, 46.22, 46.2})};
    CHECK(two_wins(figures, {}).empty());
  }
  SECTION("a promise kept on five of six days stands beside a figure") {
    const std::vector figures = {
        satisfaction({{82, 88}, {80, 88}, {81, 88}, {82, 88}, {83, 88}, {79, 88}, {82, 88}, {82, 88}, {80, 88}, {82, 88}})};
    const std::vector<WeekPromise> promises = {{"每位都问使用场景", 6, 5}};
    CHECK(zh(two_wins(figures, promises)) ==
          Texts{"“每位都问使用场景”，说好 6 天，做到 5 天。", "满意度 93.2%（82/88），最近 4 周都在目标 90.0% 上。"});
  }
  SECTION("one kept half of the time is none, nor is one of two days") {
    const std::vector<WeekPromise> promises = {{"迎客", 6, 3}, {"结束语", 2, 2}};
    CHECK(two_wins({}, promises).empty());
  }
  SECTION("held for weeks") {
    const std::vector figures = {
        satisfaction({{70, 88}, {80, 88}, {81, 88}, {82, 88}, {83, 88}, {80, 88}, {82, 88}, {82, 88}, {80, 88}, {81, 88}})};
    CHECK(zh(two_wins(figures, {})) == Texts{"满意度 92.0%（81/88），最近 9 周都在目标 90.0% 上。"});
  }
  SECTION("at most two, of different figures, and nothing is made up") {
    const std::vector figures = {
        response({60, 58, 59, 57, 55, 54, 55, 50.1, 46.2, 41.8}),
        satisfaction({{70, 88}, {80, 88}, {81, 88}, {82, 88}, {83, 88}, {80, 88}, {82, 88}, {82, 88}, {80, 88}, {81, 88}}),
        slow({{3, 100}, {3, 100}, {3, 100}, {3, 100}, {3, 100}, {3, 100}, {3, 100}, {3, 100}, {3, 100}, {2, 100}})};
    CHECK(two_wins(figures, {}).size() == 2);
    CHECK(two_wins(std::vector{slow({{40, 1000}, {41, 1000}, {40, 1000}, {42, 1000}})}, {}).empty());
    CHECK(two_wins({}, {}).empty());
  }
  SECTION("never the answer ratio") {
    WeekFigure ratio = figure("answer_ratio", {"答问比", "Answer ratio"}, Unit::ratio, Better::band, std::nullopt);
    for (const double each : {1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.05}) add(ratio, each, 3000);
    CHECK(two_wins(std::vector{ratio}, {}).empty());
    CHECK(worst_gap(std::vector{ratio}) == nullptr);
    CHECK_FALSE(modest_target(std::vector{ratio}).has_value());
  }
}

TEST_CASE("1-on-1: few ratings are no share, and so no win, gap or target") {
  const std::vector figures = {satisfaction({{8, 9}, {7, 9}, {9, 9}, {9, 9}, {9, 9}, {9, 9}, {9, 9}, {9, 9}, {9, 9}, {1, 9}})};
  CHECK(two_wins(figures, {}).empty());
  CHECK(worst_gap(figures) == nullptr);
  CHECK_FALSE(modest_target(figures).has_value());
  CHECK_FALSE(one_trend(figures, {}, kMonday, kSunday).has_value());
}

TEST_CASE("1-on-1: a week of campaign days alone is held against nothing") {
  WeekFigure figure = response({60, 58, 59, 57, 55, 54, 55, 50.1, 46.2, 41.8});
  figure.weeks.back().special = true;
  const std::vector figures = {figure};
  CHECK(two_wins(figures, {}).empty());
  CHECK(worst_gap(figures) == nullptr);
  CHECK_FALSE(modest_target(figures).has_value());
}

TEST_CASE("1-on-1: a week off is no measure, though something was answered in it") {
  WeekFigure figure = response({60, 44, 46, 43, 50});
  CHECK(weeks_met(figure, 45'000).weeks == 5);
  figure.weeks[1].off = true;
  CHECK(weeks_met(figure, 45'000).weeks == 4);
  CHECK(weeks_met(figure, 45'000).met == 1);
  figure.weeks.back().off = true;
  CHECK(worst_gap(std::vector{figure}) == nullptr);
}

TEST_CASE("1-on-1: the worst gap weighs shares near one and times alike") {
  // 88 % of 90: two of ten allowed misses more, 20 %. 50 s of 45: 11 %. 3.2 % of 2.5: 28 %.
  const std::vector figures = {satisfaction({{88, 100}}), response({50}), slow({{32, 1000}})};
  const WeekFigure* worst = worst_gap(figures);
  REQUIRE(worst != nullptr);
  CHECK(worst->figure == "slow_share");
  const TalkSentence gap = gap_sentence(*worst, kMonday, kSunday);
  CHECK(gap.words.zh == "慢响应 3.2%（32/1,000），目标 2.5%，差 0.7 个百分点。");
  CHECK(gap.words.en == "Slow responses 3.2% (32/1,000), goal 2.5%: 0.7 pp away.");
  REQUIRE(gap.turns.has_value());
  CHECK(gap.turns->which == TurnsBehind::Which::slow);
  CHECK(gap.turns->from == kMonday);
  CHECK(gap.turns->to == kSunday);
  CHECK(worst_gap(std::vector{satisfaction({{88, 100}}), response({50})})->figure == "satisfaction");
  CHECK(worst_gap(std::vector{satisfaction({{90, 100}}), response({45}), slow({{25, 1000}})}) == nullptr);
}

TEST_CASE("1-on-1: a goal of all, and one of nothing") {
  WeekFigure reply = figure("reply_rate", {"回复率", "Reply rate"}, Unit::share, Better::higher, 1.0);
  add(reply, 0.99, 600);
  const TalkSentence gap = gap_sentence(*worst_gap(std::vector{reply}), kMonday, kSunday);
  CHECK(gap.words.zh == "回复率 99.0%（594/600），目标 100.0%，差 1.0 个百分点。");
  CHECK(gap.turns->which == TurnsBehind::Which::unanswered);
  CHECK(worst_gap(std::vector{slow({{1, 1000}}, 0.0)}) != nullptr);
}

TEST_CASE("1-on-1: one trend") {
  std::vector<TalkTurn> turns;
  for (int i = 0; i < 12; ++i) {
    turns.push_back(turn(static_cast<std::uint64_t>(i), i % 7, 14 * 60 + i, i < 6 ? 200 : 20));
    turns.back().in_touch = 6;
    turns.push_back(turn(100U + static_cast<std::uint64_t>(i), i % 7, 10 * 60 + i, i < 3 ? 200 : 20));
  }
  SECTION("an hour in which half of the slow turns or more lie") {
    const auto trend = one_trend({}, turns, kMonday, kSunday);
    REQUIRE(trend.has_value());
    CHECK(trend->words.zh == "慢响应集中在 14:00–15:00（9 次里 6 次），该时段同时接待中位 6 位，其余时段 3 位。");
    CHECK(trend->words.en ==
          "Slow turns lie between 14:00–15:00 (6 of 9), with 6 customers at once in that hour (median) and 3 in the others.");
    CHECK(trend->turns->minute_from == 14 * 60);
    CHECK(trend->turns->minute_to == 15 * 60);
  }
  SECTION("four slow turns are no hour") {
    std::vector<TalkTurn> few = {turn(1, 0, 840, 200), turn(2, 1, 841, 200), turn(3, 2, 842, 200), turn(4, 3, 843, 200)};
    CHECK_FALSE(one_trend({}, few, kMonday, kSunday).has_value());
  }
  SECTION("else a figure that went the wrong way for three weeks") {
    const std::vector figures = {slow({{10, 1000}, {10, 1000}, {20, 1000}, {25, 1000}, {32, 1000}})};
    const auto trend = one_trend(figures, {}, kMonday, kSunday);
    REQUIRE(trend.has_value());
    CHECK(trend->words.zh == "慢响应连续 3 周上升：1.0% → 2.0% → 2.5% → 3.2%。");
    CHECK(trend->words.en == "Slow responses up for 3 weeks running: 1.0% → 2.0% → 2.5% → 3.2%.");
  }
  SECTION("a week without a value ends a run") {
    CHECK(one_trend(std::vector{response({40, 41, 42, -1, 43, 44})}, {}, kMonday, kSunday)->words.zh ==
          "各项数字没有连续三周同一个方向的变化。");
  }
  SECTION("and of two weeks nothing is said") {
    CHECK_FALSE(one_trend(std::vector{response({40, 41})}, {}, kMonday, kSunday).has_value());
  }
}

TEST_CASE("1-on-1: load that is not the person's") {
  std::vector<TalkTurn> turns;
  for (int i = 0; i < 10; ++i) {
    turns.push_back(turn(static_cast<std::uint64_t>(i), i % 7, 14 * 60 + i, 20));
    turns.back().in_touch = 5;
  }
  CHECK_FALSE(load_sentence(turns, kMonday, kSunday).has_value());  // Five is what one person leads.
  for (TalkTurn& each : turns) each.in_touch = 6;
  const auto load = load_sentence(turns, kMonday, kSunday);
  REQUIRE(load.has_value());
  CHECK(load->words.zh == "14:00–15:00 同时接待中位 6 位（10 轮），一个人一般 3–5 位。");
  turns.pop_back();
  CHECK_FALSE(load_sentence(turns, kMonday, kSunday).has_value());  // Nine turns are no hour.
}

TEST_CASE("1-on-1: three conversations to read, a good one first") {
  const std::vector<TalkTurn> turns = {
      turn(1, 0, 600, 18, true),  turn(1, 0, 603, 25),  turn(1, 0, 606, 30),  // Well answered.
      turn(2, 0, 700, 15, true),  turn(2, 0, 702, 20),                        // Too, with fewer turns.
      turn(3, 3, 871, 292, true), turn(3, 3, 880, 200),                       // The longest wait.
      turn(4, 4, 847, 250),       turn(5, 4, 900, 29),
  };
  const auto readings = three_to_read(turns, 30'000);
  REQUIRE(readings.size() == 3);
  CHECK(readings[0].good);
  CHECK(readings[0].turn == 0);
  CHECK(readings[0].words.zh == "18 秒首响，3 轮都在 30 秒内答复。好在哪里？");
  CHECK(readings[0].words.en == "First answer in 18 s, each of 3 turns within 30 s. What was good in it?");
  CHECK_FALSE(readings[1].good);
  CHECK(readings[1].turn == 5);
  CHECK(readings[1].words.zh == "等了 4 分 52 秒，这一段共 2 轮。第一句之前能先应一声吗？");
  CHECK(readings[2].turn == 7);  // Not the other wait of the same session.
  CHECK(readings[2].words.en == "A wait of 4 min 10 s in a session of 1 turn. Was there room for a first word?");
  CHECK(bic_fact(turns, readings, std::nullopt)->zh == "周四 14:31 这一段，客户等了 4 分 52 秒。");
}

TEST_CASE("1-on-1: where nobody waited there is nothing to read but what was good") {
  const std::vector<TalkTurn> turns = {turn(1, 0, 600, 18, true), turn(1, 0, 603, 25), turn(2, 0, 700, 15, true)};
  const auto readings = three_to_read(turns, 30'000);
  REQUIRE(readings.size() == 1);
  CHECK(readings[0].good);
  CHECK_FALSE(bic_fact(turns, readings, std::nullopt).has_value());
  CHECK(bic_fact(turns, readings, TalkSentence{{"差 1 点。", "1 away."}, {}, {}})->zh == "差 1 点。");
  CHECK(three_to_read({}, 30'000).empty());
  // An unanswered turn spoils a session that else was good.
  std::vector<TalkTurn> spoilt = turns;
  spoilt[1].answered = false;
  spoilt[1].unanswered = true;
  CHECK(three_to_read(spoilt, 30'000).empty());
}

TEST_CASE("1-on-1: a modest target comes from the person's own weeks") {
  SECTION("what half of the weeks met, no easier than this week, no harder than the goal") {
    const std::vector figures = {slow({{30, 1000},
                                       {40, 1000},
                                       {28, 1000},
                                       {27, 1000},
                                       {31, 1000},
                                       {26, 1000},
                                       {29, 1000},
                                       {35, 1000},
                                       {39, 1000},
                                       {38, 1000}})};
    const auto target = modest_target(figures);
    REQUIRE(target.has_value());
    CHECK(target->figure == "slow_share");
    CHECK(target->value == Approx(0.030));
    CHECK(target->met.met == 5);
    CHECK(target->met.weeks == 10);
    CHECK(target->words.zh == "慢响应不超过 3.0%：自己近 10 周里有 5 周做到。");
    CHECK(target->words.en == "Slow responses at most 3.0%: met in 5 of your last 10 weeks.");
  }
  SECTION("never easier than this week") {
    const std::vector figures = {slow({{60, 1000}, {50, 1000}, {70, 1000}, {60, 1000}, {32, 1000}})};
    CHECK(modest_target(figures)->value == Approx(0.032));
  }
  SECTION("never beyond the goal") {
    const std::vector figures = {slow({{10, 1000}, {12, 1000}, {14, 1000}, {10, 1000}, {32, 1000}})};
    CHECK(modest_target(figures)->value == Approx(0.025));
    CHECK(modest_target(figures)->met.met == 4);
  }
  SECTION("of two weeks half of the way") {
    const std::vector figures = {response({60, 55}, 45)};
    CHECK(modest_target(figures)->value == Approx(50'000));
    CHECK(modest_target(figures)->words.zh == "平响不超过 50.0 秒：只有 2 周的数据，取现在与目标的一半。");
    CHECK(modest_target(std::vector{response({55}, 45)})->words.en ==
          "Response time at most 50.0 s: half of the way to the goal, since there is only 1 week to go by.");
  }
  SECTION("all targets met: the response time is held") {
    const std::vector figures = {satisfaction({{95, 100}, {95, 100}, {95, 100}, {95, 100}}), response({40, 41, 42, 43})};
    const auto target = modest_target(figures);
    REQUIRE(target.has_value());
    CHECK(target->figure == "response_mean_ms");
    CHECK(target->value == Approx(45'000));
    CHECK(target->met.met == 4);
  }
  SECTION("nothing to go by") {
    CHECK_FALSE(modest_target({}).has_value());
    CHECK_FALSE(modest_target(std::vector{response({40, -1})}).has_value());
  }
}

TEST_CASE("1-on-1: how many weeks a value would have been met, and whether it came true") {
  const WeekFigure figure = response({60, 50, -1, 44, 45, 46});
  CHECK(weeks_met(figure, 45'000).met == 2);
  CHECK(weeks_met(figure, 45'000).weeks == 5);
  CHECK(came_true(Better::lower, 45'000, figure.weeks[4]) == true);
  CHECK(came_true(Better::lower, 45'000, figure.weeks[5]) == false);
  CHECK_FALSE(came_true(Better::lower, 45'000, figure.weeks[2]).has_value());
  CHECK(agreed_words({"满意度", "Satisfaction"}, Unit::share, Better::higher, 0.9).zh == "满意度不低于 90.0%");
}

TEST_CASE("1-on-1: negative sales are told as they are") {
  WeekFigure sales = figure("sales_fen", {"销售额", "Sales"}, Unit::fen, Better::higher, 100'000);
  for (const double each : {90'000.0, 95'000.0, 97'000.0, 98'000.0, -12'345.0}) add(sales, each, 1);
  CHECK(gap_sentence(*worst_gap(std::vector{sales}), kMonday, kSunday).words.zh ==
        "销售额 ¥-123.45，目标 ¥1,000.00，差 ¥1,123.45。");
}

TEST_CASE("1-on-1: what is odd about a week is said first") {
  WeekState state;
  state.from = kMonday;
  state.to = kSunday;
  const auto notes = [&state] {
    Texts texts;
    for (const Words& each : week_notes(state)) texts.push_back(each.zh);
    return texts;
  };
  CHECK(notes().empty());
  SECTION("a sick day") {
    state.days_off = 3;
    CHECK(notes() == Texts{"休息 3 天，按其余 4 天算。"});
  }
  SECTION("one day off, in English") {
    state.days_off = 6;
    CHECK(week_notes(state).front().en == "6 days off; the figures are of the other 1 day.");
  }
  SECTION("leave all week") {
    state.days_off = 7;
    state.anything = false;
    CHECK(notes() == Texts{"这一周每天都休息，没有要谈的数字。"});
  }
  SECTION("a new hire in mid-week") {
    state.joined_on = kMonday + 2;
    state.newcomer = true;
    state.days = 5;
    CHECK(notes() == Texts{"周三（11 月 18 日）入职，这一周不满七天。", "入职第一个月：不和小组比较。"});
  }
  SECTION("the last day") {
    state.left_on = kMonday + 4;
    CHECK(notes() == Texts{"周五（11 月 20 日）是最后一天。"});
  }
  SECTION("a campaign within the week") {
    state.special = {"双11"};
    CHECK(notes() == Texts{"有“双11”，这几天不算在数字里。"});
  }
  SECTION("a campaign that is all of it") {
    state.special = {"双11"};
    state.all_special = true;
    CHECK(notes() == Texts{"有数字的几天都在“双11”里：数字照列，不和别的周比，也不按平常的目标看。"});
  }
  SECTION("no data") {
    state.anything = false;
    CHECK(notes() == Texts{"这一周没有数据。可以先谈想谈的和上周说好的；接入账号或导入文件后，数字会补上。"});
  }
  SECTION("the platform's figures alone") {
    state.source = "淘宝";
    CHECK(notes() == Texts{"数字来自平台（淘宝）的日报，没有逐轮记录，所以没有要一起看的对话。"});
  }
  SECTION("a week that runs") {
    state.over = false;
    state.to = kMonday + 2;
    CHECK(notes() == Texts{"这一周还没有结束，数字到周三（11 月 18 日）为止。"});
  }
}

TEST_CASE("1-on-1: how far somebody has come") {
  model::Member member;
  CHECK(stage_words(member, kMonday).zh == "成熟期");  // Nobody knows since when.
  member.joined_on = kMonday - 40;
  CHECK(stage_words(member, kMonday).zh == "成长期，入职第 2 个月");
  CHECK(stage_words(member, kMonday).en == "growing, month 2");
  member.joined_on = kMonday;
  CHECK(stage_words(member, kMonday).zh == "新手期，入职第 1 个月");
  member.joined_on = kMonday - 800;
  CHECK(stage_words(member, kMonday).zh == "资深");
}

}  // namespace rigong::team
