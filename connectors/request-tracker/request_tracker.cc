// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/request_tracker.h"

#include "connectors/kit/numbered_pages.h"
#include "connectors/kit/reader_connector.h"
#include "connectors/request-tracker/reader.h"
#include "connectors/request-tracker/settings.h"

namespace rigong::connectors::request_tracker {
namespace {

constexpr OptionSpec kOptions[] = {
    {"endpoint", "RT 的网址", "Address of RT", OptionType::url, true, "",
     "RT 的网址，例如 https://rt.example（后面的 /REST/2.0 可写可不写）",
     "The address of RT, such as https://rt.example, with or without /REST/2.0 behind it"},
    {"token", "令牌", "Token", OptionType::secret, false, "", "令牌：RT 的 Logged in as → Settings → Auth Tokens；用密码时留空",
     "A token: Logged in as, Settings, Auth Tokens; empty where a password is used"},
    {"user", "用户名", "Login", OptionType::text, false, "", "没有令牌时的用户名", "The login where there is no token"},
    {"password", "密码", "Password", OptionType::secret, false, "", "这个用户的密码", "The password of that user"},
    {"queues", "队列", "Queues", OptionType::text, false, "", "只读这些队列，逗号隔开；留空为全部看得到的",
     "These queues only, with commas; empty for all that can be seen"},
    {"agents", "客服用户名", "Reps' logins", OptionType::text, false, "",
     "哪些用户名是客服，逗号隔开；留空为所有特权用户（Privileged）",
     "Which logins are agents, with commas; empty for all privileged users"},
    {"closed", "算结束的状态", "Closed statuses", OptionType::text, false, "resolved,rejected", "哪些状态算会话结束，逗号隔开",
     "Which statuses end a conversation, with commas"},
    {"on_behalf", "代建工单的第一条", "First message of a ticket made for a customer", OptionType::text, false, "in",
     "客服替顾客建的工单，第一条算顾客的话（in）还是客服的话（out）",
     "Where an agent opens a ticket for a customer: whether its first message is the customer's (in) or the agent's (out)"},
    {"rating_field", "满意度字段", "Rating field", OptionType::text, false, "", "保存 1 到 5 分满意度的自定义字段的名字",
     "The name of the custom field that holds a rating of 1 to 5"},
    {"days", "往前读几天", "Days back", OptionType::integer, false, "30", "第一次读取之前多少天，0 到 365",
     "How many days before the first poll, 0 to 365"},
};

Result<std::unique_ptr<Connector>> make(const Options& options) {
  RIGONG_ASSIGN(Settings settings, read_settings(options));
  const Secret& token = options.secret("token");
  const std::string user = options.text("user");
  const bool by_password = !user.empty() && !options.secret("password").empty();
  if (token.empty() && !by_password) {
    return fail(ErrorKind::wrong_use, "RT 账号缺少令牌 token，或 user 和 password。",
                "The RT account lacks its token, or user and password.");
  }
  return reader_connector<Reader>(
      Client(options.text("endpoint"),
             token.empty() ? password_credentials(user, options.secret("password")) : token_credentials(token)),
      std::move(settings));
}

ConversationLink conversation_link(const Options& options) {
  return numbered_pages(site_address(options.text("endpoint")), "Ticket/Display.html?id=");
}

}  // namespace

const Definition& definition() {
  static constexpr Definition kDefinition{"request-tracker", "RT 工单系统",     "Request Tracker", kOptions, &make,
                                          kUsualInterval,    &conversation_link};
  return kDefinition;
}

}  // namespace rigong::connectors::request_tracker
