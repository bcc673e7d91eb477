// SPDX-License-Identifier: Apache-2.0
// Lists of to-dos, the numbered series of hand-offs, and what is done to both.
import { onWorkPage } from "../checklists.mjs";
import { problem } from "../server.mjs";
import { actor, add, daysBetween, happen, lateWhy, mustBeOpen, onDay, ready, refuse, rights, shown, shownEvents, sorted, streak, taskOf, words } from "../tasks.mjs";
import { addDays, startOf } from "../world.mjs";

const zoneMs = 8 * 3_600_000;

function personOf(world, id) {
  const person = world.person(id);
  if (!person || (world.role === "rep" && world.member && person.id !== world.member)) throw problem(404, "not_found", "没有这个人。", "There is no such person.", "person");
  return person;
}

// world.part, where a test has set it, else by the clock.
function partOf(world) {
  if (world.part) return world.part;
  const hour = new Date(world.now() + zoneMs).getUTCHours();
  return hour >= 17 ? "last_hour" : hour < 12 ? "morning" : "afternoon";
}

function close(group, day, rows, before) {
  const open = rows.filter((one) => one.state === "open");
  const dropped = rows.filter((one) => one.state === "dropped").length;
  const all = rows.length - dropped;
  const line = (one) => `${one.shown_number}${one.late ? "（补单）" : ""} ${one.department}：${one.title}；${one.progress ? `进展：${one.progress}` : one.accepted_by ? "已接单" : "还没接单"}；${one.cause_words ? `原因：${one.cause_words}` : "原因未填"}`;
  const lineEn = (one) => `${one.shown_number}${one.late ? " (late entry)" : ""} ${one.department}: ${one.title}; ${one.accepted_by ? "accepted" : "not accepted yet"}`;
  const zh = [`${group} 对接日清 ${day.slice(5)}：共 ${all} 件，有结果 ${all - open.length} 件，未结 ${open.length} 件${dropped ? `（另作废 ${dropped} 件，号码保留）` : ""}。`, ...open.map(line)];
  const en = [`${group} hand-offs of ${day.slice(5)}: ${all} in all, ${all - open.length} with a result, ${open.length} open.`, ...open.map(lineEn)];
  if (before.length > 0) {
    zh.push(`前几天未结 ${before.length} 件：`, ...before.map(line));
    en.push(`Still open from earlier days, ${before.length}:`, ...before.map(lineEn));
  }
  return { zh: zh.join("\n"), en: en.join("\n") };
}

function sheets(world, tasks) {
  const found = new Map();
  for (const task of tasks.filter((one) => one.state !== "dropped")) {
    const sheet = found.get(task.department) ?? { department: task.department, received: 0, accepted: 0, done: 0, in_time: 0, open: 0, overdue: 0 };
    found.set(task.department, sheet);
    const due = task.due_at ?? startOf(addDays(task.from, 2));
    sheet.received += 1;
    sheet.accepted += task.accepted_by ? 1 : 0;
    if (task.state === "done") {
      sheet.done += 1;
      sheet.in_time += task.closed_at <= due ? 1 : 0;
    } else {
      sheet.open += 1;
      sheet.overdue += world.now() > due ? 1 : 0;
    }
  }
  return [...found.values()].sort((a, b) => b.received - a.received);
}

const knows = (world) => (world.role === "lead" ? { seen_by: actor(world), seen_at: world.now() } : {});
const mayChange = (world, task) => rights(world, task).may_change || refuse("只有主管或加这一项的人能改。", "Only a lead or whoever added it can change it.");
const mayClose = (world, task) => rights(world, task).may_close || refuse("这一项不是您的。", "This is not yours.");
function checkDue(world, due) {
  if (due !== null && due < world.now()) refuse("这个时间已经过了。请选一个以后的时间，或不填。", "That time has passed. Choose a later one, or none.");
}
function shut(world, task, state, what, text) {
  Object.assign(task, { state, result: text, closed_at: world.now(), closed_on: world.today(), closed_by: actor(world) });
  happen(world, task, what, text);
}

// How the follow-ups of the month went until the day.
function followUps(world, owner, day) {
  const from = `${day.slice(0, 7)}-01`;
  const all = world.tasks.filter((one) => one.kind === "follow_up" && one.owner === owner && one.from >= from && one.from <= day);
  const done = all.filter((one) => one.state === "done");
  const overdue = all.filter((one) => one.state === "open" && one.due_at < world.now());
  return { from, due: done.length + overdue.length, done: done.length, unsettled: done.filter((one) => one.outcome === "unsettled").length, dropped: all.filter((one) => one.state === "dropped").length };
}
const dayOf = (ms) => new Date(ms + zoneMs).toISOString().slice(0, 10);

export default {
  "GET /work": ({ world, query }) => {
    ready(world);
    const person = personOf(world, query.person);
    const today = world.today();
    const day = query.day ?? today;
    const tasks = sorted(world.tasks.filter((one) => (one.owner === person.id || one.passed_by === person.id) && onDay(one, day) !== null).map((one) => shown(world, one, day)));
    const promises = world.tasks.filter((one) => one.kind === "promise" && one.owner === person.id && one.state !== "dropped");
    const monday = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    let kept = 0;
    for (let one = monday; one <= day; one = addDays(one, 1)) {
      const promised = promises.filter((each) => each.from <= one && one <= each.until);
      if (promised.length > 0 && promised.every((each) => each.kept.includes(one))) kept += 1;
    }
    return {
      person,
      day,
      today,
      part: day === today ? partOf(world) : "none",
      done: tasks.filter((one) => one.state === "done").length,
      open: tasks.filter((one) => one.state === "open").length,
      tasks,
      promises: promises
        .filter((one) => one.from <= day && day <= one.until)
        .map((one) => ({ id: one.id, title: one.title, step: one.step, from: one.from, until: one.until, kept: one.kept.filter((each) => each > addDays(day, -7) && each <= day), streak: streak(world, one, day) })),
      kept_days: kept,
      follow_ups: followUps(world, person.id, day),
      booked: day === today ? sorted(world.tasks.filter((one) => one.kind === "follow_up" && one.owner === person.id && one.state === "open" && one.from > day)).slice(0, 50).map((one) => shown(world, one, day)) : [],
      ...onWorkPage(world, person.id, day === today),
      may_add: day >= today && (world.role === "lead" || person.id === world.member),
      departments: [...new Set(world.tasks.map((one) => one.department).filter(Boolean))],
    };
  },

  "GET /task": ({ world, query }) => {
    const task = taskOf(world, query.id);
    return { task: shown(world, task, world.today()), events: shownEvents(world, task) };
  },

  "GET /handoffs": ({ world, query }) => {
    ready(world);
    const own = world.person(world.member)?.group;
    const groups = world.role === "lead" ? world.groups : [own].filter(Boolean);
    const group = query.group ?? own ?? groups[0] ?? "";
    if (!groups.includes(group)) throw problem(404, "not_found", "没有这个小组。", "There is no such group.", "group");
    const today = world.today();
    const day = query.day ?? today;
    const all = world.tasks.filter((one) => one.kind === "handoff" && one.group === group);
    const rows = all.filter((one) => one.from === day).sort((a, b) => a.number - b.number).map((one) => shown(world, one, today));
    const before = all.filter((one) => one.from < day && one.state === "open").sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.number - b.number)).map((one) => shown(world, one, today));
    const from = addDays(day, -6);
    return { group, groups, day, today, rows, open_before: before, close: close(group, day, rows, before), departments: sheets(world, all.filter((one) => one.from >= from && one.from <= day)), departments_from: from };
  },

  "command task.make": ({ world, body }) => {
    ready(world);
    const person = personOf(world, body.person);
    const today = world.today();
    const handoff = body.task_kind === "handoff";
    const title = words(body.title, 200, "内容", "what it is about");
    const department = handoff ? words(body.department, 40, "对接部门", "the department") : "";
    if (handoff && body.from > today) refuse("对接只能记在今天或以前。", "A hand-off is entered for today or an earlier day.");
    if (handoff && daysBetween(body.from, today) > 31) refuse("只能补 31 天以内的对接。", "Hand-offs can be entered up to 31 days late.");
    if (!handoff && body.from < today) refuse("不能给过去的日子加待办。请选今天或以后。", "A to-do cannot be for a day that has passed. Choose today or later.");
    const followUp = body.task_kind === "follow_up";
    if (followUp && body.due_at === null) throw problem(400, "wrong_use", "请选回访的时间。", "Choose when to follow up.");
    checkDue(world, body.due_at);
    add(world, { id: body.id, kind: body.task_kind, owner: person.id, made_by: actor(world), title, from: followUp ? dayOf(body.due_at) : body.from, due_at: body.due_at, department, link: body.link, late: handoff && body.from < today, ...(handoff && body.major ? { major: true, ...knows(world) } : {}), ...(handoff && body.complaint ? { complaint: true } : {}) });
  },

  "command task.change": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayChange(world, task);
    if (task.version !== body.version) refuse("您看的时候，别人也改了这一项。您写的还在，请看过现在的内容再保存一次。", "Somebody changed this while you looked at it. What you wrote is still there; look at it as it is now, then save again.");
    const title = words(body.title, 200, "内容", "what it is about");
    const due = task.complaint && task.due_at === null && body.due_at === task.made_at + 24 * 3_600_000 ? null : body.due_at;
    if (due !== task.due_at) checkDue(world, due);
    const before = task.title;
    Object.assign(task, { title, due_at: due, ...(task.kind === "todo" ? { from: body.from } : task.kind === "follow_up" ? { from: dayOf(body.due_at) } : { department: words(body.department, 40, "对接部门", "the department") }) });
    if (task.kind === "handoff" && body.major !== undefined) {
      if (body.major && !task.major) Object.assign(task, { seen_by: null, seen_at: null, ...knows(world) });
      task.major = body.major;
    }
    if (task.kind === "handoff" && body.complaint !== undefined) task.complaint = body.complaint;
    happen(world, task, "changed", before);
  },

  "command task.give": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    if (world.role !== "lead" && !(rights(world, task).may_take && body.person === actor(world))) refuse("只有主管能转给别人。", "Only a lead gives things to others.");
    const accepts = task.passed_by !== null && task.owner === body.person && body.person === actor(world);
    if (task.owner === body.person && !accepts) refuse("这一项本来就由这位负责。", "This person has it already.");
    Object.assign(task, { owner: body.person, passed_by: null });
    happen(world, task, "given", body.person, { to: body.person });
  },

  // world.deputy stands in for the lead, who is away where world.leadAway says so.
  "command task.pass": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    if (!rights(world, task).may_pass) refuse("对接由负责人本人交给主管；主管可以直接转给别人。", "Whoever a hand-off is with passes it to the lead; a lead gives it to anybody.");
    const lead = world.people.find((one) => one.role === "lead" && !one.left);
    if (!lead) refuse("团队里还没有登记主管。请电脑的主人在“成员”里登记一位，再交一次；在那之前仍由您负责。", "No lead is entered yet. Ask the machine's owner to enter one under Members, then pass it again; until then it is yours.");
    const to = world.person(world.deputy ?? lead.id);
    Object.assign(task, { owner: to.id, passed_by: actor(world) });
    happen(world, task, "given", to.id, { to: to.id });
    if (!world.deputy) return { zh: `已交给主管 ${to.name}，对方接下前仍由您负责。`, en: `Passed to the lead, ${to.name}; it stays yours until accepted.` };
    return { zh: `主管今天休假，已交给代理 ${to.name}。`, en: `The lead is away today; passed to the deputy, ${to.name}.` };
  },

  "command task.seen": ({ world, body }) => {
    const task = taskOf(world, body.task);
    if (world.role !== "lead") refuse("“知道了”由主管或代理来点。", "The lead, or who stands in, says that it was seen.");
    if ((task.seen_at !== null && lateWhy(world, task) === null) || task.state !== "open") return;
    Object.assign(task, { seen_by: actor(world), seen_at: world.now() });
    happen(world, task, "seen");
  },

  "command task.accept": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayClose(world, task);
    if (task.accepted_by) refuse(`${task.accepted_by} 已经接单。`, `${task.accepted_by} has accepted it already.`);
    Object.assign(task, { accepted_by: words(body.by, 40, "接单人", "who has accepted it"), accepted_at: world.now() });
    happen(world, task, "accepted", task.accepted_by);
  },

  "command task.progress": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayClose(world, task);
    task.progress = words(body.words, 1000, "进展", "how far it is");
    happen(world, task, "progress", task.progress);
  },

  "command task.found": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayClose(world, task);
    if (!task.complaint) refuse("这一项没有标为投诉。为什么没做完，请写在“原因”里。", "This is not marked as a complaint. Why it is not finished goes to its cause.");
    Object.assign(task, { found: words(body.words, 1000, "投诉的原因", "what caused the complaint"), found_at: task.found_at ?? world.now() });
    happen(world, task, "found", task.found);
  },

  "command task.explain": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayClose(world, task);
    Object.assign(task, { cause: body.cause, cause_words: words(body.words, 1000, "原因", "the cause", body.cause === "none") });
    happen(world, task, "cause", task.cause_words);
  },

  "command task.done": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayClose(world, task);
    if (task.kind === "follow_up") refuse("回访要选结果：已解决、还没解决，或没联系上。", "Of a follow-up say what came of it: settled, not settled, or not reached.");
    shut(world, task, "done", "done", words(body.result, 1000, "结果", "the result", task.kind === "handoff"));
    if (typeof body.follow_up_at !== "number") return undefined;
    checkDue(world, body.follow_up_at);
    add(world, { id: body.id, kind: "follow_up", owner: task.owner, made_by: actor(world), title: task.title, from: dayOf(body.follow_up_at), due_at: body.follow_up_at, link: { kind: "task", ref: task.id, day: task.from } });
    return { zh: "已约回访，到时间会出现在清单上。", en: "The follow-up is booked; it comes on the list at its time." };
  },

  "command task.follow_up": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayClose(world, task);
    if (body.outcome !== "none") {
      shut(world, task, "done", "done", words(body.words, 1000, "客户怎么说", "what the customer said", body.outcome === "unsettled"));
      task.outcome = body.outcome;
      return;
    }
    if (body.again_at === null) throw problem(400, "wrong_use", "请选再联系的时间；不再联系请作废并写明原因。", "Choose when to try again; to stop trying, drop it with a reason.");
    checkDue(world, body.again_at);
    const said = words(body.words, 1000, "说明", "the note", false);
    Object.assign(task, { tries: task.tries + 1, from: dayOf(body.again_at), due_at: body.again_at, progress: said || task.progress });
    happen(world, task, "not_reached", said);
  },

  "command task.drop": ({ world, body }) => {
    const task = taskOf(world, body.task);
    mustBeOpen(task);
    mayChange(world, task);
    shut(world, task, "dropped", "dropped", words(body.reason, 1000, "作废的原因", "why it is dropped", task.kind !== "todo"));
  },

  "command task.reopen": ({ world, body }) => {
    const task = taskOf(world, body.task);
    if (task.state === "open") refuse("这一项没有完成或作废，不用恢复。", "This is open; there is nothing to take back.");
    mayClose(world, task);
    if (daysBetween(task.closed_on, world.today()) > 1) refuse("只能在当天和第二天恢复。请另加一项。", "This can be taken back on the day itself and the next. Add a new one instead.");
    Object.assign(task, { state: "open", outcome: "none", result: "", closed_at: null, closed_on: null, closed_by: null });
    happen(world, task, "reopened");
    for (const one of world.tasks) if (one.kind === "follow_up" && one.state === "open" && one.link?.ref === task.id) shut(world, one, "dropped", "dropped", "对接已恢复，还没有结果。");
  },
};
