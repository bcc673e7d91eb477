// SPDX-License-Identifier: Apache-2.0
#include "tests/metrics/property/reading.h"

#include <algorithm>
#include <tuple>

namespace rigong::test {

using model::AssignmentKind;
using model::LeanAssignment;
using model::LeanMessage;
using model::RepNo;
using model::SenderKind;

namespace {

bool counts(const LeanMessage& message, const std::vector<LeanMessage>& all) {
  if ((message.flags & model::kWithdrawn) != 0) return false;
  if (message.key == 0) return true;
  return std::none_of(all.begin(), all.end(), [&](const LeanMessage& other) {
    return other.key == message.key && ((other.flags & model::kWithdrawn) != 0 || other.arrival < message.arrival);
  });
}

bool counts(const LeanAssignment& assignment, const std::vector<LeanAssignment>& all) {
  return assignment.key == 0 || std::none_of(all.begin(), all.end(), [&](const LeanAssignment& other) {
           return other.key == assignment.key && other.arrival < assignment.arrival;
         });
}

}  // namespace

Reading::Reading(const ReferenceRules& rules, const std::vector<LeanMessage>& messages,
                 const std::vector<LeanAssignment>& assignments)
    : rules_(rules) {
  for (const LeanMessage& message : messages) {
    if (!counts(message, messages)) continue;
    Event event;
    event.at = message.sent_at;
    event.rank = 1;
    event.arrival = message.arrival;
    if (message.kind == SenderKind::rep) event.rep = stands_for(message.rep, message.sent_at);
    event.message = message;
    events_.push_back(event);
  }
  for (const LeanAssignment& assignment : assignments) {
    if (!counts(assignment, assignments)) continue;
    Event event;
    event.at = assignment.at;
    event.rank = assignment.kind == AssignmentKind::closed ? 2 : 0;
    event.arrival = assignment.arrival;
    if (assignment.kind == AssignmentKind::to_rep) event.rep = stands_for(assignment.rep, assignment.at);
    event.assignment = assignment;
    events_.push_back(event);
  }
  std::sort(events_.begin(), events_.end(),
            [](const Event& a, const Event& b) { return std::tie(a.at, a.rank, a.arrival) < std::tie(b.at, b.rank, b.arrival); });
  for (Index index = 0; index < events_.size(); ++index) give_role(index);
}

RepNo Reading::stands_for(RepNo rep, TimeMs at) const {
  if (rep == model::kNoRep) return rules_.unknown_rep;
  return rules_.rep_on_day ? rules_.rep_on_day(rep, rules_.strip->day_of(at)) : rep;
}

void Reading::give_role(Index index) {
  Event& event = events_[index];
  if (event.rank != 1) {
    event.role = event.rank == 2 ? Role::closing : Role::assignment;
    return;
  }
  if (event.message.kind == SenderKind::bot && rules_.options.bot_ends_turn) event.role = Role::bot;
  if (event.message.kind == SenderKind::rep) {
    const std::vector<Index> waiting = waiting_before(index);
    const bool instant = !waiting.empty() && rules_.options.instant_reply_ms > 0 &&
                         event.at - time(opening_of(waiting)) < rules_.options.instant_reply_ms;
    if (!instant) event.role = Role::human;
  }
  if (event.message.kind != SenderKind::customer) return;
  event.role = Role::question;
  const bool is_thanks = (event.message.flags & model::kCourtesyWords) != 0;
  event.courtesy = rules_.options.courtesy && is_thanks && last_human_before(index).has_value();

  bool session_runs = false;
  TimeMs heard_at = kNoTime;
  for (Index before = 0; before < index; ++before) {
    const Role role = events_[before].role;
    if (role == Role::question) session_runs = true;
    if (role == Role::closing) session_runs = false;
    if (role == Role::question || role == Role::human || role == Role::bot) heard_at = time(before);
  }
  const DurationMs gap = rules_.options.session_gap_ms;
  event.begins_session = !session_runs || (event.message.flags & model::kStartsSession) != 0 ||
                         (gap > 0 && heard_at != kNoTime && event.at - heard_at > gap);
}

bool Reading::ends_turn(Index index) const {
  const Event& event = events_[index];
  return event.role == Role::human || event.role == Role::bot || event.role == Role::closing || event.begins_session;
}

std::vector<Reading::Index> Reading::waiting_before(Index index) const {
  std::vector<Index> found;
  while (index-- > 0) {
    if (events_[index].role == Role::question) found.insert(found.begin(), index);
    if (ends_turn(index)) break;
  }
  return found;
}

Reading::Index Reading::opening_of(const std::vector<Index>& questions) const {
  const auto moved = std::find_if(questions.begin(), questions.end(), [this](Index index) { return !events_[index].courtesy; });
  return moved == questions.end() ? questions.front() : *moved;
}

std::optional<Reading::Index> Reading::last_human_before(Index index) const {
  while (index-- > 0) {
    if (events_[index].role == Role::human) return index;
  }
  return std::nullopt;
}

std::vector<Reading::Index> Reading::hands_before(Index index, Index first) const {
  std::vector<Index> found;
  while (index-- > 0 && events_[index].role != Role::closing) {
    const Event& event = events_[index];
    if (event.role != Role::assignment) continue;
    if (event.assignment.kind == AssignmentKind::to_queue && index < first) break;
    if (event.assignment.kind == AssignmentKind::to_rep) found.insert(found.begin(), index);
  }
  return found;
}

RepNo Reading::holder_before(Index index) const {
  const std::vector<Index> hands = hands_before(index, 0);
  if (hands.empty()) return model::kNoRep;
  for (Index after = hands.back() + 1; after < index; ++after) {
    const Event& event = events_[after];
    if (event.role == Role::assignment && event.assignment.kind == AssignmentKind::to_queue) return model::kNoRep;
  }
  return events_[hands.back()].rep;
}

// When the rep who has it, or who had it last, got it: the first of the assignments that name the rep with nobody else between.
std::optional<TimeMs> Reading::assigned_at(RepNo rep, Index before, Index first) const {
  std::vector<Index> hands = hands_before(before, first);
  std::optional<TimeMs> at;
  for (; !hands.empty() && events_[hands.back()].rep == rep; hands.pop_back()) at = time(hands.back());
  return at;
}

TimeMs Reading::clock_start(Opening opening, RepNo rep, Index before) const {
  TimeMs start = time(opening.moved);
  for (Index index = 0; index < before; ++index) {
    const Event& event = events_[index];
    const bool handed = event.role == Role::assignment && event.assignment.kind == AssignmentKind::to_people;
    if (handed) start = std::max(start, event.at);
  }
  return std::max(start, assigned_at(rep, before, opening.first).value_or(start));
}

std::vector<Reading::Pass> Reading::passes(Opening opening, Index end) const {
  std::vector<Pass> found;
  for (Index index = opening.moved + 1; index < end; ++index) {
    const Event& event = events_[index];
    if (event.role != Role::assignment || event.assignment.kind != AssignmentKind::to_rep) continue;
    const std::vector<Index> hands = hands_before(index, opening.first);
    if (hands.empty() || events_[hands.back()].rep == event.rep) continue;
    Pass pass{index, events_[hands.back()].rep};
    for (Index release = index; release-- > hands.back() + 1;) {
      if (events_[release].role == Role::assignment && events_[release].assignment.kind == AssignmentKind::to_queue)
        pass.at = release;
    }
    if (pass.at > opening.moved) found.push_back(pass);
  }
  return found;
}

std::uint32_t Reading::session_of(Index index) const {
  std::uint32_t begun = 0;
  for (Index before = 0; before <= index; ++before) begun += events_[before].begins_session ? 1U : 0U;
  return begun - 1;
}

Reading::Index Reading::session_end(Index index) const {
  do {
    ++index;
  } while (index < events_.size() && events_[index].role != Role::closing && !events_[index].begins_session);
  return index;
}

model::CustomerNo Reading::customer(Index question) const {
  if (events_[question].message.customer != model::kNoCustomer) return events_[question].message.customer;
  for (const Event& event : events_) {
    if (event.message.customer != model::kNoCustomer) return event.message.customer;
  }
  return model::kNoCustomer;
}

}  // namespace rigong::test
