// SPDX-License-Identifier: Apache-2.0
// A ranking as a report: what goes to the team's group, and the lead's full table. Pure.
#pragma once

#include <optional>
#include <string>

#include "agent/model/report.h"
#include "agent/runtime/table.h"
#include "overlay/api/ranking.h"

namespace rigong::runtime {

// A value as people read it: "95.2%", "38.2 秒", "1.86", "¥12,345.00"; "17/20" where there are too few; "—" for nothing.
[[nodiscard]] std::string value_text(overlay::Unit unit, const overlay::Value& value, Language language);
// How it changed, in words that say which way is better only where that is what the figure means: "快 3.2 秒", "升 1.1 点",
// "+120"; "持平" where it is the same as far as it is shown; "—" for nothing.
[[nodiscard]] std::string change_text(overlay::Unit unit, const std::optional<double>& change, Language language);
// "≥ 90.0%", "≤ 45.0 秒", "1.00–1.80"; "—" for none.
[[nodiscard]] std::string goal_text(overlay::Unit unit, const std::optional<overlay::Goal>& goal, Language language);
// "满意度", "综合".
[[nodiscard]] std::string figure_title(const std::string& figure, Language language);
// "11月29日 周日", "11月23日至29日", "2026年11月".
[[nodiscard]] std::string period_text(overlay::RankBy by, Day from, Day to, Language language);

// For everybody: the group's figures against the period before, its goals and the month's, the first three, most improved,
// titles. Of a full ranking what make_public() leaves.
[[nodiscard]] model::Report public_board(const overlay::Ranking& ranking, Language language);
// For leads: every place of every figure, and why somebody has none.
[[nodiscard]] model::Report full_board(const overlay::Ranking& ranking, Language language);

}  // namespace rigong::runtime
