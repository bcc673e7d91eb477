// SPDX-License-Identifier: Apache-2.0
// What the program hands to the one that draws, rigong-chart: a report as JSON, within bounds that both hold. Pure. The drawing
// program is handed nothing else, so that a picture can tell no more than the text of the same post.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "agent/model/report.h"

namespace rigong::chart {

inline constexpr std::size_t kMostDescriptionBytes = 256UL * 1024;
// Of the finished picture. WeCom takes 2 MB, and the longest board makes a tenth of this.
inline constexpr std::size_t kMostPictureBytes = 1'000'000;

// How rigong-chart ends, as its exit status.
enum class Ending { drawn = 0, fault = 1, bad_description = 2, no_font = 3, too_tall = 4 };

// The report as the drawing program reads it. Texts are made clean and cut to what it takes.
[[nodiscard]] std::string write_description(const model::Report& report);
// wrong_use for anything that write_description() would not write: other JSON, more than the bounds, numbers that are none or
// outside 0 to 1, rows that do not fit their columns.
[[nodiscard]] Result<model::Report> read_description(std::string_view text);

}  // namespace rigong::chart
