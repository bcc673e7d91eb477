// SPDX-License-Identifier: Apache-2.0
// Campaigns, crises and topics: by the rights of agent/team/rights.cc and the refusals of agent/runtime/agent/period_commands.cc, and the
// group's figures around one, made up. Tests may set world.periodFigures to change that answer.
import { rightsOf } from "../people.mjs";
import { aimKinds, defaultsOf, periodsOf, shown, spanOf, stateOf } from "../periods.mjs";
import { chance } from "../random.mjs";
import { problem } from "../server.mjs";
import { addDays } from "../world.mjs";

const kinds = ["campaign", "crisis", "topic", "reported"];
const levels = ["urgent", "standard", "back_office"];
const sees = (world) => rightsOf(world).includes("see_team");
const sets = (world) => world.role === "lead" || Boolean(world.actingFor);
const needLead = (world) => {
  if (!sets(world)) throw problem(403, "refused", "活动和专项由主管安排。需要时请联系主管。", "Campaigns, crises and topics are a lead's to set. Ask a lead where one is needed.");
};
const refuse = (zh, en) => {
  throw problem(422, "refused", zh, en);
};
function found(world, id) {
  needLead(world);
  const one = periodsOf(world).find((each) => each.id === id);
  if (!one) throw problem(404, "not_found", "没有这段活动或专项。请刷新页面。", "There is no such period. Reload the page.");
  return one;
}
const me = (world) => (world.member ? { id: world.member, name: world.person(world.member).name } : null);
function said({ period_kind, level, name, shop, group, from, to, begin, end, aims, warn_after_s, claim = "none", evidence = "" }) {
  const words = { period_kind, level, name: name.trim(), shop, group, from, to, begin, end, aims, warn_after_s, claim, evidence: evidence.trim() };
  if (period_kind === "reported" && claim === "none") throw problem(400, "wrong_use", "请选平台的答复：已提交、已受理或未通过。", "Choose what the platform said: handed in, accepted or refused.");
  if (words.name === "" || [...words.name].length > 40) throw problem(400, "wrong_use", "请起一个名称，最多 40 个字。", "Give it a name of at most 40 characters.");
  const { begins_at: begins, ends_at: ends } = spanOf(words);
  if (ends <= begins) throw problem(400, "wrong_use", "结束时间要晚于开始时间。请更正后重试。", "It must end after it begins. Correct the times and try again.");
  return words;
}

// A share or mean over so many, a count a day over so many days.
function value(dice, name, unit, days, factor) {
  if (days === 0) return null;
  if (unit === "count" || unit === "fen") {
    const sum = Math.round(days * (name === "customers" ? 420 : name === "sales_fen" ? 860_000 : 1310) * factor * dice.between(0.9, 1.1));
    return { value: sum / days, numerator: sum, denominator: days, few: false };
  }
  const n = Math.round(days * 600 * factor);
  const mean = { ms: 38_000, share: 0.93, ratio: 1.36 }[unit] * (unit === "ms" ? factor : 1) * dice.between(0.97, 1.03);
  return { value: mean, numerator: mean * n, denominator: n, few: false };
}

function figuresOf(world, one, group) {
  const today = world.today();
  const length = Math.round((Date.parse(one.to) - Date.parse(one.from)) / 86_400_000) + 1;
  const weeks = Math.max(4, Math.ceil(length / 7));
  const state = stateOf(world, one);
  const none = world.mode === "empty" || world.mode === "delivered";
  const days = (wanted) => (none ? 0 : wanted);
  const begun = state !== "planned";
  const over = one.to < today || state === "ended";
  const before = { from: addDays(one.from, -7 * weeks), to: addDays(one.from, -1), days: days(4 * Math.min(7, length) - 1), to_come: 0, left_out: none ? [] : [{ day: addDays(one.from, -14), name: "会员日" }] };
  const during = { from: one.from, to: one.to, days: begun ? days(Math.min(length, 1 + Math.max(0, Math.round((Date.parse(today) - Date.parse(one.from)) / 86_400_000)))) : 0, to_come: 0, left_out: [] };
  const after = over ? { from: addDays(one.to, 1), to: addDays(one.to, 7 * weeks), days: days(2), to_come: 4 * Math.min(7, length) - 2, left_out: [] } : null;
  const rows = [["customers", "接待人数", "Customers", "count", "none"], ["turns", "轮次", "Turns", "count", "none"], ["satisfaction", "满意度", "Satisfaction", "share", "higher"], ["response_mean_ms", "平均响应", "Mean response", "ms", "lower"], ["answer_ratio", "答问比", "Answer ratio", "ratio", "band"], ["sales_fen", "销售额", "Sales", "fen", "higher"], ...(one.period_kind === "crisis" ? [["complaint_rate", "投诉率", "Complaints", "share", "lower"]] : [])];
  return {
    period: shown(world, one),
    today,
    group,
    groups: one.group ? [one.group] : world.groups,
    source: "own",
    weeks,
    before,
    during,
    after,
    figures: rows.map(([name, zh, en, unit, better]) => {
      const dice = chance(world.seed, one.id, group, name);
      const of = (stretch, factor) => (!stretch || name === "complaint_rate" ? null : value(dice, name, unit, stretch.days, factor));
      const aim = one.aims.find(({ figure }) => figure === name)?.value ?? null;
      const made = { name, title: { zh, en }, unit, better, per_day: unit === "count" || unit === "fen", aim, before: of(before, 1), during: of(during, 3.1), after: of(after, 1.05) };
      if (one.period_kind === "reported" && name !== "answer_ratio" && !made.per_day) made.without = of(during, 2.8);
      // Few ratings are told as counts.
      if (name === "satisfaction" && made.after) made.after = { value: null, numerator: 6, denominator: 7, few: true };
      return made;
    }),
  };
}

export default {
  "GET /periods": ({ world }) => {
    if (!sees(world)) throw problem(404, "not_found", "没有这一页。请回到自己的面板。", "There is no such page. Go back to your own panel.");
    const periods = [...periodsOf(world)].sort((a, b) => (a.from < b.from ? 1 : -1)).map((one) => shown(world, one));
    return { today: world.today(), now: world.now(), groups: world.people.length < 2 ? ["售前"] : world.groups, may_set: sets(world), defaults: kinds.flatMap((kind) => levels.map((level) => defaultsOf(kind, level))), figures: aimKinds, periods };
  },

  "GET /period": ({ world, query }) => {
    const one = periodsOf(world).find(({ id }) => id === query.id);
    const group = one?.group || query.group || world.groups[0];
    if (!one || !sees(world) || !world.groups.includes(group)) throw problem(404, "not_found", "没有这段活动或专项。请从列表里选。", "There is no such period. Choose one of the list.");
    return { ...figuresOf(world, one, group), ...(world.periodFigures ?? {}) };
  },

  "command period.make": ({ world, body }) => {
    needLead(world);
    periodsOf(world).push({ id: body.id, ...said(body), made_by: me(world), made_at: world.now(), closed_by: null, closed_at: null, state: "kept" });
    return { zh: "已添加，到时自动开始。", en: "Added; it begins by itself." };
  },
  "command period.change": ({ world, body }) => {
    const one = found(world, body.period);
    if (one.state !== "kept") refuse("它已经结束或取消了。要修改，请先恢复。", "It was ended or taken back. Restore it first, then change it.");
    Object.assign(one, said(body));
    return { zh: "已保存。", en: "Saved." };
  },
  "command period.end": ({ world, body }) => {
    const one = found(world, body.period);
    const state = stateOf(world, one);
    if (state === "planned") refuse("它还没有开始。不需要的话请取消它。", "It has not begun. Take it back where it is not wanted.");
    if (state !== "running") refuse("它已经结束或取消了。请刷新页面。", "It is over or was taken back already. Reload the page.");
    Object.assign(one, { state: "ended", closed_by: me(world), closed_at: world.now() });
    return { zh: "已结束，目标和提醒已恢复平常。", en: "Ended; targets and warnings are as on any day." };
  },
  "command period.drop": ({ world, body }) => {
    const one = found(world, body.period);
    if (one.state !== "kept") refuse("它已经取消了。请刷新页面。", "It was taken back already. Reload the page.");
    Object.assign(one, { state: "dropped", closed_by: me(world), closed_at: world.now() });
    return { zh: "已取消，比较时不再跳过这几天。", en: "Taken back; comparisons no longer leave its days out." };
  },
  "command period.restore": ({ world, body }) => {
    const one = found(world, body.period);
    if (one.state === "kept") refuse("它没有结束也没有取消，不用恢复。", "It was neither ended nor taken back; there is nothing to restore.");
    Object.assign(one, { state: "kept", closed_by: null, closed_at: null });
    return { zh: "已恢复。", en: "Restored." };
  },
};
