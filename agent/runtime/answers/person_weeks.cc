// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/person_weeks.h"

#include <algorithm>

#include "agent/metrics/figures.h"

namespace rigong::runtime {

Result<PersonWeeks> PersonWeeks::load(Scene& scene, const Somebody& somebody, Day monday, Day end, std::size_t weeks) {
  PersonWeeks loaded;
  loaded.somebody_ = &somebody;
  loaded.monday_ = monday;
  loaded.end_ = end;
  loaded.weeks_ = weeks;
  const Day first = loaded.mondays().front();
  RIGONG_ASSIGN(loaded.roster_, Roster::load(scene.reading.view, scene.cast, scene.shops, first, monday + 6));
  RIGONG_ASSIGN(loaded.own_, own_days(scene, somebody, first, end));
  if (!loaded.own_.empty()) return loaded;
  RIGONG_ASSIGN(auto found, delivered_days(scene, first, end, &somebody));
  for (auto& [platform, days] : found.platforms) {
    if (days.size() <= loaded.delivered_.size()) continue;
    loaded.source_ = platform;
    loaded.delivered_.clear();
    for (auto& [day, people] : days) {
      if (const auto own = people.find(&somebody); own != people.end()) loaded.delivered_.emplace(day, std::move(own->second));
    }
  }
  return loaded;
}

std::vector<Day> PersonWeeks::mondays() const {
  std::vector<Day> mondays;
  for (std::size_t back = weeks_; back > 0; --back) mondays.push_back(monday_ - static_cast<int>(7 * (back - 1)));
  return mondays;
}

bool PersonWeeks::anything() const {
  const auto within = [&](const auto& days) {
    const auto at = days.lower_bound(monday_);
    return at != days.end() && at->first <= end_;
  };
  return within(own_) || within(delivered_);
}

std::int64_t PersonWeeks::days() const {
  std::int64_t count = 0;
  for (Day day = monday_; day <= end_; day = day + 1) count += somebody_->belonged_on(day) ? 1 : 0;
  return count;
}

std::int64_t PersonWeeks::days_off() const {
  std::int64_t count = 0;
  for (Day day = monday_; day <= end_; day = day + 1) {
    count += somebody_->belonged_on(day) && roster_.off(*somebody_, day) ? 1 : 0;
  }
  return count;
}

bool PersonWeeks::off(Day monday) const {
  for (Day day = monday; day <= end_of(monday); day = day + 1) {
    if (!roster_.off(*somebody_, day)) return false;
  }
  return true;
}

std::vector<std::string> PersonWeeks::special(Day monday) const {
  std::vector<std::string> names;
  for (Day day = monday; day <= end_of(monday); day = day + 1) {
    const auto name = roster_.special(day, somebody_->person.group);
    if (name && std::find(names.begin(), names.end(), *name) == names.end()) names.push_back(*name);
  }
  return names;
}

metrics::FigureValue PersonWeeks::sum(const metrics::FigureKind& kind, Day monday, bool with_special, bool& any) const {
  const Day end = end_of(monday);
  const auto each_day = [&](const auto& days, const auto& take) {
    for (auto at = days.lower_bound(monday); at != days.end() && at->first <= end; ++at) {
      if (!with_special && roster_.special(at->first, somebody_->person.group)) continue;
      take(at->second);
      any = true;
    }
  };
  if (source_ == "own") {
    if (kind.numerator == nullptr) return {};
    model::DayFigures sums;
    each_day(own_, [&](const model::DayFigures& day) { metrics::add_up(sums, day); });
    return any ? metrics::value_of(kind, sums) : metrics::FigureValue();
  }
  // A platform's shares and means of single days make none of a week.
  DeliveredFigures sums;
  each_day(delivered_, [&](const DeliveredFigures& day) {
    for (const auto& [field, value] : day.values) sums.add(field, value);
  });
  return any ? delivered_value(kind, sums) : metrics::FigureValue();
}

team::WeekValue PersonWeeks::value(const metrics::FigureKind& kind, Day monday) const {
  bool any = false;
  metrics::FigureValue value = sum(kind, monday, false, any);
  team::WeekValue week;
  week.week = monday;
  if (!any) {
    value = sum(kind, monday, true, any);
    week.special = any;
  }
  week.off = off(monday);
  week.value = value.value;
  week.numerator = value.numerator;
  week.denominator = value.denominator;
  week.few = value.few;
  return week;
}

metrics::FigureStatus PersonWeeks::status(const Scene& scene, metrics::Finality finality) const {
  metrics::FigureStatus least = metrics::FigureStatus::final;
  for (auto at = own_.lower_bound(monday_); at != own_.end() && at->first <= end_; ++at) {
    least = std::max(least, scene.status_of(finality, at->second));
  }
  return least;
}

}  // namespace rigong::runtime
