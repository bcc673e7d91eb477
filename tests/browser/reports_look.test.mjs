// SPDX-License-Identifier: Apache-2.0
// The week's and month's reports in every look: nothing for axe to say, nothing sticks out, large enough to press, plain English; and on paper
// nothing is cut.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { cutText } from "./support/cut.mjs";
import { looksOf } from "./support/looks.mjs";
import { looksRight } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const lead = { role: "lead", member: null, wait: "main" };
const open = (world, hash, use, fill) =>
  withPage(browser, { ...lead, ...world }, async (all) => {
    fill?.(all.fake.world);
    await all.go(hash);
    await use(all);
  });
const month = "#/report?of=month&day=2026-11-03";
const departments = "#/report?of=departments&day=2026-11-25";
const changed = async (page, fake) => {
  await page.locator(".reports-given .button-main").click();
  await page.locator(".reports-given .reports-buttons .button-quiet").waitFor();
  fake.world.late = { satisfaction: [-60, 0], response_mean_ms: [1, 1] };
  fake.commit();
  await page.locator(".reports-changes").waitFor();
};
const saving = async (page) => {
  await page.locator(".reports-save button").click();
  await page.locator("[role=menu]").waitFor();
};
const gone = async (page, fake) => {
  await fake.away();
  await page.locator(".away").waitFor();
};
// [what, world, address, what is waited for, how the world is filled, what is done]
const views = [
  ["a month of 26, handed in and changed since", {}, month, ".reports-people tbody a", (world) => (world.allOff = new Set(["rep-007"])), changed],
  ["a week with many columns and long names, files to choose", { hostileNames: true, presales: true }, "#/report?of=week&day=2026-11-09", ".reports-people tbody a", null, saving],
  ["500 reps", { people: 500, presales: true }, month, ".reports-people tbody a", null],
  ["one rep", { people: 1 }, month, ".reports-people tbody a", null],
  ["nobody", { people: 0, work: "none", mode: "empty" }, month, ".reports .empty", null],
  ["no data", { mode: "empty" }, month, ".reports .empty", null],
  ["departments, the agent gone", { complaints: "allowed" }, departments, ".reports-departments", null, gone],
  ["500 open at one department", { hostileNames: true }, departments, ".reports-open", (world) => (world.openMany = 500)],
  ["no department", { work: "none" }, "#/report?of=departments&by=week", ".reports .empty", null],
];
for (const [at, [name, world, hash, wait, fill, act]] of views.entries()) {
  test(`axe finds nothing wrong and nothing sticks out: ${name}`, async () => {
    // Of what is nearly empty one look is enough, a narrow or a wide one in turn.
    const looks = looksOf(at);
    for (const [colorScheme, language, width] of wait === ".reports .empty" && !process.env.RIGONG_EVERY_LOOK ? [looks[at % 2]] : looks) {
      await open({ ...world, prefs: { language }, context: { colorScheme, viewport: { width, height: 900 } } }, hash, async ({ fake, page }) => {
        await page.locator(wait).first().waitFor();
        await act?.(page, fake);
        await page.waitForTimeout(100);
        const where = `${colorScheme} ${language} ${width}`;
        await looksRight(page, where);
        // The head of figures that stand as blocks is for screen readers alone, and a name is cut to its column and whole in its title.
        assert.deepEqual((await page.evaluate(cutText)).filter((one) => !/^(th|a) "/.test(one)), [], where);
        if (language === "en") {
          // Names and what people wrote are left out.
          const own = await page.evaluate(() => [...document.querySelectorAll(".page-report > .choice, .reports-aside, .reports-figures, .reports-work, .reports-given .button, .reports-given p.dim, .reports-changes, .reports thead, .reports-status b, .card-head .faint, .reports-age, .reports-tag, .reports-means, .reports .empty")].map((one) => one.textContent).join(" "));
          assert.doesNotMatch(own, /[\u4e00-\u9fff]/, where);
        }
      }, fill);
    }
  });
}

test("on a narrow page figures are blocks, and what is wide scrolls beside its names; on a touch screen what is pressed is large enough", async () => {
  const context = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } };
  await open({ context, presales: true }, month, async ({ page }) => {
    await page.locator(".reports-people tbody a").first().waitFor();
    const small = await page.evaluate(() => [...document.querySelectorAll("main .button, main .tab, main .choice-option")].map((one) => [one.textContent, one.getBoundingClientRect().height]).filter(([, height]) => height > 0 && height < 43.5));
    assert.deepEqual(small, []);
    const name = page.locator('[data-figure="satisfaction"] [role=rowheader]');
    const value = page.locator('[data-figure="satisfaction"] .reports-value');
    const [first, second] = [await name.boundingBox(), await value.boundingBox()];
    assert.ok(Math.abs(first.y + first.height - second.y - second.height) < 8 && second.x > first.x + first.width, JSON.stringify([first, second]));
    const left = () => page.locator(".reports-people tbody .long-first").first().evaluate((one) => one.getBoundingClientRect().left);
    const before = await left();
    await page.locator(".reports-people .long-scroll").evaluate((one) => one.scrollTo(400, 0));
    assert.equal(await left(), before);
  });
});

const sheets = (bytes) => [...bytes.toString("latin1").matchAll(/MediaBox *\[ *0 0 ([\d.]+)/g)].map(([, width]) => Math.round(Number(width)));
const count = (bytes) => bytes.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? Number(/\/Count (\d+)/.exec(bytes.toString("latin1"))?.[1]);
// How it lies, and what of it is beyond the width between the margins or cut, as it is laid out for paper.
async function paper(page, width) {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  await page.setViewportSize({ width, height: 1000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const found = await page.evaluate((edge) => {
    const all = [...document.querySelectorAll(".reports *")].filter((one) => one.getClientRects().length > 0 && !one.closest("svg, .hidden"));
    return {
      beyond: all.filter((one) => one.getBoundingClientRect().right > edge + 1).map((one) => `${one.tagName} ${one.className}`).slice(0, 5),
      cut: all.filter((one) => (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) && getComputedStyle(one).overflow !== "visible" && getComputedStyle(one).display !== "inline").map((one) => `${one.tagName} ${one.className}`).slice(0, 5),
      ground: getComputedStyle(document.documentElement).backgroundColor,
      buttons: [...document.querySelectorAll("button, .button, .top, .view-head")].filter((one) => one.getClientRects().length > 0).map((one) => one.textContent),
    };
  }, width);
  return { bytes, found };
}
const clean = { beyond: [], cut: [], ground: "rgb(255, 255, 255)", buttons: [] };

test("on paper a few columns stand upright on one sheet, with whose and of when above; the switches stay on the screen", async () => {
  await open({ context: { colorScheme: "dark", viewport: { width: 1280, height: 900 } } }, "#/report?of=month", async ({ page, fake }) => {
    await page.locator(".reports-people tbody a").first().waitFor();
    assert.equal(await page.locator(".reports-paper-head").isVisible(), false);
    await changed(page, fake);
    const { bytes, found } = await paper(page, 695);
    assert.deepEqual(found, clean);
    assert.deepEqual([count(bytes), ...new Set(sheets(bytes))], [1, 595]);
    assert.match(await page.locator(".reports-paper-head").innerText(), /售前 团队月报\s*2026年10月1日至31日 定稿\s*打印于 11月25日/);
    assert.equal(await page.locator(".reports-changes").isVisible(), true);
  });
});

test("on paper many columns lie on their side, every one of 500 reps is there, and long names are whole", async () => {
  await open({ people: 500, presales: true, hostileNames: true, prefs: { language: "en" }, context: { viewport: { width: 1280, height: 900 } } }, "#/report?of=week&day=2026-11-09", async ({ page }) => {
    await page.locator(".reports-people tbody a").first().waitFor();
    const laid = () => page.locator(".reports-people tbody a").count();
    assert.ok((await laid()) < 400);
    const { bytes, found } = await paper(page, 1030);
    assert.ok((await laid()) > 480);
    assert.deepEqual(found, clean);
    assert.deepEqual([...new Set(sheets(bytes))], [842]);
  });
});

test("on paper a department's long list is whole", async () => {
  await open({ context: { viewport: { width: 1280, height: 900 } } }, departments, async ({ page }) => {
    await page.locator(".reports-open").first().waitFor();
    const { bytes, found } = await paper(page, 695);
    assert.deepEqual(found, clean);
    assert.equal(await page.locator(".reports-open").first().locator("li").count(), 64);
    assert.deepEqual([...new Set(sheets(bytes))], [595]);
    assert.match(await page.locator(".reports-paper-head").innerText(), /部门监督报告\s*2026年11月1日至24日 售前、售后、电话的对接 · 还没过完/);
  }, (world) => (world.openMany = 60));
});
