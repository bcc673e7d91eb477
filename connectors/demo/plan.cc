// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/plan.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "connectors/demo/dice.h"

namespace rigong::connectors::demo {
namespace {

constexpr int kCustomers = 30'000;
constexpr int kCampaignBefore = 10;
constexpr int kCampaignEvery = 56;
constexpr double kBuyers = 0.38;
constexpr int kLearningDays = 60;

enum Purpose : std::uint64_t { kLeave = 1, kEarliest, kAmount, kCustomer, kBuys, kTalk };

// The usual load by hour: peaks at 10-12, 14-15 and 20-22.
constexpr std::array<double, 24> kHours = {.15, .08, .05, .04,  .04, .06, .15, .35, .55,  .85,  1.30, 1.20,
                                           .60, .80, 2.0, 1.15, .90, .80, .70, 1.0, 1.50, 1.60, .90,  .40};
constexpr std::array<double, 7> kWeekdays = {1.08, 1.0, 0.96, 1.0, 1.03, 0.95, 0.98};

int modulo(int value, int by) { return (value % by + by) % by; }

}  // namespace

bool is_campaign(Day day, Day first_today) { return modulo(day - first_today + kCampaignBefore, kCampaignEvery) == 0; }

Plan::Plan(const Settings& settings, Day first_today, const ShopCalendar& calendar)
    : settings_(settings), first_today_(first_today), calendar_(calendar), cast_(make_cast(settings)) {}

TimeMs Plan::at(Day day, int minutes) const { return calendar_.from_local(day, 0) + minutes * kMinuteMs; }

std::uint64_t Plan::seed(std::uint64_t purpose, int rep, Day day, int number) const {
  return seed_of({settings_.seed, purpose, static_cast<std::uint64_t>(rep), static_cast<std::uint64_t>(day.number),
                  static_cast<std::uint64_t>(number)});
}

Duty Plan::duty(int rep, Day day) const {
  const Person& person = cast_[static_cast<std::size_t>(rep)];
  const int offset = day - first_today_;
  Duty duty;
  duty.employed = (!person.joined || offset >= *person.joined) && (!person.left || offset <= *person.left);
  if (!duty.employed) return duty;
  const bool campaign = is_campaign(day, first_today_);
  // Two days off in a row, spread over the week. The main character works on the first day looked at and on those that it is
  // compared with, and whoever is slow on Mondays works then.
  const bool mondays = person.monday != 1;
  const int off_from = person.main_character ? 2 : modulo(rep * 3 + 1, 7);
  bool off = mondays ? weekday(day) == 2 || weekday(day) == 3 : modulo(offset - off_from, 7) <= 1;
  if (person.group == Group::lead) off = weekday(day) == 6;
  if (off && !campaign) return duty;
  duty.kind = model::ShiftKind::work;
  if (person.group == Group::lead) {
    duty.start_min = 9 * 60;
    duty.end_min = 21 * 60;
    return duty;
  }
  const bool late = !person.main_character && modulo(rep + (day.number + 3) / 7, 2) == 1;
  if (late) {
    duty.start_min = 14 * 60;
    duty.end_min = campaign ? 24 * 60 : 23 * 60;
  } else {
    // A few of the early shift begin at eight and take what the night has left.
    const bool first = !person.main_character && seed(kEarliest, rep, day) % 4 == 0;
    duty.start_min = first ? kNightEndsMin : 9 * 60;
    duty.end_min = duty.start_min + 9 * 60;
  }
  const bool steady = person.main_character || campaign || day == first_day();
  duty.sick = !steady && seed(kLeave, rep, day) % 1000 < 13;
  if (duty.sick) duty.kind = model::ShiftKind::leave;
  return duty;
}

double Plan::weight(int rep, const Duty& duty, Day day, int half_hour) const {
  const int minute = half_hour * 30;
  if (minute < duty.start_min || minute >= duty.end_min) return 0;
  // Everybody eats, half of them half an hour later.
  const int meal = duty.start_min < 12 * 60 ? 24 : 36;
  if (half_hour == meal + rep % 2) return 0.05;
  double weight = kHours[static_cast<std::size_t>(half_hour / 2)];
  if (is_campaign(day, first_today_)) weight *= minute >= 20 * 60 ? 4.0 : 1.5;
  return weight;
}

int Plan::chats(int rep, Day day) const {
  const Duty planned = duty(rep, day);
  if (!planned.works()) return 0;
  const Person& person = cast_[static_cast<std::size_t>(rep)];
  double all = 0;
  for (int half_hour = 0; half_hour < 48; ++half_hour) all += weight(rep, planned, day, half_hour);
  constexpr double kUsual = 19.4;  // The sum of a usual shift.
  Dice dice(seed(kAmount, rep, day));
  double expected = settings_.per_day * person.load * kWeekdays[static_cast<std::size_t>(weekday(day))] * all / kUsual;
  if (person.joined) {  // Newcomers are given less at first.
    const int since = day - first_today_ - *person.joined;
    expected *= std::min(1.0, 0.45 + since * 0.03);
  }
  return static_cast<int>(std::lround(expected * std::exp(0.07 * dice.normal())));
}

double Plan::slowness(int rep, Day day) const {
  const Person& person = cast_[static_cast<std::size_t>(rep)];
  const int begun = std::max(-kLearningDays, person.joined.value_or(-kLearningDays));
  const double left = begun >= 0 ? 0 : static_cast<double>(first_today_ - day) / static_cast<double>(-begun);
  double slowness = 1 + person.learning * std::clamp(left, -0.2, 1.0);
  if (weekday(day) == 0) slowness *= person.monday;
  return slowness;
}

int Plan::somebody(Group group, Day day, TimeMs time, int except, std::uint64_t choice) const {
  const int people = static_cast<int>(cast_.size());
  const int begin = people == 0 ? 0 : static_cast<int>(choice % static_cast<std::uint64_t>(people));
  for (int step = 0; step < people; ++step) {
    const int rep = (begin + step) % people;
    if (rep == except || cast_[static_cast<std::size_t>(rep)].group != group) continue;
    const Duty planned = duty(rep, day);
    // Whoever is about to go home or has just come is given nothing.
    if (planned.works() && at(day, planned.start_min + 5) <= time && time < at(day, planned.end_min - 20)) return rep;
  }
  return -1;
}

bool Plan::means_to_buy(int rep, Day day, int number) const {
  return static_cast<double>(seed(kBuys, rep, day, number) % 10'000) < kBuyers * 10'000;
}

int Plan::customer(int rep, Day day, int number) const {
  Dice dice(seed(kCustomer, rep, day, number));
  const Group group = cast_[static_cast<std::size_t>(rep)].group;
  if (group != Group::pre_sales && dice.chance(0.9)) {
    // Whoever asks after-sales has mostly bought something a few days before.
    for (int tries = 0; tries < 12; ++tries) {
      const int other = dice.below(settings_.reps);
      const Day before = day - dice.between(2, 9);
      if (cast_[static_cast<std::size_t>(other)].group != Group::pre_sales) continue;
      const double surely = settings_.per_day * cast_[static_cast<std::size_t>(other)].load * 0.5;
      const int chosen = dice.below(static_cast<int>(surely));
      if (duty(other, before).works() && means_to_buy(other, before, chosen)) return customer(other, before, chosen);
    }
  }
  return 1 + dice.below(kCustomers);
}

}  // namespace rigong::connectors::demo
