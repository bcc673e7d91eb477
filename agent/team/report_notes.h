// SPDX-License-Identifier: Apache-2.0
// What whoever reads a week's or month's report (D4) has to know before believing its numbers. Pure.
#pragma once

#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::team {

struct SpecialDay {
  Day day;
  std::string name;
};

struct ReportFacts {
  bool month = true;  // Else a week.
  Day to;             // The last day that is in it.
  bool over = true;
  bool compared = true;                         // There is a period before to hold it against.
  bool settled = true;                          // All figures are final.
  std::string source = "own";                   // Else the platform that all numbers are from.
  std::vector<SpecialDay> special = {};         // In order; days of the period.
  std::vector<SpecialDay> special_before = {};  // Days of the period before.
  bool complaints = true;                       // Something tells of complaints.
};

// In the order in which they matter: what is still to come, what will still change, what makes the period unlike others, what is
// not recorded.
[[nodiscard]] std::vector<Words> report_notes(const ReportFacts& facts);

}  // namespace rigong::team
