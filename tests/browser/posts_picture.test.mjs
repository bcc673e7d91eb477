// SPDX-License-Identifier: Apache-2.0
// The picture that goes along with a ranking: seen before it goes, and said where it is missing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { post } from "./fake/posts.mjs";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// One pixel.
const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";
const missing = { zh: "这一榜没有配图：没有字体。请安装。", en: "No picture goes along: no font. Install it." };
const open = (world, use, ready = ".post-preview .post-shown") =>
  withPage(browser, { role: "lead", wait: "main", context: { viewport: { width: 1280, height: 900 } } }, async (all) => {
    world(all.fake.world);
    all.fake.commit();
    await all.go("#/posts");
    await all.page.locator(ready).first().waitFor();
    await use(all);
  });

test("the preview shows the picture itself, as the message that it is", async () => {
  await open(
    (world) => (world.picture = picture),
    async ({ page }) => {
      const image = page.locator(".post-shown img.post-picture");
      await image.waitFor();
      assert.equal(await image.evaluate((one) => one.complete && one.naturalWidth), 1);
      assert.match(await image.getAttribute("alt"), /榜单图/);
      const parts = page.locator(".post-shown .post-part");
      assert.equal(await parts.count(), 2);
      assert.match(await parts.nth(1).textContent(), /榜单图/);
      assert.doesNotMatch(await page.locator(".post-shown").textContent(), /picture\.png/);
      assert.match(await page.locator(".post-shown").textContent(), /2 条/);
    },
  );
});

test("where no picture can be drawn the preview says why and what to do", async () => {
  await open(
    (world) => (world.noPicture = missing),
    async ({ page }) => {
      assert.match(await page.locator(".post-shown").textContent(), /这一榜没有配图：没有字体。请安装。/);
      assert.equal(await page.locator("img.post-picture").count(), 0);
    },
  );
});

test("the history has a lost picture in words, and offers nothing that would send it", async () => {
  const world = (all) => {
    all.posts = [
      post(all, { day: "2026-11-24" }, { parts: 2 }),
      post(all, { day: "2026-11-24", part: 2 }, { parts: 2, state: "failed", shown: "", tries: 0, tried_at: null, words: missing }),
      ...[1, 2].map((part) => post(all, { day: "2026-11-23", part }, { parts: 2, shown: part === 2 ? "![榜](picture.png)" : "## 榜" })),
    ];
  };
  await open(world, async ({ page }) => {
    const lost = page.locator(".post-row[data-post]", { hasText: "11月24日" }).first();
    assert.equal(await lost.locator(".post-state").textContent(), "没有配图");
    assert.match(await lost.textContent(), /没有字体。请安装。/);
    assert.equal(await lost.locator(".button").count(), 0);
    await lost.locator(".post-open").click();
    assert.match(await page.getByRole("dialog").textContent(), /没有字体。请安装。/);
    await page.keyboard.press("Escape");
    await page.locator(".post-row[data-post]", { hasText: "11月23日" }).first().locator(".post-open").click();
    assert.match(await page.getByRole("dialog").textContent(), /这一条是榜单图。/);
  });
});
