// SPDX-License-Identifier: Apache-2.0
// What a column of a file can mean, by kind of file: the names of `rigong import --map`, in words a person knows.
import { language } from "../shared/i18n";
import { figureName } from "../shared/figures";

const words: Record<string, { zh: string; en: string }> = {
  conversation_id: { zh: "会话编号", en: "conversation" },
  message_id: { zh: "消息编号", en: "message id" },
  sent_at: { zh: "发送时间", en: "sent at" },
  direction: { zh: "谁发的", en: "direction" },
  agent_id: { zh: "客服", en: "rep" },
  customer_id: { zh: "客户", en: "customer" },
  text: { zh: "内容", en: "text" },
  starts_session: { zh: "新会话", en: "starts a session" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
  rating_id: { zh: "评价编号", en: "rating id" },
  invited_at: { zh: "邀评时间", en: "invited at" },
  rated_at: { zh: "评价时间", en: "rated at" },
  level: { zh: "评价等级", en: "level" },
  appeal_upheld: { zh: "申诉成功", en: "appeal upheld" },
  order_id: { zh: "订单号", en: "order" },
  created_at: { zh: "下单时间", en: "ordered at" },
  paid_at: { zh: "付款时间", en: "paid at" },
  closed_unpaid_at: { zh: "未付关闭时间", en: "closed unpaid at" },
  amount: { zh: "金额（元）", en: "amount (yuan)" },
  amount_fen: { zh: "金额（分）", en: "amount (fen)" },
  refunded: { zh: "退款（元）", en: "refunded (yuan)" },
  refunded_fen: { zh: "退款（分）", en: "refunded (fen)" },
  refunded_at: { zh: "退款时间", en: "refunded at" },
  updated_at: { zh: "更新时间", en: "updated at" },
  assignment_id: { zh: "分配编号", en: "assignment id" },
  at: { zh: "时间", en: "at" },
  action: { zh: "动作", en: "action" },
  reason: { zh: "原因", en: "reason" },
  day: { zh: "日期", en: "day" },
  shift: { zh: "班次", en: "shift" },
  start: { zh: "上班", en: "start" },
  end: { zh: "下班", en: "end" },
  consulting_customers: { zh: "咨询人数", en: "customers who asked" },
  customers: { zh: "接待人数", en: "customers" },
  customers_unreplied: { zh: "未回复人数", en: "customers without a reply" },
  messages_in: { zh: "客户消息数", en: "customers' messages" },
  messages_out: { zh: "客服消息数", en: "reps' messages" },
  answered_in_3_min_rate: { zh: "3 分钟回复率", en: "answered in 3 min" },
  answered_in_30_s_rate: { zh: "30 秒应答率", en: "answered in 30 s" },
  ratings: { zh: "评价数", en: "ratings" },
  ratings_good: { zh: "满意评价数", en: "good ratings" },
  orders: { zh: "订单数", en: "orders" },
  paying_customers: { zh: "付款人数", en: "paying customers" },
  inquiries: { zh: "询单人数", en: "inquiries" },
  conversion_rate: { zh: "询单转化率", en: "conversion" },
};
export const fieldWord = (field: string): string => {
  const known = words[field]?.[language()] ?? figureName(field);
  return known === field ? field : `${known} (${field})`;
};

const fields: Record<string, string[]> = {
  messages: ["conversation_id", "sent_at", "direction", "agent_id", "customer_id", "message_id", "text", "starts_session", "withdrawn"],
  ratings: ["level", "rated_at", "invited_at", "agent_id", "conversation_id", "rating_id", "customer_id", "appeal_upheld"],
  orders: ["order_id", "created_at", "amount", "amount_fen", "customer_id", "paid_at", "closed_unpaid_at", "refunded", "refunded_fen", "refunded_at", "updated_at"],
  assignments: ["conversation_id", "at", "action", "agent_id", "reason", "assignment_id"],
  shifts: ["agent_id", "day", "shift", "start", "end"],
  daily: [
    "agent_id", "day", "customers", "consulting_customers", "customers_unreplied", "messages_in", "messages_out", "answer_ratio", "reply_rate",
    "answered_in_3_min_rate", "answered_in_30_s_rate", "first_response_mean_ms", "response_mean_ms", "satisfaction", "ratings", "ratings_good",
    "sales_fen", "orders", "paying_customers", "inquiries", "conversion_rate", "online_ms", "suspended_ms",
    "bot_share", "slow_unread",
  ],
};
// Of a kind of file; all, each once, where the kind is not known.
export const fieldsOf = (kind: string): string[] => fields[kind] ?? [...new Set(Object.values(fields).flat())];

export interface Preset {
  id: string;
  kind: string;
  zh: string;
  en: string;
}
export const presets: Preset[] = [
  { id: "messages", kind: "messages", zh: "聊天消息", en: "chat messages" },
  { id: "ratings", kind: "ratings", zh: "评价（1–5 级或文字）", en: "ratings (1 to 5, or words)" },
  { id: "ratings-taobao", kind: "ratings", zh: "淘宝评价（0 为非常满意）", en: "Taobao ratings (0 is very satisfied)" },
  { id: "ratings-jd", kind: "ratings", zh: "京东评价（0、25、50、75、100）", en: "JD ratings (0, 25, 50, 75, 100)" },
  { id: "orders", kind: "orders", zh: "订单", en: "orders" },
  { id: "assignments", kind: "assignments", zh: "分配与转接", en: "assignments" },
  { id: "shifts", kind: "shifts", zh: "班次、休息与请假", en: "shifts and days off" },
  { id: "taobao-reception", kind: "daily", zh: "淘宝咨询接待分析", en: "Taobao reception analysis" },
  { id: "taobao-daily", kind: "daily", zh: "淘宝客服日报", en: "Taobao daily report" },
  { id: "pdd-daily", kind: "daily", zh: "拼多多客服数据", en: "Pinduoduo data" },
  { id: "daily", kind: "daily", zh: "其他按日数据表", en: "another table by day" },
];
export const kindOfPreset = (preset: string): string => presets.find(({ id }) => id === preset)?.kind ?? "";
