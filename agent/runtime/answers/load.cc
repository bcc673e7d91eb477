// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/hours.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/roster.h"
#include "agent/team/staffing.h"

namespace rigong::runtime {
namespace {

constexpr int kDayMinutes = 24 * 60;

struct Slot {
  double customers = 0;
  double turns = 0;
  double slow = 0;
  double people = 0;
};

// How many of an hour's sixty minutes the shift covers, as a share. One without times covers what its people do, and is not here.
double covered(const overlay::Shift& shift, int hour) {
  if (shift.kind != overlay::Shift::Kind::work || !shift.start_min || !shift.end_min) return 0;
  // Over midnight it ends on the day after, in hours that belong to the same shop day.
  const int end = *shift.end_min > *shift.start_min ? *shift.end_min : *shift.end_min + kDayMinutes;
  double minutes = 0;
  for (const int begin : {hour * 60, hour * 60 + kDayMinutes}) {
    minutes += std::max(0, std::min(end, begin + 60) - std::max(*shift.start_min, begin));
  }
  return std::min(1.0, minutes / 60);
}

// People there in each hour of the day by their shifts; nothing where nobody of the group has one with times.
std::optional<std::array<double, 24>> planned(const Roster& roster, const std::vector<const Somebody*>& people, Day day) {
  std::array<double, 24> there{};
  bool any = false;
  for (const Somebody* each : people) {
    if (!each->belonged_on(day) || roster.off(*each, day)) continue;
    for (const overlay::Shift& shift : roster.shifts(*each, day)) {
      for (int hour = 0; hour < 24; ++hour) there.at(static_cast<std::size_t>(hour)) += covered(shift, hour);
      any = any || (shift.kind == overlay::Shift::Kind::work && shift.start_min && shift.end_min);
    }
  }
  return any ? std::optional(there) : std::nullopt;
}

// How long one session takes somebody up. A session of ours ends when the customer's next one begins, which may be a week later,
// so it is the turns that tell: each from question to answer, and the pause until the next question, which beyond five minutes is
// somebody else's.
class Handling {
 public:
  void add(const storage::TurnRow& row) {
    if (row.turn.ended_at == kNoTime) return;
    turns_.push_back({{row.where.account, row.where.conversation, row.turn.session}, row.turn.clock_start_at, row.turn.ended_at});
  }
  // Nothing where no turn has ended.
  [[nodiscard]] std::optional<double> mean_ms() {
    if (turns_.empty()) return std::nullopt;
    std::sort(turns_.begin(), turns_.end());
    double sum = 0;
    std::int64_t sessions = 0;
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      const auto& [session, start, end] = turns_[i];
      sum += static_cast<double>(std::clamp<DurationMs>(end - start, 0, kLongestTurn));
      if (i == 0 || std::get<0>(turns_[i - 1]) != session)
        ++sessions;
      else
        sum += static_cast<double>(std::clamp<DurationMs>(start - std::get<2>(turns_[i - 1]), 0, kLongestPause));
    }
    return sum / static_cast<double>(sessions);
  }

 private:
  static constexpr DurationMs kLongestTurn = 10 * kMinuteMs;  // The cap of the response (metrics, cap_s).
  static constexpr DurationMs kLongestPause = 5 * kMinuteMs;
  std::vector<std::tuple<std::tuple<std::uint64_t, std::uint64_t, std::uint32_t>, TimeMs, TimeMs>> turns_;
};

// What the group's own day figures say: how many customers somebody has on a day.
Status add_sums(Scene& scene, const std::vector<const Somebody*>& people, const Roster& roster, overlay::Load& load) {
  RIGONG_ASSIGN(const auto days, everybodys_days(scene, load.from, load.to));
  std::int64_t customers = 0;
  std::int64_t rep_days = 0;
  for (const auto& [day, of_day] : days) {
    if (roster.special(day, load.group)) continue;
    for (const Somebody* each : people) {
      const auto row = of_day.find(each);
      if (row == of_day.end() || row->second.customers == 0) continue;
      customers += row->second.customers;
      ++rep_days;
    }
  }
  if (rep_days > 0) load.customers_per_rep_day = static_cast<double>(customers) / static_cast<double>(rep_days);
  return {};
}

}  // namespace

Result<overlay::Load> answer_load(Reading& reading, const overlay::LoadQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, query.shop));
  overlay::Load load;
  RIGONG_ASSIGN(load.group, scene.group_to_look_at(query.group));
  load.groups = scene.cast.groups();
  scene.looks_at_group(load.group);
  load.shop = query.shop;
  load.today = scene.today;
  load.to = scene.today - 1;
  load.from = scene.today - 7 * query.weeks;
  load.at_once = query.at_once;
  load.within_s = query.within_s;
  load.share = query.share;

  std::vector<const Somebody*> people;
  for (const Somebody& each : scene.cast.everybody()) {
    if (each.person.group == load.group) people.push_back(&each);
  }
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, load.from, load.to));
  Handling handling;
  RIGONG_ASSIGN(const auto days,
                hours_by_day(scene, people, load.from, load.to, [&](const storage::TurnRow& row) { handling.add(row); }));
  load.handling_ms = handling.mean_ms();
  RIGONG_TRY(add_sums(scene, people, roster, load));

  std::array<std::array<Slot, 24>, 7> slots{};
  std::array<int, 7> counted{};
  std::set<std::string> special;
  for (const auto& [day, hours] : days) {
    if (const auto label = roster.special(day, load.group)) {
      special.insert(*label);
      continue;
    }
    const auto at = static_cast<std::size_t>(weekday(day));
    ++counted.at(at);
    ++load.days;
    const auto shifts = planned(roster, people, day);
    load.shifts = load.shifts || shifts.has_value();
    for (std::size_t hour = 0; hour < 24; ++hour) {
      Slot& slot = slots.at(at).at(hour);
      const HourSum& sum = hours.at(hour);
      slot.customers += static_cast<double>(sum.customers);
      slot.turns += static_cast<double>(sum.turns);
      slot.slow += static_cast<double>(sum.slow);
      slot.people += shifts ? shifts->at(hour) : static_cast<double>(sum.people);
    }
  }
  load.special.assign(special.begin(), special.end());
  const team::StaffingAim aim{query.share / 100.0, query.within_s * kSecondMs, query.at_once};
  for (std::size_t at = 0; at < slots.size(); ++at) {
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const Slot& slot = slots.at(at).at(hour);
      if (slot.turns == 0) continue;
      overlay::LoadHour one;
      one.weekday = static_cast<int>(at);
      one.hour = static_cast<int>(hour);
      one.customers = slot.customers / counted.at(at);
      one.slow_share = slot.slow / slot.turns;
      one.people = slot.people / counted.at(at);
      if (load.handling_ms) one.needed = team::people_needed(one.customers, static_cast<DurationMs>(*load.handling_ms), aim);
      load.hours.push_back(one);
    }
  }
  return load;
}

}  // namespace rigong::runtime
