// SPDX-License-Identifier: Apache-2.0
// The people of the shop and their habits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/base/time.h"
#include "connectors/demo/demo.h"

namespace rigong::connectors::demo {

enum class Group { pre_sales, after_sales, phone, lead };
[[nodiscard]] const char* group_name(Group group);  // "售前", "售后", "电话", "主管"

struct Person {
  std::string id;
  std::string name;
  std::string platform_id;
  Group group = Group::pre_sales;
  double load = 1;       // Of the conversations of an average rep.
  double median_s = 30;  // Response time with few chats open.
  double slow = 1;       // How readily a reply turns slow, beside others.
  double words = 1.85;   // Messages in a reply, on average.
  double pleased = 0.93;
  double monday = 1;    // Response time on Mondays, beside other days.
  double learning = 0;  // How much slower they were two months before the first day looked at, or when they came.
  bool main_character = false;
  std::optional<int> joined;  // Days from the first day looked at; negative is before it.
  std::optional<int> left;    // The last day, counted likewise.
};

// The reps in order of their numbers, and the lead as the last one where there is any rep.
[[nodiscard]] std::vector<Person> make_cast(const Settings& settings);

}  // namespace rigong::connectors::demo
