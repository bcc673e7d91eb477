// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/wecom-kf/polled_shop.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::wecom_kf_test {
namespace {

using rigong::testing::get;
using rigong::testing::must;

const model::Account kPolled{0, "wecom", "wecom-kf", "wecom-kf", "main"};
constexpr std::string_view kEndpoint = "https://qyapi.weixin.qq.com";

std::string message_line(std::int64_t seconds, model::SenderKind kind, const std::string& rep, std::uint64_t key,
                         bool withdrawn) {
  return fmt::format("{} message {} rep={} {:016x}{}", seconds, static_cast<int>(kind), rep, key, withdrawn ? " withdrawn" : "");
}

std::string assignment_line(std::int64_t seconds, model::AssignmentKind kind, const std::string& rep, std::uint64_t key) {
  return fmt::format("{} assignment {} rep={} {:016x}", seconds, static_cast<int>(kind), rep, key);
}

}  // namespace

tl::expected<HttpResponse, runtime::TransportFailure> WecomTransport::exchange(const HttpRequest& request) {
  if (!request.url.starts_with(kEndpoint)) fake_.complaints.push_back("another host was asked");
  if (!request.secret_headers.empty()) fake_.complaints.push_back("there are no secret headers here");
  fakes::Answer answer = fake_.answer({request.method == HttpMethod::post ? "POST" : "GET", request.url.substr(kEndpoint.size()),
                                       "application/json", request.body});
  const auto failure = [](ErrorKind kind, const char* zh, const char* en) {
    return tl::unexpected<runtime::TransportFailure>(runtime::TransportFailure{{kind, {zh, en}}, runtime::Arrival::unknown});
  };
  if (answer.ending == fakes::Answer::Ending::lost) {
    return failure(ErrorKind::unavailable, "qyapi.weixin.qq.com 断了", "qyapi.weixin.qq.com broke");
  }
  if (answer.ending == fakes::Answer::Ending::too_large) {
    return failure(ErrorKind::refused, "qyapi.weixin.qq.com 太大", "qyapi.weixin.qq.com: too large");
  }
  return HttpResponse{answer.status, std::move(answer.headers), std::move(answer.body)};
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
  for (const OptionSpec& spec : wecom_kf::definition().options) {
    const auto found = given.find(std::string(spec.name));
    values_[std::string(spec.name)] = found == given.end() ? std::string(spec.default_value) : found->second;
    secrets_.emplace(spec.name, Secret(values_[std::string(spec.name)]));
  }
}

bool says(const std::vector<Words>& words, const std::string& part) {
  return std::any_of(words.begin(), words.end(), [&](const Words& each) { return each.zh.find(part) != std::string::npos; });
}

bool names_no_secret(const std::string& text) {
  const char* const parts[] = {"stay-secret", "access_token", "corpsecret", "cgi-bin"};
  return std::none_of(std::begin(parts), std::end(parts), [&](const char* part) { return text.find(part) != std::string::npos; });
}

void PolledShop::fill(int messages, const std::string& account) {
  for (int i = 0; i < messages; ++i) {
    const std::string customer = fmt::format("wmCustomer{}", i % 7);
    if (i % 2 == 0) {
      fake->customer_says(account, customer, "在吗");
    } else {
      fake->rep_says(account, customer, "WangXiaoYi", "在的");
    }
    clock().advance(kSecondMs);
  }
}

PolledShop::PolledShop()
    : options{{"corp_id", kCorp}, {"secret", kSecret}, {"days", "5"}},
      calendar_(get(ShopCalendar::make({}))),
      flags_(team_.config().metrics) {
  clock().set(runtime_test::at("2026-03-02 09:00:00"));
  fake = std::make_unique<FakeWecom>(clock(), kCorp, kSecret);
  fake->add_account(kShop, "售前");
  fake->add_servicer(kShop, "WangXiaoYi");
  fake->add_servicer(kShop, "LiXiaoEr", 1);
  restart();
}

void PolledShop::restart() {
  transport_ = std::make_unique<WecomTransport>(*fake);
  http_ = std::make_unique<runtime::PatientHttp>(
      *transport_, clock(),
      [this](DurationMs length) {
        clock().advance(length);
        return true;
      },
      ++starts_);
  connector_ = get(wecom_kf::definition().make(GivenOptions(options)));
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

std::vector<std::string> PolledShop::held() {
  const auto view = get(team_.store().read());
  std::map<model::RepNo, std::string> names;
  for (const model::Rep& rep : get(view->reps())) names[rep.number] = rep.platform_id;
  std::vector<std::string> lines;
  for (const model::Account& account : get(view->accounts())) {
    for (const auto& ref : get(view->conversations(account.number, 1'000'000))) {
      const auto records = get(view->conversation(ref));
      for (const auto& m : records.messages) {
        lines.push_back(message_line(m.sent_at / kSecondMs, m.kind, names[m.rep], m.key, (m.flags & model::kWithdrawn) != 0));
      }
      for (const auto& a : records.assignments) {
        lines.push_back(assignment_line(a.at / kSecondMs, a.kind, names[a.rep], a.key));
      }
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> PolledShop::ledger() {
  std::vector<std::string> lines;
  for (const auto& [id, account] : fake->accounts) {
    for (const FakeItem& item : account.items) {
      const std::uint64_t key = team_.hasher().hash64(item.msgid);
      if (item.msgtype != "event") {
        const auto kind = item.origin == 3   ? model::SenderKind::customer
                          : item.origin == 5 ? model::SenderKind::rep
                                             : model::SenderKind::system;
        lines.push_back(message_line(item.send_time, kind, item.rep, key, item.withdrawn));
      } else if (item.event_type == "session_status_change") {
        const auto kind = item.change_type == 3  ? model::AssignmentKind::closed
                          : item.new_rep.empty() ? model::AssignmentKind::to_queue
                                                 : model::AssignmentKind::to_rep;
        lines.push_back(assignment_line(item.send_time, kind, item.change_type == 3 ? "" : item.new_rep, key));
      }
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> PolledShop::delivered() {
  const auto view = get(team_.store().read());
  std::map<model::RepNo, std::string> names;
  for (const model::Rep& rep : get(view->reps())) names[rep.number] = rep.platform_id;
  std::vector<std::string> lines;
  storage::DayRange range;
  range.shop = "main";
  range.from = Day{0};
  range.to = Day{100'000};
  for (const auto& row : get(view->delivered(range))) {
    const auto& given = row.delivered;
    lines.push_back(
        fmt::format("{} {} {} {}", names[given.rep], to_string(given.day), model::field_name(given.field), given.value));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
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

int PolledShop::asked(const std::string& method) const {
  return static_cast<int>(std::count_if(fake->asked.begin(), fake->asked.end(), [&](const std::string& each) {
    return each == method || each.starts_with(method + " ");
  }));
}

}  // namespace rigong::connectors::wecom_kf_test
