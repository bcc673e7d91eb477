// SPDX-License-Identifier: Apache-2.0
// The lead's day report (日报, row B7) as text: own part, the team's, the figures, what goes on tomorrow and why. It is for
// whoever the lead reports to, not for the group: it names people. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/task.h"

namespace rigong::team {

struct DayReportPerson {
  std::string name;
  bool off = false;
  std::int64_t done = 0;
  std::int64_t open = 0;
  std::vector<model::Task> unfinished;
};

struct DayReportFacts {
  std::string group;
  Day day;
  Day figures_day;             // Of the figures; said where it is another day.
  std::vector<Words> figures;  // "满意度 94.1%（16/17）": each with its name and unit.
  std::vector<DayReportPerson> people;
  std::vector<model::Task> mine;  // The lead's own, as they stood at the end of the day …
  std::int64_t mine_done = 0;     // … and how many of them are done.
  std::int64_t handoffs_received = 0;
  std::int64_t handoffs_done = 0;
  std::int64_t handoffs_open = 0;
};

[[nodiscard]] Words day_report(const DayReportFacts& facts);

}  // namespace rigong::team
