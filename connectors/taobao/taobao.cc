// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/taobao.h"

#include "agent/base/text.h"
#include "connectors/kit/options.h"
#include "connectors/kit/reader_connector.h"
#include "connectors/taobao/reader.h"
#include "connectors/taobao/rows.h"

namespace rigong::connectors::taobao {
namespace {

constexpr OptionSpec kOptions[] = {
    {"app_key", "App Key", "App Key", OptionType::text, true, "", "淘宝开放平台应用的 App Key",
     "The App Key of the app at open.taobao.com"},
    {"app_secret", "App Secret", "App Secret", OptionType::secret, true, "", "同一个应用的 App Secret",
     "The App Secret of the same app"},
    {"session", "授权 session", "Session", OptionType::secret, true, "", "店铺主账号授权后得到的 session（access_token）",
     "The session (access_token) that the shop's main account has given by authorising the app"},
    {"refresh_token", "refresh_token", "refresh_token", OptionType::secret, false, "",
     "授权时一并得到的 refresh_token，有就填，授权到期前自动续",
     "The refresh_token that came with it, if any: the session is then renewed before it ends"},
    {"nick", "店铺主账号", "Shop's main account", OptionType::text, false, "", "店铺主账号（旺旺名），用来查客服名单",
     "The shop's main account, to ask who its reps are"},
    {"reps", "客服子账号", "Reps' sub-accounts", OptionType::text, false, "", "客服子账号，主号:子号，用逗号隔开；不填就向平台查",
     "The reps' sub-accounts, main:sub, with commas between; where left out the platform is asked"},
    {"days", "往前读几天", "Days back", OptionType::integer, false, "30", "第一次读取之前多少天，0 到 89",
     "How many days before the first poll, 0 to 89"},
    {"orders", "读订单和退款", "Read orders and refunds", OptionType::boolean, false, "true", "是否读取订单和退款",
     "Whether orders and refunds are read"},
    {"chats", "数出咨询人数", "Count customers", OptionType::boolean, false, "true",
     "是否按天数出聊天对象（咨询人数），每个客服每天一次调用",
     "Whether chat partners are counted by day (consulting customers); one call a rep and day"},
    {"customer_id", "顾客按什么认", "Customers are known by", OptionType::text, false, "nick",
     "用什么认出同一位顾客：nick 或 open_uid", "What tells customers apart: nick or open_uid"},
    {"sign_method", "签名方法", "Signature", OptionType::text, false, "md5", "签名方法：md5、hmac 或 hmac-sha256",
     "How requests are signed: md5, hmac or hmac-sha256"},
    {"endpoint", "调用网址", "API address", OptionType::url, false, "https://gw.api.taobao.com/router/rest",
     "调用地址，一般不用改", "Where methods are called; mostly as it is"},
    {"token_endpoint", "授权网址", "Authorization address", OptionType::url, false, "https://oauth.taobao.com/token",
     "换取授权的地址，一般不用改", "Where sessions are renewed; mostly as it is"},
};

constexpr std::int64_t kMostDays = 89;
// Orders are asked for by the minute: 1,440 of the 5,000 calls a day that a small app has.
constexpr DurationMs kInterval = kMinuteMs;

Result<std::unique_ptr<Connector>> make(const Options& options) {
  Settings settings;
  settings.endpoint = options.text("endpoint");
  settings.token_endpoint = options.text("token_endpoint");
  settings.host = host_of(settings.endpoint);
  settings.app_key = std::string(trim(options.text("app_key")));
  settings.app_secret = options.secret("app_secret");
  settings.session = options.secret("session");
  settings.refresh_token = options.secret("refresh_token");
  if (settings.app_key.empty() || settings.app_secret.empty()) {
    return fail(ErrorKind::wrong_use, "淘宝账号缺少 app_key 或 app_secret。", "The Taobao account lacks app_key or app_secret.");
  }
  if (settings.session.empty() && settings.refresh_token.empty()) {
    return fail(ErrorKind::wrong_use, "淘宝账号缺少 session：请用店铺主账号授权应用后填入。",
                "The Taobao account lacks its session: authorise the app with the shop's main account and put it in.");
  }
  const auto method = sign_method(options.text("sign_method"));
  if (!method) {
    return fail(ErrorKind::wrong_use, "淘宝账号的 sign_method 应是 md5、hmac 或 hmac-sha256。",
                "sign_method of the Taobao account must be md5, hmac or hmac-sha256.");
  }
  settings.sign_method = *method;
  const std::string key = options.text("customer_id");
  if (key != "nick" && key != "open_uid") {
    return fail(ErrorKind::wrong_use, "淘宝账号的 customer_id 应是 nick 或 open_uid。",
                "customer_id of the Taobao account must be nick or open_uid.");
  }
  settings.customer_key = key == "nick" ? CustomerKey::nick : CustomerKey::open_uid;
  RIGONG_ASSIGN(const std::int64_t days, whole_option(options, "days", 0, kMostDays, {"淘宝", "Taobao"}));
  settings.days = static_cast<int>(days);
  settings.nick = main_of(short_nick(options.text("nick")));
  for (const std::string& rep : split_list(options.text("reps"))) {
    if (std::string nick = short_nick(rep); !nick.empty()) settings.reps.push_back(std::move(nick));
  }
  settings.orders = options.text("orders") == "true";
  settings.chats = options.text("chats") == "true";
  return reader_connector<Reader>(std::move(settings));
}

}  // namespace

const Definition& definition() {
  static constexpr Definition kDefinition{"taobao", "淘宝 / 天猫", "Taobao / Tmall", kOptions, &make, kInterval};
  return kDefinition;
}

}  // namespace rigong::connectors::taobao
