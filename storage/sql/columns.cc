// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/columns.h"

namespace rigong::storage::sql {

using model::DayFigures;

const std::array<Figure, 46> kFigures = {
    &DayFigures::conversations,
    &DayFigures::customers,
    &DayFigures::customers_replied,
    &DayFigures::turns,
    &DayFigures::turns_answered,
    &DayFigures::turns_unanswered,
    &DayFigures::turns_open,
    &DayFigures::turns_slow,
    &DayFigures::turns_slow_answered,
    &DayFigures::turns_leftover,
    &DayFigures::turns_leftover_in_time,
    &DayFigures::turns_courtesy,
    &DayFigures::passed_on,
    &DayFigures::assists,
    &DayFigures::response_n,
    &DayFigures::response_sum_ms,
    &DayFigures::response_capped_sum_ms,
    &DayFigures::customer_response_sum_ms,
    &DayFigures::substantive_n,
    &DayFigures::substantive_sum_ms,
    &DayFigures::first_response_n,
    &DayFigures::first_response_sum_ms,
    &DayFigures::first_response_in_time_n,
    &DayFigures::messages_in,
    &DayFigures::messages_out,
    &DayFigures::sessions,
    &DayFigures::sessions_ended,
    &DayFigures::session_sum_ms,
    &DayFigures::fcr_n,
    &DayFigures::fcr_resolved,
    &DayFigures::stints,
    &DayFigures::stints_escalated,
    &DayFigures::stints_routed,
    &DayFigures::invitations,
    &DayFigures::ratings,
    &DayFigures::ratings_good,
    &DayFigures::inquiries,
    &DayFigures::paid_next_day,
    &DayFigures::paid_final,
    &DayFigures::sales_fen,
    &DayFigures::orders,
    &DayFigures::orders_paid,
    &DayFigures::orders_lost,
    &DayFigures::paying_customers,
    &DayFigures::customers_buying_again,
    &DayFigures::settled_at,
};

void add_row(Rows& rows, const FactKey& key, const model::Turn& turn) {
  rows.add({key.team,
            key.account,
            turn.day,
            key.conversation,
            key.n,
            turn.opened_at,
            turn.clock_start_at,
            Value::time(turn.ended_at),
            turn.held_ms,
            turn.customer_ms,
            Value::time(turn.decided_at),
            turn.substantive_ms,
            turn.owner,
            turn.replier,
            turn.customer,
            turn.session,
            turn.messages_in,
            turn.turn_class,
            turn.end,
            turn.first_response,
            turn.slow,
            turn.leftover_in_time});
}

void add_row(Rows& rows, const FactKey& key, const model::Activity& activity) {
  rows.add({key.team, key.account, activity.day, key.conversation, key.n, activity.rep, activity.messages_in,
            activity.messages_out, activity.messages_in_waiting, Value::time(activity.waiting_decided_at)});
}

void add_row(Rows& rows, const FactKey& key, const model::Session& session) {
  rows.add({key.team, key.account, session.day, key.conversation, key.n, session.started_at, Value::time(session.ended_at),
            session.customer, session.only_replier, session.last_replier, session.closed_by_platform, session.left_unanswered});
}

void add_row(Rows& rows, const FactKey& key, const model::Stint& stint) {
  rows.add(
      {key.team, key.account, stint.day, key.conversation, key.n, stint.started_at, stint.rep, stint.escalated, stint.routed});
}

void read_fact(const Row& row, int first, Day day, model::Turn& turn) {
  int column = first;
  turn.day = day;
  turn.opened_at = row.integer(column++);
  turn.clock_start_at = row.integer(column++);
  turn.ended_at = row.time(column++);
  turn.held_ms = row.integer(column++);
  turn.customer_ms = row.integer(column++);
  turn.decided_at = row.time(column++);
  turn.substantive_ms = row.integer(column++);
  turn.owner = row.as<model::RepNo>(column++);
  turn.replier = row.as<model::RepNo>(column++);
  turn.customer = row.as<model::CustomerNo>(column++);
  turn.session = row.as<std::uint32_t>(column++);
  turn.messages_in = row.as<std::uint32_t>(column++);
  turn.turn_class = row.as<model::TurnClass>(column++);
  turn.end = row.as<model::TurnEnd>(column++);
  turn.first_response = row.integer(column++) != 0;
  turn.slow = row.integer(column++) != 0;
  turn.leftover_in_time = row.integer(column) != 0;
}

void read_fact(const Row& row, int first, Day day, model::Activity& activity) {
  int column = first;
  activity.day = day;
  activity.rep = row.as<model::RepNo>(column++);
  activity.messages_in = row.as<std::uint32_t>(column++);
  activity.messages_out = row.as<std::uint32_t>(column++);
  activity.messages_in_waiting = row.as<std::uint32_t>(column++);
  activity.waiting_decided_at = row.time(column);
}

void read_fact(const Row& row, int first, Day day, model::Session& session) {
  int column = first;
  session.day = day;
  session.started_at = row.integer(column++);
  session.ended_at = row.time(column++);
  session.customer = row.as<model::CustomerNo>(column++);
  session.only_replier = row.as<model::RepNo>(column++);
  session.last_replier = row.as<model::RepNo>(column++);
  session.closed_by_platform = row.integer(column++) != 0;
  session.left_unanswered = row.integer(column) != 0;
}

void read_fact(const Row& row, int first, Day day, model::Stint& stint) {
  int column = first;
  stint.day = day;
  stint.started_at = row.integer(column++);
  stint.rep = row.as<model::RepNo>(column++);
  stint.escalated = row.integer(column++) != 0;
  stint.routed = row.integer(column) != 0;
}

}  // namespace rigong::storage::sql
