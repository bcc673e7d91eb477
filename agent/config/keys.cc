// SPDX-License-Identifier: Apache-2.0
#include "agent/config/keys.h"

#include <limits>

namespace rigong::config {
namespace {

constexpr std::int64_t kDaySeconds = 24 * 60 * 60;
constexpr std::int64_t kNameBytes = 96;
constexpr std::int64_t kTextBytes = 4096;
constexpr std::int64_t kListItems = 1000;

constexpr Table kTables[] = {
    {"shop", false, "店铺", "The shop"},
    {"shops", false, "其他店铺：只写与 [shop] 不同的键", "Further shops: only the keys that differ from [shop]"},
    {"metrics", false, "指标口径", "How the figures are counted"},
    {"desk", false, "这台电脑", "This desk"},
    {"listen", false, "页面的监听地址", "Where the page is served"},
    {"store", false, "数据存放", "Where records are kept"},
    {"hub", false, "所属团队的中枢", "The hub of the team that this desk belongs to"},
    {"network", false, "网络", "The network"},
    {"connector", true, "平台账号，每个一张表", "Accounts on platforms, one table each"},
    {"group", true, "群机器人，每个一张表", "Group robots, one table each"},
};

const Key kKeys[] = {
    {"shop", "name", KeyType::text, 0, kNameBytes, "", R"("我的小店")", false, false, "店铺名称，显示在页面上",
     "The name that the page shows", [](Target to, Value&& value) { to.shop.name = std::move(value.text); }},
    {"shop", "timezone", KeyType::zone, 0, 0, "", R"("Asia/Shanghai")", true, false, "店铺所在时区", "The time zone of the shop",
     [](Target to, Value&& value) { to.shop.calendar.time_zone = std::move(value.text); }},
    {"shop", "day_starts", KeyType::clock_time, 0, 0, "", R"("00:00")", true, false, "一天从几点算起；夜班店可写 06:00",
     "When the shop's day begins; 06:00 suits a shop with a night shift",
     [](Target to, Value&& value) { to.shop.calendar.day_starts_min = static_cast<int>(value.integer); }},
    {"shop", "service_window", KeyType::windows, 0, 0, "", R"("08:00-23:00")", true, false,
     R"(服务时段，只在其中计时；可按星期写：{ default = "09:00-22:00", sun = "closed" }，键也可用 "周一" 到 "周日")",
     R"(When the clock runs; by weekday: { default = "09:00-22:00", sun = "closed" })",
     [](Target to, Value&& value) { to.shop.calendar.windows = std::move(value.windows); }},

    {"metrics", "slow_after_s", KeyType::integer, 1, kDaySeconds, "", "180", true, false, "回复超过多少秒算慢",
     "Seconds after which a reply is slow",
     [](Target to, Value&& value) { to.config.metrics.slow_after_ms = value.integer * kSecondMs; }},
    {"metrics", "warn_after_s", KeyType::integer, 1, kDaySeconds, "", "100", true, false,
     "等待超过多少秒开始提醒；不写时不晚于 slow_after_s",
     "Seconds of waiting after which the page warns; unless written, never later than slow_after_s",
     [](Target to, Value&& value) { to.config.metrics.warn_after_ms = value.integer * kSecondMs; }},
    {"metrics", "instant_reply_ms", KeyType::integer, 0, 60'000, "", "1000", true, false,
     "快于多少毫秒的回复视为自动回复；0 为不判断", "Replies faster than this many milliseconds count as automatic; 0 = off",
     [](Target to, Value&& value) { to.config.metrics.instant_reply_ms = value.integer; }},
    {"metrics", "cap_s", KeyType::integer, 0, kDaySeconds, "", "600", true, false, "平均响应中单次最多计多少秒；0 为不封顶",
     "The most seconds that one reply counts in the average; 0 = no cap",
     [](Target to, Value&& value) { to.config.metrics.cap_ms = value.integer * kSecondMs; }},
    {"metrics", "session_gap_min", KeyType::integer, 0, 7 * 24 * 60, "", "120", true, false, "静默多少分钟后算新会话；0 为从不",
     "Minutes of silence after which a new session begins; 0 = never",
     [](Target to, Value&& value) { to.config.metrics.session_gap_ms = value.integer * kMinuteMs; }},
    {"metrics", "first_answer_s", KeyType::integer, 1, kDaySeconds, "", "30", true, false, "首次响应多少秒内算达标",
     "Seconds within which a first answer meets its target",
     [](Target to, Value&& value) { to.config.metrics.first_answer_ms = value.integer * kSecondMs; }},
    {"metrics", "courtesy", KeyType::boolean, 0, 0, "", "true", true, false, "“好的谢谢”一类的话不必回复",
     "Words like \"ok, thanks\" need no reply", [](Target to, Value&& value) { to.config.metrics.courtesy = value.boolean; }},
    {"metrics", "courtesy_words", KeyType::words, 0, kListItems, "", "[]", true, false, "这些话算客套；空为内置词表",
     "The words of courtesy; empty = the list of the program",
     [](Target to, Value&& value) { to.config.metrics.courtesy_words = std::move(value.list); }},
    {"metrics", "bot_ends_turn", KeyType::boolean, 0, 0, "", "true", true, false, "机器人回复后，这一问不再等人工",
     "A robot's reply ends the wait for a person",
     [](Target to, Value&& value) { to.config.metrics.bot_ends_turn = value.boolean; }},
    {"metrics", "attribution", KeyType::choice, 0, 0, "order|payment|order-first", R"("order-first")", true, false,
     "销售额算给谁：下单前最后接待(order)、付款前最后接待(payment)，或先看下单(order-first)",
     "Who is credited with a sale: the last before the order, before the payment, or order first",
     [](Target to, Value&& value) {
       to.config.metrics.attribution = value.text == "order"     ? model::Attribution::order
                                       : value.text == "payment" ? model::Attribution::payment
                                                                 : model::Attribution::order_first;
     }},

    {"desk", "member", KeyType::text, 0, kNameBytes, "", R"("li-lei")", false, false, "这台电脑归谁用；不写则页面会问一次",
     "Whose panel this is; without it the page asks once",
     [](Target to, Value&& value) { to.config.desk_member = std::move(value.text); }},

    {"listen", "address", KeyType::address, 0, 0, "", R"("127.0.0.1:7717")", true, false, "监听的地址和端口",
     "The address and port to listen on", [](Target to, Value&& value) { to.config.listen.address = std::move(value.text); }},
    {"listen", "public_url", KeyType::origin, 0, 0, "", R"("https://rigong.example.com")", false, false,
     "在反向代理之后时，浏览器里看到的地址", "The address that browsers see behind a proxy",
     [](Target to, Value&& value) { to.config.listen.public_url = std::move(value.text); }},
    {"listen", "frame_ancestors", KeyType::origins, 0, 50, "", "[]", true, false, "允许把页面嵌入其侧边栏的网址",
     "Sites that may show the page in a frame of theirs",
     [](Target to, Value&& value) { to.config.listen.frame_ancestors = std::move(value.list); }},
    {"listen", "extensions", KeyType::extensions, 0, 50, "", "[]", true, false, "允许访问的浏览器扩展的 ID",
     "Ids of browser extensions that may call",
     [](Target to, Value&& value) { to.config.listen.extensions = std::move(value.list); }},

    {"store", "url", KeyType::store, 0, 0, "", R"("sqlite:rigong.db")", true, false,
     R"(sqlite:文件，或 postgresql://…；含密码时写 "secret:env:RIGONG_STORE")",
     R"(sqlite:FILE or postgresql://...; with a password in it, "secret:env:RIGONG_STORE")",
     [](Target to, Value&& value) { to.config.store_url = std::move(value.secret); }},

    {"hub", "url", KeyType::url, 0, 0, "", R"("https://hub.example.com")", false, false, "中枢的地址", "The address of the hub",
     [](Target to, Value&& value) { to.config.hub_url = std::move(value.text); }},
    {"hub", "token", KeyType::secret, 0, 0, "", R"("secret:file:hub.token")", false, false, "加入时得到的令牌",
     "The token that joining the team gave", [](Target to, Value&& value) { to.config.hub_token = std::move(value.secret); }},

    {"network", "private_hosts", KeyType::hosts, 0, 100, "", "[]", true, false, "内网主机：对它们允许不加密的 http",
     "Hosts of the own network: plain http is allowed to them",
     [](Target to, Value&& value) { to.config.private_hosts = std::move(value.list); }},

    {"connector", "type", KeyType::text, 0, kNameBytes, "", "", false, true, "平台", "The platform"},
    {"connector", "name", KeyType::text, 0, kNameBytes, "", "", false, false, "这个账号的名称；不写则同 type",
     "A name for this account; otherwise its type"},
    {"connector", "shop", KeyType::text, 0, kMostShopIdBytes, "", R"("main")", true, false, "属于哪个店铺，即 [shops.ID] 的 ID",
     "The shop that it belongs to, the ID of [shops.ID]"},

    {"group", "type", KeyType::text, 0, kNameBytes, "", R"("wecom")", false, true, "wecom、dingtalk、feishu 等",
     "wecom, dingtalk, feishu and others"},
    {"group", "name", KeyType::text, 0, kNameBytes, "", "", false, false,
     "这个群的名称；不写则同 type。改名等于换一个群，当天用旧名发过的榜会再发一次",
     "A name for this group; otherwise its type. A new name is another group, and gets again what the old one got that day"},
    {"group", "group", KeyType::text, 0, kNameBytes, "", R"("售前")", false, false, "发哪个小组的榜单；不写则每个小组各发一条",
     "Whose ranking goes there; without it that of every group"},
    {"group", "reports", KeyType::words, 0, 3, "", R"(["day", "week", "month"])", true, false, "发哪些：日榜、周榜、月榜",
     "Which: the day's, the week's, the month's"},
    {"group", "at", KeyType::clock_time, 0, 0, "", R"("09:13")", true, false,
     "几点发，按钟表时间；会避开整点和半点，并错开几秒到两分钟，不早于一天的开始",
     "When, by the wall clock; kept off the hour and half hour, moved by up to two minutes, and not before the day begins"},
    {"group", "rests", KeyType::boolean, 0, 0, "", "false", true, false, "国务院放假日和周末不发（调休上班日照发）",
     "Nothing on the State Council's days off and on weekends"},
    {"group", "picture", KeyType::boolean, 0, 0, "", "false", true, false, "另附一张榜单图；只有企业微信和邮件收图",
     "The ranking as a picture beside the text; only WeCom and mail take pictures"},
    {"group", "language", KeyType::choice, 0, 0, "zh|en", R"("zh")", true, false, "榜单用中文还是英文",
     "The language of what is posted"},
};

}  // namespace

std::span<const Table> tables() { return kTables; }
std::span<const Key> keys() { return kKeys; }

std::vector<const Key*> keys_of(std::string_view table) {
  std::vector<const Key*> found;
  for (const Key& key : kKeys) {
    if (key.table == table || (table == "shops" && key.table == "shop")) found.push_back(&key);
  }
  return found;
}

Key to_key(const connectors::OptionSpec& option) {
  Key key;
  key.table = "connector";
  key.name = option.name;
  key.maximum = kTextBytes;
  key.required = option.required;
  key.help_zh = option.help_zh;
  key.help_en = option.help_en;
  switch (option.type) {
    case connectors::OptionType::text:
      key.type = KeyType::text;
      break;
    case connectors::OptionType::integer:
      key.type = KeyType::integer;
      // Platforms number shops and groups beyond 32 bits, some below zero.
      key.minimum = std::numeric_limits<std::int64_t>::min();
      key.maximum = std::numeric_limits<std::int64_t>::max();
      break;
    case connectors::OptionType::boolean:
      key.type = KeyType::boolean;
      break;
    case connectors::OptionType::secret:
      key.type = KeyType::secret;
      break;
    case connectors::OptionType::path:
      key.type = KeyType::path;
      break;
    case connectors::OptionType::url:
      key.type = KeyType::url;
      break;
  }
  return key;
}

}  // namespace rigong::config
