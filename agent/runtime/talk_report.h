// SPDX-License-Identifier: Apache-2.0
// The week of a 1-on-1 as a report, for terminals, Markdown and print. Pure.
#pragma once

#include "agent/model/report.h"
#include "agent/runtime/table.h"
#include "overlay/api/one_on_one.h"

namespace rigong::runtime {

// What the records say, and under it what the two have written, with empty lines for what they have not.
[[nodiscard]] model::Report talk_report(const overlay::OneOnOne& page, Language language);

}  // namespace rigong::runtime
