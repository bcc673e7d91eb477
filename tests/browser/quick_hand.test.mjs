// SPDX-License-Identifier: Apache-2.0
// A hand that is quicker than the page: keys pressed before the next frame, and an answer that was on its way before the last save. Nothing
// pressed is lost, and nothing typed is undone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// Does the steps one after the other within one frame: no timer, no frame and no event of the browser's own comes between them, only what
// the page does in microtasks. A step is a selector to click, or a key.
const within = (page, steps) =>
  page.evaluate(async (list) => {
    const settle = async () => {
      for (let i = 0; i < 20; i++) await Promise.resolve();
    };
    for (const step of list) {
      if (step.click) document.querySelector(step.click).click();
      else document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: step.key, bubbles: true, cancelable: true }));
      await settle();
    }
    return { at: document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName, hash: location.hash };
  }, steps);

for (const [view, to, shown, role] of [
  ["#/work", /day=2026-11-23/, ".task", "rep"],
  ["#/sheet/today", /2026-11-23/, ".sheet-row", "rep"],
  ["#/handoffs", /day=2026-11-23/, "main h1", "lead"],
  ["#/report", /day=2026-11-23/, "main h1", "lead"],
]) {
  test(`two keys within one frame go back two days: ${view}`, async () => {
    await withPage(browser, { role }, async ({ page, go }) => {
      await go(view);
      await page.waitForFunction(([hash, what]) => location.hash.startsWith(hash) && document.querySelector(what), [view, shown]);
      await page.locator(".loading").waitFor({ state: "detached" });
      const { hash } = await within(page, [{ key: "[" }, { key: "[" }]);
      assert.match(hash, to);
    });
  });
}

test("what opens a field has the focus in it before the next key", async () => {
  await withPage(browser, {}, async ({ page, go }) => {
    await go("#/sheet/today");
    await page.locator(".sheet-row").first().waitFor();
    await within(page, [{ click: "[data-figure=slow_share] .sheet-correct" }]);
    assert.equal(await page.evaluate(() => document.activeElement.matches("[data-figure=slow_share] .sheet-input input")), true);
    await go("#/work");
    await page.locator(".task .task-open").first().waitFor();
    await within(page, [{ click: ".task .task-open" }, { click: ".task [data-form=progress]" }]);
    assert.equal(await page.evaluate(() => document.activeElement.matches(".task-detail input, .task-detail textarea")), true);
    await within(page, [{ click: ".menu > button" }]);
    assert.equal(await page.evaluate(() => document.activeElement.role ?? document.activeElement.getAttribute("role")).then((role) => /^menuitem/.test(role)), true);
  });
});

test("an answer from before the last save does not undo a correction", async () => {
  await withPage(browser, {}, async ({ fake, page, go }) => {
    await go("#/sheet/today");
    await page.locator(".sheet-row").first().waitFor();
    let old = null;
    const commands = [];
    fake.before = ({ where, body }) => {
      if (where === "/commands") commands.push(body);
    };
    // Answers of the sheet are made at once and reach the page when they are let through.
    const waiting = [];
    await page.route(/\/api\/v1\/sheet\?/, async (route) => {
      const response = await route.fetch();
      await new Promise((through) => waiting.push(through));
      await route.fulfill({ response }).catch(() => {});
    });
    const arrives = async (count) => {
      for (let i = 0; i < 200 && waiting.length < count; i++) await page.waitForTimeout(25);
      assert.ok(waiting.length >= count, `${waiting.length} of ${count}`);
    };
    await page.locator("[data-figure=slow_share] .sheet-correct").click();
    await page.keyboard.type("2.8");
    fake.commit();
    await arrives(1);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 0 && document.querySelector("[data-figure=slow_share]").textContent.includes("自填"));
    for (let i = 0; i < 200 && commands.length === 0; i++) await page.waitForTimeout(25);
    old = waiting[0];
    old();
    await arrives(2);
    await page.getByRole("button", { name: "其余全部确认" }).click();
    assert.match(await page.locator("[data-figure=slow_share]").textContent(), /2\.8%.*自填/s);
    for (let i = 0; i < 200 && commands.length < 2; i++) {
      waiting.forEach((through) => through());
      await page.waitForTimeout(25);
    }
    const last = commands.filter(({ kind }) => kind === "sheet.save").at(-1);
    assert.deepEqual(last.figures.find(({ name }) => name === "slow_share"), { name: "slow_share", confirmed: false, typed: commands[0].figures.find(({ name }) => name === "slow_share").typed });
    assert.ok(last.figures.find(({ name }) => name === "slow_share").typed > 0);
  });
});
