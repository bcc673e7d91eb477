// SPDX-License-Identifier: Apache-2.0
import { problem } from "../server.mjs";
import { addDays, shapes } from "../world.mjs";
import { chance } from "../random.mjs";

const share = (better = "higher") => ({ unit: "share", better });
const all = {
  satisfaction: { ...shapes.satisfaction, of: 340, low: 0.9, high: 0.96, taobao: 0.012 },
  response_mean_ms: { ...shapes.response_mean_ms, of: 4200, low: 36_000, high: 52_000, taobao: -4_200 },
  first_response_mean_ms: { unit: "ms", better: "lower", of: 1600, low: 18_000, high: 31_000 },
  first_response_in_time_rate: { ...share(), of: 1600, low: 0.7, high: 0.86 },
  slow_share: { ...shapes.slow_share, of: 4300, low: 0.018, high: 0.034 },
  answer_ratio: { ...shapes.answer_ratio, of: 5200, low: 1.2, high: 1.6, taobao: 0.11 },
  reply_rate: { ...shapes.reply_rate, of: 1600, low: 0.975, high: 0.995, taobao: 0.004 },
  turns_unanswered: { unit: "count", better: "lower", of: 1, low: 3, high: 19 },
  fcr_rate: { ...share(), of: 900, low: 0.72, high: 0.82 },
  escalation_rate: { ...share("lower"), of: 1700, low: 0.01, high: 0.04 },
  session_mean_ms: { unit: "ms", better: "none", of: 1700, low: 240_000, high: 420_000 },
  sales_fen: { unit: "fen", better: "higher", of: 1, low: 8_000_000, high: 21_000_000, taobao: 830_000 },
  orders: { unit: "count", better: "higher", of: 1, low: 300, high: 620 },
  sales_per_customer_fen: { unit: "fen", better: "higher", of: 400, low: 12_000, high: 26_000 },
  conversion_final_rate: { ...share(), of: 700, low: 0.28, high: 0.41, taobao: 0.021 },
  orders_lost_rate: { ...share("lower"), of: 520, low: 0.08, high: 0.17 },
};
const missing = {
  complaint_rate: { ...share("lower"), words: { zh: "需要投诉记录：接上平台的售后账号，或导入投诉表。", en: "Needs complaints: an after-sales account of the platform, or a table of complaints." } },
  invitation_rate: { ...share(), words: { zh: "需要邀评记录。", en: "Needs the invitations to rate." } },
  buying_again_rate: { ...share(), words: { zh: "需要 90 天以上的订单。", en: "Needs orders of more than 90 days." } },
  suspended_ms: { unit: "ms", better: "none", words: null },
};

export default {
  "GET /shop-figures": ({ world, query }) => {
    if (query.from > query.to || query.to > addDays(query.from, 399)) throw problem(400, "wrong_use", "时段最多 400 天。", "At most 400 days.", "to");
    const person = query.person ? world.person(query.person) : null;
    if (query.person && !person) throw problem(404, "not_found", "没有这个人。", "There is no such person.", "person");
    const dice = chance(world.seed, query.from, query.to, query.person ?? "", query.shop ?? "");
    const nothing = { own: null, platforms: [], why: null };
    const figures = Object.entries(all).map(([name, { unit, better, of, low, high, taobao }]) => {
      const value = dice.between(low, high);
      const count = person ? Math.max(1, Math.round(of / 26)) : of;
      const numerator = unit === "ratio" || unit === "share" ? Math.round(value * count) : Math.round(value) * (of === 1 ? 1 : count);
      const own = { value: of === 1 ? numerator : numerator / count, numerator, denominator: count, few: false };
      const status = query.to === world.today() ? "provisional" : "final";
      if (world.mode === "empty") return { name, unit, better, status, ...nothing, missing: { zh: "需要聊天消息：导入消息文件，或接上账号。", en: "Needs messages: import a file, or add an account." } };
      const other = taobao === undefined ? null : { ...own, value: own.value + taobao };
      return {
        name,
        unit,
        better,
        own: world.mode === "delivered" ? null : own,
        status,
        platforms: other
          ? [
              { platform: "taobao", value: other, ready: true, from: query.from, to: query.to },
              ...(name === "reply_rate" ? [{ platform: "jd", value: { ...own, value: own.value - 0.03 }, ready: false, from: query.from, to: query.to }] : []),
            ]
          : [],
        why: other
          ? {
              zh: "千牛按接待的客户算，只看 8:00–23:00，最长计 10 分钟；日拱按一问一答算，只算客服本人在班时的等待。",
              en: "Qianniu counts customers between 8:00 and 23:00 and at most 10 minutes; Rigong counts every turn, from the moment the rep had it.",
            }
          : null,
        missing: world.mode === "delivered" && !other ? { zh: "需要聊天消息。", en: "Needs messages." } : null,
      };
    });
    for (const [name, { unit, better, words }] of Object.entries(missing)) figures.push({ name, unit, better, status: "final", ...nothing, missing: words });
    return { shop: query.shop ?? "", person, from: query.from, to: query.to, figures };
  },
};
