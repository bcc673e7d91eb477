// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/server_clock.h"

#include <curl/curl.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>

#include "agent/base/text.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kKept = 9;
constexpr std::size_t kLongestDate = 40;
constexpr DurationMs kNotWorthIt = 2 * kSecondMs;
constexpr DurationMs kLongestWay = kMinuteMs;

}  // namespace

std::optional<TimeMs> parse_http_date(std::string_view text) {
  const std::string date(trim(text));
  if (date.empty() || date.size() > kLongestDate) return std::nullopt;
  // libcurl reads far more than dates of HTTP, and a 31st of February as well. Only what says the same when it is written again
  // counts.
  const std::time_t seconds = curl_getdate(date.c_str(), nullptr);
  if (seconds < kEarliestTime / kSecondMs || seconds > kLatestTime / kSecondMs) return std::nullopt;
  const std::tm parts = fmt::gmtime(seconds);
  if (date != fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", parts) && date != fmt::format("{:%A, %d-%b-%y %H:%M:%S GMT}", parts) &&
      date != fmt::format("{:%a %b %e %H:%M:%S %Y}", parts)) {
    return std::nullopt;
  }
  return std::int64_t{seconds} * kSecondMs;
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
