// SPDX-License-Identifier: Apache-2.0
// The numbered series of hand-offs (编号对接, row B2): how a number is shown, the day's close for the group, the sheet of the
// departments. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/task.h"

namespace rigong::team {

// "1122-12": month, day and number.
[[nodiscard]] std::string shown_number(const model::Task& handoff);

// The text for the group at the day's close (日清): how many came and have a result, then each open one with number, department,
// what it is about, how far it is and why it is open. People are not named: the series is the group's. `open_before` are those of
// earlier days.
[[nodiscard]] Words close_of_day(const std::string& group, Day day, const std::vector<model::Task>& of_day,
                                 const std::vector<model::Task>& open_before);

// When a hand-off is to have its result: at its due time; without one, a complaint within a day of its entry, and all else by the
// end of the day after its own.
[[nodiscard]] TimeMs due_of(const model::Task& handoff, const std::function<TimeMs(Day)>& end_of_day);

// What a department received in the days, and what became of it.
struct DepartmentSheet {
  std::string department;
  std::int64_t received = 0;
  std::int64_t accepted = 0;
  std::int64_t done = 0;
  std::int64_t in_time = 0;  // Done by then: due_of().
  std::int64_t open = 0;
  std::int64_t overdue = 0;            // Open past that time.
  std::vector<model::Task> open_ones;  // The oldest first.
  friend bool operator==(const DepartmentSheet&, const DepartmentSheet&) = default;
};
// By department, in the order of most received. Dropped hand-offs are in none. `end_of_day` is the instant at which a shop day
// ends.
[[nodiscard]] std::vector<DepartmentSheet> department_sheets(const std::vector<model::Task>& handoffs, TimeMs now,
                                                             const std::function<TimeMs(Day)>& end_of_day);

}  // namespace rigong::team
