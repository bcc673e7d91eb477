// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/cell_format.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "agent/base/time.h"

namespace rigong::connectors::files {
namespace {

constexpr int k1900 = -25'569;           // 1899-12-30 as a day number; true from March 1900 on, which is all that can occur here.
constexpr int k1904 = -24'107;           // 1904-01-01
constexpr double kLastSerial = 200'000;  // The year 2447.

std::string clock_text(std::int64_t milliseconds) {
  const std::int64_t seconds = milliseconds / 1000;
  std::string text = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (milliseconds % 1000 != 0) text += fmt::format(".{:03}", milliseconds % 1000);
  return text;
}

std::string number_text(double value) {
  if (!std::isfinite(value)) return {};
  if (value == std::floor(value) && std::abs(value) < 1e21) return fmt::format("{:.0f}", value);
  std::string text = fmt::format("{:.15g}", value);
  if (text.find('e') == std::string::npos) return text;
  text = fmt::format("{:.12f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace

CellFormat builtin_format(unsigned id) {
  if (id == 22) return CellFormat::moment;
  if (id == 46) return CellFormat::elapsed;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56) return CellFormat::clock;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return CellFormat::day;
  return CellFormat::number;
}

CellFormat format_of(std::string_view code) {
  bool day = false;
  bool clock = false;
  bool month_or_minute = false;
  bool elapsed = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, end - i - 1);
      elapsed = elapsed || (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos);
      i = end;
    } else if (code.substr(i).starts_with("General")) {
      i += 6;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      day = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      clock = true;
    } else if (c == 'm' || c == 'M') {
      month_or_minute = true;
    }
  }
  if (elapsed) return CellFormat::elapsed;
  if (day && clock) return CellFormat::moment;
  if (clock) return CellFormat::clock;
  return day || month_or_minute ? CellFormat::day : CellFormat::number;
}

std::string cell_text(double value, CellFormat format, bool since_1904) {
  if (format == CellFormat::number || !(value >= 0 && value < kLastSerial)) return number_text(value);
  const auto total = static_cast<std::int64_t>(std::llround(value * static_cast<double>(kDayMs)));
  if (format == CellFormat::elapsed || (format == CellFormat::clock && total < kDayMs)) return clock_text(total);
  const auto days = static_cast<int>(total / kDayMs);
  const std::int64_t rest = total % kDayMs;
  const std::string day = to_string(Day{days + (since_1904 ? k1904 : k1900)});
  if (format == CellFormat::day && rest == 0) return day;
  return day + " " + clock_text(rest);
}

}  // namespace rigong::connectors::files
