// SPDX-License-Identifier: Apache-2.0
// The sentences of the weekly 1-on-1 (reference: features, D2), each made from records by one of the rules written here: what is
// seen, with how much it is made of, and never why. No figure is said to have moved another, nobody is held against a named
// colleague, and where there is nothing to say nothing is said. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/figure_kind.h"
#include "agent/model/member.h"
#include "agent/team/goals.h"

namespace rigong::team {

// How many weeks back a target is held against; the page draws the last eight.
inline constexpr std::size_t kTalkWeeks = 10;

// A figure of one person in one week. Special days are not in it where there are others.
struct WeekValue {
  Day week;  // The Monday.
  std::optional<double> value;
  double numerator = 0;
  double denominator = 0;  // 0 = what it is made of is not known.
  bool few = false;        // Told as counts, never as a share.
  bool special = false;    // Of special days alone: no measure for other weeks, nor for the usual goal.
  bool off = false;        // Off on every day: what was answered all the same is no measure either.
  [[nodiscard]] bool usable() const { return value.has_value() && !few && !special && !off; }
};

struct WeekFigure {
  std::string figure;  // JSON name.
  Words title;
  model::Unit unit = model::Unit::count;
  model::Better better = model::Better::none;
  std::optional<Goal> goal;
  std::vector<WeekValue> weeks;  // Oldest first; the last is the week that is talked about.
};

// Which turns of the week stand behind a sentence.
struct TurnsBehind {
  enum class Which { all, answered, slow, slowest, unanswered, first } which = Which::all;
  Day from;
  Day to;
  std::optional<int> minute_from;  // Of the shop's wall time, [from, to).
  std::optional<int> minute_to;
};

struct TalkSentence {
  Words words;
  std::string figure = {};  // JSON name, where it is about one.
  std::optional<TurnsBehind> turns = std::nullopt;
};

// A promise of the week: on how many days it was to be kept, and on how many it was. Days off are in neither.
struct WeekPromise {
  std::string title;
  std::int64_t days = 0;
  std::int64_t kept = 0;
};

// At most two things that went well, of different figures, in this order: at the goal for the first time in the weeks known
// (three or more); better three weeks running; a promise kept on four of five days or more; the best of the weeks known (six or
// more); at the goal four weeks running or more; at the goal. Never the answer ratio, nor what is few.
[[nodiscard]] std::vector<TalkSentence> two_wins(std::span<const WeekFigure> figures, std::span<const WeekPromise> promises);
// "“…”，说好 6 天，做到 5 天。"
[[nodiscard]] Words promise_words(const WeekPromise& promise);

// The figure that lies farthest from its goal, the distance measured against the smaller of the goal and what is left of it to
// one, so that shares near 0 and near 1 weigh alike. Nothing where every usable figure is at its goal.
[[nodiscard]] const WeekFigure* worst_gap(std::span<const WeekFigure> figures);
[[nodiscard]] TalkSentence gap_sentence(const WeekFigure& figure, Day from, Day to);

// A turn of the week as the talk needs it: eligible, of the person.
struct TalkTurn {
  std::uint64_t session = 0;  // Any number that is the same for the turns of one session.
  Day day;
  int minute = 0;  // Of its clock's start, minutes of the shop's wall time.
  TimeMs opened_at = 0;
  DurationMs response_ms = 0;
  bool answered = false;
  bool unanswered = false;
  bool slow = false;
  bool first_response = false;
  std::int64_t in_touch = 0;  // With how many customers the person was in touch when it began.
};

// One trend: an hour of the day in which half of the week's slow turns or more lie (five at least), with the customers in touch
// in it and in the other hours; else a figure that went the wrong way three weeks running; else, from four usable weeks on, that
// there is none.
[[nodiscard]] std::optional<TalkSentence> one_trend(std::span<const WeekFigure> figures, std::span<const TalkTurn> turns,
                                                    Day from, Day to);

// What is not the person's: the hour in which they were in touch with more customers at once (median of ten turns or more) than
// the five that one person leads.
inline constexpr std::int64_t kMostAtOnce = 5;
[[nodiscard]] std::optional<TalkSentence> load_sentence(std::span<const TalkTurn> turns, Day from, Day to);

// A conversation to read together.
struct TalkReading {
  bool good = false;
  std::size_t turn = 0;  // Index of the turn that it is about: of a good one its first.
  Words words;           // What is seen in it, and a question.
};
// At most three of different sessions: a good one first (all answered in time, the first answer within `first_answer_ms`, two
// turns at least; the one with most turns), then those with the longest waits. `turns` in order of opening.
[[nodiscard]] std::vector<TalkReading> three_to_read(std::span<const TalkTurn> turns, DurationMs first_answer_ms);
// The fact with which the lines of BIC may begin: of the longest wait that is read, else of the gap.
[[nodiscard]] std::optional<Words> bic_fact(std::span<const TalkTurn> turns, std::span<const TalkReading> readings,
                                            const std::optional<TalkSentence>& gap);

// How many of the usable weeks would have met the value, and how many there are.
struct WeeksMet {
  std::int64_t met = 0;
  std::int64_t weeks = 0;
};
[[nodiscard]] WeeksMet weeks_met(const WeekFigure& figure, double value);

// A modest target for the week to come: of the figure with the worst gap, else of the response time, else of the first figure
// with a goal. What at least half of the usable weeks met, never easier than this week, never beyond the goal; of fewer than four
// weeks half of the way to the goal.
struct ModestTarget {
  std::string figure;
  double value = 0;
  WeeksMet met;
  Words words;
};
[[nodiscard]] std::optional<ModestTarget> modest_target(std::span<const WeekFigure> figures);

// Whether a value keeps what was agreed of the figure; nothing where it has no value.
[[nodiscard]] std::optional<bool> came_true(model::Better better, double agreed, const WeekValue& value);
// "平响不超过 45.0 秒", "满意度不低于 90.0%".
[[nodiscard]] Words agreed_words(const Words& title, model::Unit unit, model::Better better, double value);

// What is odd about the week.
struct WeekState {
  Day from;
  Day to;  // Of a week that runs, its last whole day.
  bool over = true;
  bool anything = true;  // There are figures of it.
  std::int64_t days_off = 0;
  std::int64_t days = 7;
  std::optional<Day> joined_on;
  std::optional<Day> left_on;
  bool newcomer = false;
  std::vector<std::string> special;  // Campaigns and crises that lie in it …
  bool all_special = false;          // … and are all there is of it.
  std::string source = "own";
  std::int64_t customers = 0;
};
// In the order in which they matter.
[[nodiscard]] std::vector<Words> week_notes(const WeekState& state);
// "成长期第 2 个月", "成熟期"; of nobody knows when, the stage alone.
[[nodiscard]] Words stage_words(const model::Member& member, Day day);

}  // namespace rigong::team
