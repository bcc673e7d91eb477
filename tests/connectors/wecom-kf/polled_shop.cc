// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/wecom-kf/polled_shop.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::wecom_kf_test {
namespace {

using rigong::testing::get;
using rigong::testing::sorted;

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
  if (answer.ending == fakes::Answer::Ending::lost || answer.ending == fakes::Answer::Ending::slow) {
    return failure(ErrorKind::unavailable, "qyapi.weixin.qq.com 断了", "qyapi.weixin.qq.com broke");
  }
  if (answer.ending == fakes::Answer::Ending::too_large) {
    return failure(ErrorKind::refused, "qyapi.weixin.qq.com 太大", "qyapi.weixin.qq.com: too large");
  }
  return HttpResponse{answer.status, std::move(answer.headers), std::move(answer.body)};
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
    : PolledAccount(wecom_kf::definition(), {0, "wecom", "wecom-kf", "wecom-kf", "main"}, runtime_test::at("2026-03-02 09:00:00"),
                    [this]() -> runtime::HttpTransport& { return transport_; }),
      fake(std::make_unique<FakeWecom>(clock(), kCorp, kSecret)),
      transport_(*fake) {
  options = {{"corp_id", kCorp}, {"secret", kSecret}, {"days", "5"}};
  fake->add_account(kShop, "售前");
  fake->add_servicer(kShop, "WangXiaoYi");
  fake->add_servicer(kShop, "LiXiaoEr", 1);
  restart();
}

std::vector<std::string> PolledShop::held() {
  auto names = names_of_reps();
  std::vector<std::string> lines;
  each_conversation([&](const model::ConversationRecords& records) {
    for (const auto& m : records.messages) {
      lines.push_back(message_line(m.sent_at / kSecondMs, m.kind, names[m.rep], m.key, (m.flags & model::kWithdrawn) != 0));
    }
    for (const auto& a : records.assignments) {
      lines.push_back(assignment_line(a.at / kSecondMs, a.kind, names[a.rep], a.key));
    }
  });
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger() {
  std::vector<std::string> lines;
  for (const auto& [id, account] : fake->accounts) {
    for (const FakeItem& item : account.items) {
      const std::uint64_t key = hasher().hash64(item.msgid);
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
  return sorted(std::move(lines));
}

int PolledShop::asked(const std::string& method) const {
  return static_cast<int>(std::count_if(fake->asked.begin(), fake->asked.end(), [&](const std::string& each) {
    return each == method || each.starts_with(method + " ");
  }));
}

}  // namespace rigong::connectors::wecom_kf_test
