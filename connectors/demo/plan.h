// SPDX-License-Identifier: Apache-2.0
// What is fixed before anybody writes a word: shifts, days off, the campaign, how much is to be expected when, and which customer
// comes. Everything here is a function of the settings and the first day looked at, and is looked up without replaying anything.
#pragma once

#include <vector>

#include "agent/base/calendar.h"
#include "agent/model/record.h"
#include "connectors/demo/cast.h"

namespace rigong::connectors::demo {

inline constexpr int kLeaveKnownMin = 7 * 60 + 30;  // Leave is entered at 07:30 of its day.
inline constexpr int kPlannedAhead = 6;             // Shifts are known that many days before.
inline constexpr int kFiguresMin = 10 * 60;         // The platform delivers a day's figures at 10:00 of the next.
inline constexpr int kNightEndsMin = 8 * 60;
inline constexpr int kNightBeginsMin = 23 * 60;

struct Duty {
  bool employed = false;
  model::ShiftKind kind = model::ShiftKind::day_off;
  bool sick = false;  // Was to work, and reported sick in the morning.
  int start_min = 0;  // As planned, also where sick.
  int end_min = 0;
  [[nodiscard]] bool works() const { return employed && kind == model::ShiftKind::work; }
};

class Plan {
 public:
  Plan(const Settings& settings, Day first_today, const ShopCalendar& calendar);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const std::vector<Person>& cast() const { return cast_; }
  [[nodiscard]] Day first_today() const { return first_today_; }
  [[nodiscard]] Day first_day() const { return first_today_ - settings_.days; }
  [[nodiscard]] TimeMs at(Day day, int minutes) const;
  [[nodiscard]] Day date(TimeMs time) const { return calendar_.local(time).date; }
  [[nodiscard]] std::uint64_t seed(std::uint64_t purpose, int rep, Day day, int number = 0) const;

  [[nodiscard]] Duty duty(int rep, Day day) const;
  // How many conversations come to the rep on a day of work, and how they lie over its half hours (of 48; zero outside the
  // shift).
  [[nodiscard]] int chats(int rep, Day day) const;
  [[nodiscard]] double weight(int rep, const Duty& duty, Day day, int half_hour) const;
  // How much slower than of late this rep is on this day, 1 = as of late.
  [[nodiscard]] double slowness(int rep, Day day) const;
  // Somebody of the group who is at work at the time, not `except`; -1 where nobody is. `choice` decides among several.
  [[nodiscard]] int somebody(Group group, Day day, TimeMs time, int except, std::uint64_t choice) const;

  // The customer of a rep's conversation, and whether they mean to buy.
  [[nodiscard]] int customer(int rep, Day day, int number) const;
  [[nodiscard]] bool means_to_buy(int rep, Day day, int number) const;

 private:
  Settings settings_;
  Day first_today_;
  const ShopCalendar& calendar_;
  std::vector<Person> cast_;
};

// The campaign: one within the days before the first one looked at, late enough to be seen in a fortnight's line and not on the
// weekday that the first day is compared with; and others eight weeks apart.
[[nodiscard]] bool is_campaign(Day day, Day first_today);

}  // namespace rigong::connectors::demo
