// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/sales.h"

#include <catch2/catch.hpp>

#include "tests/metrics/conversation.h"

using namespace rigong;
using namespace rigong::test;
using metrics::Deriver;

namespace {

model::OrderRecord order(const Chat& times, std::uint8_t id, const std::string& created, const std::string& paid = "") {
  model::OrderRecord record;
  record.order.bytes[0] = id;
  record.customer = 7;
  record.created_at = times.at(created);
  if (!paid.empty()) record.paid_at = times.at(paid);
  record.amount_fen = 10'000;
  return record;
}

model::DayFigures row(metrics::FigureCounter& counter, model::RepNo rep) {
  for (const auto& figures : counter.finish()) {
    if (figures.rep == rep) return figures;
  }
  return {};
}

}  // namespace

TEST_CASE("an order is credited to who spoke last before it, by the chosen attribution") {
  Chat times;
  const std::vector<Deriver::HumanReply> replies = {{times.at("10:00"), kL}, {times.at("12:00"), kM}};
  const auto bought = order(times, 1, "11:00", "13:00");
  CHECK(metrics::credited_rep(bought, replies, model::Attribution::order) == kL);
  CHECK(metrics::credited_rep(bought, replies, model::Attribution::payment) == kM);
  CHECK(metrics::credited_rep(bought, replies, model::Attribution::order_first) == kL);
  const auto silent = order(times, 2, "09:00", "13:00");
  CHECK(metrics::credited_rep(silent, replies, model::Attribution::order) == model::kNoRep);
  CHECK(metrics::credited_rep(silent, replies, model::Attribution::order_first) == kM);
  // A word of more than three days ago led to nothing.
  CHECK(metrics::credited_rep(order(times, 3, "4+12:00:00"), replies, model::Attribution::order) == model::kNoRep);
}

TEST_CASE("sales, lost orders and refunds fall on their own days; refunds can make a day negative") {
  Chat times;
  model::MetricOptions options;
  auto paid = order(times, 1, "10:00", "11:00");
  auto lost = order(times, 2, "10:30");
  lost.closed_unpaid_at = times.at("2+10:00:00");
  auto refunded = order(times, 3, "09:00", "09:10");
  refunded.refunded_fen = 10'000;
  refunded.refunded_at = times.at("1+10:00:00");
  const std::vector<metrics::CreditedOrder> orders = {
      {paid, kL}, {lost, kL}, {refunded, kL}, {order(times, 4, "10:00", "10:01"), 0}};
  metrics::FigureCounter monday(options, metrics::kEndOfTime);
  metrics::count_orders(monday, kMonday, times.calendar(), orders);
  const auto day = row(monday, kL);
  CHECK(day.orders == 3);
  CHECK(day.orders_paid == 2);
  CHECK(day.orders_lost == 1);
  CHECK(day.sales_fen == 20'000);
  CHECK(day.paying_customers == 1);
  CHECK(day.customers_buying_again == 1);
  metrics::FigureCounter tuesday(options, metrics::kEndOfTime);
  metrics::count_orders(tuesday, kMonday + 1, times.calendar(), orders);
  CHECK(row(tuesday, kL).sales_fen == -10'000);
}

TEST_CASE("inquiries: asked before ordering; paid by D+1 and by D+3") {
  Chat times;
  model::MetricOptions options;
  const auto inquiries = [&](std::vector<metrics::CreditedOrder> orders) {
    metrics::FigureCounter counter(options, metrics::kEndOfTime);
    const std::vector<metrics::AskingCustomer> customers = {{times.at("10:00"), {kL}, std::move(orders)}};
    metrics::count_inquiries(counter, kMonday, times.calendar(), customers);
    return row(counter, kL);
  };
  CHECK(inquiries({}).inquiries == 1);
  const auto next = inquiries({{order(times, 1, "10:30", "1+23:59:59"), kL}});
  CHECK(next.paid_next_day == 1);
  CHECK(next.paid_final == 1);
  const auto later = inquiries({{order(times, 1, "10:30", "2+00:00:00"), kL}});
  CHECK(later.paid_next_day == 0);
  CHECK(later.paid_final == 1);
  CHECK(inquiries({{order(times, 1, "10:30", "4+00:00:00"), kL}}).paid_final == 0);
  // Ordered before asking, and nothing new: after-sales.
  CHECK(inquiries({{order(times, 1, "09:30", "09:31"), kL}}).inquiries == 0);
  // Credited to somebody else: an inquiry of kL, paid through the other.
  const auto other = inquiries({{order(times, 1, "10:30", "11:00"), kM}});
  CHECK(other.inquiries == 1);
  CHECK(other.paid_final == 0);
}
