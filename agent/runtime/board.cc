// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/board.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "agent/base/civil.h"
#include "agent/metrics/catalogue.h"
#include "agent/runtime/public_ranking.h"
#include "agent/team/figure_words.h"
#include "agent/team/ranking.h"

namespace rigong::runtime {
namespace {

using model::Report;
using model::ReportBlock;
using overlay::RankBy;
using overlay::Unit;
using team::grouped;

const std::string kNothing = "—";

const char* in(Language language, const char* zh, const char* en) { return language == Language::zh ? zh : en; }

std::string bare(Unit unit, double value, Language language) { return say(team::value_words(unit, value), language); }

std::string day_text(Day day, Language language) {
  constexpr std::array kZh = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  constexpr std::array kEn = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto date = civil_day_of(day);
  const auto at = static_cast<std::size_t>(weekday(day));
  return language == Language::zh ? fmt::format("{}月{}日 {}", date.month(), date.day(), kZh.at(at))
                                  : fmt::format("{} {}-{:02}-{:02}", kEn.at(at), date.year(), date.month(), date.day());
}

const char* board_name(RankBy by, Language language) {
  switch (by) {
    case RankBy::week:
      return in(language, "客服周榜", "Weekly ranking");
    case RankBy::month:
      return in(language, "客服月榜", "Monthly ranking");
    case RankBy::day:
      break;
  }
  return in(language, "客服日榜", "Daily ranking");
}

// The period that a change is against.
const char* before_name(RankBy by, Language language) {
  switch (by) {
    case RankBy::week:
      return in(language, "较上周", "vs last week");
    case RankBy::month:
      return in(language, "较上月", "vs last month");
    case RankBy::day:
      break;
  }
  return in(language, "较前日", "vs day before");
}

const char* title_name(overlay::TitleKind title, Language language) {
  switch (title) {
    case overlay::TitleKind::best_response:
      return in(language, "最佳响应", "Best response");
    case overlay::TitleKind::high_conversion:
      return in(language, "高转化", "High conversion");
    case overlay::TitleKind::service_star:
      break;
  }
  return in(language, "服务之星", "Service star");
}

const char* why_text(overlay::LeftOut why, Language language) {
  switch (why) {
    case overlay::LeftOut::off:
      return in(language, "休", "off");
    case overlay::LeftOut::newcomer:
      return in(language, "首月不排", "first month");
    case overlay::LeftOut::no_value:
      return in(language, "无数据", "no data");
    case overlay::LeftOut::alone:
      return in(language, "不足五人", "under five");
    case overlay::LeftOut::few:
      break;
  }
  return in(language, "样本不足", "too few");
}

// How far two values are apart: of shares in points.
std::string distance_text(Unit unit, double value, Language language) {
  return unit == Unit::share ? grouped(value * 100, 1) + in(language, " 点", " pp") : bare(unit, value, language);
}

std::string of_composite(const overlay::Value& value) { return value.value ? grouped(*value.value, 1) : kNothing; }
std::string points_change(const std::optional<double>& change) {
  if (!change) return kNothing;
  const std::string text = grouped(*change, 1);
  return *change > 0 && text != "0.0" ? "+" + text : text;
}

ReportBlock line(std::string text) { return {ReportBlock::Kind::line, std::move(text)}; }
ReportBlock note(std::string text) { return {ReportBlock::Kind::note, std::move(text)}; }

std::string names_of(const std::vector<overlay::Person>& people, Language language) {
  std::string names;
  for (const overlay::Person& each : people) {
    if (!names.empty()) names += in(language, "、", ", ");
    names += each.name;
  }
  return names;
}

// A lead who reads the full board aloud should know whose name is not for others.
std::string name_for_lead(const overlay::Ranking& ranking, const overlay::Person& person, Language language) {
  const bool unnamed = std::find(ranking.unnamed.begin(), ranking.unnamed.end(), person.id) != ranking.unnamed.end();
  return unnamed ? person.name + in(language, "（不公开）", " (not public)") : person.name;
}

using model::ReportBar;

// A little beyond the larger of the two, so that neither stands at the edge.
constexpr double kBarRoom = 1.1;
// A composite at every goal.
constexpr double kAllGoals = 100;

// A figure of the group against its goal, from zero on: a share on a scale that ends at all of it.
std::optional<ReportBar> bar_of(const overlay::RankingFigure& figure) {
  if (!figure.total->value || !figure.goal || *figure.total->value < 0 || *figure.goal <= 0) return std::nullopt;
  const double value = *figure.total->value;
  const double longest = std::max(value, *figure.goal);
  const double scale = figure.unit == Unit::share ? std::max(1.0, longest) : longest * kBarRoom;
  const bool reached = figure.total_gap && *figure.total_gap >= 0;
  return ReportBar{value / scale, *figure.goal / scale, reached ? ReportBar::Tone::good : ReportBar::Tone::look};
}

// The group as one: what it has, against what, and how far its people are apart.
ReportBlock group_table(const overlay::Ranking& ranking, Language language) {
  ReportBlock table{ReportBlock::Kind::table, ""};
  const bool by_day = ranking.by == RankBy::day;
  table.columns = {{in(language, "本组", "Group"), false},
                   {by_day ? in(language, "当日", "Day") : in(language, "本期", "Period"), true},
                   {before_name(ranking.by, language), true}};
  if (by_day) table.columns.push_back({in(language, "较上周同日", "vs last week"), true});
  table.columns.push_back({in(language, "目标", "Goal"), true});
  table.columns.push_back({in(language, "峰谷差", "Spread"), true});
  table.bars_title = in(language, "竖线为目标", "Tick: goal");
  for (const overlay::RankingFigure& figure : ranking.figures) {
    if (!figure.total) continue;
    std::vector<std::string> row = {figure_title(figure.name, language), value_text(figure.unit, *figure.total, language),
                                    change_text(figure.unit, figure.total_change, language)};
    if (by_day) row.push_back(change_text(figure.unit, figure.total_week_change, language));
    std::string goal = kNothing;
    if (figure.goal) {
      goal = bare(figure.unit, *figure.goal, language);
      if (figure.total_gap && *figure.total_gap >= 0) goal += " ✓";
    }
    row.push_back(std::move(goal));
    row.push_back(figure.spread && figure.spread->spread ? distance_text(figure.unit, *figure.spread->spread, language)
                                                         : kNothing);
    table.rows.push_back(std::move(row));
    table.bars.push_back(bar_of(figure));
  }
  return table;
}

// Those of the composite who are told, with satisfaction and speed beside it: theirs, wherever they stand in those, which only
// the whole ranking knows.
ReportBlock first_three(const std::vector<overlay::RankingPlace>& told, const overlay::Ranking& ranking, Language language) {
  ReportBlock table{ReportBlock::Kind::table, in(language, "综合前三", "First three")};
  table.columns = {
      {in(language, "名次", "Place"), true}, {in(language, "客服", "Rep"), false}, {in(language, "综合", "Points"), true}};
  std::vector<const overlay::RankingFigure*> beside;
  for (const overlay::RankingFigure& figure : ranking.figures) {
    if (figure.name != "satisfaction" && figure.name != "response_mean_ms") continue;
    beside.push_back(&figure);
    table.columns.push_back({figure_title(figure.name, language), true});
  }
  table.bars_title = in(language, "竖线为 100 分", "Tick: 100");
  double longest = kAllGoals;
  for (const overlay::RankingPlace& place : told) longest = std::max(longest, place.value.value.value_or(0));
  for (const overlay::RankingPlace& place : told) {
    std::vector<std::string> row = {std::to_string(place.place), place.person.name, of_composite(place.value)};
    for (const overlay::RankingFigure* figure : beside) {
      std::string text = kNothing;
      for (const overlay::RankingPlace& other : figure->places) {
        if (other.person.id == place.person.id) text = value_text(figure->unit, other.value, language);
      }
      row.push_back(std::move(text));
    }
    table.rows.push_back(std::move(row));
    // Whoever stands here did well: nobody is told in orange what is missing.
    const double points = place.value.value.value_or(-1);
    const double scale = longest * kBarRoom;
    const auto tone = points >= kAllGoals ? ReportBar::Tone::good : ReportBar::Tone::plain;
    table.bars.push_back(points >= 0 ? std::optional(ReportBar{points / scale, kAllGoals / scale, tone}) : std::nullopt);
  }
  return table;
}

std::string list_of_figures(const std::vector<std::string>& figures, Language language) {
  std::string text;
  for (const std::string& each : figures) {
    if (!text.empty()) text += in(language, "、", ", ");
    text += figure_title(each, language);
  }
  return text;
}

// What the composite is made of, and how satisfaction counts in it.
std::string composite_words(const overlay::Ranking& ranking, Language language) {
  const bool rated =
      std::find(ranking.composite_of.begin(), ranking.composite_of.end(), "satisfaction") != ranking.composite_of.end();
  const std::string figures = list_of_figures(ranking.composite_of, language);
  if (language == Language::en) {
    return fmt::format("Points: {} against their goals, 100 at the goal{}.", figures,
                       rated ? "; few ratings count for less" : "");
  }
  return fmt::format("综合：{}对目标的达成，达标为 100 分{}。", figures, rated ? "；评价少的按可信下限折算" : "");
}

// Why there is nobody to name.
std::string no_places(const overlay::Ranking& ranking, Language language) {
  if (ranking.composite.people >= static_cast<std::int64_t>(team::kSmallestRanking))
    return in(language, "这一期没有可公开的名次。", "There are no places to tell of this period.");
  const bool rated = std::any_of(ranking.figures.begin(), ranking.figures.end(),
                                 [](const overlay::RankingFigure& figure) { return figure.name == "satisfaction"; });
  if (ranking.composite_of.empty() && rated) {
    return in(language, "评价太少，这一期不排综合：速度不单独排名。",
              "Too few ratings for a composite: speed is never ranked alone.");
  }
  if (ranking.composite_of.empty()) return in(language, "没有设目标，不排综合。", "There are no goals, so no composite.");
  return in(language, "够条件的不足五人，不排名次。", "Fewer than five have enough for a place: no ranking.");
}

// The month's goals that are not reached yet, and what the days that remain must average where that can be.
std::vector<std::string> month_lines(const overlay::Ranking& ranking, Language language) {
  std::vector<std::string> lines;
  for (const overlay::RankingFigure& figure : ranking.figures) {
    if (!figure.month || !figure.month->so_far || !figure.month->gap) continue;
    const overlay::MonthGap& month = *figure.month;
    const bool lower = figure.better == overlay::Better::lower;
    if (lower ? *month.gap <= 0 : *month.gap >= 0) continue;
    const bool possible = month.needed && *month.needed >= 0 && (figure.unit != Unit::share || *month.needed <= 1);
    const std::string so_far = bare(figure.unit, *month.so_far, language);
    const std::string title = figure_title(figure.name, language);
    if (language == Language::zh) {
      lines.push_back(possible && month.days_left > 0 ? fmt::format("{}本月至今 {}，余下 {} 天平均到 {}，就达标", title, so_far,
                                                                    month.days_left, bare(figure.unit, *month.needed, language))
                                                      : fmt::format("{}本月至今 {}，距月目标 {}", title, so_far,
                                                                    distance_text(figure.unit, std::abs(*month.gap), language)));
    } else {
      lines.push_back(possible && month.days_left > 0
                          ? fmt::format("{}: {} this month; {} on average over the {} left reaches the goal", title, so_far,
                                        bare(figure.unit, *month.needed, language),
                                        month.days_left == 1 ? "day" : fmt::format("{} days", month.days_left))
                          : fmt::format("{}: {} this month, {} from the goal", title, so_far,
                                        distance_text(figure.unit, std::abs(*month.gap), language)));
    }
  }
  return lines;
}

Report begin(const overlay::Ranking& ranking, Language language) {
  Report report;
  report.title =
      fmt::format("{} {}", board_name(ranking.by, language), period_text(ranking.by, ranking.from, ranking.to, language));
  if (!ranking.group.empty()) report.title += " · " + ranking.group;
  report.mark = fmt::format(
      "{} {}", in(language, "日拱", "Rigong"),
      ranking.by == RankBy::day ? to_string(ranking.to) : fmt::format("{}/{}", to_string(ranking.from), to_string(ranking.to)));
  if (!ranking.group.empty()) report.mark += " " + ranking.group;
  return report;
}

void add_titles(const overlay::Ranking& ranking, Language language, Report& report) {
  for (const overlay::RankingTitle& title : ranking.titles) {
    report.blocks.push_back(line(
        fmt::format("{}{}{}", title_name(title.title, language), in(language, "：", ": "), names_of(title.people, language))));
  }
}

void add_state(const overlay::Ranking& ranking, Language language, Report& report) {
  if (ranking.special) {
    const bool by_day = ranking.by == RankBy::day;
    report.blocks.push_back(
        note(language == Language::zh
                 ? fmt::format("含特殊日“{}”，{}。", *ranking.special, by_day ? "不作同比" : "进步最大不计这样的日子")
                 : fmt::format("Includes a special day ({}): {}.", *ranking.special,
                               by_day ? "not compared" : "most improved leaves such days out")));
  }
  if (ranking.special_before) {
    report.blocks.push_back(
        note(language == Language::zh
                 ? fmt::format("上一期含特殊日“{}”，变化仅供参考。", *ranking.special_before)
                 : fmt::format("The period before includes a special day ({}): changes say less.", *ranking.special_before)));
  }
  if (ranking.status != overlay::FigureStatus::final) {
    report.blocks.push_back(note(in(language, "数字还会变。", "Figures may still change.")));
  }
}

}  // namespace

std::string value_text(Unit unit, const overlay::Value& value, Language language) {
  if (value.few) return fmt::format("{:.0f}/{:.0f}", value.numerator, value.denominator);
  return value.value ? bare(unit, *value.value, language) : kNothing;
}

std::string goal_text(Unit unit, const std::optional<overlay::Goal>& goal, Language language) {
  if (!goal || (!goal->low && !goal->high)) return kNothing;
  if (goal->low && goal->high) return bare(unit, *goal->low, language) + "–" + bare(unit, *goal->high, language);
  return goal->low ? "≥ " + bare(unit, *goal->low, language) : "≤ " + bare(unit, *goal->high, language);
}

std::string change_text(Unit unit, const std::optional<double>& change, Language language) {
  if (!change) return kNothing;
  const bool zh = language == Language::zh;
  const double size = std::abs(*change);
  const auto said = [&](const std::string& number, const char* more_zh, const char* less_zh, const char* unit_zh,
                        const char* more_en, const char* less_en, const char* unit_en) {
    if (number.find_first_not_of("0.,") == std::string::npos) return std::string(zh ? "持平" : "same");
    return zh ? fmt::format("{}{}{}", *change > 0 ? more_zh : less_zh, number, unit_zh)
              : fmt::format("{}{}{}", *change > 0 ? more_en : less_en, number, unit_en);
  };
  switch (unit) {
    case Unit::share:
      return said(grouped(size * 100, 1), "升 ", "降 ", " 点", "+", "-", " pp");
    case Unit::ms:
      return said(grouped(size / 1000, 1), "慢 ", "快 ", " 秒", "+", "-", " s");
    case Unit::ratio:
      return said(grouped(size, 2), "+", "-", "", "+", "-", "");
    case Unit::fen:
      return said(grouped(size / 100, 2), "+¥", "-¥", "", "+¥", "-¥", "");
    case Unit::count:
      break;
  }
  return said(grouped(size, 0), "+", "-", "", "+", "-", "");
}

std::string figure_title(const std::string& figure, Language language) {
  if (figure == "composite") return in(language, "综合", "Composite");
  const metrics::FigureKind* kind = metrics::find_figure(figure);
  return kind != nullptr ? say(kind->title, language) : figure;
}

std::string period_text(RankBy by, Day first, Day last, Language language) {
  const auto from = civil_day_of(first);
  const auto to = civil_day_of(last);
  switch (by) {
    case RankBy::week:
      if (language == Language::en) return fmt::format("{} – {}", to_string(first), to_string(last));
      return from.month() == to.month() ? fmt::format("{}月{}日至{}日", from.month(), from.day(), to.day())
                                        : fmt::format("{}月{}日至{}月{}日", from.month(), from.day(), to.month(), to.day());
    case RankBy::month: {
      const std::string month = language == Language::zh ? fmt::format("{}年{}月", to.year(), to.month())
                                                         : fmt::format("{}-{:02}", to.year(), to.month());
      const bool whole = cctz::civil_day(to + 1).day() == 1;
      if (whole) return month;
      return month + (language == Language::zh ? fmt::format("（到{}日）", to.day()) : fmt::format(" (to day {})", to.day()));
    }
    case RankBy::day:
      break;
  }
  return day_text(last, language);
}

Report public_board(const overlay::Ranking& from, Language language) {
  overlay::Ranking ranking = from;
  make_public(ranking);
  const bool zh = language == Language::zh;
  Report report = begin(ranking, language);
  if (ranking.people < static_cast<std::int64_t>(team::kSmallestRanking)) {
    report.blocks.push_back(line(in(language, "在岗不足五人，不公布名次和组内数字。",
                                    "Fewer than five people: no ranking and no group figures are told.")));
    return report;
  }
  ReportBlock group = group_table(ranking, language);
  if (group.rows.empty()) {
    report.blocks.push_back(line(in(language, "这一期没有数据。", "There are no figures of this period.")));
    return report;
  }
  report.blocks.push_back(std::move(group));
  for (const std::string& text : month_lines(ranking, language)) report.blocks.push_back(line(text));
  ReportBlock first = first_three(ranking.composite.places, from, language);
  if (first.rows.empty()) {
    report.blocks.push_back(line(no_places(ranking, language)));
  } else {
    report.blocks.push_back(std::move(first));
    report.blocks.push_back(note(composite_words(ranking, language)));
  }
  if (!ranking.improved.empty()) {
    std::vector<overlay::Person> people;
    for (const auto& each : ranking.improved) people.push_back(each.person);
    const char* than = ranking.by == RankBy::day    ? in(language, "上周同日", "the same weekday last week")
                       : ranking.by == RankBy::week ? in(language, "上周", "last week")
                                                    : in(language, "上月", "last month");
    report.blocks.push_back(line(zh ? fmt::format("进步最大：{}（综合比{}高 {} 分）", names_of(people, language), than,
                                                  grouped(ranking.improved[0].points, 1))
                                    : fmt::format("Most improved: {} ({} points over {})", names_of(people, language),
                                                  grouped(ranking.improved[0].points, 1), than)));
  }
  add_titles(ranking, language, report);
  add_state(ranking, language, report);
  return report;
}

Report full_board(const overlay::Ranking& ranking, Language language) {
  Report report = begin(ranking, language);
  ReportBlock group = group_table(ranking, language);
  if (group.rows.empty()) {
    report.blocks.push_back(line(in(language, "这一期没有数据。", "There are no figures of this period.")));
    return report;
  }
  report.blocks.push_back(std::move(group));
  const auto add = [&](const overlay::RankingFigure& figure, bool points) {
    if (figure.places.empty() && figure.unplaced.empty()) return;
    const auto shown = [&](const overlay::Value& value) {
      return points ? of_composite(value) : value_text(figure.unit, value, language);
    };
    const auto changed = [&](const std::optional<double>& change) {
      return points ? points_change(change) : change_text(figure.unit, change, language);
    };
    ReportBlock table{ReportBlock::Kind::table, figure_title(figure.name, language)};
    table.columns = {{in(language, "名次", "Place"), true},
                     {in(language, "客服", "Rep"), false},
                     {in(language, "数值", "Value"), true},
                     {before_name(ranking.by, language), true}};
    if (ranking.by == RankBy::day) table.columns.push_back({in(language, "较上周同日", "vs last week"), true});
    for (const overlay::RankingPlace& place : figure.places) {
      std::vector<std::string> row = {std::to_string(place.place), name_for_lead(ranking, place.person, language),
                                      shown(place.value), changed(place.change)};
      if (ranking.by == RankBy::day) row.push_back(changed(place.week_change));
      table.rows.push_back(std::move(row));
    }
    for (const overlay::RankingUnplaced& each : figure.unplaced) {
      std::vector<std::string> row = {kNothing, name_for_lead(ranking, each.person, language), shown(each.value),
                                      why_text(each.why, language)};
      if (ranking.by == RankBy::day) row.emplace_back();
      table.rows.push_back(std::move(row));
    }
    report.blocks.push_back(std::move(table));
  };
  add(ranking.composite, true);
  for (const overlay::RankingFigure& figure : ranking.figures) add(figure, false);
  add_titles(ranking, language, report);
  add_state(ranking, language, report);
  return report;
}

}  // namespace rigong::runtime
