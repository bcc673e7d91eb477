// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/jd/polled_shop.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::jd_test {
namespace {

using rigong::testing::get;
using rigong::testing::must;

const model::Account kPolled{0, "jd", "jd", "jd", "main"};

std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

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

std::map<model::RepNo, std::string> names_of(storage::Store& store) {
  std::map<model::RepNo, std::string> names;
  for (const model::Rep& rep : get(get(store.read())->reps())) names[rep.number] = rep.platform_id;
  return names;
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

Secret KeptTokens::kept(std::string_view name, TimeMs now) const {
  const auto found = all.find(name);
  return found == all.end() || found->second.second <= now ? Secret() : found->second.first;
}

Status KeptTokens::keep(std::string_view name, const Secret& value, TimeMs ends_at) {
  all.insert_or_assign(std::string(name), std::pair(value, ends_at));
  return {};
}

GivenOptions::GivenOptions(const std::map<std::string, std::string>& given) {
  for (const OptionSpec& spec : jd::definition().options) {
    const auto found = given.find(std::string(spec.name));
    values_[std::string(spec.name)] = found == given.end() ? std::string(spec.default_value) : found->second;
    secrets_.emplace(spec.name, Secret(values_[std::string(spec.name)]));
  }
}

bool says(const std::vector<Words>& words, const std::string& part) {
  return std::any_of(words.begin(), words.end(), [&](const Words& each) { return each.zh.find(part) != std::string::npos; });
}

bool names_no_secret(const std::string& text) {
  const char* const parts[] = {"stay-secret", "routerjson", "oauth2", "jd_customer", "must-not-be-shown"};
  return std::none_of(std::begin(parts), std::end(parts), [&](const char* part) { return text.find(part) != std::string::npos; });
}

PolledShop::PolledShop()
    : options{{"app_key", FakeJos::kAppKey},
              {"app_secret", FakeJos::kAppSecret},
              {"access_token", FakeJos::kAccess},
              {"days", "5"}},
      calendar_(get(ShopCalendar::make({}))),
      flags_(team_.config().metrics) {
  clock().set(runtime_test::at("2026-03-20 09:00:00"));
  fake = std::make_unique<FakeJos>(clock());
  fake->waiters = {kRepA, kRepB};
  restart();
}

void PolledShop::restart() {
  transport_ = std::make_unique<JosTransport>(*fake);
  http_ = std::make_unique<runtime::PatientHttp>(
      *transport_, clock(),
      [this](DurationMs length) {
        clock().advance(length);
        return true;
      },
      ++starts_);
  connector_ = get(jd::definition().make(GivenOptions(options)));
}

Result<runtime::PollOutcome> PolledShop::poll() {
  return runtime::poll_once({team_.store(), team_.hasher(), flags_, clock(), calendar_, http_.get(), &tokens}, kPolled,
                            *connector_);
}

Result<runtime::PollOutcome> PolledShop::poll_all() {
  constexpr int kMostPolls = 3000;
  for (int polls = 0; polls < kMostPolls; ++polls) {
    auto outcome = poll();
    if (!outcome || !outcome->more) return outcome;
  }
  return fail(ErrorKind::internal, "没有尽头", "there is no end to it");
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
  const auto view = get(team_.store().read());
  auto names = names_of(team_.store());
  std::vector<std::string> lines;
  for (const model::Account& account : get(view->accounts())) {
    for (const auto& ref : get(view->conversations(account.number, 1'000'000))) {
      const auto records = get(view->conversation(ref));
      for (const auto& m : records.messages) lines.push_back(message_line(m.sent_at, m.kind, names[m.rep]));
      for (const auto& a : records.assignments) lines.push_back(assignment_line(a.at, names[a.rep]));
    }
  }
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
  auto names = names_of(team_.store());
  std::vector<std::string> lines;
  for (const auto& rating : get(get(team_.store().read())->ratings("main", kEarliestTime, kLatestTime))) {
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
  for (const model::OrderRecord& order : get(get(team_.store().read())->orders("main", kEarliestTime, kLatestTime))) {
    lines.push_back(order_line(to_hex(order.order), order.created_at, order.paid_at, order.closed_unpaid_at, order.amount_fen,
                               order.refunded_fen));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_orders() const {
  std::vector<std::string> lines;
  for (const auto& [id, order] : fake->orders) {
    const bool cancelled = order.state == "TRADE_CANCELED";
    lines.push_back(order_line(to_hex(team_.hasher().hash128("order|jd", std::to_string(id))), order.created,
                               order.paid == 0 ? kNoTime : order.paid, cancelled && order.paid == 0 ? order.ended : kNoTime,
                               order.payment_fen, cancelled && order.paid != 0 ? order.payment_fen : 0));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::delivered() {
  auto names = names_of(team_.store());
  std::vector<std::string> lines;
  storage::DayRange range;
  range.shop = "main";
  range.from = Day{0};
  range.to = Day{100'000};
  for (const auto& row : get(get(team_.store().read())->delivered(range))) {
    const auto& given = row.delivered;
    lines.push_back(
        fmt::format("{} {} {} {}", names[given.rep], to_string(given.day), model::field_name(given.field), given.value));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::kept_rows() {
  std::vector<std::string> lines;
  must(get(team_.store().read())->kept_rows([&](const storage::KeptRow& row) {
    lines.push_back(row.file + " " + row.row);
    return true;
  }));
  return lines;
}

std::string PolledShop::cursor() {
  const auto view = get(team_.store().read());
  const auto accounts = get(view->accounts());
  return accounts.empty() ? std::string() : get(view->cursor(accounts.at(0).number, runtime::kPollStream));
}

std::int64_t PolledShop::change_number() { return get(get(team_.store().read())->change_number()); }

bool PolledShop::is_complete() {
  return held() == ledger() && held_ratings() == ledger_ratings() && held_orders() == ledger_orders() && fake->complaints.empty();
}

int PolledShop::asked(const std::string& method) const {
  return static_cast<int>(std::count_if(fake->asked.begin(), fake->asked.end(), [&](const std::string& each) {
    return each.substr(0, each.find(' ')).ends_with(method);
  }));
}

}  // namespace rigong::connectors::jd_test
