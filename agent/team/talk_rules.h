// SPDX-License-Identifier: Apache-2.0
// What the sources of one_on_one.h share.
#pragma once

#include <optional>
#include <span>

#include "agent/team/one_on_one.h"

namespace rigong::team {

// A figure that went the wrong way three weeks running; else, from four usable weeks on, that there is none.
[[nodiscard]] std::optional<TalkSentence> worsening(std::span<const WeekFigure> figures);

}  // namespace rigong::team
