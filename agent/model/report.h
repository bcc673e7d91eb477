// SPDX-License-Identifier: Apache-2.0
// What is posted to a team's group, before any platform's way of writing it: plain text in blocks. Every text is taken as it is
// and escaped by whoever sends it, so that no name can break a table or call everybody.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rigong::model {

struct ReportColumn {
  std::string title;
  bool right = false;  // Numbers stand at the right.
  friend bool operator==(const ReportColumn&, const ReportColumn&) = default;
};

// How a row's figure looks as a bar, for targets that take a picture. It tells nothing that the row's cells do not.
struct ReportBar {
  enum class Tone { plain, good, look };
  double length = 0;                // From 0 to 1, of the longest that a bar can be.
  std::optional<double> goal = {};  // Where its goal stands on the same scale.
  Tone tone = Tone::plain;
  friend bool operator==(const ReportBar&, const ReportBar&) = default;
};

// One of: a line of text; a table with a title (empty = none); a note, which stands apart in grey where that can be shown.
struct ReportBlock {
  enum class Kind { line, table, note };
  Kind kind = Kind::line;
  std::string text;  // Of a table its title.
  std::vector<ReportColumn> columns = {};
  std::vector<std::vector<std::string>> rows = {};  // As many cells a row as there are columns.
  std::vector<std::optional<ReportBar>> bars = {};  // One a row, or none at all.
  std::string bars_title = {};                      // What stands above them: what their tick is.
  friend bool operator==(const ReportBlock&, const ReportBlock&) = default;
};

struct Report {
  // Names report, day and team: "客服日榜 11月30日 · 示例店". At most 100 characters.
  std::string title;
  // Stands in every message of the report: what groups with a keyword wait for, the report's own mark by which people tell a
  // double.
  std::string mark;
  std::vector<ReportBlock> blocks;
  // PNG, for groups that take pictures; empty = none. At most 2,000,000 bytes.
  std::string picture;
  // What it tells of the group, for a later report to correct where that has changed by then. Kept with the post and never sent.
  std::string told = {};
  friend bool operator==(const Report&, const Report&) = default;
};

}  // namespace rigong::model
