// SPDX-License-Identifier: Apache-2.0
// The values that make up a shop's calendar.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "agent/config/values.h"

namespace rigong::config {

using WeekWindows = std::array<std::vector<ServiceWindow>, 7>;

// These return what is wrong, and nothing where the value is right.
[[nodiscard]] Words read_clock_value(std::string_view text, std::int64_t& minutes);
[[nodiscard]] Words zone_fault(std::string_view text);
// One text for every day of the week.
[[nodiscard]] Words read_every_day(std::string_view text, WeekWindows& windows);

// A table by weekday. Days that neither it nor its "default" names keep what stands in `windows`. False where something was
// reported.
[[nodiscard]] bool read_weekdays(const Node& table, std::string_view title, WeekWindows& windows, Reading& reading);

}  // namespace rigong::config
