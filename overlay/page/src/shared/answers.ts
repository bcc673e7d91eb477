// SPDX-License-Identifier: Apache-2.0
// Answers of the agent, kept for as long as the tab is open: a view that comes back shows the last state at once and asks again behind it;
// while the agent is away, what is on the screen stays. Nothing is written to disk, since customers' names pass through here.
//
//   const { data, problem, loading, reload } = useAnswer("/panel", { person, day });
//   useAnswer("/team", null)      asks nothing
import { useEffect, useState } from "preact/hooks";
import { addressOf, send, type Parameters } from "./api";
import { connection } from "./connection";
import { change } from "./events";
import { asProblem, type ProblemError } from "./problem";
import type { Address, Answer, Query } from "./schema";
import { token } from "./token";

interface Kept {
  data: unknown;
  etag: string | null;
  problem: ProblemError | null;
  asked: number; // The change number before the last request; -1 = never asked.
  known: number; // The change number before the request that brought `data`.
  running: Promise<void> | null;
  listeners: Set<() => void>;
  used: number;
  failures: number; // In a row.
}

const kept = new Map<string, Kept>();
const most = 200;
let uses = 0;

function keptFor(address: string): Kept {
  let found = kept.get(address);
  if (!found) {
    found = { data: undefined, etag: null, problem: null, asked: -1, known: -1, running: null, listeners: new Set(), used: 0, failures: 0 };
    kept.set(address, found);
    if (kept.size > most) {
      const idle = [...kept].filter(([, one]) => one.listeners.size === 0 && one !== found).sort((a, b) => a[1].used - b[1].used);
      for (const [old] of idle.slice(0, kept.size - most)) kept.delete(old);
    }
  }
  found.used = ++uses;
  return found;
}

function tell(one: Kept): void {
  for (const listener of [...one.listeners]) listener();
}

// What an agent that has too much to do, or a connection that broke, refuses once, it may well answer a moment later.
const shortly = 2000;
const longest = 15_000;

function askAgainLater(address: string, one: Kept): void {
  if (!["busy", "unavailable", "away"].includes(one.problem?.kind ?? "")) return;
  const pause = Math.min(longest, shortly * 2 ** one.failures++) * (0.75 + Math.random() / 2);
  setTimeout(() => {
    // Where the agent is away altogether, everything is asked again when it is back.
    if (one.problem !== null && one.listeners.size > 0 && connection.get().awaySince === null) void ask(address);
  }, pause);
}

function ask(address: string): Promise<void> {
  const one = keptFor(address);
  if (one.running) return one.running;
  one.running = (async () => {
    const before = change.get();
    one.asked = before;
    try {
      const response = await send(address, { etag: one.etag });
      if (response.status !== 304) {
        one.data = await response.json();
        one.etag = response.headers.get("ETag");
      }
      one.known = before;
      one.problem = null;
      one.failures = 0;
    } catch (error) {
      one.problem = asProblem(error);
      // Asked again when somebody looks next.
      one.asked = -1;
      askAgainLater(address, one);
    }
    one.running = null;
    // The first answers tell the number before the stream does; what is asked after them need not be asked again for its first event.
    const told = (one.data as { change?: number } | undefined)?.change ?? 0;
    if (one.problem === null && told > change.get()) change.set(told);
    tell(one);
    // Something was committed while this was on its way.
    if (one.problem === null && asOf(one) < change.get() && one.listeners.size > 0) void ask(address);
  })();
  return one.running;
}

// Many answers say themselves as of which change they are.
const asOf = (one: Kept): number => Math.max(one.asked, (one.data as { change?: number } | undefined)?.change ?? -1);

// After a change, and when the agent is back, whatever is on a screen is asked again.
function refresh(): void {
  for (const [address, one] of kept) if (one.listeners.size > 0) void ask(address);
}
function catchUp(): void {
  if (held > 0) return;
  for (const [address, one] of kept) if (one.listeners.size > 0 && asOf(one) < change.get()) void ask(address);
}
change.follow(catchUp);

// Until the function that it returns is called, a change has nothing asked anew: for a command after which the views on the screen may no
// longer be this one's to see.
let held = 0;
export function holdAnswers(): () => void {
  held++;
  return () => {
    held--;
    catchUp();
  };
}
// When what is on its way has been answered: before a command after which it could not be.
export async function settled(): Promise<void> {
  await Promise.all([...kept.values()].map((one) => one.running));
}
let away = false;
connection.follow(() => {
  const now = connection.get().awaySince !== null;
  if (away && !now) refresh();
  away = now;
});

// Another token may be another person's: nothing of the one before stays, in memory or on the screen.
token.follow(() => {
  for (const [address, one] of kept) {
    if (one.listeners.size === 0) kept.delete(address);
    Object.assign(one, { data: undefined, etag: null, problem: null, asked: -1, known: -1 });
    tell(one);
  }
});

// Forgets everything: another desk, other rights. Resolves when whatever is on the screen has been answered anew, the session among it.
export async function forgetAnswers(): Promise<void> {
  const shown: Promise<void>[] = [];
  for (const [address, one] of kept) {
    if (one.listeners.size === 0) {
      kept.delete(address);
      continue;
    }
    one.etag = null;
    // What is on its way was asked before.
    shown.push((one.running ?? Promise.resolve()).then(() => ask(address)));
  }
  await Promise.all(shown);
}

export interface Live<Data> {
  data: Data | undefined; // Of this very address; undefined before the first answer.
  problem: ProblemError | null; // Why the last request failed. `data` may still hold the state before.
  loading: boolean; // Asked, and nothing to show yet.
  known: number; // The change number that `data` certainly knows of; -1 without data.
  reload(): Promise<void>;
}

export interface Follow {
  every?: number; // Asks again after so many milliseconds while the tab is visible: for what changes with time alone.
}

// The answer of an address, kept current. `query` null asks nothing.
export function useAnswer<Path extends Address>(path: Path, query: Query<Path> | null, { every = 0 }: Follow = {}): Live<Answer<Path>> {
  const address = query === null ? null : addressOf(path, query as Parameters);
  const [, draw] = useState(0);
  useEffect(() => {
    if (address === null) return undefined;
    const one = keptFor(address);
    const listener = (): void => draw((n) => n + 1);
    one.listeners.add(listener);
    void ask(address);
    const timer = every > 0 ? setInterval(() => !document.hidden && void ask(address), every) : 0;
    return () => {
      clearInterval(timer);
      one.listeners.delete(listener);
    };
  }, [address, every]);
  const one = address === null ? null : kept.get(address);
  return {
    data: one?.data as Answer<Path> | undefined,
    problem: one?.problem ?? null,
    loading: address !== null && one?.data === undefined && (one?.problem ?? null) === null,
    known: one?.data === undefined ? -1 : one.known,
    reload: () => (address === null ? Promise.resolve() : ask(address)),
  };
}

// Asks once, past what is kept; for further pages of a list.
export async function answer<Path extends Address>(path: Path, query: Query<Path>): Promise<Answer<Path>> {
  return (await (await send(addressOf(path, query as Parameters))).json()) as Answer<Path>;
}
