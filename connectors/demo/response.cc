// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/response.h"

#include <algorithm>

namespace rigong::connectors::demo {
namespace {

constexpr DurationMs kSlow = 180 * kSecondMs;
constexpr DurationMs kFastest = 2500;
constexpr int kEasy = 2;  // So many chats at once cost no time.
constexpr double kSpread = 0.55;

double share_of_slow(const Person& person, double slowness, int open, bool afternoon_peak, bool campaign) {
  double share = 0.006 * person.slow * slowness;
  if (open >= 4) share *= 1.5;
  if (open >= 6) share *= 1.6;
  if (afternoon_peak) share *= 5;
  if (campaign) share *= 1.6;
  return std::min(share, 0.25);
}

}  // namespace

DurationMs response_time(const Plan& plan, int rep, Day day, TimeMs at, int open, Dice& dice) {
  const Person& person = plan.cast()[static_cast<std::size_t>(rep)];
  const double slowness = plan.slowness(rep, day);
  const TimeMs peak = plan.at(day, 14 * 60);
  const bool afternoon_peak = peak <= at && at < peak + kHourMs;
  const bool campaign = is_campaign(day, plan.first_today());
  if (dice.chance(share_of_slow(person, slowness, open, afternoon_peak, campaign))) {
    return std::min<DurationMs>(kSlow + 4 * kSecondMs + dice.around(65 * kSecondMs, 0.7), 580 * kSecondMs);
  }
  const double crowd = 1 + 0.07 * std::clamp(open - kEasy, 0, 9);
  const auto median = static_cast<DurationMs>(person.median_s * slowness * crowd * kSecondMs);
  return std::clamp<DurationMs>(dice.around(median, kSpread), kFastest, kSlow - 3 * kSecondMs);
}

}  // namespace rigong::connectors::demo
