// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/demo_taobao.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "connectors/demo/rep_day.h"

namespace rigong::runtime {
namespace {

namespace demo = connectors::demo;
using fakes::taobao::FakeRepDay;
using fakes::taobao::FakeShopDay;
using fakes::taobao::FakeTrade;
using model::DeliveredField;

constexpr int kPublishHour = demo::kFiguresMin / 60;
constexpr int kDaysKept = 8;  // Worked out once for all that is asked of them.

// An order's number holds the day of its chat, so that a single one is found without looking through all: "20261122-01-007-o" is
// 20261122 0001 00007.
constexpr std::int64_t kChats = 100'000;
constexpr std::int64_t kReps = 10'000;
std::int64_t tid_of(const std::string& order_id) {
  std::int64_t parts[3] = {0, 0, 0};
  const char* at = order_id.data();
  const char* end = at + order_id.size();
  for (std::int64_t& part : parts) {
    at = std::from_chars(at, end, part).ptr;
    if (at < end) ++at;
  }
  return (parts[0] * kReps + parts[1]) * kChats + parts[2];
}
std::optional<Day> day_of_tid(const std::string& text) {
  std::int64_t tid = 0;
  std::from_chars(text.data(), text.data() + text.size(), tid);
  return parse_day(std::to_string(tid / kChats / kReps));
}

// The latest state of each order and rating.
class StateSink final : public connectors::RecordSink {
 public:
  std::map<std::string, model::Order> orders;
  std::map<std::string, model::Rating> ratings;

  void message(const model::Message&) override {}
  void assignment(const model::Assignment&) override {}
  void rating(const model::Rating& rating) override { ratings[rating.rating_id] = rating; }
  void order(const model::Order& order) override { orders[order.order_id] = order; }
  void shift(const model::Shift&) override {}
  void delivered(const model::DeliveredDay&) override {}
  void rejected(const connectors::RejectedRow&) override {}
  bool progress(std::uint64_t, std::uint64_t) override { return true; }
};

std::int64_t seconds(const std::optional<TimeMs>& time) { return time ? *time / kSecondMs : 0; }

FakeTrade trade_of(const model::Order& order) {
  FakeTrade trade;
  trade.tid = tid_of(order.order_id);
  trade.buyer = order.customer_id;
  trade.created = order.created_at / kSecondMs;
  trade.modified = order.updated_at / kSecondMs;
  trade.paid = seconds(order.paid_at);
  trade.ended = seconds(order.closed_unpaid_at);
  trade.payment_fen = order.amount_fen;
  trade.status = order.closed_unpaid_at ? "TRADE_CLOSED_BY_TAOBAO" : order.paid_at ? "WAIT_SELLER_SEND_GOODS" : "WAIT_BUYER_PAY";
  // An order of one thing: its only part has the order's number, as Taobao numbers them.
  fakes::taobao::FakePart part;
  part.oid = trade.tid;
  part.paid_fen = order.amount_fen;
  if (order.refunded_at) {
    part.refund = trade.tid;
    part.refund_status = "SUCCESS";
    if (order.refunded_fen == order.amount_fen) {
      trade.status = "TRADE_CLOSED";
      trade.ended = seconds(order.refunded_at);
    }
  }
  trade.parts.push_back(part);
  return trade;
}

std::int64_t count_of(const model::DeliveredDay& row, DeliveredField field) {
  const auto found = std::find_if(row.values.begin(), row.values.end(), [&](const auto& value) { return value.first == field; });
  return found == row.values.end() ? 0 : std::llround(found->second);
}

FakeRepDay rep_day_of(const model::DeliveredDay& row) {
  FakeRepDay day;
  day.received = count_of(row, DeliveredField::customers);
  day.unreplied = count_of(row, DeliveredField::customers_unreplied);
  day.waiting_s = count_of(row, DeliveredField::response_mean_ms) / kSecondMs;
  const std::int64_t ratings = count_of(row, DeliveredField::ratings);
  const std::int64_t good = count_of(row, DeliveredField::ratings_good);
  if (ratings > 0) day.evaluations = {{"满意", good}, {"一般", ratings - good}};
  return day;
}

FakeShopDay shop_day_of(const model::DeliveredDay& row) {
  FakeShopDay day;
  day.customers = count_of(row, DeliveredField::customers);
  day.unreplied = count_of(row, DeliveredField::customers_unreplied);
  day.messages_in = count_of(row, DeliveredField::messages_in);
  day.messages_out = count_of(row, DeliveredField::messages_out);
  day.response_s = std::to_string(count_of(row, DeliveredField::response_mean_ms) / kSecondMs);
  day.paid_yuan = fakes::taobao::yuan(count_of(row, DeliveredField::sales_fen));
  day.paying = count_of(row, DeliveredField::paying_customers);
  day.inquiries = -1;
  return day;
}

}  // namespace

DemoTaobao::DemoTaobao(const demo::World& world, const Clock& clock, fakes::taobao::FakeKeys keys)
    : world_(world), fake_(clock, std::move(keys)) {
  fake_.keeps_notes = false;
  fake_.publish_hour = kPublishHour;
  for (const demo::Person& person : world.plan().cast()) {
    // Who has left has no sub-account any more.
    if (!person.left) fake_.groups[demo::group_name(person.group)].push_back(person.platform_id);
  }
  fake_.before = [this](const std::string& method, const auto& query) { prepare(method, query); };
}

demo::Wanted DemoTaobao::wanted() const {
  demo::Wanted wanted;
  wanted.part = demo::Part::polled;
  wanted.messages = wanted.ratings = wanted.orders = false;
  return wanted;
}

void DemoTaobao::prepare(const std::string& method, const fakes::taobao::FakeTop::Query& query) {
  fake_.trades.clear();
  fake_.refunds.clear();
  fake_.evals.clear();
  const auto text = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  const auto time = [&](const char* name) {
    const auto given = fakes::taobao::from_wall(text(name));
    return given ? std::optional(*given * kSecondMs) : std::nullopt;
  };
  const auto day = [&](const char* name) { return parse_day(std::string_view(text(name)).substr(0, 10)); };
  if (method == "taobao.trade.fullinfo.get" || method == "taobao.refund.get") {
    const auto of = day_of_tid(text(method == "taobao.refund.get" ? "refund_id" : "tid"));
    if (of) prepare_orders(world_.plan().at(*of, 0), world_.plan().at(*of + demo::kTailDays + 2, 0));
  } else if (method == "taobao.trades.sold.get") {
    if (const auto from = time("start_created")) prepare_orders(*from, now());
  } else if (method == "taobao.trades.sold.increment.get" || method == "taobao.refunds.receive.get") {
    if (const auto from = time("start_modified")) prepare_orders(*from, now());
  } else if (method == "taobao.qianniu.kefueval.get") {
    if (const auto from = fakes::taobao::from_compact(text("btime"))) prepare_ratings(*from * kSecondMs);
  } else if (const auto from = day("start_date"), to = day("end_date"); from && to) {
    prepare_days(*from, *to);
  }
}

void DemoTaobao::prepare_orders(TimeMs from, TimeMs upto) {
  demo::Wanted orders = wanted();
  orders.orders = true;
  StateSink sink;
  world_.deliver(std::max(from, world_.plan().at(world_.plan().first_today(), 0)) - 1, std::min(upto, now()), sink, {}, orders);
  for (const auto& [id, order] : sink.orders) {
    const FakeTrade trade = trade_of(order);
    fake_.trades[trade.tid] = trade;
    if (!order.refunded_at) continue;
    const std::int64_t at = *order.refunded_at / kSecondMs;
    fake_.refunds[trade.tid] = {trade.tid, trade.tid, trade.tid, order.refunded_fen, order.amount_fen, "SUCCESS", at - 60, at};
  }
}

void DemoTaobao::prepare_ratings(TimeMs from) {
  demo::Wanted ratings = wanted();
  ratings.ratings = true;
  StateSink sink;
  world_.deliver(std::max(from, world_.plan().at(world_.plan().first_today() - 1, 0)) - 1, now(), sink, {}, ratings);
  for (const auto& [id, rating] : sink.ratings) {
    fake_.evals.push_back({rating.rep_id, rating.customer_id, seconds(rating.invited_at), seconds(rating.rated_at),
                           rating.level ? 5 - *rating.level : -1});
  }
}

void DemoTaobao::prepare_days(Day from, Day to) {
  const Day today{fake_.today()};
  const int wanted_days = to - std::max(from, world_.plan().first_today()) + 1;
  if (static_cast<int>(fake_.shop_days.size()) + wanted_days > kDaysKept) {
    fake_.rep_days.clear();
    fake_.shop_days.clear();
  }
  for (Day day = std::max(from, world_.plan().first_today()); day <= to && day < today; day = day + 1) {
    if (fake_.shop_days.contains(day.number)) continue;
    for (const model::DeliveredDay& row : world_.platform_day(day)) {
      if (row.rep_id.empty()) {
        fake_.shop_days[day.number] = shop_day_of(row);
      } else {
        fake_.rep_days[day.number][row.rep_id] = rep_day_of(row);
      }
    }
  }
}

std::string DemoTaobao::complaints() const { return fake_.last_complaint; }

}  // namespace rigong::runtime
