// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "agent/metrics/figures.h"
#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/hours.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/sheet_state.h"
#include "agent/runtime/answers/waiting.h"
#include "agent/team/staffing.h"

namespace rigong::runtime {
namespace {

using overlay::Mode;

// What of the day is known, and of whom.
struct GroupDay {
  Day day;
  Mode mode = Mode::empty;
  std::string source = "own";
  std::map<const Somebody*, model::DayFigures> own;
  std::map<const Somebody*, DeliveredFigures> delivered;

  [[nodiscard]] std::optional<metrics::FigureValue> value(const metrics::FigureKind& kind, const Somebody* somebody) const {
    if (const auto row = own.find(somebody); row != own.end() && kind.numerator != nullptr) {
      return metrics::value_of(kind, row->second);
    }
    if (const auto figures = delivered.find(somebody); figures != delivered.end()) return delivered_value(kind, figures->second);
    return std::nullopt;
  }
};

template <class Rows>
bool any_of_group(const Rows& rows, const std::vector<const Somebody*>& members) {
  return std::any_of(members.begin(), members.end(), [&](const Somebody* each) { return rows.contains(each); });
}

// The last day on which a platform delivered anything of the group, and that platform; of several the one that told of most
// people.
Result<bool> take_delivered(Scene& scene, const std::vector<const Somebody*>& members, Day from, Day to, GroupDay& group) {
  RIGONG_ASSIGN(auto found, delivered_days(scene, from, to, nullptr));
  std::size_t most = 0;
  for (auto& [platform, days] : found.platforms) {
    for (auto& [day, of_day] : days) {
      const auto people = static_cast<std::size_t>(
          std::count_if(members.begin(), members.end(), [&of = of_day](const Somebody* each) { return of.contains(each); }));
      if (people == 0 || (most > 0 && (day < group.day || (day == group.day && people <= most)))) continue;
      most = people;
      group.day = day;
      group.source = platform;
      group.delivered = of_day;
    }
  }
  return most > 0;
}

Result<GroupDay> group_day(Scene& scene, const std::string& name, std::optional<Day> asked) {
  constexpr int kLookBack = 60;
  GroupDay group;
  group.day = asked.value_or(scene.today);
  const auto members = scene.cast.group_on(name, group.day);
  RIGONG_ASSIGN(group.own, everybodys_day(scene, group.day));
  const bool past = group.day < scene.today;
  if (any_of_group(group.own, members)) {
    group.mode = past ? Mode::past : Mode::live;
    return group;
  }
  if (past) {
    group.mode = Mode::past;
    const Day day = group.day;
    RIGONG_TRY(take_delivered(scene, members, day, day, group));
    return group;
  }
  RIGONG_ASSIGN(const bool live, messages_come_in(scene));
  const Day today = group.day;
  RIGONG_ASSIGN(const bool delivered, take_delivered(scene, members, today - kLookBack, today, group));
  if (live) {
    // Before the first message of the day. A group that only its platform tells of has no messages to wait for.
    constexpr int kLately = 14;
    bool lately = !delivered;
    for (Day day = today - 1; !lately && today - kLately <= day; day = day - 1) {
      RIGONG_ASSIGN(const auto rows, everybodys_day(scene, day));
      lately = any_of_group(rows, members);
    }
    if (lately) return GroupDay{today, Mode::live, "own", {}, {}};
  }
  if (!live) {
    // The last day with figures of our own, where it is the later.
    for (Day day = today - 1; today - kLookBack <= day && (!delivered || group.day <= day); day = day - 1) {
      RIGONG_ASSIGN(auto rows, everybodys_day(scene, day));
      if (!any_of_group(rows, members)) continue;
      group = GroupDay{day, Mode::past, "own", std::move(rows), {}};
      return group;
    }
  }
  group.mode = delivered ? Mode::delivered : Mode::empty;
  return group;
}

std::vector<const metrics::FigureKind*> columns_of(const std::vector<const metrics::FigureKind*>& more) {
  std::vector<const metrics::FigureKind*> kinds(metrics::self_check_figures().begin(), metrics::self_check_figures().end());
  const auto add = [&](const metrics::FigureKind* kind) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  };
  for (const char* name : {"first_response_mean_ms", "first_response_in_time_rate"}) add(metrics::find_figure(name));
  for (const metrics::FigureKind* kind : more) add(kind);
  return kinds;
}

// The group's sums, of those who were there. What a platform delivered adds up only where it is counts.
std::optional<metrics::FigureValue> total_of(const metrics::FigureKind& kind, const GroupDay& group,
                                             const std::vector<const Somebody*>& there) {
  if (group.source == "own") {
    if (kind.numerator == nullptr) return std::nullopt;
    model::DayFigures sums;
    for (const Somebody* each : there) {
      if (const auto row = group.own.find(each); row != group.own.end()) metrics::add_up(sums, row->second);
    }
    return metrics::value_of(kind, sums);
  }
  if (kind.delivered == model::DeliveredField::count_ || !metrics::adds_up(kind.delivered)) return std::nullopt;
  DeliveredFigures sums;
  for (const Somebody* each : there) {
    const auto figures = group.delivered.find(each);
    if (figures == group.delivered.end()) continue;
    for (const auto& [field, value] : figures->second.values) sums.add(field, value);
  }
  return delivered_value(kind, sums);
}

}  // namespace

Result<overlay::Team> answer_team(Reading& reading, const overlay::TeamQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, query.shop));
  RIGONG_ASSIGN(const std::string name, scene.group_to_look_at(query.group));
  if (query.day && scene.today < *query.day) return day_to_come(*query.day);
  scene.looks_at_group(name);

  RIGONG_ASSIGN(GroupDay group, group_day(scene, name, query.day));
  const auto members = scene.cast.group_on(name, group.day);
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, group.day, group.day));
  overlay::Team team;
  team.group = name;
  team.groups = scene.cast.groups();
  team.shop = query.shop;
  team.day = group.day;
  team.today = scene.today;
  team.now = reading.now;
  RIGONG_ASSIGN(team.change, reading.view.change_number());
  team.mode = group.mode;
  team.source = group.source;
  team.special = roster.special(group.day, name);

  std::vector<const Somebody*> there;
  metrics::FigureStatus status = group.day < scene.today ? metrics::FigureStatus::final : metrics::FigureStatus::live;
  for (const Somebody* each : members) {
    if (!roster.off(*each, group.day)) there.push_back(each);
    if (const auto row = group.own.find(each); row != group.own.end() && group.source == "own") {
      status = std::max(status, scene.status_of(metrics::Finality::closings, row->second));
    }
  }
  if (group.own.empty() && group.delivered.empty() && group.day < scene.today) {
    RIGONG_ASSIGN(const bool not_yet, nothing_known_since(scene, group.day));
    if (not_yet) status = metrics::FigureStatus::provisional;
  }
  team.status = page(status);

  const auto kinds = columns_of(row_of_group(name));
  for (const metrics::FigureKind* kind : kinds) {
    overlay::TeamColumn column;
    column.name = kind->name;
    column.unit = kind->unit;
    column.better = kind->better;
    Somebody anybody;
    anybody.person.group = name;
    column.goal = goal_of(scene, &anybody, *kind, group.day);
    std::vector<metrics::FigureValue> values;
    for (const Somebody* each : there) {
      if (const auto value = group.value(*kind, each)) values.push_back(*value);
    }
    column.spread = spread_of(*kind, values, Ends::told);
    if (const auto total = total_of(*kind, group, there)) column.total = page(*total);
    team.columns.push_back(std::move(column));
  }

  std::map<const Somebody*, std::int64_t> waiting;
  std::map<const Somebody*, std::int64_t> chats;
  if (group.mode == Mode::live) {
    RIGONG_ASSIGN(waiting, waiting_counts(scene));
    RIGONG_ASSIGN(chats, chats_in_hand(scene));
  }
  RIGONG_ASSIGN(const auto sheets, reading.view.sheets("", group.day, group.day));
  const metrics::FigureKind& customers = *metrics::find_figure("customers");
  for (const Somebody* each : members) {
    overlay::TeamRow row;
    row.person = each->person;
    row.off = roster.off(*each, group.day);
    const auto served = group.value(customers, each);
    if (served && served->value) row.customers = static_cast<std::int64_t>(*served->value);
    if (const auto waits = waiting.find(each); waits != waiting.end()) row.waiting = waits->second;
    if (const auto in_hand = chats.find(each); in_hand != chats.end()) row.chats = in_hand->second;
    row.full = row.chats >= team::kFullHands;
    const auto sheet = std::find_if(sheets.begin(), sheets.end(), [&](const auto& one) { return one.person == each->person.id; });
    row.sheet = sheet_state(sheet != sheets.end() ? std::optional(*sheet) : std::nullopt,
                            served.has_value() && to_sign(row.off, row.customers));
    for (const metrics::FigureKind* kind : kinds) {
      const metrics::FigureValue value = group.value(*kind, each).value_or(metrics::FigureValue{});
      row.cells.push_back({std::string(kind->name), page(value), standing_of(goal_of(scene, each, *kind, group.day), value)});
    }
    team.rows.push_back(std::move(row));
  }
  if (group.source == "own" && group.mode != Mode::empty) {
    RIGONG_ASSIGN(team.hours, hours_of(scene, members, group.day));
  }
  return team;
}

}  // namespace rigong::runtime
