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

// Of one period: the group's figures, where they came from, and of whom they were made, as a digest of the members' ids.
struct Told {
  std::string source;
  std::string people;
  std::map<std::string, overlay::Value> figures;
};
// By the last day of the period.
using ToldPeriods = std::map<Day, Told>;

// What is public of the full ranking, but for figures that change by themselves for days (sales, first-contact resolution): when
// they are posted it is said that they may.
[[nodiscard]] Told told_of(const overlay::Ranking& ranking);

// As it is kept with a post, and back; what is not understood was not told.
[[nodiscard]] std::string told_as_text(const ToldPeriods& periods);
[[nodiscard]] ToldPeriods told_from_text(std::string_view text);

// What of `then` reads otherwise by the ranking as it is now, as one line of a report; empty where nothing does, while the period
// is not final, and where they come from elsewhere or
// are made of other people than then: the difference would be the figures of whoever joined, left or was off. Figures that
// were not told, or are counts of few, are not corrected. Nobody is named: who is not named any more may have asked for that.
[[nodiscard]] std::string correction(const Told& then, const overlay::Ranking& now, Language language);

}  // namespace rigong::runtime
