// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/jd/polled_shop.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/connectors/jd/fake_jos_words.h"

namespace rigong::connectors::jd_test {
namespace {

using rigong::testing::get;
using rigong::testing::sorted;

std::string message_line(TimeMs at, model::SenderKind kind, const std::string& rep) {
  return fmt::format("{} message {} rep={}", at / kSecondMs, static_cast<int>(kind), rep);
}

std::string assignment_line(TimeMs at, const std::string& rep) {
  return fmt::format("{} assignment {} rep={}", at / kSecondMs, static_cast<int>(model::AssignmentKind::to_rep), rep);
}

std::string order_line(const std::string& hash, TimeMs created, TimeMs paid, TimeMs closed, std::int64_t fen,
                       std::int64_t refunded) {
  const auto seconds = [](TimeMs time) { return time == kNoTime ? 0 : time / kSecondMs; };
  return fmt::format("{} created={} paid={} closed={} fen={} refunded={}", hash, seconds(created), seconds(paid), seconds(closed),
                     fen, refunded);
}

}  // namespace

tl::expected<HttpResponse, runtime::TransportFailure> JosTransport::exchange(const HttpRequest& request) {
  const std::string_view url = request.url;
  const bool renews = url.starts_with(FakeJos::kTokenEndpoint);
  if (!renews && !url.starts_with(FakeJos::kEndpoint)) fake_.complaints.emplace_back("another host was asked");
  const std::size_t path = url.find('/', std::string_view("https://").size());
  FakeReply reply = fake_.answer(request.method, url.substr(path), request.body);
  const auto failure = [](ErrorKind kind, const char* zh, const char* en) {
    return tl::unexpected<runtime::TransportFailure>(runtime::TransportFailure{{kind, {zh, en}}, runtime::Arrival::unknown});
  };
  if (reply.ending == FakeReply::Ending::lost) return failure(ErrorKind::unavailable, "api.jd.com 断了", "api.jd.com broke");
  if (reply.ending == FakeReply::Ending::too_large) {
    return failure(ErrorKind::refused, "api.jd.com 太大", "api.jd.com: too large");
  }
  return std::move(reply.response);
}

bool names_no_secret(const std::string& text) {
  const char* const parts[] = {"stay-secret", "routerjson", "oauth2", "jd_customer", "must-not-be-shown"};
  return std::none_of(std::begin(parts), std::end(parts), [&](const char* part) { return text.find(part) != std::string::npos; });
}

PolledShop::PolledShop()
    : PolledAccount(jd::definition(), {0, "jd", "jd", "jd", "main"}, runtime_test::at("2026-03-20 09:00:00"),
                    [this]() -> runtime::HttpTransport& { return transport_; }),
      fake(std::make_unique<FakeJos>(clock())),
      transport_(*fake) {
  options = {
      {"app_key", FakeJos::kAppKey}, {"app_secret", FakeJos::kAppSecret}, {"access_token", FakeJos::kAccess}, {"days", "5"}};
  fake->waiters = {kRepA, kRepB};
  restart();
}

FakeOrder& PolledShop::order(std::int64_t id, std::int64_t fen, const std::string& pin) {
  FakeOrder order;
  order.id = id;
  order.pin = pin;
  order.created = order.modified = order.paid = fake->now();
  order.payment_fen = fen;
  return fake->orders[id] = order;
}

std::vector<std::string> PolledShop::held() {
  auto names = names_of_reps();
  std::vector<std::string> lines;
  each_conversation([&](const model::ConversationRecords& records) {
    for (const auto& m : records.messages) lines.push_back(message_line(m.sent_at, m.kind, names[m.rep]));
    for (const auto& a : records.assignments) lines.push_back(assignment_line(a.at, names[a.rep]));
  });
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger() const {
  std::vector<std::string> lines;
  for (const FakeMessage& each : fake->messages) {
    if (each.at > fake->now()) continue;
    lines.push_back(message_line(each.at, each.by_waiter ? model::SenderKind::rep : model::SenderKind::customer,
                                 each.by_waiter ? each.waiter : ""));
  }
  for (const FakeSession& each : fake->sessions) {
    if (each.type == 1) lines.push_back(assignment_line(each.begin, each.waiter));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::held_ratings() {
  auto names = names_of_reps();
  std::vector<std::string> lines;
  for (const auto& rating : get(get(store().read())->ratings("main", kEarliestTime, kLatestTime))) {
    lines.push_back(fmt::format("{} {} level={}", names[rating.rep], rating.rated_at / kSecondMs, rating.level));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_ratings() const {
  std::vector<std::string> lines;
  for (const FakeEvaluation& each : fake->evaluations) {
    lines.push_back(fmt::format("{} {} level={}", each.waiter, each.at / kSecondMs, each.score / 25 + 1));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::held_orders() {
  std::vector<std::string> lines;
  for (const model::OrderRecord& order : get(get(store().read())->orders("main", kEarliestTime, kLatestTime))) {
    lines.push_back(order_line(to_hex(order.order), order.created_at, order.paid_at, order.closed_unpaid_at, order.amount_fen,
                               order.refunded_fen));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_orders() const {
  std::vector<std::string> lines;
  for (const auto& [id, order] : fake->orders) {
    const bool cancelled = order.state == "TRADE_CANCELED";
    lines.push_back(order_line(to_hex(hasher().hash128("order|jd", std::to_string(id))), order.created,
                               order.paid == 0 ? kNoTime : order.paid, cancelled && order.paid == 0 ? order.ended : kNoTime,
                               order.payment_fen, cancelled && order.paid != 0 ? order.payment_fen : 0));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::held_online() {
  std::vector<std::string> lines;
  for (std::string& line : delivered()) {
    if (line.find(" online_ms ") != std::string::npos) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> PolledShop::ledger_online() const {
  // Second by second, which is slow and cannot be wrong.
  std::map<std::pair<std::string, std::int32_t>, std::set<TimeMs>> seconds;
  for (const FakeLogin& each : fake->logins) {
    for (TimeMs at = each.login; at < each.logout; at += kSecondMs) seconds[{each.waiter, day_of(at)}].insert(at);
  }
  std::vector<std::string> lines;
  for (const auto& [key, all] : seconds) {
    lines.push_back(fmt::format("{} {} online_ms {}", key.first, date_of(key.second), std::ssize(all) * kSecondMs));
  }
  return sorted(std::move(lines));
}

bool PolledShop::is_complete() {
  return held() == ledger() && held_ratings() == ledger_ratings() && held_orders() == ledger_orders() && fake->complaints.empty();
}

int PolledShop::asked(const std::string& method) const {
  return static_cast<int>(std::count_if(fake->asked.begin(), fake->asked.end(), [&](const std::string& each) {
    return each.substr(0, each.find(' ')).ends_with(method);
  }));
}

}  // namespace rigong::connectors::jd_test
