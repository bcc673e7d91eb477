// SPDX-License-Identifier: Apache-2.0
// A report as a picture: the title, tables in aligned columns with a bar a row where the report has some, lines, notes and the
// report's mark.
#pragma once

#include <string>

#include "agent/base/result.h"
#include "agent/chart/draw/paper.h"
#include "agent/model/report.h"

namespace rigong::chart {

inline constexpr int kBoardWidth = 1000;
inline constexpr int kTallestBoard = 4000;

// The PNG; the same bytes for the same report by the same libraries and font. refused where it would be taller than
// kTallestBoard.
[[nodiscard]] Result<std::string> draw_board(const model::Report& report, Type& type);

}  // namespace rigong::chart
