// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/roster.h"

#include <algorithm>

#include "agent/team/periods.h"

namespace rigong::runtime {
namespace {

std::optional<int> minute(int value) { return value >= 0 ? std::optional(value) : std::nullopt; }

overlay::Shift::Kind kind_of(model::ShiftKind kind) {
  switch (kind) {
    case model::ShiftKind::day_off:
      return overlay::Shift::Kind::day_off;
    case model::ShiftKind::leave:
      return overlay::Shift::Kind::leave;
    case model::ShiftKind::work:
      break;
  }
  return overlay::Shift::Kind::work;
}

bool works(const overlay::Shift& shift) { return shift.kind == overlay::Shift::Kind::work; }

}  // namespace

Result<Roster> Roster::load(storage::ReadView& view, const Cast& cast, const std::vector<std::string>& shops, Day from, Day to) {
  Roster roster;
  RIGONG_ASSIGN(const auto shifts, view.shifts(from, to));
  for (const model::LeanShift& shift : shifts) {
    const Somebody* somebody = cast.on_day(shift.rep, shift.day);
    if (somebody == nullptr) continue;
    auto& of_day = roster.shifts_[{shift.day, somebody->person.id}];
    of_day.push_back({kind_of(shift.kind), minute(shift.start_min), minute(shift.end_min)});
  }
  RIGONG_ASSIGN(const auto leaves, view.leaves(from, to));
  for (const model::Leave& leave : leaves) {
    for (Day day = std::max(from, leave.from); day <= std::min(to, leave.to); day = day + 1) {
      roster.away_.emplace(day, leave.person);
    }
  }
  RIGONG_ASSIGN(auto periods, view.named_periods());
  for (model::NamedPeriod& period : periods) {
    if (!period.shop.empty() && std::find(shops.begin(), shops.end(), period.shop) == shops.end()) continue;
    if (team::makes_special(period, period.from) && period.from <= to && from <= team::last_day(period)) {
      roster.periods_.push_back(std::move(period));
    }
  }
  return roster;
}

bool Roster::off(const Somebody& somebody, Day day) const {
  if (away_.contains({day, somebody.person.id})) return true;
  const auto found = shifts_.find({day, somebody.person.id});
  return found != shifts_.end() && std::none_of(found->second.begin(), found->second.end(), works);
}

std::vector<overlay::Shift> Roster::shifts(const Somebody& somebody, Day day) const {
  if (away_.contains({day, somebody.person.id})) return {{overlay::Shift::Kind::leave, std::nullopt, std::nullopt}};
  const auto found = shifts_.find({day, somebody.person.id});
  return found != shifts_.end() ? found->second : std::vector<overlay::Shift>();
}

int Roster::days_to_work(const Somebody& somebody, Day after, Day last) const {
  int working = 0;
  int there = 0;
  bool known = false;
  for (Day day = after + 1; day <= last; day = day + 1) {
    const auto found = shifts_.find({day, somebody.person.id});
    known = known || found != shifts_.end();
    if (away_.contains({day, somebody.person.id})) continue;
    ++there;
    if (found != shifts_.end() && std::any_of(found->second.begin(), found->second.end(), works)) ++working;
  }
  return known ? working : there;
}

std::optional<std::string> Roster::special(Day day, const std::string& group) const {
  const auto period = std::find_if(periods_.begin(), periods_.end(), [&](const model::NamedPeriod& each) {
    return team::makes_special(each, day) && team::is_for(each, group);
  });
  return period != periods_.end() ? std::optional(period->name) : std::nullopt;
}

}  // namespace rigong::runtime
