// SPDX-License-Identifier: Apache-2.0
// 高峰与人手: what a lead reads of the hours of a week, what the need goes by, who is shown nothing; in every look.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { looksOf } from "./support/looks.mjs";
import { looksRight } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const open = (world, hash, use) =>
  withPage(browser, { role: "lead", wait: "main", ...world }, async (all) => {
    await all.go(hash);
    await use(all);
  });
const cell = (page, hour, day) => page.locator(`.load-table tbody tr:has(th:text-is("${hour}")) td`).nth(day);

test("from the team's hours to the week's: customers, people, need and what is missing in the cells", async () => {
  await open({}, "#/team", async ({ page }) => {
    await page.getByRole("link", { name: "一周各小时与人手" }).click();
    await page.locator(".load-table").waitFor();
    assert.match(await page.locator(".view-head").textContent(), /10月28日至11月24日，27 天的平均.*不计活动日：双11/);
    assert.equal(await page.locator(".load-table thead th").count(), 8);
    const customers = Number(await cell(page, 20, 0).textContent());
    const words = await cell(page, 20, 0).getAttribute("title");
    assert.match(words, new RegExp(`^周一 20–21 时：来 ${customers} 人，在岗 .* 人，要 \\d+ 人，慢响应 `));
    const [, people, needed] = /在岗 ([\d.]+) 人，要 (\d+) 人/.exec(words);
    await page.getByRole("radio", { name: "在岗" }).click();
    assert.equal(await cell(page, 20, 0).textContent(), people);
    await page.getByRole("radio", { name: "要几人" }).click();
    assert.equal(await cell(page, 20, 0).textContent(), needed);
    await page.getByRole("radio", { name: "缺几人" }).click();
    const short = needed - people >= 0.5 ? `−${Math.round(needed - people)}` : "·";
    assert.equal(await cell(page, 20, 0).textContent(), short);
    assert.match(await page.evaluate(() => location.hash), /show=gap/);
  });
});

test("another aim asks anew: fewer chats at once and a shorter wait need more people; the address keeps it", async () => {
  await open({}, "#/load?show=needed", async ({ page }) => {
    await cell(page, 20, 0).waitFor();
    const before = Number(await cell(page, 20, 0).textContent());
    await page.getByRole("radiogroup", { name: "一人同时接" }).getByRole("radio", { name: "1", exact: true }).click();
    await page.waitForFunction((before) => Number(document.querySelectorAll(".load-table tbody tr")[12]?.querySelector("td")?.textContent) > before, before);
    assert.match(await page.evaluate(() => location.hash), /at_once=1/);
    await page.getByRole("radio", { name: "15", exact: true }).click();
    await page.waitForFunction(() => location.hash.includes("within=15"));
    await page.getByRole("radio", { name: "8 周" }).click();
    await page.getByText("9月30日至11月24日").waitFor();
    await page.reload();
    await page.getByText("9月30日至11月24日").waitFor();
    await page.getByText("怎么算的？").click();
    await page.getByText("使 80% 的顾客在 15 秒内得到首响；一人同时接 1 个").waitFor();
  });
});

test("without sessions nothing is said of the need; without shifts it says by what people are counted; without records what it takes", async () => {
  await open({}, "#/panel", async ({ fake, page, go }) => {
    fake.world.noHandling = true;
    fake.world.shifts = false;
    await go("#/load?show=gap");
    await page.getByText("还没有接待记录，算不出要几人。").waitFor();
    assert.equal(await cell(page, 20, 0).textContent(), "—");
    await page.getByText("没有班次，在岗人数按该小时里接了话的人算。").waitFor();
  });
  await open({ mode: "delivered" }, "#/load", async ({ page }) => {
    await page.getByText("这几周没有咨询记录").waitFor();
  });
});

test("a rep is shown none of it, and is not asked for it", async () => {
  await open({ role: "rep" }, "#/load", async ({ page }) => {
    await page.getByText("这一页给主管看").waitFor();
  });
});

const worlds = [
  ["a lead", {}, "#/load"],
  ["what is missing", {}, "#/load?show=gap"],
  ["five hundred", { people: 500 }, "#/load?show=needed"],
  ["one", { people: 1 }, "#/load"],
];
for (const [at, [name, world, hash]] of worlds.entries()) {
  test(`axe finds nothing wrong and nothing sticks out: ${name}`, async () => {
    for (const [colorScheme, language, width] of looksOf(at)) {
      await open({ ...world, prefs: { language }, context: { colorScheme, viewport: { width, height: 900 } } }, hash, async ({ page }) => {
        await page.locator(".load-table").waitFor();
        await page.locator(".load-side summary").click();
        await looksRight(page, `${colorScheme} ${language} ${width}`);
        if (language === "en") assert.doesNotMatch(await page.evaluate(() => document.querySelector(".load-body").textContent.replace(/of .*?Customers/, "")), /[\u4e00-\u9fff]/);
      });
    }
  });
}
