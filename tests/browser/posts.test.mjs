// SPDX-License-Identifier: Apache-2.0
// What goes to the team's groups: what was sent and what became of it, what nobody knows the end of, exactly what would go out, and sending it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { post, robots, target, words } from "./fake/posts.mjs";
import { launch } from "./support/browser.mjs";
import { refuseOnce, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";
import { listen, sent } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const wide = { viewport: { width: 1280, height: 900 } };
const open = ({ world, ...options }, use, hash = "#/posts", ready = ".post-preview .post-shown, .post-setup") =>
  withPage(browser, { role: "lead", wait: "main", context: wide, ...options }, async (all) => {
    world?.(all.fake.world);
    all.fake.commit();
    await all.go(hash);
    await all.page.locator(ready).first().waitFor();
    listen(all.fake);
    await use(all);
  });
const row = (page, text) => page.locator(".post-row[data-post]", { hasText: text }).first();
const state = (page, text) => row(page, text).locator(".post-state").textContent();
const hash = (page) => page.evaluate(() => location.hash);
const settled = (page) => page.waitForFunction(() => document.querySelector(".post-shown") && !document.querySelector(".view-busy"));
const nowButton = (page) => page.locator(".post-preview").getByRole("button", { name: "现在发", exact: true });

test("what was sent stands by report, target and what became of it, newest first, and each state has its one way on", async () => {
  const world = (all) => {
    all.posts = [
      post(all, { day: "2026-11-24" }, { state: "planned", tries: 2, tried_at: all.now(), due_at: all.now() + 3_600_000, words: words.busy }),
      post(all, { day: "2026-11-23" }, { made_by: { id: "rep-025", name: "陈立" } }),
      post(all, { day: "2026-11-22" }, { state: "failed", words: words.key, code: "93000" }),
      post(all, { day: "2026-11-21" }, { state: "expired", words: words.late }),
      post(all, { day: "2026-11-20" }, { state: "cancelled", words: words.back }),
      post(all, { day: "2026-11-19", target: "撤掉的群" }, { state: "failed", words: words.key }),
      ...[1, 2, 3].map((part) => post(all, { day: "2026-11-18", part }, { parts: 3, state: ["sent", "failed", "cancelled"][part - 1], words: words.key })),
    ];
  };
  await open({ world }, async ({ page }) => {
    assert.ok((await page.locator(".views a").allTextContents()).includes("群公示"));
    const rows = await page.locator(".post-row[data-post]").evaluateAll((all) => all.map((one) => [one.querySelector(".post-open").textContent, one.querySelector(".post-state").textContent.replace(/\d\d:\d\d/, "T"), [...one.querySelectorAll(".button")].map((each) => each.textContent).join()]));
    assert.deepEqual(rows, [
      ["售前日榜 11月24日 周二", "T 再试", "取消"],
      ["售前日榜 11月23日 周一", "11月24日 T 已发出", ""],
      ["售前日榜 11月22日 周日", "没有发出", "再发一次"],
      ["售前日榜 11月21日 周六", "过时没发", "再发一次"],
      ["售前日榜 11月20日 周五", "已取消", "再发一次"],
      ["售前日榜 11月19日 周四", "没有发出", ""],
      ["售前日榜 11月18日 周三", "没有发出", "再发一次"],
    ]);
    assert.match(await row(page, "11月22日").textContent(), /客服群 企业微信群机器人.*机器人已从群里移除/);
    assert.match(await row(page, "11月23日").textContent(), /陈立 手动发/);
    assert.match(await row(page, "11月19日").textContent(), /撤掉的群 已不在设置里/);
    assert.match(await row(page, "11月18日").textContent(), /第 2 条，共 3 条/);
    assert.equal(await page.locator(".doubt").count(), 0);
    // What it said, with the target's own code.
    await row(page, "11月22日").locator(".post-open").press("Enter");
    const dialog = page.getByRole("dialog", { name: "售前日榜 11月22日 周日" });
    assert.match(await dialog.textContent(), /没有发出.*由谁自动.*试过 1 次.*对方怎么说.*对方的代码93000.*字节，每条上限 4,096 字节.*客服日榜 2026-11-22/s);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "看内容：售前日榜 11月22日 周日");
  });
});

test("what nobody knows the end of stands first, with two choices and what each means; one is kept, the other asks once more", async () => {
  const world = (all) => {
    all.posts = [post(all, { day: "2026-11-24" }), post(all, { day: "2026-11-23", group: "售后" }, { state: "unknown", words: words.silent }), post(all, { day: "2026-11-22", group: "电话" }, { state: "unknown", words: words.silent })];
  };
  await open({ world }, async ({ fake, page }) => {
    const doubt = page.locator(".doubt");
    assert.ok((await doubt.boundingBox()).y < (await page.locator(".post-card").boundingBox()).y);
    assert.match(await doubt.textContent(), /请到群里看一眼.*免得发两遍.*售后日榜.*电话日榜.*记为已发出，不再发。.*群里确实没有时才选/s);
    await doubt.getByRole("button", { name: /售后日榜.*：已经在群里看到了/ }).click();
    await said(page, "记下了：已发出。");
    await page.waitForFunction(() => document.querySelectorAll(".doubt-list > li").length === 1);
    assert.match(await state(page, "售后日榜"), /已发出/);
    // Nothing goes out by one press.
    await doubt.getByRole("button", { name: /电话日榜.*：没有看到，再发一次/ }).click();
    const dialog = page.getByRole("dialog", { name: "再发一次？" });
    assert.match(await dialog.textContent(), /电话日榜 11月22日 周日 会再发到“客服群”.*看到两遍/);
    await dialog.getByRole("button", { name: "先不发" }).click();
    assert.equal(sent(fake, "post.again").length, 0);
    await doubt.getByRole("button", { name: /没有看到，再发一次/ }).click();
    await dialog.getByRole("button", { name: "群里没有，再发" }).click();
    await said(page, "几秒内再发。");
    await row(page, "电话日榜").locator(".post-state.good").waitFor();
    assert.equal(await doubt.count(), 0);
    assert.deepEqual(sent(fake, "post.again").map((one) => one.post), [{ report: "ranking.day", group: "电话", day: "2026-11-22", target: "客服群", part: 1 }]);
  });
});

test("what is unknown of a group that is gone can only be kept as sent", async () => {
  await open({ complaints: "allowed", world: (all) => (all.posts = [post(all, { day: "2026-11-23", target: "撤掉的群" }, { state: "unknown", words: words.silent })]) }, async ({ fake, page }) => {
    const doubt = page.locator(".doubt");
    assert.deepEqual(await doubt.locator(".doubt-choices .button").allTextContents(), ["已经在群里看到了"]);
    assert.match(await doubt.locator(".doubt-choices").textContent(), /已不在设置里/);
    // A refusal is said there and nowhere else.
    refuseOnce(fake, "post.arrived", { zh: "这条消息的结果已经知道了。", en: "It is known already." });
    await doubt.getByRole("button").first().click();
    await doubt.locator(".problem", { hasText: "已经知道了" }).waitFor();
    assert.equal(await page.locator(".post-card .problem").count(), 0);
  });
});

test("what failed is sent again, what is planned is taken back with a way back, and the page follows what becomes of it", async () => {
  const world = (all) => {
    all.posts = [post(all, { day: "2026-11-24" }, { state: "planned", tries: 1, tried_at: all.now(), due_at: all.now() + 3_600_000, words: words.busy }), post(all, { day: "2026-11-23" }, { state: "failed", words: words.key })];
    all.robot = { after: 400 };
  };
  await open({ world, complaints: "allowed" }, async ({ fake, page }) => {
    await row(page, "11月23日").getByRole("button", { name: /^再发一次：/ }).click();
    await said(page, "几秒内再发。");
    await page.waitForFunction(() => document.querySelectorAll(".post-row[data-post]")[1].dataset.state === "sending");
    await row(page, "11月23日").locator(".post-state.good").waitFor();
    fake.world.robot = { after: 60_000 };
    await row(page, "11月24日").getByRole("button", { name: /^取消：/ }).click();
    await said(page, "已取消，没有发。撤销就是马上发出。");
    await row(page, "11月24日").getByText("已取消", { exact: true }).waitFor();
    await page.getByRole("button", { name: "撤销" }).click();
    await row(page, "11月24日").getByText("马上发", { exact: true }).waitFor();
    assert.deepEqual([sent(fake, "post.again").length, sent(fake, "post.cancel").length], [2, 1]);
    // What the agent refuses is said where it was pressed.
    refuseOnce(fake, "post.cancel", { zh: "已经在发了，不能取消。", en: "It is being sent." });
    await row(page, "11月24日").getByRole("button", { name: /^取消：/ }).click();
    await page.locator(".post-card .problem", { hasText: "已经在发了，不能取消。" }).waitFor();
  });
});

test("what would go out: of each target, group and period, in the target's form, as raw text, with its length and whom it names", async () => {
  const world = (all) => {
    all.targets = [target("wecom", "客服群"), target("slack", "support", { group: "售后" })];
    all.posts = [];
    all.unnamed = new Set();
  };
  await open({ world }, async ({ fake, page }) => {
    const card = page.locator(".post-preview");
    assert.match(await card.locator(".message-head").textContent(), /^客服日榜 2026-11-24 · 售前$/);
    const shown = await card.locator(".message-table").last().locator("tbody tr").evaluateAll((rows) => rows.map((one) => one.children[1].textContent));
    assert.equal(shown.length, 3);
    assert.match(await card.textContent(), new RegExp(`会具名综合前三：${shown.join("、")}`));
    const raw = card.locator("details", { hasText: "原文" });
    assert.ok(!(await raw.locator("pre").isVisible()));
    await raw.locator("summary").press("Enter");
    const text = await raw.locator("pre").textContent();
    assert.match(text, /^## 客服日榜.*\| ---: \|/s);
    assert.ok((await card.textContent()).includes(`1 条消息 · ${Buffer.byteLength(text).toLocaleString("en")} 字节，每条上限 4,096 字节`));
    // Somebody who does not want to be named is in no list, and counted among those left out.
    const first = (await page.evaluate(async () => (await (await fetch("/api/v1/ranking?group=售前", { headers: { Authorization: `Bearer ${localStorage.getItem("rigong.token")}` } })).json()).composite.places[0].person));
    fake.world.unnamed.add(first.id);
    fake.commit();
    await card.getByText("1 位不愿具名").waitFor();
    await page.waitForFunction((name) => ![...document.querySelectorAll(".post-facts dd")].some((one) => one.textContent.includes(name)), first.name);
    // Another target has its own form and its own group; the address keeps what is looked at.
    await card.getByLabel("发到").selectOption("support");
    await card.locator(".message-slack").waitFor();
    await settled(page);
    assert.equal(await card.getByLabel("小组").count(), 0);
    assert.match(await card.locator(".message-head").textContent(), /售后/);
    assert.match(await card.textContent(), /\d+ 字，[\d,]+ 字节，每条上限 12,000 字/);
    await card.getByRole("radio", { name: "周", exact: true }).click();
    await card.getByText("客服周榜").first().waitFor();
    assert.match(await hash(page), /target=support.*by=week/);
    await page.keyboard.press("[");
    await page.waitForFunction(() => location.hash.includes("day=2026-11-16"));
    await settled(page);
    await page.reload();
    await page.locator(".message-slack").waitFor();
    assert.match(await page.locator(".post-preview").textContent(), /11月16日至22日/);
    assert.ok(fake.requests.some((one) => one.includes("/post-preview?by=week&day=2026-11-16&group=") && one.includes("target=support")));
  });
});

test("several messages are each shown with their length", async () => {
  await open({ world: (all) => (all.parts = 3) }, async ({ page }) => {
    const card = page.locator(".post-preview");
    assert.equal(await card.locator(".message").count(), 3);
    assert.match(await card.textContent(), /共 3 条消息.*\(1\/3\).*第 1 条 · .*\(3\/3\).*第 3 条 · /s);
  });
});

test("every kind of robot has its own form: tables, a card, lines, code in letters of one width", async () => {
  const kinds = { wecom: ".message-table", feishu: ".message-table", mattermost: ".message-table", dingtalk: ".message-list", slack: ".message-code", "rocket-chat": ".message-code", mail: ".message-code", webhook: ".message-code" };
  assert.deepEqual(Object.keys(kinds).sort(), Object.keys(robots).sort());
  await open({ hostileNames: true, world: (all) => (all.targets = Object.keys(kinds).map((type) => target(type, type))) }, async ({ page }) => {
    for (const [type, form] of Object.entries(kinds)) {
      await page.locator(".post-preview").getByLabel("发到").selectOption(type);
      await page.locator(`.message-${type} ${form}`).first().waitFor();
      if (form === ".message-code") assert.match(await page.locator(`.message-${type} .message-code`).first().evaluate((one) => getComputedStyle(one).fontFamily), /mono/i);
    }
    assert.equal(await page.locator("main img, main script, main iframe").count(), 0);
  });
});

test("posting: named before, once, followed after, and not offered again", async () => {
  await open({ world: (all) => Object.assign(all, { posts: [], robot: { after: 300 } }) }, async ({ fake, page }) => {
    await nowButton(page).click();
    const dialog = page.getByRole("dialog", { name: "发到“客服群”？" });
    const text = await dialog.textContent();
    assert.match(text, /发什么售前日榜 11月24日 周二 · 1 条消息发到客服群 · 企业微信群机器人会具名综合前三：.*撤不回来/s);
    const named = /综合前三：(.*?)(进步最大|称号|发出后)/s.exec(text)[1].split("、");
    const preview = await page.locator(".post-preview .message").textContent();
    for (const name of named) assert.ok(preview.includes(name), name);
    await dialog.getByRole("button", { name: "先不发" }).click();
    assert.equal(sent(fake, "post.now").length, 0);
    await nowButton(page).click();
    await dialog.getByRole("button", { name: "发到“客服群”" }).dblclick();
    await said(page, "已排入发送。");
    const became = page.locator(".post-became");
    await became.getByText("正在发").waitFor();
    await became.getByText(/已发出/).waitFor();
    assert.doesNotMatch(await became.textContent(), /只发一次/);
    assert.equal(await nowButton(page).count(), 0);
    assert.equal(await page.locator(".post-row[data-post]").count(), 1);
    assert.deepEqual(sent(fake, "post.now").map(({ id: _id, ...rest }) => rest), [{ kind: "post.now", target: "客服群", group: "售前", by: "day", day: "2026-11-24" }]);
    await page.reload();
    await page.locator(".post-became").waitFor();
    assert.match(await page.locator(".post-became").textContent(), /这一榜发过或排过这个群了，每榜只发一次：.*已发出/);
  });
});

test("a refused post says why in its dialog; a failed one says what to do", async () => {
  await open({ complaints: "allowed", world: (all) => Object.assign(all, { posts: [], robot: { state: "failed", words: words.key, code: "93000" } }) }, async ({ fake, page }) => {
    refuseOnce(fake, "post.now", { zh: "这一期没有可以公布的。", en: "There is nothing to tell." });
    await nowButton(page).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "发到“客服群”" }).click();
    await dialog.locator(".problem", { hasText: "这一期没有可以公布的。" }).waitFor();
    await dialog.getByRole("button", { name: "发到“客服群”" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.locator(".post-became", { hasText: "没有发出" }).waitFor();
    assert.match(await page.locator(".post-became").textContent(), /请在群里重新添加机器人/);
    assert.equal(await row(page, "11月24日").getByRole("button", { name: /^再发一次：/ }).count(), 1);
  });
});

test("while the agent is away the last state stays, and nothing that was pressed is thought done", async () => {
  await open({ complaints: "allowed", world: (all) => Object.assign(all, { posts: [post(all, { day: "2026-11-23" })] }) }, async ({ fake, page }) => {
    await nowButton(page).click();
    await fake.away();
    await page.getByText(/代理已离开/).waitFor();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "发到“客服群”" }).click();
    await dialog.locator(".problem", { hasText: "还没有做" }).waitFor();
    assert.equal(await page.locator(".post-row[data-post]").count(), 1);
    assert.ok(await page.locator(".post-preview .message").isVisible());
    await fake.back();
    await page.waitForFunction(() => !document.querySelector(".away"), null, { timeout: 20_000 });
    await dialog.getByRole("button", { name: "发到“客服群”" }).click();
    await page.locator(".post-became", { hasText: "已发出" }).waitFor();
    assert.equal(new Set(sent(fake, "post.now").map(({ id }) => id)).size, 1);
    assert.equal(await page.locator(".post-row[data-post]").count(), 2);
  });
});

test("without a group: what to do for each kind, and the lines to copy", async () => {
  const context = { ...wide, permissions: ["clipboard-read", "clipboard-write"] };
  await open({ context, world: (all) => Object.assign(all, { targets: [], posts: [] }) }, async ({ fake, page }) => {
    await page.getByRole("heading", { name: "还没有设群" }).waitFor();
    assert.equal(await page.locator(".post-preview").count(), 0);
    assert.ok(!fake.requests.some((one) => one.includes("/post-preview")));
    await page.getByRole("radio", { name: "钉钉" }).click();
    await page.getByRole("button", { name: "复制" }).click();
    await said(page, "已复制。");
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^\[\[group\]\]\ntype = "dingtalk"\nname = "客服群"\nwebhook = "secret:file:dingtalk-group.webhook"\nsecret = "secret:file:dingtalk-group.secret"\n# group = /);
    assert.match(await page.locator(".post-setup").textContent(), /加签.*dingtalk-group.webhook：整个 Webhook 地址.*chmod 600.*rigong.toml 末尾.*--config.*重新起动日拱/s);
    await page.getByRole("radio", { name: "钉钉" }).focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
    assert.match(await page.locator(".post-setup pre").textContent(), /type = "dingtalk"/);
  });
});

test("with nothing sent yet it says when the first goes out; with nothing of late, that there was something before", async () => {
  await open({ world: (all) => (all.posts = []) }, async ({ page }) => {
    await page.getByRole("heading", { name: "还没有发过" }).waitFor();
    assert.match(await page.locator(".post-card").textContent(), /今天的时间过了：昨天的数据一到就补发。下一条是日榜，明天 09:13 左右自动发。要有数据、在岗满五人才发/);
  });
  await open({ clock: "08:00", world: (all) => (all.posts = []) }, async ({ page }) => {
    const text = await page.locator(".post-card").textContent();
    assert.match(text, /下一条是日榜，今天 09:13/);
    assert.doesNotMatch(text, /今天的时间过了/);
  });
  await open({ world: (all) => (all.posts = [post(all, { day: "2026-09-02" })]) }, async ({ page }) => {
    await page.getByRole("heading", { name: "这 30 天没有发过" }).waitFor();
    await page.getByRole("radio", { name: "90 天" }).click();
    await row(page, "9月2日").waitFor();
    assert.match(await hash(page), /days=90/);
  });
  await open({ world: (all) => Object.assign(all, { posts: [], targets: [target("wecom", "客服群", { daily: false, weekly: false, monthly: false })] }) }, async ({ page }) => {
    await page.getByText("这些群都不自动发；先看预览，再手动发。").waitFor();
  });
});

test("under five people nothing would go out, and there is nothing to press", async () => {
  await open({ people: 4, world: (all) => (all.posts = []) }, async ({ page }) => {
    assert.match(await page.locator(".post-nothing").textContent(), /不足五人/);
    assert.equal(await nowButton(page).count(), 0);
    assert.doesNotMatch(await page.locator(".post-preview").textContent(), /会具名/);
  });
});

test("who may only look sees all of it and why there are no buttons; a rep is told that there is no such page", async () => {
  const world = (all) => (all.posts = [post(all, { day: "2026-11-23" }, { state: "failed", words: words.key }), post(all, { day: "2026-11-22" }, { state: "unknown", words: words.silent })]);
  await open({ role: "reader", world }, async ({ page }) => {
    assert.ok((await page.locator(".views a").allTextContents()).includes("群公示"));
    assert.equal(await page.locator(".post-rows .button, .doubt .button, .post-send .button").count(), 0);
    assert.match(await page.locator(".doubt").textContent(), /您可以看，不能发/);
    assert.match(await page.locator(".post-preview").textContent(), /您可以看，不能发：.*由主管或这台电脑的主人/);
  });
  await open({ role: "rep", complaints: "allowed" }, async ({ page }) => {
    assert.ok(!(await page.locator(".views a").allTextContents()).includes("群公示"));
    assert.match(await page.locator("main .problem").textContent(), /没有这一页/);
  }, "#/posts", "main .problem");
});

test("by keyboard alone: to the view, through the periods, into the dialog and out, and sent", async () => {
  await open({ world: (all) => (all.posts = []) }, async ({ fake, page }) => {
    await page.locator(".team-table, .team").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await settled(page);
    await page.keyboard.press("[");
    await page.waitForFunction(() => location.hash.includes("day=2026-11-23"));
    await settled(page);
    await nowButton(page).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "现在发");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "发到“客服群”" }).press("Enter");
    await page.locator(".post-became", { hasText: "已发出" }).waitFor();
    assert.equal(sent(fake, "post.now")[0].day, "2026-11-23");
  }, "#/team", ".team-table, .team");
});

test("five hundred reports scroll within their card, and what would go out is not below them all", async () => {
  await open({ context: { viewport: { width: 360, height: 800 } }, world: (all) => (all.posts = Array.from({ length: 500 }, (_, i) => post(all, { day: "2026-11-24", group: `组${i}` }))) }, async ({ page }) => {
    assert.equal(await page.locator(".post-row[data-post]").count(), 500);
    assert.ok((await page.locator(".post-preview").boundingBox()).y < 900);
    await page.locator(".post-open").last().focus();
    assert.ok((await page.locator(".post-rows").evaluate((one) => one.scrollTop)) > 10_000);
  });
});
