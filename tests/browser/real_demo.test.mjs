// SPDX-License-Identifier: Apache-2.0
// The page on the real program, with the made-up shop behind it: from an empty folder to figures that are those of the command line, number by
// number. One program and one browser for all; the tests build on each other in the order in which they stand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Agent } from "./real/agent.mjs";
import { expectedMonth, expectedNext, goalOf } from "./real/distance.mjs";
import { expected, expectedMore, expectedTurns, readPanel, readTurns } from "./real/figures.mjs";
import { watchWire } from "./real/wire.mjs";
import { accessibilityComplaints, launch, openPage } from "./support/browser.mjs";
import { placeOf, readFigure, standsAt } from "./support/figure_rows.mjs";

// Sixty days are told before today is; a debug build on a busy machine takes its time.
const catchingUp = 240_000;

let browser;
let agent;
let page;
let people;
let today;
let busiest; // Who has most turns on the living day.

before(async () => {
  [browser, agent] = await Promise.all([launch(), Agent.start("demo")]);
});
after(async () => {
  await browser?.close();
  await agent?.close();
});

const go = (hash) => page.evaluate((where) => (location.hash = where), hash);
const ask = (address) =>
  page.evaluate(async (where) => {
    const response = await fetch(`/api/v1${where}`, { headers: { Authorization: `Bearer ${localStorage.getItem("rigong.token")}` }, cache: "no-store" });
    return response.json();
  }, address);
const dayBefore = (day) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
// The demo's clock may be ahead of the machine's; the command line is told the time that the page goes by.
const asOf = (now) => ["--now", new Date(now).toISOString()];

const turnsOf = (rows, person) => rows.find((row) => row.rep === person.id)?.turns ?? 0;

async function menu(role, name) {
  await page.getByRole("button", { name: "菜单与设置" }).click();
  await page.getByRole(role, { name }).click();
}

async function openPanel(person, day) {
  await go(`#/panel?person=${person.id}${day ? `&day=${day}` : ""}`);
  await page.waitForFunction((name) => document.querySelector(".panel h1")?.textContent === name, person.name);
}

test("opened at once on an empty folder: today comes first and by itself, and the past says how far it is", { timeout: catchingUp + 30_000 }, async () => {
  page = await openPage(browser, { viewport: { width: 420, height: 900 } });
  await page.goto(await agent.address());
  await page.getByRole("button", { name: "我是主管" }).click({ timeout: catchingUp });
  await page.evaluate(() => (globalThis.sameDocument = true));
  await page.locator(".team-row").first().waitFor({ timeout: catchingUp });
  await page.getByText(/^实时，截至/).first().waitFor({ timeout: catchingUp });
  await go("#/accounts");
  await page.getByText(/正在写入第 \d+\/61 天/).first().waitFor({ timeout: catchingUp });
  await page.getByText(/正在写入第/).waitFor({ state: "detached", timeout: catchingUp });
  await go("#/team");
  await page.locator(".team-row").first().waitFor();
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true);
  assert.deepEqual(page.complaints, []);
  ({ people } = await ask("/people"));
  ({ today } = await ask("/session"));
  people = people.filter((person) => person.role === "rep");
  assert.equal(people.length, 26);
});

test("a day gone by: of each of the 26 the panel says what `figures` says, and lists the turns of `turns`", { timeout: 240_000 }, async () => {
  const day = dayBefore(today);
  const { now } = await ask("/session");
  const figures = () => agent.json("figures", "--from", day, "--to", day, ...asOf(now));
  const rowsBefore = await figures();
  const turns = await agent.json("turns", "--from", day, "--to", day, ...asOf(now));
  const seen = [];
  let worked = 0;
  for (const person of people) {
    await openPanel(person, day);
    const { more, ...panel } = await readPanel(page);
    seen.push([person, more]);
    const row = rowsBefore.find((one) => one.rep === person.id && one.source === "own");
    assert.deepEqual(panel, expected(row), person.id);
    const own = turns.filter((turn) => turn.rep === person.id);
    if (own.length === 0) continue;
    worked += 1;
    const slow = own.filter((turn) => turn.slow);
    assert.equal(slow.length, row.turns_slow, person.id);
    await page.locator("#figure-slow_share").click();
    await page.locator("#figure-slow_share-detail").getByRole("link", { name: "看这些轮次" }).click();
    await page.getByText(`共 ${slow.length} 轮`).waitFor();
    assert.deepEqual(await readTurns(page), expectedTurns(slow), person.id);
    await page.getByRole("button", { name: "全部", exact: true }).click();
    await page.getByText(`共 ${own.length} 轮`).waitFor();
    assert.deepEqual(await readTurns(page), expectedTurns(own), person.id);
  }
  assert.ok(worked >= 10, `${worked} people worked`);
  // An order of yesterday may be paid while this reads: whoever's row has changed meanwhile is not compared.
  const rowsAfter = await figures();
  const settled = (id) => JSON.stringify(rowsBefore.find(({ rep }) => rep === id)) === JSON.stringify(rowsAfter.find(({ rep }) => rep === id));
  const compared = seen.filter(([person]) => settled(person.id));
  for (const [person, more] of compared) {
    const wanted = expectedMore(person.group, rowsBefore.find((one) => one.rep === person.id && one.source === "own"));
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((name) => [name, more[name]])), wanted, person.id);
  }
  assert.ok(compared.length >= 20, `${compared.length} compared`);
});

test("the living day: the panel says what `figures` says of the same moment", { timeout: 90_000 }, async () => {
  const rows = await agent.json("figures", "--from", today, "--to", today, ...asOf((await ask("/session")).now));
  busiest = people.reduce((best, person) => (turnsOf(rows, person) > turnsOf(rows, best) ? person : best));
  let answered;
  // A body that a newer answer has pushed out of the browser can no longer be read.
  const listen = async (response) => {
    if (/\/panel\?person=\w+$/.test(response.url()) && response.status() === 200) answered = (await response.json().catch(() => undefined)) ?? answered;
  };
  page.on("response", listen);
  await openPanel(busiest);
  // Something may be committed between the two readings; a moment without is not far.
  for (let attempts = 8; ; attempts--) {
    while (!answered) await page.waitForTimeout(50);
    await page.waitForTimeout(300);
    const { now } = answered;
    const { more: _, ...panel } = await readPanel(page);
    const [row] = await agent.json("figures", "--from", today, "--to", today, "--rep", busiest.id, ...asOf(now));
    if (isDeepStrictEqual(panel, expected(row, { over: false })) || attempts === 0) {
      assert.ok(row.turns > 0);
      assert.deepEqual(panel, expected(row, { over: false }));
      break;
    }
    while (answered.now === now) await page.waitForTimeout(100);
  }
  page.off("response", listen);
});

test("one rep's days: how final, the month's gap, the next step, and the marks on the bars, against `figures`", { timeout: 120_000 }, async () => {
  const words = { live: /^实时，截至 \d\d:\d\d/, provisional: /^暂定/, final: /^定稿/ };
  let compared = 0;
  for (const back of [1, 9]) {
    const day = new Date(Date.parse(today) - back * 86_400_000).toISOString().slice(0, 10);
    const { now } = await ask("/session");
    const rowsOf = (from, by) => agent.json("figures", "--from", from, "--to", day, "--by", by, "--rep", busiest.id, ...asOf(now));
    const [row] = (await rowsOf(day, "day")).filter(({ source }) => source === "own");
    if (!row) continue;
    compared += 1;
    const month = (await rowsOf(`${day.slice(0, 8)}01`, "day")).filter(({ source }) => source === "own");
    await openPanel(busiest, day);
    await page.locator(".figure").nth(4).waitFor();
    await page.waitForFunction((text) => document.querySelector(".day-words")?.textContent.includes(text), `${row.customers} 位`);
    assert.match((await page.locator(".day-words > .faint").textContent()).replaceAll("\u00a0", " "), words[row.status], day);
    for (const name of ["satisfaction", "response_mean_ms", "slow_share", "reply_rate"]) {
      const figure = await readFigure(page, name);
      const of = `${name} of ${busiest.id} on ${day}`;
      const goal = goalOf(name, figure.detail["目标"]);
      const next = expectedNext(row, name, goal);
      assert.equal((figure.detail["再进一步"] ?? "").startsWith(next ?? ""), true, `${of}: ${figure.detail["再进一步"]}, not ${next}`);
      const { soFar, gap, way } = expectedMonth(month, name, goal);
      assert.ok(figure.detail["本月"].includes(`至今 ${soFar}，`), `${of}: ${figure.detail["本月"]}, not ${soFar}`);
      if (!/^0\.0/.test(gap)) assert.ok(figure.detail["本月"].includes(`${way}目标 ${gap}`), `${of}: ${figure.detail["本月"]}, not ${way} ${gap}`);
      const near = (at, text, mark) => assert.ok(standsAt(at, placeOf(text, figure), figure), `${of}: ${mark} at ${at}, not ${placeOf(text, figure)}`);
      near(figure.goalAt, figure.detail["目标"], "goal");
      const median = figure.detail["本组"]?.match(/中位数 (.+?)，/)?.[1];
      assert.equal(figure.medianAt === null, median === undefined, of);
      if (median !== undefined) near(figure.medianAt, median, "median");
    }
  }
  assert.ok(compared > 0);
});

test("the living day's step gives its reason at a press, and its turns say who answered", { timeout: 60_000 }, async () => {
  await openPanel(busiest);
  await page.locator(".step").waitFor();
  const why = page.locator(".step").getByRole("button", { name: "为什么是这一步？" });
  // A newer answer may have another step.
  for (let tries = 0; ; tries++) {
    if ((await why.getAttribute("aria-expanded")) === "false") await why.click();
    const shown = [await page.locator(".step p").first().textContent(), await page.locator("#step-why").textContent()];
    const { step } = await ask(`/panel?person=${busiest.id}`);
    if (isDeepStrictEqual(shown, [step.words.zh, step.why.zh]) || tries === 8) {
      assert.deepEqual(shown, [step.words.zh, step.why.zh]);
      assert.notEqual(step.why.zh, "");
      break;
    }
    await page.waitForTimeout(400);
  }
  const day = dayBefore(today);
  await go(`#/turns?person=${busiest.id}&from=${day}&to=${day}`);
  const turns = (await ask(`/turns?person=${busiest.id}&from=${day}&to=${day}&limit=100`)).turns;
  if (turns.length === 0) return;
  await page.locator(".turn-table tbody tr").nth(turns.length - 1).waitFor();
  const who = await page.locator(".turn-table tbody tr").evaluateAll((rows) => rows.map((one) => one.cells[4].textContent));
  const nameOf = (id) => people.find((one) => one.id === id)?.name ?? id;
  assert.deepEqual(who.slice(0, turns.length), turns.map(({ replier }) => (replier === "" ? "—" : replier === busiest.id ? "本人" : nameOf(replier))));
});

test("nothing to complain about on any page, for eyes, keyboards and screen readers; nothing wider than the window", { timeout: 180_000 }, async () => {
  const day = dayBefore(today);
  const views = [
    [`#/panel?person=${busiest.id}`, ".figure"],
    [`#/turns?person=${busiest.id}&from=${day}&to=${day}`, ".turn-table"],
    ["#/team", ".team-row"],
    [`#/shop?from=${day}&to=${day}`, ".shop-table"],
    [`#/trend?person=${busiest.id}&figure=slow_share`, ".trend-plot canvas"],
    [`#/sheet/today?person=${busiest.id}`, ".sheet-row"],
    [`#/sheets?person=${busiest.id}`, ".sheet-entry"],
    ["#/accounts", ".start-account"],
  ];
  for (const [width, theme] of [[360, "浅色"], [1280, "深色"]]) {
    await page.setViewportSize({ width, height: 900 });
    await menu("menuitemradio", theme);
    for (const [hash, ready] of views) {
      await go(hash);
      await page.locator(ready).first().waitFor();
      assert.deepEqual(await accessibilityComplaints(page), [], `${hash}, ${width} px`);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${hash}, ${width} px`);
    }
  }
  assert.doesNotMatch(await page.locator("main").textContent(), /rigong\.toml|手工导入/);
  await page.setViewportSize({ width: 420, height: 900 });
  assert.deepEqual(page.complaints, []);
});

test("the first load of the panel: at most ten requests and 80 KB, with the code's exchange", async () => {
  await menu("menuitem", "这是谁的桌面");
  await page.getByRole("dialog").locator(".people-list button", { hasText: busiest.name }).click();
  await page.waitForFunction((name) => location.hash === "#/panel" && document.querySelector(".panel h1")?.textContent === name, busiest.name);
  const first = await openPage(browser);
  try {
    const wire = await watchWire(first);
    await first.goto(await agent.address());
    await first.locator(".figure").nth(4).waitFor();
    await first.locator(".figure-number", { hasText: /\d/ }).first().waitFor();
    await first.waitForTimeout(500);
    const { requests, bytes } = wire();
    assert.ok(requests.length <= 10, requests.join("\n"));
    assert.ok(bytes < 80_000, `${bytes} bytes`);
    assert.deepEqual(first.complaints, []);
  } finally {
    await first.context().close();
  }
});

test("the agent killed under the open page: the last state stays and says since when; it comes back by itself, and what was signed is there", { timeout: 240_000 }, async () => {
  await go("#/sheet/today");
  await page.locator("[data-figure=slow_share] .sheet-correct").click();
  // Another value than the program's: the same would be a confirmation.
  const program = await page.locator("[data-figure=slow_share]").textContent();
  const typed = program.includes("2.8%") ? "3.1" : "2.8";
  await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "其余全部确认" }).click();
  await page.getByLabel("和自己比，一句话").fill("比上一班早应了一声");
  await page.fill("#sheet-signature", busiest.name);
  await page.keyboard.press("Enter");
  const signed = page.getByText(new RegExp(`${busiest.name} · .* 签字`)).first();
  await signed.waitFor();
  const words = await signed.textContent();
  await go("#/panel");
  await page.locator(".figure").nth(4).waitFor();

  const before = (await ask("/session")).now;
  await agent.kill();
  const last = await page.locator(".figure-number").allTextContents();
  const banner = await page.locator(".away").textContent({ timeout: 30_000 });
  // Heard of for the last time up to a few seconds before, killed a moment later.
  const minutes = [before - 20_000, before, before + 20_000].map((time) => new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time));
  assert.ok(minutes.some((minute) => banner === `代理已离开，${minute} 起；以下是最后的状态。`), `${banner} ${minutes}`);
  assert.deepEqual(await page.locator(".figure-number").allTextContents(), last);
  await go("#/sheet/today");
  assert.equal(await signed.textContent(), words);
  await go("#/panel");

  await agent.begin();
  await page.locator(".away").waitFor({ state: "detached", timeout: 40_000 });
  await page.getByText(/^实时，截至/).first().waitFor();
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true);
  await page.reload();
  await go("#/sheet/today");
  assert.equal(await signed.textContent(), words);
  // The panel has a row of that name as well, and may stand a moment longer.
  const corrected = page.locator("[data-figure=slow_share]", { hasText: "自填" });
  await corrected.waitFor();
  assert.match(await corrected.textContent(), new RegExp(`${typed.replace(".", "\\.")}%.*自填.*程序记录`, "s"));
  await page.getByText("比上一班早应了一声").first().waitFor();
  // The browser itself notes that nobody answered; nothing else is on its console.
  assert.deepEqual(page.complaints.filter((one) => !/ERR_(CONNECTION|INCOMPLETE|EMPTY)/.test(one)), []);
});
