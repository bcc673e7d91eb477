// SPDX-License-Identifier: Apache-2.0
// What a platform did not give while all else was read is remembered and asked for again by itself, after longer and longer
// pauses. Each connector has its own notion of what such a thing is; when to ask for it, and for which first, is the same. Pure.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

#include "agent/base/time.h"

namespace rigong::connectors {

class AskAgain {
 public:
  // The pause after the first round that failed, after the second, …; the last one goes on. What is put off beyond `longest`
  // is due: our clock has been set back since, and must not put it off for years. `pauses` outlives this, and is not empty.
  constexpr AskAgain(std::span<const DurationMs> pauses, DurationMs longest) : pauses_(pauses), longest_(longest) {}

  // How long to wait after so many rounds; after none, as after one.
  [[nodiscard]] DurationMs pause_after(std::int64_t rounds) const;
  [[nodiscard]] bool is_due(TimeMs again_at, TimeMs now) const { return again_at <= now || again_at > now + longest_; }
  // Of those that are due the one that waits longest, the first of equals; end() where none is. `again_at` says of an element
  // when it is to be asked for.
  template <class List, class AgainAt>
  [[nodiscard]] auto find_due(List& all, TimeMs now, const AgainAt& again_at) const {
    auto first = all.end();
    for (auto each = all.begin(); each != all.end(); ++each) {
      if (is_due(again_at(*each), now) && (first == all.end() || again_at(*each) < again_at(*first))) first = each;
    }
    return first;
  }

 private:
  std::span<const DurationMs> pauses_;
  DurationMs longest_;
};

// When the next of them is to be asked for; nothing where there are none.
template <class List, class AgainAt>
[[nodiscard]] std::optional<TimeMs> next_of(const List& all, const AgainAt& again_at) {
  std::optional<TimeMs> next;
  for (const auto& each : all) next = std::min(next.value_or(again_at(each)), again_at(each));
  return next;
}

// Makes `stretch`, which has a beginning `from` and an end `to`, reach over the other one as well, and over what lies between.
template <class Stretch, class Point>
void widen(Stretch& stretch, const Point& from, const Point& to) {
  stretch.from = std::min(stretch.from, from);
  stretch.to = std::max(stretch.to, to);
}

}  // namespace rigong::connectors
