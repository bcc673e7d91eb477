// SPDX-License-Identifier: Apache-2.0
// How far the other side's clock is from ours, by the Date header of its answers.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "agent/base/time.h"

namespace rigong::runtime {

// "Sun, 06 Nov 1994 08:49:37 GMT" and the two older forms that RFC 9110 asks to understand. Nothing for anything else, and for
// times outside kEarliestTime…kLatestTime.
[[nodiscard]] std::optional<TimeMs> parse_http_date(std::string_view text);

// Keeps the last few differences and takes their median, so that one proxy with a cached header turns nothing.
class ServerClock {
 public:
  // An answer with this date, whose request was sent and whose head came at these instants of our clock.
  void answered(TimeMs date, TimeMs sent_at, TimeMs came_at);
  // Theirs minus ours; 0 where nothing is known or the difference is within what a whole second and the way explain.
  [[nodiscard]] DurationMs offset() const;

 private:
  std::vector<DurationMs> differences_;
  std::size_t next_ = 0;
};

}  // namespace rigong::runtime
