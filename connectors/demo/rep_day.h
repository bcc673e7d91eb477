// SPDX-License-Identifier: Apache-2.0
// One rep's day: every conversation that comes to them, with what follows from it on later days (a colleague's answers after a
// transfer, orders, payments, refunds). It depends on nothing but the plan, so any day can be made without the ones before it.
#pragma once

#include <cstdint>
#include <vector>

#include "agent/base/time.h"
#include "agent/model/record.h"
#include "connectors/demo/phrases.h"
#include "connectors/demo/plan.h"

namespace rigong::connectors::demo {

inline constexpr int kTailDays = 7;  // What a day brings about is over so many days later …
inline constexpr int kHeadDays = 1;  // … and begins at most so many before it: in the evening, for who answers in the morning.

enum class What : std::uint8_t {
  message,
  to_rep,
  to_people,
  closed,
  invited,
  rated,
  ordered,
  paid,
  closed_unpaid,
  refunded,
  shift,      // The plan for a day is known, or a leave.
  delivered,  // The platform's figures of a day are.
};

struct Sale {
  TimeMs ordered_at = kNoTime;
  TimeMs paid_at = kNoTime;
  TimeMs closed_unpaid_at = kNoTime;
  TimeMs refunded_at = kNoTime;
  std::int64_t amount_fen = 0;
  std::int64_t refunded_fen = 0;
};

struct Chat {
  int number = 0;
  bool robot_only = false;  // Nobody but the robot has a part in it.
  int customer_of = 0;      // The number that decides who the customer is; another chat's where the same customer comes back.
  int rated_rep = -1;
  int level = 0;
  TimeMs invited_at = kNoTime;
  Sale sale;
};

struct Event {
  TimeMs at = 0;
  std::uint32_t chat = 0;
  std::uint16_t number = 0;  // Within the chat, from 1.
  std::int16_t rep = -1;     // Who writes, or takes over.
  What what = What::message;
  model::SenderKind sender = model::SenderKind::customer;
  model::TransferReason reason = model::TransferReason::none;
  Phrase phrase = Phrase::none;
};

struct RepDay {
  std::vector<Chat> chats;
  std::vector<Event> events;  // The messages and assignments of one chat in order of time; all else in any order.
};

// `result` is emptied first, so that its memory is used again. A rep who is off has an empty day.
void make_rep_day(const Plan& plan, int rep, Day day, RepDay& result);

}  // namespace rigong::connectors::demo
