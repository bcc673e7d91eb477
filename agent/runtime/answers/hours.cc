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

struct Hour {
  std::set<std::tuple<std::string, std::uint64_t, model::CustomerNo>> customers;
  std::int64_t turns = 0;
  std::int64_t slow = 0;
};
using Hours = std::array<Hour, 24>;

Result<Hours> count(Scene& scene, const std::vector<const Somebody*>& people, Day day) {
  std::set<model::RepNo> reps;
  for (const Somebody* somebody : people) reps.insert(somebody->reps.begin(), somebody->reps.end());
  Hours hours;
  for (const std::string& shop : scene.shops) {
    const ShopCalendar& calendar = scene.reading.rules.calendar(shop);
    RIGONG_TRY(scene.reading.view.turns({day, day, shop, std::nullopt}, [&](const storage::TurnRow& row) {
      const model::Turn& turn = row.turn;
      if (turn.turn_class != model::TurnClass::eligible || turn.end == model::TurnEnd::passed || !reps.contains(turn.owner)) {
        return true;
      }
      Hour& hour = hours.at(static_cast<std::size_t>(calendar.local(turn.clock_start_at).since_midnight / kHourMs) % 24);
      // A customer whom the source does not name is as many as conversations.
      const auto conversation = (static_cast<std::uint64_t>(row.where.account) << 32) | row.where.conversation;
      hour.customers.emplace(shop, turn.customer != model::kNoCustomer ? 0 : conversation, turn.customer);
      ++hour.turns;
      if (metrics::is_slow(turn, scene.now())) ++hour.slow;
      return true;
    }));
  }
  return hours;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

Result<std::vector<overlay::TeamHour>> hours_of(Scene& scene, const std::vector<const Somebody*>& people, Day day) {
  RIGONG_ASSIGN(const Hours today, count(scene, people, day));
  std::array<std::vector<double>, 24> before;
  for (int week = 1; week <= kWeeksBack; ++week) {
    RIGONG_ASSIGN(const Hours then, count(scene, people, day - 7 * week));
    const bool any = std::any_of(then.begin(), then.end(), [](const Hour& hour) { return hour.turns > 0; });
    if (!any) continue;  // Closed, or before the first record.
    for (std::size_t hour = 0; hour < then.size(); ++hour)
      before.at(hour).push_back(static_cast<double>(then.at(hour).customers.size()));
  }
  std::vector<overlay::TeamHour> all;
  for (std::size_t hour = 0; hour < today.size(); ++hour) {
    const Hour& one = today.at(hour);
    overlay::TeamHour result;
    result.hour = static_cast<int>(hour);
    result.customers = static_cast<std::int64_t>(one.customers.size());
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
