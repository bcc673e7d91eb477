// SPDX-License-Identifier: Apache-2.0
// What a posted ranking told of the group, kept with the post, and what the next one says where that has changed since: platforms
// restate their figures, and records come late. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/time.h"
#include "agent/runtime/table.h"
#include "overlay/api/ranking.h"

namespace rigong::runtime {

// Of one period: the group's figures, and who was told first by composite, in order.
struct Told {
  std::map<std::string, overlay::Value> figures;
  std::vector<std::string> first;  // Members' ids.
};
// By the last day of the period.
using ToldPeriods = std::map<Day, Told>;

// What is public of the ranking.
[[nodiscard]] Told told_of(const overlay::Ranking& ranking);

// As it is kept with a post, and back; what is not understood was not told.
[[nodiscard]] std::string told_as_text(const ToldPeriods& periods);
[[nodiscard]] ToldPeriods told_from_text(std::string_view text);

// What of `then` reads otherwise by the ranking as it is now, as one line of a report; empty where nothing does. Figures that
// were not told are not corrected. Who should have been told first is said, and nobody who should not have been.
[[nodiscard]] std::string correction(const Told& then, const overlay::Ranking& now, Language language);

}  // namespace rigong::runtime
