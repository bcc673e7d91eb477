// SPDX-License-Identifier: Apache-2.0
import { linesOf, reportedOn } from "../periods.mjs";
import { problem } from "../server.mjs";
import { addDays, fiveNames, shapes, startOf } from "../world.mjs";
import { chance } from "../random.mjs";

const dayMs = 86_400_000;

function statusOf(world, day) {
  if (day === world.today()) return "live";
  return day === addDays(world.today(), -1) && world.mode === "live" ? "provisional" : "final";
}

function standing(value, { better, goal }) {
  if (value === null || better === "band" || better === "none") return "none";
  return (better === "lower" ? value <= goal.high : value >= goal.low) ? "good" : "look";
}

// The nearest day before on which the person worked.
function workedBefore(world, person, day, step) {
  let found = addDays(day, -step);
  let skipped = { skipped_off: false, skipped_special: false };
  for (let i = 0; i < 8; i++) {
    if (world.off(person, found)) skipped = { ...skipped, skipped_off: true };
    else if (step === 7 && world.special(found)) skipped = { ...skipped, skipped_special: true };
    else return { day: found, ...skipped };
    found = addDays(found, -step);
  }
  return null;
}

function figure(world, person, day, until, name, shop) {
  const shape = shapes[name];
  const sums = world.sums(person.id, day, until, shop);
  const value = world.value(sums, name);
  const live = day === world.today();
  const comparisons = [];
  for (const [kind, step] of [["day_before", 1], ["same_weekday", 7]]) {
    const other = workedBefore(world, person.id, day, step);
    if (!other) continue;
    const then = live ? startOf(other.day) + (until - startOf(day)) : startOf(other.day) + dayMs;
    const old = world.value(world.sums(person.id, other.day, then, shop), name);
    const difference = value.value === null || old.value === null ? null : value.value - old.value;
    comparisons.push({ kind, day: other.day, value: old, difference, same_hour: live, skipped_off: other.skipped_off, skipped_special: other.skipped_special });
  }
  const history = Array.from({ length: 14 }, (_, i) => historyDay(world, person.id, addDays(day, i - 13), until, name, shop));
  const mark = shape.better === "lower" ? shape.goal.high : shape.goal.low;
  const soFar = history.filter((one) => one.value !== null).reduce((sum, one, _, all) => sum + one.value / all.length, 0);
  const month = shape.better === "band" ? null : { target: mark, so_far: soFar, gap: soFar - mark, needed: mark - (soFar - mark) * 1.4, days_left: 5 };
  const percentile = (share) => sums.times[Math.max(0, Math.ceil(sums.times.length * share) - 1)] ?? null;
  return {
    name,
    unit: shape.unit,
    better: shape.better,
    value,
    status: statusOf(world, day),
    goal: { ...shape.goal, from_default: name !== "slow_share", scope: name === "slow_share" ? `group:${person.group}` : "" },
    standing: standing(value.value, shape),
    group: world.spread(person.group, day, name, Math.floor(until / 600_000) * 600_000, world.role === "lead"),
    comparisons,
    history,
    month,
    next: { zh: "再少 2 轮慢响应，就到 2.5%。", en: "Two slow replies fewer, and it is 2.5 %." },
    median_ms: name === "response_mean_ms" ? percentile(0.5) : null,
    p90_ms: name === "response_mean_ms" ? percentile(0.9) : null,
    without_reported: name !== "answer_ratio" && value.value !== null && reportedOn(world, person.group, day).length > 0 ? { ...value, value: value.value * 0.9 } : null,
    substantive_ms: name === "response_mean_ms" && sums.answered.length > 0 ? sums.answered.reduce((sum, turn) => sum + turn.substantive_ms, 0) / sums.answered.length : null,
  };
}

export function historyDay(world, person, day, until, name, shop = "") {
  const end = day === world.today() ? until : startOf(day) + dayMs;
  const off = world.off(person, day);
  const value = world.value(world.sums(person, day, end, shop), name);
  return { day, value: value.value, numerator: value.numerator, denominator: value.denominator, off, special: world.special(day) };
}

function more(world, person, day) {
  const dice = chance(world.seed, person.id, day, "more");
  const status = day === world.today() ? "provisional" : "final";
  const money = (name, low, high) => ({ name, unit: "fen", better: "higher", value: { value: dice.whole(low, high), numerator: 0, denominator: 1, few: false }, status });
  const share = (name, of, low, high) => {
    const numerator = Math.round(of * dice.between(low, high));
    return { name, unit: "share", better: "higher", value: { value: numerator / of, numerator, denominator: of, few: false }, status };
  };
  if (person.group === "售前") return [share("conversion_rate", 64, 0.25, 0.4), money("sales_fen", 500_000, 1_200_000), money("sales_per_customer_fen", 9_000, 24_000)];
  const length = { name: "session_mean_ms", unit: "ms", better: "none", value: { value: 252_000, numerator: 252_000 * 44, denominator: 44, few: false }, status };
  if (person.group === "售后") return [share("fcr_rate", 71, 0.7, 0.9), share("escalation_rate", 71, 0.02, 0.08), length];
  return [share("fcr_rate", 44, 0.6, 0.9), length];
}

function step(world, person, day, slow) {
  if (slow.length === 0) return { kind: "keep", words: { zh: "今天各项都在目标上。下一位客户想先了解什么？", en: "All at the goal today. What would the next customer like to know first?" }, why: { zh: "没有哪一项离目标远。", en: "No figure is far from its goal." }, count: 0, turns: null };
  const busy = slow.filter((turn) => new Date(turn.clock_start_at + 8 * 3_600_000).getUTCHours() === 14);
  const n = busy.length;
  return {
    kind: "slow_hour",
    words: { zh: `${slow.length} 次慢响应里 ${n} 次在 14:00–15:00，当时同时接待 6 位。看看这几段，哪里可以先应一声？`, en: `${n} of ${slow.length} slow replies fell between 14:00 and 15:00, with 6 chats at once. Where could a short word have come first?` },
    why: { zh: `慢响应 ${slow.length} 轮，这一小时占得最多；少 ${n} 轮就到目标。`, en: `Of ${slow.length} slow replies this hour has most; without them the goal is met.` },
    count: n,
    turns: { from: day, to: day, pick: "slow", minute_from: 840, minute_to: 900 },
  };
}

export default {
  "GET /panel": ({ world, query }) => {
    const person = world.person(query.person);
    if (!person || (world.role === "rep" && world.member && person.id !== world.member)) throw problem(404, "not_found", "没有这个人的面板。", "There is no such panel.", "person");
    const today = world.today();
    const delivered = world.mode === "delivered";
    const day = query.day ?? (delivered ? addDays(today, -1) : today);
    const mode = world.mode === "empty" ? "empty" : query.day && query.day !== today ? "past" : world.mode;
    const shop = query.shop ?? "";
    const until = day === today ? world.now() : startOf(day) + dayMs;
    const sums = world.sums(person.id, day, until, shop);
    const live = mode === "live";
    return {
      person,
      day,
      today,
      now: world.now(),
      change: world.change,
      shop,
      mode,
      source: delivered ? "taobao" : "own",
      status: mode === "empty" ? "final" : statusOf(world, day),
      customers: mode === "empty" ? 0 : sums.customers,
      updated_at: live ? world.now() - 10_000 : until,
      special: world.special(day),
      periods: [...(day === today ? linesOf(world, person.group) : []), ...reportedOn(world, person.group, day)],
      missing: delivered || mode === "empty" ? { zh: "要看到今日实时和背后的轮次，需要能读取消息的接口（千牛聊天记录），或导入消息文件。", en: "For live figures and the turns behind them, an account that delivers messages is needed, or a file of messages." } : null,
      shifts: world.off(person.id, day) ? [{ kind: "day_off", start_min: null, end_min: null }] : [{ kind: "work", start_min: 540, end_min: 1080 }],
      waiting: live ? world.waiting(person.id) : [],
      quiet_until: live ? world.quietUntil : null,
      step: live ? (world.step ?? step(world, person, day, sums.eligible.filter((turn) => turn.slow))) : null,
      figures: mode === "empty" || sums.turns.length === 0 ? [] : fiveNames.map((name) => figure(world, person, day, until, name, shop)),
      more: mode === "empty" ? [] : more(world, person, day),
      sheet: mode === "empty" ? "none" : (world.sheetState?.(person.id, day) ?? "open"),
    };
  },

  "GET /trend": ({ world, query }) => {
    const name = query.figure;
    const shape = shapes[name];
    if (!shape) throw problem(400, "wrong_use", `没有这个数字：${name}`, `There is no such figure: ${name}`, "figure");
    const to = query.to ?? world.today();
    const count = Number(query.days ?? 90);
    return {
      name,
      unit: shape.unit,
      better: shape.better,
      goal: { ...shape.goal, from_default: true, scope: "" },
      status: statusOf(world, to),
      days: Array.from({ length: count }, (_, i) => historyDay(world, query.person, addDays(to, i - count + 1), world.now(), name, query.shop ?? "")),
    };
  },
};
