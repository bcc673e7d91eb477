// SPDX-License-Identifier: Apache-2.0
// What the weeks of a figure say: wins, the worst gap, a modest target.
#include "agent/team/one_on_one.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "agent/team/distance.h"
#include "agent/team/figure_words.h"

namespace rigong::team {
namespace {

using model::Better;
using model::Unit;

constexpr std::size_t kRun = 3;           // Weeks in a row that make a run.
constexpr std::size_t kFewestBefore = 3;  // Earlier weeks without which nothing is called the first.
constexpr std::size_t kFewestForBest = 6;
constexpr std::size_t kFewestHeld = 4;
constexpr std::size_t kFewestForTarget = 4;
constexpr double kTiny = 1e-9;

bool directed(const WeekFigure& figure) { return figure.better == Better::higher || figure.better == Better::lower; }
bool is_better(Better better, double a, double b) { return better == Better::higher ? a > b + kTiny : a < b - kTiny; }

// The end of the goal that counts for a figure of which more, or less, is better.
std::optional<double> aim_of(const WeekFigure& figure) {
  if (!figure.goal || !directed(figure)) return std::nullopt;
  return figure.better == Better::higher ? figure.goal->low : figure.goal->high;
}
bool meets(Better better, double value, double aim) { return !is_better(better, aim, value); }

// What is told as the same is the same.
bool reads_alike(Unit unit, double a, double b) { return value_words(unit, a).zh == value_words(unit, b).zh; }

std::vector<const WeekValue*> usable_before(const WeekFigure& figure) {
  std::vector<const WeekValue*> weeks;
  for (std::size_t i = 0; i + 1 < figure.weeks.size(); ++i) {
    if (figure.weeks[i].usable()) weeks.push_back(&figure.weeks[i]);
  }
  return weeks;
}

// With how much it is made of: "93.2%（82/88）", "41.8 秒（1,204 次）".
Words with_basis(const WeekFigure& figure, const WeekValue& at) {
  Words words = value_words(figure.unit, *at.value);
  if (at.denominator <= 0) return words;
  if (figure.unit == Unit::share) {
    const std::string basis = grouped(at.numerator, 0) + "/" + grouped(at.denominator, 0);
    return {fmt::format("{}（{}）", words.zh, basis), fmt::format("{} ({})", words.en, basis)};
  }
  if (figure.unit == Unit::ms) {
    const std::string basis = grouped(at.denominator, 0);
    return {fmt::format("{}（{} 次）", words.zh, basis), fmt::format("{} (n = {})", words.en, basis)};
  }
  return words;
}

struct Candidate {
  int rank = 0;
  TalkSentence sentence;
};

// How many weeks up to this one, each the week after the other, went the same way, told by values that read differently.
std::size_t run_of(const WeekFigure& figure, bool to_the_better) {
  std::size_t run = 0;
  for (std::size_t i = figure.weeks.size(); i >= 2; --i) {
    const WeekValue& now = figure.weeks[i - 1];
    const WeekValue& before = figure.weeks[i - 2];
    if (!now.usable() || !before.usable() || reads_alike(figure.unit, *now.value, *before.value)) break;
    if (is_better(figure.better, *now.value, *before.value) != to_the_better) break;
    ++run;
  }
  return run;
}

std::optional<Candidate> win_of(const WeekFigure& figure) {
  if (!directed(figure) || figure.weeks.empty() || !figure.weeks.back().usable()) return std::nullopt;
  const WeekValue& now = figure.weeks.back();
  const auto before = usable_before(figure);
  const auto aim = aim_of(figure);
  const Words value = with_basis(figure, now);
  const Words goal = aim ? value_words(figure.unit, *aim) : Words();
  const bool at_goal = aim && meets(figure.better, *now.value, *aim);
  const auto made = [&](int rank, std::string zh, std::string en) {
    return Candidate{rank, {{std::move(zh), std::move(en)}, figure.figure, std::nullopt}};
  };
  const auto met_before = [&](const WeekValue* week) { return meets(figure.better, *week->value, *aim); };
  if (at_goal && before.size() >= kFewestBefore && std::none_of(before.begin(), before.end(), met_before)) {
    return made(0, fmt::format("{} {}，近 {} 周里第一次达到目标 {}。", figure.title.zh, value.zh, before.size() + 1, goal.zh),
                fmt::format("{} {}: at the goal of {} for the first time in {} weeks.", figure.title.en, value.en, goal.en,
                            before.size() + 1));
  }
  const std::size_t run = run_of(figure, true);
  if (run >= kRun) {
    std::string zh;
    std::string en;
    for (std::size_t i = figure.weeks.size() - 1 - kRun; i < figure.weeks.size(); ++i) {
      const Words each = value_words(figure.unit, *figure.weeks[i].value);
      zh += (zh.empty() ? "" : " → ") + each.zh;
      en += (en.empty() ? "" : " → ") + each.en;
    }
    return made(1,
                fmt::format("{}连续 {} 周{}：{}。", figure.title.zh, run, figure.better == Better::higher ? "上升" : "下降", zh),
                fmt::format("{} {} for {} weeks running: {}.", figure.title.en, figure.better == Better::higher ? "up" : "down",
                            run, en));
  }
  const auto beaten = [&](const WeekValue* week) {
    return is_better(figure.better, *now.value, *week->value) && !reads_alike(figure.unit, *now.value, *week->value);
  };
  if (before.size() + 1 >= kFewestForBest && std::all_of(before.begin(), before.end(), beaten)) {
    return made(3, fmt::format("{} {}，是近 {} 周里最好的一周。", figure.title.zh, value.zh, before.size() + 1),
                fmt::format("{} {}: the best of {} weeks.", figure.title.en, value.en, before.size() + 1));
  }
  if (!at_goal) return std::nullopt;
  std::size_t held = 1;
  for (auto week = before.rbegin(); week != before.rend() && met_before(*week); ++week) ++held;
  if (held >= kFewestHeld) {
    return made(4, fmt::format("{} {}，最近 {} 周都在目标 {} 上。", figure.title.zh, value.zh, held, goal.zh),
                fmt::format("{} {}: at the goal of {} in each of the last {} weeks.", figure.title.en, value.en, goal.en, held));
  }
  return made(5, fmt::format("{} {}，达到目标 {}。", figure.title.zh, value.zh, goal.zh),
              fmt::format("{} {}: at the goal of {}.", figure.title.en, value.en, goal.en));
}

// How far below the goal, against the smaller of the goal and what is left of it to one.
double shortfall(const WeekFigure& figure) {
  const auto aim = aim_of(figure);
  if (!aim || figure.weeks.empty() || !figure.weeks.back().usable()) return 0;
  const double value = *figure.weeks.back().value;
  if (meets(figure.better, value, *aim) || reads_alike(figure.unit, value, *aim)) return 0;
  constexpr double kSmallestShare = 0.01;
  double scale = std::abs(*aim);
  if (figure.unit == Unit::share) scale = std::max(std::min(*aim, 1 - *aim), kSmallestShare);
  return scale > kTiny ? std::abs(value - *aim) / scale : 0;
}

// To a step that people name, away from what is hard: nobody agrees on 44.137 s.
double rounded(Unit unit, Better better, double value) {
  double step = 0.01;
  switch (unit) {
    case Unit::share:
      step = 0.001;
      break;
    case Unit::ms:
      step = 500;
      break;
    case Unit::fen:
      step = 100;
      break;
    case Unit::count:
      step = 1;
      break;
    case Unit::ratio:
      break;
  }
  const double steps = value / step;
  return (better == Better::higher ? std::floor(steps + kTiny) : std::ceil(steps - kTiny)) * step;
}

}  // namespace

Words promise_words(const WeekPromise& promise) {
  return {fmt::format("“{}”，说好 {} 天，做到 {} 天。", promise.title, promise.days, promise.kept),
          fmt::format("“{}”: kept on {} of {}.", promise.title, promise.kept, plural(promise.days, "day", "days"))};
}

std::vector<TalkSentence> two_wins(std::span<const WeekFigure> figures, std::span<const WeekPromise> promises) {
  std::vector<Candidate> candidates;
  for (const WeekFigure& figure : figures) {
    if (auto win = win_of(figure)) candidates.push_back(std::move(*win));
  }
  constexpr std::int64_t kFewestDays = 3;
  for (const WeekPromise& promise : promises) {
    if (promise.days < kFewestDays || promise.kept * 5 < promise.days * 4) continue;
    candidates.push_back({2, {promise_words(promise), {}, std::nullopt}});
    break;
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  std::vector<TalkSentence> wins;
  for (Candidate& each : candidates) {
    if (wins.size() < 2) wins.push_back(std::move(each.sentence));
  }
  return wins;
}

const WeekFigure* worst_gap(std::span<const WeekFigure> figures) {
  const WeekFigure* worst = nullptr;
  for (const WeekFigure& figure : figures) {
    if (shortfall(figure) > (worst != nullptr ? shortfall(*worst) : 0)) worst = &figure;
  }
  return worst;
}

TalkSentence gap_sentence(const WeekFigure& figure, Day from, Day to) {
  using Which = TurnsBehind::Which;
  static const std::map<std::string_view, Which> kBehind = {{"slow_share", Which::slow},
                                                            {"response_mean_ms", Which::slowest},
                                                            {"reply_rate", Which::unanswered},
                                                            {"first_response_mean_ms", Which::first},
                                                            {"first_response_in_time_rate", Which::first}};
  const WeekValue& now = figure.weeks.back();
  const double aim = *aim_of(figure);
  const Words value = with_basis(figure, now);
  const Words goal = value_words(figure.unit, aim);
  const Words size = size_words(figure.unit, *now.value - aim);
  TalkSentence sentence;
  sentence.figure = figure.figure;
  sentence.words = {fmt::format("{} {}，目标 {}，差 {}。", figure.title.zh, value.zh, goal.zh, size.zh),
                    fmt::format("{} {}, goal {}: {} away.", figure.title.en, value.en, goal.en, size.en)};
  if (const auto behind = kBehind.find(figure.figure); behind != kBehind.end()) {
    sentence.turns = TurnsBehind{behind->second, from, to, std::nullopt, std::nullopt};
  }
  return sentence;
}

// Also the run of one_trend(), in talk_turns.cc.
std::optional<TalkSentence> worsening(std::span<const WeekFigure> figures) {
  for (const WeekFigure& figure : figures) {
    if (!directed(figure)) continue;
    const std::size_t run = run_of(figure, false);
    if (run < kRun) continue;
    std::string zh;
    std::string en;
    for (std::size_t i = figure.weeks.size() - 1 - kRun; i < figure.weeks.size(); ++i) {
      const Words each = value_words(figure.unit, *figure.weeks[i].value);
      zh += (zh.empty() ? "" : " → ") + each.zh;
      en += (en.empty() ? "" : " → ") + each.en;
    }
    const bool up = figure.better == Better::lower;
    return TalkSentence{{fmt::format("{}连续 {} 周{}：{}。", figure.title.zh, run, up ? "上升" : "下降", zh),
                         fmt::format("{} {} for {} weeks running: {}.", figure.title.en, up ? "up" : "down", run, en)},
                        figure.figure,
                        std::nullopt};
  }
  const bool known = std::any_of(figures.begin(), figures.end(), [](const WeekFigure& figure) {
    return usable_before(figure).size() + 1 >= kFewestHeld && figure.weeks.back().usable();
  });
  if (!known) return std::nullopt;
  return TalkSentence{{"各项数字没有连续三周同一个方向的变化。", "No figure went one way for three weeks running."}, {}, {}};
}

WeeksMet weeks_met(const WeekFigure& figure, double value) {
  WeeksMet met;
  for (const WeekValue& week : figure.weeks) {
    if (!week.usable()) continue;
    ++met.weeks;
    if (meets(figure.better, *week.value, value)) ++met.met;
  }
  return met;
}

Words agreed_words(const Words& title, Unit unit, Better better, double value) {
  const Words shown = value_words(unit, value);
  if (better == Better::higher) return {title.zh + "不低于 " + shown.zh, title.en + " at least " + shown.en};
  return {title.zh + "不超过 " + shown.zh, title.en + " at most " + shown.en};
}

std::optional<bool> came_true(Better better, double agreed, const WeekValue& value) {
  if (!value.usable()) return std::nullopt;
  return meets(better, *value.value, agreed);
}

std::optional<ModestTarget> modest_target(std::span<const WeekFigure> figures) {
  const auto fits = [](const WeekFigure& figure) {
    return aim_of(figure).has_value() && !figure.weeks.empty() && figure.weeks.back().usable();
  };
  const WeekFigure* chosen = worst_gap(figures);
  for (const WeekFigure& figure : figures) {
    if (chosen == nullptr && figure.figure == "response_mean_ms" && fits(figure)) chosen = &figure;
  }
  for (const WeekFigure& figure : figures) {
    if (chosen == nullptr && fits(figure)) chosen = &figure;
  }
  if (chosen == nullptr) return std::nullopt;
  const Better better = chosen->better;
  const double now = *chosen->weeks.back().value;
  const double aim = *aim_of(*chosen);
  std::vector<double> values;
  for (const WeekValue& week : chosen->weeks) {
    if (week.usable()) values.push_back(*week.value);
  }
  std::sort(values.begin(), values.end(), [&](double a, double b) { return is_better(better, a, b); });
  const bool enough = values.size() >= kFewestForTarget;
  double value = enough ? values[(values.size() - 1) / 2] : (now + aim) / 2;
  if (is_better(better, now, value)) value = now;
  if (is_better(better, value, aim)) value = aim;
  value = rounded(chosen->unit, better, value);
  if (is_better(better, value, aim)) value = aim;
  ModestTarget target{chosen->figure, value, weeks_met(*chosen, value), {}};
  const Words agreed = agreed_words(chosen->title, chosen->unit, better, value);
  if (enough) {
    target.words = {
        fmt::format("{}：自己近 {} 周里有 {} 周做到。", agreed.zh, target.met.weeks, target.met.met),
        fmt::format("{}: met in {} of your last {}.", agreed.en, target.met.met, plural(target.met.weeks, "week", "weeks"))};
  } else {
    target.words = {fmt::format("{}：只有 {} 周的数据，取现在与目标的一半。", agreed.zh, target.met.weeks),
                    fmt::format("{}: half of the way to the goal, since there is only {} to go by.", agreed.en,
                                plural(target.met.weeks, "week", "weeks"))};
  }
  return target;
}

}  // namespace rigong::team
