// SPDX-License-Identifier: Apache-2.0
// What the view of campaigns and topics works out without a browser: defaults, faults, what is sent, how a span is written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./support/page_modules.mjs";

const at = await read("shared/prefs", "periods/draft");
const kind = (figure, unit, better) => ({ figure, title: { zh: figure, en: figure }, unit, better });
const all = {
  today: "2026-11-25",
  now: 0,
  groups: ["售前"],
  may_set: true,
  defaults: [
    { period_kind: "campaign", level: "urgent", aims: [{ figure: "response_mean_ms", value: 15_000 }], warn_after_s: 15 },
    { period_kind: "crisis", level: "back_office", aims: [{ figure: "complaint_rate", value: 0.01 }], warn_after_s: 0 },
  ],
  figures: [kind("response_mean_ms", "ms", "lower"), kind("complaint_rate", "share", "lower"), kind("answer_ratio_low", "ratio", "higher"), kind("satisfaction", "share", "higher")],
  periods: [],
};
const draft = (more = {}) => ({ ...at.newDraft(all), name: "双11", ...more });

test("a level's targets are written as people read them, and sent as the agent counts", () => {
  assert.deepEqual(draft().aims, [{ figure: "response_mean_ms", text: "15" }]);
  assert.equal(draft().warn, "15");
  assert.deepEqual(at.withDefaults(draft({ kind: "crisis", level: "back_office" }), all).aims, [{ figure: "complaint_rate", text: "1" }]);
  assert.equal(at.withDefaults(draft({ kind: "crisis", level: "back_office" }), all).warn, "");
  assert.deepEqual(at.withDefaults(draft({ kind: "topic" }), all).aims, []);
  const aims = [{ figure: "satisfaction", text: "92.3" }, { figure: "response_mean_ms", text: "12.5" }, { figure: "answer_ratio_low", text: "1.25" }, { figure: "complaint_rate", text: "0.07" }];
  const body = at.bodyOf(draft({ aims, warn: " " }), all);
  assert.deepEqual(body.aims.map(({ value }) => value), [0.923, 12_500, 1.25, 0.0007]);
  assert.equal(body.warn_after_s, 0);
  assert.equal(body.kind, "period.make");
  // Back and forth nothing is added.
  const period = { ...body, id: "x", state: "planned", begins_at: 0, ends_at: 0, made_at: 0 };
  assert.deepEqual(at.draftOf(period, all).aims, aims);
  const changed = at.bodyOf(at.draftOf(period, all), all);
  assert.equal(changed.kind, "period.change");
  assert.deepEqual({ ...changed, kind: "" }, { ...at.bodyAgain(period), kind: "" });
});

test("what is missing or cannot be is named by its field", () => {
  const fields = (more) => Object.keys(at.faultsOf(draft(more)));
  assert.deepEqual(fields({}), []);
  assert.deepEqual(fields({ name: " " }), ["name"]);
  assert.deepEqual(fields({ from: "", to: "" }), ["from", "to"]);
  assert.deepEqual(fields({ to: "2026-11-24" }), ["to"]);
  assert.deepEqual(fields({ begin: "20:00", end: "20:00" }), ["end"]);
  assert.deepEqual(fields({ begin: "20:00", end: "02:00", to: "2026-11-26" }), []);
  for (const warn of ["4", "x", "1.5", "86401"]) assert.deepEqual(fields({ warn }), ["warn"]);
  for (const text of ["", "x", "-1"]) assert.deepEqual(fields({ aims: [{ figure: "satisfaction", text }] }), ["aim 0"]);
});

test("a span is as short as it may be, and says the moments that the agent took the times for", () => {
  const wall = (text) => Date.parse(`${text}:00+08:00`);
  const span = (more) =>
    at.spanText({ from: "2026-11-10", to: "2026-11-10", begin: "", end: "", begins_at: wall("2026-11-10T00:00"), ends_at: wall("2026-11-11T00:00"), ...more });
  assert.equal(span({}), "11月10日");
  assert.equal(span({ begin: "20:00", begins_at: wall("2026-11-10T20:00") }), "11月10日 20:00 至 24:00");
  assert.equal(span({ end: "12:00", ends_at: wall("2026-11-10T12:00") }), "11月10日 至 12:00");
  assert.equal(span({ to: "2026-11-11", ends_at: wall("2026-11-12T00:00") }), "11月10日 至 11月11日");
  assert.equal(span({ to: "2026-11-11", begin: "20:00", end: "02:00", begins_at: wall("2026-11-10T20:00"), ends_at: wall("2026-11-11T02:00") }), "11月10日 20:00 至 11月11日 02:00");
  // Midnight is the end of the day before; a night's hour of a shop whose day begins at six is the next day's by the calendar.
  assert.equal(span({ begin: "20:00", end: "00:00", begins_at: wall("2026-11-10T20:00") }), "11月10日 20:00 至 24:00");
  assert.equal(span({ begin: "02:00", end: "05:00", begins_at: wall("2026-11-11T02:00"), ends_at: wall("2026-11-11T05:00") }), "11月11日 02:00 至 05:00");
});
