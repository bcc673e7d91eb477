// SPDX-License-Identifier: Apache-2.0
// What a person did and the agent has not confirmed yet. Each command is written to local storage with its id before it is sent, and sent
// again with the same id until the agent has answered; so neither a closed tab nor an absent agent loses anything, and nothing is done
// twice. What the agent refuses is parked with its reason, and with it what builds on it; the rest goes on.
//
// Importing this file is enough for what is left from an earlier visit to be sent.
import { makeId, request } from "./api";
import { connection } from "./connection";
import { change } from "./events";
import { asProblem } from "./problem";
import type { CommandBody, Schema, Words } from "./schema";
import type { Self } from "./self";
import { self } from "./self";
import { makeStore } from "./store";
import { token } from "./token";

export type SheetCommand = Extract<CommandBody, { kind: "sheet.save" | "sheet.sign" | "sheet.reopen" }>;
export type WorkCommand = Extract<CommandBody, { kind: `task.${string}` | `promise.${string}` | "checklist.tick" }>;
// What one says for oneself: signs a text, contests a figure, chooses whether to be named in rankings.
export type OwnCommand = Extract<CommandBody, { kind: "text.sign" | "contest.make" | "member.be_named" }>;
export type KeptCommand = SheetCommand | WorkCommand | OwnCommand;
export interface Queued<Body extends KeptCommand = KeptCommand> {
  id: string;
  body: Body;
  refused: Words | null; // Why the agent does not take it; null while it waits.
  tried?: boolean; // It has been sent at least once, so the agent may know it.
  by?: Self; // Who did it: it is sent while the page is theirs, and waits while it is somebody else's.
}
// A command the agent has confirmed, with the change number it was given.
export interface Settled {
  id: string;
  body: KeptCommand;
  change: number;
}

const place = "rigong.outbox";
const mostSettled = 100;

// Local storage may be full or not allowed; then the list lives as long as the tab.
let remembered = true;

function stored(): Queued[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? (kept as Queued[]).filter((one) => typeof one?.id === "string" && typeof one.body?.kind === "string") : [];
  } catch {
    return [];
  }
}

export const outbox = makeStore<Queued[]>(stored());
// Rises with each command the agent has confirmed: whoever shows a sheet asks for it again before forgetting what was typed.
export const outboxConfirmed = makeStore(0);
// Confirmed of late, the oldest first: an answer asked before the change does not know of it yet.
export const settled = makeStore<Settled[]>([]);

// What the agent said about a command that nobody could know before.
export const told = makeStore<Words | null>(null);

export const isWork = (one: Queued): one is Queued<WorkCommand> => /^(task\.|promise\.|checklist\.tick$)/.test(one.body.kind);
export const isOwn = (one: Queued): one is Queued<OwnCommand> => ["text.sign", "contest.make", "member.be_named"].includes(one.body.kind);
export const isSheet = (one: Queued): one is Queued<SheetCommand> => one.body.kind.startsWith("sheet.");

// Read anew, since another tab may have written meanwhile.
const current = (): Queued[] => (remembered ? stored() : outbox.get());

function keep(edit: (list: Queued[]) => Queued[]): void {
  const next = edit(current());
  try {
    localStorage.setItem(place, JSON.stringify(next));
    remembered = true;
  } catch {
    remembered = false;
  }
  outbox.set(next);
}

// Whether it is to be sent now. Until the agent has said whose page this is, nothing is.
const isMine = (one: Queued): boolean => one.by === undefined || one.by.id === self.get()?.id;
// Done by somebody whose page this is not any more.
export const isOthers = (one: Queued): one is Queued & { by: Self } => one.by !== undefined && self.get() !== null && !isMine(one);

let sending: string | null = null;
let timer = 0;
let pause = 1000;

// The sheet a command is about; "" where it is about none.
const sheetOf = (body: KeptCommand): string => ("person" in body && "day" in body ? `${body.person} ${body.day}` : "");
const sameSheet = (a: KeptCommand, b: KeptCommand): boolean => sheetOf(a) !== "" && sheetOf(a) === sheetOf(b);
// Promises are called by the id of their choice and a number.
export const madeBy = (task: string): string => task.slice(0, 36);

// Whether `later` makes no sense without `first`: on the same sheet, or about what `first` would have made.
function buildsOn(later: Queued, first: Queued): boolean {
  if (sameSheet(later.body, first.body)) return true;
  const makes = first.body.kind === "task.make" || first.body.kind === "promise.choose";
  return makes && "task" in later.body && madeBy(later.body.task) === first.id;
}

// Whether a new command says all that a waiting one says: then it takes its place.
function replaces(next: KeptCommand, waiting: KeptCommand): boolean {
  if (next.kind === "sheet.save") return waiting.kind === "sheet.save" && sameSheet(next, waiting);
  if (next.kind === "text.sign") return waiting.kind === "text.sign" && next.text === waiting.text;
  if (next.kind === "member.be_named") return waiting.kind === next.kind;
  if (next.kind === "checklist.tick") return waiting.kind === next.kind && next.person === waiting.person && next.item === waiting.item;
  return next.kind === "promise.tick" && waiting.kind === "promise.tick" && next.task === waiting.task && next.day === waiting.day;
}

// Puts a command at the end and returns its id. One that says all of the one before it on the same sheet, promise or item takes its place.
export function put(body: KeptCommand, wait = 0): string {
  const by = self.get();
  const entry: Queued = { id: makeId(), body, refused: null, ...(by ? { by } : {}) };
  keep((list) => {
    const kept = list.filter((one) => !(one.refused && (sameSheet(one.body, body) || replaces(body, one.body))));
    const same = (one: Queued): boolean => (sheetOf(body) !== "" ? sameSheet(one.body, body) : replaces(body, one.body));
    const last = [...kept].reverse().find(same);
    if (last && replaces(body, last.body) && last.id !== sending) return kept.map((one) => (one === last ? entry : one));
    return [...kept, entry];
  });
  pause = 1000;
  later(wait);
  return entry.id;
}

// Forgets a command that is not on its way, or was refused.
export const discard = (id: string): void => keep((list) => list.filter((one) => one.id !== id || one.id === sending));

// Takes back what the agent cannot know of yet; false where it may, so that the opposite has to be done.
export function takeBack(id: string): boolean {
  const found = current().find((one) => one.id === id);
  if (!found || found.tried || sending === id) return false;
  discard(id);
  return true;
}

// Sends what was refused once more, under a new id, since an id once refused stays refused; what builds on it goes with it.
export function again(id: string): void {
  keep((list) => {
    const first = list.find((one) => one.id === id);
    if (!first) return list;
    const fresh = makeId();
    return list.map((one) => {
      if (one === first) return { ...one, id: fresh, refused: null, tried: false };
      if (!one.refused || !buildsOn(one, first) || !("task" in one.body)) return one;
      return { ...one, id: makeId(), body: { ...one.body, task: fresh + one.body.task.slice(36) }, refused: null, tried: false };
    });
  });
  pause = 1000;
  later(0);
}

// Gives up what was refused, and what builds on it.
export const giveUp = (id: string): void =>
  keep((list) => {
    const first = list.find((one) => one.id === id);
    return first ? list.filter((one) => one !== first && !(one.refused && buildsOn(one, first))) : list;
  });

// Whoever comes next in this browser is somebody else: what the one before did goes nowhere.
export function forgetAll(): void {
  keep(() => []);
  try {
    // And what they typed in talks (one_on_one/drafts.ts).
    localStorage.removeItem("rigong.talks");
  } catch {
    // Nothing was kept.
  }
}
// What says nothing of whose it is must not become another's receipt or objection.
export const forgetOwn = (): void => keep((list) => list.filter((one) => !isOwn(one)));

export const pendingFor = (list: Queued[], person: string, day: string): Queued<SheetCommand>[] =>
  list.filter(isSheet).filter((one) => one.body.person === person && one.body.day === day);

function later(wait: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void run(), wait);
}

// One tab sends at a time where the browser can say so; elsewhere the ids keep things from happening twice.
async function alone(work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) return work();
  await navigator.locks.request(place, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    else later(2000);
  });
}

function confirmed(one: Queued, number: number): void {
  settled.set([...settled.get(), { id: one.id, body: one.body, change: number }].slice(-mostSettled));
  keep((list) => list.filter(({ id }) => id !== one.id));
  // What is on the screen is asked anew at once, also where the stream of changes is late.
  if (number > change.get()) change.set(number);
  outboxConfirmed.set(outboxConfirmed.get() + 1);
}

async function sendAll(): Promise<void> {
  for (;;) {
    const next = current().find((one) => !one.refused && isMine(one));
    if (!next || token.get() === null) return;
    sending = next.id;
    if (!next.tried) keep((list) => list.map((one) => (one.id === next.id ? { ...one, tried: true } : one)));
    try {
      const done = await request<Schema<"CommandDone">>("/commands", { method: "POST", body: { id: next.id, ...next.body } });
      sending = null;
      pause = 1000;
      confirmed(next, done.change);
      // To whom a hand-off was passed, only the agent knows.
      if (next.body.kind === "task.pass" && done.words) told.set(done.words);
    } catch (error) {
      sending = null;
      const problem = asProblem(error);
      if (["away", "busy", "unavailable", "locked"].includes(problem.kind)) {
        later(pause);
        pause = Math.min(pause * 2, 15_000);
        return;
      }
      keep((list) => {
        const at = list.findIndex((one) => one.id === next.id);
        return list.map((one, i) => (i === at || (i > at && buildsOn(one, next)) ? { ...one, refused: problem.words } : one));
      });
    }
  }
}

let running = false;
async function run(): Promise<void> {
  if (running || !outbox.get().some((one) => !one.refused && isMine(one))) return;
  running = true;
  try {
    await alone(sendAll);
  } finally {
    running = false;
  }
}

connection.follow(() => {
  if (connection.get().awaySince === null) later(0);
});
token.follow(() => later(0));
self.follow(() => later(0));
addEventListener("online", () => later(0));
addEventListener("storage", (event) => {
  if (event.key === place || event.key === null) outbox.set(stored());
});
later(0);
