// SPDX-License-Identifier: Apache-2.0
// 高峰: how many customers come to a group by weekday and hour, how many people are there, and how many it would need.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "overlay/api/common.h"

namespace rigong::overlay {

// One hour of one weekday; means over the days that count.
struct LoadHour {
  int weekday = 0;  // 0 = Monday.
  int hour = 0;
  double customers = 0;
  double slow_share = 0;
  double people = 0;
  std::optional<int> needed;
};
template <class Visit>
void describe(Visit&& visit, const LoadHour& x) {
  visit("weekday", x.weekday);
  visit("hour", x.hour);
  visit("customers", x.customers);
  visit("slow_share", x.slow_share);
  visit("people", x.people);
  visit("needed", x.needed);
}

struct Load {
  std::string group;
  std::vector<std::string> groups;
  std::string shop;
  Day from;
  Day to;
  Day today;
  std::int64_t days = 0;  // That count.
  std::vector<std::string> special;
  std::optional<double> handling_ms;
  std::optional<double> customers_per_rep_day;
  int at_once = 3;
  int within_s = 30;
  int share = 80;
  bool shifts = false;
  std::vector<LoadHour> hours;
};
template <class Visit>
void describe(Visit&& visit, const Load& x) {
  visit("group", x.group);
  visit("groups", x.groups);
  visit("shop", x.shop);
  visit("from", x.from);
  visit("to", x.to);
  visit("today", x.today);
  visit("days", x.days);
  visit("special", x.special);
  visit("handling_ms", x.handling_ms);
  visit("customers_per_rep_day", x.customers_per_rep_day);
  visit("at_once", x.at_once);
  visit("within_s", x.within_s);
  visit("share", x.share);
  visit("shifts", x.shifts);
  visit("hours", x.hours);
}

}  // namespace rigong::overlay
