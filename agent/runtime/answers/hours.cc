// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/hours.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "agent/metrics/figures.h"

namespace rigong::runtime {
namespace {

constexpr int kWeeksBack = 4;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

Result<std::map<Day, DayHours>> hours_by_day(Scene& scene, const std::vector<const Somebody*>& people, Day from, Day to,
                                             const std::function<void(const storage::TurnRow&)>& also) {
  struct Hour {
    std::set<std::tuple<std::string, std::uint64_t, model::CustomerNo>> customers;
    std::set<const Somebody*> people;
  };
  std::map<model::RepNo, const Somebody*> whose;
  for (const Somebody* somebody : people) {
    for (const model::RepNo rep : somebody->reps) whose.emplace(rep, somebody);
  }
  std::map<Day, std::array<Hour, 24>> seen;
  std::map<Day, DayHours> sums;
  for (const std::string& shop : scene.shops) {
    const ShopCalendar& calendar = scene.reading.rules.calendar(shop);
    RIGONG_TRY(scene.reading.view.turns({from, to, shop, std::nullopt}, [&](const storage::TurnRow& row) {
      const model::Turn& turn = row.turn;
      const auto owner = whose.find(turn.owner);
      if (turn.turn_class != model::TurnClass::eligible || turn.end == model::TurnEnd::passed || owner == whose.end())
        return true;
      const auto at = static_cast<std::size_t>(calendar.local(turn.clock_start_at).since_midnight / kHourMs) % 24;
      Hour& hour = seen[turn.day].at(at);
      // A customer whom the source does not name is as many as conversations.
      const auto conversation = (static_cast<std::uint64_t>(row.where.account) << 32) | row.where.conversation;
      hour.customers.emplace(shop, turn.customer != model::kNoCustomer ? 0 : conversation, turn.customer);
      hour.people.insert(owner->second);
      if (also) also(row);
      HourSum& sum = sums[turn.day].at(at);
      ++sum.turns;
      if (metrics::is_slow(turn, scene.moments.of(row.where.account))) ++sum.slow;
      return true;
    }));
  }
  for (const auto& [day, hours] : seen) {
    for (std::size_t at = 0; at < hours.size(); ++at) {
      HourSum& sum = sums[day].at(at);
      sum.customers = static_cast<std::int64_t>(hours.at(at).customers.size());
      sum.people = static_cast<std::int64_t>(hours.at(at).people.size());
    }
  }
  return sums;
}

Result<std::vector<overlay::TeamHour>> hours_of(Scene& scene, const std::vector<const Somebody*>& people, Day day) {
  const auto of_day = [&](Day which) -> Result<DayHours> {
    RIGONG_ASSIGN(const auto days, hours_by_day(scene, people, which, which));
    return days.empty() ? DayHours() : days.begin()->second;
  };
  RIGONG_ASSIGN(const DayHours today, of_day(day));
  std::array<std::vector<double>, 24> before;
  for (int week = 1; week <= kWeeksBack; ++week) {
    RIGONG_ASSIGN(const DayHours then, of_day(day - 7 * week));
    const bool any = std::any_of(then.begin(), then.end(), [](const HourSum& hour) { return hour.turns > 0; });
    if (!any) continue;  // Closed, or before the first record.
    for (std::size_t hour = 0; hour < then.size(); ++hour)
      before.at(hour).push_back(static_cast<double>(then.at(hour).customers));
  }
  std::vector<overlay::TeamHour> all;
  for (std::size_t hour = 0; hour < today.size(); ++hour) {
    const HourSum& one = today.at(hour);
    overlay::TeamHour result;
    result.hour = static_cast<int>(hour);
    result.customers = one.customers;
    result.turns = one.turns;
    result.slow = one.slow;
    if (!before.at(hour).empty()) result.usual = median(before.at(hour));
    all.push_back(result);
  }
  const auto empty = [](const overlay::TeamHour& hour) { return hour.turns == 0 && hour.usual.value_or(0) <= 0; };
  while (!all.empty() && empty(all.back())) all.pop_back();
  all.erase(all.begin(), std::find_if_not(all.begin(), all.end(), empty));
  return all;
}

}  // namespace rigong::runtime
