// SPDX-License-Identifier: Apache-2.0
// Reads the files that shops have: CSV, JSON Lines and XLSX, in UTF-8, GB18030 or UTF-16, with messages, ratings, orders,
// assignments, shifts or a platform's day table. One read takes one pass and constant memory, whatever the size.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "agent/base/time.h"
#include "connectors/api/connector.h"

namespace rigong::connectors::files {

struct FileRequest {
  std::filesystem::path path;  // "-" is standard input (CSV and JSON Lines).
  std::string preset;          // One of presets(); empty = recognised from the columns.
  // COLUMN=FIELD: a column of the file and our field. As COLUMN, DAY gives a day table its day: {"DAY", "2026-11-21"}.
  std::vector<std::pair<std::string, std::string>> map;
  const ShopCalendar* calendar = nullptr;  // Never null in a read.
};

enum class Format { csv, json_lines, xlsx };
[[nodiscard]] std::string_view format_name(Format format);  // "CSV", "JSON Lines", "XLSX"

struct ColumnUse {
  std::string column;  // As the file writes it, on one line.
  std::string field;   // Ours.
};

// What was understood, for the preview and for the sentence at the end.
struct FileSummary {
  Format format = Format::csv;
  std::string encoding;  // "UTF-8", "GB18030", "UTF-16"
  std::string kind;      // "messages", "ratings", "orders", "assignments", "shifts", "daily"
  std::string preset;
  Words title;  // Of the preset.
  std::vector<ColumnUse> columns;
  std::vector<std::string> ignored_columns;
  std::uint64_t rows = 0;  // Accepted, rejected and summary rows together.
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t summary_rows = 0;       // Totals and means, which are no day of anybody.
  std::uint64_t damaged_bytes = 0;      // Bytes that were no characters; each became U+FFFD.
  std::vector<std::string> first_rows;  // The first five understood, "field=value field=value", on one line each.
  std::optional<TimeMs> first_time;     // Of messages, ratings, orders and assignments.
  std::optional<TimeMs> last_time;
  std::optional<Day> first_day;  // Of shifts and day tables.
  std::optional<Day> last_day;
};

struct PresetInfo {
  std::string_view name;
  std::string_view kind;
  Words title;
};
[[nodiscard]] std::vector<PresetInfo> presets();

// Delivers every row of the file to the sink. A bad row is rejected and stops nothing. Fails with wrong_use where the file is in
// no known shape or the request is wrong, not_found or io where it cannot be read, cancelled where the sink's progress said stop;
// what was delivered before a failure is to be thrown away.
[[nodiscard]] Result<FileSummary> read_file(const FileRequest& request, RecordSink& sink);

}  // namespace rigong::connectors::files
