// SPDX-License-Identifier: Apache-2.0
// Who stands where in a group over a day, a week or a month (reference: features, D1, E6, E10 and "Fair and lawful by default").
// Pure.
//
// What may be ranked stands in rankable(): never the answer ratio, never escalations, and no count by which whoever takes more
// would lose. Whoever was off is not in it, nor whoever is in the first month or has too few turns or ratings for a place. Equal
// values share a place. Fewer than five people are no ranking.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/model/figure_kind.h"

namespace rigong::team {

enum class RankPeriod { day, week, month };

// A figure that may be ranked, and from how many turns, ratings or customers on there is a place.
struct Rankable {
  std::string_view figure;  // JSON name.
  double least_of_day = 0;
  double least_of_week = 0;
  double least_of_month = 0;
  bool in_composite = false;
  [[nodiscard]] double least(RankPeriod period) const;
};
[[nodiscard]] std::span<const Rankable> rankable();
// Null for what is never ranked.
[[nodiscard]] const Rankable* find_rankable(std::string_view figure);

// A figure of somebody over a period.
struct Measure {
  std::optional<double> value;
  double numerator = 0;
  double denominator = 0;
  bool few = false;     // Told as counts, never as a share: then no difference of it is told either.
  bool counted = true;  // False where numerator and denominator only stand for how many it is made from.
  // What decides the order: of satisfaction the lower Wilson bound, else the value. Nothing where there is no value.
  std::optional<double> rank_by;
  friend bool operator==(const Measure&, const Measure&) = default;
};

// Of one figure of one person: this period, the one before (of a day: the last day the person was there), and of a day the same
// weekday last week. Days off and special days are stepped over by whoever makes this.
struct Entry {
  Measure now;
  Measure before;
  Measure week_ago;
};

struct Entrant {
  std::string id;
  bool off = false;                 // Was not to be there on any day of the period.
  bool newcomer = false;            // In the first month.
  bool newcomer_then = false;       // Was so in the period that getting better is held against.
  bool unnamed = false;             // Does not want to be named in public.
  std::vector<Entry> entries = {};  // Of each figure asked for, in that order.
};

// What is asked of a ranking besides the people: a figure with the group's goal.
struct RankedFigure {
  std::string figure;
  model::Better better = model::Better::higher;
  std::optional<double> goal;
};

// The differences that are told of a measure, of a person as of a group; nothing where a value is missing or few.
[[nodiscard]] std::optional<double> difference(const Measure& now, const Measure& then);
// Positive = at the goal or better.
[[nodiscard]] std::optional<double> gap_to(const std::optional<double>& goal, model::Better better, const Measure& measure);

struct Place {
  std::string id;
  int place = 0;  // From 1; equal values share it, and the next is as many further.
  Measure measure;
  std::optional<double> change;       // Of the value against `before`.
  std::optional<double> week_change;  // Against `week_ago`.
  std::optional<int> moved;           // Places gained against `before`, of those who had one then; negative = lost.
  std::optional<double> gap;          // To the goal, positive = at it or better.
};

enum class LeftOut { off, newcomer, few, no_value, alone };  // alone: with enough, and fewer than five are.
struct Unplaced {
  std::string id;
  LeftOut why = LeftOut::few;
  Measure measure;
};

struct FigureRanking {
  std::string figure;  // "composite" of the composite.
  model::Better better = model::Better::higher;
  std::optional<double> goal;
  std::vector<Place> places;  // Empty where fewer than five have one.
  std::vector<Unplaced> unplaced;
  std::size_t people = 0;  // Who would have a place.
};

// Measures of one figure in order. Nothing is said of fewer than five (features, "Fair and lawful by default").
inline constexpr std::size_t kSmallestRanking = 5;
[[nodiscard]] FigureRanking rank(const RankedFigure& figure, std::size_t index, RankPeriod period,
                                 std::span<const Entrant> entrants);

// How many of the places are told in public: the first three, as long as all who share a place with them are in the upper half;
// equals are told together or not at all. `places`: all of a ranking, in order.
[[nodiscard]] std::size_t told_in_public(std::span<const int> places);

// 综合: how far the goals are reached. Of each figure 100 points at the goal, more or less in proportion to the value (or, where
// less is better, to its inverse), at most 120; the composite is their mean. Satisfaction counts by its lower Wilson bound, put
// back to where the group's median number of ratings would leave it, so that three good ratings do not outdo thirty. Figures
// without a goal do not count, nor such as fewer than half of those with enough of anything have enough of: then nobody's does.
// Where satisfaction is among the figures and does not count, there is no composite: speed never stands alone. Whoever lacks one
// of the figures that count has no place.
struct Composite {
  std::vector<std::string> figures;  // What it is made of.
  FigureRanking ranking;             // `measure.value` in points.
};
[[nodiscard]] Composite composite(std::span<const RankedFigure> figures, RankPeriod period, std::span<const Entrant> entrants);
// Points of one value; nothing without a goal above zero.
[[nodiscard]] std::optional<double> points(const RankedFigure& figure, const std::optional<double>& value);

// Whose composite grew most against the same weekday last week (of a day) or the period before; all of them where several did by
// the same, nobody where none grew by a point. Who does not want to be named is left out, and who was in the first month then.
struct Improved {
  std::string id;
  double points = 0;
};
[[nodiscard]] std::vector<Improved> most_improved(std::span<const RankedFigure> figures, RankPeriod period,
                                                  std::span<const Entrant> entrants);

// Titles by written triggers, of a month: 服务之星, 最佳响应, 高转化.
enum class Title { service_star, best_response, high_conversion };
struct TitleRules {
  double over_goal = 0.10;  // By so much of the goal a title for speed or sales must be better than it.
};
struct Titled {
  Title title = Title::service_star;
  std::vector<std::string> ids;  // Several where they are equal.
  Measure measure;
};
// 服务之星: the first in satisfaction, at its goal, with the response goal reached. 最佳响应: the first in response, better than
// its goal by over_goal, with satisfaction not below its goal. 高转化: the first in conversion, better than its goal by
// over_goal. Without a goal, without a ranking, or where nobody gets there, there is none.
[[nodiscard]] std::vector<Titled> titles(std::span<const RankedFigure> figures, std::span<const Entrant> entrants,
                                         const TitleRules& rules);

}  // namespace rigong::team
