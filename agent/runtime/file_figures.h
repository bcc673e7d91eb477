// SPDX-License-Identifier: Apache-2.0
// Figures and turns straight from message files, without a store: `rigong figures --input FILE`. Records are held lean
// (message_log.h); nothing is written anywhere.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "agent/model/options.h"
#include "agent/runtime/figure_rows.h"

namespace rigong::runtime {

struct FileFiguresRequest {
  std::vector<std::filesystem::path> files;
  std::string preset;
  std::vector<std::pair<std::string, std::string>> map;
  std::string shop;
  std::optional<Day> from;
  std::optional<Day> to;
  std::string rep;  // Empty = all.
  Period period = Period::day;
  model::MetricOptions options;
  const ShopCalendar* calendar = nullptr;
  TimeMs now = 0;
};

struct FileFigures {
  std::vector<FigureRow> rows;  // Of figures_from_files.
  std::vector<TurnLine> turns;  // Of turns_from_files, in order of opening.
  std::uint64_t rejected = 0;
  std::vector<Words> first_rejections;  // At most five, with file and line.
};

// wrong_use where a file is in no known shape, not_found or io where it cannot be read. Bad rows are counted and named.
[[nodiscard]] Result<FileFigures> figures_from_files(const FileFiguresRequest& request);
[[nodiscard]] Result<FileFigures> turns_from_files(const FileFiguresRequest& request);

}  // namespace rigong::runtime
