// SPDX-License-Identifier: Apache-2.0
// What the ranking works out without a browser: changes and gaps in words, movement, periods, why there is no place, and the text to copy.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inEnglish as inEnglishOf, read } from "./support/page_modules.mjs";

const at = await read("shared/prefs", "shared/period", "shared/plain_text", "ranking/say", "ranking/copy");

const inEnglish = (use) => inEnglishOf(at, use);
const value = (numerator, denominator, few = false) => ({ value: few ? null : numerator / denominator, numerator, denominator, few });

test("a change is said in words: time is faster or slower, a share goes up or down, money and points are more or less", () => {
  assert.equal(at.changeText(-1300, "ms"), "快 1.3 秒");
  assert.equal(at.changeText(1300, "ms"), "慢 1.3 秒");
  assert.equal(at.changeText(0.012, "share"), "升 1.2 点");
  assert.equal(at.changeText(-0.012, "share"), "降 1.2 点");
  assert.equal(at.changeText(123_456, "fen"), "+¥1,235");
  assert.equal(at.changeText(-123_456, "fen"), "−¥1,235");
  assert.equal(at.changeText(3.44, "count"), "+3.4");
  assert.equal(at.changeText(-0.1, "count"), "−0.1");
  for (const [nothing, unit] of [[0, "ms"], [-40, "ms"], [0.0004, "share"], [49, "fen"], [-0.04, "count"]]) assert.equal(at.changeText(nothing, unit), "持平", `${nothing} ${unit}`);
  assert.equal(at.changeText(null, "ms"), "—");
  assert.equal(at.changeText(undefined, "share"), "—");
  inEnglish(() => {
    assert.equal(at.changeText(-1300, "ms"), "1.3 s faster");
    assert.equal(at.changeText(1300, "ms"), "1.3 s slower");
    assert.equal(at.changeText(0.012, "share"), "up 1.2 pts");
    assert.equal(at.changeText(-0.012, "share"), "down 1.2 pts");
    assert.equal(at.changeText(0, "share"), "same");
  });
});

test("a gap is a tick with what is to spare, or what is missing", () => {
  assert.deepEqual(at.gapOf(2600, "ms"), { reached: true, text: "2.6 秒" });
  assert.deepEqual(at.gapOf(0, "share"), { reached: true, text: "" });
  assert.deepEqual(at.gapOf(-1e-12, "share"), { reached: true, text: "" });
  assert.deepEqual(at.gapOf(-0.013, "share"), { reached: false, text: "差 1.3 点" });
  assert.deepEqual(at.gapOf(-0.0002, "share"), { reached: false, text: "差一点" });
  assert.equal(at.gapOf(null, "ms"), null);
  inEnglish(() => assert.deepEqual(at.gapOf(-3.1, "count"), { reached: false, text: "3.1 short" }));
});

test("values: points to a tenth, few ratings as counts, money in whole yuan", () => {
  assert.equal(at.valueText(value(437.2, 4), "count", "composite"), "109.3");
  assert.equal(at.valueText(value(17, 20, true), "share", "satisfaction"), "17/20");
  assert.equal(at.valueText(value(97, 100), "share", "reply_rate"), "97.0%");
  assert.equal(at.valueText(value(4_562_850, 1), "fen", "sales_fen"), "¥45,629");
  assert.equal(at.exactText(value(4_562_850, 1), "fen", "sales_fen"), "¥45,628.50");
  assert.equal(at.exactText(value(97, 100), "share", "reply_rate"), "97.0% · 97/100 位");
  assert.equal(at.valueText({ value: null, numerator: 0, denominator: 0, few: false }, "count", "composite"), "—");
  assert.deepEqual([2, -1, 0, null].map(at.movedText), ["▲2", "▼1", "0", "—"]);
  assert.equal(at.goalWords(45_000, "lower", "ms", "response_mean_ms"), "≤45 秒");
  assert.equal(at.goalWords(0.98, "higher", "share", "reply_rate"), "≥98%");
  assert.equal(at.goalWords(100, "higher", "count", "composite"), "100");
  assert.equal(at.goalWords(null, "higher", "fen", "sales_fen"), "");
});

test("a period is named by what it is; one with yesterday in it needs no day in the address", () => {
  const today = "2026-11-25";
  const named = (by, from, to) => at.periodText({ by, from, to, today });
  assert.equal(named("day", "2026-11-24", "2026-11-24"), "昨日");
  assert.equal(named("week", "2026-11-23", today), "11月23日至25日");
  assert.equal(named("week", "2026-10-26", "2026-11-01"), "10月26日至11月1日");
  assert.equal(named("week", today, today), "11月25日");
  assert.equal(named("month", "2026-10-01", "2026-10-31"), "10月");
  assert.equal(named("month", "2026-11-01", today), "11月（到 25 日）");
  assert.equal(named("month", "2025-12-01", "2025-12-31"), "2025年12月");
  inEnglish(() => {
    assert.equal(named("week", "2026-11-23", today), "Nov 23 to 25");
    assert.equal(named("week", "2026-10-26", "2026-11-01"), "Oct 26 to Nov 1");
    assert.equal(named("month", "2026-11-01", today), "November (to day 25)");
  });
  assert.equal(at.dayOf("day", "2026-11-24", today), null);
  assert.equal(at.dayOf("day", today, today), today);
  assert.equal(at.dayOf("week", "2026-11-23", today), null);
  assert.equal(at.dayOf("week", "2026-11-18", today), "2026-11-16");
  assert.equal(at.dayOf("month", "2026-10-31", today), "2026-10-01");
  // On a Monday and on the first, yesterday belongs to the period before.
  assert.equal(at.dayOf("week", "2026-11-23", "2026-11-23"), "2026-11-23");
  assert.equal(at.dayOf("month", "2026-11-01", "2026-11-01"), "2026-11-01");
  assert.deepEqual(at.moved(at.periodAround("month", "2026-01-31"), 1), { by: "month", from: "2026-02-01", to: "2026-02-28" });
});

const person = (name, id = name) => ({ id, name, group: "售前", role: "rep", left: false });
const figure = (more = {}) => ({ name: "satisfaction", unit: "share", better: "higher", goal: 0.9, least: 3, total: value(95, 100), total_change: 0.01, total_week_change: null, total_gap: 0.05, spread: null, people: 5, places: [], unplaced: [], ...more });

test("why somebody has no place, and from how much on there is one", () => {
  const out = (why, of = value(2, 2, true)) => ({ person: person("甲"), why, value: of });
  assert.deepEqual(["off", "newcomer", "few", "no_value", "alone"].map((why) => at.whyText(out(why))), ["休", "首月不排", "样本不足", "无数据", "不足五人"]);
  assert.equal(at.leastText(figure()), "满意度满 3 条才排");
  assert.equal(at.leastText(figure({ name: "sales_fen", least: 0 })), "销售额不设最少量");
  inEnglish(() => {
    assert.equal(at.leastText(figure({ name: "response_mean_ms", least: 10 })), "Response time: from 10 turns on");
    assert.equal(at.listWords(["a", "b", "c"]), "a, b and c");
  });
  assert.equal(at.listWords(["甲", "乙"]), "甲、乙");
  assert.equal(at.listWords([]), "");
});

const ranking = (more = {}) => ({ group: "售前", groups: ["售前"], shop: "", by: "day", from: "2026-11-24", to: "2026-11-24", today: "2026-11-25", source: "own", status: "final", special: null, full: true, named: null, unnamed: [], people: 6, figures: [figure()], composite_of: [], composite: figure({ name: "composite" }), improved: [], titles: [], beside: [], ...more });

test("how the month stands: only where the goal is not reached, and nothing that cannot be reached is asked for", () => {
  const response = (month) => figure({ name: "response_mean_ms", unit: "ms", better: "lower", goal: 40_000, month });
  const told = (one) => at.monthText(one)?.replaceAll("\u00a0", " ") ?? null; // A unit stays with its number.
  const month = { target: 40_000, so_far: 43_000, gap: 3_000, needed: 28_000, days_left: 5 };
  assert.equal(told(response(month)), "平响本月至今 43.0 秒，余下 5 天平均到 28.0 秒，就达标");
  assert.equal(told(response({ ...month, needed: -1 })), "平响本月至今 43.0 秒，距月目标 3.0 秒");
  assert.equal(told(response({ ...month, days_left: 0, needed: null })), "平响本月至今 43.0 秒，距月目标 3.0 秒");
  assert.equal(told(response({ ...month, gap: -10 })), null);
  assert.equal(told(response(null)), null);
  assert.equal(told(figure({ month: { target: 0.9, so_far: 0.87, gap: -0.03, needed: 1.02, days_left: 3 } })), "满意度本月至今 87.0%，距月目标 3.0 点");
  inEnglish(() => assert.equal(told(response({ ...month, days_left: 1 })), "Response time: 43.0 s this month; 28.0 s on the day left reaches the target"));
});

test("the text to copy: the group, the places, who has none and why; names are never formulas, lines or columns", () => {
  const places = [
    { person: person("林\t小\n满"), place: 1, value: value(20, 20), change: 0.05, week_change: -0.05, moved: 2, gap: 0.1 },
    { person: person("=1+1"), place: 1, value: value(20, 20), change: null, week_change: null, moved: null, gap: 0.1 },
    { person: person("赵三"), place: 3, value: value(17, 20, true), change: 0, week_change: 0, moved: -1, gap: -0.05 },
  ];
  const shown = figure({ places, unplaced: [{ person: person("休息的"), why: "off", value: { value: null, numerator: 0, denominator: 0, few: false } }] });
  const text = at.rankingText(ranking({ figures: [shown], improved: [{ person: person("@甲"), points: 3.25 }, { person: person("乙"), points: 3.25 }], special: "双11" }), shown);
  assert.equal(
    text,
    [
      "榜单 售前 昨日（11月24日 周二） · 定稿 · 含活动日：双11",
      "",
      "指标\t当日\t较前日\t较上周同日\t目标\t距目标",
      "满意度\t95.0%\t升 1.0 点\t—\t≥90%\t✓ 5.0 点",
      "",
      "名次\t姓名\t满意度\t较前日\t较上周同日\t名次变动\t距目标",
      "1\t林 小 满\t100.0%\t升 5.0 点\t降 5.0 点\t▲2\t✓ 10.0 点",
      "1\t'=1+1\t100.0%\t—\t—\t—\t✓ 10.0 点",
      "3\t赵三\t17/20\t持平\t持平\t▼1\t差 5.0 点",
      "—\t休息的\t—\t休",
      "",
      "进步最大: '@甲、乙 (综合比上周同日高 3.3 分)",
      "",
    ].join("\n"),
  );
});

test("the text of a public board has no movement; without places it says so; of a month it has the titles", () => {
  const shown = figure({ places: [{ person: person("甲"), place: 1, value: value(20, 20), change: 0.05, week_change: null, moved: null, gap: 0.1 }] });
  const board = at.rankingText(ranking({ full: false, figures: [shown] }), shown);
  assert.doesNotMatch(board, /名次变动|▲|▼/);
  const none = at.rankingText(ranking({ by: "month", from: "2026-10-01", to: "2026-10-31", source: "taobao", titles: [{ title: "service_star", people: [person("甲")], value: value(20, 20) }] }), figure({ people: 3 }));
  assert.match(none, /榜单 售前 10月 · 定稿 · 千牛/);
  assert.match(none, /满意度: 不足五人，不排名次。/);
  assert.match(none, /服务之星: 甲/);
  assert.doesNotMatch(none, /较上周同日/);
});
