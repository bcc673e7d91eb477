// SPDX-License-Identifier: Apache-2.0
// How a figure is measured and which way it should go. The words are those of the page's contract.
#pragma once

#include <cstdint>

namespace rigong::model {

enum class Unit : std::uint8_t { share, ms, ratio, count, fen };
// `band`: neither more nor less is better, but a stretch is usual. `none`: says how much, never how well.
enum class Better : std::uint8_t { higher, lower, band, none };

}  // namespace rigong::model
