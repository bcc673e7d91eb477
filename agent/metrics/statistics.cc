// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/statistics.h"

#include <algorithm>
#include <cmath>

namespace rigong::metrics {

std::optional<std::int64_t> mean(std::int64_t sum, std::int64_t n) {
  if (n <= 0) return std::nullopt;
  return sum / n + (sum % n * 2 >= n ? 1 : 0);
}

std::optional<std::int64_t> median(std::vector<std::int64_t>& values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  const std::int64_t below = *std::max_element(values.begin(), middle);
  return mean(below + *middle, 2);
}

std::optional<std::int64_t> nearest_rank(std::vector<std::int64_t>& values, int percent) {
  if (values.empty()) return std::nullopt;
  const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

std::optional<double> wilson_lower_bound(std::int64_t good, std::int64_t n) {
  if (n <= 0) return std::nullopt;
  constexpr double z = 1.959963984540054;
  const double count = static_cast<double>(n);
  const double share = static_cast<double>(good) / count;
  const double centre = share + z * z / (2 * count);
  const double spread = z * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  return (centre - spread) / (1 + z * z / count);
}

}  // namespace rigong::metrics
