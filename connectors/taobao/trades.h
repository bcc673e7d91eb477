// SPDX-License-Identifier: Apache-2.0
// What rows of orders and refunds mean. Pure: rows in, records out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/model/record.h"
#include "connectors/kit/json.h"
#include "connectors/taobao/cursor.h"
#include "connectors/taobao/settings.h"

namespace rigong::connectors::taobao {

// What is asked of an order and of a refund: nothing about who the buyer is but their id.
inline constexpr std::string_view kTradeFields =
    "tid,status,created,pay_time,end_time,modified,payment,post_fee,buyer_nick,buyer_open_uid,orders.oid,orders.payment,"
    "orders.divide_order_fee,orders.refund_status,orders.refund_id";
inline constexpr std::string_view kRefundFields = "refund_id,tid,oid,status,refund_fee,total_fee,created,modified,end_time";

struct TradePart {
  std::string refund_id;  // Empty where it does not say.
  bool refunded = false;
  std::optional<std::int64_t> paid_fen;
};
struct Trade {
  std::string id;
  std::string customer_id;
  Seconds created = 0;
  Seconds modified = 0;
  std::optional<Seconds> paid;
  std::optional<Seconds> closed;  // Whether it was paid before or not.
  std::int64_t payment_fen = 0;
  std::int64_t post_fen = 0;
  std::vector<TradePart> parts;
};
// Nothing where the row has no number, no time or no amount.
[[nodiscard]] std::optional<Trade> read_trade(const rapidjson::Value& row, CustomerKey key);

// A refund that succeeded; nothing for all others.
[[nodiscard]] std::optional<BookedRefund> read_refund(const rapidjson::Value& row);

// Refunds that the order says succeeded and that are not among `known`.
[[nodiscard]] std::vector<std::string> missing_refunds(const Trade& trade, const std::vector<BookedRefund>& known);

// The order as it stands with these refunds. Its version rises with every step, also within one second of the platform's.
[[nodiscard]] model::Order order_of(const Trade& trade, const std::vector<BookedRefund>& refunds);

// Which row it is, without a word of the customer: for rows kept aside.
[[nodiscard]] std::string outline(const rapidjson::Value& row);

}  // namespace rigong::connectors::taobao
