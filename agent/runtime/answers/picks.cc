// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/picks.h"

#include "agent/metrics/figures.h"

namespace rigong::runtime {

using metrics::TurnState;
using overlay::Pick;

bool picked(Pick pick, const model::Turn& turn, TimeMs now) {
  const TurnState state = metrics::state_of(turn, now);
  // Held past T and given away: the giver's slow, undone turn.
  const bool passed_late = state == TurnState::passed && turn.slow && turn.turn_class != model::TurnClass::leftover &&
                           turn.turn_class != model::TurnClass::bot;
  switch (pick) {
    case Pick::all:
      return true;
    case Pick::eligible:
      return state == TurnState::answered || state == TurnState::unanswered || passed_late;
    case Pick::answered:
      return state == TurnState::answered;
    case Pick::slow:
      return passed_late || ((state == TurnState::answered || state == TurnState::unanswered) && metrics::is_slow(turn, now));
    case Pick::open:
      return state == TurnState::open;
    case Pick::unanswered:
      return state == TurnState::unanswered || passed_late;
    case Pick::first:
      return metrics::is_sample(turn) && turn.first_response;
    case Pick::passed:
      return state == TurnState::passed;
    case Pick::courtesy:
      return state == TurnState::courtesy;
    case Pick::leftover:
      return state == TurnState::leftover;
    case Pick::waiting:
      return turn.end == model::TurnEnd::waiting;
    case Pick::slowest:
      return metrics::is_sample(turn);
  }
  return false;
}

}  // namespace rigong::runtime
