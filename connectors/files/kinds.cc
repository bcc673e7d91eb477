// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/kinds.h"

#include <algorithm>

#include "connectors/kit/fold.h"

namespace rigong::connectors::files {
namespace {

using model::DeliveredField;

constexpr std::array kKindNames = {"messages", "ratings", "orders", "assignments", "shifts", "daily"};

constexpr std::array kFieldTexts = {
    "conversation_id", "message_id",    "sent_at",   "direction",        "agent_id", "customer_id", "text",
    "starts_session",  "withdrawn",     "rating_id", "invited_at",       "rated_at", "level",       "appeal_upheld",
    "order_id",        "created_at",    "paid_at",   "closed_unpaid_at", "amount",   "refunded",    "refunded_at",
    "updated_at",      "assignment_id", "at",        "action",           "reason",   "day",         "shift",
    "start",           "end",
};
static_assert(kFieldTexts.size() == index_of(Field::delivered));

constexpr Kind kM = Kind::messages;
constexpr Kind kR = Kind::ratings;
constexpr Kind kO = Kind::orders;
constexpr Kind kA = Kind::assignments;
constexpr Kind kS = Kind::shifts;
constexpr Kind kD = Kind::daily;

constexpr std::string_view kConversation =
    "conversation_id|会话id|会话编号|会话号|对话id|对话编号|会话|session_id|chat_id|dialog_id|conversation";
constexpr std::string_view kAgent =
    "agent_id|客服id|客服账号|客服帐号|客服昵称|旺旺昵称|子账号|子帐号|旺旺|客服名称|客服姓名|客服|接待客服|坐席|坐席id|工号|"
    "agent|rep|rep_id|staff_id|"
    "servicer|waiter|员工|姓名|昵称|账号|帐号|name";
constexpr std::string_view kCustomer =
    "customer_id|客户id|买家id|买家会员名|买家昵称|买家旺旺|买家|客户昵称|客户|顾客|顾客id|会员名|buyer_nick|buyer_id|buyer|"
    "customer|user_id";

constexpr FieldSpec kFields[] = {
    {kM, Field::conversation_id, Unit::none, kConversation},
    {kM, Field::message_id, Unit::none, "message_id|消息id|消息编号|msg_id|msgid|id"},
    {kM, Field::sent_at, Unit::none,
     "sent_at|发送时间|消息时间|聊天时间|时间|sent_time|send_time|msg_time|created_at|timestamp|time|date"},
    {kM, Field::direction, Unit::none, "direction|方向|消息方向|发送方|发送者类型|消息来源|角色|sender_type|sender|role|from"},
    {kM, Field::agent_id, Unit::none, kAgent},
    {kM, Field::customer_id, Unit::none, kCustomer},
    {kM, Field::text, Unit::none, "text|内容|消息内容|聊天内容|消息|content|message|body"},
    {kM, Field::starts_session, Unit::none, "starts_session|新会话|会话开始"},
    {kM, Field::withdrawn, Unit::none, "withdrawn|撤回|已撤回|是否撤回|recalled|deleted"},

    {kR, Field::rating_id, Unit::none, "rating_id|评价id|评价编号|eval_id|id"},
    {kR, Field::conversation_id, Unit::none, kConversation},
    {kR, Field::agent_id, Unit::none,
     "agent_id|被评价客服|评价客服|eval_sender|客服id|客服账号|客服帐号|客服昵称|旺旺昵称|子账号|客服|rep|rep_id|agent|waiter|"
     "姓名|昵称|账号"},
    {kR, Field::customer_id, Unit::none,
     "customer_id|评价人|eval_recer|客户id|买家id|买家会员名|买家昵称|买家|客户昵称|客户|顾客|customer|buyer"},
    {kR, Field::invited_at, Unit::none, "invited_at|邀评时间|邀请时间|邀请评价时间|send_time|invite_time"},
    {kR, Field::rated_at, Unit::none, "rated_at|评价时间|eval_time|rate_time|时间|time|created_at"},
    {kR, Field::level, Unit::none, "level|评价|评价结果|满意度|满意程度|评分|评价等级|星级|eval_code|score|rating|stars"},
    {kR, Field::appeal_upheld, Unit::none, "appeal_upheld|申诉成功|申诉通过"},

    {kO, Field::order_id, Unit::none, "order_id|订单号|订单编号|订单id|主订单编号|order_sn|order_no|tid|id"},
    {kO, Field::customer_id, Unit::none, kCustomer},
    {kO, Field::created_at, Unit::none, "created_at|下单时间|订单创建时间|拍下时间|创建时间|成交时间|order_time|created"},
    {kO, Field::paid_at, Unit::none, "paid_at|付款时间|支付时间|订单付款时间|pay_time"},
    {kO, Field::closed_unpaid_at, Unit::none, "closed_unpaid_at|未付款关闭时间|取消时间"},
    {kO, Field::amount, Unit::fen, "amount_fen"},
    {kO, Field::amount, Unit::yuan,
     "amount|实付金额|买家实际支付金额|实际支付金额|买家实付|实付款|商家实收金额|买家应付货款|订单金额|应付金额|付款金额|金额|"
     "payment|total"},
    {kO, Field::refunded, Unit::fen, "refunded_fen"},
    {kO, Field::refunded, Unit::yuan, "refunded|退款金额|已退款金额|refund_fee|refund"},
    {kO, Field::refunded_at, Unit::none, "refunded_at|退款时间|退款完成时间|refund_time"},
    {kO, Field::updated_at, Unit::none, "updated_at|更新时间|修改时间|modified"},

    {kA, Field::assignment_id, Unit::none, "assignment_id|分配id|转接id|id"},
    {kA, Field::conversation_id, Unit::none, kConversation},
    {kA, Field::at, Unit::none, "at|分配时间|转接时间|操作时间|时间|time|assigned_at|created_at"},
    {kA, Field::action, Unit::none, "action|动作|操作|操作类型|类型|事件|event|type|kind"},
    {kA, Field::agent_id, Unit::none,
     "agent_id|转入客服|接收客服|to_agent|客服id|客服账号|客服昵称|旺旺昵称|子账号|客服|rep|rep_id|agent"},
    {kA, Field::reason, Unit::none, "reason|原因|转接原因"},

    {kS, Field::agent_id, Unit::none, kAgent},
    {kS, Field::day, Unit::none, "day|日期|班次日期|date"},
    {kS, Field::shift, Unit::none, "shift|班次|排班|班别|状态|班次名称"},
    {kS, Field::start, Unit::none, "start|上班时间|上班|开始时间|开始|start_time|from"},
    {kS, Field::end, Unit::none, "end|下班时间|下班|结束时间|结束|end_time|to"},

    {kD, Field::agent_id, Unit::none, kAgent},
    {kD, Field::day, Unit::none, "day|日期|统计日期|统计时间|数据日期|时间|date|waiting_date"},
    {kD, field_of(DeliveredField::consulting_customers), Unit::none, "consulting_customers|咨询人数|聊天人数|总咨询人数"},
    {kD, field_of(DeliveredField::customers), Unit::none, "customers|接待人数|总接待人数|客服接待人数|接待量"},
    {kD, field_of(DeliveredField::customers_effective), Unit::none, "customers_effective|有效接待人数|有效接待"},
    {kD, field_of(DeliveredField::customers_unreplied), Unit::none, "customers_unreplied|未回复人数|未回复"},
    {kD, field_of(DeliveredField::customers_slow), Unit::none, "customers_slow|慢响应人数|慢接待人数|慢响应|慢接待"},
    {kD, field_of(DeliveredField::messages_all), Unit::none, "messages_all|总消息数|总消息|消息总数"},
    {kD, field_of(DeliveredField::messages_in), Unit::none, "messages_in|买家消息数|买家消息|客户消息数|顾客消息数"},
    {kD, field_of(DeliveredField::messages_out), Unit::none, "messages_out|客服消息数|客服消息"},
    {kD, field_of(DeliveredField::characters_out), Unit::none, "characters_out|客服字数"},
    {kD, field_of(DeliveredField::answer_ratio), Unit::none, "answer_ratio|答问比"},
    {kD, field_of(DeliveredField::reply_rate), Unit::none, "reply_rate|旺旺回复率|回复率|人工回复率"},
    {kD, field_of(DeliveredField::answered_in_3_min_rate), Unit::none,
     "answered_in_3_min_rate|3分钟人工响应率|3分钟人工回复率|三分钟人工回复率|三分钟人工响应率|3分钟回复率|3分钟响应率|"
     "旺旺3分钟人工响应率|人工3分钟回复率|人工三分钟回复率"},
    {kD, field_of(DeliveredField::answered_in_30_s_rate), Unit::none,
     "answered_in_30_s_rate|首次30秒应答率|咚咚首次30秒应答率|30秒应答率|30s应答率|30秒回复率|30秒人工应答率"},
    {kD, field_of(DeliveredField::first_response_mean_ms), Unit::milliseconds, "first_response_mean_ms"},
    {kD, field_of(DeliveredField::first_response_mean_ms), Unit::seconds,
     "首次响应时长|首次响应时间|首次响应|首响|首响时长|平均首次响应时长|平均首次响应时间"},
    {kD, field_of(DeliveredField::response_mean_ms), Unit::milliseconds, "response_mean_ms"},
    {kD, field_of(DeliveredField::response_mean_ms), Unit::seconds,
     "平均响应时长|平均响应时间|平均响应|平响|人工平均响应时长|平均人工响应时间|平均回复时长|平均人工响应时长|旺旺人工响应时长|"
     "人工响应时长"},
    {kD, field_of(DeliveredField::satisfaction), Unit::none,
     "satisfaction|满意度|客户满意度|客服满意度|客户满意率|满意率|好评率"},
    {kD, field_of(DeliveredField::ratings), Unit::none, "ratings|评价量|评价数|评价总数|收到评价数"},
    {kD, field_of(DeliveredField::ratings_good), Unit::none, "ratings_good|满意评价数|好评数|满意数"},
    {kD, field_of(DeliveredField::sales_fen), Unit::fen, "sales_fen"},
    {kD, field_of(DeliveredField::sales_fen), Unit::yuan, "销售额|客服销售额|销售金额|支付金额|成交金额"},
    {kD, field_of(DeliveredField::orders), Unit::none, "orders|订单数|销售订单数|支付订单数|成交订单数"},
    {kD, field_of(DeliveredField::paying_customers), Unit::none, "paying_customers|销售人数|付款人数|支付人数|成交人数"},
    {kD, field_of(DeliveredField::inquiries), Unit::none, "inquiries|询单人数|询单数"},
    {kD, field_of(DeliveredField::conversion_rate), Unit::none,
     "conversion_rate|询单转化率|询单->最终付款成功率|询单->次日付款成功率|转化率|询单最终付款成功率|询单次日付款成功率|"
     "询单→最终付款成功率|询单→次日付款成功率"},
    {kD, field_of(DeliveredField::online_ms), Unit::milliseconds, "online_ms"},
    {kD, field_of(DeliveredField::online_ms), Unit::seconds, "在线时长|累计在线时长|登录时长"},
    {kD, field_of(DeliveredField::suspended_ms), Unit::milliseconds, "suspended_ms"},
    {kD, field_of(DeliveredField::suspended_ms), Unit::seconds, "挂起时长"},
    {kD, field_of(DeliveredField::bot_share), Unit::none, "bot_share|机器人占比"},
    {kD, field_of(DeliveredField::slow_unread), Unit::none, "slow_unread|慢响应未读数"},
};

constexpr Preset::Group one(Field field) { return {{field}, 1}; }
constexpr Preset::Group any(Field a, Field b) { return {{a, b}, 2}; }
constexpr RatingScale kFive = RatingScale::one_to_five;

// Asked in this order; of those that fit equally well the first is taken.
constexpr Preset kPresets[] = {
    {"messages",
     kM,
     "聊天消息",
     "chat messages",
     {one(Field::conversation_id), one(Field::sent_at), one(Field::direction)},
     3,
     0,
     kFive,
     ""},
    {"ratings",
     kR,
     "评价（1-5 级或文字）",
     "ratings (1 to 5, or words)",
     {one(Field::level),
      any(Field::rated_at, Field::invited_at),
      {{Field::rating_id, Field::conversation_id, Field::agent_id}, 3}},
     3,
     0,
     kFive,
     ""},
    {"ratings-taobao",
     kR,
     "淘宝客服评价（0 为非常满意）",
     "Taobao ratings (0 is very satisfied)",
     {one(Field::level), any(Field::rated_at, Field::invited_at), one(Field::agent_id)},
     3,
     0,
     RatingScale::zero_is_best,
     "evalcode"},
    {"ratings-jd",
     kR,
     "京东客服评价（0、25、50、75、100）",
     "JD ratings (0, 25, 50, 75, 100)",
     {one(Field::level), any(Field::rated_at, Field::invited_at), one(Field::agent_id)},
     3,
     0,
     RatingScale::hundred,
     "-"},
    {"orders", kO, "订单", "orders", {one(Field::order_id), one(Field::created_at), one(Field::amount)}, 3, 0, kFive, ""},
    {"assignments",
     kA,
     "分配与转接记录",
     "assignments and transfers",
     {one(Field::conversation_id), one(Field::at), one(Field::action)},
     3,
     0,
     kFive,
     ""},
    {"shifts",
     kS,
     "班次、休息与请假",
     "shifts, days off and leave",
     {one(Field::agent_id), one(Field::day), any(Field::shift, Field::start)},
     3,
     0,
     kFive,
     ""},
    {"taobao-reception",
     kD,
     "淘宝／天猫 咨询接待分析",
     "Taobao/Tmall reception analysis",
     {one(Field::agent_id), one(field_of(DeliveredField::consulting_customers)), one(field_of(DeliveredField::customers))},
     3,
     3,
     kFive,
     "旺旺昵称",
     "taobao"},
    {"taobao-daily",
     kD,
     "飞猪／淘宝 客服日报",
     "Fliggy/Taobao daily report",
     {one(field_of(DeliveredField::customers)), one(field_of(DeliveredField::messages_all))},
     2,
     3,
     kFive,
     "聊天人数",
     "taobao"},
    {"pdd-daily",
     kD,
     "拼多多 客服数据",
     "Pinduoduo customer-service data",
     {any(field_of(DeliveredField::answered_in_3_min_rate), field_of(DeliveredField::answered_in_30_s_rate))},
     1,
     1,
     kFive,
     "3分钟人工回复率|30秒应答率",
     "pdd"},
    {"jd-daily",
     kD,
     "京东 咚咚客服数据",
     "JD Dongdong customer-service data",
     {one(field_of(DeliveredField::answered_in_30_s_rate))},
     1,
     2,
     kFive,
     "首次30秒应答率|咚咚首次30秒应答率",
     "jd"},
    {"doudian-daily",
     kD,
     "抖店 飞鸽客服数据",
     "Doudian Feige customer-service data",
     {one(field_of(DeliveredField::answered_in_3_min_rate))},
     1,
     2,
     kFive,
     "3分钟回复率(会话)",
     "doudian"},
    {"kuaishou-daily",
     kD,
     "快手小店 客服数据",
     "Kuaishou shop customer-service data",
     {one(field_of(DeliveredField::answered_in_3_min_rate))},
     1,
     2,
     kFive,
     "人工3分钟回复率|人工三分钟回复率",
     "kuaishou"},
    {"daily", kD, "按日数据表", "day table", {}, 0, 2, kFive, ""},
};

}  // namespace

std::string_view kind_name(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::string_view field_text(Field field) {
  return index_of(field) < kFieldTexts.size() ? kFieldTexts[index_of(field)] : model::field_name(figure_of(field));
}

std::span<const FieldSpec> field_specs() { return kFields; }
std::span<const Preset> all_presets() { return kPresets; }

bool is_summary_word(std::string_view cell) {
  if (cell.empty() || cell.size() > 32) return false;
  static constexpr std::array<std::string_view, 16> kWords = {"汇总",   "汇总值", "合计",    "总计",  "小计", "平均",
                                                              "平均值", "均值",   "总和",    "总数",  "sum",  "total",
                                                              "mean",   "avg",    "average", "totals"};
  return std::find(kWords.begin(), kWords.end(), fold_name(cell).name) != kWords.end();
}

}  // namespace rigong::connectors::files
