// SPDX-License-Identifier: Apache-2.0
// A day in three parts: what the panel puts first in the morning, the afternoon and the last hour; that it says why, can be fixed, and never
// moves under anybody's hands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { add, idOf } from "./fake/tasks.mjs";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, me } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// In the order in which they are read: a screen reader and a narrow window go by it.
const order = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".waits, .day-before, .step, .todo-card, .hard-card, .panel-work > .card:not(.todo-card), .figures")].map((one) => one.classList[1] ?? one.classList[0]),
  );
const part = (page) => page.locator(".panel").getAttribute("data-part");
const shows = (page, wanted, timeout) => page.locator(`.panel[data-part=${wanted}]`).waitFor(timeout ? { timeout } : {});
const opened = (world, use) => withPage(browser, { wait: ".todo-card", ...world }, use);
const turn = (fake, wanted) => {
  fake.world.part = wanted;
  fake.commit();
};
const read = async (fake, page) => {
  const before = fake.requests.filter((one) => one.includes("/work")).length;
  while (fake.requests.filter((one) => one.includes("/work")).length === before) await page.waitForTimeout(20);
  await page.waitForTimeout(150);
};

test("morning: who waits, yesterday's figures, then the small steps before today's figures, what was carried over with its history", async () => {
  await opened({ clock: "09:20" }, async ({ fake, page }) => {
    await page.locator(".day-before .num", { hasText: "%" }).first().waitFor();
    assert.deepEqual(await order(page), ["waits-soon", "day-before", "step", "todo-card", "card", "figures"]);
    const yesterday = page.locator(".day-before");
    assert.match(await yesterday.textContent(), /昨日 · (定稿|暂定).*满意度 ?[\d.]+%.*平响 ?[\d.]+.秒.*慢响应/s);
    const first = page.locator(".todo-card .item").first();
    assert.match(await first.textContent(), /给昨晚的售后单补一句说明.*顺延 3 天.*11月22日起/s);
    assert.match(await page.locator(".todo-card .item", { hasText: "新品尺码表复习" }).textContent(), /昨日顺延.*11月24日起/s);
    add(fake.world, { id: idOf(901), owner: me, title: "主管给的", from: "2026-11-23", made_by: fake.world.people[3].id, progress: "问了一半" });
    fake.commit();
    assert.match(await page.locator(".todo-card .item", { hasText: "主管给的" }).locator(".item-about").textContent(), new RegExp(`11月23日起，${fake.world.people[3].name} 给的 · 问了一半`));
    await yesterday.getByRole("link").click();
    await page.getByRole("heading", { name: "昨日", exact: true }).waitFor();
    assert.equal(await part(page), "none");
  });
});

test("afternoon: hand-offs and hard cases before the figures, major ones first, then the longest open; the rest of the to-dos after them", async () => {
  await opened({ clock: "14:20", major: true }, async ({ fake, page }) => {
    assert.deepEqual(await order(page), ["waits-soon", "step", "hard-card", "figures", "todo-card", "card"]);
    const hard = () => page.locator(".hard-card .item").allTextContents();
    const before = await hard();
    assert.match(before[0], /整车破损.*重大.*对方还没接单/s);
    assert.match(before[1], /给昨晚的售后单补一句说明/);
    assert.match(await page.locator(".hard-card").textContent(), /3 件没结/);
    assert.match(before[2], /1125-5.*老周 已接单/s);
    const easy = await page.locator(".todo-card .item").allTextContents();
    assert.ok(easy.length > 0 && easy.every((one) => !/对接|给昨晚/.test(one)), easy.join("|"));
    add(fake.world, { id: idOf(902), kind: "handoff", owner: me, title: "拖了五天的", department: "快递", from: "2026-11-20" });
    fake.commit();
    await page.locator(".hard-card .item", { hasText: "拖了五天的" }).waitFor();
    assert.match((await hard())[1], /拖了五天的.*顺延 5 天.*11月20日起 · 对方还没接单/s);
    // A result can be noted here, and the row stays in its place for as long as it can be taken back.
    const item = page.locator(".hard-card .item", { hasText: "拖了五天的" });
    await item.getByRole("checkbox").click();
    await item.getByLabel("的结果").fill("找到了");
    await page.keyboard.press("Enter");
    await emptied(page);
    await page.locator(".hard-card .item-done").waitFor();
    assert.match((await hard())[1], /拖了五天的/);
  });
  await opened({ clock: "14:20", work: "none" }, async ({ page }) => {
    assert.match(await page.locator(".hard-card").textContent(), /没有没结的对接，也没有拖着的事/);
  });
});

test("last hour: what is open without a word of it comes first, each with the way to say it", async () => {
  await opened({ clock: "17:20" }, async ({ fake, page }) => {
    const card = page.locator(".todo-last");
    assert.match(await card.textContent(), /今天还有 5 项没完成，明天自动顺延。 其中 5 项还没写进展或原因。/);
    const task = fake.world.tasks.find((one) => one.title === "给昨晚的售后单补一句说明");
    task.progress = "写了一半";
    fake.commit();
    await card.getByText("其中 4 项还没写进展或原因").waitFor();
    assert.match((await card.locator(".item").allTextContents()).pop(), /给昨晚的售后单/);
    const link = card.getByRole("link", { name: /^写一句：/ });
    assert.equal(await link.count(), 4);
    await link.first().click();
    await page.locator(".task-detail").waitFor();
    assert.match(await page.evaluate(() => location.hash), /^#\/work\?item=/);
  });
});

test("the hour that turns moves nothing while somebody writes in the chat, types here or has just touched the page", async () => {
  await opened({ clock: "09:20" }, async ({ fake, page }) => {
    await shows(page, "morning");
    // Somebody types here.
    const item = page.locator(".todo-card .item", { hasText: "1125-5" });
    await item.getByRole("checkbox").click();
    await page.keyboard.type("已改好");
    turn(fake, "afternoon");
    await read(fake, page);
    assert.equal(await part(page), "morning");
    assert.equal(await item.getByLabel("的结果").inputValue(), "已改好");
    // Since the last key twenty seconds have not gone by.
    await page.keyboard.press("Escape");
    const touched = Date.now();
    await page.waitForTimeout(2000);
    assert.equal(await part(page), "morning");
    // And in the chat.
    fake.world.quietUntil = fake.world.now() + 21_500;
    fake.commit();
    await page.waitForTimeout(19_000);
    assert.equal(await part(page), "morning");
    const focus = await page.evaluate(() => document.activeElement.type);
    await shows(page, "afternoon", 15_000);
    assert.ok(Date.now() - touched >= 20_000, `${Date.now() - touched} ms`);
    assert.equal(focus, "checkbox");
    assert.equal(await page.evaluate(() => document.activeElement !== document.body), true);
    assert.equal(await page.locator(".hour [role=status]").textContent(), "面板换成下午版面");
    assert.match(await page.locator(".hour-menu").textContent(), /下午版面 按时段/);
  });
});

test("it changes at once where one comes back to it", async () => {
  await opened({ clock: "09:20" }, async ({ fake, page, go }) => {
    await page.mouse.move(100, 300);
    turn(fake, "last_hour");
    await read(fake, page);
    assert.equal(await part(page), "morning");
    await go("#/work");
    await page.locator(".task").first().waitFor();
    await go("#/panel");
    await shows(page, "last_hour");
  });
});

test("the panel says which layout it has and why; a person can fix one by keyboard, it is remembered, and other days know nothing of it", async () => {
  await opened({ clock: "14:20" }, async ({ fake, page }) => {
    assert.equal(await page.locator(".hour-menu > button").getAttribute("aria-label"), "下午版面 按时段 · 面板先放什么");
    await page.keyboard.press("h");
    await page.locator("[role=menuitemradio][aria-checked=true]", { hasText: "按班次的时段" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await shows(page, "morning");
    assert.match(await page.locator(".hour-menu").textContent(), /上午版面 固定/);
    turn(fake, "last_hour");
    await page.reload();
    await shows(page, "morning");
    await page.keyboard.press("[");
    await page.getByRole("heading", { name: "昨日", exact: true }).waitFor();
    assert.equal(await part(page), "none");
    assert.equal(await page.locator(".hour-menu").count(), 0);
    await page.keyboard.press("t");
    await shows(page, "morning");
    await page.keyboard.press("h");
    await page.locator("[role=menu]").waitFor();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await shows(page, "last_hour");
  });
});

test("a shop without hours has the usual layout, and can have another", async () => {
  await opened({ clock: "14:20" }, async ({ fake, page }) => {
    turn(fake, "none");
    await page.reload();
    await shows(page, "none");
    assert.deepEqual(await order(page), ["waits-soon", "step", "figures", "todo-card", "card"]);
    assert.match(await page.locator(".hour-menu").textContent(), /平常版面/);
  });
});

test("another day has the plain layout before its list has come, so that nothing jumps when it does", async () => {
  await opened({ clock: "14:20" }, async ({ fake, page }) => {
    await shows(page, "afternoon");
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const asked = new Promise((resolve) => {
      fake.before = ({ where, url }) => {
        if (where !== "/work" || url.searchParams.get("day") !== "2026-11-24") return undefined;
        resolve();
        return held;
      };
    });
    await page.keyboard.press("[");
    await asked;
    await page.getByRole("heading", { name: "昨日", exact: true }).waitFor();
    assert.equal(await part(page), "none");
    release();
    await page.locator(".todo-card").waitFor();
    assert.equal(await part(page), "none");
  });
});
