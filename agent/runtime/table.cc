// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/table.h"

#include <csv.h>
#include <fmt/format.h>
#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <utility>

#include "agent/base/time.h"

namespace rigong::runtime {
namespace {

// Shortest form that reads back to the same value, as JSON and CSV want it.
std::string number_text(double value) { return fmt::format("{}", value); }

std::string bare(const Cell& cell) {
  struct Visit {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return number_text(value); }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(const std::string& value) const { return value; }
  };
  return std::visit(Visit{}, cell);
}

// U+2212 as the minus of figures.
std::string with_minus(std::string text) {
  if (!text.empty() && text.front() == '-') text.replace(0, 1, "−");
  return text;
}

// The words of states and statuses, as the trade says them.
std::string in_language(const std::string& word, Language language) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"final", "定稿"},      {"provisional", "暂定"}, {"live", "实时"},    {"answered", "已回"},   {"open", "等待中"},
      {"unanswered", "未回"}, {"passed", "已转出"},    {"bot", "机器人"},   {"courtesy", "礼貌语"}, {"leftover", "留言"},
      {"rep", "客服"},        {"lead", "组长"},        {"admin", "管理员"}, {"reader", "只读"}};
  if (language == Language::en) return word;
  for (const auto& [english, chinese] : kWords) {
    if (english == word) return std::string(chinese);
  }
  return word;
}

// "2026-11-22T09:30:00.123+08:00" as "11-22 09:30:00"; the days asked for stand above or beside it.
std::string as_moment(const std::string& iso) {
  constexpr std::size_t kDate = 5;
  constexpr std::size_t kTime = 11;
  return iso.size() < kTime + 8 ? iso : iso.substr(kDate, 5) + ' ' + iso.substr(kTime, 8);
}

std::string shown(const Cell& cell, Show show, Language language) {
  if (std::holds_alternative<std::monostate>(cell)) return "—";
  if (const auto* text = std::get_if<std::string>(&cell)) {
    if (show == Show::word) return in_language(*text, language);
    return show == Show::moment ? as_moment(*text) : one_line(*text);
  }
  if (const auto* flag = std::get_if<bool>(&cell)) {
    return *flag ? (language == Language::zh ? "是" : "yes") : (language == Language::zh ? "否" : "no");
  }
  const double value =
      std::holds_alternative<double>(cell) ? std::get<double>(cell) : static_cast<double>(std::get<std::int64_t>(cell));
  switch (show) {
    case Show::seconds:
      return with_minus(fmt::format("{:.1f}", value / 1000));
    case Show::hours:
      return with_minus(fmt::format("{:.1f}", value / kHourMs));
    case Show::percent:
      return with_minus(fmt::format("{:.1f}%", value * 100));
    case Show::ratio:
      return with_minus(fmt::format("{:.2f}", value));
    case Show::yuan:
      return with_minus(fmt::format("{:.2f}", value / 100));
    case Show::plain:
    case Show::word:
    case Show::moment:
    case Show::hidden:
      break;
  }
  return with_minus(bare(cell));
}

void write_person(const Table& table, Language language, std::ostream& out) {
  if (table.rows.empty()) {
    out << say(table.when_empty, language) << '\n';
    return;
  }
  std::vector<std::size_t> columns;
  std::vector<std::vector<std::string>> cells(table.rows.size() + 1);
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (table.columns[column].show == Show::hidden) continue;
    columns.push_back(column);
    cells[0].push_back(say(table.columns[column].title, language));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      cells[row + 1].push_back(shown(table.rows[row][column], table.columns[column].show, language));
    }
  }
  for (const auto& row : cells) {
    std::string line;
    for (std::size_t at = 0; at < columns.size(); ++at) {
      std::size_t width = 0;
      for (const auto& other : cells) width = std::max(width, display_width(other[at]));
      const Align align = table.columns[columns[at]].align;
      if (at > 0) line += "  ";
      line += at + 1 == columns.size() && align == Align::left ? row[at] : pad(row[at], width, align);
    }
    out << line << '\n';
  }
}

// Spreadsheets run what begins like a formula, the full-width forms of the signs included; an apostrophe makes it text (threats
// B).
bool looks_like_formula(std::string_view text) {
  static constexpr std::string_view kStarts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  return std::any_of(std::begin(kStarts), std::end(kStarts), [&](std::string_view start) { return text.starts_with(start); });
}

void write_csv_field(std::string_view text, std::ostream& out) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out << text;
    return;
  }
  std::string quoted(text.size() * 2 + 2, '\0');
  quoted.resize(csv_write(quoted.data(), quoted.size(), text.data(), text.size()));
  out << quoted;
}

void write_csv(const Table& table, std::ostream& out) {
  const auto end_field = [&](std::size_t at, std::size_t count) { out << (at + 1 == count ? "\r\n" : ","); };
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    out << table.columns[at].name;
    end_field(at, table.columns.size());
  }
  for (const auto& row : table.rows) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      std::string text = bare(row[at]);
      if (std::holds_alternative<std::string>(row[at]) && looks_like_formula(text)) text.insert(0, 1, '\'');
      write_csv_field(text, out);
      end_field(at, row.size());
    }
  }
}

void write_json(const Table& table, std::ostream& out) {
  rapidjson::OStreamWrapper stream(out);
  out << '[';
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    out << (row == 0 ? "\n" : ",\n");
    rapidjson::Writer<rapidjson::OStreamWrapper> writer(stream);
    writer.StartObject();
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      const std::string_view name = table.columns[at].name;
      writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
      const Cell& cell = table.rows[row][at];
      if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        writer.Int64(*number);
      } else if (const auto* fraction = std::get_if<double>(&cell)) {
        const std::string text = number_text(*fraction);
        writer.RawValue(text.data(), text.size(), rapidjson::kNumberType);
      } else if (const auto* flag = std::get_if<bool>(&cell)) {
        writer.Bool(*flag);
      } else if (const auto* text = std::get_if<std::string>(&cell)) {
        writer.String(text->data(), static_cast<rapidjson::SizeType>(text->size()));
      } else {
        writer.Null();
      }
    }
    writer.EndObject();
  }
  out << (table.rows.empty() ? "]\n" : "\n]\n");
}

}  // namespace

void write(const Table& table, Format format, Language language, std::ostream& out) {
  switch (format) {
    case Format::table:
      write_person(table, language, out);
      break;
    case Format::csv:
      write_csv(table, out);
      break;
    case Format::json:
      write_json(table, out);
      break;
  }
}

}  // namespace rigong::runtime
