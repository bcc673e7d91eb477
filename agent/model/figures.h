// SPDX-License-Identifier: Apache-2.0
// One rep's counts and sums of one shop and one shop day (reference: metrics 2). Only counts and sums are kept, so that a week is
// the sum of its days; means, ratios, medians and p90 are worked out when they are asked for.
#pragma once

#include <cstdint>

#include "agent/base/time.h"
#include "agent/model/numbers.h"

namespace rigong::model {

struct DayFigures {
  Day day;
  RepNo rep = kNoRep;
  std::int64_t conversations = 0;
  std::int64_t customers = 0;
  std::int64_t customers_replied = 0;
  std::int64_t turns = 0;
  std::int64_t turns_answered = 0;
  std::int64_t turns_unanswered = 0;
  std::int64_t turns_open = 0;
  std::int64_t turns_slow = 0;
  std::int64_t turns_slow_answered = 0;
  std::int64_t turns_leftover = 0;
  std::int64_t turns_leftover_in_time = 0;
  std::int64_t turns_courtesy = 0;
  std::int64_t passed_on = 0;
  std::int64_t assists = 0;
  std::int64_t response_n = 0;
  std::int64_t response_sum_ms = 0;
  std::int64_t response_capped_sum_ms = 0;
  std::int64_t customer_response_sum_ms = 0;  // Customer clock of the answered turns: a team figure.
  std::int64_t substantive_n = 0;             // The second clock.
  std::int64_t substantive_sum_ms = 0;
  std::int64_t first_response_n = 0;
  std::int64_t first_response_sum_ms = 0;
  std::int64_t first_response_in_time_n = 0;
  std::int64_t messages_in = 0;
  std::int64_t messages_out = 0;
  std::int64_t sessions = 0;  // Sessions in which the rep replied last.
  std::int64_t sessions_ended = 0;
  std::int64_t session_sum_ms = 0;  // Start to end, of the ended ones.
  std::int64_t fcr_n = 0;
  std::int64_t fcr_resolved = 0;
  std::int64_t stints = 0;
  std::int64_t stints_escalated = 0;
  std::int64_t stints_routed = 0;
  std::int64_t invitations = 0;
  std::int64_t ratings = 0;
  std::int64_t ratings_good = 0;
  std::int64_t inquiries = 0;
  std::int64_t paid_next_day = 0;
  std::int64_t paid_final = 0;
  std::int64_t sales_fen = 0;
  std::int64_t orders = 0;
  std::int64_t orders_paid = 0;
  std::int64_t orders_lost = 0;
  std::int64_t paying_customers = 0;
  std::int64_t customers_buying_again = 0;
  // From this instant on no waiting turn can change the row any more; kEarliestTime where none waits.
  TimeMs settled_at = kEarliestTime;
  friend bool operator==(const DayFigures&, const DayFigures&) = default;
};

}  // namespace rigong::model
