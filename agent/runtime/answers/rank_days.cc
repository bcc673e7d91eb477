// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/rank_days.h"

#include <algorithm>
#include <set>

#include "agent/metrics/figures.h"
#include "agent/metrics/statistics.h"
#include "agent/runtime/answers/series.h"

namespace rigong::runtime {
namespace {

using overlay::RankBy;

// How far back the day before is looked for (metrics::day_before).
constexpr int kDayBeforeBack = 14;

template <class Days>
bool any_of_period(const Days& days, const std::vector<const Somebody*>& people, Day from, Day to) {
  return std::any_of(days.lower_bound(from), days.upper_bound(to), [&](const auto& of_day) {
    return std::any_of(people.begin(), people.end(), [&](const Somebody* each) { return of_day.second.contains(each); });
  });
}

// Who is looked at together is of one group.
std::string group_of(std::span<const Somebody* const> people) {
  return people.empty() ? std::string() : people.front()->person.group;
}

}  // namespace

overlay::Value page(const team::Measure& measure) {
  overlay::Value value{measure.value, measure.numerator, measure.denominator, measure.few};
  if (measure.few) value.value.reset();
  if (!measure.counted) value.numerator = value.denominator = 0;
  return value;
}

RankSpan rank_span(RankBy by, Day day, Day today) {
  RankSpan span{by, day, day, day, day, day < today, day < today};
  // Up to the last whole day; what began today is today.
  const auto cut = [&](Day end) {
    span.over = end < today;
    span.to = std::max(span.from, std::min(end, today - 1));
    span.compared = span.to < today;
  };
  switch (by) {
    case RankBy::day:
      // Looked for day by day.
      span.before_from = day - kDayBeforeBack;
      span.before_to = day - 1;
      return span;
    case RankBy::week:
      span.from = day - weekday(day);
      cut(span.from + 6);
      span.before_from = span.from - 7;
      span.before_to = span.to - 7;
      return span;
    case RankBy::month:
      span.from = Scene::month_begin(day);
      cut(Scene::month_end(day));
      span.before_from = Scene::month_begin(span.from - 1);
      // A whole month is held against the whole one before, whatever their lengths.
      span.before_to = span.over ? span.from - 1 : std::min(span.before_from + (span.to - span.from), span.from - 1);
      return span;
  }
  return span;
}

Result<RankDays> RankDays::load(Scene& scene, const RankSpan& span, const std::vector<const Somebody*>& people) {
  RankDays days;
  days.span_ = span;
  days.group_ = group_of(people);
  // Of a day also the month up to it.
  const Day first = span.by == RankBy::day ? std::min(span.before_from, Scene::month_begin(span.to)) : span.before_from;
  RIGONG_ASSIGN(days.roster_, Roster::load(scene.reading.view, scene.cast, scene.shops, first, span.to));
  RIGONG_ASSIGN(days.own_, everybodys_days(scene, first, span.to));
  if (any_of_period(days.own_, people, span.from, span.to)) return days;
  RIGONG_ASSIGN(auto found, delivered_days(scene, first, span.to, nullptr));
  std::size_t most = 0;
  for (auto& [platform, of_platform] : found.platforms) {
    std::set<const Somebody*> told;
    for (const auto& [day, of_day] : of_platform) {
      if (day < span.from) continue;
      for (const Somebody* each : people) {
        if (of_day.contains(each)) told.insert(each);
      }
    }
    if (told.size() <= most) continue;
    most = told.size();
    days.source_ = platform;
    days.delivered_ = std::move(of_platform);
  }
  return days;
}

team::Measure RankDays::measure_of(const metrics::FigureKind& kind, const Sums& sum) {
  team::Measure measure;
  if (!sum) return measure;
  const metrics::FigureValue& value = sum->value;
  measure.numerator = value.numerator;
  measure.denominator = value.denominator;
  measure.value = value.value;
  // Too few to show as a share are enough to stand somewhere: the Wilson bound is made for that.
  if (!measure.value && kind.few_below > 0 && value.denominator > 0) measure.value = value.numerator / value.denominator;
  measure.counted = sum->counted;
  measure.few =
      sum->counted && kind.few_below > 0 && value.denominator > 0 && value.denominator < static_cast<double>(kind.few_below);
  measure.rank_by = measure.value;
  if (kind.name == "satisfaction" && value.denominator > 0 && sum->counted) {
    measure.rank_by =
        metrics::wilson_lower_bound(static_cast<std::int64_t>(value.numerator), static_cast<std::int64_t>(value.denominator));
  }
  return measure;
}

bool RankDays::off(const Somebody& somebody) const {
  for (Day day = span_.from; day <= span_.to; day = day + 1) {
    if (!roster_.off(somebody, day)) return false;
  }
  return true;
}

template <class Rows, class Take>
void RankDays::each_row(const Rows& days, People people, Day from, Day to, Days which, const Take& take) const {
  for (auto at = days.lower_bound(from); at != days.end() && at->first <= to; ++at) {
    for (const Somebody* each : people) {
      if (which == Days::usual && roster_.special(at->first, each->person.group)) continue;
      const auto row = at->second.find(each);
      if (row == at->second.end() || !each->belonged_on(at->first) || roster_.off(*each, at->first)) continue;
      take(*each, row->second);
    }
  }
}

RankDays::Sums RankDays::own_sums(const metrics::FigureKind& kind, People people, Day from, Day to, Days which) const {
  if (kind.numerator == nullptr) return std::nullopt;
  model::DayFigures sums;
  bool any = false;
  each_row(own_, people, from, to, which, [&](const Somebody&, const model::DayFigures& row) {
    metrics::add_up(sums, row);
    any = true;
  });
  return any ? Sums(Sum{metrics::value_of(kind, sums), true}) : std::nullopt;
}

RankDays::Sums RankDays::delivered_sums(const metrics::FigureKind& kind, People people, Day from, Day to, Days which) const {
  // A share or a mean that a platform made is that of one person, and none of all of them.
  const bool ready = kind.delivered != model::DeliveredField::count_ && !metrics::adds_up(kind.delivered);
  if (people.size() > 1 && ready) return std::nullopt;
  DeliveredFigures sums;
  bool any = false;
  each_row(delivered_, people, from, to, which, [&](const Somebody&, const DeliveredFigures& row) {
    for (const auto& [field, value] : row.values) sums.add(field, value);
    for (const model::DeliveredField field : row.several) {
      sums.values.erase(field);
      sums.several.insert(field);
    }
    any = true;
  });
  if (!any) return std::nullopt;
  Sum sum{delivered_value(kind, sums), true};
  metrics::FigureValue& value = sum.value;
  // It says nothing of how many it is made from; the customers served stand for that.
  const auto customers = sums.values.find(model::DeliveredField::customers);
  if (value.value && value.denominator == 0 && customers != sums.values.end()) {
    value.denominator = customers->second;
    value.numerator = *value.value * customers->second;
    sum.counted = false;
  }
  return sum;
}

RankDays::Sums RankDays::sums(const metrics::FigureKind& kind, People people, Day from, Day to, Days which) const {
  return source_ == "own" ? own_sums(kind, people, from, to, which) : delivered_sums(kind, people, from, to, which);
}

team::Entry RankDays::entry_of(const metrics::FigureKind& kind, People people, Days which) const {
  team::Entry entry;
  entry.now = measure_of(kind, sums(kind, people, span_.from, span_.to, which));
  if (!span_.compared) return entry;
  if (span_.by != RankBy::day) {
    entry.before = measure_of(kind, sums(kind, people, span_.before_from, span_.before_to, which));
    return entry;
  }
  const std::string group = group_of(people);
  std::vector<metrics::DayValue> days;
  for (Day day = span_.to - kDayBeforeBack; day < span_.to; day = day + 1) {
    metrics::DayValue one;
    one.day = day;
    one.off = std::all_of(people.begin(), people.end(), [&](const Somebody* each) { return roster_.off(*each, day); });
    one.special = roster_.special(day, group).has_value();
    const Sums value = one.off || one.special ? Sums() : sums(kind, people, day, day, Days::all);
    if (value && value->value.denominator > 0) {
      one.numerator = value->value.numerator;
      one.denominator = value->value.denominator;
    }
    days.push_back(one);
  }
  if (const auto before = metrics::day_before(days, span_.to))
    entry.before = measure_of(kind, sums(kind, people, before->day, before->day, Days::all));
  // What is called last week is last week's: an earlier one would not be.
  const Day week_ago = span_.to - 7;
  if (!roster_.special(week_ago, group) && !roster_.special(span_.to, group))
    entry.week_ago = measure_of(kind, sums(kind, people, week_ago, week_ago, Days::all));
  return entry;
}

std::int64_t RankDays::days(const Somebody& somebody) const {
  const Somebody* one = &somebody;
  std::int64_t days = 0;
  const auto count = [&](const Somebody&, const auto&) { ++days; };
  if (source_ == "own") {
    each_row(own_, People(&one, 1), span_.from, span_.to, Days::all, count);
  } else {
    each_row(delivered_, People(&one, 1), span_.from, span_.to, Days::all, count);
  }
  return days;
}

team::Entry RankDays::entry(const metrics::FigureKind& kind, const Somebody& somebody, Days which) const {
  const Somebody* one = &somebody;
  return entry_of(kind, People(&one, 1), which);
}

RankTotal RankDays::total(const metrics::FigureKind& kind, const std::vector<const Somebody*>& people) const {
  RankTotal total{entry_of(kind, people, Days::all), 0};
  total.people = static_cast<std::size_t>(std::count_if(people.begin(), people.end(), [&](const Somebody* each) {
    const Sums sum = sums(kind, People(&each, 1), span_.from, span_.to, Days::all);
    return sum && sum->value.denominator > 0;
  }));
  return total;
}

std::optional<RankMonth> RankDays::month(const metrics::FigureKind& kind, const std::vector<const Somebody*>& people,
                                         double goal) const {
  if (span_.by != RankBy::day) return std::nullopt;
  std::vector<metrics::DayValue> days;
  for (Day day = Scene::month_begin(span_.to); day <= span_.to; day = day + 1) {
    const Sums value = sums(kind, people, day, day, Days::all);
    if (value && !value->counted) return std::nullopt;  // A mean of means is no mean.
    if (value && value->value.denominator > 0)
      days.push_back({day, value->value.numerator, value->value.denominator, false, false});
  }
  RankMonth month;
  month.days_left = Scene::month_end(span_.to) - span_.to;
  month.gap = metrics::month_gap(days, goal, month.days_left);
  return month.gap.so_far ? std::optional(month) : std::nullopt;
}

metrics::FigureStatus RankDays::status(const Scene& scene, const std::vector<const Somebody*>& people) const {
  // Of a period that runs, more days are to come.
  metrics::FigureStatus status = span_.over               ? metrics::FigureStatus::final
                                 : span_.to < scene.today ? metrics::FigureStatus::provisional
                                                          : metrics::FigureStatus::live;
  if (source_ != "own") return status;
  for (auto at = own_.lower_bound(span_.from); at != own_.end() && at->first <= span_.to; ++at) {
    for (const Somebody* each : people) {
      const auto row = at->second.find(each);
      if (row == at->second.end()) continue;
      status = std::max(status, scene.status_of(metrics::Finality::closings, row->second));
    }
  }
  return status;
}

std::optional<std::string> RankDays::special_in(Day from, Day to) const {
  for (Day day = from; day <= to; day = day + 1) {
    if (auto label = roster_.special(day, group_)) return label;
  }
  return std::nullopt;
}

std::optional<std::string> RankDays::special_before() const {
  if (span_.by == RankBy::day || !span_.compared) return std::nullopt;
  return special_in(span_.before_from, span_.before_to);
}

}  // namespace rigong::runtime
