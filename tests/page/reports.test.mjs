// SPDX-License-Identifier: Apache-2.0
// What the week's and month's reports work out without a browser: which period an address means and how it is called, changes and shares in
// words, and files from what the agent sends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inEnglish, read } from "./support/page_modules.mjs";

const at = await read("shared/prefs", "shared/download", "reports/period", "reports/say", "reports/files");
const today = "2026-11-25";
const month = (from, to) => ({ by: "month", from, to, today });
const week = (from, to) => ({ by: "week", from, to, today });

test("an address says which report; another one keeps the group, and the day where it has one", () => {
  assert.deepEqual(["week", "month", "departments", "year", undefined].map((of) => at.kindOf(of ? { of } : {}, "day")), ["week", "month", "departments", "day", "day"]);
  assert.deepEqual([at.byOf({ by: "week" }), at.byOf({ by: "x" }), at.byOf({})], ["week", "month", "month"]);
  const query = { of: "week", group: "售前", day: "2026-11-09" };
  assert.deepEqual(at.queryFor("month", query), { of: "month", by: null, group: "售前", day: "2026-11-09" });
  assert.deepEqual(at.queryFor("departments", query), { of: "departments", by: "week", group: "售前", day: "2026-11-09" });
  assert.deepEqual(at.queryFor("day", query), { of: null, by: null, group: "售前", day: null });
  // The day of a day's report is none of a period's.
  assert.deepEqual(at.queryFor("month", { day: "2026-11-24" }), { of: "month", by: null, group: null, day: null });
});

test("one step back or on, never past the period that runs; the one shown without a day has none in its address", () => {
  assert.equal(at.stepOf(month("2026-10-01", "2026-10-31"), -1), "2026-09-01");
  assert.equal(at.stepOf(month("2026-10-01", "2026-10-31"), 1), "2026-11-01");
  assert.equal(at.stepOf(month("2026-09-01", "2026-09-30"), 1), null);
  assert.equal(at.stepOf(month("2026-11-01", "2026-11-24"), 1), undefined);
  assert.equal(at.stepOf(month("2026-11-01", "2026-11-24"), -1), null);
  assert.equal(at.stepOf(week("2026-11-23", "2026-11-24"), 1), undefined);
  assert.equal(at.stepOf(week("2026-11-16", "2026-11-22"), 1), "2026-11-23");
  assert.equal(at.stepOf(week("2026-01-05", "2026-01-11"), -1), "2025-12-29");
});

test("periods in words", () => {
  assert.equal(at.periodWords(month("2026-10-01", "2026-10-31")), "2026年10月");
  assert.equal(at.periodWords(month("2026-11-01", "2026-11-24")), "2026年11月（到24日）");
  assert.equal(at.periodWords(week("2026-11-23", "2026-11-29")), "11月23日至29日");
  assert.equal(at.periodWords(week("2026-11-30", "2026-12-06")), "11月30日至12月6日");
  assert.equal(at.periodWords(week("2026-11-25", "2026-11-25")), "11月25日");
  assert.equal(at.periodWords(week("2025-12-29", "2026-01-04")), "2025年12月29日至2026年1月4日");
  assert.equal(at.spanWords("2026-10-01", "2026-10-31", ""), "2026年10月1日至31日");
  // Of a month that runs the one before is a part, and is not called by the whole.
  assert.equal(at.beforeWords(month("2026-11-01", "2026-11-24"), "2026-10-01", "2026-10-24"), "10月1日至24日");
  assert.equal(at.beforeWords(month("2026-11-01", "2026-11-30"), "2026-10-01", "2026-10-31"), "2026年10月");
  inEnglish(at, () => {
    assert.equal(at.periodWords(month("2026-11-01", "2026-11-24")), "November 2026 (to Nov 24)");
    assert.equal(at.periodWords(week("2026-11-23", "2026-11-29")), "Nov 23 – 29");
    assert.equal(at.periodWords(week("2025-12-29", "2026-01-04")), "Dec 29, 2025 – Jan 4, 2026");
    assert.equal(at.spanWords("2026-11-09", "2026-11-15", ""), "Nov 9 – Nov 15, 2026");
  });
});

const value = (numerator, denominator, few = false) => ({ value: few || denominator === 0 ? null : numerator / denominator, numerator, denominator, few });
const change = (unit, better, before, total) => at.changeOf({ unit, better, before, total });

test("a change says better or worse only where the figure says what is better, and by what is shown", () => {
  assert.deepEqual(change("ms", "lower", value(45_000, 1), value(42_300, 1)), { text: "快 2.7 秒", verdict: "better" });
  assert.deepEqual(change("share", "lower", value(20, 1000), value(30, 1000)), { text: "升 1.0 点", verdict: "worse" });
  assert.deepEqual(change("share", "higher", value(20, 1000), value(30, 1000)), { text: "升 1.0 点", verdict: "better" });
  assert.deepEqual(change("ratio", "band", value(130, 100), value(140, 100)), { text: "+0.10", verdict: "" });
  assert.deepEqual(change("count", "none", value(9352, 1), value(11_994, 1)), { text: "+2,642", verdict: "" });
  assert.deepEqual(change("fen", "higher", value(13_187, 1), value(14_141, 1)), { text: "+¥9.54", verdict: "better" });
  assert.deepEqual(change("count", "higher", value(5, 1), value(5, 1)), { text: "持平", verdict: "" });
  assert.deepEqual(change("share", "higher", value(90_000, 100_000), value(90_001, 100_000)), { text: "持平", verdict: "" });
  // Of what is told as counts, and of nothing, there is no difference.
  for (const [before, total] of [[null, value(1, 2)], [value(1, 2), null], [value(6, 7, true), value(90, 100)], [value(90, 100), value(6, 7, true)], [value(0, 0), value(1, 2)]]) assert.deepEqual(change("share", "higher", before, total), { text: "—", verdict: "" });
  assert.equal(at.valueText(value(17, 20, true), "share"), "17/20");
});

test("a share needs five; values that read the same are told by what they are made of", () => {
  assert.deepEqual(at.partOf(3, 4), { count: "3/4", share: "" });
  assert.deepEqual(at.partOf(4, 5), { count: "4/5", share: "80%" });
  assert.deepEqual(at.partOf(0, 0), { count: "—", share: "" });
  assert.deepEqual(at.wasAndIs(value(930, 1000), value(950, 1000), "share", "satisfaction"), ["93.0%", "95.0%"]);
  assert.deepEqual(at.wasAndIs(value(9300, 10_000), value(9302, 10_002), "share", "satisfaction"), ["93.0% · 9,300/10,000 条", "93.0% · 9,302/10,002 条"]);
  assert.deepEqual(at.wasAndIs(value(930, 1000), null, "share", "satisfaction"), ["93.0%", "—"]);
  // The report says a figure's unit; one it has no number of any more is known by its name.
  assert.deepEqual(["response_mean_ms", "sales_fen", "slow_share", "reply_rate", "satisfaction", "answer_ratio", "customers"].map((name) => at.unitOf(name, [])), ["ms", "fen", "share", "share", "share", "ratio", "count"]);
  assert.equal(at.unitOf("odd", [{ name: "odd", unit: "ms" }]), "ms");
  inEnglish(at, () => assert.deepEqual([0, 1, 2].map((days) => at.ageText({ days })), ["today", "1 day", "2 days"]));
});

test("files come byte by byte, and are called what was asked for", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.deepEqual(at.bytesOf(Buffer.from(bytes).toString("base64")), bytes);
  assert.equal(at.safeName("团队月报-售前-2026-11.xlsx", at.types.xlsx), "团队月报-售前-2026-11.xlsx");
  assert.equal(at.safeName("团队月报.md", at.types.markdown), "团队月报.md");
  assert.equal(at.safeName("../../a.exe", at.types.csv), "a.exe.csv");
});
