// SPDX-License-Identifier: Apache-2.0
// A second reading of the metrics reference, written from its text alone and without a look at agent/metrics. It keeps no state
// while it goes through a conversation: for every question it searches the list of events again. Only fit for tests.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "agent/model/fact.h"
#include "agent/model/figures.h"
#include "agent/model/lean.h"
#include "agent/model/options.h"
#include "tests/metrics/property/minute_strip.h"

namespace rigong::test {

// The rules of a shop. `strip` has to outlive it.
struct ReferenceRules {
  model::MetricOptions options;
  const MinuteStrip* strip = nullptr;
  model::RepNo unknown_rep = model::kNoRep;
  std::function<model::RepNo(model::RepNo, Day)> rep_on_day;  // Who a rep number stands for; may be empty.
};

// Turns, activity and sessions of one conversation; stints are left out. Turns come in order of opening, the rows of givers
// before the row of their turn. Activity has one entry per day and rep.
[[nodiscard]] model::ConversationFacts reference_facts(const ReferenceRules& rules,
                                                       const std::vector<model::LeanMessage>& messages,
                                                       const std::vector<model::LeanAssignment>& assignments);

// The human messages of a conversation in order: when, and whose.
[[nodiscard]] std::vector<std::pair<TimeMs, model::RepNo>> reference_human_replies(
    const ReferenceRules& rules, const std::vector<model::LeanMessage>& messages,
    const std::vector<model::LeanAssignment>& assignments);

using FigureRows = std::map<std::pair<Day, model::RepNo>, model::DayFigures>;

// The day figures of some conversations for somebody who looks at `now`. settled_at is filled in too.
[[nodiscard]] FigureRows reference_figures(const model::MetricOptions& options,
                                           const std::vector<model::ConversationFacts>& conversations, TimeMs now);

}  // namespace rigong::test
