// SPDX-License-Identifier: Apache-2.0
// The page's own small tools, without a browser: numbers and days as they are written, the stream of changes in pieces, ids, links.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./support/page_modules.mjs";

const at = await read("shared/format", "shared/prefs", "shared/days", "shared/figures", "shared/events", "shared/api", "shared/safe_link", "shared/router", "panel/scale");

test("numbers: minus, unknown, grouping, money to the fen", () => {
  assert.equal(at.number(-5.14, 1), "−5.1");
  assert.equal(at.number(-0.04, 1), "0.0");
  assert.equal(at.number(null), "—");
  assert.equal(at.number(12345), "12,345");
  assert.equal(at.yuan(842000), "¥8,420");
  assert.equal(at.yuan(6736), "¥67.36");
  assert.equal(at.yuan(-1), "−¥0.01");
  assert.equal(at.withUnit(0.9412, "share"), "94.1%");
  assert.equal(at.withUnit(42_300, "ms"), "42.3\u00a0秒");
  assert.equal(at.difference(0.012, "share", true), "+1.2\u00a0个百分点");
  assert.equal(at.difference(-5100, "ms"), "−5.1");
  assert.equal(at.difference(0, "share"), "0.0");
});

test("a share of too few is a count, and nothing to divide by is a dash", () => {
  assert.deepEqual(at.shown({ value: null, numerator: 7, denominator: 9, few: true }, "share"), { text: "7/9", unit: "" });
  assert.deepEqual(at.shown({ value: null, numerator: 0, denominator: 0, few: false }, "share"), { text: "—", unit: "" });
});

test("durations and times, in the shop's zone", () => {
  assert.equal(at.duration(106_000), "1 分 46 秒");
  assert.equal(at.duration(59_999), "59 秒");
  assert.equal(at.duration(7_380_000), "2 小时 3 分");
  at.setZone("Asia/Kathmandu");
  assert.equal(at.time(Date.UTC(2026, 10, 25, 0, 0)), "05:45");
  at.setZone("Nowhere/Land");
  assert.equal(at.time(Date.UTC(2026, 10, 25, 0, 0)), "05:45");
  assert.equal(at.dateOfTime(Date.UTC(2026, 10, 25, 18, 16)), "2026-11-26");
  at.setZone("Asia/Shanghai");
  assert.equal(at.minute(1440), "24:00");
  assert.equal(at.minute(1500), "次日 01:00");
});

test("days are counted over the end of a year and of February", () => {
  assert.equal(at.addDays("2027-01-01", -1), "2026-12-31");
  assert.equal(at.addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(at.daysBetween("2026-11-25", "2026-12-02"), 7);
  assert.equal(at.isDay("2026-13-01"), false);
  assert.equal(at.longDay("2026-11-25"), "11月25日 周三");
  assert.equal(at.namedDay("2026-11-24", "2026-11-25"), "昨日");
});

test("goals as they stand beside a figure", () => {
  assert.equal(at.goalText({ low: 0.9, high: null, from_default: true, scope: "" }, "higher", "share"), "≥90");
  assert.equal(at.goalText({ low: null, high: 0.025, from_default: true, scope: "" }, "lower", "share", true), "≤2.5%");
  assert.equal(at.goalText({ low: 1, high: 1.8, from_default: true, scope: "" }, "band", "ratio"), "1.0–1.8");
  assert.equal(at.goalText(null, "higher", "share"), "");
});

test("plurals in English", () => {
  at.setPrefs({ language: "en" });
  try {
    assert.equal(at.duration(106_000), "1 min 46 s");
    assert.equal(at.longDay("2026-11-25"), "Wed, Nov 25");
  } finally {
    at.setPrefs({ language: "zh" });
  }
});

test("events come whole, however the stream is cut", () => {
  const stream = ': alive\n\nevent: change\r\ndata: {"change":7}\r\n\r\nevent: other\ndata: a\ndata: b\n\ndata: x\n\n';
  for (const size of [1, 2, 3, 7, 1000]) {
    const got = [];
    const read = at.eventReader((event, data) => got.push([event, data]));
    for (let i = 0; i < stream.length; i += size) read(stream.slice(i, i + size));
    assert.deepEqual(got, [["change", '{"change":7}'], ["other", "a\nb"], ["message", "x"]], `pieces of ${size}`);
  }
});

test("ids are UUIDv7, in the order of their making", () => {
  const early = at.makeId(1_700_000_000_000);
  assert.match(early, /^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(early < at.makeId(1_700_000_000_001));
  assert.equal(new Set(Array.from({ length: 1000 }, () => at.makeId(5))).size, 1000);
});

test("links that would run here or read files are not followed", () => {
  for (const bad of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "nonsense", "", null]) {
    assert.equal(at.safeLink(bad), null, String(bad));
  }
  assert.equal(at.safeLink("aliim:sendmsg?uid=1"), "aliim:sendmsg?uid=1");
  assert.equal(at.safeLink("https://example.com/a?b"), "https://example.com/a?b");
  // A page opens beside this one, a client's scheme in the client.
  assert.deepEqual(at.outward("https://example.com/a?b"), { href: "https://example.com/a?b", rel: "noopener noreferrer", target: "_blank" });
  assert.deepEqual(at.outward("aliim:sendmsg?uid=1"), { href: "aliim:sendmsg?uid=1", rel: "noopener noreferrer" });
});

test("addresses have one form, whatever the order of their parts", () => {
  assert.equal(at.addressOf("/panel", { shop: "", person: "a b", day: null }), "/panel?person=a+b");
  assert.equal(at.addressOf("/x", { b: 1, a: 2 }), at.addressOf("/x", { a: 2, b: 1 }));
  assert.equal(at.link(["sheet", "2026-11-25"], { person: "甲/乙" }), "#/sheet/2026-11-25?person=%E7%94%B2%2F%E4%B9%99");
});

test("a bar's range holds value, goal and median, and every value has its place on it", () => {
  const figure = (better, unit, value, goal, median) => ({ better, unit, value: { value, numerator: 0, denominator: 1, few: false }, goal, group: median === null ? null : { median, people: 6 } });
  const all = [
    figure("higher", "share", 0.2, { low: 0.98, high: null }, 0.99),
    figure("lower", "ms", 900_000, { low: null, high: 45_000 }, 30_000),
    figure("lower", "share", 0, { low: null, high: 0.025 }, null),
    figure("band", "ratio", 4, { low: 1, high: 1.8 }, 0.2),
    figure("none", "count", null, null, null),
  ];
  for (const one of all) {
    const scale = at.scaleOf(one);
    assert.ok(scale.low >= 0 && scale.high > scale.low);
    for (const value of [one.value.value, one.goal?.low, one.goal?.high, one.group?.median]) {
      if (typeof value === "number") assert.ok(value >= scale.low && value <= scale.high + 1e-9, `${one.better} ${value}`);
    }
  }
});
