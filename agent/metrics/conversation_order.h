// SPDX-License-Identifier: Apache-2.0
// Brings one conversation's records into the order of the rules: (time, then arrival), each id once (metrics, "Order").
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agent/model/lean.h"

namespace rigong::metrics {

// Sorts in place and returns the part that counts: of doubled keys the first to arrive, none of a withdrawn key. `scratch` is any
// vector, kept by the caller so that its memory is used again.
[[nodiscard]] std::span<model::LeanMessage> in_order(std::span<model::LeanMessage> messages, std::vector<std::uint64_t>& scratch);
[[nodiscard]] std::span<model::LeanAssignment> in_order(std::span<model::LeanAssignment> assignments);

}  // namespace rigong::metrics
