// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/why.h"

#include <fmt/format.h>

#include <array>

namespace rigong::runtime {
namespace {

struct Rule {
  std::string_view figure;
  std::string_view platform;  // Empty: ours. "*": every platform without a rule of its own.
  const char* zh;
  const char* en;
};

constexpr std::array kRules = {
    Rule{"response_mean_ms", "", "从这一轮归您起，只算服务时段，每轮封顶，人工回复为止",
         "from when the turn is yours, service hours only, capped, to the human reply"},
    Rule{
        "response_mean_ms", "taobao", "旺旺人工响应时长：从客户发问起，每轮封顶 10 分钟，机器人 0 秒和跨日的轮不算，常取近 30 天",
        "from the customer's question, at most 10 min a turn, without the bot's 0 s and turns over midnight, often over 30 days"},
    Rule{"response_mean_ms", "jd", "咚咚平均响应时长：从客户发问起，23:00–09:00 开始的会话不算，次日出数",
         "from the customer's question, without sessions begun 23:00–09:00, the next day"},
    Rule{"response_mean_ms", "*", "平台按自己的时段和起点计，次日出数", "by the platform's own hours and start, the next day"},
    Rule{"first_response_mean_ms", "", "每段会话第一次被人工回复的那轮，从归您起算",
         "the first answered turn of a session, from when it is yours"},
    Rule{"first_response_mean_ms", "*", "平台多按客户首次发问到首次回复、按客户平均",
         "mostly from the customer's first question to the first reply, averaged over customers"},
    Rule{"satisfaction", "", "（非常满意＋满意）÷有效评价，归邀评前最后回复的人，申诉成立的不算",
         "very satisfied and satisfied of valid ratings, credited to who replied last before the invitation, without upheld "
         "appeals"},
    Rule{"satisfaction", "*", "平台按自己的归属和去重规则计，改评与申诉生效的时间不同",
         "by the platform's own crediting; changed ratings and appeals take effect at other times"},
    Rule{"reply_rate", "", "当天至少被回复一轮的客户÷有轮次的客户，只算服务时段内开始的轮",
         "customers with at least one answered turn of those with a turn that day, turns begun in service hours only"},
    Rule{"reply_rate", "taobao", "旺旺回复率：（咨询人数－未回复人数）÷咨询人数，含时段外的客户",
         "(consulting customers less those without a reply) of consulting customers, at any hour"},
    Rule{"reply_rate", "*", "平台按咨询人数计，时段与过滤规则不同", "of consulting customers, with other hours and filters"},
    Rule{"answer_ratio", "", "人工消息÷客户消息，欢迎语、离线语、1 秒内的自动回复不算",
         "human messages of customer messages, without welcome and away texts and replies within 1 s"},
    Rule{"answer_ratio", "*", "平台的客服消息常含自动回复", "the platform's often counts automatic replies too"},
    Rule{"slow_share", "", "超过阈值的轮÷已有结论的轮", "turns past the threshold of decided turns"},
    Rule{"slow_share", "*", "平台多按客户计慢响应人数，不按轮", "platforms mostly count customers, not turns"},
    Rule{"customers", "", "当天有有效轮次的客户，同一客户一天算一位",
         "customers with an eligible turn that day, each once a day"},
    Rule{"customers", "*", "平台的接待人数去掉过滤账号，含留言与机器人接待的口径不一",
         "the platform leaves filtered accounts out; messages left and the bot's customers count differently"},
    Rule{"messages_in", "", "客户消息，机器人结束的轮不算", "customer messages, without turns that the bot ended"},
    Rule{"messages_in", "*", "平台计全部买家消息", "the platform counts all of them"},
    Rule{"messages_out", "", "人工消息", "human messages"},
    Rule{"messages_out", "*", "平台的客服消息常含自动回复", "the platform's often counts automatic replies too"},
    Rule{"conversion_rate", "", "下单前来问、次日内付款的客户÷询单客户，归属见设置",
         "customers who asked before ordering and paid by the next day, of those who asked"},
    Rule{"conversion_rate", "*", "平台按自己的询单时效和归属（下单、付款、下单优先）计，次日或第四日出数",
         "by the platform's own window and crediting (order, payment, order first), a day or four later"},
    Rule{"inquiries", "", "下单前来问的客户，D+3 前会变", "customers who asked before ordering; may change until D+3"},
    Rule{"inquiries", "*", "平台次日出数，去掉广告与过滤账号", "the next day, without advertisements and filtered accounts"},
    Rule{"sales_fen", "", "归到客服的已付金额，退款记在退款当天",
         "paid amounts credited to reps; refunds on the day they are made"},
    Rule{"sales_fen", "*", "平台按所选归属规则计，退款处理不同",
         "by the crediting rule chosen there; refunds are treated otherwise"},
    Rule{"orders", "", "归到客服的下单数", "orders placed that are credited to reps"},
    Rule{"orders", "*", "平台按所选归属规则计", "by the crediting rule chosen there"},
    Rule{"ratings", "", "当天邀评的有效评价", "valid ratings invited that day"},
    Rule{"ratings", "*", "平台多记在评价当天", "mostly on the day of the rating"},
    Rule{"answered_in_3_min_rate", "", "我们用平台的规则从自己的记录推算，供提前看",
         "counted from our records by the platform's rules, to see it beforehand"},
    Rule{"answered_in_3_min_rate", "taobao", "3 分钟内人工回复的轮÷轮，08:00–23:00，近 30 天",
         "turns answered within 3 min, 08:00–23:00, over 30 days"},
    Rule{"answered_in_3_min_rate", "pdd", "没有一轮超过 3 分钟的客户÷客户，08:00–23:00",
         "customers without a turn over 3 min, 08:00–23:00"},
    Rule{"answered_in_3_min_rate", "kuaishou", "没有一轮超过 3 分钟的转人工客户÷转人工客户，08:00–23:00",
         "customers handed to people without a turn over 3 min, 08:00–23:00"},
    Rule{"answered_in_3_min_rate", "doudian", "平均等待不超过 3 分钟的会话÷会话，08:00–23:00，没人接的算未达标",
         "sessions with a mean wait of at most 3 min, 08:00–23:00; nobody's sessions fail"},
    Rule{"answered_in_30_s_rate", "", "我们用平台的规则从自己的记录推算，供提前看",
         "counted from our records by the platform's rules, to see it beforehand"},
    Rule{"answered_in_30_s_rate", "jd", "首次 30 秒内应答的会话÷09:00–23:00 开始的会话，关闭 10 分钟内回来不算新会话",
         "sessions first answered within 30 s of those begun 09:00–23:00; back within 10 min of closing is no new one"},
};

const Rule* rule_of(std::string_view figure, std::string_view platform) {
  const Rule* any = nullptr;
  for (const Rule& rule : kRules) {
    if (rule.figure != figure) continue;
    if (rule.platform == platform) return &rule;
    if (rule.platform == "*" && !platform.empty()) any = &rule;
  }
  return any;
}

}  // namespace

std::optional<Words> why_different(std::string_view figure, const std::set<std::string>& platforms) {
  const Rule* ours = rule_of(figure, "");
  if (ours == nullptr || platforms.empty()) return std::nullopt;
  Words words = {fmt::format("日拱：{}。", ours->zh), fmt::format("Rigong: {}.", ours->en)};
  bool any = false;
  for (const std::string& platform : platforms) {
    const Rule* theirs = rule_of(figure, platform);
    if (theirs == nullptr) continue;
    any = true;
    const Words name = platform_name(platform);
    words.zh += fmt::format("{}：{}。", name.zh, theirs->zh);
    words.en += fmt::format(" {}: {}.", name.en, theirs->en);
  }
  return any ? std::optional(std::move(words)) : std::nullopt;
}

Words what_is_missing(metrics::Needs needs) {
  switch (needs) {
    case metrics::Needs::messages:
      return {"需要聊天消息：导入消息文件，或添加平台账号。",
              "Needs messages: import a message file, or add an account of the platform."};
    case metrics::Needs::ratings:
      return {"需要评价记录：导入评价文件（ratings），或由平台账号提供。",
              "Needs ratings: import a file of ratings, or have a platform deliver them."};
    case metrics::Needs::orders:
      return {"需要订单：导入订单文件（orders），或由平台账号提供。",
              "Needs orders: import a file of orders, or have a platform deliver them."};
    case metrics::Needs::closings:
      return {"需要会话的关闭时间：导入分配记录（assignments）里的“closed”。",
              "Needs to know when conversations are closed: import assignments with 'closed' in them."};
    case metrics::Needs::assignments:
      return {"需要分配与转接记录：导入分配文件（assignments）。",
              "Needs assignments and transfers: import a file of assignments."};
    case metrics::Needs::platform:
      return {"由平台提供：导入平台的日报表（daily）后显示。",
              "Told by platforms: shown once a platform's day table (daily) is imported."};
    case metrics::Needs::nothing_tells:
      break;
  }
  return {"目前没有来源提供这项记录。", "No source tells this yet."};
}

Words platform_name(const std::string& platform) {
  struct Name {
    const char* id;
    const char* zh;
    const char* en;
  };
  static constexpr std::array kNames = {Name{"taobao", "淘宝", "Taobao"}, Name{"jd", "京东", "JD"},
                                        Name{"pdd", "拼多多", "Pinduoduo"}, Name{"doudian", "抖店", "Doudian"},
                                        Name{"kuaishou", "快手", "Kuaishou"}};
  for (const Name& name : kNames) {
    if (platform == name.id) return {name.zh, name.en};
  }
  return {platform, platform};
}

std::string_view mirrored_figure(metrics::Mirror mirror) {
  return mirror == metrics::Mirror::jd ? "answered_in_30_s_rate" : "answered_in_3_min_rate";
}

std::optional<metrics::Mirror> mirror_of(std::string_view platform) {
  for (const auto mirror : {metrics::Mirror::taobao, metrics::Mirror::jd, metrics::Mirror::pdd, metrics::Mirror::kuaishou,
                            metrics::Mirror::doudian}) {
    if (metrics::name(mirror) == platform) return mirror;
  }
  return std::nullopt;
}

}  // namespace rigong::runtime
