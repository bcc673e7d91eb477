// SPDX-License-Identifier: Apache-2.0
// The lead's day report: each rep's day, what goes on tomorrow, causes given on the spot, days and groups, and the text to hand on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, openRow, sent } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(use, options = {}) {
  await withPage(browser, { role: "lead", ...options }, async ({ fake, page, go }) => {
    listen(fake);
    await go("#/report");
    await page.locator(".report .close-card").waitFor();
    await use({ fake, page, go });
  });
}

test("each rep has a row with customers, done share, small things and sheet; the five figures stand above", async () => {
  await open(async ({ page }) => {
    assert.equal(await page.locator(".report-figures > div").count(), 5);
    const row = page.locator(".report tbody tr", { hasText: "林小满" });
    assert.match(await row.textContent(), /林小满.*\d+.*\d+ \/ \d+.*\d \/ 3/s);
    // Nobody has a place, and who is off is not counted against.
    assert.doesNotMatch(await page.locator(".report tbody").textContent(), /第 ?\d+ ?名/);
    await row.locator("a").click();
    await page.waitForURL(/#\/work\?person=rep-001/);
  });
});

test("what goes on tomorrow is listed by rep; a cause given there reaches the text", async () => {
  await open(async ({ fake, page }) => {
    const part = page.locator(".report-person", { hasText: "林小满" });
    const title = await part.locator(".item-title").last().textContent();
    const item = await openRow(page, title.trim());
    await item.getByRole("button", { name: "原因" }).click();
    await item.getByRole("radio", { name: "量大没排上" }).click();
    await item.locator(".item-form textarea, .item-form input:not([type=radio])").last().fill("大促单多");
    await item.getByRole("button", { name: "保存" }).click();
    await emptied(page);
    assert.equal(sent(fake, "task.explain").length, 1);
    assert.equal(sent(fake, "task.explain")[0].cause, "workload");
    await page.locator(".close-text", { hasText: "大促单多" }).waitFor();
  });
});

test("days back and forth, other groups, and the text is copied", async () => {
  await open(
    async ({ page }) => {
      await page.getByRole("tab", { name: "售后" }).click();
      await page.waitForURL(/group=%E5%94%AE%E5%90%8E|group=售后/);
      await page.locator(".close-text", { hasText: "售后日报" }).waitFor();
      await page.keyboard.press("[");
      await page.locator(".close-text", { hasText: "2026-11-24" }).waitFor();
      await page.getByRole("button", { name: "复制" }).click();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /售后日报 2026-11-24/);
      await page.getByText("日报已复制。").waitFor();
    },
    { context: { permissions: ["clipboard-read", "clipboard-write"] } },
  );
});

test("a rep is told whom it is for, and led to the own list", async () => {
  await withPage(browser, {}, async ({ page, go }) => {
    await go("#/report");
    await page.getByText("日报给组长看").waitFor();
    await page.getByRole("link", { name: "看我的待办" }).click();
    await page.waitForURL(/#\/work/);
  });
});

test("by keyboard: g n opens it", async () => {
  await withPage(browser, { role: "lead" }, async ({ page }) => {
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.locator(".report .close-card").waitFor();
  });
});
