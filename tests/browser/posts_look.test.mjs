// SPDX-License-Identifier: Apache-2.0
// The view of posts for everybody: axe in every look, nothing beyond the edge, long names, plain English, touch, zoom.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { post, robots, target, words } from "./fake/posts.mjs";
import { launch } from "./support/browser.mjs";
import { looksOf } from "./support/looks.mjs";
import { looksRight } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const long = "一个特别特别长的群名字用来看会不会把版面撑开 Wolfeschlegelsteinhausenbergerdorff";
const everyState = (world) => {
  world.targets = [target("wecom", "客服群"), target("feishu", long, { group: "售前", weekly: false, minute: 1080, rests: true })];
  const states = ["planned", "sending", "sent", "failed", "unknown", "expired", "cancelled"];
  world.posts = states.flatMap((state, i) => ["客服群", long].map((to) => post(world, { day: `2026-11-2${i % 5}`, target: to, report: i < 5 ? "ranking.day" : "ranking.week" }, { state, tries: 2, parts: 2, words: words.key, made_by: { id: "rep-025", name: "阿卜杜热合曼·买买提吐尔逊江·伊斯拉木" } })));
  world.unnamed = new Set(["rep-010", "rep-004"]);
};
const kind = (type) => (world) => Object.assign(world, { targets: [target(type, type)], posts: [], parts: 2 });
const raw = (page) => page.locator(".post-preview details summary").first().click();
const looks = [
  ["every state", { role: "lead", presales: true }, everyState, raw],
  ["every state, only looking", { role: "reader" }, everyState, null],
  ["no group", { role: "lead" }, (world) => Object.assign(world, { targets: [], posts: [] }), null],
  ["no group, mail", { role: "lead" }, (world) => Object.assign(world, { targets: [], posts: [] }), (page) => page.getByRole("radio", { name: /^(邮件|Mail)$/ }).click()],
  ["nothing sent, another group", { role: "lead" }, (world) => (world.posts = []), (page) => page.getByText(/^(再加一个群|Add a group)$/).click()],
  ["the question before it goes out", { role: "lead", hostileNames: true }, (world) => (world.posts = []), (page) => page.getByRole("button", { name: /^(现在发|Send now)$/ }).click()],
  ["what it said", { role: "lead" }, everyState, (page) => page.locator(".post-open").nth(3).click()],
  ["the question before it goes out again", { role: "lead" }, everyState, (page) => page.locator(".doubt-choices .button").nth(1).click()],
  ["under five people", { role: "lead", people: 4 }, (world) => (world.posts = []), null],
  ...Object.keys(robots).map((type) => [`as ${type} shows it`, { role: "lead", hostileNames: true, presales: true }, kind(type), raw]),
];
for (const [at, [name, options, world, act]] of looks.entries()) {
  test(`axe finds nothing wrong and nothing sticks out: ${name}`, async () => {
    for (const [colorScheme, language, width] of looksOf(at)) {
      await withPage(browser, { ...options, prefs: { language }, context: { colorScheme, viewport: { width, height: 900 } }, wait: "main" }, async ({ fake, page, go }) => {
        world(fake.world);
        fake.commit();
        await go("#/posts");
        await page.locator(".post-shown, .post-setup").first().waitFor();
        await act?.(page);
        await page.waitForTimeout(100);
        await looksRight(page, `${colorScheme} ${language} ${width}`);
        assert.equal(await page.locator("main img, main iframe").count(), 0);
        if (language === "en") {
          const own = await page.evaluate(() => [...document.querySelectorAll("main h1, main .card-head h2, .doubt h2, .empty h2, main dt, main label > span, main summary, .post-state, .post-rows .button, .post-heads, .post-send, .doubt > p, .doubt-means, .post-part > .faint, .post-nothing, .post-card .empty, .post-setup li > p, .post-setup li > b, .dialog-head h2 + *, .dialog .dim")].map((one) => one.textContent).join(" "));
          assert.doesNotMatch(own, /[\u4e00-\u9fff]/);
        }
      });
    }
  });
}

test("at twice the size nothing is cut off, and on a touch screen what is pressed is large enough", async () => {
  await withPage(browser, { role: "lead", context: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, wait: "main" }, async ({ fake, page, go }) => {
    everyState(fake.world);
    fake.commit();
    await go("#/posts");
    await page.locator(".post-shown").waitFor();
    await looksRight(page, "twice");
  });
  await withPage(browser, { role: "lead", context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } }, wait: "main" }, async ({ fake, page, go }) => {
    everyState(fake.world);
    fake.commit();
    await go("#/posts");
    await page.locator(".post-shown").waitFor();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("main .button, main .choice-option, main .post-open, main select, main summary")].filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5).map((one) => `${one.className} ${one.textContent.slice(0, 20)} ${one.getBoundingClientRect().height}`),
    );
    assert.deepEqual(small, []);
  });
});
