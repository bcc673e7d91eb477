// SPDX-License-Identifier: Apache-2.0
// What the reports of a week or a month have in common: which days, and what was told when one was handed in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/model/given_report.h"
#include "agent/runtime/answers/rank_days.h"
#include "overlay/api/reports.h"

namespace rigong::runtime {

// As a report that was handed in is kept, and back.
[[nodiscard]] model::GivenReport::By given_by(overlay::RankBy by);
[[nodiscard]] model::GivenReport::Status given_status(overlay::FigureStatus status);
[[nodiscard]] overlay::FigureStatus page(model::GivenReport::Status status);
[[nodiscard]] std::string told_as_text(const std::vector<overlay::ReportFigure>& figures);

// The period of the day; without one the last that is over. not_found for a day to come, wrong_use for a single day.
[[nodiscard]] Result<RankSpan> report_span(overlay::RankBy by, std::optional<Day> day, Day today);

// What of the group's figures reads otherwise than `told`, which told_as_text() made: in the order of `figures`, and behind them
// what has no number any more. A figure without a number was not told of.
[[nodiscard]] std::vector<overlay::ReportChange> changes_since(std::string_view told,
                                                               const std::vector<overlay::ReportFigure>& figures);

}  // namespace rigong::runtime
