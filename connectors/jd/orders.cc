// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/orders.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/ids.h"
#include "connectors/jd/shapes.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::int64_t kRowsOfPage = 100;
constexpr std::int64_t kMostPages = 2000;
constexpr DurationMs kOverlap = 10 * kMinuteMs;
// The platform takes a month.
constexpr DurationMs kLongest = 3 * kDayMs;
// Where nothing changes the stretch grows up to this, so that a quiet poll has nothing to write down.
constexpr DurationMs kQuiet = 2 * kHourMs;
constexpr std::size_t kDigestBytes = 16;
constexpr std::string_view kStates =
    "WAIT_SELLER_STOCK_OUT,WAIT_GOODS_RECEIVE_CONFIRM,WAIT_SELLER_DELIVERY,PAUSE,FINISHED_L,TRADE_CANCELED,LOCKED,"
    "POP_ORDER_PAUSE";
constexpr std::string_view kFields =
    "orderId,orderState,orderStartTime,orderEndTime,modified,paymentConfirmTime,orderPayment,pin,open_id_buyer";

// Masked names ("j***d") are the same for many; they would make one customer of all of them.
std::string customer_of(const rapidjson::Value& row) {
  for (const char* name : {"pin", "open_id_buyer"}) {
    std::string text = text_in(row, name);
    if (!text.empty() && text.find('*') == std::string::npos) return text;
  }
  return {};
}

std::optional<std::int64_t> amount_of(const rapidjson::Value& row) {
  for (const char* name : {"orderPayment", "actualPay", "shouldPay"}) {
    if (const std::string text = text_in(row, name, 32); !text.empty()) return parse_yuan(text);
  }
  return std::nullopt;
}

// Within the answer of a method there is another that says whether it did what it was asked.
std::optional<Fault> inner_fault(const rapidjson::Value& result) {
  const rapidjson::Value* api = field(result, "apiResult");
  if (api == nullptr || field(*api, "success") == nullptr || parse_flag(text_in(*api, "success", 8)).value_or(false)) {
    return std::nullopt;
  }
  Fault fault = read_fault(*api);
  if (const std::string code = text_in(*api, "numberCode", 16); fault.code == "?" && parse_count(code)) fault.code = code;
  return fault;
}

bool is_refusal(const Fault& fault) { return fault.kind == FaultKind::right || fault.kind == FaultKind::no_method; }

}  // namespace

std::optional<model::Order> read_order(const rapidjson::Value& row) {
  model::Order order;
  order.order_id = text_in(row, "orderId");
  const auto created = time_in(row, "orderStartTime");
  const auto amount = amount_of(row);
  if (order.order_id.empty() || !created || !amount || *amount < 0) return std::nullopt;
  order.created_at = *created;
  order.amount_fen = *amount;
  order.customer_id = customer_of(row);
  order.paid_at = time_in(row, "paymentConfirmTime");
  const auto modified = time_in(row, "modified");
  order.updated_at = modified.value_or(order.paid_at.value_or(*created));
  if (TextIn(field(row, "orderState")).view().find("CANCEL") == std::string_view::npos) return order;
  const TimeMs ended = time_in(row, "orderEndTime").value_or(order.updated_at);
  if (!order.paid_at) {
    order.closed_unpaid_at = ended;
  } else {
    // Cancelled after payment: the money goes back, all of it.
    order.refunded_fen = order.amount_fen;
    order.refunded_at = ended;
  }
  return order;
}

bool Orders::is_readable() const { return work_.settings.orders && is_time(work_.progress.orders.due_at, work_.request.now); }

bool Orders::is_behind() const {
  const OrderState& orders = work_.progress.orders;
  return orders.walk.has_value() || (orders.covered != 0 && orders.covered + kQuiet + kMinuteMs < work_.client.now());
}

void Orders::begin() {
  OrderState& orders = work_.progress.orders;
  const TimeMs now = work_.client.now();
  // Ahead of the platform's clock: theirs was set back, or the cursor is damaged.
  TimeMs from = orders.covered == 0 ? work_.progress.from : std::min(orders.covered, now) - kOverlap;
  from = std::max(from, now - 89 * kDayMs) / kSecondMs * kSecondMs;
  orders.walk = OrderWalk{from, std::min(from + kLongest, now / kSecondMs * kSecondMs), 1, 0};
}

Result<Answer> Orders::ask(std::int64_t page) {
  const OrderWalk& walk = *work_.progress.orders.walk;
  const Parameters question = {{"dateType", "0"},
                               {"end_date", wall_text(walk.to)},
                               {"optional_fields", std::string(kFields)},
                               {"order_state", std::string(kStates)},
                               {"page", std::to_string(page)},
                               {"page_size", std::to_string(kRowsOfPage)},
                               {"sortType", "0"},
                               {"start_date", wall_text(walk.from)}};
  RIGONG_ASSIGN(Answer answer, work_.client.call(Method::orders, question));
  if (!answer.fault || !is_refusal(*answer.fault)) return answer;
  // Older apps have the method that this one took the place of.
  RIGONG_ASSIGN(Answer before, work_.client.call(Method::orders_before, question));
  if (!before.fault) return before;
  return answer;
}

Result<std::int64_t> Orders::take(const rapidjson::Value& result, bool counts_only) {
  OrderState& orders = work_.progress.orders;
  const auto rows = elements(field(result, "orderInfoList"));
  const auto total = count_in(result, "orderTotal");
  if (!total && !rows.empty() && static_cast<std::int64_t>(rows.size()) >= kRowsOfPage) {
    return fail(ErrorKind::unavailable, fmt::format("{} 没有说有多少订单，稍后再试。", work_.settings.host),
                fmt::format("{} does not say how many orders there are; trying again later.", work_.settings.host));
  }
  const std::int64_t pages = (total.value_or(0) + kRowsOfPage - 1) / kRowsOfPage;
  if (counts_only && pages > 1) return pages;
  std::string content;
  std::vector<model::Order> read;
  read.reserve(rows.size());
  int unusable = 0;
  for (const rapidjson::Value* row : rows) {
    auto order = read_order(*row);
    if (!order) {
      ++unusable;
      content += "?";
      continue;
    }
    orders.walk->newest = std::max(orders.walk->newest, order->updated_at);
    content.append(order->order_id).append("@").append(std::to_string(order->updated_at)).append(";");
    read.push_back(std::move(*order));
  }
  const std::string digest = rows.empty() ? "" : sha256_hex(content).substr(0, kDigestBytes);
  // A quiet poll finds what the one before found.
  if (!digest.empty() && digest == orders.last) return pages;
  orders.last = digest;
  for (const model::Order& order : read) work_.sink.order(order);
  if (unusable > 0) {
    work_.sink.rejected({std::string(name_of(Method::orders)),
                         0,
                         {"有订单没有单号、下单时间或合理的金额，没有采用。",
                          "Some orders have no number, no time of their making or no sane amount and were not taken."},
                         fmt::format("rows={} unusable={}", rows.size(), unusable)});
  }
  return pages;
}

void Orders::end() {
  OrderState& orders = work_.progress.orders;
  const OrderWalk walk = *orders.walk;
  orders.walk.reset();
  const TimeMs now = work_.client.now();
  if (walk.to + kMinuteMs < now) {
    orders.covered = walk.to;
    return;
  }
  // The newest change that was seen, not the present time: then a quiet poll leaves the cursor as it was.
  if (walk.newest > orders.covered && walk.newest <= walk.to) orders.covered = walk.newest;
  if (orders.covered == 0 || walk.to - orders.covered > kQuiet) orders.covered = walk.to;
}

Status Orders::step() {
  OrderState& orders = work_.progress.orders;
  const bool begins = !orders.walk;
  if (begins) begin();
  if (orders.walk->from >= orders.walk->to) {
    orders.walk.reset();
    return {};
  }
  const std::int64_t page = orders.walk->page;
  RIGONG_ASSIGN(const Answer answer, ask(page));
  std::optional<Fault> fault = answer.fault;
  const rapidjson::Value* result = answer.root == nullptr ? nullptr : field(*answer.root, "searchorderinfo_result");
  if (result == nullptr) result = answer.root;
  if (!fault) fault = inner_fault(*result);
  if (fault) {
    if (fault->kind == FaultKind::busy) return fail(error_of(*fault, work_.settings.host));
    orders.off = Off{Method::orders, *fault};
    orders.works = false;
    orders.due_at = work_.request.now + pause_after(*fault);
    orders.walk.reset();
    return {};
  }
  RIGONG_ASSIGN(const std::int64_t pages, take(*result, begins));
  orders.off.reset();
  orders.due_at = 0;
  orders.works = true;
  if (begins && pages > 1) {
    orders.walk->page = std::min(pages, kMostPages);
    return {};
  }
  if (page > 1) {
    orders.walk->page = page - 1;
    return {};
  }
  end();
  return {};
}

}  // namespace rigong::connectors::jd
