// SPDX-License-Identifier: Apache-2.0
// A campaign, crisis or topic as the page shows it.
#pragma once

#include "agent/runtime/answers/scene.h"
#include "overlay/api/periods.h"

namespace rigong::runtime {

[[nodiscard]] overlay::Period period_page(const Scene& scene, const model::NamedPeriod& period);
[[nodiscard]] tl::unexpected<Error> no_such_period();

}  // namespace rigong::runtime
