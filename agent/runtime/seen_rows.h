// SPDX-License-Identifier: Apache-2.0
// Stored day figures are those "at the end of time": whoever waits is taken as never answered. This is how somebody sees them who
// looks earlier: what is not decided yet is open, and in no other figure.
#pragma once

#include <span>
#include <string>

#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/figures.h"
#include "storage/store.h"

namespace rigong::runtime {

// Changes those of the stored rows of one shop day whose settled_at lies after `now` into what DayMaker::make() would find with
// that now. Costs a few questions for each turn that waits, and nothing where none does.
[[nodiscard]] Status see_at(storage::ReadView& view, const std::string& shop, Day day, TimeMs now,
                            std::span<model::DayFigures> rows);

}  // namespace rigong::runtime
