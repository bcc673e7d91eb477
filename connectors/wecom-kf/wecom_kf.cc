// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/wecom_kf.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/kit/options.h"
#include "connectors/kit/reader_connector.h"
#include "connectors/wecom-kf/reader.h"

namespace rigong::connectors::wecom_kf {
namespace {

constexpr OptionSpec kOptions[] = {
    {"endpoint", "接口网址", "API address", OptionType::url, false, "https://qyapi.weixin.qq.com",
     "企业微信接口的网址，一般不用改", "The address of WeCom's API; mostly left as it is"},
    {"corp_id", "企业 ID", "Corp ID", OptionType::text, true, "",
     "企业 ID：企业微信管理后台 → 我的企业 → 企业信息，最下面一行，ww 开头",
     "The company's id (企业ID): admin console → 我的企业 → 企业信息, the last line; it begins with ww"},
    {"secret", "应用 Secret", "App secret", OptionType::secret, true, "", "自建应用的 Secret：应用管理 → 自建 → 该应用",
     "The Secret of the self-built app: 应用管理 → 自建 → the app"},
    {"open_kfid", "客服账号", "Service accounts", OptionType::text, false, "",
     "只读这些客服账号，wk 开头，多个用逗号隔开；留空读全部",
     "Only these service accounts (they begin with wk), with commas between; all where left empty"},
    {"days", "往前读几天", "Days back", OptionType::integer, false, "30",
     "第一次读取之前多少天，0 到 180；消息最多 3 天，更早的是平台统计",
     "How many days before the first poll, 0 to 180; messages reach back 3 days, the days before are the platform's figures"},
};

constexpr std::int64_t kMostDays = 180;
constexpr std::size_t kMostIdBytes = 64;

bool is_id(std::string_view text) {
  const auto good = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= kMostIdBytes && std::all_of(text.begin(), text.end(), good);
}

Result<std::vector<std::string>> accounts_of(const Options& options) {
  std::vector<std::string> accounts;
  for (const std::string& id : split_list(options.text("open_kfid"))) {
    if (!is_id(id)) {
      return fail(ErrorKind::wrong_use, "微信客服账号的 open_kfid 应是 wk 开头的字母数字，多个用逗号隔开。",
                  "open_kfid of the WeCom account must be letters and digits that begin with wk, with commas between.");
    }
    if (std::find(accounts.begin(), accounts.end(), id) == accounts.end()) accounts.push_back(id);
  }
  if (accounts.size() > kMostAccounts) {
    return fail(ErrorKind::wrong_use, fmt::format("一个账号最多读 {} 个客服账号，请分成几个账号。", kMostAccounts),
                fmt::format("One account reads at most {} service accounts; divide them among several.", kMostAccounts));
  }
  return accounts;
}

Result<std::unique_ptr<Connector>> make(const Options& options) {
  const std::string corp(trim(options.text("corp_id")));
  if (!is_id(corp)) {
    return fail(ErrorKind::wrong_use, "微信客服账号缺少企业 ID corp_id，或它含有多余的字符。",
                "The WeCom account lacks its corp_id, or there are stray characters in it.");
  }
  if (options.secret("secret").empty()) {
    return fail(ErrorKind::wrong_use, "微信客服账号缺少应用的 secret。", "The WeCom account lacks the app's secret.");
  }
  Settings settings;
  RIGONG_ASSIGN(const std::int64_t days, whole_option(options, "days", 0, kMostDays, {"微信客服", "WeCom"}));
  settings.days = static_cast<int>(days);
  RIGONG_ASSIGN(settings.accounts, accounts_of(options));
  return reader_connector<Reader>(Client(options.text("endpoint"), corp, options.secret("secret")), std::move(settings));
}

// Without the token of a callback the platform allows few calls; how few it does not say.
constexpr DurationMs kInterval = 20 * kSecondMs;

}  // namespace

const Definition& definition() {
  static constexpr Definition kDefinition{"wecom-kf", "微信客服（企业微信）", "WeCom customer service", kOptions, &make,
                                          kInterval};
  return kDefinition;
}

}  // namespace rigong::connectors::wecom_kf
