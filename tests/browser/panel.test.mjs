// SPDX-License-Identifier: Apache-2.0
// The panel: what it shows, what it opens into, and what it must not do to whoever types beside it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const ready = ".figure, .strip-cell, .empty";

test("the address loses its code at once, and every figure of the answer is on the page", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page }) => {
    assert.equal(await page.evaluate(() => location.hash), "#/panel");
    assert.ok(!(await page.evaluate(() => JSON.stringify(history.state))).includes("code"));
    const numbers = await page.locator(".figure-number").allTextContents();
    const sums = fake.world.sums("rep-001", "2026-11-25");
    assert.equal(numbers.length, 5);
    assert.equal(numbers[1], (sums.response_mean_ms[0] / sums.response_mean_ms[1] / 1000).toFixed(1));
    assert.equal(numbers[2], ((100 * sums.slow_share[0]) / sums.slow_share[1]).toFixed(1));
    assert.equal(numbers[3], (sums.answer_ratio[0] / sums.answer_ratio[1]).toFixed(2));
    assert.match(await page.locator(".figure").nth(4).textContent(), new RegExp(`${sums.reply_rate[0]}/${sums.reply_rate[1]} 位`));
  });
});

test("a figure opens into its formula, and on to exactly the turns behind it; back keeps the place", async () => {
  await withPage(browser, { wait: ".figure", context: { viewport: { width: 360, height: 500 } } }, async ({ fake, page }) => {
    const sums = fake.world.sums("rep-001", "2026-11-25");
    await page.getByRole("button", { name: "慢响应", exact: true }).click();
    const detail = page.locator("#figure-slow_share-detail");
    assert.match(await detail.textContent(), new RegExp(`超过时限的 ${sums.slow_share[0]} 轮 ÷ 已有结果的 ${sums.slow_share[1]} 轮`));
    await detail.getByRole("link", { name: "看这些轮次" }).click();
    await page.locator(".turn-table tbody tr").first().waitFor();
    assert.equal(await page.locator(".turn-table tbody tr").count(), sums.slow_share[0]);
    assert.equal(await page.getByRole("button", { name: "慢响应", exact: true }).getAttribute("aria-pressed"), "true");

    await page.getByRole("button", { name: "全部", exact: true }).click();
    await page.getByRole("button", { name: /再读/ }).click();
    await page.waitForFunction(() => document.querySelectorAll(".turn-table tbody tr").length > 100);
    await page.evaluate(() => scrollTo(0, 900));
    await page.waitForTimeout(150);
    await page.evaluate(() => {
      location.hash = "#/trend";
    });
    await page.locator(".trend-plot canvas").waitFor();
    await page.goBack();
    await page.waitForFunction(() => Math.abs(scrollY - 900) < 5);
  });
});

test("a click for more turns counts also while those that are there are read anew", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page, go }) => {
    const rows = () => page.locator(".turn-table tbody tr:not(.turn-day)").count();
    const more = page.getByRole("button", { name: /再读/ });
    await go("#/turns?from=2026-11-20&to=2026-11-24");
    await more.click();
    await page.waitForFunction(() => document.querySelectorAll(".turn-table tbody tr:not(.turn-day)").length === 200);
    let release = null;
    fake.before = async ({ where, url }) => {
      if (where === "/turns" && url.searchParams.has("after") && release === null) await new Promise((done) => (release = done));
    };
    fake.commit();
    while (release === null) await page.waitForTimeout(20);
    await more.click();
    release();
    await page.waitForFunction(() => document.querySelectorAll(".turn-table tbody tr:not(.turn-day)").length === 300);
    assert.equal(await rows(), 300);
  });
});

test("a list of turns that changes while it is read on loses no page, whichever reading ends last", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page, go }) => {
    const rows = () => page.locator(".turn-table tbody tr:not(.turn-day)").count();
    const more = page.getByRole("button", { name: /再读/ });
    await go("#/turns?from=2026-11-20&to=2026-11-24");
    await more.click();
    await page.waitForFunction(() => document.querySelectorAll(".turn-table tbody tr:not(.turn-day)").length === 200);
    const held = [];
    let answered = 0;
    fake.before = async ({ where, url }) => {
      if (where !== "/turns" || !url.searchParams.has("after")) return;
      if (held.length < 2) await new Promise((release) => held.push(release));
      answered += 1;
    };
    const until = async (so) => {
      while (!so()) await page.waitForTimeout(20);
    };
    await more.click();
    await until(() => held.length === 1);
    fake.commit();
    await until(() => held.length === 2);
    held[0]();
    await until(() => answered === 2);
    await page.waitForTimeout(200);
    held[1]();
    await until(() => answered >= 3);
    await page.waitForTimeout(300);
    assert.equal(await rows(), 300);
  });
});

test("waits tick by the agent's clock, change their words at the limits, and lead to the chat client only by harmless links", async () => {
  await withPage(browser, { wait: ".waits", waiting: 2 }, async ({ page }) => {
    const strip = page.locator(".waits");
    assert.match(await strip.textContent(), /2 位在等/);
    const longest = async () => (await strip.locator(".waits-longest").textContent()).match(/(\d+) 分 (\d+) 秒/).slice(1).map(Number);
    const [m, s] = await longest();
    await page.waitForTimeout(2200);
    const [m2, s2] = await longest();
    const passed = m2 * 60 + s2 - m * 60 - s;
    assert.ok(passed >= 2 && passed <= 4, `${passed} s`);
    assert.match(await strip.textContent(), /快到时限/);
    await page.getByRole("button", { name: "查看" }).click();
    assert.deepEqual(await page.locator(".waits-open").evaluateAll((all) => all.map((one) => [one.getAttribute("href"), one.target])), [["aliim:sendmsg?uid=1", ""]]);
  });
});

test("in the quiet the list of those waiting keeps its rows; who was answered loses the time only", async () => {
  await withPage(browser, { wait: ".waits", waiting: 3 }, async ({ fake, page }) => {
    await page.keyboard.press("w");
    await page.locator(".waits-list li").nth(2).waitFor();
    fake.world.quietUntil = fake.world.now() + 3000;
    fake.world.waitingCount = 1;
    fake.commit();
    await page.locator(".waits-count", { hasText: "1 位在等" }).waitFor();
    assert.equal(await page.locator(".waits-list li").count(), 3);
    assert.equal(await page.locator(".waits-list li", { hasText: "—" }).count(), 2);
    await page.waitForFunction(() => document.querySelectorAll(".waits-list li").length === 1);
  });
});

test("within 20 s of a message of one's own nothing appears, vanishes or moves", async () => {
  await withPage(browser, { wait: ".figure", waiting: 0 }, async ({ fake, page }) => {
    const top = () => page.locator(".figures").evaluate((one) => one.getBoundingClientRect().top);
    const before = await top();
    const step = await page.locator(".step p").first().textContent();
    fake.world.quietUntil = fake.world.now() + 3500;
    fake.world.waitingCount = 3;
    fake.world.waitingSince = fake.world.now();
    fake.world.step = { kind: "answer_waiting", words: { zh: "有三位在等，先应一声？".repeat(3), en: "Three wait." }, why: { zh: "因为", en: "because" }, count: 3, turns: null };
    fake.commit();
    await page.getByText("3 位在等").first().waitFor();
    assert.equal(await page.locator(".step p").first().textContent(), step);
    assert.equal(await top(), before);
    assert.equal(await page.locator(".waits [role=status]").textContent(), "");
    await page.getByText("有三位在等").waitFor();
  });
});

test("everything by keyboard: figures, waits, turns, days, the compact form", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ page }) => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    assert.equal(await page.evaluate(() => document.activeElement.id), "figure-response_mean_ms");
    await page.keyboard.press("Enter");
    await page.locator("#figure-response_mean_ms-detail").waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "看这些轮次");
    await page.keyboard.press("Enter");
    await page.locator(".turn-table").waitFor();
    await page.keyboard.press("u");
    await page.locator(".figure").first().waitFor();
    await page.keyboard.press("w");
    await page.locator(".waits-list").waitFor();
    await page.keyboard.press("[");
    await page.getByRole("heading", { name: "昨日", exact: true }).waitFor();
    await page.keyboard.press("t");
    await page.getByRole("heading", { name: "今日", exact: true }).waitFor();
    await page.keyboard.press("c");
    await page.locator(".strip").waitFor();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "键盘" });
    assert.match(await dialog.textContent(), /紧凑／完整/);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "菜单与设置" }).click();
    await page.waitForFunction(() => document.activeElement?.matches("[role^=menuitem]"));
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "收集什么，谁能看见" }).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "菜单与设置");
    await page.reload();
    await page.locator(".strip").waitFor();
  });
});

test("without live data the last delivered day stands in its place, named and dated, and says what is missing", async () => {
  await withPage(browser, { mode: "delivered", wait: ".delivered" }, async ({ page }) => {
    assert.match(await page.locator(".delivered").textContent(), /今日暂无实时，昨日已定稿.*11月24日.*千牛.*要看到今日实时/s);
    assert.equal(await page.locator(".waits").count(), 0);
    assert.equal(await page.locator(".figure").count(), 5);
  });
});

test("nothing at all is a sentence and a way on, not an empty page", async () => {
  await withPage(browser, { mode: "empty", wait: ".empty" }, async ({ page }) => {
    assert.match(await page.locator(".empty").textContent(), /还没有 林小满 的数字/);
    assert.equal(await page.getByRole("link", { name: "看数据来源" }).getAttribute("href"), "#/accounts");
  });
});

test("names are text, whatever they say", async () => {
  await withPage(browser, { hostileNames: true, waiting: 5, wait: ".figure" }, async ({ page }) => {
    await page.keyboard.press("w");
    assert.equal(await page.locator(".waits-who").first().textContent(), "<img src=x onerror=alert(1)>");
    assert.equal(await page.locator(".who-name").textContent(), "<img src=x onerror=alert(1)>");
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  });
});

test("a lead looks at somebody else's panel", async () => {
  await withPage(browser, { role: "lead", people: 26, wait: "main" }, async ({ fake, page, go }) => {
    await go("#/panel");
    await page.getByRole("button", { name: "选一位" }).click();
    const wanted = fake.world.people[7];
    await page.getByRole("searchbox").fill(wanted.name);
    await page.locator(".people-list button").first().click();
    await page.locator(ready).first().waitFor();
    assert.match(await page.locator(".who-name").textContent(), new RegExp(wanted.name));
    assert.match(await page.evaluate(() => location.hash), new RegExp(`person=${wanted.id}`));
  });
});

test("days off are a ground that the fortnight's line crosses, days without a figure a gap", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page }) => {
    const days = Array.from({ length: 14 }, (_, i) => new Date(Date.parse("2026-11-12") + i * 86_400_000).toISOString().slice(0, 10));
    const off = days.filter((day) => fake.world.off("rep-001", day));
    assert.ok(off.length > 0);
    const spark = page.locator(".figure .spark").nth(1);
    assert.equal(await spark.locator(".spark-off").count(), off.length);
    const parts = async () => (await spark.locator(".spark-line").getAttribute("d")).split("M").length - 1;
    assert.equal(await parts(), 1);
    await page.keyboard.press("2");
    assert.match(await page.locator(".detail").textContent(), new RegExp(`浅底是休息的 ${off.length} 天`));
    const missing = days.slice(3, 10).find((day) => !off.includes(day));
    const sums = fake.world.sums.bind(fake.world);
    fake.world.sums = (person, day, ...rest) => sums(day === missing ? "nobody" : person, day, ...rest);
    fake.commit();
    await page.waitForFunction(() => document.querySelectorAll(".figure .spark")[1].querySelector(".spark-line").getAttribute("d").split("M").length === 3);
    assert.equal(await spark.locator(".spark-off").count(), off.length);
  });
});

test("a long name of a customer keeps its line; the whole of it is there to read and to hear; nobody waiting is nothing to open", async () => {
  await withPage(browser, { wait: ".waits", waiting: 5, hostileNames: true }, async ({ fake, page }) => {
    await page.keyboard.press("w");
    const names = page.locator(".waits-who");
    await names.first().waitFor();
    const heights = await page.locator(".waits-list li").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    assert.equal(new Set(heights.map(Math.round)).size, 1);
    const long = names.filter({ hasText: "Wolfeschlegelsteinhausenbergerdorff" });
    assert.ok(await long.evaluate((one) => one.scrollWidth > one.clientWidth));
    assert.match(await long.textContent(), /Bartholomew Alexander/);
    assert.match(await long.getAttribute("title"), /Bartholomew Alexander/);
    assert.match(await page.locator(".waits-open").first().getAttribute("aria-label"), /<img src=x onerror=alert\(1\)>/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.keyboard.press("w");
    fake.world.waitingCount = 0;
    fake.commit();
    await page.getByText("没有人在等").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "查看" }).count(), 0);
  });
});

test("one is one in English", async () => {
  await withPage(browser, { wait: ".figure", prefs: { language: "en" }, context: { viewport: { width: 1280, height: 800 } } }, async ({ fake, page }) => {
    const sums = fake.world.sums.bind(fake.world);
    fake.world.sums = (...all) => ({ ...sums(...all), reply_rate: [1, 1], satisfaction: [1, 1] });
    fake.commit();
    await page.getByText("1/1 customer", { exact: false }).first().waitFor();
    const words = await page.locator("main").textContent();
    assert.doesNotMatch(words, /\b1\/1 (customers|ratings)|\b1 (customers|turns|ratings|people)\b/);
    assert.match(words, /1\/1.?rating/);
  });
});

test("a trend begins with the first figure, as a chart and as a table", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page, go }) => {
    const whole = fake.world.wholeDay.bind(fake.world);
    fake.world.wholeDay = (person, day) => (day < "2026-10-20" ? [] : whole(person, day));
    await go("#/trend?as=table");
    await page.locator(".trend-table tbody tr").first().waitFor();
    const first = await page.locator(".trend-table tbody tr").last().locator("td").first().textContent();
    assert.match(first, /^10月(19|20|21|22)日/);
    await page.getByRole("radio", { name: "图形" }).click();
    await page.locator(".trend-plot canvas").waitFor();
    assert.match(await page.locator(".trend-legend").textContent(), /10月2\d日起有数/);
  });
});

test("between the narrow and the roomy form nothing leaves its card, in both languages", async () => {
  for (const language of ["zh", "en"]) {
    for (const width of [320, 360, 900, 1000, 1120]) {
      await withPage(browser, { wait: "main h1, main h2", demo: true, role: "lead", prefs: { language }, context: { viewport: { width, height: 800 } } }, async ({ page, go }) => {
        await go("#/panel?person=rep-001");
        await page.locator(".figure .spark").nth(4).waitFor();
        const beyond = await page.evaluate(() => {
          const edge = document.querySelector(".figures").getBoundingClientRect().right;
          const out = [...document.querySelectorAll(".figures *")].filter((one) => one.getBoundingClientRect().right > edge + 0.5).map((one) => String(one.className));
          return [document.documentElement.scrollWidth - innerWidth, ...out];
        });
        assert.deepEqual(beyond, [0], `${language} ${width}`);
        assert.ok((await page.locator(".figure-row .bar").first().evaluate((one) => one.clientWidth)) > 90, `${language} ${width}`);
      });
    }
  }
});
