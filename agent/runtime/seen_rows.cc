// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/seen_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "agent/metrics/figures.h"

namespace rigong::runtime {
namespace {

using model::Turn;
using model::TurnClass;
using model::TurnEnd;
using storage::ConversationRef;

bool open_at(const Turn& turn, TimeMs now) { return metrics::state_of(turn, now) == metrics::TurnState::open; }

// Whether the turn is among those whose conversations and customers are counted (metrics::FigureCounter).
bool counted(const Turn& turn, TimeMs now) {
  if (turn.turn_class == TurnClass::bot) return false;
  if (turn.end == TurnEnd::passed) return turn.slow && turn.turn_class != TurnClass::leftover;
  return turn.turn_class == TurnClass::eligible && !open_at(turn, now);
}

class Undecided {
 public:
  Undecided(storage::ReadView& view, const std::string& shop, Day day, const Moments& moments, std::span<model::DayFigures> rows)
      : view_(view), shop_(shop), day_(day), moments_(moments) {
    for (model::DayFigures& row : rows) rows_[row.rep] = &row;
  }

  Status take_out(ConversationRef ref) {
    RIGONG_ASSIGN(const model::ConversationFacts* facts, facts_of(ref));
    const TimeMs now = moments_.of(ref.account);
    for (const Turn& turn : facts->turns) {
      if (turn.day != day_ || !open_at(turn, now)) continue;
      const auto place = rows_.find(turn.owner);
      if (place == rows_.end()) continue;
      model::DayFigures& row = *place->second;
      ++row.turns_open;
      --row.turns;
      --row.turns_unanswered;
      --row.turns_slow;
      if (conversations_.emplace(turn.owner, ref).second && !any_counted(ref, *facts, turn.owner, std::nullopt)) {
        --row.conversations;
      }
      RIGONG_ASSIGN(const bool customer_counted, counts_customer(ref, turn));
      if (!customer_counted) --row.customers;
    }
    for (const model::Activity& activity : facts->activity) {
      if (activity.day != day_ || activity.messages_in_waiting == 0 || now >= activity.waiting_decided_at) continue;
      const auto place = rows_.find(activity.rep);
      if (place != rows_.end()) place->second->messages_in -= activity.messages_in_waiting;
    }
    return {};
  }

 private:
  Result<const model::ConversationFacts*> facts_of(ConversationRef ref) {
    const auto known = facts_.find(ref);
    if (known != facts_.end()) return &known->second;
    RIGONG_ASSIGN(auto facts, view_.conversation_facts(ref));
    return &facts_.emplace(ref, std::move(facts)).first->second;
  }

  [[nodiscard]] bool any_counted(ConversationRef ref, const model::ConversationFacts& facts, model::RepNo owner,
                                 std::optional<model::CustomerNo> customer) const {
    return std::any_of(facts.turns.begin(), facts.turns.end(), [&](const Turn& turn) {
      return turn.day == day_ && turn.owner == owner && (!customer || turn.customer == *customer) &&
             counted(turn, moments_.of(ref.account));
    });
  }

  // Whether the customer of an open turn is counted all the same, for another turn of the same rep. Said once for each customer.
  Result<bool> counts_customer(ConversationRef ref, const Turn& turn) {
    std::vector<ConversationRef> refs = {ref};
    if (turn.customer != model::kNoCustomer) {
      if (!customers_.emplace(turn.owner, turn.customer).second) return true;
      RIGONG_ASSIGN(refs, view_.conversations_of(shop_, turn.customer));
    } else if (!nameless_.emplace(turn.owner, ref).second) {
      return true;
    }
    for (const ConversationRef each : refs) {
      RIGONG_ASSIGN(const model::ConversationFacts* facts, facts_of(each));
      if (any_counted(each, *facts, turn.owner, turn.customer)) return true;
    }
    return false;
  }

  storage::ReadView& view_;
  const std::string& shop_;
  Day day_;
  const Moments& moments_;
  std::map<model::RepNo, model::DayFigures*> rows_;
  std::map<ConversationRef, model::ConversationFacts> facts_;
  std::set<std::pair<model::RepNo, ConversationRef>> conversations_;
  std::set<std::pair<model::RepNo, model::CustomerNo>> customers_;
  std::set<std::pair<model::RepNo, ConversationRef>> nameless_;
};

}  // namespace

Result<const std::vector<storage::TurnRow>*> SeenRows::waiting(const std::string& shop, Day day) {
  const storage::ShopDay key{shop, day};
  const auto known = waiting_.find(key);
  if (known != waiting_.end()) return &known->second;
  RIGONG_ASSIGN(auto rows, view_.waiting_turns(shop, day, day));
  return &waiting_.emplace(key, std::move(rows)).first->second;
}

Status SeenRows::see(const std::string& shop, Day day, std::span<model::DayFigures> rows) {
  const bool settled = std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return moments_.first() >= row.settled_at; });
  if (settled) return {};
  const storage::ShopDay key{shop, day};
  if (!conversations_.contains(key)) {
    RIGONG_ASSIGN(conversations_[key], view_.waiting_conversations(shop, day));
  }
  Undecided undecided(view_, shop, day, moments_, rows);
  for (const ConversationRef ref : conversations_[key]) RIGONG_TRY(undecided.take_out(ref));
  return {};
}

}  // namespace rigong::runtime
