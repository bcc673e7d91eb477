// SPDX-License-Identifier: Apache-2.0
#include "agent/team/staffing.h"

#include <algorithm>
#include <cmath>

namespace rigong::team {
namespace {

constexpr int kMostPeople = 1000;
constexpr double kHourMsAsDouble = 3'600'000;

double erlangs_of(double customers_per_hour, DurationMs handling) {
  return customers_per_hour * static_cast<double>(handling) / kHourMsAsDouble;
}

}  // namespace

double erlang_c(int servers, double erlangs) {
  if (erlangs <= 0) return 0;
  if (servers <= 0 || erlangs >= servers) return 1;
  // Erlang B by its recursion, which neither overflows nor loses digits, then C from B.
  double blocked = 1;
  for (int n = 1; n <= servers; ++n) blocked = erlangs * blocked / (n + erlangs * blocked);
  const double busy = erlangs / servers;
  return blocked / (1 - busy * (1 - blocked));
}

double answered_in_time(int people, double customers_per_hour, DurationMs handling, const StaffingAim& aim) {
  const double erlangs = erlangs_of(customers_per_hour, handling);
  if (erlangs <= 0) return 1;
  const int servers = people * aim.at_once;
  if (erlangs >= servers) return 0;
  const double waits_longer = std::exp(-(servers - erlangs) * static_cast<double>(aim.within) / static_cast<double>(handling));
  return 1 - erlang_c(servers, erlangs) * waits_longer;
}

std::optional<int> people_needed(double customers_per_hour, DurationMs handling, const StaffingAim& aim) {
  if (customers_per_hour <= 0) return 0;
  if (handling <= 0 || aim.at_once <= 0) return std::nullopt;
  // Fewer than those who only just keep up never reach it.
  const double least = std::floor(erlangs_of(customers_per_hour, handling) / aim.at_once);
  if (least >= kMostPeople) return std::nullopt;
  for (int people = std::max(1, static_cast<int>(least)); people <= kMostPeople; ++people) {
    if (answered_in_time(people, customers_per_hour, handling, aim) >= aim.share) return people;
  }
  return std::nullopt;
}

}  // namespace rigong::team
