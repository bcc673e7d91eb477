// SPDX-License-Identifier: Apache-2.0
#include "tests/metrics/property/reference.h"

#include <algorithm>
#include <set>

#include "tests/metrics/property/reading.h"

namespace rigong::test {

using model::RepNo;
using model::TurnClass;
using model::TurnEnd;

namespace {
constexpr DurationMs kLeftoverLimitMs = 30 * kMinuteMs;
}  // namespace

void Reading::add_turn(Index first, model::ConversationFacts& facts) const {
  Index end = first + 1;
  while (end < events_.size() && !ends_turn(end)) ++end;
  std::vector<Index> questions;
  for (Index index = first; index < end; ++index) {
    if (events_[index].role == Role::question) questions.push_back(index);
  }
  const Opening opening{first, opening_of(questions)};
  const bool ended = end < events_.size();

  model::Turn turn;
  turn.opened_at = time(opening.moved);
  turn.ended_at = time(end);
  turn.customer = customer(opening.moved);
  turn.session = session_of(first);
  turn.messages_in = static_cast<std::uint32_t>(questions.size());
  const bool answered = ended && events_[end].role == Role::human;
  turn.end = answered ? TurnEnd::answered : ended ? TurnEnd::session_ended : TurnEnd::waiting;
  if (answered) turn.replier = events_[end].rep;

  turn.owner = holder_before(end);
  if (turn.owner == model::kNoRep && answered) turn.owner = turn.replier;
  if (turn.owner == model::kNoRep) {
    if (const auto human = last_human_before(first)) turn.owner = events_[*human].rep;
  }
  turn.clock_start_at = clock_start(opening, turn.owner, end);
  turn.day = rules_.strip->day_of(turn.clock_start_at);
  if (ended) {
    turn.held_ms = covered(turn.clock_start_at, turn.ended_at);
    turn.customer_ms = covered(turn.opened_at, turn.ended_at);
  }

  if (ended && events_[end].role == Role::bot) {
    turn.turn_class = TurnClass::bot;
  } else if (std::all_of(questions.begin(), questions.end(), [this](Index index) { return events_[index].courtesy; })) {
    turn.turn_class = TurnClass::courtesy;
  } else if (!rules_.strip->open_at(turn.clock_start_at)) {
    turn.turn_class = TurnClass::leftover;
    turn.day = rules_.strip->day_of(turn.opened_at);
    turn.leftover_in_time = answered && turn.customer_ms <= kLeftoverLimitMs;
  }
  const bool eligible = turn.turn_class == TurnClass::eligible;
  if (eligible && ended) turn.slow = turn.held_ms > rules_.options.slow_after_ms;
  if (eligible && !ended) turn.decided_at = rules_.strip->exceeds_at(turn.clock_start_at, rules_.options.slow_after_ms);
  if (eligible && answered) {
    turn.first_response = std::none_of(facts.turns.begin(), facts.turns.end(), [&](const model::Turn& earlier) {
      return earlier.session == turn.session && earlier.end == TurnEnd::answered && earlier.turn_class == TurnClass::eligible;
    });
  }
  for (Index index = end; eligible && answered && turn.substantive_ms < 0 && index < session_end(first); ++index) {
    const bool placeholder = (events_[index].message.flags & model::kPlaceholder) != 0;
    if (events_[index].role == Role::human && !placeholder) turn.substantive_ms = covered(turn.clock_start_at, time(index));
  }
  add_givers(turn, opening, end, facts);
  facts.turns.push_back(turn);

  if (turn.turn_class == TurnClass::bot) return;
  for (const Index index : questions) {
    model::Activity activity;
    activity.day = rules_.strip->day_of(time(index));
    activity.rep = turn.owner;
    (eligible && !ended ? activity.messages_in_waiting : activity.messages_in) = 1;
    if (eligible && !ended) activity.waiting_decided_at = turn.decided_at;
    facts.activity.push_back(activity);
  }
}

void Reading::add_givers(const model::Turn& turn, Opening opening, Index end, model::ConversationFacts& facts) const {
  if (turn.turn_class == TurnClass::bot || turn.turn_class == TurnClass::courtesy) return;
  for (const Pass& pass : passes(opening, end)) {
    model::Turn row;
    row.opened_at = turn.opened_at;
    row.clock_start_at = clock_start(opening, pass.giver, pass.at);
    row.ended_at = time(pass.at);
    row.held_ms = covered(row.clock_start_at, row.ended_at);
    row.customer_ms = covered(row.opened_at, row.ended_at);
    row.day = rules_.strip->day_of(row.clock_start_at);
    row.owner = pass.giver;
    row.customer = turn.customer;
    row.session = turn.session;
    row.turn_class = rules_.strip->open_at(row.clock_start_at) ? TurnClass::eligible : TurnClass::leftover;
    if (row.turn_class == TurnClass::leftover) row.day = rules_.strip->day_of(row.opened_at);
    row.end = TurnEnd::passed;
    row.slow = row.turn_class == TurnClass::eligible && row.held_ms > rules_.options.slow_after_ms;
    facts.turns.push_back(row);
  }
}

void Reading::add_session(Index first, model::ConversationFacts& facts) const {
  const Index end = session_end(first);
  model::Session session;
  session.day = rules_.strip->day_of(time(first));
  session.started_at = time(first);
  session.ended_at = time(end);
  session.customer = customer(first);
  session.closed_by_platform = end < events_.size() && events_[end].role == Role::closing;
  std::set<RepNo> repliers;
  for (Index index = first; index < end; ++index) {
    if (events_[index].role != Role::human) continue;
    repliers.insert(events_[index].rep);
    session.last_replier = events_[index].rep;
  }
  if (repliers.size() == 1) session.only_replier = *repliers.begin();
  for (const model::Turn& turn : facts.turns) {
    const bool is_row_of_giver = turn.end == TurnEnd::passed;
    const bool asked_people = turn.turn_class == TurnClass::leftover || turn.turn_class == TurnClass::eligible;
    if (turn.session == session_of(first) && !is_row_of_giver && asked_people)
      session.left_unanswered = turn.end != TurnEnd::answered;
  }
  facts.sessions.push_back(session);
}

model::ConversationFacts Reading::facts() const {
  model::ConversationFacts facts;
  for (Index index = 0; index < events_.size(); ++index) {
    const Event& event = events_[index];
    const bool opens = event.role == Role::question && (event.begins_session || waiting_before(index).empty());
    if (opens) add_turn(index, facts);
    if (event.role == Role::human) {
      model::Activity activity;
      activity.day = rules_.strip->day_of(event.at);
      activity.rep = events_[index].rep;
      activity.messages_out = 1;
      facts.activity.push_back(activity);
    }
  }
  for (Index index = 0; index < events_.size(); ++index) {
    if (events_[index].begins_session) add_session(index, facts);
  }
  return facts;
}

std::vector<std::pair<TimeMs, RepNo>> Reading::human_replies() const {
  std::vector<std::pair<TimeMs, RepNo>> replies;
  for (const Event& event : events_) {
    if (event.role == Role::human) replies.emplace_back(event.at, event.rep);
  }
  return replies;
}

model::ConversationFacts reference_facts(const ReferenceRules& rules, const std::vector<model::LeanMessage>& messages,
                                         const std::vector<model::LeanAssignment>& assignments) {
  return Reading(rules, messages, assignments).facts();
}

std::vector<std::pair<TimeMs, RepNo>> reference_human_replies(const ReferenceRules& rules,
                                                              const std::vector<model::LeanMessage>& messages,
                                                              const std::vector<model::LeanAssignment>& assignments) {
  return Reading(rules, messages, assignments).human_replies();
}

}  // namespace rigong::test
