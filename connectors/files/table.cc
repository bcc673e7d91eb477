// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/table.h"

#include <fmt/format.h>
#include <algorithm>

#include "agent/base/text.h"

namespace rigong::connectors::files {
namespace {

constexpr std::size_t kHeaderRows = 10;     // A title and a few remarks may stand above the header.
constexpr std::size_t kMostColumns = 1024;  // More is no table that anybody made.

}  // namespace

RowVerdict Table::look_for_header(std::span<const std::string_view> cells) {
  std::vector<std::string> names;
  for (const std::string_view cell : cells.subspan(0, std::min(cells.size(), kMostColumns))) names.emplace_back(trim(cell));
  auto begun = intake_.begin(names);
  if (!begun) {
    failure_ = std::move(begun).error();
    return RowVerdict::stop;
  }
  if (*begun) {
    if (auto mapped = recogniser_.check_map(names); !mapped) {
      failure_ = std::move(mapped).error();
      return RowVerdict::stop;
    }
    for (std::size_t i = 0; i < intake_.layout().columns(); ++i) fields_.push_back(intake_.layout().field_at(i));
    return RowVerdict::taken;
  }
  first_rows_.push_back(std::move(names));
  if (first_rows_.size() < kHeaderRows) return RowVerdict::taken;
  give_up();
  return RowVerdict::stop;
}

void Table::give_up() {
  unknown_shape_ = true;
  if (first_rows_.empty()) {
    failure_ =
        Error{ErrorKind::wrong_use, {"文件是空的：要有一行表头和数据。", "The file is empty: it needs a header line and rows."}};
    return;
  }
  // The widest of the first rows is the likeliest header; a title has one cell.
  const auto widest = std::max_element(first_rows_.begin(), first_rows_.end(), [](const auto& a, const auto& b) {
    const auto filled = [](const auto& row) {
      return std::count_if(row.begin(), row.end(), [](const std::string& cell) { return !cell.empty(); });
    };
    return filled(a) < filled(b);
  });
  // A mapping with a wrong column name explains a header that fits nothing.
  if (auto mapped = recogniser_.check_map(*widest); !mapped) {
    failure_ = std::move(mapped).error();
  } else {
    failure_ = recogniser_.explain(*widest);
  }
}

RowVerdict Table::row(std::uint64_t line, std::span<const std::string_view> cells, std::string_view raw) {
  if (!intake_.begun()) return look_for_header(cells);
  if (cells.size() > fields_.size()) {
    const auto spare = cells.subspan(fields_.size());
    if (std::any_of(spare.begin(), spare.end(), [](std::string_view cell) { return !trim(cell).empty(); })) {
      intake_.reject(
          line,
          {fmt::format("这一行有 {} 格，表头只有 {} 列；含分隔符或换行的文字要用引号括起来。", cells.size(), fields_.size()),
           fmt::format("The row has {} cells and the header {}; text with separators or line ends must be quoted.", cells.size(),
                       fields_.size())},
          raw);
      return RowVerdict::misshapen;
    }
  }
  fields_of_row_.clear();
  bool empty = true;
  const std::size_t count = std::min(cells.size(), fields_.size());
  for (std::size_t i = 0; i < count; ++i) {
    empty = empty && cells[i].empty();
    if (fields_[i] != kIgnored) fields_of_row_.set(static_cast<std::size_t>(fields_[i]), cells[i]);
  }
  if (empty) return RowVerdict::taken;
  if (intake_.take(fields_of_row_, line, cells.front(), raw)) return RowVerdict::taken;
  return cells.size() == fields_.size() ? RowVerdict::rejected : RowVerdict::misshapen;
}

void Table::reject(std::uint64_t line, const Words& reason, std::string_view raw) { intake_.reject(line, reason, raw); }

Status Table::end() {
  if (intake_.begun()) return {};
  give_up();
  return fail(failure_);
}

}  // namespace rigong::connectors::files
