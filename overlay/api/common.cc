// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/common.h"

#include <array>
#include <cstddef>

namespace rigong::overlay {
namespace {

template <class Enum, std::size_t N>
const char* pick(const std::array<const char*, N>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

}  // namespace

const char* word(Unit unit) { return pick(std::array{"share", "ms", "ratio", "count", "fen"}, unit); }
const char* word(Better better) { return pick(std::array{"higher", "lower", "band", "none"}, better); }
const char* word(FigureStatus status) { return pick(std::array{"live", "provisional", "final"}, status); }
const char* word(Standing standing) { return pick(std::array{"good", "look", "none"}, standing); }
const char* word(Mode mode) { return pick(std::array{"live", "past", "delivered", "empty"}, mode); }
const char* word(SheetState state) { return pick(std::array{"none", "open", "draft", "signed"}, state); }
const char* word(Role role) { return pick(std::array{"unset", "rep", "lead"}, role); }
const char* word(Comparison::Kind kind) { return pick(std::array{"day_before", "same_weekday"}, kind); }

}  // namespace rigong::overlay
