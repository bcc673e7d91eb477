// SPDX-License-Identifier: Apache-2.0
#include "agent/chart/draw/columns.h"

#include <algorithm>
#include <numeric>

namespace rigong::chart {
namespace {

constexpr int kGap = 24;
// Less says nothing; more than this is only long.
constexpr int kShortestBar = 110;
constexpr int kLongestBar = 420;
constexpr int kNarrowest = 40;

int widest(Type& type, const model::ReportBlock& table, const TableLook& look, std::size_t column, bool name) {
  int most = type.width(table.columns[column].title, look.head);
  for (const auto& row : table.rows) {
    if (column < row.size()) most = std::max(most, type.width(row[column], name ? look.name : look.cell));
  }
  return most;
}

}  // namespace

Columns lay_out(Type& type, const model::ReportBlock& table, const TableLook& look) {
  Columns columns;
  const std::size_t count = table.columns.size();
  const auto words = std::find_if(table.columns.begin(), table.columns.end(), [](const auto& each) { return !each.right; });
  columns.name = words == table.columns.end() ? 0 : static_cast<std::size_t>(words - table.columns.begin());
  const bool bars = std::any_of(table.bars.begin(), table.bars.end(), [](const auto& each) { return each.has_value(); });
  for (std::size_t i = 0; i < count; ++i) columns.width.push_back(widest(type, table, look, i, i == columns.name));
  const int gaps = kGap * (static_cast<int>(count) - 1 + (bars ? 1 : 0));
  const int room = look.width - gaps - (bars ? kShortestBar : 0);
  const auto sum = [&] { return std::accumulate(columns.width.begin(), columns.width.end(), 0); };
  // The widest gives way to the second widest, and so on: short ones keep what they need.
  for (int over = sum() - room; over > 0; over = sum() - room) {
    const auto most = std::max_element(columns.width.begin(), columns.width.end());
    if (*most <= kNarrowest) break;
    int second = kNarrowest;
    for (auto each = columns.width.begin(); each != columns.width.end(); ++each) {
      if (each != most) second = std::max(second, *each);
    }
    *most = std::max({kNarrowest, *most - over, second < *most ? second : *most - 1});
  }
  const int left_over = std::max(0, look.width - gaps - sum());
  if (bars) columns.bar_width = std::min(left_over, kLongestBar);
  int at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    columns.left.push_back(at);
    at += columns.width[i];
    if (i == columns.name) {
      if (bars) {
        columns.bar_left = at + kGap;
        at += kGap + columns.bar_width;
      }
      // Numbers stand at the table's end, whatever room is left.
      at += left_over - columns.bar_width;
    }
    at += kGap;
  }
  return columns;
}

}  // namespace rigong::chart
