// SPDX-License-Identifier: Apache-2.0
// What a conversation's records say once the rules of metrics have been applied to them. Facts do not depend on "now": a turn
// that still waits has no end, and whoever asks decides with their own clock (metrics/figures.h). They do depend on the shop's
// rules: when those change, all are worked out again. Facts are kept so that figures, medians and the list behind a figure need
// no second reading of the records.
#pragma once

#include <cstdint>
#include <vector>

#include "agent/base/time.h"
#include "agent/model/numbers.h"

namespace rigong::model {

// Which rule the turn falls under, by precedence.
enum class TurnClass : std::uint8_t { bot, courtesy, leftover, eligible };
// How it ended. `passed` rows are the giver's share of a turn that somebody else went on with.
enum class TurnEnd : std::uint8_t { waiting, answered, session_ended, passed };

struct Turn {
  Day day;                         // Of the clock's start; of the opening for leftovers.
  TimeMs opened_at = 0;            // As moved by courtesy.
  TimeMs clock_start_at = 0;       // The rep clock's.
  TimeMs ended_at = kNoTime;       // Reply, end of session or pass; kNoTime while it waits.
  DurationMs held_ms = 0;          // Rep clock to ended_at, covered time; 0 while it waits.
  DurationMs customer_ms = 0;      // Customer clock to ended_at, covered time; 0 while it waits.
  TimeMs decided_at = kNoTime;     // Of an eligible turn that waits: the instant from which it is past T; kNoTime for all others.
  DurationMs substantive_ms = -1;  // Rep clock to the first substantive reply of the session from the answer on; -1 = none.
  RepNo owner = kNoRep;            // 0 = (unassigned).
  RepNo replier = kNoRep;          // Who closed it, where answered.
  CustomerNo customer = kNoCustomer;
  std::uint32_t session = 0;      // Index within the conversation.
  std::uint32_t messages_in = 0;  // Customer messages of the turn; 0 in the row of a giver.
  TurnClass turn_class = TurnClass::eligible;
  TurnEnd end = TurnEnd::waiting;
  bool first_response = false;    // The first answered eligible turn of its session.
  bool slow = false;              // Rep clock past T at its end; of a waiting turn see decided_at.
  bool leftover_in_time = false;  // Answered within 30 covered minutes of the opening.
  friend bool operator==(const Turn&, const Turn&) = default;
};

// Messages of one rep on one day, those of the 答问比: customer messages of the rep's turns, human messages the rep sent.
struct Activity {
  Day day;
  RepNo rep = kNoRep;
  std::uint32_t messages_in = 0;
  std::uint32_t messages_out = 0;
  // Customer messages of an eligible turn that still waits: they count from that turn's decided_at on (metrics, "undecided").
  std::uint32_t messages_in_waiting = 0;
  TimeMs waiting_decided_at = kNoTime;
  friend bool operator==(const Activity&, const Activity&) = default;
};

// A session (metrics, "Session"), on the day of its start.
struct Session {
  Day day;
  TimeMs started_at = 0;
  TimeMs ended_at = kNoTime;  // The next session's start, or the platform's closing; kNoTime for a last one left open.
  CustomerNo customer = kNoCustomer;
  RepNo only_replier = kNoRep;  // The one person who replied, 0 where nobody or several did.
  RepNo last_replier = kNoRep;  // Who replied last, 0 where nobody did.
  bool closed_by_platform = false;
  bool left_unanswered = false;  // The customer's last turn (courtesy aside) got no answer.
  friend bool operator==(const Session&, const Session&) = default;
};

// A stretch of a session in one rep's hands, on the day of its start.
struct Stint {
  Day day;
  TimeMs started_at = 0;
  RepNo rep = kNoRep;
  bool escalated = false;  // Passed to a supervisor.
  bool routed = false;     // Passed on for routing or load: counted apart.
  friend bool operator==(const Stint&, const Stint&) = default;
};

struct ConversationFacts {
  std::vector<Turn> turns;
  std::vector<Activity> activity;
  std::vector<Session> sessions;
  std::vector<Stint> stints;
  friend bool operator==(const ConversationFacts&, const ConversationFacts&) = default;
  void clear() {
    turns.clear();
    activity.clear();
    sessions.clear();
    stints.clear();
  }
};

}  // namespace rigong::model
