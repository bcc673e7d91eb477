// SPDX-License-Identifier: Apache-2.0
// How wide the columns of a table are, and where its bars stand.
#pragma once

#include <cstddef>
#include <vector>

#include "agent/chart/draw/paper.h"
#include "agent/model/report.h"

namespace rigong::chart {

struct Columns {
  std::vector<int> left;   // Of each column, from where the table begins.
  std::vector<int> width;  // Of each.
  std::size_t name = 0;    // The first column of words, which says what the row is about; behind it stands the bar.
  int bar_left = 0;
  int bar_width = 0;  // 0 = no bars.
};

struct TableLook {
  int width = 0;
  Style head;
  Style cell;
  Style name;
};
// Columns as wide as their texts, bars in what is left. Where that is too little, the widest columns give way until their texts
// need a second line.
[[nodiscard]] Columns lay_out(Type& type, const model::ReportBlock& table, const TableLook& look);

}  // namespace rigong::chart
