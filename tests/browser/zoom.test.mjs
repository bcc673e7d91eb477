// SPDX-License-Identifier: Apache-2.0
// The page at 200 %: a window has half as many pixels to lay it out in, and each of them is two of the screen's. Nothing scrolls sideways and no
// control's words are cut, from a wide window down to the narrow one beside a chat client.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { cutText, tooWide } from "./support/cut.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const views = {
  rep: [
    ["#/panel", ".figure"],
    ["#/turns?from=2026-11-25&to=2026-11-25", ".turn-table tbody tr"],
    ["#/trend", ".trend-plot canvas"],
    ["#/sheet/today", ".sheet-row"],
  ],
  lead: [
    ["#/team", ".team-row"],
    ["#/shop", ".shop-table"],
  ],
};
// Windows of 1280, 900, 640, 420 and 360 pixels.
const windows = [
  [640, "en"],
  [450, "zh"],
  [320, "en"],
  [210, "zh"],
  [180, "en"],
];

for (const [width, language] of windows) {
  test(`a window of ${2 * width} px at 200 %, ${language}: nothing beyond its edge, no control's words cut`, async () => {
    for (const [role, all] of Object.entries(views)) {
      const context = { viewport: { width, height: 450 }, deviceScaleFactor: 2 };
      await withPage(browser, { role, shops: 2, context, prefs: { language }, wait: "main" }, async ({ page, go }) => {
        for (const [hash, ready] of all) {
          await go(hash);
          await page.locator(ready).first().waitFor();
          await page.waitForTimeout(150);
          assert.equal(await page.evaluate(tooWide), 0, `${hash} at ${width} px`);
          assert.deepEqual(await page.evaluate(cutText), [], `${hash} at ${width} px`);
          // Tables whose rows are laid out otherwise are tables still.
          if (width <= 210) assert.deepEqual(await accessibilityComplaints(page), [], `${hash} at ${width} px`);
        }
      });
    }
  });
}

test("the reason of a step and a figure's detail open without anything cut", async () => {
  await withPage(browser, { wait: ".figure", context: { viewport: { width: 210, height: 450 }, deviceScaleFactor: 2 } }, async ({ page }) => {
    await page.getByRole("button", { name: "为什么是这一步？" }).click();
    for (const name of await page.locator(".figure-button").allTextContents()) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.locator(".detail").waitFor();
      assert.equal(await page.evaluate(tooWide), 0, name);
      assert.deepEqual(await page.evaluate(cutText), [], name);
    }
  });
});

test("what these tests look for they find", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ page }) => {
    assert.deepEqual(await page.evaluate(cutText), []);
    await page.evaluate(() => {
      const add = (html, style) => {
        const one = document.createElement("button");
        one.textContent = html;
        Object.assign(one.style, style);
        document.querySelector("main").append(one);
      };
      add("cut by its edge", { width: "40px", overflow: "hidden", whiteSpace: "nowrap" });
      add("running over", { width: "40px", overflow: "visible", whiteSpace: "nowrap", padding: "0" });
      add("far right", { position: "absolute", left: "700px" });
    });
    assert.deepEqual(await page.evaluate(cutText), ['button "cut by its edge" runs over its own edge', 'button "cut by its edge" is cut', 'button "running over" runs over its own edge', 'button "far right" is beyond the edge']);
    assert.ok((await page.evaluate(tooWide)) > 0);
  });
});
