// SPDX-License-Identifier: Apache-2.0
// 记为待办: from a turn, a figure and a hand-off, two taps each, with the way back to where it came from; by keyboard as well.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { looksRight, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, me, openRow, queue, row, sent, taskCalled, today, yesterday } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const open = (hash, ready, use, options = {}) =>
  withPage(browser, { wait: "main", ...options }, async (all) => {
    listen(all.fake);
    await all.go(hash);
    await all.page.locator(ready).first().waitFor();
    await use(all);
  });

test("a turn: two taps make the to-do with its title; the toast takes it back; the to-do leads to the turn", async () => {
  await open(`#/turns?pick=slow&from=${yesterday}`, ".turn-table", async ({ fake, page, go }) => {
    const second = page.locator(".turn-note-button").nth(1);
    const begun = (await page.locator(".turn-table tbody tr").nth(1).locator("td").first().textContent()).trim();
    await second.click();
    const title = `复盘 ${begun.slice(0, 5)} 慢响应`;
    const form = page.locator(".note-form");
    assert.equal(await form.getByLabel("待办").inputValue(), title);
    await looksRight(page, "turn");
    // The button has the focus: one more press keeps it.
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "记下");
    await page.keyboard.press("Enter");
    await emptied(page);
    const [made] = sent(fake, "task.make");
    assert.deepEqual({ person: made.person, title: made.title, from: made.from, task_kind: made.task_kind, due_at: made.due_at, link: { ...made.link, ref: "" } }, { person: me, title, from: today, task_kind: "todo", due_at: null, link: { kind: "turn", ref: "", day: yesterday } });
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await emptied(page);
    assert.equal(sent(fake, "task.drop").length + Number(taskCalled(fake, title) === undefined), 1);
    await second.click();
    await page.getByRole("button", { name: "记下" }).click();
    await said(page, "已记为待办。");
    await emptied(page);
    await go("#/work");
    await row(page, title).waitFor();
    const open = page.locator(".task", { has: page.locator(".item-title", { hasText: title }) }).filter({ hasNot: page.locator(".item-dropped") }).first();
    await open.getByRole("link", { name: "来自：一轮对话，11月24日" }).click();
    await page.locator(".turn-marked").waitFor();
    assert.equal((await page.locator(".turn-marked td").first().textContent()).trim(), begun);
    assert.equal(await page.locator(".turn-marked").count(), 1);
    await page.waitForFunction(() => document.activeElement?.closest(".turn-marked") !== null);
    await looksRight(page, "marked");
  });
});

test("a turn that stands on a later page is found; one that is gone is said", async () => {
  await open("#/panel", ".figure", async ({ fake, page, go }) => {
    const turns = fake.world.turns(me, "2026-11-11");
    assert.ok(turns.length > 200);
    const late = turns[turns.length - 3];
    await go(`#/turns?from=2026-11-11&to=2026-11-11&turn=${encodeURIComponent(`${late.conversation} ${late.opened_at}`)}`);
    await page.locator(".turn-marked").waitFor();
    await go("#/turns?from=2026-11-24&to=2026-11-24&turn=nothing%201700000000000");
    await page.getByText("找不到要看的那一段").waitFor();
  });
});

test("a figure's detail, with another title, without a network; it waits and arrives once", async () => {
  await open("#/panel", ".figure", async ({ fake, page, go }) => {
    await page.locator("#figure-response_mean_ms").click();
    await page.getByRole("button", { name: "记为待办" }).click();
    const field = page.locator(".note-form").getByLabel("待办");
    assert.equal(await field.inputValue(), "看看平响（11月25日）");
    await field.fill(" ");
    await page.getByRole("button", { name: "记下" }).click();
    await page.getByText("先写上要做什么。").waitFor();
    await field.fill("把快捷短语理一遍");
    await fake.away();
    await page.getByRole("button", { name: "记下" }).click();
    await said(page, "已记为待办。");
    assert.equal((await queue(page)).length, 1);
    await fake.back();
    await emptied(page);
    assert.deepEqual(taskCalled(fake, "把快捷短语理一遍").link, { kind: "figure", ref: "response_mean_ms", day: today });
    await go("#/work");
    const item = await openRow(page, "把快捷短语理一遍");
    await item.getByRole("link", { name: "平响，11月25日", exact: true }).click();
    await page.locator(".trend-plot, .trend-table").first().waitFor();
    assert.match(await page.evaluate(() => location.hash), /figure=response_mean_ms/);
  }, { complaints: "allowed" });
});

test("a hand-off: followed up by one's own to-do that leads back to it under its own tab", async () => {
  await open("#/work?tab=handoffs", ".task", async ({ fake, page, go }) => {
    const item = await openRow(page, "改地址 2 单");
    await item.getByRole("button", { name: "记为待办" }).click();
    await looksRight(page, "hand-off");
    await page.keyboard.press("Enter");
    await emptied(page);
    const [made] = sent(fake, "task.make");
    assert.match(made.title, /^跟进对接 1125-5 仓库：改地址 2 单/);
    assert.equal(made.link.kind, "task");
    await go("#/work");
    await row(page, "跟进对接").getByRole("link", { name: "来自：另一项，11月25日" }).click();
    await page.locator("[role=tab][aria-selected=true]", { hasText: "对接" }).waitFor();
    await page.locator(`#task-${made.link.ref}`).waitFor();
  });
});

test("by keyboard: j to the turn, m, Enter; on the panel a figure's number, m, Enter; on a hand-off m", async () => {
  await open(`#/turns?pick=slow&from=${yesterday}`, ".turn-table", async ({ fake, page, go }) => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("m");
    await page.locator(".note-form").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.matches(".turn-note-button"));
    await page.keyboard.press("m");
    await page.waitForFunction(() => document.activeElement?.closest(".note-form"));
    await page.keyboard.press("Enter");
    await said(page, "已记为待办。");
    await go("#/panel");
    await page.locator(".figure").first().waitFor();
    await page.keyboard.press("3");
    await page.locator(".figure-note").waitFor();
    await page.keyboard.press("m");
    await page.waitForFunction(() => document.activeElement?.closest(".note-form"));
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches(".figure-note"));
    await go("#/handoffs");
    await page.locator(".task").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("m");
    await page.waitForFunction(() => document.activeElement?.closest(".note-form"));
    await page.keyboard.press("Enter");
    // What waits to be sent is kept a moment after the form is gone.
    for (let i = 0; i < 200 && sent(fake, "task.make").length < 3; i++) await page.waitForTimeout(50);
    await emptied(page);
    assert.deepEqual(sent(fake, "task.make").map(({ link }) => link.kind), ["turn", "figure", "task"]);
  });
});

test("a lead's goes to whose figures they are, and says so; a reader is offered nothing", async () => {
  await open(`#/turns?person=${me}&pick=slow&from=${yesterday}`, ".turn-table", async ({ fake, page }) => {
    await page.locator(".turn-note-button").first().click();
    assert.equal(await page.locator(".turn-note .contest-button").count(), 0);
    await page.getByRole("button", { name: "记下" }).click();
    await said(page, "已记为 林小满 的待办。");
    await emptied(page);
    assert.equal(sent(fake, "task.make")[0].person, me);
  }, { role: "lead" });
  await open(`#/turns?person=${me}&pick=slow&from=${yesterday}`, ".turn-table", async ({ page, go }) => {
    assert.equal(await page.locator(".turn-note-button").count(), 0);
    await go(`#/panel?person=${me}`);
    await page.locator("#figure-slow_share").click();
    await page.locator(".detail").waitFor();
    assert.equal(await page.locator(".figure-note, .contest-button").count(), 0);
  }, { role: "reader" });
});
