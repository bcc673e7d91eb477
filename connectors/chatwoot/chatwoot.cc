// SPDX-License-Identifier: Apache-2.0
#include "connectors/chatwoot/chatwoot.h"

#include <fmt/format.h>

#include "connectors/chatwoot/reader.h"
#include "connectors/kit/numbered_pages.h"
#include "connectors/kit/options.h"
#include "connectors/kit/reader_connector.h"

namespace rigong::connectors::chatwoot {
namespace {

constexpr OptionSpec kOptions[] = {
    {"endpoint", "网址", "Address", OptionType::url, false, "https://app.chatwoot.com", "Chatwoot 的网址，自建的写自己的",
     "The address of Chatwoot; your own where you run it yourself"},
    {"account", "账户编号", "Account number", OptionType::integer, true, "", "账户编号：登录后网址里 /app/accounts/ 后面的数字",
     "The account's number: behind /app/accounts/ in the address after signing in"},
    {"token", "访问令牌", "Access token", OptionType::secret, true, "", "管理员个人资料页最下面的访问令牌",
     "The access token at the bottom of an administrator's profile page"},
    {"days", "往前读几天", "Days back", OptionType::integer, false, "30", "第一次读取之前多少天，0 到 365",
     "How many days before the first poll, 0 to 365"},
    {"ratings", "读满意度", "Read ratings", OptionType::boolean, false, "true", "是否读取满意度（令牌须属于管理员）",
     "Whether ratings are read (the token must belong to an administrator)"},
};

constexpr std::int64_t kMostDays = 365;

Result<std::int64_t> account_of(const Options& options) {
  constexpr std::int64_t kMostAccount = 9'000'000'000'000'000;
  return whole_option(options, "account", 1, kMostAccount, {"Chatwoot ", "Chatwoot"});
}

Result<std::unique_ptr<Connector>> make(const Options& options) {
  RIGONG_ASSIGN(const std::int64_t account, account_of(options));
  RIGONG_ASSIGN(const std::int64_t days, whole_option(options, "days", 0, kMostDays, {"Chatwoot ", "Chatwoot"}));
  if (options.secret("token").empty()) {
    return fail(ErrorKind::wrong_use, "Chatwoot 账号缺少访问令牌 token。", "The Chatwoot account lacks its access token.");
  }
  return reader_connector<Reader>(Client(options.text("endpoint"), account, options.secret("token")),
                                  Settings{static_cast<int>(days), options.text("ratings") == "true"});
}

// The number that people see of a conversation (its display_id) is the one that its page goes by.
ConversationLink conversation_link(const Options& options) {
  const auto account = account_of(options);
  if (!account) return {};
  return numbered_pages(options.text("endpoint"), fmt::format("app/accounts/{}/conversations/", *account));
}

}  // namespace

const Definition& definition() {
  static constexpr Definition kDefinition{"chatwoot", "Chatwoot 客服系统", "Chatwoot",        kOptions,
                                          &make,      kUsualInterval,      &conversation_link};
  return kDefinition;
}

}  // namespace rigong::connectors::chatwoot
