// SPDX-License-Identifier: Apache-2.0
// The figures' names in the words of the trade. The names inside are those of `rigong figures --format json`.
import { language } from "./i18n";
import type { Better, FigureStatus, Goal, Unit } from "./schema";
import { shortest, unitWord } from "./format";

interface Naming {
  zh: string;
  en: string;
  // Where little room is.
  short?: string;
  shortZh?: string;
  // What numerator and denominator count: "16/17 条"; in English one and several.
  of?: Count;
}
interface Count {
  zh: string;
  en: [string, string];
}

// The five of the self-check come first, in its order.
export const five = ["satisfaction", "response_mean_ms", "slow_share", "answer_ratio", "reply_rate"] as const;

const ratings: Count = { zh: "条", en: ["rating", "ratings"] };
const turns: Count = { zh: "轮", en: ["turn", "turns"] };
const customers: Count = { zh: "位", en: ["customer", "customers"] };
const orders: Count = { zh: "单", en: ["order", "orders"] };
const talks: Count = { zh: "次", en: ["chat", "chats"] };
const messages: Count = { zh: "条", en: ["message", "messages"] };

const names: Record<string, Naming> = {
  satisfaction: { zh: "满意度", en: "Satisfaction", short: "Satisf.", of: ratings },
  response_mean_ms: { zh: "平响", en: "Response time", short: "Response", of: turns },
  slow_share: { zh: "慢响应", en: "Slow replies", short: "Slow", of: turns },
  answer_ratio: { zh: "答问比", en: "Answer ratio", short: "Ratio", of: messages },
  reply_rate: { zh: "回复率", en: "Reply rate", short: "Replied", of: customers },
  first_response_mean_ms: { zh: "首响", en: "First response", short: "First", of: talks },
  first_response_in_time_rate: { zh: "首响达标率", shortZh: "首响达标", en: "First answers in time", short: "First in time", of: talks },
  substantive_mean_ms: { zh: "实质回复", en: "Substantive reply", of: turns },
  customer_response_mean_ms: { zh: "客户等待", en: "Customer's wait", of: turns },
  customers: { zh: "接待人数", en: "Customers" },
  conversations: { zh: "会话", en: "Conversations" },
  turns: { zh: "轮次", en: "Turns" },
  turns_unanswered: { zh: "未回复", en: "Unanswered" },
  turns_slow: { zh: "慢响应量", en: "Slow turns" },
  leftover_in_time_rate: { zh: "留言及时率", en: "Messages left, answered in time", of: turns },
  messages_in: { zh: "客户消息", en: "Messages in" },
  messages_out: { zh: "客服消息", en: "Messages out" },
  passed_on: { zh: "转出", en: "Passed on" },
  assists: { zh: "协助", en: "Assists" },
  fcr_rate: { zh: "一次解决率", shortZh: "一次解决", en: "First-contact resolution", short: "Resolved", of: talks },
  escalation_rate: { zh: "升级率", en: "Escalations", of: talks },
  session_mean_ms: { zh: "平均会话时长", en: "Session length", of: talks },
  ratings: { zh: "评价", en: "Ratings" },
  invitation_rate: { zh: "邀评率", en: "Invitations to rate", of: talks },
  inquiries: { zh: "询单人数", en: "Inquiries" },
  conversion_rate: { zh: "询单次日转化", shortZh: "询单转化", en: "Conversion, next day", short: "Conversion", of: customers },
  conversion_final_rate: { zh: "询单最终转化", shortZh: "最终转化", en: "Conversion, final", short: "Final conv.", of: customers },
  sales_fen: { zh: "销售额", en: "Sales" },
  orders: { zh: "订单量", en: "Orders" },
  paying_customers: { zh: "付款人数", en: "Paying customers" },
  sales_per_customer_fen: { zh: "客单价", en: "Sales per customer", short: "Per customer", of: customers },
  orders_lost_rate: { zh: "订单流失率", en: "Orders lost", of: orders },
  payment_rate: { zh: "付款率", en: "Paid of ordered", of: orders },
  buying_again_rate: { zh: "回购率", en: "Buying again", of: customers },
  answered_in_3_min_rate: { zh: "3 分钟响应率", en: "Answered within 3 min" },
  answered_in_30_s_rate: { zh: "30 秒应答率", en: "Answered within 30 s" },
  consulting_customers: { zh: "咨询人数", en: "Consulting customers" },
  customers_unreplied: { zh: "未回复人数", en: "Customers without a reply" },
  customers_slow: { zh: "慢响应人数", en: "Customers answered slowly" },
  complaint_rate: { zh: "投诉率", en: "Complaints" },
  slow_unread: { zh: "未读慢响应提醒", en: "Slow-response notes unread" },
  online_ms: { zh: "在线时长", en: "Time online" },
  suspended_ms: { zh: "挂起时长", en: "Time suspended" },
  bot_share: { zh: "机器人占比", en: "Share of the bot" },
};

export const figureName = (name: string): string => names[name]?.[language()] ?? name;
export const shortName = (name: string): string => (language() === "en" ? names[name]?.short : names[name]?.shortZh) ?? figureName(name);
// What so many of it are called: "条", "轮", "rating", "ratings"; "" where nothing is counted.
export function figureCount(name: string, n: number): string {
  const of = names[name]?.of;
  if (!of) return "";
  return language() === "zh" ? of.zh : of.en[n === 1 ? 0 : 1];
}

// "≥90", "≤45", "1.0–1.8": the goal without its unit; "" without a goal.
export function goalText(goal: Goal | null | undefined, better: Better, unit: Unit, withUnit = false): string {
  if (!goal) return "";
  const word = withUnit && unitWord(unit) ? (unit === "share" ? "%" : ` ${unitWord(unit)}`) : "";
  const low = goal.low ?? null;
  const high = goal.high ?? null;
  if (low !== null && high !== null) return `${band(low, unit)}–${band(high, unit)}${word}`;
  if (better === "lower" && high !== null) return `≤${shortest(high, unit)}${word}`;
  if (low !== null) return `≥${shortest(low, unit)}${word}`;
  return high !== null ? `≤${shortest(high, unit)}${word}` : "";
}
const band = (value: number, unit: Unit): string => {
  const text = shortest(value, unit);
  return unit === "ratio" && /^\d+\.?$/.test(text) ? `${text.replace(".", "")}.0` : text;
};

const statusWords: Record<FigureStatus, { zh: string; en: string }> = {
  live: { zh: "实时", en: "live" },
  provisional: { zh: "暂定", en: "provisional" },
  final: { zh: "定稿", en: "final" },
};
export const statusWord = (status: FigureStatus): string => statusWords[status][language()];

const sources: Record<string, { zh: string; en: string }> = {
  own: { zh: "本店记录", en: "own records" },
  taobao: { zh: "千牛", en: "Qianniu" },
  jd: { zh: "京东", en: "JD" },
  pdd: { zh: "拼多多", en: "Pinduoduo" },
  douyin: { zh: "抖店", en: "Doudian" },
  doudian: { zh: "抖店", en: "Doudian" },
  kuaishou: { zh: "快手", en: "Kuaishou" },
};
export const sourceName = (source: string): string => sources[source]?.[language()] ?? source;
