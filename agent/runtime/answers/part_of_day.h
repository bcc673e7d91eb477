// SPDX-License-Identifier: Apache-2.0
// A part of what a person's day is made of, by when it happened.
#pragma once

#include <functional>
#include <string>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/person_turns.h"
#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

// Whether something of the shop that happened at this instant counts.
using CountsAt = std::function<bool(const std::string& shop, TimeMs at)>;

// Figures whose facts tell when they happened: those of turns, and satisfaction. Of the messages behind the answer ratio only the
// day is kept.
[[nodiscard]] bool is_of_turns(const metrics::FigureKind& kind);
[[nodiscard]] bool is_of_ratings(const metrics::FigureKind& kind);

[[nodiscard]] std::uint64_t conversation_id(storage::ConversationRef ref);
// The person's sums of the turns that opened when it counts, each as it stands now.
[[nodiscard]] Result<model::DayFigures> turns_where(Scene& scene, PersonTurns& turns, Day day, const CountsAt& counts);
// The person's sums of the ratings that were given when it counts.
[[nodiscard]] Result<model::DayFigures> ratings_where(Scene& scene, PersonTurns& turns, Day day, const CountsAt& counts);

}  // namespace rigong::runtime
