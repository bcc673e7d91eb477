// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/jd.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/jd/reader.h"
#include "connectors/kit/options.h"
#include "connectors/kit/reader_connector.h"

namespace rigong::connectors::jd {
namespace {

constexpr OptionSpec kOptions[] = {
    {"endpoint", "接口网址", "API address", OptionType::url, false, "https://api.jd.com/routerjson",
     "京东开放平台接口的网址，一般不用改", "The address of JD's API; mostly left as it is"},
    {"token_endpoint", "授权网址", "Authorization address", OptionType::url, false,
     "https://open-oauth.jd.com/oauth2/refresh_token", "授权续期的网址，一般不用改",
     "The address at which the authorisation is renewed; mostly left as it is"},
    {"app_key", "AppKey", "AppKey", OptionType::text, true, "", "应用的 AppKey：京东宙斯开放平台 → 应用管理 → 该应用",
     "The app's AppKey: JD's open platform → 应用管理 → the app"},
    {"app_secret", "AppSecret", "AppSecret", OptionType::secret, true, "", "同一应用的 AppSecret",
     "The AppSecret of the same app"},
    {"access_token", "access_token", "access_token", OptionType::secret, true, "", "店铺主账号授权后得到的 access_token",
     "The access_token that the shop's main account got by authorising the app"},
    {"refresh_token", "refresh_token", "refresh_token", OptionType::secret, false, "",
     "同时得到的 refresh_token；填了到期会自动续",
     "The refresh_token that came with it; with it the authorisation is renewed by itself"},
    {"waiters", "客服账号", "Reps' accounts", OptionType::text, false, "", "只读这些客服账号，用逗号隔开；留空读平台名单上的全部",
     "Only these reps' accounts, with commas between; all that the platform names where left empty"},
    {"days", "往前读几天", "Days back", OptionType::integer, false, "30", "第一次读取之前多少天，0 到 88",
     "How many days before the first poll, 0 to 88"},
    {"orders", "读订单", "Read orders", OptionType::boolean, false, "true", "读订单", "Whether orders are read"},
    {"chats", "读聊天记录", "Read chats", OptionType::boolean, false, "true", "读聊天记录：每位顾客每天至少一次调用",
     "Whether messages are read: at least one call for each customer and day"},
};

constexpr std::int64_t kMostDays = 88;
constexpr std::size_t kMostKeyBytes = 64;
constexpr std::size_t kMostNameBytes = 128;

bool is_key(std::string_view text) {
  const auto good = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  return !text.empty() && text.size() <= kMostKeyBytes && std::all_of(text.begin(), text.end(), good);
}

Result<std::vector<std::string>> waiters_of(const Options& options) {
  std::vector<std::string> waiters = split_list(options.text("waiters"));
  const auto usable = [](const std::string& name) { return name.size() <= kMostNameBytes && is_clean_utf8(name); };
  if (!std::all_of(waiters.begin(), waiters.end(), usable)) {
    return fail(ErrorKind::wrong_use, "京东账号的 waiters 应是客服账号，多个用逗号隔开。",
                "waiters of the JD account must be reps' accounts with commas between.");
  }
  std::sort(waiters.begin(), waiters.end());
  waiters.erase(std::unique(waiters.begin(), waiters.end()), waiters.end());
  if (waiters.size() > kMostReps) {
    return fail(ErrorKind::wrong_use, fmt::format("一个账号最多读 {} 位客服。", kMostReps),
                fmt::format("One account reads at most {} reps.", kMostReps));
  }
  return waiters;
}

Result<std::unique_ptr<Connector>> make(const Options& options) {
  Settings settings;
  settings.endpoint = options.text("endpoint");
  settings.token_endpoint = options.text("token_endpoint");
  settings.host = host_of(settings.endpoint);
  settings.app_key = std::string(trim(options.text("app_key")));
  settings.app_secret = options.secret("app_secret");
  settings.access_token = options.secret("access_token");
  settings.refresh_token = options.secret("refresh_token");
  if (!is_key(settings.app_key)) {
    return fail(ErrorKind::wrong_use, "京东账号缺少应用的 app_key，或它含有多余的字符。",
                "The JD account lacks the app's app_key, or there are stray characters in it.");
  }
  if (settings.app_secret.empty()) {
    return fail(ErrorKind::wrong_use, "京东账号缺少应用的 app_secret。", "The JD account lacks the app's app_secret.");
  }
  if (settings.access_token.empty()) {
    return fail(ErrorKind::wrong_use, "京东账号缺少授权得到的 access_token。",
                "The JD account lacks the access_token of its authorisation.");
  }
  RIGONG_ASSIGN(const std::int64_t days, whole_option(options, "days", 0, kMostDays, {"京东", "JD"}));
  settings.days = static_cast<int>(days);
  RIGONG_ASSIGN(settings.waiters, waiters_of(options));
  settings.orders = options.text("orders") != "false";
  settings.chats = options.text("chats") != "false";
  return reader_connector<Reader>(std::move(settings));
}

constexpr DurationMs kInterval = kMinuteMs;

}  // namespace

const Definition& definition() {
  static constexpr Definition kDefinition{"jd", "京东（咚咚与订单）", "JD", kOptions, &make, kInterval};
  return kDefinition;
}

}  // namespace rigong::connectors::jd
