// SPDX-License-Identifier: Apache-2.0
// 回访: booked with a hand-off's result or by hand, on the panel and in the list, reached, not settled, not reached and tried again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, openRow, row, sent } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(use, { hash = "#/work?tab=follow_ups", wait = ".task, .add-todo, .todo-card", ...options } = {}) {
  await withPage(browser, { followUps: true, ...options }, async ({ fake, page, go }) => {
    listen(fake);
    await go(hash);
    await page.locator(wait).first().waitFor();
    await use({ fake, page, go });
  });
}
const due = "物流三天没动，问在哪一站";
const kept = (fake) => fake.world.tasks.find((task) => task.kind === "follow_up" && task.title === due);
const dayMs = 86_400_000;

test("the list: how the month went, what is due today, what is booked for later", async () => {
  await open(async ({ page }) => {
    assert.match(await page.locator(".work").textContent(), /11月1日 起完成 1 \/ 1 · 1 位说还没解决/);
    assert.equal(await page.getByRole("tab", { name: "回访 1" }).getAttribute("aria-selected"), "true");
    assert.match(await row(page, due).textContent(), /没有接，晚点再试.*1 次没联系上/);
    assert.match(await page.getByRole("region", { name: "以后 1" }).textContent(), /电子发票抬头写错/);
    assert.match(await page.getByRole("region", { name: "已完成 1" }).textContent(), /少发一件配件还没解决 · 还没收到，再查一次/);
  });
});

test("on the panel it stands among the to-dos by its name, and a tap asks what came of it", async () => {
  await open(async ({ fake, page }) => {
    const item = page.locator(".todo-card .item", { hasText: due });
    assert.match(await item.textContent(), /回访：物流三天没动/);
    await item.getByRole("checkbox").click();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "已解决");
    await item.getByPlaceholder("客户怎么说，可以不写").fill("收到了");
    await item.getByRole("button", { name: "记下结果" }).click();
    await page.locator(".todo-card .item-done", { hasText: due }).waitFor();
    await emptied(page);
    const [act] = sent(fake, "task.follow_up");
    assert.deepEqual([act.outcome, act.words, act.again_at], ["settled", "收到了", null]);
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await emptied(page);
    await page.waitForFunction(() => document.querySelectorAll(".todo-card .item-done").length === 0);
    assert.equal(kept(fake).outcome, "none");
  }, { hash: "#/panel", wait: ".todo-card", clock: "09:20" });
});

test("not settled says what is missing; not reached says when again, and both are in its history", async () => {
  await open(async ({ fake, page }) => {
    const found = await openRow(page, due);
    await found.getByRole("button", { name: "写回访结果" }).click();
    await found.getByRole("radio", { name: "没联系上" }).click();
    await found.getByLabel("几点").fill("");
    await found.getByRole("button", { name: "记下结果" }).click();
    assert.match(await found.getByRole("alert").textContent(), /请选一个以后的时间/);
    await found.getByLabel("哪天").fill("2026-11-26");
    await found.getByLabel("几点").fill("10:30");
    await found.getByRole("button", { name: "记下结果" }).click();
    await page.getByText("11月26日 10:30 再联系。").waitFor();
    await emptied(page);
    await page.getByRole("region", { name: "以后 2" }).waitFor();
    const [again] = sent(fake, "task.follow_up");
    assert.equal(new Date(again.again_at).toISOString(), "2026-11-26T02:30:00.000Z");
    assert.equal(kept(fake).tries, 2);

    // Opened as it was, in its new place.
    await row(page, due).getByRole("button", { name: "写回访结果" }).click();
    await row(page, due).getByRole("radio", { name: "还没解决" }).click();
    await row(page, due).getByRole("button", { name: "记下结果" }).click();
    assert.match(await row(page, due).getByRole("alert").textContent(), /写一句还差什么/);
    await row(page, due).getByPlaceholder("还差什么").fill("还在中转站");
    await page.keyboard.press("Enter");
    await emptied(page);
    assert.equal(kept(fake).outcome, "unsettled");
    assert.deepEqual(kept(fake).events.map(({ what }) => what), ["made", "not_reached", "done"]);
  });
});

test("booked by hand: whom and when, nothing of the past, and at once in the list of later ones", async () => {
  await open(async ({ fake, page }) => {
    await page.getByText("没有要回访的。").waitFor();
    await page.getByRole("button", { name: "约好" }).click();
    await page.getByText("先写上要回访什么。").waitFor();
    await page.getByPlaceholder("要回访谁、什么事").fill("预售的客户，问颜色");
    await page.getByLabel("哪天").fill("2026-11-25");
    await page.getByLabel("几点").fill("08:00");
    await page.getByRole("button", { name: "约好" }).click();
    await page.getByText("请选一个以后的时间。").waitFor();
    await page.getByLabel("哪天").fill("2026-11-27");
    await page.getByRole("button", { name: "约好" }).click();
    await page.getByRole("region", { name: "以后 1" }).waitFor();
    await emptied(page);
    const [made] = sent(fake, "task.make");
    assert.deepEqual([made.task_kind, made.from, new Date(made.due_at).toISOString()], ["follow_up", "2026-11-27", "2026-11-27T00:00:00.000Z"]);
  }, { followUps: false, work: "none" });
});

test("a hand-off that gets its result books the follow-up of tomorrow, unless it is unticked; taking the result back takes it along", async () => {
  await open(async ({ fake, page }) => {
    const item = () => page.locator(".todo-card .item", { hasText: "1125-5" });
    await item().getByRole("checkbox").click();
    await item().getByLabel("的结果").fill("已改好");
    assert.equal(await item().getByRole("checkbox", { name: "约好回访" }).isChecked(), true);
    await page.keyboard.press("Enter");
    await page.locator(".item-done", { hasText: "1125-5" }).waitFor();
    await emptied(page);
    const [done] = sent(fake, "task.done");
    assert.ok(Math.abs(done.follow_up_at - fake.world.now() - dayMs) < 10 * 60_000, String(done.follow_up_at - fake.world.now()));
    const made = fake.world.tasks.find((task) => task.kind === "follow_up");
    assert.equal(made.state, "open");
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await emptied(page);
    await page.waitForFunction(() => document.querySelectorAll(".todo-card .item-done").length === 0);
    assert.equal(made.state, "dropped");

    await item().getByRole("checkbox").click();
    await item().getByLabel("的结果").fill("已改好");
    await item().getByRole("checkbox", { name: "约好回访" }).click();
    await item().getByRole("button", { name: "记下结果" }).click();
    await emptied(page);
    assert.equal(sent(fake, "task.done")[1].follow_up_at, undefined);
  }, { followUps: false, hash: "#/panel", wait: ".todo-card", clock: "09:20" });
});

test("while the agent is away what came of it waits and is shown", async () => {
  await open(async ({ fake, page }) => {
    await fake.away();
    const found = await openRow(page, due);
    await found.getByRole("button", { name: "写回访结果" }).click();
    await found.getByRole("button", { name: "记下结果" }).click();
    await page.getByRole("region", { name: "已完成 2" }).waitFor();
    await fake.back();
    await emptied(page);
    assert.equal(kept(fake).outcome, "settled");
  }, { complaints: "allowed" });
});
