// SPDX-License-Identifier: Apache-2.0
//
// Random numbers that are the same on every machine: the distributions of <random> differ between standard libraries.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace generator {

// SplitMix64: one multiplication chain per number, and good enough for traffic.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

  // A number in [0, bound). The bias of taking the high half is far below anything that a figure shows.
  std::uint32_t Below(std::uint32_t bound) { return static_cast<std::uint32_t>(((Next() >> 32) * bound) >> 32); }

  std::int64_t Between(std::int64_t low, std::int64_t high) { return low + Below(static_cast<std::uint32_t>(high - low + 1)); }

  bool PerMille(std::uint32_t chance) { return Below(1000) < chance; }

 private:
  std::uint64_t state_;
};

// Response times: the quantiles of a lognormal (median 24 s, sigma 1) up to 98 %, then a heavier tail, since real desks
// have forgotten chats that no lognormal explains. Straight lines between the knots keep it integer.
struct Knot {
  std::int64_t per_mille, milliseconds;
};
inline constexpr std::array<Knot, 16> kResponse{{{0, 1'050},
                                                 {10, 2'340},
                                                 {50, 4'630},
                                                 {100, 6'660},
                                                 {200, 10'340},
                                                 {300, 14'200},
                                                 {400, 18'630},
                                                 {500, 24'000},
                                                 {600, 30'900},
                                                 {700, 40'550},
                                                 {800, 55'690},
                                                 {900, 86'460},
                                                 {950, 124'300},
                                                 {980, 210'000},
                                                 {995, 900'000},
                                                 {1000, 5'400'000}}};

inline std::int64_t ResponseTime(Random& random) {
  const std::int64_t at = random.Below(1'000'000);  // Millionths, so that the tail is not a staircase.
  const auto* high =
      std::find_if(kResponse.begin() + 1, kResponse.end() - 1, [at](const Knot& knot) { return at < knot.per_mille * 1000; });
  const Knot& low = *(high - 1);
  const std::int64_t width = (high->per_mille - low.per_mille) * 1000;
  return low.milliseconds + (high->milliseconds - low.milliseconds) * (at - low.per_mille * 1000) / width;
}

}  // namespace generator
