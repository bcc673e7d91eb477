// SPDX-License-Identifier: Apache-2.0
// China's days off and working weekends, as the State Council orders them each year. The table is generated from the package
// chinese-days (packaging/holidays); what comes after its last year is known to nobody yet.
#pragma once

#include <string_view>

#include "agent/base/time.h"

namespace rigong {

struct StateDay {
  Day day;
  bool works = false;   // A weekend day that is worked in place of another; else a day off.
  std::string_view zh;  // 春节
  std::string_view en;
};

// Null for a day of which nothing was ordered: a weekday is worked, a weekend is not.
[[nodiscard]] const StateDay* state_day(Day day);
// The last day that the table has.
[[nodiscard]] Day last_state_day();
// Whether offices work on the day: by order, else from Monday to Friday.
[[nodiscard]] inline bool offices_work(Day day) {
  if (const StateDay* ordered = state_day(day)) return ordered->works;
  return weekday(day) < 5;
}

}  // namespace rigong
