// SPDX-License-Identifier: Apache-2.0
// What the page of the weekly talk works out without a browser: which weeks meet a target, what may be done with a text, what goes on the
// first page of paper, and how things are said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inEnglish, read } from "./support/page_modules.mjs";

const at = await read("shared/prefs", "shared/self", "one_on_one/met", "one_on_one/say", "one_on_one/paper", "one_on_one/drafts");
const week = (value, more = {}) => ({ week: "2026-11-16", value: { value, numerator: 1, denominator: value === null ? 0 : 10, few: false }, off: false, usable: value !== null, ...more });
const few = { week: "2026-11-16", value: { value: null, numerator: 6, denominator: 7, few: true }, off: false, usable: false };

test("a week meets a target by what is better; only weeks that the agent calls usable are counted", () => {
  const weeks = [week(40), week(45), week(50), week(null), few, week(10, { off: true, usable: false })];
  assert.deepEqual(at.metOf(weeks, 45, "lower"), { met: 2, weeks: 3 });
  assert.deepEqual(at.metOf(weeks, 45, "higher"), { met: 2, weeks: 3 });
  assert.deepEqual(at.metOf(weeks, 39.9, "lower"), { met: 0, weeks: 3 });
  assert.deepEqual(at.metOf(weeks, 60, "lower"), { met: 3, weeks: 3 });
  // Of a band and of what is neither nobody can say.
  for (const better of ["band", "none"]) assert.deepEqual(at.metOf(weeks, 45, better), { met: 0, weeks: 0 });
  assert.deepEqual(at.metOf([], 45, "lower"), { met: 0, weeks: 0 });
  // A campaign's days are not in the value; the week counts with the rest.
  assert.deepEqual(at.metOf([week(40, { special: "双11" })], 45, "lower"), { met: 1, weeks: 1 });
  // One of campaign days alone has a value, and is none to go by.
  assert.deepEqual(at.metOf([week(40, { special: "双11", usable: false })], 45, "lower"), { met: 0, weeks: 0 });
  // The dust of fractions does not decide, and only the last ten weeks do.
  assert.deepEqual(at.metOf([week(0.1 + 0.2)], 0.3, "lower"), { met: 1, weeks: 1 });
  assert.deepEqual(at.metOf([week(0.1 * 3)], 0.3, "higher"), { met: 1, weeks: 1 });
  assert.deepEqual(at.metOf([week(1), ...Array.from({ length: 10 }, () => week(50))], 45, "lower"), { met: 0, weeks: 10 });
  // A percent of which the denominator is few although a value is told.
  assert.deepEqual(at.metOf([week(0.9), { ...few, value: { ...few.value, value: 0.9 } }], 0.9, "higher"), { met: 1, weeks: 1 });
});

const figure = (name, unit, better, weeks, more = {}) => ({ name, title: { zh: "自定", en: "Own" }, unit, better, value: { value: 0.025, numerator: 5, denominator: 200, few: false }, status: "final", goal: null, standing: "none", weeks, ...more });

test("the target is said with how many weeks would have met it", () => {
  const slow = figure("slow_share", "share", "lower", [week(0.02), week(0.03)]);
  assert.equal(at.targetWords(slow, "slow_share", 0.025), "慢响应 2.5% 以内");
  assert.match(at.metWords(slow, 0.025), /^按自己近十周：2 周里有 1 周能做到$/);
  assert.match(at.metWords(slow, 0.03), /2 周里有 2 周能做到。.*再定高/);
  assert.match(at.metWords(slow, 0.001), /有 0 周能做到。.*太远/);
  assert.equal(at.metWords(figure("slow_share", "share", "lower", []), 0.1), "近十周没有能比的数字");
  assert.equal(at.metWords(undefined, 1), "");
  inEnglish(at, () => {
    assert.equal(at.targetWords({ ...slow, better: "higher" }, "slow_share", 0.025), "Slow replies at least 2.5%");
    assert.match(at.metWords(slow, 0.025), /^Of the 2 weeks on record out of the last ten, 1 would have met it$/);
  });
});

test("weeks, changes and what a figure is made of", () => {
  assert.equal(at.monday("2026-11-22"), "2026-11-16");
  assert.equal(at.monday("2026-11-16"), "2026-11-16");
  assert.equal(at.weekText("2026-11-16"), "11月16日–22日");
  assert.equal(at.weekText("2026-11-30"), "11月30日–12月6日");
  assert.equal(at.weekText("2026-11-16", "2026-11-16"), "11月16日");
  inEnglish(at, () => assert.equal(at.weekText("2026-11-30"), "Nov 30 – Dec 6"));
  const look = (better, change) => at.changeLook(figure("x", "share", better, [], { change }));
  assert.deepEqual([look("higher", 0.02), look("higher", -0.02), look("lower", -0.02), look("lower", 0.02)], ["good", "look", "good", "look"]);
  // What is shown as 0.0 is neither; nor is a band's.
  assert.deepEqual([look("higher", 0.0001), look("band", 0.5), look("none", 0.5), look("higher", null)], ["", "", "", ""]);
  assert.equal(at.basisOf(figure("slow_share", "share", "lower", [])), "5 / 200 轮");
  assert.equal(at.basisOf(figure("response_mean_ms", "ms", "lower", [])), "200 轮");
  assert.equal(at.basisOf(figure("x", "share", "lower", [], { value: { value: null, numerator: 0, denominator: 0, few: false } })), "—");
  const agreement = { week: "2026-11-16", number: 1, words: "交案例", figure: "", value: null, from: "2026-11-23", to: "2026-11-25", lead: false, verdict: "open", by_record: false };
  assert.equal(at.agreementWords(agreement, []), "交案例");
  assert.equal(at.agreementWords({ ...agreement, figure: "slow_share", value: 0.03, words: "" }, [figure("slow_share", "share", "lower", [])]), "慢响应 3.0% 以内");
  assert.equal(at.agreementWhen(agreement), "11月25日 前");
});

test("a text is saved upon what it began from, and upon what arrived without an answer; anything else is a conflict", () => {
  const way = (words, was, sent, now) => at.wayOf({ words, was, sent }, now);
  assert.equal(way("甲", "", null, ""), "save");
  assert.equal(way("甲", "", null, "甲"), "same");
  assert.equal(way("甲乙", "", "甲", "甲"), "save");
  assert.equal(way("甲", "", null, "乙"), "conflict");
  assert.equal(way("", "甲", null, "乙"), "conflict");
  assert.equal(way("", "甲", null, "甲"), "save");
});

test("a draft is its author's: nobody else sees it, and nobody else's page sends it", () => {
  const kept = new Map();
  globalThis.localStorage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => kept.set(name, text), removeItem: (name) => kept.delete(name) };
  const key = { person: "rep-001", week: "2026-11-16", text: "topics" };
  at.self.set({ id: "rep-001", name: "林小满" });
  at.write(key, "想聊排班", "");
  assert.equal(at.draftOf(at.drafts.get(), key).words, "想聊排班");
  assert.match(kept.get("rigong.talks"), /想聊排班/);
  at.self.set({ id: "rep-002", name: "陈" });
  assert.equal(at.draftOf(at.drafts.get(), key), undefined);
  assert.deepEqual(at.pendingOf(at.drafts.get(), "rep-001", "2026-11-16"), []);
  at.self.set({ id: "rep-001", name: "林小满" });
  assert.equal(at.pendingOf(at.drafts.get(), "rep-001", "2026-11-16").length, 1);
  // What is typed on keeps what it began from.
  at.write(key, "想聊排班和午休", "别的");
  assert.equal(at.draftOf(at.drafts.get(), key).was, "");
  at.settle(key, "别的", "别的");
  assert.equal(at.draftOf(at.drafts.get(), key), undefined);
});

test("on paper a text is cut to its lines and says so; nothing is lost between two letters", () => {
  assert.equal(at.linesOf("", 10), 1);
  assert.equal(at.linesOf("一二三四五六七八九十", 10), 1);
  assert.equal(at.linesOf("一二三四五六七八九十一", 10), 2);
  assert.equal(at.linesOf("一\n二\n", 10), 3);
  assert.equal(at.linesOf("W".repeat(100), 10), 10);
  assert.deepEqual(at.fit("短", 10, 1, "…"), { text: "短", cut: false });
  for (const text of ["很长的话，".repeat(50), "several words in a row ".repeat(40), "W".repeat(500), "👍".repeat(300), "\n".repeat(40), "1234567890".repeat(30)]) {
    const fitted = at.fit(text, 20, 3, "…（附页）");
    assert.ok(fitted.cut, text.slice(0, 10));
    assert.ok(text.startsWith(fitted.text));
    assert.ok(at.linesOf(`${fitted.text}…（附页）`, 20) <= 3);
    assert.doesNotMatch(fitted.text, /[\ud800-\udbff]$/);
  }
});

test("lines are shared out: least first, then in turns; a list that has more entries than lines says how many are left", () => {
  assert.deepEqual(at.share(10, [{ least: 2, wants: 9 }, { least: 1, wants: 1 }, { least: 3, wants: 4 }]), [5, 1, 4]);
  assert.deepEqual(at.share(3, [{ least: 2, wants: 5 }, { least: 2, wants: 5 }]), [2, 2]);
  assert.deepEqual(at.share(100, [{ least: 2, wants: 0 }]), [0]);
  assert.deepEqual(at.fitList(["甲", "乙", "丙"], 10, 3, "…"), { shown: ["甲", "乙", "丙"], cut: false, left: 0 });
  assert.deepEqual(at.fitList(["甲", "乙", "丙"], 10, 2, "…"), { shown: ["甲"], cut: true, left: 2 });
  assert.deepEqual(at.fitList([], 10, 0, "…"), { shown: [], cut: false, left: 0 });
  const long = at.fitList(["很长的话，".repeat(10), "短"], 10, 3, "…");
  assert.equal(long.cut, true);
  assert.equal(long.left, 0);
  assert.equal(long.shown[1], "短");
});
