// SPDX-License-Identifier: Apache-2.0
// What is done while the agent is away, what it refuses, and what two people change at once: nothing typed is lost, nothing is done twice,
// nothing holds up the rest.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, me, openRow, queue, row, sent, taskCalled, today } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(use, { hash = "#/work", ...options } = {}) {
  await withPage(browser, { complaints: "allowed", ...options }, async ({ fake, page, go }) => {
    listen(fake);
    await go(hash);
    await page.locator(".task").first().waitFor();
    await use({ fake, page, go });
  });
}
const refusal = (zh, en = zh) => Object.assign(new Error(en), { status: 409, body: { kind: "refused", words: { zh, en } } });

test("with the agent away everything shows at once, marked; it is sent when the agent is back, in order and once", async () => {
  await open(async ({ fake, page }) => {
    await fake.away();
    await page.locator(".add-line").fill("断网时写的");
    await page.locator(".add-line").press("Enter");
    const made = row(page, "断网时写的");
    await made.getByText("等待确认").waitFor();
    await made.getByRole("checkbox").click();
    await page.getByRole("heading", { name: "已完成 2" }).waitFor();
    await row(page, "看两段同事的好会话").getByRole("checkbox").click();
    await page.getByRole("heading", { name: "已完成 3" }).waitFor();
    const kept = await queue(page);
    assert.deepEqual(kept.map(({ body }) => body.kind), ["task.make", "task.done", "task.done"]);
    for (const { id } of kept) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(kept[1].body.task, kept[0].id);
    await fake.back();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await emptied(page);
    assert.deepEqual(fake.commands.map(({ id }) => id), kept.map(({ id }) => id));
    assert.equal(taskCalled(fake, "断网时写的").state, "done");
    await page.waitForFunction(() => !document.querySelector(".tag-waits"));
    await page.getByRole("heading", { name: "已完成 3" }).waitFor();
  });
});

test("what was taken back before it was sent is never sent", async () => {
  await open(async ({ fake, page }) => {
    await fake.away();
    await page.waitForTimeout(100);
    // The first tick is tried and fails, so the agent may know of it; what follows has not been tried.
    await row(page, "整理快捷短语里的旧活动").getByRole("checkbox").click();
    await row(page, "看两段同事的好会话").getByRole("checkbox").click();
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await page.getByRole("heading", { name: "已完成 2" }).waitFor();
    assert.equal((await queue(page)).length, 1);
    await fake.back();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await emptied(page);
    assert.deepEqual(fake.commands.map(({ kind }) => kind), ["task.done"]);
  });
});

test("queued acts survive a closed tab and show when the page is opened again", async () => {
  await open(async ({ fake, page }) => {
    await fake.away();
    await row(page, "看两段同事的好会话").getByRole("checkbox").click();
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 1);
    await page.goto("about:blank");
    let release = () => {};
    const held = new Promise((done) => (release = done));
    fake.before = async ({ where, body }) => {
      if (where !== "/commands") return;
      fake.commands.push(body);
      await held;
    };
    await fake.back();
    await page.goto(`${fake.url}#/work`);
    await row(page, "看两段同事的好会话").getByText("等待确认").waitFor();
    assert.equal(await row(page, "看两段同事的好会话").getByRole("checkbox").isChecked(), true);
    release();
    await emptied(page);
    assert.equal(taskCalled(fake, "看两段同事的好会话").state, "done");
    assert.equal(sent(fake, "task.done").length, 1);
  });
});

test("an answer that is lost is asked for again with the same id, and nothing happens twice", async () => {
  await open(async ({ fake, page }) => {
    let lost = 0;
    await page.route("**/api/v1/commands", async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort("connectionreset");
    });
    await page.locator(".add-line").fill("只加一次");
    await page.locator(".add-line").press("Enter");
    await emptied(page);
    assert.equal(fake.commands.length, 2);
    assert.equal(fake.commands[0].id, fake.commands[1].id);
    assert.equal(fake.world.tasks.filter(({ title }) => title === "只加一次").length, 1);
    await page.waitForFunction(() => [...document.querySelectorAll(".item-title")].filter((one) => one.textContent === "只加一次").length === 1);
  });
});

test("what is refused is parked with its sentence; the others go on; it can be edited, tried again and given up", async () => {
  await open(async ({ fake, page }) => {
    const before = fake.before;
    fake.before = (request) => {
      before(request);
      if (request.where === "/commands" && request.body.title === "不收的一项") throw refusal("今天先别加。", "Not today.");
    };
    await page.locator(".add-line").fill("不收的一项");
    await page.locator(".add-line").press("Enter");
    const box = page.locator(".refusals");
    await box.waitFor();
    assert.match(await box.textContent(), /加上“不收的一项”.*今天先别加。/s);
    assert.equal(await row(page, "不收的一项").count(), 0);
    assert.deepEqual(await accessibilityComplaints(page), []);
    await page.locator(".add-line").fill("另一项");
    await page.locator(".add-line").press("Enter");
    await row(page, "另一项").waitFor();
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox")).length === 1);
    assert.equal(taskCalled(fake, "另一项").state, "open");
    // It is still there after a reload, and on the panel.
    await page.reload();
    await page.locator(".refusals").waitFor();
    await page.evaluate(() => (location.hash = "#/panel"));
    await page.getByText("有 1 项没有被接受").waitFor();
    await page.getByText("有 1 项没有被接受").click();
    const again = page.locator(".refusals");
    await again.getByRole("button", { name: "再试一次" }).click();
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox"))[0]?.refused !== null);
    const ids = sent(fake, "task.make").filter(({ title }) => title === "不收的一项").map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
    await page.locator(".refusals").getByRole("button", { name: "改一改" }).click();
    await page.waitForFunction(() => document.querySelector(".add-line")?.value === "不收的一项");
    assert.deepEqual(await queue(page), []);
    await page.locator(".add-line").fill("收的一项");
    await page.locator(".add-line").press("Enter");
    await emptied(page);
    assert.equal(taskCalled(fake, "收的一项").state, "open");
  });
});

test("what builds on something refused is parked with it, and goes with it when it is tried again", async () => {
  await open(async ({ fake, page }) => {
    let refuse = true;
    const before = fake.before;
    fake.before = (request) => {
      before(request);
      if (request.where === "/commands" && request.body.kind === "task.make" && refuse) throw refusal("现在不行。");
    };
    await fake.away();
    await page.locator(".add-line").fill("连着的一项");
    await page.locator(".add-line").press("Enter");
    await row(page, "连着的一项").getByRole("checkbox").click();
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox")).length === 2);
    await fake.back();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox")).every((one) => one.refused));
    assert.equal(sent(fake, "task.done").length, 0);
    refuse = false;
    await page.locator(".refusals").getByRole("button", { name: "再试一次" }).first().click();
    await emptied(page);
    assert.equal(taskCalled(fake, "连着的一项").state, "done");
  });
});

test("two change the same item: what was typed stays, the item is read again, it says so, and the second save goes through", async () => {
  await open(async ({ fake, page }) => {
    const title = "整理快捷短语里的旧活动";
    const item = await openRow(page, title);
    await item.getByRole("button", { name: "改", exact: true }).click();
    await item.getByLabel(`改“${title}”`).fill("我改的说法");
    const task = taskCalled(fake, title);
    task.title = "主管改的说法";
    task.version += 1;
    task.events.push({ number: task.version, what: "changed", at: fake.world.now(), by: "", text: title, to: null, day: today });
    fake.commit();
    const now = page.locator(`[data-task="${task.id}"]`);
    await now.locator(".item-title", { hasText: "主管改的说法" }).waitFor();
    // The form is still open with what was typed, and still means the version it was opened on.
    assert.equal(await now.locator(".item-form input").first().inputValue(), "我改的说法");
    await now.getByRole("button", { name: "保存" }).click();
    await now.locator(".task-conflict").waitFor();
    assert.match(await now.locator(".task-conflict").textContent(), /别人也改了这一项.*现在的内容：主管改的说法/s);
    assert.equal(await now.locator(".item-form input").first().inputValue(), "我改的说法");
    assert.equal(task.title, "主管改的说法");
    assert.deepEqual(await accessibilityComplaints(page), []);
    // It survives a reload as well.
    await page.reload();
    await page.locator(".refusals").getByRole("button", { name: "看这一项" }).click();
    assert.equal(await now.locator(".item-form input").first().inputValue(), "我改的说法");
    await now.getByRole("button", { name: "保存" }).click();
    await emptied(page);
    assert.equal(task.title, "我改的说法");
    await page.waitForFunction(() => !document.querySelector(".task-conflict, .refusals"));
  });
});

test("half-typed words outlive new data, another view and a reload", async () => {
  await open(async ({ fake, page, go }) => {
    await page.locator(".add-line").fill("写到一半");
    const item = await openRow(page, "看两段同事的好会话");
    await item.getByRole("button", { name: "进展" }).click();
    await item.locator("textarea").fill("看了第一");
    fake.commit();
    await page.waitForTimeout(300);
    assert.equal(await item.locator("textarea").inputValue(), "看了第一");
    await go("#/handoffs");
    await page.locator(".close-card").waitFor();
    await go("#/work");
    await page.waitForFunction(() => document.querySelector(".add-line")?.value === "写到一半");
    await page.reload();
    await page.waitForFunction(() => document.querySelector(".add-line")?.value === "写到一半");
    const again = await openRow(page, "看两段同事的好会话");
    await again.getByRole("button", { name: "进展" }).click();
    assert.equal(await again.locator("textarea").inputValue(), "看了第一");
  });
});

test("sheets and to-dos share the outbox: one that is refused does not hold up the other", async () => {
  await open(async ({ fake, page, go }) => {
    const before = fake.before;
    fake.before = (request) => {
      before(request);
      if (request.where === "/commands" && request.body.kind === "sheet.save") throw refusal("这一天已经锁了。");
    };
    await go("#/sheet/today");
    await page.locator(".sheet-confirm").first().click();
    await page.getByText("没有被接受：这一天已经锁了。").waitFor();
    await go("#/work");
    await row(page, "看两段同事的好会话").getByRole("checkbox").click();
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox")).length === 1);
    assert.equal(taskCalled(fake, "看两段同事的好会话").state, "done");
    assert.equal(taskCalled(fake, "看两段同事的好会话").closed_by, me);
    assert.equal(await page.locator(".refusals").count(), 0);
  });
});

test("a day that was never read says so while the agent is away, and comes by itself", async () => {
  await open(async ({ fake, page }) => {
    await fake.away();
    await page.keyboard.press("[");
    await page.getByText("代理没有回应。").waitFor();
    assert.equal(await page.locator(".task").count(), 0);
    await page.keyboard.press("t");
    await row(page, "看两段同事的好会话").waitFor();
    await page.keyboard.press("[");
    await fake.back();
    await page.locator(".task").first().waitFor({ timeout: 30_000 });
    await page.getByText("这一天已经过去").waitFor();
  });
});

test("what somebody did waits while the page is another's, says so, and is sent as theirs when they are back", async () => {
  await open(async ({ fake, page }) => {
    let busy = true;
    const before = fake.before;
    fake.before = (request) => {
      before?.(request);
      if (busy && request.where === "/commands") throw Object.assign(new Error("busy"), { status: 503, body: { kind: "busy", words: { zh: "正忙", en: "busy" } } });
    };
    await page.locator(".add-line").fill("我写的，别算在别人头上");
    await page.locator(".add-line").press("Enter");
    await row(page, "我写的，别算在别人头上").getByText("等待确认").waitFor();
    const mine = fake.world.member;
    fake.world.member = "rep-005";
    await page.reload();
    await page.getByText(/有 1 条是 .+ 写的，页面换回 .+ 时再发送/).waitFor();
    busy = false;
    const tried = sent(fake, "task.make").length;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForTimeout(500);
    assert.equal(sent(fake, "task.make").length, tried);
    assert.equal((await queue(page)).length, 1);
    fake.world.member = mine;
    await page.reload();
    await emptied(page);
    assert.equal(sent(fake, "task.make").length, tried + 1);
    assert.equal(taskCalled(fake, "我写的，别算在别人头上").owner, mine);
  });
});
