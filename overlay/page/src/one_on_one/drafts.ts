// SPDX-License-Identifier: Apache-2.0
// Texts of talks from the first letter until the agent has them. Each lies in local storage with what it began from, so that neither a
// closed tab nor an absent agent loses a word; what somebody else wrote meanwhile is never written over without a person's choice.
import { useEffect } from "preact/hooks";
import { intend } from "../shared/api";
import { connection } from "../shared/connection";
import { change } from "../shared/events";
import { asProblem } from "../shared/problem";
import type { Words } from "../shared/schema";
import { self } from "../shared/self";
import { makeStore, useStore } from "../shared/store";
import type { TextName } from "./say";

export interface Draft {
  by: string; // Whose it is: nobody else sees it, and it is sent while the page is theirs.
  person: string;
  week: string;
  text: TextName | "note";
  words: string;
  was: string; // What the agent had when this began, or was given last.
  sent: string | null; // On its way, or sent without an answer: the agent may have it.
  refused: Words | null;
}
export type Key = Pick<Draft, "person" | "week" | "text">;

const place = "rigong.talks";
const most = 200;
export const longest = 2000;

function stored(): Draft[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? (kept as Draft[]).filter((one) => typeof one?.words === "string" && typeof one.person === "string" && typeof one.text === "string") : [];
  } catch {
    return [];
  }
}
let remembered = true;
export const drafts = makeStore<Draft[]>(stored());

function keep(edit: (list: Draft[]) => Draft[]): void {
  // Read anew, since another tab may have written meanwhile.
  const next = edit(remembered ? stored() : drafts.get()).slice(-most);
  try {
    localStorage.setItem(place, JSON.stringify(next));
    remembered = true;
  } catch {
    // Full or not allowed: kept as long as the tab.
    remembered = false;
  }
  drafts.set(next);
}

const same = (a: Key, b: Key): boolean => a.person === b.person && a.week === b.week && a.text === b.text;
const mine = (one: Draft): boolean => one.by === self.get()?.id;
export const draftOf = (list: Draft[], key: Key): Draft | undefined => list.find((one) => mine(one) && same(one, key));
const put = (key: Key, edit: (old: Draft | undefined) => Draft | null): void =>
  keep((list) => {
    const old = draftOf(list, key);
    const next = edit(old);
    return [...list.filter((one) => one !== old), ...(next ? [next] : [])];
  });

export const forget = (key: Key): void => put(key, () => null);

// What may be done with a text, given what the agent has now. Pure: the heart of it, and tested as such.
export type Way = "same" | "save" | "conflict";
export function wayOf({ words, was, sent }: Pick<Draft, "words" | "was" | "sent">, now: string): Way {
  if (now === words) return "same";
  return now === was || (sent !== null && now === sent) ? "save" : "conflict";
}

// Typed: `now` is what the agent is known to have.
export function write(key: Key, words: string, now: string): void {
  put(key, (old) => ({ by: self.get()?.id ?? "", ...key, words, was: old?.was ?? now, sent: old?.sent ?? null, refused: null }));
  if (key.text !== "note") later(pauseOfTyping);
}
// A person has seen both: these words stand, upon what the agent has now.
export function settle(key: Key, words: string, now: string): void {
  blocked.delete(keyText(key));
  if (words === now) return forget(key);
  put(key, () => ({ by: self.get()?.id ?? "", ...key, words, was: now, sent: null, refused: null }));
  later(0);
}

// Those of which the page knows that the agent has something else: a person chooses first.
const blocked = new Set<string>();
const keyText = ({ person, week, text }: Key): string => `${person} ${week} ${text}`;

const pauseOfTyping = 700;
let timer = 0;
let pause = 1000;
function later(wait: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void save(), wait);
}

// What the agent has taken, until an answer is known to be newer: the page must not fall back to the text before.
const taken = makeStore<Record<string, { words: string; since: number }>>({});
// Rises when the agent has refused one: perhaps somebody has written meanwhile, so the page asks again and shows both.
export const refusals = makeStore(0);

async function send(one: Draft): Promise<boolean> {
  if (one.text === "note") return true;
  const key: Key = { person: one.person, week: one.week, text: one.text };
  const { words, was } = one;
  put(key, (old) => (old ? { ...old, sent: words } : null));
  try {
    const done = await intend({ kind: "talk.write", person: one.person, week: one.week, text: one.text, words, was }).send(0);
    taken.set({ ...taken.get(), [keyText(key)]: { words, since: done.change } });
    put(key, (old) => (!old || old.words === words ? null : { ...old, was: words, sent: null }));
    if (done.change > change.get()) change.set(done.change);
    pause = 1000;
    return true;
  } catch (error) {
    const problem = asProblem(error);
    if (["away", "busy", "unavailable", "locked"].includes(problem.kind)) {
      later(pause);
      pause = Math.min(pause * 2, 15_000);
    } else {
      put(key, (old) => (old ? { ...old, refused: problem.words } : null));
      refusals.set(refusals.get() + 1);
    }
    return false;
  }
}

let running: Promise<boolean> | null = null;
// Sends everything of this person that is not saved yet, one after the other. False where something could not be.
export function save(): Promise<boolean> {
  running ??= saveAll().finally(() => {
    running = null;
  });
  return running;
}
async function saveAll(): Promise<boolean> {
  clearTimeout(timer);
  for (let turn = 0; turn < 20; turn++) {
    const next = drafts.get().find((one) => mine(one) && one.text !== "note" && one.refused === null && !blocked.has(keyText(one)));
    if (!next) break;
    if (!(await send(next))) return false;
  }
  return !drafts.get().some((one) => mine(one) && one.text !== "note");
}

export const pendingOf = (list: Draft[], person: string, week: string): Draft[] => list.filter((one) => mine(one) && one.person === person && one.week === week && one.text !== "note");

export interface Text {
  words: string;
  state: "saved" | "waiting" | "conflict" | "refused" | "none";
  theirs: string; // Of a conflict.
  refused: Words | null;
  set: (words: string) => void;
  settle: (words: string) => void;
}

// A text as it is typed and as the agent has it: `told` is the agent's by an answer that knows of every change up to `known`.
export function useText(key: Key, told: string, known: number): Text {
  const draft = draftOf(useStore(drafts), key);
  const last = useStore(taken)[keyText(key)];
  useStore(self);
  const now = last && known < last.since ? last.words : told;
  const way = draft ? wayOf(draft, now) : "same";
  const name = keyText(key);
  // What was sent without an answer has arrived: what is typed since then builds on it.
  const arrived = draft !== undefined && way === "save" && draft.was !== now;
  const needless = draft !== undefined && way === "same" && (draft.sent === null || draft.sent === now);
  useEffect(() => {
    if (way === "conflict") blocked.add(name);
    if (needless) forget(key);
    if (arrived) {
      put(key, (old) => (old ? { ...old, was: now, sent: null, refused: null } : null));
      later(0);
    }
    return () => void blocked.delete(name);
  }, [name, way, needless, arrived]);
  return {
    words: draft?.words ?? now,
    state: !draft || needless ? (now === "" ? "none" : "saved") : way === "conflict" ? "conflict" : draft.refused ? "refused" : "waiting",
    theirs: now,
    refused: draft?.refused ?? null,
    set: (words) => write(key, words, now),
    settle: (words) => settle(key, words, now),
  };
}

// A text that is not sent by itself: kept until it is dropped.
export function useKept(key: Key): [string, (words: string | null) => void] {
  const draft = draftOf(useStore(drafts), key);
  useStore(self);
  return [draft?.words ?? "", (words) => (words === null || words === "" ? forget(key) : write(key, words, ""))];
}

connection.follow(() => {
  if (connection.get().awaySince === null) later(0);
});
self.follow(() => later(0));
addEventListener("online", () => later(0));
addEventListener("storage", (event) => {
  if (event.key === place || event.key === null) drafts.set(stored());
});
later(0);
