// SPDX-License-Identifier: Apache-2.0
// How far a day's sheet is.
#pragma once

#include <cstdint>
#include <optional>

#include "agent/model/sheet.h"
#include "overlay/api/common.h"

namespace rigong::runtime {

// Whether a day asks for a sheet: a day off does only where customers were served after all. What came in by itself, such as a
// refund, makes nobody sign.
[[nodiscard]] inline bool to_sign(bool off, std::int64_t customers) { return !off || customers > 0; }

// Signed, a draft, or open where the day has figures and nobody began; none where there is nothing to sign.
[[nodiscard]] inline overlay::SheetState sheet_state(const std::optional<model::Sheet>& sheet, bool figures) {
  if (!sheet) return figures ? overlay::SheetState::open : overlay::SheetState::none;
  return sheet->signed_at != kNoTime ? overlay::SheetState::signed_off : overlay::SheetState::draft;
}

}  // namespace rigong::runtime
