// SPDX-License-Identifier: Apache-2.0
// A day as cctz's civil date, for whoever asks it for months and years.
#pragma once

#include <cctz/civil_time.h>

#include "agent/base/time.h"

namespace rigong {

[[nodiscard]] inline cctz::civil_day civil_day_of(Day day) { return cctz::civil_day(1970, 1, 1) + day.number; }

}  // namespace rigong
