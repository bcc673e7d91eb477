// SPDX-License-Identifier: Apache-2.0
// The lead's table: fair by default, sorted by any column, with a keyboard, and with five hundred people in it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const wide = { viewport: { width: 1280, height: 900 } };
const open = (options, use) =>
  withPage(browser, { role: "lead", wait: ".team-table, .empty", ...options }, async (all) => {
    await all.go("#/team");
    await all.page.locator(".team-table, .empty").first().waitFor();
    await use(all);
  });
const column = (page, at) => page.locator(".team-row:not(.team-row-off)").evaluateAll((rows, i) => rows.map((row) => row.children[i].textContent.replace("看这里", "").trim()), at);
const heads = (page) => page.locator(".team-table thead th").evaluateAll((all) => all.map((one) => one.getAttribute("aria-sort")));

test("by name at first, by any column on request, back to names at the third press; nobody gets a place", async () => {
  await open({ context: wide }, async ({ page }) => {
    const names = await column(page, 0);
    assert.deepEqual(names, [...names].sort(new Intl.Collator("zh-CN").compare));
    assert.equal((await heads(page))[0], "ascending");
    await page.getByRole("button", { name: /^平响/ }).click();
    const fast = (await column(page, 4)).map(Number);
    assert.deepEqual(fast, [...fast].sort((a, b) => a - b));
    assert.equal((await heads(page))[4], "ascending");
    await page.getByRole("button", { name: /^平响/ }).click();
    assert.deepEqual((await column(page, 4)).map(Number), [...fast].reverse());
    assert.match(await page.locator(".team-card h2").textContent(), /按平响，从高到低/);
    await page.getByRole("button", { name: /^平响/ }).click();
    assert.deepEqual(await column(page, 0), names);
    for (const name of ["接待", "在等", "满意度", "慢响应", "答问比", "回复率", "自检"]) {
      await page.getByRole("button", { name: new RegExp(`^${name}`) }).first().click();
      assert.equal((await heads(page)).filter((one) => one !== "none").length, 1, name);
    }
    assert.doesNotMatch(await page.locator("main").textContent(), /第 ?\d+ ?名|排名|名次|倒数/);
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("whose hands are full stands above the table, the fullest first, and nothing where nobody's are", async () => {
  await open({ context: wide }, async ({ fake, page, go }) => {
    assert.equal(await page.locator(".team-strip").getByText("手上的会话满了").count(), 0);
    const [one, two] = fake.world.people.filter(({ id, group, left }) => group === "售前" && !left && !id.endsWith("7"));
    fake.world.chats = { [one.id]: 5, [two.id]: 7 };
    fake.commit();
    const line = page.locator(".team-strip p", { hasText: "2 人手上的会话满了" });
    await line.waitFor();
    assert.match(await line.textContent(), new RegExp(`满了${two.name} 7 个、${one.name} 5 个$`));
    await go("#/team?day=2026-11-24");
    await page.waitForFunction(() => !/手上的会话满了/.test(document.body.textContent));
  });
});

test("the group as one is the sums, those who are off stand apart, median and spread only from five", async () => {
  await open({ context: wide }, async ({ fake, page }) => {
    const group = fake.world.people.filter((one) => one.group === "售前" && !one.left);
    const working = group.filter((one) => !one.id.endsWith("7"));
    const sums = working.map((one) => fake.world.sums(one.id, "2026-11-25"));
    const total = sums.reduce((all, one) => [all[0] + one.slow_share[0], all[1] + one.slow_share[1]], [0, 0]);
    const row = await page.locator(".team-summary tr").last().locator("td").allTextContents();
    assert.equal(Number(row[4]).toFixed(1), ((100 * total[0]) / total[1]).toFixed(1));
    assert.equal(await page.locator(".team-row:not(.team-row-off)").count(), working.length);
    assert.equal(await page.locator(".team-row-off").count(), group.length - working.length);
    assert.match(await page.locator(".team-summary").textContent(), /中位数.*峰谷差/s);
  });
  await open({ people: 9 }, async ({ page }) => {
    assert.doesNotMatch(await page.locator(".team-summary").textContent(), /中位数|峰谷差/);
    assert.match(await page.locator("main").textContent(), /少于 5 人/);
  });
});

test("all columns of a pre-sales group fit into 1280 px, in both languages; a phone's width scrolls beside the names and says so", async () => {
  const at = (page, place) => page.locator(place).evaluate((one) => one.getBoundingClientRect().toJSON());
  for (const language of ["zh", "en"]) {
    await open({ presales: true, prefs: { language }, context: wide }, async ({ page }) => {
      assert.equal((await heads(page)).length, 14);
      assert.equal(await page.locator(".long-scroll").evaluate((one) => one.scrollWidth - one.clientWidth), 0, language);
      assert.equal(await page.locator(".long-more").count(), 0);
    });
  }
  await open({ presales: true, context: { viewport: { width: 360, height: 780 } } }, async ({ page }) => {
    await page.locator(".long-more").waitFor();
    const name = await at(page, ".team-row:not(.team-row-off) >> nth=0 >> th");
    const sheet = page.locator(".team-row:not(.team-row-off)").first().locator("td").last();
    assert.ok((await sheet.evaluate((one) => one.getBoundingClientRect().left)) > 360);
    await page.locator(".long-scroll").focus();
    for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".long-more") === null);
    assert.ok((await sheet.evaluate((one) => one.getBoundingClientRect().right)) <= 360);
    assert.equal((await at(page, ".team-row:not(.team-row-off) >> nth=0 >> th")).left, name.left);
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("a lead stands in the table on days with customers only, and a group of leads alone is not offered", async () => {
  await open({ context: wide }, async ({ fake, page }) => {
    const { world } = fake;
    const busy = world.people.filter((one) => one.group === "售前" && !one.left && !one.id.endsWith("7"));
    const [idle, served] = busy.slice(-2);
    const sums = world.sums.bind(world);
    world.sums = (person, ...rest) => sums(person === idle.id ? "nobody" : person, ...rest);
    idle.role = "lead";
    served.role = "lead";
    for (const one of world.people) if (one.group === "电话") one.role = "lead";
    fake.commit();
    await page.waitForFunction((name) => ![...document.querySelectorAll(".team-name")].some((one) => one.textContent === name), idle.name);
    assert.ok((await column(page, 0)).includes(served.name));
    assert.match(await page.locator(".team-strip").textContent(), new RegExp(`自检已签 \\d+/${busy.length - 1}`));
    await page.waitForFunction(() => document.querySelectorAll("[role=tab]").length === 2);
    assert.deepEqual(await page.getByRole("tab").allTextContents(), ["售前", "售后"]);
  });
});

test("none and one", async () => {
  await open({ people: 0 }, async ({ page }) => {
    assert.match(await page.locator(".empty").textContent(), /这个小组里还没有人/);
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
  await open({ people: 1 }, async ({ page }) => assert.equal(await page.locator(".team-row").count(), 1));
});

test("five hundred: few of them are laid out at a time, all can be reached, sorted and found again", async () => {
  await open({ people: 500, context: wide }, async ({ page }) => {
    const table = page.locator(".team-table");
    assert.ok(Number(await table.getAttribute("aria-rowcount")) >= 499);
    assert.ok((await page.locator(".team-row").count()) < 200);
    const scroller = page.locator(".long-scroll");
    const full = await scroller.evaluate((one) => one.scrollHeight);
    await scroller.evaluate((one) => one.scrollTo(0, one.scrollHeight / 2));
    await page.waitForFunction(() => document.elementFromPoint(300, 500)?.closest(".team-row") !== null);
    assert.ok((await page.locator(".team-row").count()) < 250);
    await scroller.evaluate((one) => one.scrollTo(0, one.scrollHeight));
    await page.locator(".team-row-off").last().waitFor();
    assert.ok(Math.abs((await scroller.evaluate((one) => one.scrollHeight)) - full) < full / 20);
    await scroller.evaluate((one) => one.scrollTo(0, 0));
    // The rows of the upper end are laid out with the next frame.
    await page.locator('.team-row[aria-rowindex="6"] .team-name').focus();
    for (let i = 0; i < 70; i++) await page.keyboard.press("ArrowDown", { delay: 10 });
    const at = await page.evaluate(() => document.activeElement.closest("tr")?.getAttribute("aria-rowindex"));
    assert.equal(Number(at), 6 + 70);
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("by keyboard: days, groups, into a panel and back", async () => {
  await open({ context: wide }, async ({ page }) => {
    await page.keyboard.press("[");
    await page.getByText("昨日").first().waitFor();
    await page.keyboard.press("]");
    await page.getByText("今日").first().waitFor();
    await page.getByRole("tab", { name: "售前" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector("[role=tab][aria-selected=true]")?.textContent === "售后");
    await page.waitForFunction(() => location.hash.includes("group=") && !document.querySelector(".view-busy"));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "售后");
    const name = await page.locator(".team-name").first().textContent();
    await page.locator(".team-name").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".who-name", { hasText: name }).waitFor();
    await page.goBack();
    await page.locator(".team-table").waitFor();
    assert.equal(await page.locator("[role=tab][aria-selected=true]").textContent(), "售后");
  });
});

test("names are text in table, tooltip and copy; in a spreadsheet none becomes a formula", async () => {
  const names = ["=HYPERLINK(\"http://x.invalid\")", "+1", "-2", "@SUM(A1)", "＝1+1", "\t=1", "<img src=x onerror=alert(1)>", "a,b;\"c\""];
  await open({ context: { ...wide, acceptDownloads: true } }, async ({ fake, page, go }) => {
    fake.world.people.filter((one) => one.group === "售前").forEach((one, i) => Object.assign(one, names[i] ? { name: names[i] } : {}));
    fake.commit();
    await go("#/team?day=2026-11-24");
    await page.getByText("<img src=x onerror=alert(1)>").first().waitFor();
    assert.equal(await page.locator("main img").count(), 0);
    await page.getByRole("button", { name: "复制" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "存为 CSV 文件" }).click()]);
    const text = await readFile(await download.path(), "utf8");
    assert.equal(text.codePointAt(0), 0xfeff);
    assert.match(text, /"'=HYPERLINK\(""http:\/\/x\.invalid""\)",\d+,/);
    for (const line of text.slice(1).split("\r\n").slice(1)) assert.doesNotMatch(line, /(^|,)"?[=+@＝\t-](?!\d+(\.\d+)?(,|$))/, line);
    assert.match(text, /"a,b;""c"""/);
    assert.match(text, /,\d+\.\d+,\d+,\d+,/);
  });
});

test("consultations by hour are bars, and the same numbers are a table", async () => {
  await open({}, async ({ page }) => {
    assert.ok((await page.locator(".team-bar").count()) > 10);
    await page.getByText("看数字").click();
    const rows = await page.locator(".team-hour-table tbody tr").allTextContents();
    assert.equal(rows.length, await page.locator(".team-bar").count());
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("narrow, dark, English, hostile names: nothing wider than the window, no complaint", async () => {
  for (const width of [320, 360, 1280]) {
    await open({ hostileNames: true, prefs: { language: "en", theme: "dark" }, context: { viewport: { width, height: 700 } } }, async ({ page }) => {
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${width}`);
      assert.deepEqual(await accessibilityComplaints(page), []);
    });
  }
});

test("a rep is told whom the view is for", async () => {
  await withPage(browser, {}, async ({ page, go }) => {
    await go("#/team");
    await page.getByText("团队页面给主管看").waitFor();
  });
});
