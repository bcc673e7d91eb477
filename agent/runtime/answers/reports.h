// SPDX-License-Identifier: Apache-2.0
// What the reports of a week or a month have in common: which days, and what was told when one was handed in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agent/model/given_report.h"
#include "agent/runtime/answers/rank_days.h"
#include "overlay/api/reports.h"

namespace rigong::runtime {

[[nodiscard]] model::GivenReport::By given_by(overlay::RankBy by);

// The period of the day; without one the last that is over. not_found for a day to come, wrong_use for a single day.
[[nodiscard]] Result<RankSpan> report_span(overlay::RankBy by, std::optional<Day> day, Day today);

// The group's figures as they are kept with a report that was handed in, and back; what cannot be read is left out.
using ToldFigures = std::map<std::string, std::optional<overlay::Value>>;
[[nodiscard]] std::string told_as_text(const std::vector<overlay::ReportFigure>& figures);
[[nodiscard]] ToldFigures told_figures(std::string_view text);

// What of `figures` is shown otherwise than it was told, in their order; a figure that was not told of then is no change.
[[nodiscard]] std::vector<overlay::ReportChange> changes_since(const ToldFigures& told,
                                                               const std::vector<overlay::ReportFigure>& figures);

}  // namespace rigong::runtime
