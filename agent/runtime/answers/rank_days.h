// SPDX-License-Identifier: Apache-2.0
// The measures that a ranking puts in order: each person's figures over the period, over the one before and, of a day, on the
// same weekday; from one source.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agent/metrics/catalogue.h"
#include "agent/metrics/comparisons.h"
#include "agent/runtime/answers/delivered.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/roster.h"
#include "agent/team/ranking.h"

namespace rigong::runtime {

// A period and the one before it. Of a running period the one before is cut to as many days.
struct RankSpan {
  overlay::RankBy by = overlay::RankBy::day;
  Day from;
  Day to;
  Day before_from;
  Day before_to;
  bool compared = true;  // False where it is only the day that is running: part of a day is not held against whole ones.
  bool over = true;      // Every day of the period has passed.
};
// The period of the day. One that is running goes up to its last whole day; one that began today is today.
[[nodiscard]] RankSpan rank_span(overlay::RankBy by, Day day, Day today);

// A group's figure as one, and of how many people it is made.
struct RankTotal {
  team::Entry entry;
  std::size_t people = 0;
};
// How a group's month stands up to the day against a goal: the days so far, what those that remain must average, how many they
// are.
struct RankMonth {
  metrics::MonthGap gap;
  int days_left = 0;
};

// As the page shows it: without a share where it is made of too few, without counts where it was not counted.
[[nodiscard]] overlay::Value page(const team::Measure& measure);

// What is known of the days around a span.
class RankDays {
 public:
  // Of the group's people (of all groups, one source): their own figures where any of the period has some, else those of the
  // platform that told of most of them. A platform's shares of single days make no week: then only what adds up is left.
  [[nodiscard]] static Result<RankDays> load(Scene& scene, const RankSpan& span, const std::vector<const Somebody*>& people);

  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const Roster& roster() const { return roster_; }
  // Whether the person was to be there on no day of the period.
  [[nodiscard]] bool off(const Somebody& somebody) const;
  // `usual`: without the special days.
  enum class Days { all, usual };
  [[nodiscard]] team::Entry entry(const metrics::FigureKind& kind, const Somebody& somebody, Days which) const;
  // The people as one: of each the days on which they belonged to the team and were there. Of what a platform told, only what
  // adds up is there for a group.
  [[nodiscard]] RankTotal total(const metrics::FigureKind& kind, const std::vector<const Somebody*>& people) const;
  // Of a day and a figure that is made of counts; nothing else has one.
  [[nodiscard]] std::optional<RankMonth> month(const metrics::FigureKind& kind, const std::vector<const Somebody*>& people,
                                               double goal) const;
  // The least sure of the period's figures.
  [[nodiscard]] metrics::FigureStatus status(const Scene& scene, const std::vector<const Somebody*>& people) const;
  // On how many days of the period there is anything of the person.
  [[nodiscard]] std::int64_t days(const Somebody& somebody) const;
  // The name of the first special day of the period; and of the period before, of a week or a month.
  [[nodiscard]] std::optional<std::string> special() const { return special_in(span_.from, span_.to); }
  [[nodiscard]] std::optional<std::string> special_before() const;

 private:
  struct Sum {
    metrics::FigureValue value;
    bool counted = true;  // Its numerator and denominator were counted, and do not only stand for how many it is made from.
  };
  using Sums = std::optional<Sum>;
  using People = std::span<const Somebody* const>;
  [[nodiscard]] static team::Measure measure_of(const metrics::FigureKind& kind, const Sums& sum);
  [[nodiscard]] Sums sums(const metrics::FigureKind& kind, People people, Day from, Day to, Days which) const;
  [[nodiscard]] Sums own_sums(const metrics::FigureKind& kind, People people, Day from, Day to, Days which) const;
  [[nodiscard]] Sums delivered_sums(const metrics::FigureKind& kind, People people, Day from, Day to, Days which) const;
  [[nodiscard]] team::Entry entry_of(const metrics::FigureKind& kind, People people, Days which) const;
  [[nodiscard]] std::optional<std::string> special_in(Day from, Day to) const;
  // Calls `take` with the row of each of the people on each of the days that counts.
  template <class Rows, class Take>
  void each_row(const Rows& days, People people, Day from, Day to, Days which, const Take& take) const;

  RankSpan span_;
  std::string group_;
  std::string source_ = "own";
  std::map<Day, std::map<const Somebody*, model::DayFigures>> own_;
  std::map<Day, std::map<const Somebody*, DeliveredFigures>> delivered_;
  Roster roster_;
};

}  // namespace rigong::runtime
