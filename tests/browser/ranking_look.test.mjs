// SPDX-License-Identifier: Apache-2.0
// The ranking for everybody: axe in every look, nothing beyond the edge, long names, plain English, touch, zoom.
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

const why = (page) => page.locator(".rank-why-order summary").click();
const looks = [
  ["a lead's day", { role: "lead", presales: true }, "#/ranking", why],
  ["a lead's week by a figure, foreign names", { role: "lead", hostileNames: true }, "#/ranking?by=week&figure=response_mean_ms", why],
  ["a lead's month by sales", { role: "lead", presales: true }, "#/ranking?by=month&figure=sales_fen", null],
  ["a lead who has a name to show", { role: "lead", member: "rep-025" }, "#/ranking", null],
  ["a rep's day", { presales: true }, "#/ranking", why],
  ["a rep's month, foreign names", { hostileNames: true, presales: true }, "#/ranking?by=month", null],
  ["a rep's week", {}, "#/ranking?by=week&figure=satisfaction", null],
];
for (const [at, [name, world, hash, act]] of looks.entries()) {
  test(`axe finds nothing wrong and nothing sticks out: ${name}`, async () => {
    for (const [colorScheme, language, width] of looksOf(at)) {
      await withPage(browser, { ...world, prefs: { language }, context: { colorScheme, viewport: { width, height: 900 } }, wait: "main" }, async ({ fake, page, go }) => {
        fake.world.unnamed = new Set(["rep-010", "rep-004"]);
        await go(hash);
        await page.locator(".rank-body").waitFor();
        await act?.(page);
        await page.waitForTimeout(100);
        await looksRight(page, `${colorScheme} ${language} ${width}`);
        assert.equal(await page.locator("main img").count(), 0);
        if (language === "en") {
          const own = await page.evaluate(() => [...document.querySelectorAll("main button:not(.tab), .card-head .faint, main label, main dt, main th[scope=col], main td, .view-head h1, .rank-why-order, .rank-naming, .rank-when")].map((one) => one.textContent).join(" "));
          assert.doesNotMatch(own, /[\u4e00-\u9fff]/);
        }
      });
    }
  });
}

test("names of three letters stay whole on a narrow page, and the place stays beside the name", async () => {
  await withPage(browser, { role: "lead", presales: true, wait: "main" }, async ({ page, go }) => {
    await go("#/ranking");
    await page.locator(".rank-name").first().waitFor();
    const heights = await page.locator(".rank-name").evaluateAll((all) => all.filter((one) => one.textContent.length <= 4).map((one) => one.getBoundingClientRect().height));
    assert.ok(Math.max(...heights) < 26, heights.join());
    const scroller = page.locator(".rank-card .long-scroll");
    const left = () => page.locator(".rank-row .rank-place").first().evaluate((one) => one.getBoundingClientRect().left);
    const before = await left();
    await scroller.evaluate((one) => one.scrollTo(500, 0));
    assert.equal(await left(), before);
  });
});

test("at twice the size nothing is cut off, and on a touch screen what is pressed is large enough", async () => {
  await withPage(browser, { role: "lead", presales: true, context: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, wait: "main" }, async ({ page, go }) => {
    await go("#/ranking");
    await page.locator(".rank-body").waitFor();
    await looksRight(page, "twice");
  });
  await withPage(browser, { context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } }, wait: "main" }, async ({ page, go }) => {
    await go("#/ranking");
    await page.locator(".rank-body").waitFor();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("main .button, main .choice-option, main .check, main summary")].filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5).map((one) => `${one.className} ${one.textContent.slice(0, 20)} ${one.getBoundingClientRect().height}`),
    );
    assert.deepEqual(small, []);
  });
});
