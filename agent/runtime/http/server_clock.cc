// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/server_clock.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "agent/base/text.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kKept = 9;
constexpr DurationMs kNotWorthIt = 2 * kSecondMs;
constexpr DurationMs kLongestWay = kMinuteMs;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> number(std::string_view text) {
  text = trim(text);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<int> month(std::string_view text) {
  const auto* const found = std::find(kMonths.begin(), kMonths.end(), text);
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<int>(found - kMonths.begin()) + 1;
}

std::optional<TimeMs> instant(std::optional<int> year, std::optional<int> month, std::optional<int> day, std::string_view clock) {
  if (!year || !month || !day || clock.size() != 8 || clock[2] != ':' || clock[5] != ':') return std::nullopt;
  const auto hour = number(clock.substr(0, 2));
  const auto minute = number(clock.substr(3, 2));
  const auto second = number(clock.substr(6, 2));
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  const TimeMs time = days * kDayMs + *hour * kHourMs + *minute * kMinuteMs + *second * kSecondMs;
  if (time < kEarliestTime || time > kLatestTime) return std::nullopt;
  return time;
}

}  // namespace

std::optional<TimeMs> parse_http_date(std::string_view text) {
  text = trim(text);
  // "Sun, 06 Nov 2026 08:49:37 GMT"
  if (text.size() == 29 && text.substr(3, 2) == ", " && text.ends_with(" GMT")) {
    return instant(number(text.substr(12, 4)), month(text.substr(8, 3)), number(text.substr(5, 2)), text.substr(17, 8));
  }
  // "Sunday, 06-Nov-26 08:49:37 GMT": two digits of a year, of this century since times before it are refused.
  if (const std::size_t comma = text.find(", ");
      comma != std::string_view::npos && text.size() == comma + 24 && text.ends_with(" GMT")) {
    const std::string_view rest = text.substr(comma + 2);
    if (rest[2] != '-' || rest[6] != '-') return std::nullopt;
    auto year = number(rest.substr(7, 2));
    if (year) *year += 2000;
    return instant(year, month(rest.substr(3, 3)), number(rest.substr(0, 2)), rest.substr(10, 8));
  }
  // "Sun Nov  6 08:49:37 2026"
  if (text.size() == 24 && text[3] == ' ' && text[7] == ' ') {
    return instant(number(text.substr(20, 4)), month(text.substr(4, 3)), number(text.substr(8, 2)), text.substr(11, 8));
  }
  return std::nullopt;
}

void ServerClock::answered(TimeMs date, TimeMs sent_at, TimeMs came_at) {
  // An answer that was long under way, or during which our own clock was set, says little.
  if (came_at < sent_at || came_at - sent_at > kLongestWay) return;
  // The header is cut to whole seconds: half of one in the middle.
  const DurationMs difference = date + kSecondMs / 2 - (sent_at + (came_at - sent_at) / 2);
  if (differences_.size() < kKept) {
    differences_.push_back(difference);
  } else {
    differences_[next_] = difference;
    next_ = (next_ + 1) % kKept;
  }
}

DurationMs ServerClock::offset() const {
  if (differences_.empty()) return 0;
  std::vector<DurationMs> sorted = differences_;
  const auto middle = sorted.begin() + static_cast<long>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  return std::abs(*middle) < kNotWorthIt ? 0 : *middle;
}

}  // namespace rigong::runtime
