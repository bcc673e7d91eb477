// SPDX-License-Identifier: Apache-2.0
// 专项分析: what the group's figures were before, during and after a period. Facts, and no cause: before and after are the same
// weekdays, sums stand over sums, and how many days each is made of stands beside it.
#include <algorithm>
#include <set>

#include "agent/metrics/figures.h"
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/period_page.h"
#include "agent/runtime/answers/reported.h"
#include "agent/runtime/answers/roster.h"
#include "agent/team/periods.h"

namespace rigong::runtime {
namespace {

constexpr int kWeek = 7;
// Before and after of a day or two would be a day or two, and say more about those than about what is usual.
constexpr int kLeastWeeks = 4;

using Own = std::map<Day, std::map<const Somebody*, model::DayFigures>>;
using Delivered = std::map<Day, std::map<const Somebody*, DeliveredFigures>>;

// The group's sums of some days.
struct Sums {
  model::DayFigures own;
  DeliveredFigures delivered;
  std::int64_t days = 0;
};

// Which days there are to look at.
struct Days {
  Day first;  // Of all that is looked at.
  Day last;
  std::vector<Day> before;
  std::vector<Day> during;
  std::vector<Day> after;
  int weeks = kLeastWeeks;
};

Days days_of(const model::NamedPeriod& period, Day today) {
  Days days;
  const Day last = team::last_day(period);
  for (Day day = period.from; day <= last; day = day + 1) days.during.push_back(day);
  days.weeks = std::max(kLeastWeeks, (last - period.from + kWeek) / kWeek);
  // Of one that runs the weekdays that it has had.
  std::set<int> weekdays;
  for (const Day day : days.during) {
    if (day <= today || today < period.from) weekdays.insert(weekday(day));
  }
  days.first = period.from - kWeek * days.weeks;
  days.last = last + kWeek * days.weeks;
  for (Day day = days.first; day < period.from; day = day + 1) {
    if (weekdays.contains(weekday(day))) days.before.push_back(day);
  }
  for (Day day = last + 1; day <= days.last; day = day + 1) {
    if (weekdays.contains(weekday(day))) days.after.push_back(day);
  }
  return days;
}

// The group and what is known of it.
struct Group {
  std::string name;
  std::vector<const Somebody*> people;
  std::string source = "own";
  Own own;
  Delivered delivered;

  // Whether anything is known of the day; adds it.
  bool add(Day day, Sums& sums) const {
    bool any = false;
    const auto take = [&](const auto& days, const auto& add_row) {
      const auto of_day = days.find(day);
      if (of_day == days.end()) return;
      for (const Somebody* each : people) {
        const auto row = of_day->second.find(each);
        if (row == of_day->second.end() || !each->belonged_on(day)) continue;
        add_row(row->second);
        any = true;
      }
    };
    if (source == "own") {
      take(own, [&](const model::DayFigures& row) { metrics::add_up(sums.own, row); });
    } else {
      take(delivered, [&](const DeliveredFigures& row) {
        for (const auto& [field, value] : row.values) sums.delivered.add(field, value);
      });
    }
    if (any) ++sums.days;
    return any;
  }
};

bool any_of(const Own& days, const std::vector<const Somebody*>& people) {
  return std::any_of(days.begin(), days.end(), [&](const auto& day) {
    return std::any_of(people.begin(), people.end(), [&](const Somebody* each) { return day.second.contains(each); });
  });
}

Result<Group> group_of(Scene& scene, const std::string& name, Day from, Day to) {
  Group group;
  group.name = name;
  for (const Somebody& each : scene.cast.everybody()) {
    if (each.person.group == name) group.people.push_back(&each);
  }
  RIGONG_ASSIGN(group.own, everybodys_days(scene, from, to));
  if (any_of(group.own, group.people)) return group;
  RIGONG_ASSIGN(auto found, delivered_days(scene, from, to, nullptr));
  std::size_t most = 0;
  for (auto& [platform, days] : found.platforms) {
    std::size_t rows = 0;
    for (const auto& [day, of_day] : days) {
      for (const Somebody* each : group.people) rows += of_day.contains(each) ? 1U : 0U;
    }
    if (rows <= most) continue;
    most = rows;
    group.source = platform;
    group.delivered = std::move(days);
  }
  return group;
}

// Special days are left out where `roster` is given; days that are not over, where they are not to count.
enum class Today { counts, to_come };
overlay::PeriodStretch stretch_of(const Group& group, const std::vector<Day>& days, Day from, Day to, Day today, Today which,
                                  const Roster* roster, Sums& sums) {
  overlay::PeriodStretch stretch{from, to, 0, 0, {}};
  for (const Day day : days) {
    const auto special = roster != nullptr ? roster->special(day, group.name) : std::nullopt;
    if (special) {
      stretch.left_out.push_back({day, *special});
    } else if (today < day || (day == today && which == Today::to_come)) {
      ++stretch.to_come;
    } else {
      group.add(day, sums);
    }
  }
  stretch.days = sums.days;
  return stretch;
}

// The group's days without what was reported of them.
Result<WithoutReported> rest_of(Scene& scene, const Group& group, const std::vector<Day>& days) {
  WithoutReported rest;
  for (const Somebody* each : group.people) {
    PersonTurns turns(scene, *each);
    for (const Day day : days) {
      if (scene.today < day || !each->belonged_on(day)) continue;
      RIGONG_ASSIGN(const WithoutReported one, without_reported(scene, turns, day, reported_on(scene, group.name, day)));
      metrics::add_up(rest.turns, one.turns);
      metrics::add_up(rest.ratings, one.ratings);
    }
  }
  return rest;
}

std::vector<const metrics::FigureKind*> kinds_of(const model::NamedPeriod& period, const std::string& group) {
  std::vector<const metrics::FigureKind*> kinds = figures_of_group(group);
  const auto add = [&](const metrics::FigureKind* kind) {
    if (kind != nullptr && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  };
  for (const model::PeriodAim& aim : period.aims) add(metrics::find_figure(aim.figure));
  // Held under 1 % is what a crisis is led by, so that it is said where nothing tells of it.
  if (period.kind == model::PeriodKind::crisis) add(metrics::find_figure("complaint_rate"));
  return kinds;
}

std::optional<overlay::Value> value_of(const metrics::FigureKind& kind, const Group& group, const Sums& sums) {
  if (sums.days == 0) return std::nullopt;
  metrics::FigureValue value;
  if (group.source == "own") {
    if (kind.numerator == nullptr) return std::nullopt;
    value = metrics::value_of(kind, sums.own);
  } else {
    // A mean of a platform's shares of single days would be no share of all of them.
    if (kind.delivered == model::DeliveredField::count_ || !metrics::adds_up(kind.delivered)) return std::nullopt;
    value = delivered_value(kind, sums.delivered);
    if (kind.denominator != nullptr || !value.value) return std::nullopt;
    value.numerator = *value.value;
  }
  if (kind.denominator == nullptr) {
    value.denominator = static_cast<double>(sums.days);
    value.value = value.numerator / value.denominator;
    value.few = false;
  }
  return page(value);
}

}  // namespace

Result<overlay::PeriodFigures> answer_period_figures(Reading& reading, const overlay::PeriodQuery& query) {
  RIGONG_ASSIGN(const auto period, reading.view.named_period(query.id));
  if (!period) return no_such_period();
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, period->shop));
  // Whoever sees no group's figures is not told either that there is such a period.
  if (!scene.may_with_all(team::Deed::see_team)) return no_such_period();
  overlay::PeriodFigures answer;
  // Groups are never taken together: what is usual for one is not for another.
  RIGONG_ASSIGN(answer.group, scene.group_to_look_at(period->group.empty() ? query.group : period->group));
  scene.looks_at_group(answer.group);
  answer.period = period_page(scene, *period);
  answer.today = scene.today;
  answer.groups = period->group.empty() ? scene.cast.groups() : std::vector<std::string>{period->group};

  const Days days = days_of(*period, scene.today);
  answer.weeks = days.weeks;
  RIGONG_ASSIGN(const Group group, group_of(scene, answer.group, days.first, std::min(days.last, scene.today)));
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, days.first, days.last));
  answer.source = group.source;
  const Day last = team::last_day(*period);
  Sums before;
  Sums during;
  Sums after;
  answer.before = stretch_of(group, days.before, days.first, period->from - 1, scene.today, Today::to_come, &roster, before);
  answer.during = stretch_of(group, days.during, period->from, last, scene.today, Today::counts, nullptr, during);
  // One that runs, or is to come, has nothing after it yet.
  if (last < scene.today) {
    answer.after = stretch_of(group, days.after, last + 1, days.last, scene.today, Today::to_come, &roster, after);
  }
  std::optional<WithoutReported> rest;
  if (period->kind == model::PeriodKind::reported && group.source == "own" && during.days > 0) {
    RIGONG_ASSIGN(rest, rest_of(scene, group, days.during));
  }
  for (const metrics::FigureKind* kind : kinds_of(*period, answer.group)) {
    overlay::PeriodFigure figure;
    figure.name = kind->name;
    figure.title = kind->title;
    figure.unit = kind->unit;
    figure.better = kind->better;
    figure.per_day = kind->denominator == nullptr && kind->numerator != nullptr;
    const auto aim =
        std::find_if(period->aims.begin(), period->aims.end(), [&](const auto& each) { return each.figure == kind->name; });
    if (aim != period->aims.end()) figure.aim = aim->value;
    figure.before = value_of(*kind, group, before);
    figure.during = value_of(*kind, group, during);
    figure.after = value_of(*kind, group, after);
    if (rest) {
      if (const auto value = rest->value(*kind)) figure.without = page(*value);
    }
    answer.figures.push_back(std::move(figure));
  }
  return answer;
}

}  // namespace rigong::runtime
