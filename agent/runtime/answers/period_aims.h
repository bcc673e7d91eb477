// SPDX-License-Identifier: Apache-2.0
// Which figures a campaign, crisis or topic may have a target for.
#pragma once

#include <vector>

#include "agent/base/result.h"
#include "agent/model/period.h"
#include "overlay/api/periods.h"

namespace rigong::runtime {

// Those that are better when higher or lower, and the ends of bands. A count grows with the day, so none of those.
[[nodiscard]] std::vector<overlay::AimKind> aim_kinds();
// wrong_use for a figure that is not among them, or for a share above one.
[[nodiscard]] Status check_aims(const std::vector<model::PeriodAim>& aims);

}  // namespace rigong::runtime
