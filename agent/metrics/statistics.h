// SPDX-License-Identifier: Apache-2.0
// The few statistics that figures need. All in whole numbers where the figures are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace rigong::metrics {

// sum / n rounded half up; nothing for n = 0. Both are not negative.
[[nodiscard]] std::optional<std::int64_t> mean(std::int64_t sum, std::int64_t n);
// The middle value, or the mean of the two middle values rounded half up. Reorders the values.
[[nodiscard]] std::optional<std::int64_t> median(std::vector<std::int64_t>& values);
// The value of rank ceil(percent/100 * n) (nearest rank). Reorders the values.
[[nodiscard]] std::optional<std::int64_t> nearest_rank(std::vector<std::int64_t>& values, int percent);
// The lower bound of the Wilson score interval at 95 % (z = 1.959964; Wilson 1927): what satisfaction is ranked by.
[[nodiscard]] std::optional<double> wilson_lower_bound(std::int64_t good, std::int64_t n);

}  // namespace rigong::metrics
