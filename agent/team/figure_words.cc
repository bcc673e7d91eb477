// SPDX-License-Identifier: Apache-2.0
#include "agent/team/figure_words.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>

#include "agent/base/civil.h"

namespace rigong::team {
namespace {

const char* month_word(int month) {
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return kMonths.at(static_cast<std::size_t>(month - 1));
}

}  // namespace

std::string grouped(double value, int decimals) {
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t point = digits.find('.');
  for (std::size_t at = point == std::string::npos ? digits.size() : point; at > 3; at -= 3) digits.insert(at - 3, ",");
  const bool zero = digits.find_first_not_of("0.,") == std::string::npos;
  return (value < 0 && !zero ? "-" : "") + digits;
}

Words value_words(model::Unit unit, double value) {
  switch (unit) {
    case model::Unit::share: {
      const std::string text = grouped(value * 100, 1) + "%";
      return {text, text};
    }
    case model::Unit::ms: {
      const std::string text = grouped(value / kSecondMs, 1);
      return {text + " 秒", text + " s"};
    }
    case model::Unit::ratio: {
      const std::string text = grouped(value, 2);
      return {text, text};
    }
    case model::Unit::fen: {
      const std::string text = "¥" + grouped(value / 100, 2);
      return {text, text};
    }
    case model::Unit::count:
      break;
  }
  const std::string text = grouped(value, 0);
  return {text, text};
}

Words size_words(model::Unit unit, double difference) {
  const double size = std::abs(difference);
  if (unit == model::Unit::share) return {grouped(size * 100, 1) + " 个百分点", grouped(size * 100, 1) + " pp"};
  return value_words(unit, size);
}

Words length_words(DurationMs ms) {
  const auto all = (ms + kSecondMs / 2) / kSecondMs;
  if (all < 60) return {fmt::format("{} 秒", all), fmt::format("{} s", all)};
  if (all % 60 == 0) return {fmt::format("{} 分钟", all / 60), fmt::format("{} min", all / 60)};
  return {fmt::format("{} 分 {} 秒", all / 60, all % 60), fmt::format("{} min {} s", all / 60, all % 60)};
}

std::string hour_words(int hour) {
  return fmt::format("{:02}:00–{}", hour % 24, hour % 24 == 23 ? "24:00" : fmt::format("{:02}:00", hour % 24 + 1));
}

Words weekday_words(Day day) {
  constexpr std::array kZh = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  constexpr std::array kEn = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto at = static_cast<std::size_t>(weekday(day));
  return {kZh.at(at), kEn.at(at)};
}

Words days_words(Day from, Day to) {
  const auto a = civil_day_of(from);
  const auto b = civil_day_of(to);
  if (from == to) return {fmt::format("{} 月 {} 日", a.month(), a.day()), fmt::format("{} {}", a.day(), month_word(a.month()))};
  if (a.month() == b.month()) {
    return {fmt::format("{} 月 {}–{} 日", a.month(), a.day(), b.day()),
            fmt::format("{}–{} {}", a.day(), b.day(), month_word(a.month()))};
  }
  return {fmt::format("{} 月 {} 日–{} 月 {} 日", a.month(), a.day(), b.month(), b.day()),
          fmt::format("{} {}–{} {}", a.day(), month_word(a.month()), b.day(), month_word(b.month()))};
}

}  // namespace rigong::team
