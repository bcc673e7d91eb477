// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/walk.h"

#include <algorithm>

namespace rigong::metrics {
namespace {

using model::kNoRep;
using model::RepNo;
using model::Turn;
using model::TurnClass;
using model::TurnEnd;

constexpr DurationMs kLeftoverInTimeMs = 30 * kMinuteMs;

}  // namespace

void Walk::customer_message(const model::LeanMessage& message) {
  const TimeMs at = message.sent_at;
  const bool after_gap =
      options_.session_gap_ms > 0 && last_activity_ != kNoTime && at - last_activity_ > options_.session_gap_ms;
  if (!in_session_ || after_gap || (message.flags & model::kStartsSession) != 0) {
    if (in_session_) end_session(at, false);
    begin_session(at, message.customer);
  }
  last_activity_ = at;

  const bool courtesy = options_.courtesy && last_human_ != kNoRep && (message.flags & model::kCourtesyWords) != 0;
  if (!turn_open_) {
    open_turn(message, courtesy);
  } else if (!turn_real_ && !courtesy) {
    // The turn's opening moves to the first message that is not courtesy.
    turn_real_ = true;
    opened_at_ = at;
    turn_customer_ = message.customer != model::kNoCustomer ? message.customer : conversation_customer_;
  }
  ++turn_messages_;
  const Day day = calendar_.day_of(at);
  if (turn_days_.empty() || turn_days_.back().day != day) turn_days_.push_back({day, 0});
  ++turn_days_.back().count;
}

bool Walk::rep_message(const model::LeanMessage& message, RepNo rep) {
  const TimeMs at = message.sent_at;
  if (turn_open_ && at - opened_at_ < options_.instant_reply_ms) return false;
  last_activity_ = at;
  last_human_ = rep;
  ++activity(calendar_.day_of(at), rep).messages_out;
  if (!in_session_) return true;  // A rep message begins no session, and without a session no turn is open.
  if (!hold_.held() && (!stint_open_ || facts_.stints.back().rep != rep)) begin_stint(at, rep);
  model::Session& here = session();
  if (here.last_replier == kNoRep) {
    here.only_replier = rep;
  } else if (here.only_replier != rep) {
    here.only_replier = kNoRep;
  }
  here.last_replier = rep;
  if (turn_open_) close_turn(TurnEnd::answered, at, rep);
  if ((message.flags & model::kPlaceholder) == 0) answer_substantively(at);
  return true;
}

void Walk::bot_message(const model::LeanMessage& message) {
  if (!options_.bot_ends_turn) return;
  last_activity_ = message.sent_at;
  if (turn_open_) close_bot_turn(message.sent_at);
}

void Walk::assigned(TimeMs at, RepNo rep, model::TransferReason reason) {
  if (hold_.rep == rep) {
    hold_.released_at = kNoTime;
  } else {
    if (turn_open_ && hold_.rep != kNoRep) {
      if (hold_.held()) {
        passes_.push_back({hold_.rep, hold_.since, handed_at_, at});
      } else {
        passes_.push_back({hold_.rep, hold_.since, hold_.handed_before_release, hold_.released_at});
      }
    }
    hold_ = {rep, at, kNoTime, kNoTime};
  }
  if (in_session_ && (!stint_open_ || facts_.stints.back().rep != rep)) {
    leave_stint(reason);
    begin_stint(at, rep);
  }
}

void Walk::queued(TimeMs at, model::TransferReason reason) {
  leave_stint(reason);
  if (!hold_.held()) return;
  if (turn_open_) {
    hold_.released_at = at;
    hold_.handed_before_release = handed_at_;
  } else {
    hold_ = {};
  }
}

void Walk::closed(TimeMs at) {
  if (in_session_) end_session(at, true);
  hold_ = {};
}

void Walk::finish() {
  if (!turn_open_) return;
  session().left_unanswered = turn_real_;
  close_turn(TurnEnd::waiting, kNoTime, kNoRep);
}

void Walk::begin_session(TimeMs at, model::CustomerNo customer) {
  model::Session begun;
  begun.day = calendar_.day_of(at);
  begun.started_at = at;
  begun.customer = customer != model::kNoCustomer ? customer : conversation_customer_;
  facts_.sessions.push_back(begun);
  in_session_ = true;
  first_response_given_ = false;
  stint_open_ = false;
  unsubstantial_.clear();
  if (hold_.held()) begin_stint(at, hold_.rep);
}

void Walk::end_session(TimeMs at, bool by_platform) {
  if (turn_open_) {
    if (turn_real_) session().left_unanswered = true;
    close_turn(TurnEnd::session_ended, at, kNoRep);
  }
  session().ended_at = at;
  session().closed_by_platform = by_platform;
  in_session_ = false;
  stint_open_ = false;
  unsubstantial_.clear();
}

void Walk::open_turn(const model::LeanMessage& message, bool courtesy) {
  turn_open_ = true;
  turn_real_ = !courtesy;
  opened_at_ = message.sent_at;
  turn_customer_ = message.customer != model::kNoCustomer ? message.customer : conversation_customer_;
  turn_messages_ = 0;
  turn_days_.clear();
  passes_.clear();
  // Whoever gave it back before the turn opened has nothing to do with it.
  if (!hold_.held()) hold_ = {};
}

RepNo Walk::owner_of_turn(TurnEnd end, RepNo replier) const {
  if (hold_.held()) return hold_.rep;
  return end == TurnEnd::answered ? replier : last_human_;
}

void Walk::close_turn(TurnEnd end, TimeMs at, RepNo replier) {
  Turn turn;
  turn.opened_at = opened_at_;
  turn.owner = owner_of_turn(end, replier);
  turn.clock_start_at = std::max(opened_at_, handed_at_);
  if (hold_.rep != kNoRep && hold_.rep == turn.owner) turn.clock_start_at = std::max(turn.clock_start_at, hold_.since);
  turn.end = end;
  turn.ended_at = at;
  turn.replier = replier;
  turn.customer = turn_customer_;
  turn.session = static_cast<std::uint32_t>(facts_.sessions.size() - 1);
  turn.messages_in = turn_messages_;

  const bool leftover = !calendar_.open_at(turn.clock_start_at);
  turn.turn_class = !turn_real_ ? TurnClass::courtesy : leftover ? TurnClass::leftover : TurnClass::eligible;
  turn.day = calendar_.day_of(turn.turn_class == TurnClass::leftover ? turn.opened_at : turn.clock_start_at);
  if (end != TurnEnd::waiting) {
    turn.held_ms = calendar_.covered(turn.clock_start_at, at);
    turn.customer_ms = calendar_.covered(turn.opened_at, at);
  }
  const bool eligible = turn.turn_class == TurnClass::eligible;
  if (eligible) {
    if (end == TurnEnd::waiting) {
      turn.decided_at = calendar_.exceeds_at(turn.clock_start_at, options_.slow_after_ms);
    } else {
      turn.slow = turn.held_ms > options_.slow_after_ms;
    }
    if (end == TurnEnd::answered && !first_response_given_) {
      turn.first_response = true;
      first_response_given_ = true;
    }
  }
  turn.leftover_in_time =
      turn.turn_class == TurnClass::leftover && end == TurnEnd::answered && turn.customer_ms <= kLeftoverInTimeMs;

  if (turn.turn_class != TurnClass::courtesy) add_passes(turn);
  for (const MessagesOnDay& part : turn_days_) {
    model::Activity& row = activity(part.day, turn.owner);
    if (eligible && end == TurnEnd::waiting) {
      row.messages_in_waiting += part.count;
      row.waiting_decided_at = turn.decided_at;
    } else {
      row.messages_in += part.count;
    }
  }
  facts_.turns.push_back(turn);
  if (eligible && end == TurnEnd::answered) unsubstantial_.push_back(facts_.turns.size() - 1);
  turn_open_ = false;
}

void Walk::close_bot_turn(TimeMs at) {
  // It counts for nobody, its messages and what was passed on included; it stays in the list so that it can be seen.
  Turn turn;
  turn.opened_at = opened_at_;
  turn.clock_start_at = std::max(opened_at_, handed_at_);
  turn.end = TurnEnd::answered;
  turn.ended_at = at;
  turn.customer_ms = calendar_.covered(opened_at_, at);
  turn.customer = turn_customer_;
  turn.session = static_cast<std::uint32_t>(facts_.sessions.size() - 1);
  turn.messages_in = turn_messages_;
  turn.turn_class = TurnClass::bot;
  turn.day = calendar_.day_of(turn.clock_start_at);
  facts_.turns.push_back(turn);
  turn_open_ = false;
}

void Walk::add_passes(const Turn& turn) {
  for (const Pass& pass : passes_) {
    // Passed before the first message that asks for an answer: there was no turn to give away yet. At the same millisecond the
    // pass came first, as assignments do.
    if (pass.at <= turn.opened_at) continue;
    Turn given;
    given.opened_at = turn.opened_at;
    given.clock_start_at = std::max({turn.opened_at, pass.handed_at, pass.since});
    given.end = TurnEnd::passed;
    given.ended_at = pass.at;
    given.held_ms = calendar_.covered(given.clock_start_at, pass.at);
    given.customer_ms = calendar_.covered(given.opened_at, pass.at);
    given.owner = pass.giver;
    given.customer = turn.customer;
    given.session = turn.session;
    const bool eligible = calendar_.open_at(given.clock_start_at);
    given.turn_class = eligible ? TurnClass::eligible : TurnClass::leftover;
    given.day = calendar_.day_of(eligible ? given.clock_start_at : given.opened_at);
    given.slow = eligible && given.held_ms > options_.slow_after_ms;
    facts_.turns.push_back(given);
  }
}

void Walk::begin_stint(TimeMs at, RepNo rep) {
  facts_.stints.push_back({calendar_.day_of(at), at, rep, false, false});
  stint_open_ = true;
}

void Walk::leave_stint(model::TransferReason reason) {
  if (!in_session_ || !stint_open_) return;
  if (reason == model::TransferReason::escalation) facts_.stints.back().escalated = true;
  if (reason == model::TransferReason::routing || reason == model::TransferReason::load) facts_.stints.back().routed = true;
}

void Walk::answer_substantively(TimeMs at) {
  for (const std::size_t index : unsubstantial_) {
    Turn& turn = facts_.turns[index];
    turn.substantive_ms = calendar_.covered(turn.clock_start_at, at);
  }
  unsubstantial_.clear();
}

model::Activity& Walk::activity(Day day, RepNo rep) {
  for (auto row = facts_.activity.rbegin(); row != facts_.activity.rend(); ++row) {
    if (row->day == day && row->rep == rep) return *row;
  }
  facts_.activity.push_back({day, rep, 0, 0, 0, kNoTime});
  return facts_.activity.back();
}

}  // namespace rigong::metrics
