// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/import.h"

#include <array>
#include <cstddef>

namespace rigong::overlay {

const char* word(Import::State state) {
  static constexpr std::array kWords = {"receiving", "received",    "understood", "not_understood",
                                        "taking_in", "working_out", "finished",   "failed"};
  return kWords.at(static_cast<std::size_t>(state));
}

}  // namespace rigong::overlay
