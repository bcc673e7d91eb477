// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/table.h"

#include <fmt/format.h>
#include <algorithm>

#include "agent/base/text.h"
#include "connectors/files/shift_table.h"
#include "connectors/kit/values.h"

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
  if (!*begun) {
    std::vector<std::string> titles;
    for (const auto& row : first_rows_) titles.insert(titles.end(), row.begin(), row.end());
    begun = intake_.begin_shift_table(names, titles);
    if (!begun) {
      failure_ = std::move(begun).error();
      return RowVerdict::stop;
    }
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
  if (!intake_.layout().day_columns.empty()) return row_of_shifts(line, cells, raw);
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

RowVerdict Table::row_of_shifts(std::uint64_t line, std::span<const std::string_view> cells, std::string_view raw) {
  const auto& days = intake_.layout().day_columns;
  const std::size_t count = std::min(cells.size(), fields_.size());
  std::string_view rep;
  for (std::size_t i = 0; i < count; ++i) {
    if (fields_[i] == static_cast<int>(index_of(Field::agent_id))) rep = trim(cells[i]);
  }
  // The line below the header often says the days of the week, beside an empty cell or the word for them.
  bool weekdays = true;
  for (std::size_t i = 0; i < count; ++i) weekdays = weekdays && (!days[i] || is_weekday_or_empty(cells[i]));
  if (weekdays) return RowVerdict::taken;
  RowVerdict verdict = RowVerdict::taken;
  for (std::size_t i = 0; i < count; ++i) {
    if (!days[i] || is_nothing(cells[i])) continue;
    const std::string day = to_string(*days[i]);
    fields_of_row_.clear();
    fields_of_row_.set(index_of(Field::agent_id), rep);
    fields_of_row_.set(index_of(Field::day), day);
    fields_of_row_.set(index_of(Field::shift), cells[i]);
    if (!intake_.take(fields_of_row_, line, cells.front(), raw)) verdict = RowVerdict::rejected;
    // A line that is nobody's is said once, and so is one of totals.
    if (rep.empty() || is_summary_word(rep) || is_summary_word(cells.front())) break;
  }
  return verdict;
}

void Table::reject(std::uint64_t line, const Words& reason, std::string_view raw) { intake_.reject(line, reason, raw); }

Status Table::end() {
  if (intake_.begun()) return {};
  give_up();
  return fail(failure_);
}

}  // namespace rigong::connectors::files
