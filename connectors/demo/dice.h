// SPDX-License-Identifier: Apache-2.0
// Chance from a seed. The standard distributions give other numbers with other libraries, and the demo must be the same
// everywhere; the generator is SplitMix64, which is seeded at no cost and so can begin anew for every rep and day.
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>

#include "agent/base/time.h"

namespace rigong::connectors::demo {

[[nodiscard]] constexpr std::uint64_t scramble(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}
// One seed of several numbers, in their order.
[[nodiscard]] constexpr std::uint64_t seed_of(std::initializer_list<std::uint64_t> numbers) {
  std::uint64_t seed = 0;
  for (const std::uint64_t number : numbers) seed = scramble(seed ^ number);
  return seed;
}

// Everything happens at whole seconds: no platform that tells of it writes times more finely.
[[nodiscard]] constexpr TimeMs whole_second(TimeMs at) { return at - at % kSecondMs; }

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // In [0, 1).
  double unit() {
    const std::uint64_t value = scramble(state_);
    state_ += 0x9E3779B97F4A7C15ULL;
    return static_cast<double>(value >> 11) * 0x1.0p-53;
  }
  // 0 to limit - 1; 0 where the limit is not above 1.
  int below(int limit) { return limit <= 1 ? 0 : static_cast<int>(unit() * limit); }
  int between(int least, int most) { return least + below(most - least + 1); }
  bool chance(double share) { return unit() < share; }
  double normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));
    return radius * std::cos(6.283185307179586 * unit());
  }
  // Log-normal around the median.
  DurationMs around(DurationMs median, double sigma) {
    return static_cast<DurationMs>(static_cast<double>(median) * std::exp(sigma * normal()));
  }
  DurationMs between_ms(DurationMs least, DurationMs most) {
    return least + static_cast<DurationMs>(unit() * static_cast<double>(most - least));
  }

 private:
  std::uint64_t state_;
};

}  // namespace rigong::connectors::demo
