// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/common.h"

#include <array>

#include "overlay/api/nth_word.h"

namespace rigong::model {
const char* word(Unit unit) { return overlay::nth_word(std::array{"share", "ms", "ratio", "count", "fen"}, unit); }
const char* word(Better better) { return overlay::nth_word(std::array{"higher", "lower", "band", "none"}, better); }
}  // namespace rigong::model

namespace rigong::overlay {
const char* word(FigureStatus status) { return nth_word(std::array{"live", "provisional", "final"}, status); }
const char* word(Standing standing) { return nth_word(std::array{"good", "look", "none"}, standing); }
const char* word(Mode mode) { return nth_word(std::array{"live", "past", "delivered", "empty"}, mode); }
const char* word(SheetState state) { return nth_word(std::array{"none", "open", "draft", "signed"}, state); }
const char* word(Role role) { return nth_word(std::array{"unset", "rep", "lead", "admin", "reader"}, role); }
const char* word(Comparison::Kind kind) { return nth_word(std::array{"day_before", "same_weekday"}, kind); }

}  // namespace rigong::overlay
