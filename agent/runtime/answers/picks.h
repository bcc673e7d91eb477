// SPDX-License-Identifier: Apache-2.0
// Which turns stand behind which figure.
#pragma once

#include "agent/base/time.h"
#include "agent/model/fact.h"
#include "overlay/api/panel.h"

namespace rigong::runtime {

// Whether the turn is one of those that the pick names, for somebody who looks at `now`. `eligible` are the decided ones: the
// figure "turns"; `slow`, `answered`, `unanswered`, `first`, `open`, `courtesy` and `leftover` are as many as the figures of
// these names. `slowest` are the samples of the response time. `waiting` are those without an end.
[[nodiscard]] bool picked(overlay::Pick pick, const model::Turn& turn, TimeMs now);

}  // namespace rigong::runtime
