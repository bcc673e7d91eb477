// SPDX-License-Identifier: Apache-2.0
// All figures of a shop over a period, own beside the platform's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const asked = (fake) => fake.requests.filter((one) => one.includes("/shop-figures")).at(-1);
const open = (options, use) =>
  withPage(browser, options, async (all) => {
    await all.go("#/shop");
    await all.page.locator(".shop-table, .empty").first().waitFor();
    await use(all);
  });

test("own and platform side by side, why they differ on request, empty ones folded with what they need", async () => {
  await open({}, async ({ page }) => {
    const row = page.locator("tr", { has: page.getByRole("rowheader", { name: /回复率/ }) });
    assert.match(await row.textContent(), /千牛.*京东/s);
    const why = row.getByRole("button", { name: /为什么不同/ });
    assert.equal(await why.getAttribute("aria-expanded"), "false");
    await why.focus();
    await page.keyboard.press("Enter");
    await page.getByText("千牛按接待的客户算").waitFor();
    assert.equal(await why.getAttribute("aria-expanded"), "true");
    assert.equal(await page.getByText("需要 90 天以上的订单。").isVisible(), false);
    await page.getByText("还没有数据的 4 项").click();
    await page.getByText("需要 90 天以上的订单。").waitFor();
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("day, week, month and a range of at most 400 days; nothing of the future is asked for", async () => {
  await open({}, async ({ fake, page }) => {
    assert.match(asked(fake), /from=2026-11-25&person=rep-001&to=2026-11-25/);
    await page.getByRole("radio", { name: "周" }).click();
    await page.getByText("11月23日 至 11月25日，3 天").waitFor();
    await page.keyboard.press("[");
    await page.getByText("11月16日 至 11月22日，7 天").waitFor();
    await page.getByRole("radio", { name: "月" }).click();
    await page.getByText("11月1日 至 11月25日，25 天").waitFor();
    await page.getByRole("radio", { name: "自选" }).click();
    await page.getByLabel("从").fill("2025-01-01");
    await page.getByRole("button", { name: "看这段" }).click();
    assert.match(await page.getByRole("alert").textContent(), /最多 400 天，这段有 \d+ 天/);
    await page.getByLabel("从").fill("2026-11-26");
    await page.getByRole("button", { name: "看这段" }).click();
    assert.match(await page.getByRole("alert").textContent(), /开始的日子要在结束之前/);
    await page.getByLabel("从").fill("2026-10-10");
    await page.getByRole("button", { name: "看这段" }).click();
    await page.getByText("10月10日 至 11月25日，47 天").waitFor();
    // The heading is there before the answer.
    for (let i = 0; i < 50 && !asked(fake).includes("from=2026-10-10"); i++) await page.waitForTimeout(100);
    assert.match(asked(fake), /from=2026-10-10&person=rep-001&to=2026-11-25/);
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("one person, the whole shop, one of several shops", async () => {
  await open({ role: "lead", shops: 2, hostileNames: true, context: { viewport: { width: 1280, height: 900 } } }, async ({ fake, page }) => {
    assert.doesNotMatch(asked(fake), /person=/);
    await page.getByLabel("谁的").selectOption("rep-001");
    await page.waitForFunction(() => location.hash.includes("person=rep-001"));
    await page.locator(".view-head", { hasText: "<img src=x onerror=alert(1)>" }).waitFor();
    assert.equal(await page.locator("main img").count(), 0);
    await page.getByLabel("谁的").selectOption("");
    await page.getByLabel("店铺").selectOption("outlet");
    await page.waitForFunction(() => location.hash.includes("shop=outlet"));
    await page.locator(".shop-table").first().waitFor();
    assert.match(asked(fake), /shop=outlet/);
    assert.doesNotMatch(asked(fake), /person=/);
  });
});

test("nothing to show is a sentence and a way on; narrow and dark hold", async () => {
  await open({ mode: "empty" }, async ({ page }) => assert.match(await page.locator(".empty").textContent(), /这段时间没有数字.*导入或接上账号/s));
  for (const width of [320, 360]) {
    await open({ prefs: { language: "en", theme: "dark" }, context: { viewport: { width, height: 700 } } }, async ({ page }) => {
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${width}`);
      assert.deepEqual(await accessibilityComplaints(page), []);
    });
  }
});
