// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/months.h"

#include <algorithm>

namespace rigong::storage::sql {
namespace {

constexpr std::uint64_t bit(int k) { return std::uint64_t{1} << std::min(k, Months::kLastBit); }

}  // namespace

void Months::add(TimeMs time) {
  if (mask == 0) {
    first_at = last_at = time;
    mask = 1;
    return;
  }
  const int distance = utc_month(time) - utc_month(first_at);
  if (distance >= 0) {
    mask |= bit(distance);
  } else {
    std::uint64_t moved = 1;
    for (int k = 0; k <= kLastBit; ++k) {
      if ((mask >> k) & 1U) moved |= bit(k - distance);
    }
    mask = moved;
  }
  first_at = std::min(first_at, time);
  last_at = std::max(last_at, time);
}

bool Months::other_than(std::int32_t month) const {
  if (mask == 0) return false;
  const int distance = month - utc_month(first_at);
  if (distance < 0 || distance >= kLastBit) return true;
  return (mask & ~bit(distance)) != 0;
}

}  // namespace rigong::storage::sql
