// SPDX-License-Identifier: Apache-2.0
// The figures' names in the words of the trade. The names inside are those of `rigong figures --format json`.
import { language } from "./i18n";
import type { Better, FigureStatus, Goal, Unit } from "./schema";
import { shortest, unitWord } from "./format";

interface Naming {
  zh: string;
  en: string;
  short?: string; // In English, where little room is.
  // What numerator and denominator count: "16/17 条".
  of?: { zh: string; en: string };
}

// The five of the self-check come first, in its order.
export const five = ["satisfaction", "response_mean_ms", "slow_share", "answer_ratio", "reply_rate"] as const;

const ratings = { zh: "条", en: "ratings" };
const turns = { zh: "轮", en: "turns" };
const customers = { zh: "位", en: "customers" };
const orders = { zh: "单", en: "orders" };
const talks = { zh: "次", en: "chats" };

const names: Record<string, Naming> = {
  satisfaction: { zh: "满意度", en: "Satisfaction", short: "Satisf.", of: ratings },
  response_mean_ms: { zh: "平响", en: "Response time", short: "Response", of: turns },
  slow_share: { zh: "慢响应", en: "Slow replies", short: "Slow", of: turns },
  answer_ratio: { zh: "答问比", en: "Answer ratio", short: "Ratio", of: { zh: "条", en: "messages" } },
  reply_rate: { zh: "回复率", en: "Reply rate", short: "Replied", of: customers },
  customers: { zh: "接待", en: "Customers" },
  conversations: { zh: "会话", en: "Conversations" },
  turns: { zh: "轮次", en: "Turns" },
  response_median_ms: { zh: "响应中位数", en: "Median response" },
  response_p90_ms: { zh: "响应 P90", en: "Response p90" },
  first_response_mean_ms: { zh: "首响", en: "First response", of: talks },
  first_response_in_time: { zh: "首响达标率", en: "First answer in time", of: talks },
  turns_unanswered: { zh: "未回复", en: "Unanswered" },
  turns_slow: { zh: "慢响应量", en: "Slow replies" },
  fcr: { zh: "一次解决率", en: "Resolved at first contact", of: talks },
  fcr_rate: { zh: "一次解决率", en: "Resolved at first contact", of: talks },
  escalation_rate: { zh: "升级率", en: "Escalations", of: talks },
  conversion: { zh: "询单转化", en: "Conversion", of: customers },
  conversion_next_day: { zh: "询单转化", en: "Conversion", of: customers },
  conversion_final: { zh: "询单转化（3 日）", en: "Conversion (3 days)", of: customers },
  sales_fen: { zh: "销售额", en: "Sales" },
  commission_fen: { zh: "今日提成", en: "Commission" },
  orders: { zh: "订单量", en: "Orders" },
  order_loss: { zh: "订单流失率", en: "Orders lost", of: orders },
  orders_lost_rate: { zh: "订单流失率", en: "Orders lost", of: orders },
  average_order_fen: { zh: "客单价", en: "Sales a customer" },
  sales_per_customer_fen: { zh: "客单价", en: "Sales a customer" },
  complaint_rate: { zh: "投诉率", en: "Complaints", of: customers },
  complaints: { zh: "投诉", en: "Complaints" },
  refunds_fen: { zh: "退款", en: "Refunds" },
  invitation_rate: { zh: "邀评率", en: "Asked for a rating", of: talks },
  session_mean_ms: { zh: "平均会话时长", en: "Length of a chat" },
  call_mean_ms: { zh: "平均通话时长", en: "Length of a call" },
  payment_rate: { zh: "付款率", en: "Orders paid", of: orders },
  repurchase_rate: { zh: "回购率", en: "Bought again", of: customers },
  suspended_ms: { zh: "挂起时长", en: "Time suspended" },
  bot_share: { zh: "机器人占比", en: "Share of the bot", of: turns },
  passed_on: { zh: "转出", en: "Passed on" },
  assists: { zh: "协助", en: "Assists" },
  turns_leftover: { zh: "非服务时段留言", en: "Outside service hours" },
  turns_courtesy: { zh: "客套话", en: "Courtesy turns" },
};

export const figureName = (name: string): string => names[name]?.[language()] ?? name;
export const shortName = (name: string): string => (language() === "en" ? names[name]?.short : undefined) ?? figureName(name);
// "条", "轮"; "" where nothing is counted.
export const figureCount = (name: string): string => names[name]?.of?.[language()] ?? "";

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
