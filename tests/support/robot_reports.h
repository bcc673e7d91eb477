// SPDX-License-Identifier: Apache-2.0
// Reports for tests of robots: a usual one, and one whose names are written to break what shows them.
#pragma once

#include <cstddef>
#include <string>

#include "agent/base/time.h"
#include "agent/model/report.h"

namespace rigong::testing {

inline constexpr TimeMs kReportTime = 1'795'957'620'000;  // 2026-11-29T13:07:00Z

// A day's ranking of so many reps, with two lines before it and a note behind it.
[[nodiscard]] model::Report ranking_report(std::size_t reps = 26);
// A small ranking with names that mention everybody, break tables, make links, hide characters, or are very long.
[[nodiscard]] model::Report nasty_report();
// One line and nothing else.
[[nodiscard]] model::Report line_report(std::string text);

}  // namespace rigong::testing
