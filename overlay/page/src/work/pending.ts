// SPDX-License-Identifier: Apache-2.0
// The agent's answers with what was done here and is not in them yet: shown at once, marked until confirmed. The same acts in the same
// order as the agent will apply them; what it refuses is left out.
import { useMemo } from "preact/hooks";
import { addDays } from "../shared/days";
import { dateOfTime } from "../shared/format";
import { isWork, madeBy, outbox, settled, type WorkCommand } from "../shared/outbox";
import type { Promised, Schema, Task, Work } from "../shared/schema";
import { useStore } from "../shared/store";

export interface ShownTask extends Task {
  waits?: boolean; // Something done to it has not been confirmed.
  unknown?: boolean; // Made here, and the agent has not answered yet: it has no number and no history.
}
export interface ShownPromise extends Promised {
  waits?: boolean;
}
export interface ShownItem extends Schema<"ChecklistItem"> {
  waits?: boolean;
}
export interface ShownChecklist extends Schema<"Checklist"> {
  items: ShownItem[];
}
export interface Act {
  id: string;
  body: WorkCommand;
  waits: boolean;
}
// Who acts here, and when.
export interface Acting {
  me: Schema<"Named">;
  today: string;
  now: number;
  nameOf: (person: string) => string;
}

// What an answer that knows of the change number `known` does not hold yet.
export function useActs(known: number): Act[] {
  const queue = useStore(outbox);
  const done = useStore(settled);
  return useMemo(
    () => [
      ...done.filter((one) => one.change > known && /^(task\.|promise\.|checklist\.tick$)/.test(one.body.kind)).map(({ id, body }) => ({ id, body: body as WorkCommand, waits: false })),
      ...queue.filter(isWork).filter((one) => !one.refused).map(({ id, body }) => ({ id, body, waits: true })),
    ],
    [queue, done, known],
  );
}

type Make = Extract<WorkCommand, { kind: "task.make" }>;

// The times of a complaint (agent/team/complaints.h).
const hour = 3_600_000;
// What somebody set: a complaint without a time is shown with the one that all have.
const setDue = (task: Task, due: number | null): number | null => (task.complaint && due === task.made_at + 24 * hour ? null : due);
type Times = Pick<Task, "complaint" | "cause_due_at" | "due_at" | "overdue">;
function complaint(is: boolean, madeAt: number, foundAt: number | null, due: number | null, now: number): Times {
  const answer = is ? (due ?? madeAt + 24 * hour) : due;
  const cause = is && foundAt === null ? Math.min(madeAt + 2 * hour, answer ?? Number.MAX_SAFE_INTEGER) : null;
  const next = cause ?? answer;
  return { complaint: is, cause_due_at: cause, due_at: answer, overdue: next !== null && next < now };
}

function made(id: string, body: Make, group: string, { me, today, now, nameOf }: Acting): ShownTask {
  const owner = { id: body.person, name: nameOf(body.person) };
  return {
    id,
    kind: body.task_kind,
    state: "open",
    title: body.title.trim(),
    group,
    owner,
    asked: owner,
    made_by: me,
    made_at: now,
    from: body.from,
    until: null,
    carried_days: 0,
    number: null,
    shown_number: "",
    late: body.task_kind === "handoff" && body.from < today,
    department: body.department.trim(),
    accepted_by: "",
    accepted_at: null,
    major: body.task_kind === "handoff" && body.major === true,
    ...complaint(body.task_kind === "handoff" && body.complaint === true, now, null, body.due_at, now),
    found: "",
    found_at: null,
    seen_by: null,
    seen_at: null,
    passed_by: null,
    step: "",
    outcome: "none",
    tries: 0,
    link: body.link,
    progress: "",
    cause: "none",
    cause_words: "",
    result: "",
    closed_at: null,
    closed_on: null,
    closed_by: null,
    version: 1,
    may_change: true,
    may_close: true,
    may_take: false,
    may_pass: false,
    unknown: true,
  };
}

// One act on one task.
function acted(before: ShownTask, body: WorkCommand, { me, today, now, nameOf }: Acting): ShownTask {
  // Whoever was passed it and does something about it has accepted it.
  const accepts = before.passed_by !== null && before.owner.id === me.id && body.kind !== "task.change" && body.kind !== "task.seen";
  const task = accepts ? { ...before, passed_by: null, may_take: false } : before;
  const version = task.version + 1;
  const closed = { result: "", closed_at: now, closed_on: today, closed_by: me, version };
  switch (body.kind) {
    case "task.change":
      return { ...task, version, title: body.title.trim(), from: task.kind === "handoff" ? task.from : body.from, department: body.department.trim(), major: body.major ?? task.major, ...complaint(body.complaint ?? task.complaint, task.made_at, task.found_at, setDue(task, body.due_at), now) };
    case "task.pass":
      // To whom it goes, the agent says.
      return { ...task, version, may_pass: false };
    case "task.seen":
      return task.seen_at === null ? { ...task, version, seen_by: me.id === "" ? null : me, seen_at: now } : task;
    case "task.give":
      return { ...task, version, passed_by: null, owner: { id: body.person, name: nameOf(body.person) }, ...(body.person === me.id ? { may_take: false, may_change: true, may_close: true } : {}) };
    case "task.accept":
      return { ...task, version, accepted_by: body.by.trim(), accepted_at: now };
    case "task.progress":
      return { ...task, version, progress: body.words.trim() };
    case "task.found":
      return { ...task, version, found: body.words.trim(), found_at: task.found_at ?? now, cause_due_at: null, overdue: task.due_at !== null && task.due_at < now };
    case "task.explain":
      return { ...task, version, cause: body.cause, cause_words: body.words.trim() };
    case "task.done":
      return { ...task, ...closed, state: "done", result: body.result.trim() };
    case "task.follow_up":
      if (body.outcome !== "none") return { ...task, ...closed, state: "done", outcome: body.outcome, result: body.words.trim() };
      return { ...task, version, tries: task.tries + 1, due_at: body.again_at, from: body.again_at === null ? task.from : dateOfTime(body.again_at), overdue: false, progress: body.words.trim() || task.progress };
    case "task.drop":
      return { ...task, ...closed, state: "dropped", result: body.reason.trim() };
    case "task.reopen":
      return { ...task, state: "open", outcome: "none", result: "", closed_at: null, closed_on: null, closed_by: null, version };
    default:
      return task;
  }
}

// `listed` says whether what was made belongs into this list.
export function withActs(tasks: Task[], acts: Act[], group: string, acting: Acting, listed: (body: Make) => boolean): ShownTask[] {
  if (acts.length === 0) return tasks;
  const changed = new Map<string, ShownTask>();
  const known = new Map(tasks.map((task) => [task.id, task]));
  for (const { id, body, waits } of acts) {
    if (body.kind === "task.make") {
      if (!known.has(id) && listed(body)) changed.set(id, { ...made(id, body, group, acting), ...(waits ? { waits } : {}) });
    } else if ("task" in body) {
      const task: ShownTask | undefined = changed.get(body.task) ?? known.get(body.task);
      if (task && task.kind !== "promise") changed.set(body.task, { ...acted(task, body, acting), ...(waits ? { waits } : {}) });
    }
  }
  if (changed.size === 0) return tasks;
  return [...tasks.map((task) => changed.get(task.id) ?? task), ...[...changed.values()].filter((task) => !known.has(task.id))];
}

// Ticks and choices, on one person's promises.
export function withTicks(promises: Promised[], acts: Act[], person: string): ShownPromise[] {
  let shown: ShownPromise[] = promises;
  for (const { id, body, waits } of acts) {
    const mark = waits ? { waits } : {};
    if (body.kind === "promise.tick") {
      shown = shown.map((one) => {
        if (one.id !== body.task || one.kept.includes(body.day) === body.kept) return one;
        const kept = body.kept ? [...one.kept, body.day].sort() : one.kept.filter((day) => day !== body.day);
        return { ...one, kept, streak: Math.max(0, one.streak + (body.kept ? 1 : -1)), ...mark };
      });
    } else if (body.kind === "promise.choose" && body.person === person && !shown.some((one) => madeBy(one.id) === id)) {
      const before = shown
        .filter((one) => one.from < body.from || one.from > body.until)
        .map((one) => (one.until >= body.from && one.from < body.from ? { ...one, until: addDays(body.from, -1) } : one));
      shown = [...before, ...body.steps.map(({ step, title }, i) => ({ id: `${id}.${i + 1}`, step, title, from: body.from, until: body.until, kept: [], streak: 0, ...mark }))];
    }
  }
  return shown;
}

// Ticks on one person's checklist. What is done already stays as it was first ticked.
export function withChecks(list: Schema<"Checklist">, acts: Act[], { me, now }: Acting): ShownChecklist {
  let shown: ShownItem[] = list.items;
  for (const { body, waits } of acts) {
    if (body.kind !== "checklist.tick" || body.person !== list.person.id) continue;
    shown = shown.map((one) => {
      if (one.id !== body.item || (one.done_at !== null) === body.done) return one;
      return { id: one.id, title: one.title, ...(body.done ? { done_at: now, done_by: me.id === "" ? null : me } : { done_at: null, done_by: null }), ...(waits ? { waits } : {}) };
    });
  }
  return shown === list.items ? list : { ...list, items: shown, done: shown.filter((one) => one.done_at !== null).length };
}

export interface ShownWork extends Work {
  tasks: ShownTask[];
  booked: ShownTask[];
  promises: ShownPromise[];
  checklist: ShownChecklist | null;
  mentored: ShownChecklist[];
}

// What is due next: of a complaint whose cause is not known its cause, and then the answer.
export const nextDue = (task: Pick<Task, "cause_due_at" | "due_at">): number | null => task.cause_due_at ?? task.due_at;

// What is due sooner first, then what has been open longer, then as made.
export function bySooner(a: Task, b: Task): number {
  const due = (task: Task): number => nextDue(task) ?? Number.MAX_SAFE_INTEGER;
  return due(a) - due(b) || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1);
}

const order = { open: 0, done: 1, dropped: 2 } as const;
const count = (tasks: Task[], state: Task["state"]): number => tasks.filter((task) => task.state === state).length;
const allKept = (promises: Promised[], day: string): boolean => promises.length > 0 && promises.every((one) => one.kept.includes(day));

export function workWithActs(given: Work, acts: Act[], acting: Acting): ShownWork {
  const ticked = acts.some(({ body }) => body.kind === "checklist.tick");
  const work = ticked ? { ...given, checklist: given.checklist && withChecks(given.checklist, acts, acting), mentored: given.mentored.map((list) => withChecks(list, acts, acting)) } : given;
  const shown = withActs(work.tasks, acts, work.person.group, acting, (body) => body.person === work.person.id && body.from <= work.day && work.day >= work.today);
  // Given to somebody else, or put off to a later day.
  const tasks = shown === work.tasks ? shown : shown.filter((task) => (task.owner.id === work.person.id || task.passed_by?.id === work.person.id) && task.from <= work.day);
  // A follow-up that was put off joins those booked for later with the agent's next answer.
  const later = withActs(work.booked, acts, work.person.group, acting, (body) => body.task_kind === "follow_up" && body.person === work.person.id && body.from > work.day && work.day === work.today);
  const booked = later === work.booked ? later : later.filter((task) => task.state === "open" && task.owner.id === work.person.id && task.from > work.day).sort(bySooner);
  const promises = withTicks(work.promises, acts, work.person.id).filter((one) => one.from <= work.day && work.day <= one.until);
  if (tasks === work.tasks && booked === work.booked && promises.every((one, i) => one === work.promises[i]) && promises.length === work.promises.length) return work;
  if (tasks !== work.tasks) tasks.sort((a, b) => order[a.state] - order[b.state] || bySooner(a, b));
  return {
    ...work,
    tasks,
    booked,
    promises,
    done: Math.max(0, work.done + count(tasks, "done") - count(work.tasks, "done")),
    open: Math.max(0, work.open + count(tasks, "open") - count(work.tasks, "open")),
    kept_days: Math.max(0, work.kept_days + Number(allKept(promises, work.day)) - Number(allKept(work.promises, work.day))),
  };
}

// The new list with the old objects where nothing changed, so that a row is drawn again only where something did.
export function reused<One extends { id: string }>(before: One[], after: One[]): One[] {
  if (before === after) return after;
  const old = new Map(before.map((one) => [one.id, one]));
  return after.map((one) => {
    const same = old.get(one.id);
    return same && (same === one || JSON.stringify(same) === JSON.stringify(one)) ? same : one;
  });
}
