// SPDX-License-Identifier: Apache-2.0
// What of the panel comes first at which hour, and when that may change, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./support/page_modules.mjs";

const at = await read("panel/hour", "panel/day_before", "work/by_hour");

const now = Date.UTC(2026, 10, 25, 1, 20);
const minuteMs = 60_000;
let n = 0;
const task = (given) => ({ id: `t${String(++n).padStart(3, "0")}`, kind: "todo", state: "open", title: "", from: "2026-11-25", made_at: now - minuteMs, due_at: null, cause_due_at: null, carried_days: 0, major: false, complaint: false, progress: "", cause: "none", cause_words: "", ...given });
const titles = (list) => list.map(({ title }) => title);

test("the hour decides until a person does, and of today only", () => {
  const today = { day: "2026-11-25", today: "2026-11-25", part: "afternoon" };
  assert.equal(at.partWanted("auto", today), "afternoon");
  assert.equal(at.partWanted("morning", today), "morning");
  assert.equal(at.partWanted("auto", { ...today, part: "none" }), "none");
  assert.equal(at.partWanted("last_hour", { ...today, part: "none" }), "last_hour");
  assert.equal(at.partWanted("morning", { ...today, day: "2026-11-24" }), "none");
});

test("things move when nobody writes, here or in the chat, and nobody has touched the page for twenty seconds or sees it", () => {
  const hands = { idleMs: 20_000, writing: false, hidden: false };
  assert.equal(at.mayMove(false, hands), true);
  assert.equal(at.mayMove(false, { ...hands, idleMs: 19_999 }), false);
  assert.equal(at.mayMove(false, { ...hands, idleMs: 0, hidden: true }), true);
  assert.equal(at.mayMove(true, { ...hands, hidden: true }), false);
  assert.equal(at.mayMove(false, { ...hands, idleMs: 1e9, writing: true, hidden: true }), false);
});

test("in the morning what was carried over and what is due soon comes before the rest, whatever that is due by", () => {
  const list = [
    task({ title: "evening", due_at: now + 8 * 60 * minuteMs }),
    task({ title: "own" }),
    task({ title: "yesterday's", from: "2026-11-24", carried_days: 1 }),
    task({ title: "soon", due_at: now + 90 * minuteMs }),
    task({ title: "its cause is due", complaint: true, cause_due_at: now + 30 * minuteMs, due_at: now + 22 * 60 * minuteMs }),
    task({ title: "oldest", from: "2026-11-20", carried_days: 5 }),
    task({ title: "over", due_at: now - minuteMs, from: "2026-11-24", carried_days: 1 }),
  ];
  assert.deepEqual(titles(at.morningOrder(list, now)), ["over", "its cause is due", "soon", "oldest", "yesterday's", "evening", "own"]);
  assert.equal(list[0].title, "evening");
});

test("hard cases are hand-offs and what was put off twice: major ones and complaints first, then what has been open longest", () => {
  const list = [
    task({ title: "easy", from: "2026-11-24", carried_days: 1 }),
    task({ title: "new hand-off", kind: "handoff" }),
    task({ title: "major", kind: "handoff", major: true }),
    task({ title: "complaint", kind: "handoff", complaint: true, made_at: now }),
    task({ title: "put off", from: "2026-11-23", carried_days: 2 }),
    task({ title: "old hand-off", kind: "handoff", from: "2026-11-20", carried_days: 5 }),
    task({ title: "earlier hand-off", kind: "handoff", made_at: now - 60 * minuteMs }),
  ];
  assert.deepEqual(titles(at.hardCases(list)), ["major", "complaint", "old hand-off", "put off", "earlier hand-off", "new hand-off"]);
});

test("the close asks about what is open without a word of it, as the agent's next step does", () => {
  const list = [task({ title: "said", progress: "在催" }), task({ title: "cause", cause: "workload" }), task({ title: "words", cause_words: "等快递" }), task({ title: "dumb" }), task({ title: "done", state: "done" })];
  assert.deepEqual(titles(at.unexplained(list)), ["dumb"]);
  assert.equal(titles(at.closingOrder(list))[0], "dumb");
});

test("the day before is the last one with a figure, however many days off lie between", () => {
  const day = (name, value) => ({ day: name, value, numerator: 0, denominator: 0, off: value === null });
  const figures = [{ history: [day("2026-11-22", 1), day("2026-11-23", null), day("2026-11-24", null), day("2026-11-25", 3)] }, { history: [day("2026-11-21", 1)] }];
  assert.equal(at.lastDay({ figures, day: "2026-11-25" }), "2026-11-22");
  assert.equal(at.lastDay({ figures: [], day: "2026-11-25" }), null);
});
