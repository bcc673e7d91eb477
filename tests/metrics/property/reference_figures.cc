// SPDX-License-Identifier: Apache-2.0
// Section 2 of the metrics reference over the facts: every figure by a search through all of them.
#include <algorithm>
#include <set>

#include "tests/metrics/property/reference.h"

namespace rigong::test {

namespace {

using model::DayFigures;
using model::Turn;
using model::TurnClass;
using model::TurnEnd;

void count_answer(const model::MetricOptions& options, const Turn& turn, FigureRows& rows) {
  DayFigures& row = rows[{turn.day, turn.owner}];
  row.turns_answered += 1;
  row.turns_slow_answered += turn.slow ? 1 : 0;
  row.response_n += 1;
  row.response_sum_ms += turn.held_ms;
  row.response_capped_sum_ms += options.cap_ms == 0 ? turn.held_ms : std::min(turn.held_ms, options.cap_ms);
  row.customer_response_sum_ms += turn.customer_ms;
  if (turn.substantive_ms >= 0) {
    row.substantive_n += 1;
    row.substantive_sum_ms += turn.substantive_ms;
  }
  if (turn.first_response) {
    row.first_response_n += 1;
    row.first_response_sum_ms += turn.held_ms;
    row.first_response_in_time_n += turn.held_ms <= options.first_answer_ms ? 1 : 0;
  }
  if (turn.replier != turn.owner) rows[{turn.day, turn.replier}].assists += 1;
}

// Whether the turn is among the "turns" of its owner: eligible and decided.
bool is_counted(const Turn& turn, TimeMs now) {
  if (turn.turn_class != TurnClass::eligible) return false;
  if (turn.end == TurnEnd::waiting) return now >= turn.decided_at;
  return turn.end != TurnEnd::passed || turn.slow;
}

void count_turn(const model::MetricOptions& options, const Turn& turn, TimeMs now, FigureRows& rows) {
  DayFigures& row = rows[{turn.day, turn.owner}];
  const bool waiting = turn.end == TurnEnd::waiting;
  if (turn.turn_class == TurnClass::courtesy) row.turns_courtesy += 1;
  if (turn.turn_class == TurnClass::leftover && turn.end != TurnEnd::passed) {
    row.turns_leftover += 1;
    row.turns_leftover_in_time += turn.leftover_in_time ? 1 : 0;
  }
  if (turn.turn_class != TurnClass::eligible) return;
  if (waiting) row.settled_at = std::max(row.settled_at, turn.decided_at);
  if (turn.end == TurnEnd::passed) row.passed_on += 1;
  if (waiting && now < turn.decided_at) row.turns_open += 1;
  if (!is_counted(turn, now)) return;
  row.turns += 1;
  row.turns_slow += turn.slow || waiting ? 1 : 0;
  if (turn.end == TurnEnd::answered) {
    count_answer(options, turn, rows);
  } else {
    row.turns_unanswered += 1;
  }
}

// Who stands behind a turn: a customer, or the conversation itself where no customer is named.
using Person = std::pair<model::CustomerNo, std::size_t>;
Person person(const Turn& turn, std::size_t conversation) {
  return turn.customer == model::kNoCustomer ? Person{0, conversation} : Person{turn.customer, 0};
}

void count_distinct(const std::vector<model::ConversationFacts>& conversations, TimeMs now, FigureRows& rows) {
  for (auto& [key, row] : rows) {
    std::set<std::size_t> distinct;
    std::set<Person> customers;
    std::set<Person> replied;
    for (std::size_t number = 0; number < conversations.size(); ++number) {
      for (const Turn& turn : conversations[number].turns) {
        if (std::pair(turn.day, turn.owner) != key || !is_counted(turn, now)) continue;
        distinct.insert(number);
        customers.insert(person(turn, number));
        if (turn.end == TurnEnd::answered) replied.insert(person(turn, number));
      }
    }
    row.conversations = static_cast<std::int64_t>(distinct.size());
    row.customers = static_cast<std::int64_t>(customers.size());
    row.customers_replied = static_cast<std::int64_t>(replied.size());
  }
}

}  // namespace

FigureRows reference_figures(const model::MetricOptions& options, const std::vector<model::ConversationFacts>& conversations,
                             TimeMs now) {
  FigureRows rows;
  for (const auto& facts : conversations) {
    for (const Turn& turn : facts.turns) count_turn(options, turn, now, rows);
    for (const model::Activity& activity : facts.activity) {
      DayFigures& row = rows[{activity.day, activity.rep}];
      row.messages_in += activity.messages_in;
      row.messages_out += activity.messages_out;
      if (activity.messages_in_waiting == 0) continue;
      row.settled_at = std::max(row.settled_at, activity.waiting_decided_at);
      if (now >= activity.waiting_decided_at) row.messages_in += activity.messages_in_waiting;
    }
    for (const model::Session& session : facts.sessions) {
      if (session.last_replier == model::kNoRep) continue;
      DayFigures& row = rows[{session.day, session.last_replier}];
      row.sessions += 1;
      if (session.ended_at == kNoTime) continue;
      row.sessions_ended += 1;
      row.session_sum_ms += session.ended_at - session.started_at;
      if (!session.closed_by_platform) continue;
      row.fcr_n += 1;
      row.fcr_resolved += session.only_replier != model::kNoRep && !session.left_unanswered ? 1 : 0;
    }
  }
  count_distinct(conversations, now, rows);
  for (auto& [key, row] : rows) {
    row.day = key.first;
    row.rep = key.second;
  }
  return rows;
}

}  // namespace rigong::test
