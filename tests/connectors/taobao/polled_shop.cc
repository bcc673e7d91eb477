// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/taobao/polled_shop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/support/conservation.h"

namespace rigong::connectors::taobao_test {
namespace {

using rigong::testing::get;
using rigong::testing::sorted;

std::string order_line(const Hash128& order, std::int64_t created, std::int64_t paid, std::int64_t closed, std::int64_t amount,
                       std::int64_t refunded, std::int64_t refunded_at) {
  return fmt::format("{} created={} paid={} closed={} amount={} refunded={}@{}", to_hex(order), created, paid, closed, amount,
                     refunded, refunded_at);
}

std::string day_line(std::int32_t day, const std::string& rep, model::DeliveredField field, double value) {
  return fmt::format("{} {} {}={}", day, rep.empty() ? "(shop)" : rep, model::field_name(field), value);
}

std::int64_t seconds_or_0(TimeMs time) { return time == kNoTime ? 0 : time / kSecondMs; }

}  // namespace

tl::expected<HttpResponse, runtime::TransportFailure> TopTransport::exchange(const HttpRequest& request) {
  const std::string_view base = kEndpoint;
  std::string content_type;
  for (const auto& [name, value] : request.headers) {
    if (name == "Content-Type") content_type = value;
  }
  fakes::Answer answer =
      fake_.answer({request.method == HttpMethod::post ? "POST" : "GET",
                    request.url.starts_with(base) ? request.url.substr(base.size()) : std::string(), content_type, request.body});
  if (answer.ending == fakes::Answer::Ending::too_large) {
    return tl::unexpected<runtime::TransportFailure>(runtime::TransportFailure{
        {ErrorKind::refused, {"top.example 的回答太大", "The answer of top.example is too large"}}, runtime::Arrival::unknown});
  }
  if (answer.ending != fakes::Answer::Ending::whole) {
    return tl::unexpected<runtime::TransportFailure>(runtime::TransportFailure{
        {ErrorKind::unavailable, {"top.example 断了", "top.example broke"}}, runtime::Arrival::unknown});
  }
  return HttpResponse{answer.status, std::move(answer.headers), std::move(answer.body)};
}

PolledShop::PolledShop()
    : PolledAccount(taobao::definition(), {0, "taobao", "taobao", "taobao", "main"}, runtime_test::at("2026-03-20 09:00:00"),
                    [this]() -> runtime::HttpTransport& { return transport == nullptr ? top_ : *transport; }),
      fake(std::make_unique<FakeTop>(clock())) {
  options = {{"app_key", fake->keys().app_key},
             {"app_secret", fake->keys().app_secret},
             {"session", fake->keys().session},
             {"nick", "晨光小店"},
             {"days", "10"},
             {"endpoint", std::string(TopTransport::kEndpoint) + FakeTop::kPath},
             {"token_endpoint", std::string(TopTransport::kEndpoint) + FakeTop::kTokenPath}};
  fake->groups = {{"售前", {kRepA}}, {"售后", {kRepB}}};
  restart();
}

std::vector<std::string> PolledShop::held_orders() {
  std::vector<std::string> lines;
  for (const model::OrderRecord& order : get(get(store().read())->orders("main", kEarliestTime, kLatestTime))) {
    lines.push_back(order_line(order.order, order.created_at / kSecondMs, seconds_or_0(order.paid_at),
                               seconds_or_0(order.closed_unpaid_at), order.amount_fen, order.refunded_fen,
                               seconds_or_0(order.refunded_at)));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_orders() {
  std::vector<std::string> lines;
  for (const auto& [tid, trade] : fake->trades) {
    std::int64_t refunded = 0;
    std::int64_t refunded_at = 0;
    for (const auto& [id, refund] : fake->refunds) {
      if (refund.tid != tid || refund.status != "SUCCESS") continue;
      refunded += refund.fee_fen;
      refunded_at = std::max(refunded_at, refund.modified);
    }
    lines.push_back(order_line(hasher().hash128("order|taobao", std::to_string(tid)), trade.created, trade.paid,
                               trade.paid == 0 ? trade.ended : 0, trade.payment_fen, refunded, refunded_at));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::held_ratings() {
  const auto view = get(store().read());
  auto names = names_of_reps();
  std::vector<std::string> lines;
  for (const auto& rating : get(view->ratings("main", kEarliestTime, kLatestTime))) {
    lines.push_back(fmt::format("{} invited={} rated={} level={}", names[rating.rep], rating.invited_at / kSecondMs,
                                seconds_or_0(rating.rated_at), rating.level));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_ratings() {
  std::vector<std::string> lines;
  for (const FakeEval& eval : fake->evals) {
    lines.push_back(
        fmt::format("{} invited={} rated={} level={}", eval.rep, eval.sent, eval.rated, eval.code < 0 ? 0 : 5 - eval.code));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::held_days() {
  const auto view = get(store().read());
  auto names = names_of_reps();
  std::vector<std::string> lines;
  for (const auto& row : get(view->delivered({Day{0}, Day{40'000}, "main", std::nullopt}))) {
    const model::LeanDelivered& figure = row.delivered;
    lines.push_back(day_line(figure.day.number, names[figure.rep], figure.field, figure.value));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_days() {
  using model::DeliveredField;
  std::vector<std::string> lines;
  const auto add = [&](std::int32_t day, const std::string& rep, DeliveredField field, double value) {
    lines.push_back(day_line(day, rep, field, value));
  };
  for (const auto& [day, reps] : fake->rep_days) {
    for (const auto& [rep, d] : reps) {
      add(day, rep, DeliveredField::customers, static_cast<double>(d.received));
      add(day, rep, DeliveredField::customers_unreplied, static_cast<double>(d.unreplied));
      add(day, rep, DeliveredField::response_mean_ms, static_cast<double>(d.waiting_s * 1000));
      if (d.online_s > 0) {
        add(day, rep, DeliveredField::online_ms, static_cast<double>(d.online_s * 1000));
        add(day, rep, DeliveredField::suspended_ms, static_cast<double>(d.suspended_s * 1000));
      }
      std::int64_t all = 0;
      std::int64_t good = 0;
      for (const auto& [name, count] : d.evaluations) {
        all += count;
        if (name == "非常满意" || name == "满意") good += count;
      }
      if (d.evaluations.empty()) continue;
      add(day, rep, DeliveredField::ratings, static_cast<double>(all));
      add(day, rep, DeliveredField::ratings_good, static_cast<double>(good));
    }
  }
  for (const auto& [rep, days] : fake->chats) {
    for (const auto& [day, partners] : days) {
      const auto customers =
          std::count_if(partners.begin(), partners.end(), [](const std::string& nick) { return !nick.starts_with("晨光小店"); });
      if (customers > 0) add(day, rep, DeliveredField::consulting_customers, static_cast<double>(customers));
    }
  }
  for (const auto& [day, d] : fake->shop_days) {
    add(day, {}, DeliveredField::customers, static_cast<double>(d.customers));
    add(day, {}, DeliveredField::customers_unreplied, static_cast<double>(d.unreplied));
    add(day, {}, DeliveredField::messages_in, static_cast<double>(d.messages_in));
    add(day, {}, DeliveredField::messages_out, static_cast<double>(d.messages_out));
    add(day, {}, DeliveredField::response_mean_ms, static_cast<double>(std::llround(std::stod(d.response_s) * 1000)));
    add(day, {}, DeliveredField::sales_fen, static_cast<double>(std::llround(std::stod(d.paid_yuan) * 100)));
    add(day, {}, DeliveredField::paying_customers, static_cast<double>(d.paying));
    add(day, {}, DeliveredField::inquiries, static_cast<double>(d.inquiries));
  }
  for (const auto& [day, count] : fake->slow_notes) {
    add(day, {}, DeliveredField::slow_unread, static_cast<double>(count));
  }
  for (const auto& [day, ratio] : fake->bot_ratios) add(day, {}, DeliveredField::bot_share, std::stod(ratio));
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::differences() {
  std::vector<std::string> lines;
  for (const auto& part :
       {testing::differences(held_orders(), ledger_orders()), testing::differences(held_ratings(), ledger_ratings()),
        testing::differences(held_days(), ledger_days())}) {
    lines.insert(lines.end(), part.begin(), part.end());
  }
  constexpr std::size_t kShown = 8;
  const std::size_t all = lines.size();
  if (all > kShown) {
    lines.resize(kShown);
    lines.push_back(fmt::format("and {} more", all - kShown));
  }
  return lines;
}

}  // namespace rigong::connectors::taobao_test
