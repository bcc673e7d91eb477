// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/figures.h"

#include <algorithm>
#include <utility>

namespace rigong::metrics {
namespace {

using model::DayFigures;
using model::Turn;
using model::TurnClass;
using model::TurnEnd;

// A conversation whose customer nobody named stands for a customer of its own; the top bit keeps it apart from numbers.
constexpr std::uint64_t kConversationAsCustomer = std::uint64_t{1} << 63;

// The levels of a rating that count as satisfied: 4 satisfied, 5 very satisfied.
constexpr int kSatisfiedFrom = 4;

std::uint64_t row_key(Day day, model::RepNo rep) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(day.number)) << 32) | rep;
}

}  // namespace

TurnState state_of(const Turn& turn, TimeMs now) {
  if (turn.end == TurnEnd::passed) return TurnState::passed;
  switch (turn.turn_class) {
    case TurnClass::bot:
      return TurnState::bot;
    case TurnClass::courtesy:
      return TurnState::courtesy;
    case TurnClass::leftover:
      return TurnState::leftover;
    case TurnClass::eligible:
      break;
  }
  if (turn.end == TurnEnd::answered) return TurnState::answered;
  if (turn.end == TurnEnd::waiting && now < turn.decided_at) return TurnState::open;
  return TurnState::unanswered;
}

bool is_slow(const Turn& turn, TimeMs now) {
  return turn.end == TurnEnd::waiting ? state_of(turn, now) == TurnState::unanswered : turn.slow;
}

bool is_sample(const Turn& turn) { return turn.turn_class == TurnClass::eligible && turn.end == TurnEnd::answered; }

std::string_view name(TurnState state) {
  switch (state) {
    case TurnState::answered:
      return "answered";
    case TurnState::open:
      return "open";
    case TurnState::unanswered:
      return "unanswered";
    case TurnState::passed:
      return "passed";
    case TurnState::bot:
      return "bot";
    case TurnState::courtesy:
      return "courtesy";
    case TurnState::leftover:
      return "leftover";
  }
  return "";
}

FigureCounter::Row& FigureCounter::find(Day day, model::RepNo rep) {
  const std::uint64_t key = row_key(day, rep);
  // The facts of a conversation mostly belong to one rep and day, so the row just used is most often the one wanted.
  if (!rows_.empty() && key == last_key_) return rows_[last_row_];
  const auto [place, made] = index_.try_emplace(key, rows_.size());
  if (made) {
    rows_.emplace_back();
    rows_.back().figures.day = day;
    rows_.back().figures.rep = rep;
  }
  last_key_ = key;
  last_row_ = place->second;
  return rows_[last_row_];
}

DayFigures& FigureCounter::row(Day day, model::RepNo rep) { return find(day, rep).figures; }

void FigureCounter::count_eligible(Row& row, std::uint64_t conversation, const Turn& turn, bool answered) {
  ++row.figures.turns;
  if (row.conversations.empty() || row.conversations.back() != conversation) row.conversations.push_back(conversation);
  const std::uint64_t customer = turn.customer != model::kNoCustomer ? turn.customer : conversation | kConversationAsCustomer;
  if (!row.customers.empty() && row.customers.back().id == customer) {
    row.customers.back().answered = row.customers.back().answered || answered;
  } else {
    row.customers.push_back({customer, answered});
  }
}

void FigureCounter::add(std::uint64_t conversation, const Turn& turn) {
  if (turn.turn_class == TurnClass::bot) return;
  // Held outside the service window only: a leftover is in no figure but its own count, and that is the receiver's.
  if (turn.turn_class == TurnClass::leftover && turn.end == TurnEnd::passed) return;
  Row& row = find(turn.day, turn.owner);
  DayFigures& sums = row.figures;
  if (turn.end == TurnEnd::passed) {
    ++sums.passed_on;
    if (!turn.slow) return;  // Passed on in time: no sample, nobody's loss.
    count_eligible(row, conversation, turn, false);
    ++sums.turns_unanswered;
    ++sums.turns_slow;
    return;
  }
  if (turn.turn_class == TurnClass::courtesy) {
    ++sums.turns_courtesy;
    return;
  }
  if (turn.turn_class == TurnClass::leftover) {
    ++sums.turns_leftover;
    if (turn.leftover_in_time) ++sums.turns_leftover_in_time;
    return;
  }
  if (turn.end == TurnEnd::waiting) {
    sums.settled_at = std::max(sums.settled_at, turn.decided_at);
    if (now_ < turn.decided_at) {
      ++sums.turns_open;
      return;
    }
  }
  const bool answered = turn.end == TurnEnd::answered;
  const bool slow = is_slow(turn, now_);
  count_eligible(row, conversation, turn, answered);
  if (slow) ++sums.turns_slow;
  if (!answered) {
    ++sums.turns_unanswered;
    return;
  }
  ++sums.turns_answered;
  if (slow) ++sums.turns_slow_answered;
  ++sums.response_n;
  sums.response_sum_ms += turn.held_ms;
  sums.response_capped_sum_ms += options_.cap_ms > 0 ? std::min(turn.held_ms, options_.cap_ms) : turn.held_ms;
  sums.customer_response_sum_ms += turn.customer_ms;
  if (turn.substantive_ms >= 0) {
    ++sums.substantive_n;
    sums.substantive_sum_ms += turn.substantive_ms;
  }
  if (turn.first_response) {
    ++sums.first_response_n;
    sums.first_response_sum_ms += turn.held_ms;
    if (turn.held_ms <= options_.first_answer_ms) ++sums.first_response_in_time_n;
  }
  // The owner keeps the sample; a colleague whose reply it was gets an assist, on the turn's day.
  if (turn.replier != turn.owner) ++find(turn.day, turn.replier).figures.assists;
}

void FigureCounter::add(const model::Activity& activity) {
  if (activity.messages_in == 0 && activity.messages_out == 0 && activity.messages_in_waiting == 0) return;
  DayFigures& sums = find(activity.day, activity.rep).figures;
  sums.messages_in += activity.messages_in;
  sums.messages_out += activity.messages_out;
  if (activity.messages_in_waiting > 0) {
    sums.settled_at = std::max(sums.settled_at, activity.waiting_decided_at);
    if (now_ >= activity.waiting_decided_at) sums.messages_in += activity.messages_in_waiting;
  }
}

void FigureCounter::add(const model::Session& session, bool returned) {
  if (session.last_replier == model::kNoRep) return;
  DayFigures& sums = find(session.day, session.last_replier).figures;
  ++sums.sessions;
  if (session.ended_at == kNoTime) return;
  ++sums.sessions_ended;
  sums.session_sum_ms += session.ended_at - session.started_at;
  if (!session.closed_by_platform) return;
  ++sums.fcr_n;
  if (session.only_replier != model::kNoRep && !session.left_unanswered && !returned) ++sums.fcr_resolved;
}

void FigureCounter::add(const model::Stint& stint) {
  DayFigures& sums = find(stint.day, stint.rep).figures;
  ++sums.stints;
  if (stint.escalated) ++sums.stints_escalated;
  if (stint.routed) ++sums.stints_routed;
}

void FigureCounter::add(const CreditedRating& rating) {
  DayFigures& sums = find(rating.day, rating.rep).figures;
  if (rating.invited) ++sums.invitations;
  if (rating.level == 0 || rating.appeal_upheld) return;
  ++sums.ratings;
  if (rating.level >= kSatisfiedFrom) ++sums.ratings_good;
}

std::vector<DayFigures> FigureCounter::finish() {
  std::vector<DayFigures> result;
  result.reserve(rows_.size());
  for (Row& row : rows_) {
    std::sort(row.conversations.begin(), row.conversations.end());
    row.figures.conversations = std::unique(row.conversations.begin(), row.conversations.end()) - row.conversations.begin();
    std::sort(row.customers.begin(), row.customers.end(),
              [](const Seen& a, const Seen& b) { return a.id != b.id ? a.id < b.id : a.answered > b.answered; });
    const auto end =
        std::unique(row.customers.begin(), row.customers.end(), [](const Seen& a, const Seen& b) { return a.id == b.id; });
    row.figures.customers = end - row.customers.begin();
    row.figures.customers_replied =
        std::count_if(row.customers.begin(), end, [](const Seen& customer) { return customer.answered; });
    result.push_back(row.figures);
  }
  std::sort(result.begin(), result.end(),
            [](const DayFigures& a, const DayFigures& b) { return a.day != b.day ? a.day < b.day : a.rep < b.rep; });
  return result;
}

void sort_starts(std::vector<SessionStart>& starts) {
  std::sort(starts.begin(), starts.end(), [](const SessionStart& a, const SessionStart& b) {
    return a.customer != b.customer ? a.customer < b.customer : a.started_at < b.started_at;
  });
}

bool returned_within_a_day(std::span<const SessionStart> sorted, std::uint64_t customer, TimeMs ended_at) {
  const auto next = std::upper_bound(
      sorted.begin(), sorted.end(), std::pair(customer, ended_at), [](const auto& key, const SessionStart& start) {
        return key.first != start.customer ? key.first < start.customer : key.second < start.started_at;
      });
  return next != sorted.end() && next->customer == customer && next->started_at <= ended_at + kDayMs;
}

void add_up(DayFigures& sum, const DayFigures& day) {
  const TimeMs settled = std::max(sum.settled_at, day.settled_at);
  const auto add = [&](auto... field) { ((sum.*field += day.*field), ...); };
  using F = DayFigures;
  add(&F::conversations, &F::customers, &F::customers_replied, &F::turns, &F::turns_answered, &F::turns_unanswered,
      &F::turns_open, &F::turns_slow, &F::turns_slow_answered, &F::turns_leftover, &F::turns_leftover_in_time, &F::turns_courtesy,
      &F::passed_on, &F::assists, &F::response_n, &F::response_sum_ms, &F::response_capped_sum_ms, &F::customer_response_sum_ms,
      &F::substantive_n, &F::substantive_sum_ms, &F::first_response_n, &F::first_response_sum_ms, &F::first_response_in_time_n,
      &F::messages_in, &F::messages_out, &F::sessions, &F::sessions_ended, &F::session_sum_ms, &F::fcr_n, &F::fcr_resolved,
      &F::stints, &F::stints_escalated, &F::stints_routed, &F::invitations, &F::ratings, &F::ratings_good, &F::inquiries,
      &F::paid_next_day, &F::paid_final, &F::sales_fen, &F::orders, &F::orders_paid, &F::orders_lost, &F::paying_customers,
      &F::customers_buying_again);
  sum.settled_at = settled;
}

}  // namespace rigong::metrics
