// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/row_values.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "agent/base/time_text.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::files {
namespace {

constexpr std::size_t kShownCell = 60;

std::string shown_cell(std::string_view cell) {
  std::string text(cell.substr(0, kShownCell + 4));
  const bool cut = clean_field(text, kShownCell) || cell.size() > text.size();
  return one_line(text) + (cut ? "…" : "");
}

}  // namespace

bool wrong(std::string_view cell, Field field, std::string_view zh, std::string_view en, Words& reason) {
  const std::string_view name = field_text(field);
  if (trim(cell).empty()) {
    reason = {fmt::format("{} 是空的；{}。", name, zh), fmt::format("{} is empty; {}.", name, en)};
  } else {
    const std::string shown = shown_cell(cell);
    reason = {fmt::format("{} 是“{}”；{}。", name, shown, zh), fmt::format("{} is '{}'; {}.", name, shown, en)};
  }
  return false;
}

bool take_id(std::string_view cell, Field field, bool required, std::string& id, Words& reason) {
  cell = trim(cell);
  if (cell.empty() && required) return wrong(cell, field, "这里要有编号或名称", "an id or a name is needed here", reason);
  // Cutting an id could make two of one: whoever wrote so long an id put something else into this column.
  if (cell.size() > model::kMaxIdBytes) {
    return wrong(cell, field, "编号最长 256 字节，请检查列是否对应", "an id has at most 256 bytes; check which column this is",
                 reason);
  }
  id.assign(cell);
  return true;
}

bool take_time(std::string_view cell, Field field, const ShopCalendar& shop, TimeMs& time, Words& reason) {
  const std::optional<TimeMs> parsed = parse_time(cell, shop);
  if (!parsed) {
    return wrong(
        cell, field, "时间请写 2026-11-22 09:30:00、带时区的 ISO 时间或纪元秒、毫秒（2000 至 2099 年）",
        "write a time as 2026-11-22 09:30:00, as ISO with a zone, or as epoch seconds or milliseconds (years 2000 to 2099)",
        reason);
  }
  time = *parsed;
  return true;
}

bool take_time(std::string_view cell, Field field, const ShopCalendar& shop, std::optional<TimeMs>& time, Words& reason) {
  time.reset();
  if (is_nothing(cell)) return true;
  TimeMs parsed = 0;
  if (!take_time(cell, field, shop, parsed, reason)) return false;
  time = parsed;
  return true;
}

bool take_flag(std::string_view cell, Field field, bool& flag, Words& reason) {
  const std::optional<bool> parsed = parse_flag(cell);
  if (!parsed) return wrong(cell, field, "请写 1/0、是/否 或 true/false", "write 1/0, yes/no or true/false", reason);
  flag = *parsed;
  return true;
}

bool take_day(std::string_view cell, Field field, Day& day, Words& reason) {
  cell = trim(cell);
  std::optional<Day> parsed = parse_day(cell);
  // A spreadsheet shows a day with a midnight behind it.
  if (const std::size_t space = cell.find_first_of(" T"); !parsed && space != std::string_view::npos) {
    if (cell.substr(space + 1).find_first_not_of("0:.") == std::string_view::npos) parsed = parse_day(cell.substr(0, space));
  }
  if (!parsed) return wrong(cell, field, "日期请写 2026-11-21", "write a day as 2026-11-21", reason);
  day = *parsed;
  return true;
}

bool take_money(std::string_view cell, Field field, Unit unit, std::int64_t& fen, Words& reason) {
  const std::optional<std::int64_t> parsed = unit == Unit::fen ? parse_count(cell) : parse_yuan(cell);
  if (!parsed) {
    return unit == Unit::fen ? wrong(cell, field, "金额请写整数分，如 12950", "write an amount in whole fen, as 12950", reason)
                             : wrong(cell, field, "金额请写元，最多两位小数，如 129.50",
                                     "write an amount in yuan with at most two decimals, as 129.50", reason);
  }
  fen = *parsed;
  return true;
}

Preview& Preview::add(Field field, std::string_view value) {
  if (value.empty()) return *this;
  if (!text_.empty()) text_ += ' ';
  text_ += field_text(field);
  text_ += '=';
  text_ += shown_cell(value);
  return *this;
}

Preview& Preview::add_time(Field field, TimeMs time, const ShopCalendar& shop) { return add(field, shop.iso(time)); }

Preview& Preview::add_time(Field field, const std::optional<TimeMs>& time, const ShopCalendar& shop) {
  return time ? add(field, shop.iso(*time)) : *this;
}

}  // namespace rigong::connectors::files
