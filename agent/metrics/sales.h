// SPDX-License-Identifier: Apache-2.0
// Orders to sales figures: who is credited, and who asked before ordering (reference: metrics 2, "conversion" and "sales").
#pragma once

#include <span>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/model/lean.h"
#include "agent/model/options.h"

namespace rigong::metrics {

// A rep's word counts for an order made or paid within this time after it; final conversion is judged by D+3 too.
inline constexpr DurationMs kCreditMs = 3 * kDayMs;
// Who ordered within this time before asking, and orders nothing new, asks about that order: after-sales, no inquiry.
inline constexpr DurationMs kAfterSalesMs = 15 * kDayMs;
// 回购: bought again within this time after an earlier paid order.
inline constexpr DurationMs kBuyingAgainMs = 90 * kDayMs;

// The rep the order is credited to, kNoRep where no rep spoke to the customer in time (a silent order). `replies`: the human
// replies to this customer, all conversations of the shop, in order of time.
[[nodiscard]] model::RepNo credited_rep(const model::OrderRecord& order, std::span<const Deriver::HumanReply> replies,
                                        model::Attribution attribution);

struct CreditedOrder {
  model::OrderRecord order;
  model::RepNo rep = model::kNoRep;
};

// One customer who has a turn on the day, with every order of theirs that is known.
struct AskingCustomer {
  TimeMs asked_at = 0;               // The first opening of the day.
  std::vector<model::RepNo> owners;  // Whose turns they were, each once.
  std::vector<CreditedOrder> orders;
};

// Adds what the orders say about the day: placed, lost and paid ones, the money of the day, refunds on the day they are made.
// `orders` holds all orders with an event on the day, and every earlier one of the same customers of the last 90 days.
void count_orders(FigureCounter& counter, Day day, const ShopCalendar& calendar, std::span<const CreditedOrder> orders);
// Adds inquiries and the paid ones of D+1 and D+3.
void count_inquiries(FigureCounter& counter, Day day, const ShopCalendar& calendar, std::span<const AskingCustomer> customers);

}  // namespace rigong::metrics
