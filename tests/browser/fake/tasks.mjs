// SPDX-License-Identifier: Apache-2.0
// The stand-in's to-dos, hand-offs and promises, with the rules the agent has for them. world.tasks holds them as they stand, each with its
// events; everything shown follows from that. World option `work`: "usual" (a day as it is), "none", or a number of to-dos;
// `followUps`: with follow-ups, one due today, one done, one booked for tomorrow.
import { chance } from "./random.mjs";
import { problem } from "./server.mjs";
import { addDays, startOf } from "./world.mjs";

const minuteMs = 60_000;
export const idOf = (n) => `0193${String(n).padStart(4, "0")}-0000-7000-8000-${String(n).padStart(12, "0")}`;
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
const refuse = (zh, en) => {
  throw problem(409, "refused", zh, en);
};

export const catalogue = [
  ["welcome", "迎客", "Welcome", "先应一声再查资料", "A first word before looking anything up"],
  ["needs", "了解需求", "Find out what is needed", "每位客户都问一句使用场景", "Ask every customer what it is for"],
  ["product", "产品介绍（FABE）", "Product, by FABE", "介绍时说清特点、优点、好处、证据", "Say feature, advantage, benefit and evidence"],
  ["solve", "解决问题", "Solve it", "不留没回的问题", "Leave no question without an answer"],
  ["recommend", "推荐", "Recommend", "未成交的写一句原因", "Note one reason where nothing was bought"],
  ["closing", "结束语", "Closing", "结束语带上售后说明", "Close with a word on after-sales"],
].map(([id, zh, en, exampleZh, exampleEn]) => ({ id, title: { zh, en }, example: { zh: exampleZh, en: exampleEn }, hidden: false, built_in: true }));

// The catalogue as the team has set it.
export function steps(world) {
  world.steps ??= structuredClone(catalogue);
  return world.steps;
}

export function actor(world) {
  return world.role === "lead" && !world.member ? "" : (world.member ?? "");
}

// What happened to a task, and its version with it.
export function happen(world, task, what, text = "", extra = {}) {
  task.version += 1;
  task.events.push({ number: task.version, what, at: world.now(), by: actor(world), text, to: null, day: world.today(), ...extra });
}

export function add(world, given) {
  const owner = world.person(given.owner);
  const task = {
    kind: "todo",
    state: "open",
    group: owner?.group ?? "",
    asked: given.owner,
    made_by: given.owner,
    made_at: world.now(),
    from: world.today(),
    until: null,
    due_at: null,
    number: null,
    late: false,
    department: "",
    accepted_by: "",
    accepted_at: null,
    major: false,
    complaint: false,
    found: "",
    found_at: null,
    seen_by: null,
    seen_at: null,
    passed_by: null,
    step: "",
    outcome: "none",
    tries: 0,
    link: null,
    progress: "",
    cause: "none",
    cause_words: "",
    result: "",
    closed_at: null,
    closed_on: null,
    closed_by: null,
    version: 0,
    kept: [],
    events: [],
    ...given,
  };
  if (task.kind === "handoff" && task.number === null) {
    const last = Math.max(0, ...world.tasks.filter((one) => one.kind === "handoff" && one.group === task.group && one.from === task.from).map((one) => one.number));
    task.number = last + 1;
  }
  world.tasks.push(task);
  happen(world, task, "made", task.title);
  return task;
}

const titles = ["跟进 3 位未付款的羽绒服客户", "新品尺码表复习，周五测试", "给昨晚的售后单补一句说明", "整理快捷短语里的旧活动", "看两段同事的好会话", "把退换货流程再读一遍", "回访三位给了中评的客户"];
const matters = ["改地址 2 单，等结果", "少发一件配件", "物流三天没动，问在哪一站", "预售改成今天发", "电子发票抬头写错"];
const departments = ["仓库", "快递", "运营", "供应链"];

// The list of tasks, made up when it is first asked for.
export function ready(world) {
  if (world.tasks) return;
  world.tasks = [];
  const today = world.today();
  const mode = world.work;
  const me = world.people[0]?.id;
  if (mode === "none" || !me) return;
  let n = 0;
  const next = () => idOf(++n);
  if (typeof mode === "number") {
    for (let i = 0; i < mode; i++) {
      add(world, { id: next(), owner: me, title: i % 50 === 7 ? `${titles[i % 7]}，${"很长的说明不该把版面撑开，".repeat(8)}第 ${i + 1} 项` : `${titles[i % 7]}（${i + 1}）`, from: addDays(today, -(i % 3)), due_at: i % 5 === 0 ? world.now() + (i + 10) * minuteMs : null });
    }
    return;
  }
  add(world, { id: next(), owner: me, title: titles[0], state: "done", closed_at: world.now() - 40 * minuteMs, closed_on: today, closed_by: me, link: { kind: "figure", ref: "conversion_rate", day: today } });
  for (const group of world.groups) {
    const people = world.people.filter((one) => one.group === group && !one.left);
    for (let back = 3; back >= 0; back--) {
      const dice = chance(world.seed, group, back, "handoffs");
      for (let i = 0; i < 4; i++) {
        const owner = people[i % people.length]?.id;
        if (!owner) continue;
        const open = back === 0 ? i > 0 : i === 2;
        const day = addDays(today, -back);
        const closed = open ? {} : { state: i === 3 ? "dropped" : "done", result: i === 3 ? "客户自己撤了" : "已改好", closed_at: startOf(day) + 16 * 3_600_000, closed_on: day, closed_by: owner };
        add(world, {
          id: next(),
          kind: "handoff",
          owner,
          group,
          from: day,
          made_at: startOf(day) + (9 + i) * 3_600_000,
          department: departments[(i + back) % 4],
          title: matters[dice.whole(0, 4)],
          accepted_by: i % 2 === 0 ? "老周" : "",
          accepted_at: i % 2 === 0 ? startOf(day) + 10 * 3_600_000 : null,
          progress: open && i === 2 ? "问过两次，答应今天给" : "",
          late: i === 1 && back > 0,
          ...closed,
        });
      }
    }
  }
  add(world, { id: next(), kind: "handoff", owner: me, title: matters[0], department: "仓库", due_at: world.now() + 25 * minuteMs, accepted_by: "老周", accepted_at: world.now() - 50 * minuteMs });
  if (world.major) add(world, { id: next(), kind: "handoff", owner: me, title: "整车破损，客户要求今天换，物流和仓库都说不归他们", department: "仓库", major: true, passed_by: world.people[3]?.id ?? null });
  add(world, { id: next(), owner: me, title: titles[1], from: addDays(today, -1), made_by: "" });
  add(world, { id: next(), owner: me, title: titles[2], due_at: world.now() - 12 * minuteMs, from: addDays(today, -3) });
  add(world, { id: next(), owner: me, title: titles[3] });
  add(world, { id: next(), owner: me, title: titles[4], due_at: world.now() + 150 * minuteMs, made_by: "", link: { kind: "turn", ref: "251124-001-003", day: addDays(today, -1) } });
  if (world.followUps) {
    add(world, { id: next(), kind: "follow_up", owner: me, title: matters[2], due_at: world.now() + 90 * minuteMs, tries: 1, progress: "没有接，晚点再试", link: { kind: "task", ref: idOf(2), day: addDays(today, -3) } });
    add(world, { id: next(), kind: "follow_up", owner: me, title: matters[1], state: "done", outcome: "unsettled", result: "还没收到，再查一次", closed_at: world.now() - 30 * minuteMs, closed_on: today, closed_by: me });
    add(world, { id: next(), kind: "follow_up", owner: me, title: matters[4], from: addDays(today, 1), due_at: world.now() + 86_400_000 });
  }
  for (const person of world.people.filter((one) => !one.left).slice(0, 40)) {
    const dice = chance(world.seed, person.id, "promises");
    const choice = next();
    const from = addDays(today, -9);
    catalogue.filter((_, i) => person.id === me ? [1, 4, 5].includes(i) : i % 2 === dice.whole(0, 1)).slice(0, 3).forEach((one, i) => {
      const kept = Array.from({ length: 9 }, (_, back) => addDays(today, -back - 1)).filter((day) => !world.off(person.id, day) && dice.next() < 0.7);
      const all = person.id === me && i === 2 ? [...kept, today] : kept;
      add(world, { id: `${choice}.${i + 1}`, kind: "promise", owner: person.id, step: one.id, title: one.example.zh, from, until: addDays(today, 5), kept: all.sort() });
    });
  }
}

export function taskOf(world, id) {
  ready(world);
  const task = world.tasks.find((one) => one.id === id);
  if (!task) throw problem(404, "not_found", "没有这一项。", "There is no such item.", "task");
  return task;
}

// How it stands on the list of a day; null where it does not stand there.
export function onDay(task, day) {
  if (task.kind === "promise" || day < task.from) return null;
  if (task.state === "open" || task.closed_on > day) return "open";
  if (task.closed_on < day) return task.from === day ? task.state : null;
  return task.state;
}

export function rights(world, task) {
  const me = actor(world);
  const lead = world.role === "lead";
  const mine = task.owner === me;
  return {
    may_change: task.state === "open" && (lead || task.made_by === me),
    may_close: lead || mine || task.passed_by === me,
    may_take: task.state === "open" && task.kind === "handoff" && me !== "" && (mine ? task.passed_by !== null : lead || world.person(me)?.group === task.group),
    may_pass: task.state === "open" && task.kind === "handoff" && !lead && mine && task.passed_by === null,
  };
}

export function named(world, id) {
  return { id, name: world.person(id)?.name ?? id };
}
const maybeNamed = (world, id) => (id === null || id === "" ? null : named(world, id));

export function shown(world, task, day) {
  const state = onDay(task, day) ?? task.state;
  const { kept: _kept, events: _events, ...rest } = task;
  return {
    ...rest,
    state,
    owner: named(world, task.owner),
    asked: named(world, task.asked),
    made_by: maybeNamed(world, task.made_by),
    closed_by: maybeNamed(world, task.closed_by),
    seen_by: maybeNamed(world, task.seen_by),
    passed_by: maybeNamed(world, task.passed_by),
    overdue: task.state === "open" && task.due_at !== null && task.due_at < world.now(),
    carried_days: Math.max(0, daysBetween(task.from, day)),
    ...(task.complaint ? { due_at: answerBy(task), cause_due_at: state === "open" && task.found_at === null ? causeBy(task) : null } : { cause_due_at: null }),
    shown_number: task.number === null ? "" : `${task.from.slice(5, 7)}${task.from.slice(8)}-${task.number}`,
    ...(day < world.today() && state !== task.state ? { may_change: false, may_close: false, may_take: false, may_pass: false } : rights(world, task)),
  };
}

// What of a complaint is late and not known to the lead; null for nothing.
const hourMs = 3_600_000;
const answerBy = (task) => task.due_at ?? task.made_at + 24 * hourMs;
const causeBy = (task) => Math.min(task.made_at + 2 * hourMs, answerBy(task));
export function lateWhy(world, task) {
  if (!task.complaint || task.state !== "open") return null;
  const untold = (due) => due < world.now() && (task.seen_at === null || task.seen_at <= due);
  if (untold(answerBy(task))) return "answer_late";
  return task.found_at === null && untold(causeBy(task)) ? "cause_late" : null;
}

// Open major hand-offs that no lead has seen, and complaints that are late.
export function unseen(world) {
  if (world.major) ready(world);
  if (world.role !== "lead" || !world.tasks) return [];
  return world.tasks
    .map((task) => ({ task, why: lateWhy(world, task) ?? (task.major && task.seen_at === null && task.state === "open" ? "major" : null) }))
    .filter(({ why }) => why !== null)
    .map(({ task, why }) => ({ why, task: task.id, shown_number: shown(world, task, world.today()).shown_number, department: task.department, title: task.title, owner: named(world, task.owner), group: task.group, day: task.from }));
}

export const shownEvents = (world, task) => task.events.map((event) => ({ ...event, by: maybeNamed(world, event.by), to: event.to === null ? null : named(world, event.to) }));

export function sorted(list) {
  const order = { open: 0, done: 1, dropped: 2 };
  const due = (task) => task.due_at ?? Number.MAX_SAFE_INTEGER;
  return [...list].sort((a, b) => order[a.state] - order[b.state] || due(a) - due(b) || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1));
}

export function streak(world, task, today) {
  let days = 0;
  for (let day = today; day >= task.from; day = addDays(day, -1)) {
    if (task.kept.includes(day)) days += 1;
    else if (day !== today && !world.off(task.owner, day)) break;
  }
  return days;
}

// Words within their bounds, as the agent checks them.
export function words(text, most, zh, en, needed = true) {
  if (needed && text.trim() === "") throw problem(400, "wrong_use", `请写上${zh}。`, `Write ${en}.`);
  if ([...text].length > most) throw problem(400, "wrong_use", `${zh}最多 ${most} 字。请写短一些。`, `At most ${most} characters fit. Make it shorter.`);
  return text.trim();
}
export function mustBeOpen(task) {
  if (task.state !== "open") refuse("这一项已经完成。要改请先恢复。", "This is done already. Take that back first to change it.");
}
export { refuse, daysBetween };
