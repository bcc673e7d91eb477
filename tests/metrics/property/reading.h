// SPDX-License-Identifier: Apache-2.0
// How the reference reads one conversation. Nothing is remembered from event to event but what each event is: whoever asks for a
// turn, a session or a holder gets it by a search through the list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "tests/metrics/property/reference.h"

namespace rigong::test {

// What an event is once the rules have been applied to it. `silent` does nothing at all.
enum class Role { question, human, bot, assignment, closing, silent };

struct Event {
  TimeMs at = 0;
  int rank = 0;  // Of events of one millisecond: assignments, then messages, then closings.
  std::uint32_t arrival = 0;
  model::RepNo rep = model::kNoRep;  // Who wrote it or was assigned, as the rep number stands on that day.
  model::LeanMessage message;
  model::LeanAssignment assignment;
  Role role = Role::silent;
  bool begins_session = false;
  bool courtesy = false;
};

class Reading {
 public:
  Reading(const ReferenceRules& rules, const std::vector<model::LeanMessage>& messages,
          const std::vector<model::LeanAssignment>& assignments);
  [[nodiscard]] model::ConversationFacts facts() const;
  [[nodiscard]] std::vector<std::pair<TimeMs, model::RepNo>> human_replies() const;

 private:
  using Index = std::size_t;
  struct Opening {
    Index first = 0;  // The first question of the turn.
    Index moved = 0;  // The one that counts as its opening.
  };
  struct Pass {
    Index at = 0;  // The release or the other rep's assignment, whichever came first.
    model::RepNo giver = model::kNoRep;
  };

  [[nodiscard]] model::RepNo stands_for(model::RepNo rep, TimeMs at) const;
  void give_role(Index index);
  // Whether the event ends whatever turn is open when it happens. A question that begins a session opens its own after that.
  [[nodiscard]] bool ends_turn(Index index) const;
  // The questions that wait when the event happens, in order.
  [[nodiscard]] std::vector<Index> waiting_before(Index index) const;
  // The opening of a turn of these questions, as moved by courtesy.
  [[nodiscard]] Index opening_of(const std::vector<Index>& questions) const;
  [[nodiscard]] std::optional<Index> last_human_before(Index index) const;
  // The assignments to a rep before the event that matter to a turn whose first question is `first`: those after the last
  // closing, and of what went back to the queue before the question nothing, since nobody held the conversation then.
  [[nodiscard]] std::vector<Index> hands_before(Index index, Index first) const;
  [[nodiscard]] model::RepNo holder_before(Index index) const;
  [[nodiscard]] std::optional<TimeMs> assigned_at(model::RepNo rep, Index before, Index first) const;
  [[nodiscard]] TimeMs clock_start(Opening opening, model::RepNo rep, Index before) const;
  [[nodiscard]] std::vector<Pass> passes(Opening opening, Index end) const;
  [[nodiscard]] std::uint32_t session_of(Index index) const;
  [[nodiscard]] Index session_end(Index index) const;  // events_.size() where it has none.
  [[nodiscard]] model::CustomerNo customer(Index question) const;
  [[nodiscard]] TimeMs time(Index index) const { return index < events_.size() ? events_[index].at : kNoTime; }
  [[nodiscard]] DurationMs covered(TimeMs from, TimeMs to) const { return rules_.strip->covered(from, to); }

  void add_turn(Index first, model::ConversationFacts& facts) const;
  void add_givers(const model::Turn& turn, Opening opening, Index end, model::ConversationFacts& facts) const;
  void add_session(Index first, model::ConversationFacts& facts) const;

  const ReferenceRules& rules_;
  std::vector<Event> events_;
};

}  // namespace rigong::test
