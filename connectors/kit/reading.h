// SPDX-License-Identifier: Apache-2.0
// How to read lists that grow while they are read: which stretch of time to ask for next, and when a list of pages goes round in
// circles.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::connectors {

// A stretch [from, to) in the platform's own time.
struct Window {
  TimeMs from = 0;
  TimeMs to = 0;
  [[nodiscard]] bool empty() const { return to <= from; }
  friend bool operator==(const Window&, const Window&) = default;
};

struct WindowRules {
  DurationMs overlap = 2 * kHourMs;  // Read again, since platforms deliver some things late.
  DurationMs longest = 7 * kDayMs;   // What the platform takes in one call.
  DurationMs settle = 0;  // The newest moments are left for the next time: platforms write them down one after another.
};

// The next stretch after everything before `covered_until` (the platform's time) has been taken. `now` is our clock, `offset` how
// far theirs is ahead of it (HttpClient::clock_offset). Where covered_until lies in their future (their clock was set back, or
// the cursor is damaged) it begins at the overlap before their now.
[[nodiscard]] Window next_window(TimeMs covered_until, TimeMs now, DurationMs offset, const WindowRules& rules);

// Notices a list that does not end: a page whose content came before. A short text of it goes into the cursor between polls.
class PageGuard {
 public:
  static constexpr int kMostPages = 20'000;
  explicit PageGuard(std::string_view kept = {});
  // `content` is what makes the page this page: the ids on it. Fails with unavailable where one of the last pages held the same,
  // or where there are more pages than any real list has. `what` names the sender in the message.
  [[nodiscard]] Status next(std::string_view content, std::string_view what);
  // Whether one of the last pages held the same.
  [[nodiscard]] bool repeats(std::string_view content) const;
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] bool remembers(std::uint64_t hash) const;
  int pages_ = 0;
  int repeats_ = 0;
  std::vector<std::uint64_t> last_;
};

}  // namespace rigong::connectors
