// SPDX-License-Identifier: Apache-2.0
// What a person did on a sheet and the agent has not confirmed yet. Each command is written to local storage with its id before it is sent,
// and sent again with the same id until the agent has answered; so neither a closed tab nor an absent agent loses anything, and nothing is
// done twice. What the agent refuses is parked with its reason, and with it what builds on it; the rest goes on.
//
// Importing this file is enough for what is left from an earlier visit to be sent.
import { makeId, request } from "../shared/api";
import { connection } from "../shared/connection";
import { asProblem } from "../shared/problem";
import type { CommandBody, Words } from "../shared/schema";
import { makeStore } from "../shared/store";
import { token } from "../shared/token";

export type SheetCommand = Extract<CommandBody, { kind: "sheet.save" | "sheet.sign" | "sheet.reopen" }>;
export interface Queued {
  id: string;
  body: SheetCommand;
  refused: Words | null; // Why the agent does not take it; null while it waits.
}

const place = "rigong.outbox";
const most = 500;

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

// Read anew, since another tab may have written meanwhile.
const current = (): Queued[] => (remembered ? stored() : outbox.get());

function keep(change: (list: Queued[]) => Queued[]): void {
  const next = change(current()).slice(-most);
  try {
    localStorage.setItem(place, JSON.stringify(next));
    remembered = true;
  } catch {
    remembered = false;
  }
  outbox.set(next);
}

const same = (a: SheetCommand, b: SheetCommand): boolean => a.person === b.person && a.day === b.day;
let sending: string | null = null;
let timer = 0;
let pause = 1000;

// Puts a command at the end. A save that follows a save of the same sheet takes its place, since it holds all of it.
export function put(body: SheetCommand, wait = 0): void {
  keep((list) => {
    const kept = list.filter((one) => !(one.refused && same(one.body, body)));
    const last = [...kept].reverse().find((one) => same(one.body, body));
    const entry: Queued = { id: makeId(), body, refused: null };
    if (last && last.body.kind === "sheet.save" && body.kind === "sheet.save" && last.id !== sending) {
      return kept.map((one) => (one === last ? entry : one));
    }
    return [...kept, entry];
  });
  pause = 1000;
  later(wait);
}

// Forgets a command that has not been sent, or was refused.
export const discard = (id: string): void => keep((list) => list.filter((one) => one.id !== id || one.id === sending));

export const pendingFor = (list: Queued[], person: string, day: string): Queued[] =>
  list.filter((one) => one.body.person === person && one.body.day === day);

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

async function sendAll(): Promise<void> {
  for (;;) {
    const next = current().find((one) => !one.refused);
    if (!next || token.get() === null) return;
    sending = next.id;
    try {
      await request("/commands", { method: "POST", body: { id: next.id, ...next.body } });
      sending = null;
      keep((list) => list.filter((one) => one.id !== next.id));
      pause = 1000;
      outboxConfirmed.set(outboxConfirmed.get() + 1);
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
        return list.map((one, i) => (i === at || (i > at && same(one.body, next.body)) ? { ...one, refused: problem.words } : one));
      });
    }
  }
}

let running = false;
async function run(): Promise<void> {
  if (running || !outbox.get().some((one) => !one.refused)) return;
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
addEventListener("online", () => later(0));
addEventListener("storage", (event) => {
  if (event.key === place || event.key === null) outbox.set(stored());
});
later(0);
