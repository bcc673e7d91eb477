// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/sales.h"

#include <algorithm>
#include <set>
#include <utility>

namespace rigong::metrics {
namespace {

using model::OrderRecord;
using model::RepNo;

RepNo last_speaker(std::span<const Deriver::HumanReply> replies, TimeMs before) {
  const auto after = std::lower_bound(replies.begin(), replies.end(), before,
                                      [](const Deriver::HumanReply& reply, TimeMs at) { return reply.at < at; });
  if (after == replies.begin()) return model::kNoRep;
  const Deriver::HumanReply& last = *(after - 1);
  return before - last.at <= kCreditMs ? last.rep : model::kNoRep;
}

bool bought_before(std::span<const CreditedOrder> orders, const OrderRecord& order) {
  return std::any_of(orders.begin(), orders.end(), [&](const CreditedOrder& other) {
    return other.order.customer == order.customer && other.order.order != order.order && other.order.paid_at != kNoTime &&
           other.order.paid_at < order.paid_at && order.paid_at - other.order.paid_at <= kBuyingAgainMs;
  });
}

}  // namespace

RepNo credited_rep(const OrderRecord& order, std::span<const Deriver::HumanReply> replies, model::Attribution attribution) {
  const RepNo by_order = last_speaker(replies, order.created_at);
  const RepNo by_payment = order.paid_at != kNoTime ? last_speaker(replies, order.paid_at) : model::kNoRep;
  switch (attribution) {
    case model::Attribution::order:
      return by_order;
    case model::Attribution::payment:
      return by_payment;
    case model::Attribution::order_first:
      break;
  }
  return by_order != model::kNoRep ? by_order : by_payment;
}

void count_orders(FigureCounter& counter, Day day, const ShopCalendar& calendar, std::span<const CreditedOrder> orders) {
  const TimeMs begin = calendar.day_start(day);
  const TimeMs end = calendar.day_start(day + 1);
  const auto on_day = [&](TimeMs at) { return at != kNoTime && begin <= at && at < end; };
  std::set<std::pair<RepNo, model::CustomerNo>> payers;
  std::set<std::pair<RepNo, model::CustomerNo>> again;
  for (const auto& [order, rep] : orders) {
    if (rep == model::kNoRep) continue;  // Nobody's merit and nobody's loss.
    if (on_day(order.created_at)) {
      model::DayFigures& row = counter.row(day, rep);
      ++row.orders;
      if (order.paid_at != kNoTime) ++row.orders_paid;
      if (order.paid_at == kNoTime && order.closed_unpaid_at != kNoTime) ++row.orders_lost;
    }
    if (on_day(order.paid_at)) {
      model::DayFigures& row = counter.row(day, rep);
      row.sales_fen += order.amount_fen;
      if (payers.emplace(rep, order.customer).second) ++row.paying_customers;
      if (bought_before(orders, order) && again.emplace(rep, order.customer).second) ++row.customers_buying_again;
    }
    if (on_day(order.refunded_at)) counter.row(day, rep).sales_fen -= order.refunded_fen;
  }
}

void count_inquiries(FigureCounter& counter, Day day, const ShopCalendar& calendar, std::span<const AskingCustomer> customers) {
  const TimeMs next_day_end = calendar.day_start(day + 2);
  const TimeMs final_end = calendar.day_start(day + 4);
  for (const AskingCustomer& customer : customers) {
    const auto ordered_in_time = [&](const CreditedOrder& credited) {
      return credited.order.created_at >= customer.asked_at && credited.order.created_at < final_end;
    };
    const auto ordered_before = [&](const CreditedOrder& credited) {
      return credited.order.created_at < customer.asked_at && customer.asked_at - credited.order.created_at <= kAfterSalesMs;
    };
    const bool orders_anew = std::any_of(customer.orders.begin(), customer.orders.end(), ordered_in_time);
    if (!orders_anew && std::any_of(customer.orders.begin(), customer.orders.end(), ordered_before)) continue;
    for (const RepNo rep : customer.owners) {
      model::DayFigures& row = counter.row(day, rep);
      ++row.inquiries;
      bool next_day = false;
      bool final = false;
      for (const CreditedOrder& credited : customer.orders) {
        if (!ordered_in_time(credited) || credited.rep != rep || credited.order.paid_at == kNoTime) continue;
        next_day = next_day || credited.order.paid_at < next_day_end;
        final = final || credited.order.paid_at < final_end;
      }
      if (next_day) ++row.paid_next_day;
      if (final) ++row.paid_final;
    }
  }
}

}  // namespace rigong::metrics
