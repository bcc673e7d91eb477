// SPDX-License-Identifier: Apache-2.0
// With how many customers somebody is in touch at once.
#include <algorithm>
#include <map>

#include "agent/team/next_step.h"

namespace rigong::team {
namespace {

constexpr DurationMs kSameStretchMs = 10 * kMinuteMs;

// When stretches begin and end, both in order. A turn that opens within ten minutes of what came before goes on with it.
struct Stretches {
  std::vector<TimeMs> begins;
  std::vector<TimeMs> ends;
};

Stretches stretches_of(const std::vector<StepTurn>& turns) {
  struct Stretch {
    TimeMs begin = 0;
    TimeMs end = 0;
  };
  Stretches all;
  const auto close = [&all](const Stretch& stretch) {
    all.begins.push_back(stretch.begin);
    all.ends.push_back(stretch.end);
  };
  std::map<std::uint64_t, Stretch> running;
  for (const StepTurn& turn : turns) {
    const auto [at, is_new] = running.try_emplace(turn.conversation, Stretch{turn.opened_at, turn.until});
    if (is_new) continue;
    if (turn.opened_at - at->second.end > kSameStretchMs) {
      close(at->second);
      at->second = {turn.opened_at, turn.until};
    }
    at->second.end = std::max(at->second.end, turn.until);
  }
  for (const auto& [conversation, stretch] : running) close(stretch);
  std::sort(all.begins.begin(), all.begins.end());
  std::sort(all.ends.begin(), all.ends.end());
  return all;
}

std::int64_t in_touch_at(const Stretches& all, TimeMs at) {
  const auto begun = std::upper_bound(all.begins.begin(), all.begins.end(), at) - all.begins.begin();
  const auto over = std::lower_bound(all.ends.begin(), all.ends.end(), at) - all.ends.begin();
  return begun - over;
}

}  // namespace

std::int64_t in_touch_at(const std::vector<StepTurn>& turns, TimeMs at) { return in_touch_at(stretches_of(turns), at); }

std::vector<std::int64_t> in_touch_of_each(const std::vector<StepTurn>& turns) {
  const Stretches all = stretches_of(turns);
  std::vector<std::int64_t> result;
  result.reserve(turns.size());
  for (const StepTurn& turn : turns) result.push_back(in_touch_at(all, turn.opened_at));
  return result;
}

}  // namespace rigong::team
