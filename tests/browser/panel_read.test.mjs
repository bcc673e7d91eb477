// SPDX-License-Identifier: Apache-2.0
// The panel as a rep reads it: why this step, how far the month and the next step are, where the marks of the bars stand, how final the day is,
// who answered; and in how many columns.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { placeOf, read, readFigure, standsAt } from "./support/figure_rows.mjs";
import { withPage } from "./support/page.mjs";
import { fiveNames, shapes } from "./fake/world.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const today = "2026-11-25";
const yesterday = "2026-11-24";
const shownGoal = { satisfaction: 90, response_mean_ms: 45, slow_share: 2.5, reply_rate: 98 };
const factor = { share: 100, ms: 0.001, ratio: 1 };
const near = (a, b, figure, what) => assert.ok(standsAt(a, b, figure), `${what}: ${a} is not ${b} of ${figure.width} px`);

test("the reason of the step is one press away and folds again; the way on leads to as many turns as it says", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page }) => {
    const step = page.locator(".step");
    const why = step.getByRole("button", { name: "为什么是这一步？" });
    assert.equal(await why.getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator("#step-why").count(), 0);
    await why.click();
    assert.equal(await why.getAttribute("aria-expanded"), "true");
    const told = (await page.locator("#step-why").textContent()).trim();
    const slow = fake.world.sums("rep-001", today).slow_share[0];
    const [, all, fewer] = told.match(/^慢响应 (\d+) 轮，这一小时占得最多；少 (\d+) 轮就到目标。$/);
    assert.equal(Number(all), slow);
    assert.match(await step.locator("p").first().textContent(), new RegExp(`${fewer} `));
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#step-why").count(), 0);
    const way = step.getByRole("link");
    const count = Number((await way.textContent()).match(/看 (\d+) 段/)[1]);
    await way.click();
    await page.locator(".turn-table tbody tr").first().waitFor();
    assert.equal(await page.locator(".turn-table tbody tr").count(), count);
  });
});

test("each figure: value, goal and median stand on the bar where the words say, at any width", async () => {
  for (const width of [360, 1280]) {
    await withPage(browser, { wait: ".figure", context: { viewport: { width, height: 900 } } }, async ({ fake, page }) => {
      const sums = fake.world.sums("rep-001", today);
      for (const name of fiveNames) {
        const { unit, better } = shapes[name];
        const figure = await readFigure(page, name);
        const of = `${name} at ${width} px`;
        const [numerator, denominator] = sums[name];
        const value = (factor[unit] * numerator) / denominator;
        const few = name === "satisfaction" && denominator < 10;
        if (!few) assert.ok(Math.abs(read(figure.value) - value) <= 0.051, `${of}: ${figure.value} is not ${value}`);
        const at = placeOf(String(value), { detail: { 条形: figure.detail["条形"].replace(/ 秒|%/g, "") } });
        if (better === "band") {
          assert.equal(figure.goalAt, null, of);
          near(figure.dotAt, at, figure, `${of}, dot`);
        } else {
          assert.equal(read(figure.detail["目标"].match(/[\d.]+/)[0]), shownGoal[name], of);
          near(figure.goalAt, placeOf(figure.detail["目标"], figure), figure, `${of}, goal`);
          near(figure.fillTo, Math.max(0.015, at), figure, `${of}, fill`);
        }
        const median = figure.detail["本组"].match(/中位数 (.+?)，(\d+) 人/);
        near(figure.medianAt, placeOf(median[1], figure), figure, `${of}, median`);
        assert.ok(figure.median.startsWith(`组中位 ${median[1].replace(/ 秒|%/, "")}`), `${of}: ${figure.median}`);
      }
    });
  }
});

test("the month's gap and the distance to the next step stand in each figure's detail", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ page }) => {
    for (const name of fiveNames) {
      const { detail } = await readFigure(page, name);
      assert.equal(detail["再进一步"], "再少 2 轮慢响应，就到 2.5%。");
      if (shapes[name].better === "band") {
        assert.equal(detail["本月"], undefined);
        continue;
      }
      const [, target, soFar, way, gap, days, needed] = detail["本月"].match(/^目标 (.+?)，至今 (.+?)，(高出|低于)目标 (.+?)，余下 (\d+) 天平均要到 (.+)$/);
      assert.equal(read(target), shownGoal[name]);
      const difference = read(soFar) - read(target);
      assert.equal(way, difference > 0 ? "高出" : "低于", name);
      assert.ok(Math.abs(Math.abs(difference) - read(gap)) <= 0.101, `${name}: ${detail["本月"]}`);
      assert.equal(Number(days), 5);
      // What is to come makes good for what was.
      assert.ok(difference > 0 === read(needed) < read(target), `${name}: ${detail["本月"]}`);
    }
  });
});

test("how final a day is stands beside its name: live with the time, then provisional, then final", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page, go }) => {
    const said = async () => (await page.locator(".day-words > .faint").textContent()).replaceAll("\u00a0", " ");
    assert.match(await said(), /^实时，截至 15:(19|2\d) · 接待 \d+ 位$/);
    await go(`#/panel?day=${yesterday}`);
    await page.locator(".day-words h2", { hasText: "昨日" }).waitFor();
    assert.match(await said(), new RegExp(`^暂定 · 接待 ${fake.world.sums("rep-001", yesterday).customers} 位$`));
    await go("#/panel?day=2026-11-10");
    await page.locator(".day-words h2", { hasText: "11月10日" }).waitFor();
    assert.match(await said(), /^定稿 · 接待 \d+ 位$/);
  });
});

test("who answered a turn: oneself, a colleague by name where names may be seen, nobody", async () => {
  const wide = { viewport: { width: 1000, height: 900 } };
  for (const role of ["lead", "rep"]) {
    await withPage(browser, { role, context: wide, wait: "main" }, async ({ fake, page, go }) => {
      const turns = fake.world.wholeDay("rep-001", yesterday);
      const colleague = fake.world.people[4];
      turns[0].replier = "";
      turns[1].replier = "rep-001";
      turns[2].replier = colleague.id;
      await go(`#/turns?person=rep-001&from=${yesterday}&to=${yesterday}`);
      await page.locator(".turn-table tbody tr").nth(3).waitFor();
      const who = () => page.locator(".turn-table tbody tr").evaluateAll((rows) => rows.slice(0, 3).map((one) => one.cells[4].textContent));
      const shown = role === "lead" ? colleague.name : "同事";
      await page.locator(".turn-table td", { hasText: shown }).first().waitFor();
      assert.deepEqual(await who(), ["—", "本人", shown]);
      // Who looks at somebody else's list is told whose it is, by name.
      assert.equal(await page.locator(".turn-table caption").textContent(), `${fake.world.person("rep-001").name} 昨日 的轮次`);
    });
  }
});

test("two columns from 900 px on, one below", async () => {
  await withPage(browser, { wait: ".figure", context: { viewport: { width: 900, height: 800 } } }, async ({ page }) => {
    const places = () =>
      page.evaluate(() => {
        const box = (what) => document.querySelector(what).getBoundingClientRect();
        return [box(".panel-side"), box(".panel-main")].map(({ left, right, top }) => ({ left, right, top }));
      });
    for (const [width, columns] of [
      [900, 2],
      [480, 1],
      [899, 1],
    ]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(100);
      const [side, main] = await places();
      if (columns === 2) {
        assert.ok(main.left >= side.right, `${width} px`);
        assert.ok(Math.abs(main.top - side.top) < 1, `${width} px`);
      } else {
        assert.ok(Math.abs(main.left - side.left) < 1, `${width} px`);
        assert.ok(main.top > side.top, `${width} px`);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${width} px`);
    }
  });
});
