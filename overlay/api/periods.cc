// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/periods.h"

#include <array>

#include "overlay/api/nth_word.h"

namespace rigong::model {
const char* word(PeriodKind kind) { return overlay::nth_word(std::array{"campaign", "crisis", "topic", "reported"}, kind); }
const char* word(PeriodLevel level) { return overlay::nth_word(std::array{"urgent", "standard", "back_office"}, level); }
const char* word(PeriodClaim claim) { return overlay::nth_word(std::array{"none", "sent", "accepted", "refused"}, claim); }
}  // namespace rigong::model

namespace rigong::overlay {
const char* word(Period::State state) { return nth_word(std::array{"planned", "running", "over", "ended", "dropped"}, state); }
}  // namespace rigong::overlay
