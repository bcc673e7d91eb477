// SPDX-License-Identifier: Apache-2.0
// What the page asks, answered from one consistent view of the store. Functions of what they are given: no clock, no state, no
// writing. Errors: not_found for a person, shop, group or day that is not there or that the viewer may not see (the same words
// for both).
#pragma once

#include <algorithm>
#include <string>

#include "agent/base/result.h"
#include "agent/config/config.h"
#include "agent/runtime/customer_names.h"
#include "agent/runtime/shop_rules.h"
#include "overlay/api/service.h"
#include "storage/store.h"

namespace rigong::runtime {

// Who looks. A rep sees themself, and of others only the group's median; a lead sees all. While the desk belongs to nobody
// (unset), whoever opened it may look around to choose.
struct Viewer {
  overlay::Role role = overlay::Role::unset;
  std::string person;  // Empty for the machine's owner and for a lead without a sheet of their own.
};

struct Reading {
  storage::ReadView& view;
  ShopRules& rules;
  const config::Config& config;
  const CustomerNames& names;
  Viewer viewer;
  TimeMs now = 0;
  // The earliest instant at which the answer may be another one although nothing was committed; lowered while answering.
  TimeMs valid_until = kLatestTime;

  void valid_only_until(TimeMs time) { valid_until = std::min(valid_until, time); }
};

[[nodiscard]] Result<overlay::People> answer_people(Reading& reading);
[[nodiscard]] Result<overlay::Panel> answer_panel(Reading& reading, const overlay::PanelQuery& query);
[[nodiscard]] Result<overlay::Turns> answer_turns(Reading& reading, const overlay::TurnsQuery& query);
[[nodiscard]] Result<overlay::Trend> answer_trend(Reading& reading, const overlay::TrendQuery& query);
[[nodiscard]] Result<overlay::ShopFigures> answer_shop_figures(Reading& reading, const overlay::ShopFiguresQuery& query);
[[nodiscard]] Result<overlay::Team> answer_team(Reading& reading, const overlay::TeamQuery& query);
[[nodiscard]] Result<overlay::Sheets> answer_sheets(Reading& reading, const overlay::SheetsQuery& query);
[[nodiscard]] Result<overlay::Work> answer_work(Reading& reading, const overlay::WorkQuery& query);
[[nodiscard]] Result<overlay::TaskStory> answer_task(Reading& reading, const overlay::TaskQuery& query);
[[nodiscard]] Result<overlay::Handoffs> answer_handoffs(Reading& reading, const overlay::HandoffsQuery& query);
[[nodiscard]] Result<overlay::Promises> answer_promises(Reading& reading, const overlay::PromisesQuery& query);
[[nodiscard]] Result<overlay::DayReport> answer_day_report(Reading& reading, const overlay::DayReportQuery& query);
[[nodiscard]] Result<overlay::Sheet> answer_sheet(Reading& reading, const overlay::SheetQuery& query);

}  // namespace rigong::runtime
