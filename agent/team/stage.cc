// SPDX-License-Identifier: Apache-2.0
#include "agent/team/stage.h"

#include "agent/base/civil.h"

namespace rigong::team {
namespace {

// The day on which so many months are over. Who joined on the 31st has a month on the last day of a shorter one.
cctz::civil_day months_after(cctz::civil_day from, int months) {
  const cctz::civil_month month = cctz::civil_month(from) + months;
  const cctz::civil_day last = cctz::civil_day(month + 1) - 1;
  const cctz::civil_day same(month.year(), month.month(), from.day());
  return cctz::civil_month(same) == month ? same : last;
}

}  // namespace

model::Stage stage_on(model::Stage set, std::optional<Day> joined_on, Day day) {
  using model::Stage;
  if (set != Stage::by_time) return set;
  if (!joined_on) return Stage::mature;
  const cctz::civil_day joined = civil_day_of(*joined_on);
  const cctz::civil_day today = civil_day_of(day);
  if (today < months_after(joined, 1)) return Stage::newcomer;
  if (today < months_after(joined, 3)) return Stage::growing;
  if (today < months_after(joined, 12)) return Stage::mature;
  return Stage::senior;
}

}  // namespace rigong::team
