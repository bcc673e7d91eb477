// SPDX-License-Identifier: Apache-2.0
// What the page asks, answered from one consistent view of the store. Functions of what they are given: no clock, no state, no
// writing. Errors: not_found for a person, shop, group or day that is not there or that the viewer may not see (the same words
// for both).
#pragma once

#include <algorithm>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/config/config.h"
#include "agent/runtime/away_source.h"
#include "agent/runtime/conversation_links.h"
#include "agent/runtime/customer_names.h"
#include "agent/runtime/posts/targets.h"
#include "agent/runtime/shop_rules.h"
#include "agent/team/rights.h"
#include "overlay/api/service.h"
#include "storage/store.h"

namespace rigong::runtime {

// Who looks, and with which rights (agent/team/rights.h). While the desk belongs to nobody (unset), whoever opened it may look
// around to choose.
struct Viewer {
  overlay::Role role = overlay::Role::unset;  // The rights: of a deputy those of the lead who is away.
  std::string person;                         // Empty for the machine's owner.
  std::string acting_for = {};                // Of a deputy: who is away.
  bool own_device = false;                    // The device is this person's, by an invitation.
};
// Of the table of rights.
[[nodiscard]] team::Role role_of(const Viewer& viewer);

struct Reading {
  storage::ReadView& view;
  ShopRules& rules;
  const config::Config& config;
  const CustomerNames& names;
  Viewer viewer;
  TimeMs now = 0;
  // The earliest instant at which the answer may be another one although nothing was committed; lowered while answering.
  TimeMs valid_until = kLatestTime;
  // Whose figures the answer shows to somebody else, as CommandEntry::about names them; filled while answering, and written down
  // before anybody sees the answer.
  std::set<std::string> looked_at = {};
  // Where conversations are opened; null where nobody will follow a link: in a post, on paper.
  std::shared_ptr<const ConversationLinks> links = {};
  // Sources that cannot be read at this moment.
  std::vector<AwaySource> away = {};

  void valid_only_until(TimeMs time) { valid_until = std::min(valid_until, time); }
};

[[nodiscard]] Result<overlay::People> answer_people(Reading& reading);
[[nodiscard]] Result<overlay::Panel> answer_panel(Reading& reading, const overlay::PanelQuery& query);
[[nodiscard]] Result<overlay::Turns> answer_turns(Reading& reading, const overlay::TurnsQuery& query);
[[nodiscard]] Result<overlay::Trend> answer_trend(Reading& reading, const overlay::TrendQuery& query);
[[nodiscard]] Result<overlay::ShopFigures> answer_shop_figures(Reading& reading, const overlay::ShopFiguresQuery& query);
[[nodiscard]] Result<overlay::Team> answer_team(Reading& reading, const overlay::TeamQuery& query);
[[nodiscard]] Result<overlay::Ranking> answer_ranking(Reading& reading, const overlay::RankingQuery& query);
// For leads.
[[nodiscard]] Result<overlay::Load> answer_load(Reading& reading, const overlay::LoadQuery& query);
// For whoever sees the whole team: of the periods all, with what may be said of new ones.
[[nodiscard]] Result<overlay::Periods> answer_periods(Reading& reading);
[[nodiscard]] Result<overlay::PeriodFigures> answer_period_figures(Reading& reading, const overlay::PeriodQuery& query);
// For the person, and for whoever holds the talks; the list for the latter.
[[nodiscard]] Result<overlay::OneOnOne> answer_one_on_one(Reading& reading, const overlay::OneOnOneQuery& query);
[[nodiscard]] Result<overlay::OneOnOnes> answer_one_on_ones(Reading& reading, const overlay::OneOnOnesQuery& query);
[[nodiscard]] Result<overlay::Posts> answer_posts(Reading& reading, const overlay::PostsQuery& query,
                                                  std::span<const PostTarget> targets);
[[nodiscard]] Result<overlay::PostPreview> answer_post_preview(Reading& reading, const overlay::PostPreviewQuery& query,
                                                               std::span<const PostTarget> targets);
[[nodiscard]] Result<overlay::Sheets> answer_sheets(Reading& reading, const overlay::SheetsQuery& query);
[[nodiscard]] Result<overlay::Work> answer_work(Reading& reading, const overlay::WorkQuery& query);
[[nodiscard]] Result<overlay::TaskStory> answer_task(Reading& reading, const overlay::TaskQuery& query);
[[nodiscard]] Result<overlay::Handoffs> answer_handoffs(Reading& reading, const overlay::HandoffsQuery& query);
[[nodiscard]] Result<overlay::Promises> answer_promises(Reading& reading, const overlay::PromisesQuery& query);
[[nodiscard]] Result<overlay::DayReport> answer_day_report(Reading& reading, const overlay::DayReportQuery& query);
// For whoever sees the team.
[[nodiscard]] Result<overlay::TeamReport> answer_team_report(Reading& reading, const overlay::TeamReportQuery& query);
[[nodiscard]] Result<overlay::DepartmentReport> answer_department_report(Reading& reading,
                                                                         const overlay::DepartmentReportQuery& query);
[[nodiscard]] Result<overlay::ReportFile> answer_report_file(Reading& reading, const overlay::ReportFileQuery& query);
[[nodiscard]] Result<overlay::Sheet> answer_sheet(Reading& reading, const overlay::SheetQuery& query);
// Those who look after people see all of the team; nobody else. `sessions` names the one who asks as this device.
[[nodiscard]] Result<overlay::Members> answer_members(Reading& reading);
[[nodiscard]] Result<overlay::Devices> answer_devices(Reading& reading, const std::string& session);
[[nodiscard]] Result<overlay::Notices> answer_notices(Reading& reading);
[[nodiscard]] Result<overlay::OwnData> answer_own_data(Reading& reading);
[[nodiscard]] Result<overlay::OwnExport> answer_own_export(Reading& reading, const overlay::ExportQuery& query);
[[nodiscard]] Result<overlay::Log> answer_log(Reading& reading, const overlay::LogQuery& query);

}  // namespace rigong::runtime
