// SPDX-License-Identifier: Apache-2.0
// What stands around every view: signing in, the agent away, languages, themes, what is loaded, and who can use it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startFake } from "./fake/server.mjs";
import { accessibilityComplaints, launch, openPage } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("the first load is small: under 80 KB compressed, at most ten requests, nothing from elsewhere", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake }) => {
    // The figures and the day's work are two answers.
    const requests = new Set(fake.requests);
    assert.equal(fake.requests.filter((one) => one.includes("/work")).length, 1);
    assert.ok(requests.size <= 10, fake.requests.join("\n"));
    assert.ok(fake.bytes < 80 * 1024, `${fake.bytes} bytes`);
  });
});

test("without a token the page says how to open it and asks for nothing; a second tab that signs in wakes it", async () => {
  const fake = await startFake({});
  const page = await openPage(browser);
  try {
    await page.goto(fake.url);
    await page.getByRole("heading", { name: "请再打开一次" }).waitFor();
    assert.match(await page.locator("main").textContent(), /rigong open/);
    // The browser asks for the icon when it likes.
    const asked = () => fake.requests.filter((one) => !one.includes("favicon")).length;
    const before = asked();
    await page.waitForTimeout(1500);
    assert.equal(asked(), before);
    const second = await page.context().newPage();
    await second.goto(fake.open());
    await second.locator(".figure").first().waitFor();
    await page.locator(".figure").first().waitFor();
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
    await fake.close();
  }
});

test("a used code does not throw out whoever is signed in already; a revoked token leads to the calm page, once", async () => {
  await withPage(browser, { wait: ".figure", complaints: "allowed" }, async ({ fake, page }) => {
    await page.goto(`${fake.url}#code=used`);
    await page.reload();
    await page.locator(".figure").first().waitFor();
    fake.tokens.clear();
    fake.commit();
    await page.getByRole("heading", { name: "请再打开一次" }).waitFor();
    const asked = fake.requests.length;
    await page.waitForTimeout(1500);
    assert.equal(fake.requests.length, asked);
  });
});

test("while the agent is away the last state stays and says since when; it comes back by itself", async () => {
  await withPage(browser, { wait: ".figure", complaints: "allowed" }, async ({ fake, page }) => {
    const before = await page.locator(".figure-number").allTextContents();
    await fake.away();
    await page.getByText(/代理已离开，\d\d:\d\d 起；以下是最后的状态/).waitFor();
    assert.deepEqual(await page.locator(".figure-number").allTextContents(), before);
    await page.getByRole("button", { name: "满意度", exact: true }).click();
    await page.locator("#figure-satisfaction-detail").waitFor();
    // Nobody knows whether they still wait, so nothing goes on counting.
    const waits = await page.locator(".waits-longest").textContent();
    await page.waitForTimeout(2200);
    assert.equal(await page.locator(".waits-longest").textContent(), waits);
    fake.world.waitingCount = 7;
    await fake.back();
    await page.getByText("7 位在等").first().waitFor({ timeout: 20_000 });
    assert.equal(await page.locator(".away").count(), 0);
  });
});

test("a source that cannot be read is told on every page, since when, and not any more when it is there again", async () => {
  await withPage(browser, { wait: "main", role: "lead", member: "rep-025" }, async ({ fake, page, go }) => {
    fake.world.away = [
      { name: "官网客服", since: fake.world.now() - 80 * 60_000 },
      { name: "京东旗舰店", since: null },
      { name: "抖音", since: null },
    ];
    fake.commit();
    await page.getByText("官网客服 从 14:00 起读不到：那里谁在等先不显示，恢复后自动补上").waitFor();
    await page.getByText("京东旗舰店 读不到").waitFor();
    await page.getByText("另外 1 个也读不到").waitFor();
    assert.deepEqual(await accessibilityComplaints(page), []);
    await go("#/work?person=rep-001");
    await page.locator(".lines", { hasText: "官网客服" }).waitFor();
    await page.getByRole("link", { name: "看原因" }).click();
    await page.waitForFunction(() => location.hash.startsWith("#/accounts"));
    fake.world.away = [];
    fake.commit();
    await page.waitForFunction(() => !document.body.textContent.includes("读不到"));
  });
});

test("English and Chinese, light and dark, remembered", async () => {
  await withPage(browser, { wait: ".figure", context: { colorScheme: "light" } }, async ({ page }) => {
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await background();
    await page.getByRole("button", { name: "菜单与设置" }).click();
    await page.getByRole("menuitem", { name: "English" }).click();
    await page.getByRole("heading", { name: "Today", exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    // What the shop calls itself and its people, and what people wrote, stays; the page's own words are all English.
    const own = await page.evaluate(() => [...document.querySelectorAll("button, h2, h3, label:not(.tick), .figure-line, dt")].map((one) => one.textContent).join(" "));
    assert.doesNotMatch(own, /[\u4e00-\u9fff]/);
    await page.getByRole("button", { name: "Menu and settings" }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    const dark = await background();
    assert.notEqual(dark, light);
    await page.reload();
    await page.getByRole("heading", { name: "Today", exact: true }).waitFor();
    assert.equal(await background(), dark);
  });
});

test("the desk that belongs to nobody asks once whose it is, also among 500", async () => {
  await withPage(browser, { role: "unset", people: 500, wait: ".people-list" }, async ({ fake, page }) => {
    const wanted = fake.world.people[321];
    await page.getByRole("searchbox").fill(wanted.id);
    await page.locator(".people-list button").first().click();
    await page.locator(".figure, .empty, .figures").first().waitFor();
    assert.equal(fake.world.member, wanted.id);
    assert.equal((await page.locator(".who-name").textContent()).trim(), wanted.name);
  });
});

test("a lead who gives the desk to a rep, and back, is asked nothing that the new one may not see", async () => {
  await withPage(browser, { role: "lead", wait: ".team-table, .team" }, async ({ fake, page }) => {
    const give = async (pick) => {
      await page.getByRole("button", { name: "菜单与设置" }).click();
      await page.getByRole("menuitem", { name: /这是谁的桌面|谁的/ }).click();
      await pick(page.getByRole("dialog"));
    };
    const wanted = fake.world.people.find((one) => one.role === "rep");
    await give((dialog) => dialog.locator(".people-list button", { hasText: wanted.name }).first().click());
    await page.locator(".figure, .empty, .figures").first().waitFor();
    assert.equal((await page.locator(".who-name").textContent()).trim(), wanted.name);
  });
});

test("a program that has nothing but the demo offers no way out of it", async () => {
  for (const demoOnly of [true, false]) {
    await withPage(browser, { role: "lead", demo: true, demoOnly, wait: ".team-table, .team" }, async ({ page }) => {
      await page.getByRole("button", { name: "菜单与设置" }).click();
      await page.getByRole("menuitem", { name: "退出这个页面" }).waitFor();
      assert.equal(await page.getByRole("menuitem", { name: "退出演示" }).count(), demoOnly ? 0 : 1);
    });
  }
});

test("signing this page out takes its token away", async () => {
  await withPage(browser, { wait: ".figure" }, async ({ fake, page }) => {
    await page.getByRole("button", { name: "菜单与设置" }).click();
    await page.getByRole("menuitem", { name: "退出这个页面" }).click();
    await page.getByRole("heading", { name: "请再打开一次" }).waitFor();
    assert.equal(fake.tokens.size, 0);
    assert.equal(await page.evaluate(() => localStorage.getItem("rigong.token")), null);
  });
});

const looks = [
  ["panel", {}, "#/panel", ".figure"],
  ["panel, compact", { prefs: { form: "compact" } }, "#/panel", ".strip"],
  ["panel, delivered", { mode: "delivered" }, "#/panel", ".delivered"],
  ["panel, empty", { mode: "empty" }, "#/panel", ".empty"],
  ["turns", {}, "#/turns?pick=eligible", ".turn-table"],
  ["trend", {}, "#/trend?figure=slow_share", ".trend-plot canvas"],
  ["trend as a table", {}, "#/trend?as=table", ".trend-table"],
  ["1-on-1, the list", { role: "lead" }, "#/one-on-one", ".talk-list"],
  ["1-on-1, one's own", {}, "#/one-on-one", ".talk-body"],
  ["whose desk", { role: "unset" }, "#/", ".people-list"],
];
for (const [name, world, hash, wait] of looks) {
  test(`axe finds nothing wrong: ${name}; nothing sticks out at 320 px`, async () => {
    for (const [colorScheme, language, width] of [
      ["light", "zh", 320],
      ["dark", "en", 1280],
    ]) {
      await withPage(browser, { ...world, prefs: { ...world.prefs, language }, context: { colorScheme, viewport: { width, height: 800 } }, wait: "main" }, async ({ page, go }) => {
        await go(hash);
        await page.locator(wait).first().waitFor();
        for (const button of await page.locator(".figure-button").all()) if ((await button.getAttribute("id")) === "figure-slow_share") await button.click();
        assert.deepEqual(await accessibilityComplaints(page), [], `${colorScheme} ${language}`);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `wider than ${width}`);
      });
    }
  });
}

test("an agent with too much to do is asked again, and its figures come by themselves", async () => {
  await withPage(browser, { wait: ".figure", complaints: "allowed" }, async ({ fake, page }) => {
    const refused = new Set();
    fake.before = ({ where }) => {
      if (!["/session", "/panel"].includes(where) || refused.has(where)) return;
      refused.add(where);
      throw Object.assign(new Error("busy"), { status: 503, body: { kind: "busy", words: { zh: "程序正忙，请稍后再试。", en: "The program is busy; try again shortly." } } });
    };
    await page.reload();
    await page.getByText("程序正忙").waitFor();
    await page.locator(".figure").nth(4).waitFor();
    assert.equal(await page.locator(".problem").count(), 0);
    assert.equal(refused.size, 2);
    assert.deepEqual(page.complaints.filter((one) => !one.includes("503")), []);
  });
});
