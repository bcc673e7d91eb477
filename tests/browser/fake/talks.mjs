// SPDX-License-Identifier: Apache-2.0
// The stand-in's weekly talks: world.talks holds what was written, by person and Monday; what the records say of a week is made up from the
// seed. world.talkShapes ({id: "new_hire" | "no_data" | "fullest"}) and world.talkNotes are for tests.
import { chance } from "./random.mjs";
import { add, idOf, ready, shown } from "./tasks.mjs";
import { addDays, startOf } from "./world.mjs";

export const mondayOf = (day) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
export const texts = { topics: "person", disagreement: "person", fact: "lead", effect: "lead", longer: "lead", lead_does: "lead" };

export const talksOf = (world) => (world.talks ??= new Map());
export const notesOf = (world) => (world.talkNotes ??= []);
const keyOf = (person, monday) => `${person} ${monday}`;
export const empty = () => ({ version: 0, invited: false, topics: "", disagreement: "", fact: "", effect: "", longer: "", lead_does: "", lead_by: null, agreements: [], agrees: true, person_signed_at: null, lead_signed_at: null, lead_signed_by: null });
export function talkOf(world, person, monday) {
  return talksOf(world).get(keyOf(person, monday)) ?? empty();
}
// Changes it, or begins it.
export function change(world, person, monday, edit) {
  const talk = talkOf(world, person, monday);
  edit(talk);
  talk.version += 1;
  talksOf(world).set(keyOf(person, monday), talk);
  return talk;
}
// The newest week that was prepared for whoever has the desk and that they have not signed.
export function talkToSee(world) {
  const weeks = [...talksOf(world)].filter(([key, talk]) => key.startsWith(`${world.member} `) && talk.invited && talk.person_signed_at === null).map(([key]) => key.slice(-10));
  return weeks.sort().at(-1) ?? null;
}
export const isSigned = (talk) => talk.person_signed_at !== null && talk.lead_signed_at !== null;

const long = "客户在问第二件的搭配时等了四分五十二秒，中间没有先应一声，第一句就是结论；同一小时里同时接待六位。";
const shapes = [
  ["satisfaction", "满意度", "Satisfaction", "share", "higher", 0.93, 0.02, { low: 0.9, high: null }],
  ["response_mean_ms", "平响", "Response time", "ms", "lower", 43_000, 4_000, { low: null, high: 45_000 }],
  ["slow_share", "慢响应", "Slow replies", "share", "lower", 0.028, 0.008, { low: null, high: 0.025 }],
  ["answer_ratio", "答问比", "Answer ratio", "ratio", "band", 1.38, 0.08, { low: 1, high: 1.8 }],
  ["reply_rate", "回复率", "Reply rate", "share", "higher", 0.985, 0.006, { low: 0.98, high: null }],
  ["conversion_rate", "询单次日转化", "Conversion, next day", "share", "higher", 0.34, 0.03, { low: 0.33, high: null }],
  ["fcr_rate", "一次解决率", "First-contact resolution", "share", "higher", 0.78, 0.04, { low: 0.75, high: null }],
  ["first_response_mean_ms", "首响", "First response", "ms", "lower", 16_000, 2_500, { low: null, high: 20_000 }],
  ["escalation_rate", "升级率", "Escalations", "share", "none", 0.02, 0.006, null],
];
const nothing = { value: null, numerator: 0, denominator: 0, few: false };

function valueAt(dice, [name, , , unit, , mean, wide]) {
  const n = unit === "ms" ? dice.whole(900, 1300) : name === "satisfaction" ? dice.whole(60, 95) : dice.whole(400, 1200);
  const value = Math.min(unit === "share" ? 1 : Number.POSITIVE_INFINITY, Math.max(0, mean + dice.bell() * wide * 0.5));
  const numerator = Math.round(value * n);
  return { value: numerator / n, numerator, denominator: n, few: false };
}

function figureOf(world, person, monday, kind, shape) {
  const [name, zh, en, unit, better, mean, , goal] = kind;
  const weeks = Array.from({ length: 10 }, (_, i) => {
    const week = addDays(monday, (i - 9) * 7);
    const dice = chance(world.seed, person, week, name);
    if (shape === "no_data") return { week, value: nothing, off: true };
    if (shape === "new_hire" && i < 9) return { week, value: nothing, off: false };
    if (i === 4 && shape !== "new_hire") return { week, value: nothing, off: true };
    const value = valueAt(dice, kind);
    if (name === "satisfaction" && (i === 2 || shape === "new_hire")) return { week, value: { value: null, numerator: 6, denominator: 7, few: true }, off: false };
    return { week, value, off: false, special: week === "2026-11-09" ? "双11" : null };
  }).map((one) => ({ ...one, usable: !one.off && !one.value.few && one.value.value !== null }));
  const [before, now] = weeks.slice(-2).map(({ value }) => value);
  const meets = goal === null || now.value === null ? "none" : (goal.low === null || now.value >= goal.low) && (goal.high === null || now.value <= goal.high) ? "good" : "look";
  return {
    name,
    title: { zh, en },
    unit,
    better,
    value: now,
    status: "final",
    goal: goal === null ? null : { ...goal, from_default: true, scope: "" },
    standing: better === "band" && meets === "good" ? "none" : meets,
    change: before.value === null || now.value === null ? null : now.value - before.value,
    group: world.people.length < 5 || shape === "no_data" ? null : { median: mean * 1.01, people: 8 },
    weeks,
  };
}

const line = (zh, en, figure, turns) => ({ words: { zh, en }, ...(figure ? { figure } : {}), ...(turns ? { turns } : {}) });

export function weekOf(world, id, monday) {
  const person = world.person(id);
  const shape = world.talkShapes?.[id] ?? "normal";
  const today = world.today();
  const sunday = addDays(monday, 6);
  const over = sunday < today;
  const to = over ? sunday : addDays(today, -1) < monday ? monday : addDays(today, -1);
  const figures = shape === "fullest" ? shapes : shapes.slice(0, 6);
  const turns = (pick, more = {}) => ({ from: monday, to, pick, ...more });
  const full = shape === "fullest";
  const none = shape === "no_data";
  const slow = turns("slow", { minute_from: 840, minute_to: 900 });
  const read = (day, minutes, good, zh, en) => {
    const found = world.wholeDay(id, addDays(monday, day))[0];
    return { good, at: startOf(addDays(monday, day)) + minutes * 60_000, conversation: found?.conversation ?? `gone-${day}`, words: { zh: full ? `${zh}${long}` : zh, en }, turns: { from: addDays(monday, day), to: addDays(monday, day), pick: "all" } };
  };
  const last = (number, zh, verdict, more = {}) => ({ week: addDays(monday, -7), number, words: zh, figure: "", value: null, from: monday, to: sunday, lead: false, task: idOf(9600 + number), verdict: world.verdicts?.[`${id} ${addDays(monday, -7)} ${number}`] ?? verdict, by_record: false, fact: null, ...more });
  const open = none ? [] : handoffsOf(world, id, full ? 12 : 2);
  return {
    person,
    stage: shape === "new_hire" ? { zh: "新人，入职第 3 天", en: "newcomer, day 3" } : { zh: "成长期第 2 个月", en: "growing, month 2" },
    week: monday,
    to,
    source: "own",
    over,
    notes: none ? [{ zh: "整周休假", en: "Off all week" }] : shape === "new_hire" ? [{ zh: "11月20日入职，只有 3 天", en: "Joined on Nov 20: three days only" }] : full ? [{ zh: "周三、周四请假", en: "Off on Wednesday and Thursday" }, { zh: "11月11日、12日大促，不比", en: "Campaign on Nov 11 and 12, not compared" }, { zh: "周五 14:00–15:30 数据中断，已报备", en: "No data on Friday 14:00–15:30, reported" }] : [],
    figures: figures.map((kind) => figureOf(world, id, monday, kind, shape)),
    wins: none ? [] : shape === "new_hire" ? [line("第一天就接了 12 位，全部回复。", "Took 12 customers on the first day and answered all.")] : [line(`平响连续三周下降，41.8 秒，第一次低于目标。${full ? long : ""}`, "Response time fell three weeks in a row to 41.8 s, below target for the first time.", "response_mean_ms", turns("answered")), line(`“每位都问使用场景”，说好 6 天，做到 5 天。${full ? long : ""}`, "“Ask every customer what it is for”: 5 of 6 days.")],
    trend: none || shape === "new_hire" ? null : line(`慢响应集中在 14:00–15:00（38 次里 24 次），该时段同时接待中位 6 位，其余时段 3 位。${full ? long : ""}`, "Slow replies gather at 14:00–15:00 (24 of 38), with a median of 6 chats at once; 3 at other times.", "slow_share", slow),
    gap: none ? null : line(`慢响应 3.2%，目标 2.5% 以内，差 9 轮。${full ? long : ""}`, "Slow replies 3.2%, target 2.5% at most: 9 turns off.", "slow_share", turns("slow")),
    conversations: none ? [] : [read(1, 612, true, "羽绒服尺码：18 秒首响，问清身高体重后推荐，3 分 40 秒成交。好在哪里？", "Down jacket size: first answer after 18 s, asked for height first, sold in 3 min 40 s. What made it good?"), read(3, 871, false, "优惠怎么算：等了 4 分 52 秒，第一句就是结论。中间能先应一声吗？", "How the discount works: waited 4 min 52 s for the first word. Could a short answer come before?"), read(4, 847, false, "两件搭配：5 分 10 秒，转了两次手。首问该怎么跟？", "Two to match: 5 min 10 s, passed on twice. Who stays with it?")].slice(0, shape === "new_hire" ? 1 : 3),
    promises: none || shape === "new_hire" ? [] : [line("每位都问使用场景：5 / 6 天", "Ask what it is for: 5 of 6 days"), line("未成交的写一句原因：4 / 6 天", "Note one reason where nothing was bought: 4 of 6 days"), line("先应一声再查资料：6 / 6 天", "A first word before looking up: 6 of 6 days")],
    tasks: none ? { zh: "没有待办。", en: "No to-dos." } : { zh: "待办 31 / 34，顺延 3 条；互查上报 3 条，核实 2 条。", en: "To-dos 31 of 34, 3 carried over; 3 findings reported, 2 confirmed." },
    handoffs: open,
    last: none || shape === "new_hire" ? [] : [last(1, "", "kept", { figure: "response_mean_ms", value: 45_000, task: null, by_record: true, fact: { zh: "41.8 秒", en: "41.8 s" } }), last(2, "周三交案例", "open", { fact: { zh: "11 页", en: "11 pages" } }), last(3, "未成交原因每天写", "missed", { by_record: true, fact: { zh: "4 / 6 天", en: "4 of 6 days" } }), ...(full ? [last(4, `排班表改好${long}`.slice(0, 200), "open", { lead: true }), last(5, "周五一起听两段电话", "kept"), last(6, "把尺码表贴到快捷语里", "open"), last(7, "14 点加一个人", "missed", { lead: true })] : [])],
    proposal: none || shape === "new_hire" ? null : proposalOf(world, id, monday),
    fact: none ? null : { zh: "周四 14:31 这一段，客户等了 4 分 52 秒，第一句就是结论。", en: "Thursday 14:31: the customer waited 4 min 52 s, and the first words were the conclusion." },
    load: full ? line("14:00–15:00 有 4 小时同时接待超过 5 位。", "In 4 hours more than 5 chats at once.", null, turns("all", { minute_from: 840, minute_to: 900 })) : null,
  };
}

function proposalOf(world, id, monday) {
  const weeks = figureOf(world, id, monday, shapes[2], "normal").weeks.filter(({ off, value }) => !off && !value.few && value.value !== null);
  const value = 0.03;
  return { figure: "slow_share", value, met: weeks.filter((one) => one.value.value <= value).length, weeks: weeks.length, words: { zh: "慢响应降到 3% 以内；其余保持。", en: "Slow replies down to 3% at most; the rest as it is." } };
}

function handoffsOf(world, id, count) {
  ready(world);
  const kept = (world.talkHandoffs ??= new Map());
  if (!kept.has(id)) {
    kept.set(
      id,
      Array.from({ length: count }, (_, i) => add(world, { kind: "handoff", id: idOf(8000 + kept.size * 20 + i), owner: id, title: i === 0 ? "换货地址要核对" : `客户要的第 ${i + 1} 件尺码表`, from: addDays(world.today(), -2 - i), number: 90 + i })),
    );
  }
  return kept.get(id).map((task) => shown(world, task, world.today()));
}

// Of the lead's list.
export function rowOf(world, person, monday) {
  const talk = talkOf(world, person.id, monday);
  const half = talk.person_signed_at !== null || talk.lead_signed_at !== null;
  const state = world.talkShapes?.[person.id] === "no_data" && talk.version === 0 ? "off" : isSigned(talk) ? "held" : half ? "half_signed" : talk.invited ? "invited" : "due";
  const before = [...talksOf(world)].filter(([key, one]) => key.startsWith(`${person.id} `) && isSigned(one) && key.slice(-10) < monday).map(([key]) => key.slice(-10)).sort();
  return { person, state, topics: talk.topics !== "", agreements: talk.agreements.length, last: before.at(-1) ?? null };
}

// A talk that both have signed, for tests.
export function signedTalk(world, person, monday, more = {}) {
  return change(world, person, monday, (talk) => {
    Object.assign(talk, { invited: true, topics: "能不能在 14 点多排一个人？", fact: "周四 14:31 客户等了 4 分 52 秒。", effect: "客户以为没人。", longer: "先应一声会成习惯。", lead_does: "14–15 点加排 1 人", lead_by: addDays(monday, 9), agrees: true, person_signed_at: startOf(addDays(monday, 7)) + 10 * 3_600_000, lead_signed_at: startOf(addDays(monday, 7)) + 10 * 3_600_000 + 60_000, lead_signed_by: { id: "rep-025", name: "顾主管" } });
    talk.agreements = [
      { week: monday, number: 1, words: "", figure: "slow_share", value: 0.025, from: addDays(monday, 7), to: addDays(monday, 13), lead: false, task: null, verdict: "open", by_record: false, fact: null },
      { week: monday, number: 2, words: "周三交一个案例", figure: "", value: null, from: addDays(monday, 7), to: addDays(monday, 9), lead: false, task: idOf(9700), verdict: "open", by_record: false, fact: null },
    ];
    Object.assign(talk, more);
  });
}
