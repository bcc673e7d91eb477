// SPDX-License-Identifier: Apache-2.0
#include "agent/team/post_times.h"

#include <algorithm>
#include <cstdint>

#include "agent/base/civil.h"

namespace rigong::team {
namespace {

constexpr int kFirstOfMonth = 4;
constexpr int kHalfHour = 30;
constexpr int kMinutesOff = 3;
// A day's reports go out one after the other.
constexpr int kWeekLater = 2;
constexpr int kMonthLater = 4;
constexpr DurationMs kMostJitterMs = 2 * kMinuteMs;
constexpr int kLatestMinute = 24 * 60 - kMonthLater - static_cast<int>(kMostJitterMs / kMinuteMs);

bool any_before(Day first, Day day, const std::function<bool(Day)>& quiet) {
  for (Day each = first; each < day; each = each + 1) {
    if (!quiet(each)) return true;
  }
  return false;
}

}  // namespace

std::vector<DueReport> due_on(Day day, const PostPlan& plan, const std::function<bool(Day)>& quiet) {
  std::vector<DueReport> due;
  if (quiet(day)) return due;
  const int minute = off_the_hour(plan.minute);
  if (plan.daily) due.push_back({RankPeriod::day, day - 1, minute, 1});
  const Day monday = day - weekday(day);
  if (plan.weekly && !any_before(monday, day, quiet)) due.push_back({RankPeriod::week, monday - 1, minute + kWeekLater, 2});
  const int date = civil_day_of(day).day();
  if (plan.monthly && date >= kFirstOfMonth && !any_before(day - (date - kFirstOfMonth), day, quiet)) {
    due.push_back({RankPeriod::month, day - date, minute + kMonthLater, 3});
  }
  return due;
}

int off_the_hour(int minute) {
  const int past = minute % kHalfHour;
  const bool close = past < 2 || past == kHalfHour - 1;
  const int moved = !close ? minute : past < 2 ? minute - past + kMinutesOff : minute + 1 + kMinutesOff;
  return std::min(moved, kLatestMinute);
}

TimeMs due_at(const ShopCalendar& calendar, Day day, const DueReport& due, DurationMs jitter) {
  const TimeMs by_the_clock = calendar.from_local(day, due.minute * kMinuteMs);
  return std::max(by_the_clock, calendar.day_start(day) + kMinutesOff * kMinuteMs) + jitter;
}

DurationMs jitter_of(std::string_view key) {
  // FNV-1a: spreads, and needs to keep nothing secret.
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<DurationMs>(hash % static_cast<std::uint64_t>(kMostJitterMs));
}

}  // namespace rigong::team
