// SPDX-License-Identifier: Apache-2.0
// How long a rep takes to answer.
#pragma once

#include "connectors/demo/dice.h"
#include "connectors/demo/plan.h"

namespace rigong::connectors::demo {

// The clock of one answer: log-normal around the rep's own pace, longer with many chats open, and now and then past three
// minutes, mostly where many are open at the afternoon's peak. `open`: chats the rep has open at the time.
[[nodiscard]] DurationMs response_time(const Plan& plan, int rep, Day day, TimeMs at, int open, Dice& dice);

}  // namespace rigong::connectors::demo
