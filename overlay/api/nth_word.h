// SPDX-License-Identifier: Apache-2.0
// The word of openapi.yaml for a value of an enum, by its place.
#pragma once

#include <array>
#include <cstddef>

namespace rigong::overlay {

// `words` in the order of the enum's values.
template <class Enum, std::size_t N>
const char* nth_word(const std::array<const char*, N>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

}  // namespace rigong::overlay
