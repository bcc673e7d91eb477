// SPDX-License-Identifier: Apache-2.0
// Our records counted by a platform's rules (agent/metrics/mirrors.h).
#pragma once

#include <vector>

#include "agent/metrics/mirrors.h"
#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

// A platform's rates by its own rules. Of a long stretch only the last days are counted, as many as go into so many
// conversations, since every one is derived anew; from and to say which.
struct Mirrored {
  metrics::Mirror mirror = metrics::Mirror::taobao;
  Day from;
  Day to;
  std::int64_t good = 0;
  std::int64_t all = 0;
  std::int64_t response_n = 0;  // taobao only.
  std::int64_t response_sum_ms = 0;
};
inline constexpr std::size_t kMostMirrored = 2'000;

// One for each platform that an account of the scene's shops is on and that has a mirror; only from that platform's accounts. Of
// one person, or of everybody where `somebody` is null.
[[nodiscard]] Result<std::vector<Mirrored>> mirrored(Scene& scene, const Somebody* somebody, Day from, Day to);

}  // namespace rigong::runtime
