// SPDX-License-Identifier: Apache-2.0
// The stand-in's week's and month's reports. Who is in a group, who was off and which days are special come from its world, hand-offs from
// its tasks; a rep's sums of a period are made up from the seed. For tests: world.reportStatus, world.late ({figure: [numerator,
// denominator]} that came in since), world.openMany (so many open at the first department).
import { problem } from "./server.mjs";
import { chance } from "./random.mjs";
import { ready } from "./tasks.mjs";
import { addDays, shapes } from "./world.mjs";

const dayMs = 86_400_000;
const lengthOf = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
const daysOf = (from, to) => Array.from({ length: lengthOf(from, to) }, (_, i) => addDays(from, i));
const endOfMonth = (day) => addDays(`${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1);
const around = (by, day) => {
  const monday = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  return by === "week" ? [monday, addDays(monday, 6)] : [`${day.slice(0, 7)}-01`, endOfMonth(day)];
};

// Without a day the last that is over; a running one up to its last whole day, and as much of the one before.
export function spanOf(world, { by = "month", day }) {
  const today = world.today();
  const wanted = day ?? addDays(around(by, today)[0], -1);
  if (wanted > today) throw problem(400, "wrong_use", "这一天还没有到。", "That day has not come yet.", "day");
  const [from, end] = around(by, wanted);
  const over = end < today;
  const to = over ? end : addDays(today, -1) < from ? from : addDays(today, -1);
  const [beforeFrom, beforeEnd] = around(by, addDays(from, -1));
  const part = addDays(beforeFrom, lengthOf(from, to) - 1);
  return { by, from, to, over, today, beforeFrom, beforeTo: over || part > beforeEnd ? beforeEnd : part, compared: to < today };
}

const titles = { satisfaction: ["满意度", "Satisfaction"], response_mean_ms: ["平响", "Response time"], slow_share: ["慢响应", "Slow replies"], answer_ratio: ["答问比", "Answer ratio"], reply_rate: ["回复率", "Reply rate"], customers: ["接待人数", "Customers"], first_response_mean_ms: ["首响", "First response"], first_response_in_time_rate: ["首响达标率", "First answers in time"], conversion_rate: ["询单次日转化", "Conversion, next day"], sales_fen: ["销售额", "Sales"], sales_per_customer_fen: ["客单价", "Sales per customer"], fcr_rate: ["一次解决率", "First-contact resolution"], escalation_rate: ["升级率", "Escalations"] };
const kinds = (world) => [
  ["customers", { unit: "count", better: "none", goal: null }],
  ...Object.entries(shapes),
  ...(world.presales
    ? [
        ["first_response_mean_ms", { unit: "ms", better: "lower", goal: { low: null, high: 20_000, from_default: true, scope: "" } }],
        ["first_response_in_time_rate", { unit: "share", better: "higher", goal: null }],
        ["conversion_rate", { unit: "share", better: "higher", goal: { low: 0.33, high: null, from_default: false, scope: "group:售前" } }],
        ["sales_fen", { unit: "fen", better: "higher", goal: null }],
        ["sales_per_customer_fen", { unit: "fen", better: "higher", goal: null }],
        ["fcr_rate", { unit: "share", better: "higher", goal: { low: 0.75, high: null, from_default: true, scope: "" } }],
        ["escalation_rate", { unit: "share", better: "none", goal: null }],
      ]
    : []),
];

// {figure: [numerator, denominator]} of a person over days of a period; null of whoever was off on all of them.
function sumsOf(world, person, from, to) {
  const worked = daysOf(from, to).filter((day) => !world.off(person.id, day)).length;
  if (worked === 0 || world.allOff?.has(person.id)) return null;
  return world.kept(`report ${person.id} ${from} ${to}`, () => {
    const dice = chance(world.seed, person.id, from, "report");
    const customers = worked * dice.whole(40, 90);
    const turns = customers * 2;
    const rated = person.id === "rep-004" ? 7 : Math.round(customers * dice.between(0.15, 0.24));
    const share = (of, low, high) => [Math.round(of * dice.between(low, high)), of];
    const sold = Math.round(customers * dice.between(0.28, 0.4));
    return {
      days: worked,
      customers: [customers, 1],
      satisfaction: person.id === "rep-004" ? [6, 7] : share(rated, 0.86, 0.97),
      response_mean_ms: [turns * dice.whole(32_000, 52_000), turns],
      slow_share: share(turns, 0.01, 0.045),
      answer_ratio: share(turns, 1, 1.7),
      reply_rate: share(customers, 0.97, 1),
      first_response_mean_ms: [customers * dice.whole(12_000, 24_000), customers],
      first_response_in_time_rate: share(customers, 0.8, 0.95),
      conversion_rate: [sold, customers],
      sales_fen: [sold * dice.whole(9_000, 19_000), 1],
      sales_per_customer_fen: [sold * dice.whole(9_000, 19_000), sold],
      fcr_rate: share(customers, 0.7, 0.85),
      escalation_rate: share(customers, 0.01, 0.03),
    };
  });
}

function valueOf([numerator, denominator], name) {
  const few = name === "satisfaction" && denominator > 0 && denominator < 10;
  return { value: denominator === 0 || few ? null : numerator / denominator, numerator, denominator, few };
}
function standingOf(value, { better, goal }) {
  if (!value || value.value === null || !goal || better === "band") return "none";
  return (better === "lower" ? value.value <= goal.high : value.value >= goal.low) ? "good" : "look";
}
const together = (all, name) => {
  const found = all.filter(Boolean).map((one) => one[name]);
  if (found.length === 0) return null;
  const numerator = found.reduce((sum, [n]) => sum + n, 0);
  return [numerator, ["customers", "sales_fen"].includes(name) ? 1 : found.reduce((sum, [, n]) => sum + n, 0)];
};

export const givenOf = (world) => (world.given ??= new Map());
export const keyOf = (group, by, from) => `${group} ${by} ${from}`;

export function teamReport(world, query) {
  const groups = world.people.length < 2 ? ["售前"] : world.groups;
  const group = query.group ?? groups[0];
  if (!groups.includes(group)) throw problem(404, "not_found", "没有这个小组。", "There is no such group.", "group");
  const span = spanOf(world, query);
  const { by, from, to, over, today, beforeFrom, beforeTo, compared } = span;
  const people = world.people.filter((one) => one.role === "rep" && !one.left && (world.people.length > 100 || one.group === group));
  const none = world.mode === "empty";
  const now = people.map((one) => (none ? null : sumsOf(world, one, from, to)));
  const before = people.map((one) => (none || !compared ? null : sumsOf(world, one, beforeFrom, beforeTo)));
  const late = (name) => world.late?.[name] ?? [0, 0];
  const all = kinds(world);
  const figures = all.map(([name, { unit, better, goal }]) => {
    const sums = together(now, name);
    const total = sums && valueOf(sums.map((one, i) => one + late(name)[i]), name);
    const was = together(before, name);
    return { name, title: { zh: titles[name][0], en: titles[name][1] }, unit, better, goal, total, standing: standingOf(total, { better, goal }), before: was && valueOf(was, name), people: now.filter(Boolean).length };
  });
  const status = world.reportStatus ?? (to === today ? "live" : over ? "final" : "provisional");
  const last = givenOf(world).get(keyOf(group, by, from))?.at(-1);
  const changed = (one) => JSON.stringify(last.figures[one.name] ?? null) !== JSON.stringify(one.total);
  const dice = chance(world.seed, group, from, "work");
  const done = (most) => {
    const of = none ? 0 : dice.whole(Math.ceil(most / 2), most);
    return [of, Math.floor(of * 0.86)];
  };
  const [[todos, todosDone], [promised, kept], [handoffs, handoffsDone], [agreed, cameTrue]] = [done(120), done(90), done(40), done(9)];
  return {
    group,
    groups,
    today,
    by,
    from,
    to,
    over,
    before_from: compared ? beforeFrom : null,
    before_to: compared ? beforeTo : null,
    source: world.mode === "delivered" ? "taobao" : "own",
    status,
    figures,
    rows: people.map((person, i) => ({ person, off: now[i] === null, days: now[i]?.days ?? 0, cells: all.map(([name, shape]) => ({ value: now[i] && valueOf(now[i][name], name), standing: standingOf(now[i] && valueOf(now[i][name], name), shape) })) })),
    work: { todos, todos_done: todosDone, promised, kept, handoffs, handoffs_done: handoffsDone, complaints: Math.min(3, handoffs), causes_due: Math.min(3, handoffs), causes_in_time: Math.min(2, handoffs), answers_due: Math.min(2, handoffs), answers_in_time: Math.min(2, handoffs), follow_ups: handoffs, follow_ups_done: handoffsDone, talks: none ? 0 : dice.whole(0, 4), agreed, came_true: cameTrue },
    notes: none ? [] : [{ zh: "含特殊日子 11 月 11–12 日（双11），数字都算在内；与平常相比时请留意。", en: "Has special days: 11–12 Nov (Double 11). They are counted; mind them when comparing." }, { zh: "电话组的录音不在记录里。", en: "Recordings of phone calls are not on record." }],
    given: last ? { by: last.by, at: last.at, status: last.status, to: last.to, changes: figures.filter(changed).map((one) => ({ name: one.name, was: last.figures[one.name] ?? null, is: one.total })) } : null,
  };
}

const departments = ["仓库", "快递", "运营", "供应链"];
const words = "箱子外面没有破，里面少了一件，客户只要补发不要退；仓库说出库称重没有问题，快递说路上没有开过，";

export function departmentReport(world, query) {
  ready(world);
  const { by, from, to, over, today, beforeFrom, beforeTo } = spanOf(world, query);
  const within = (task, first, last) => task.kind === "handoff" && task.state !== "dropped" && first <= task.from && task.from <= last;
  const quiet = world.work === "none";
  const received = (department, first, last) => {
    const made = quiet ? 0 : Math.round(lengthOf(first, last) * chance(world.seed, department, first, "received").between(0.3, 1.4));
    return (department === "供应链" ? Math.min(3, made) : made) + world.tasks.filter((one) => one.department === department && within(one, first, last)).length;
  };
  const list = departments.map((department, at) => {
    const dice = chance(world.seed, department, from, "department");
    const open = world.tasks
      .filter((one) => one.kind === "handoff" && one.state === "open" && one.department === department)
      .map((one) => ({ number: `${one.from.slice(5, 7)}${one.from.slice(8)}-${one.number}`, group: one.group, title: one.title, from: one.from, days: lengthOf(one.from, today) - 1, overdue: one.due_at !== null && one.due_at < world.now(), major: one.major, progress: one.progress, cause: { zh: one.cause_words, en: one.cause_words } }));
    for (let i = 0; at === 0 && i < (world.openMany ?? 0); i++) open.push({ number: `1020-${i + 1}`, group: world.groups[i % 3], title: i % 5 === 0 ? words.repeat(2) : `第 ${i + 1} 件，等仓库回话`, from: "2026-10-20", days: 36, overdue: i % 3 === 0, major: i % 7 === 0, progress: i % 2 === 0 ? "问过两次，答应今天给" : "", cause: i % 4 === 0 ? { zh: "对方缺人，等排班", en: "they are short of people" } : { zh: "", en: "" } });
    open.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    const all = received(department, from, to);
    const done = Math.floor(all * dice.between(0.7, 0.95));
    const before = received(department, beforeFrom, beforeTo);
    return { department, received: all, accepted: Math.min(all, done + 1), done, in_time: Math.floor(done * dice.between(0.7, 1)), open: open.length, overdue: open.filter(({ overdue }) => overdue).length, median_ms: done < 5 ? null : dice.whole(50, 1700) * 60_000, received_before: before, in_time_before: Math.floor(before * 0.7), open_ones: open };
  });
  const told = list.filter((one) => one.received + one.received_before + one.open > 0).sort((a, b) => b.received - a.received);
  return { today, by, from, to, over, before_from: beforeFrom, before_to: beforeTo, groups: world.people.length < 2 ? ["售前"] : world.groups, departments: told };
}

// As a file; the text of it names what is in it, which is all that the page can tell.
export function reportFile(world, { report, format, language = "zh", ...query }) {
  const made = report === "team" ? teamReport(world, query) : departmentReport(world, query);
  const name = language === "zh" ? (report === "team" ? `团队${made.by === "week" ? "周报" : "月报"}-${made.group}` : "部门监督报告") : report === "team" ? `team-${made.by}-${made.group}` : "departments";
  const when = made.by === "week" ? made.from : made.from.slice(0, 7);
  const rows = report === "team" ? made.rows.map(({ person }) => person.name) : made.departments.map(({ department }) => department);
  const texts = { markdown: [`# ${name} ${when}`, "", ...rows.map((one) => `* ${one}`), ""].join("\n"), csv: `\ufeff${rows.join("\r\n")}\r\n`, json: JSON.stringify(made), xlsx: "PK\u0003\u0004 not a real workbook" };
  const [type, end] = { markdown: ["text/markdown", "md"], csv: ["text/csv", "csv"], json: ["application/json", "json"], xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"] }[format];
  return { name: `${name}-${when}.${end}`, type, base64: Buffer.from(texts[format]).toString("base64") };
}
