// SPDX-License-Identifier: Apache-2.0
// 1 对 1 in every look: nothing for axe to say, nothing sticks out, large enough to press; and on paper, one page of A4 and nothing lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { change, signedTalk } from "./fake/talks.mjs";
import { launch } from "./support/browser.mjs";
import { looksOf } from "./support/looks.mjs";
import { withPage } from "./support/page.mjs";
import { looksRight } from "./support/people.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const week = "2026-11-16";
const lead = { role: "lead", member: "rep-025" };
const open = (world, hash, use, fill) =>
  withPage(browser, { wait: "main", ...world }, async (all) => {
    fill?.(all.fake.world);
    all.fake.commit();
    await all.go(hash);
    await use(all);
  });
const of = (id) => `#/one-on-one?person=${id}&week=${week}`;
const shape = (name, more) => (world) => {
  world.talkShapes = { "rep-004": name, "rep-001": name };
  more?.(world);
};
const worded = "Wolfeschlegelsteinhausenbergerdorff ".repeat(50);
const whole = (text, more = {}) => (world) =>
  signedTalk(world, "rep-004", week, { topics: text, fact: text, effect: text, longer: text, lead_does: text, disagreement: text, agrees: false, agreements: Array.from({ length: 12 }, (_, i) => ({ week, number: i + 1, words: text.slice(0, 200), figure: "", value: null, from: "2026-11-23", to: "2026-11-29", lead: i % 2 === 0, task: null, verdict: "open", by_record: false, fact: null })), ...more });
const adding = (page) => page.locator(".talk-add").click();
const conflicting = async (page, fake) => {
  await page.locator('[data-text="effect"] textarea').fill("这里写的");
  change(fake.world, "rep-004", week, (one) => (one.effect = "那边写的"));
  await page.locator(".talk-conflict").waitFor();
};
const noting = async (page) => {
  await page.getByRole("textbox", { name: /备忘|Note/ }).fill(worded.slice(0, 300));
  await page.locator(".talk-notes form button").click();
  await page.locator(".talk-notes li button").first().click();
};
const views = [
  ["the list", lead, "#/one-on-one", ".talk-list", (world) => signedTalk(world, "rep-004", week)],
  ["a list of nobody", { ...lead, people: 0, member: null }, "#/one-on-one", ".empty"],
  ["a list of one", { ...lead, people: 1, member: null }, "#/one-on-one", ".talk-list"],
  ["a list of 500", { ...lead, people: 500, member: null }, "#/one-on-one", ".talk-list"],
  ["a list of long names", { ...lead, hostileNames: true }, "#/one-on-one", ".talk-list"],
  ["a page, something being added", lead, of("rep-004"), ".talk-body", shape("normal"), adding],
  ["a new hire", lead, of("rep-004"), ".talk-body", shape("new_hire")],
  ["no data", lead, of("rep-004"), ".talk-body", shape("no_data")],
  ["the fullest week, signed", { ...lead, hostileNames: true }, of("rep-004"), ".talk-body", shape("fullest", whole(worded))],
  ["a conflict", { ...lead, complaints: "allowed" }, of("rep-004"), ".talk-body", shape("normal"), conflicting],
  ["a note about to be shown", lead, of("rep-004"), ".talk-body", shape("fullest"), noting],
  ["the rep's own", { role: "rep" }, "#/one-on-one", ".talk-body", shape("normal")],
  ["not theirs", { role: "reader" }, "#/one-on-one", ".empty"],
];
for (const [at, [name, world, hash, wait, fill, act]] of views.entries()) {
  test(`axe finds nothing wrong and nothing sticks out: ${name}`, async () => {
    for (const [colorScheme, language, width] of looksOf(at)) {
      await open({ ...world, prefs: { language }, context: { colorScheme, viewport: { width, height: 900 } } }, hash, async ({ page, fake }) => {
        await page.locator(wait).first().waitFor();
        await act?.(page, fake);
        await page.waitForTimeout(150);
        await looksRight(page, `${colorScheme} ${language} ${width}`);
        if (language === "en") {
          const own = await page.evaluate(() => [...document.querySelectorAll(".talk-table thead, .card-head h2, .talk-field h3, .talk-state, .talk-row .button, .talk-sign .faint, .talk-buttons .button, .empty, .talk-progress, .talk-notes .faint")].map((one) => one.textContent).join(" "));
          assert.doesNotMatch(own.replaceAll(fake.world.person("rep-025")?.name ?? "-", ""), /[\u4e00-\u9fff]/);
        }
      }, fill);
    }
  });
}

test("a list of 500 shows some, finds the others by name, and shows all on request", async () => {
  await open({ ...lead, people: 500, member: null }, "#/one-on-one", async ({ page }) => {
    await page.locator(".talk-row").first().waitFor();
    assert.equal(await page.locator(".talk-row").count(), 60);
    await page.getByRole("searchbox").fill("rep-487");
    assert.equal(await page.locator(".talk-row").count(), 1);
    await page.getByRole("searchbox").fill("nobody");
    await page.getByText("没有这个名字").waitFor();
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: /再显示 \d+ 位/ }).click();
    assert.ok((await page.locator(".talk-row").count()) > 150);
  });
});

test("on a touch screen what is pressed is large enough", async () => {
  const context = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } };
  const small = (page) => page.evaluate(() => [...document.querySelectorAll("main .button, main select, main input, main textarea, main .choice-option, .talk-row > a")].filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5 && !one.matches(".talk-row > a")).map((one) => `${one.className} ${one.textContent.slice(0, 20)} ${one.getBoundingClientRect().height}`));
  await open({ ...lead, context }, "#/one-on-one", async ({ page }) => {
    await page.locator(".talk-row").first().waitFor();
    assert.deepEqual(await small(page), []);
  });
  await open({ ...lead, context }, of("rep-004"), async ({ page }) => {
    await page.locator(".talk-body").waitFor();
    await adding(page);
    assert.deepEqual(await small(page), []);
  });
});

const pages = (bytes) => bytes.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
// [pages of the PDF, how far the first page's content reaches beyond it, what is cut or hidden]
async function paper(page) {
  await page.locator(".talk-paper").waitFor({ state: "attached" });
  // The width between the margins of A4.
  await page.setViewportSize({ width: 680, height: 1000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const found = await page.evaluate(() => {
    const first = document.querySelector(".talk-paper");
    const cut = [...document.querySelectorAll(".talk-paper *, .talk-appendix *")].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible").map((one) => one.className);
    const beyond = [...document.querySelectorAll(".talk-paper *, .talk-appendix *")].filter((one) => one.getBoundingClientRect().right > 681 && !one.closest("svg")).map((one) => one.tagName);
    return { over: Math.max(0, first.scrollHeight - first.clientHeight), cut, beyond };
  });
  return { ...found, pages: pages(await page.pdf({ preferCSSPageSize: true })) };
}

for (const language of ["zh", "en"]) {
  test(`a normal week is one page of A4, empty boxes to write in by hand, no private note: ${language}`, async () => {
    const fill = (world) => {
      world.talkNotes = [{ id: "01939000-0000-7000-8000-000000000001", person: "rep-004", by: "rep-025", text: "私下记的", made_at: world.now(), shown_at: null }];
    };
    await open({ ...lead, prefs: { language } }, of("rep-004"), async ({ page }) => {
      assert.equal(await page.locator(".talk-paper").isVisible(), false);
      assert.deepEqual(await paper(page), { pages: 1, over: 0, cut: [], beyond: [] });
      const text = await page.locator(".talk-paper").textContent();
      assert.match(text, language === "zh" ? /小组中位.*两件做得好的.*上次说好的.*下周的小目标.*本人不同意处.*约定.*本人主管日期/s : /Group median.*Two things done well.*Agreed last time.*Signatures|Agreements.*The personThe leadDate/s);
      assert.equal(await page.locator(".paper-write").count(), 5);
      assert.equal(await page.locator(".paper-write p").first().evaluate((one) => getComputedStyle(one).borderTopStyle), "dashed");
      for (const hidden of [".top", ".talk-screen", "button"]) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
      assert.doesNotMatch(await page.evaluate(() => document.querySelector(".print-only").textContent), /私下记的/);
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(255, 255, 255)");
    }, fill);
  });
}

for (const [name, text] of [["Chinese", "很长的一段话，".repeat(285)], ["words", "A rather long sentence with several words in it. ".repeat(41)], ["one word", "W".repeat(2000)], ["lines", "短\n".repeat(1000)]]) {
  test(`the fullest week with texts of 2000 characters: the first page stays a page, the rest is on the appendix: ${name}`, async () => {
    const full = text.slice(0, 2000);
    for (const [language, signed] of [["zh", true], ["en", false]]) {
      await open({ ...lead, hostileNames: true, prefs: { language } }, of("rep-004"), async ({ page }) => {
        const { pages: count, ...rest } = await paper(page);
        assert.deepEqual(rest, { over: 0, cut: [], beyond: [] }, language);
        assert.ok(count >= 2, String(count));
        const appendix = await page.locator(".talk-appendix").textContent();
        assert.match(appendix, language === "zh" ? /附页/ : /Appendix/);
        // Each of the six in full: three of them in one box.
        assert.equal(appendix.split(full.trimEnd()).length - 1, 6);
        assert.match(await page.locator(".talk-paper").textContent(), language === "zh" ? /…（附页）/ : /… \(appendix\)/);
      }, shape("fullest", whole(full, signed ? {} : { person_signed_at: null, lead_signed_at: null, lead_signed_by: null })));
    }
  });
}

test("new hire, no data, and a signed talk are one page each", async () => {
  for (const [name, fill] of [["new_hire"], ["no_data"], ["normal", (world) => signedTalk(world, "rep-004", week)]]) {
    await open(lead, of("rep-004"), async ({ page }) => {
      assert.deepEqual(await paper(page), { pages: 1, over: 0, cut: [], beyond: [] }, name);
      if (fill) assert.match(await page.locator(".talk-paper .paper-foot").textContent(), /华安然.*顾主管.*11月23日/s);
    }, shape(name, fill));
  }
});
