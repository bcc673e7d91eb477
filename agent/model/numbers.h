// SPDX-License-Identifier: Apache-2.0
// Small numbers that stand for long ids inside one store or one run. They mean nothing outside it and are never shown.
#pragma once

#include <cstdint>

namespace rigong::model {

// A person (or platform account of a person) who answers. 0 = nobody.
using RepNo = std::uint32_t;
inline constexpr RepNo kNoRep = 0;
// A customer. 0 = the source did not say.
using CustomerNo = std::uint32_t;
inline constexpr CustomerNo kNoCustomer = 0;
// A conversation within one account, given in order of first sight.
using ConversationNo = std::uint32_t;
// One account on one platform.
using AccountNo = std::uint32_t;
using TeamId = std::int64_t;

// Stands in facts for a human reply whose rep the source does not name. No store gives this number to anybody.
inline constexpr RepNo kUnknownRepNo = 0xFFFFFFFF;

// Written where a source names no rep, and for turns that belong to nobody (reference: metrics, sections 1).
inline constexpr const char* kUnknownRep = "(unknown)";
inline constexpr const char* kUnassignedRep = "(unassigned)";

}  // namespace rigong::model
