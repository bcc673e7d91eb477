// SPDX-License-Identifier: Apache-2.0
// Facts and figures as columns. The names below and the functions keep one order.
#pragma once

#include <array>
#include <cstdint>

#include "storage/sql/connection.h"

// In SELECT and INSERT alike, after the key columns.
#define RIGONG_TURN_COLUMNS                                                                                                    \
  "opened_at, clock_start_at, ended_at, held_ms, customer_ms, decided_at, substantive_ms, owner_no, replier_no, customer_no, " \
  "session_index, messages_in, turn_class, turn_end, first_response, slow, leftover_in_time"
#define RIGONG_ACTIVITY_COLUMNS "rep_no, messages_in, messages_out, messages_in_waiting, waiting_decided_at"
#define RIGONG_SESSION_COLUMNS \
  "started_at, ended_at, customer_no, only_replier_no, last_replier_no, closed_by_platform, left_unanswered"
#define RIGONG_STINT_COLUMNS "started_at, rep_no, escalated, routed"
#define RIGONG_FIGURE_COLUMNS                                                                                                \
  "conversations, customers, customers_replied, turns, turns_answered, turns_unanswered, turns_open, turns_slow, "           \
  "turns_slow_answered, turns_leftover, turns_leftover_in_time, turns_courtesy, passed_on, assists, response_n, "            \
  "response_sum_ms, response_capped_sum_ms, customer_response_sum_ms, substantive_n, substantive_sum_ms, first_response_n, " \
  "first_response_sum_ms, first_response_in_time_n, messages_in, messages_out, sessions, sessions_ended, session_sum_ms, "   \
  "fcr_n, fcr_resolved, stints, stints_escalated, stints_routed, invitations, ratings, ratings_good, inquiries, "            \
  "paid_next_day, paid_final, sales_fen, orders, orders_paid, orders_lost, paying_customers, customers_buying_again, settled_at"

namespace rigong::storage::sql {

// The fields of DayFigures after day and rep, in the order of RIGONG_FIGURE_COLUMNS.
using Figure = std::int64_t model::DayFigures::*;
extern const std::array<Figure, 46> kFigures;

// Where a fact stands: the key of its row.
struct FactKey {
  model::TeamId team;
  model::AccountNo account;
  model::ConversationNo conversation;
  int n;  // Order within conversation and day.
};

void add_row(Rows& rows, const FactKey& key, const model::Turn& turn);
void add_row(Rows& rows, const FactKey& key, const model::Activity& activity);
void add_row(Rows& rows, const FactKey& key, const model::Session& session);
void add_row(Rows& rows, const FactKey& key, const model::Stint& stint);

// `first` is the column of the first of the fact's columns.
void read_fact(const Row& row, int first, Day day, model::Turn& turn);
void read_fact(const Row& row, int first, Day day, model::Activity& activity);
void read_fact(const Row& row, int first, Day day, model::Session& session);
void read_fact(const Row& row, int first, Day day, model::Stint& stint);

}  // namespace rigong::storage::sql
