// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/trades.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agent/base/text.h"
#include "connectors/taobao/rows.h"

namespace rigong::connectors::taobao {
namespace {

std::string customer_of(const rapidjson::Value& row, CustomerKey key) {
  std::array<const char*, 3> names = {"buyer_nick", "buyer_open_uid", "buyer_open_id"};
  if (key == CustomerKey::open_uid) names = {"buyer_open_uid", "buyer_open_id", "buyer_nick"};
  for (const char* name : names) {
    const auto id = id_of(row, name);
    if (id && !is_masked(*id)) return short_nick(*id);
  }
  return {};
}

bool is_closed(std::string_view status) { return status == "TRADE_CLOSED" || status == "TRADE_CLOSED_BY_TAOBAO"; }

// The platform may take refunds off `payment` afterwards, or may not: whichever of the two agrees with what the parts cost
// before. Where neither does, at least what was given back has been paid.
std::int64_t paid_before_refunds(const Trade& trade, const std::vector<BookedRefund>& refunds, std::int64_t refunded) {
  std::int64_t parts = 0;
  for (const TradePart& part : trade.parts) {
    const auto refund = std::find_if(refunds.begin(), refunds.end(), [&](const BookedRefund& each) {
      return part.refunded && each.refund_id == part.refund_id && each.total_fen >= 0;
    });
    parts += refund == refunds.end() ? part.paid_fen.value_or(0) : refund->total_fen;
  }
  std::vector<std::int64_t> expected = {parts, parts + trade.post_fen};
  for (const BookedRefund& refund : refunds) {
    if (refund.total_fen >= 0) expected.insert(expected.end(), {refund.total_fen, refund.total_fen + trade.post_fen});
  }
  for (const std::int64_t candidate : {trade.payment_fen, trade.payment_fen + refunded}) {
    if (candidate >= refunded && std::find(expected.begin(), expected.end(), candidate) != expected.end()) return candidate;
  }
  return std::max(trade.payment_fen, refunded);
}

}  // namespace

std::optional<Trade> read_trade(const rapidjson::Value& row, CustomerKey key) {
  Trade trade;
  auto id = id_of(row, "tid");
  const auto created = time_of(row, "created");
  const auto payment = fen_of(row, "payment");
  if (!id || !created || !payment || *payment < 0) return std::nullopt;
  trade.id = std::move(*id);
  trade.customer_id = customer_of(row, key);
  trade.created = *created;
  trade.paid = time_of(row, "pay_time");
  trade.modified = std::max({time_of(row, "modified").value_or(0), *created, trade.paid.value_or(0)});
  if (is_closed(TextIn(row, "status").view())) trade.closed = time_of(row, "end_time").value_or(trade.modified);
  trade.payment_fen = *payment;
  trade.post_fen = std::max<std::int64_t>(0, fen_of(row, "post_fee").value_or(0));
  for (const rapidjson::Value* order : rows(row, "orders", "order")) {
    TradePart part;
    part.refunded = TextIn(*order, "refund_status").view() == "SUCCESS";
    part.refund_id = id_of(*order, "refund_id").value_or("");
    // A refund that never was is number 0 with some.
    if (part.refund_id == "0") part.refund_id.clear();
    part.paid_fen = fen_of(*order, "divide_order_fee");
    if (!part.paid_fen) part.paid_fen = fen_of(*order, "payment");
    trade.parts.push_back(std::move(part));
  }
  return trade;
}

std::optional<BookedRefund> read_refund(const rapidjson::Value& row) {
  const auto id = id_of(row, "refund_id");
  const auto trade = id_of(row, "tid");
  const auto fee = fen_of(row, "refund_fee");
  if (!id || !trade || !fee || *fee < 0 || TextIn(row, "status").view() != "SUCCESS") return std::nullopt;
  BookedRefund refund{*id, *trade, *fee, fen_of(row, "total_fee").value_or(-1), 0};
  for (const char* name : {"end_time", "modified", "created"}) {
    if (const auto at = time_of(row, name); at && refund.at == 0) refund.at = *at;
  }
  if (refund.at == 0) return std::nullopt;
  return refund;
}

std::vector<std::string> missing_refunds(const Trade& trade, const std::vector<BookedRefund>& known) {
  std::vector<std::string> missing;
  for (const TradePart& part : trade.parts) {
    if (!part.refunded || part.refund_id.empty()) continue;
    const bool found =
        std::any_of(known.begin(), known.end(), [&](const auto& each) { return each.refund_id == part.refund_id; });
    if (!found) missing.push_back(part.refund_id);
  }
  return missing;
}

model::Order order_of(const Trade& trade, const std::vector<BookedRefund>& refunds) {
  model::Order order;
  order.order_id = trade.id;
  order.customer_id = trade.customer_id;
  order.created_at = trade.created * kSecondMs;
  if (trade.paid) order.paid_at = *trade.paid * kSecondMs;
  if (trade.closed && !trade.paid) order.closed_unpaid_at = *trade.closed * kSecondMs;
  std::int64_t refunded = 0;
  Seconds refunded_at = 0;
  for (const BookedRefund& refund : refunds) {
    refunded += refund.fee_fen;
    if (refund.fee_fen > 0) refunded_at = std::max(refunded_at, refund.at);
  }
  order.amount_fen = refunded > 0 ? paid_before_refunds(trade, refunds, refunded) : trade.payment_fen;
  // An order closed after payment was given back as a whole, also where nothing says so in numbers.
  if (refunded == 0 && trade.paid && trade.closed) {
    refunded = order.amount_fen;
    refunded_at = *trade.closed;
  }
  if (refunded > 0) {
    order.refunded_fen = refunded;
    order.refunded_at = refunded_at * kSecondMs;
  }
  // Times of the platform are whole seconds, so the steps within one are told apart by what has happened; none goes back.
  constexpr std::size_t kMostCounted = 200;
  const auto steps = static_cast<std::int64_t>(4 * std::min(refunds.size(), kMostCounted));
  order.updated_at = std::max({trade.modified, trade.closed.value_or(0), refunded_at}) * kSecondMs + (trade.paid ? 1 : 0) +
                     (trade.closed ? 2 : 0) + steps;
  return order;
}

std::string outline(const rapidjson::Value& row) {
  constexpr std::size_t kMostBytes = 64;
  std::string text;
  for (const char* name :
       {"tid", "refund_id", "status", "created", "modified", "payment", "refund_fee", "eval_code", "send_time", "eval_time"}) {
    std::string value = text_of(row, name).value_or("");
    if (value.empty()) continue;
    clean_field(value, kMostBytes);
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  }
  return text;
}

}  // namespace rigong::connectors::taobao
