// SPDX-License-Identifier: Apache-2.0
// Promised steps: ticked, chosen by proposals and in own words, and the grid of rep x step x day.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, me, sent, today, yesterday } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(use, { hash = "#/promises", wait = ".promises .card", ...options } = {}) {
  await withPage(browser, options, async ({ fake, page, go }) => {
    listen(fake);
    await go(hash);
    await page.locator(wait).first().waitFor();
    await use({ fake, page, go });
  });
}
const promisesOf = (fake, person = me) => fake.world.tasks.filter((task) => task.kind === "promise" && task.owner === person && task.state !== "dropped");

test("the grid: a tick where it was kept, blank where not, days off grey, today in a frame, the days in a row", async () => {
  await open(async ({ fake, page }) => {
    const rows = page.locator(".grid tbody tr");
    const promises = promisesOf(fake);
    assert.equal(await rows.count(), promises.length);
    const days = Array.from({ length: 14 }, (_, i) => new Date(Date.parse("2026-11-16") + i * 86_400_000).toISOString().slice(0, 10));
    for (const [i, promise] of promises.entries()) {
      const cells = await rows.nth(i).locator("td").evaluateAll((all) => all.map((one) => [one.textContent.includes("✓"), one.classList.contains("grid-off"), one.classList.contains("grid-today")]));
      assert.deepEqual(cells, days.map((day) => [promise.kept.includes(day), fake.world.off(me, day), day === today]));
    }
    assert.match(await rows.first().locator("th").textContent(), /每位客户都问一句使用场景.*连续 \d+ 天/);
    await page.keyboard.press("[");
    await page.getByText("11月2日 至 11月15日").waitFor();
    await page.keyboard.press("]");
    await page.getByText("11月16日 至 11月29日").waitFor();
  });
});

test("a tick on the panel shows at once, in the week's count as well, and the toast takes it back", async () => {
  await open(
    async ({ fake, page }) => {
      const card = page.locator(".card", { hasText: "今日三件小事" });
      const before = Number((await card.textContent()).match(/本周 (\d+) 天做到/)?.[1] ?? 0);
      for (const box of await card.getByRole("checkbox").all()) if (!(await box.isChecked())) await box.click();
      await card.getByText(`本周 ${before + 1} 天做到`).waitFor();
      await emptied(page);
      assert.equal(sent(fake, "promise.tick").length, 2);
      assert.ok(promisesOf(fake).every((one) => one.kept.includes(today)));
      await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
      await emptied(page);
      assert.deepEqual(sent(fake, "promise.tick").map(({ kept }) => kept), [true, true, false]);
      await page.waitForFunction((n) => (document.body.textContent.match(/本周 (\d+) 天做到/)?.[1] ?? "0") === String(n), before);
    },
    { hash: "#/panel", wait: ".todo-card" },
  );
});

test("a day that was forgotten is ticked on its own day, up to seven days back", async () => {
  await open(async ({ fake, page, go }) => {
    await page.getByRole("link", { name: "翻到昨日" }).click();
    const card = page.locator(".work .card", { hasText: "三件小事" });
    await card.waitFor();
    const open = promisesOf(fake).filter((one) => !one.kept.includes(yesterday));
    for (const box of await card.getByRole("checkbox").all()) if (!(await box.isChecked())) await box.click();
    await emptied(page);
    assert.equal(sent(fake, "promise.tick").filter(({ day, kept }) => day === yesterday && kept).length, open.length);
    await go("#/work?tab=promises&day=2026-11-17");
    await page.getByText("11月17日 周二").first().waitFor();
    await card.locator("input[type=checkbox]:disabled").first().waitFor();
  });
});

test("proposals come first with the numbers they come from; one to three are chosen, in own words, for a week or half a month", async () => {
  await open(
    async ({ fake, page }) => {
      const options = page.locator(".step-option");
      assert.match(await options.first().textContent(), /推荐.*最近 64 位询单客户里有 44 位没有付款/s);
      await page.getByRole("button", { name: "就这几件" }).click();
      await page.getByText("先选一件。").waitFor();
      await options.nth(0).getByRole("checkbox").click();
      await page.waitForFunction(() => document.activeElement.classList.contains("step-words"));
      await page.keyboard.press("Control+A");
      await page.keyboard.type("没买的都问一句为什么");
      await options.nth(2).getByRole("checkbox").click();
      const own = page.locator(".step-option", { hasText: "自己写一件" }).first();
      await own.getByRole("checkbox").click();
      assert.equal(await options.nth(3).getByRole("checkbox").isDisabled(), true);
      await page.getByRole("radio", { name: "半个月" }).click();
      await page.getByText("11月25日 至 12月9日").waitFor();
      await page.getByRole("button", { name: "就这几件" }).click();
      await page.getByText("给选中的每一件写上一句话。").waitFor();
      await own.getByRole("textbox").fill("下班前整理一遍");
      await page.getByRole("button", { name: "就这几件" }).click();
      await page.locator(".grid tbody tr").nth(2).waitFor();
      await emptied(page);
      assert.deepEqual(promisesOf(fake).map(({ step, title, from, until }) => [step, title, from, until]), [
        ["recommend", "没买的都问一句为什么", today, "2026-12-09"],
        ["needs", "每位客户都问一句使用场景", today, "2026-12-09"],
        ["", "下班前整理一遍", today, "2026-12-09"],
      ]);
      await page.locator(".promises .card").first().getByRole("checkbox").first().click();
      await emptied(page);
      assert.deepEqual(promisesOf(fake)[0].kept, [today]);
    },
    // A world without promises, but with proposals.
    { work: 3 },
  );
});

test("a new choice takes the place of what is running, and says so; offline it shows at once", async () => {
  await withPage(browser, { complaints: "allowed" }, async ({ fake, page, go }) => {
    listen(fake);
    await go("#/promises");
    await page.getByRole("button", { name: "换一批" }).click();
    await page.getByText("新选的会接替正在做的 3 件。").waitFor();
    await fake.away();
    await page.locator(".step-option", { hasText: "迎客" }).getByRole("checkbox").click();
    await page.getByRole("button", { name: "就这几件" }).click();
    const card = page.locator(".promises .card").first();
    await page.waitForFunction(() => document.querySelectorAll(".promises .card:first-of-type .tick").length === 1);
    assert.match(await card.textContent(), /先应一声再查资料.*等待确认/s);
    await card.getByRole("checkbox").click();
    await fake.back();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await emptied(page);
    const running = promisesOf(fake).filter((one) => one.until >= today);
    assert.deepEqual(running.map(({ title, kept }) => [title, kept]), [["先应一声再查资料", [today]]]);
  });
});

test("a lead sees the group's grid, and one person's from there; others' ticks are not the lead's", async () => {
  await open(
    async ({ fake, page, go }) => {
      const group = fake.world.people.filter((one) => one.group === "售前" && !one.left && one.role === "rep");
      assert.deepEqual((await page.locator(".grid-person").allTextContents()).map((one) => one.split(" · ")[0]), group.map(({ name }) => name));
      await go(`#/promises?person=${me}`);
      await page.getByRole("link", { name: "全组" }).waitFor();
      assert.equal(await page.locator(".promises .card").first().getByRole("checkbox").first().isDisabled(), true);
    },
    { role: "lead", wait: ".grid" },
  );
});

test("a lead adds, renames and hides steps and goes back to those built in; a rep is offered what is not hidden", async () => {
  await open(
    async ({ fake, page }) => {
      const card = page.locator(".steps-card");
      await card.getByRole("button", { name: "加一步" }).click();
      await card.getByRole("button", { name: "保存" }).click();
      await card.getByText("写上这一步叫什么。").waitFor();
      await card.getByLabel("中文").fill("报价核对");
      await page.keyboard.press("Enter");
      await card.locator(".item-title", { hasText: "报价核对" }).waitFor();
      await card.getByRole("button", { name: "“迎客”改名" }).click();
      await card.getByLabel("中文").fill("先打招呼");
      await card.getByLabel("英文（可不填）").fill("Say hello");
      await page.keyboard.press("Enter");
      await card.locator(".item-title", { hasText: "先打招呼" }).waitFor();
      await card.getByRole("button", { name: "收起“结束语”" }).click();
      await card.getByText("已收起 1 步").waitFor();
      assert.deepEqual(fake.world.steps.map(({ title, hidden }) => [title.zh, title.en, hidden]).filter(([zh]) => ["先打招呼", "结束语", "报价核对"].includes(zh)), [
        ["先打招呼", "Say hello", false],
        ["结束语", "Closing", true],
        ["报价核对", "报价核对", false],
      ]);
      // The same name twice is said, and what was typed stays.
      await card.getByRole("button", { name: "加一步" }).click();
      await card.getByLabel("中文").fill("推荐");
      await page.keyboard.press("Enter");
      await card.getByText("已经有同名的一步。").waitFor();
      assert.equal(await card.getByLabel("中文").inputValue(), "推荐");
      await page.keyboard.press("Escape");
      // What a rep is offered.
      const rep = fake.world.people.find((one) => one.group === "售前" && !one.left);
      Object.assign(fake.world, { role: "rep", member: rep.id });
      await page.reload();
      await page.getByRole("button", { name: "换一批" }).click();
      const offered = (await page.locator(".step-option b").allTextContents()).join();
      assert.match(offered, /先打招呼.*报价核对/s);
      assert.doesNotMatch(offered, /结束语/);
      assert.equal(await page.locator(".steps-card").count(), 0);
      await page.locator(".step-option", { hasText: "报价核对" }).getByRole("checkbox").check();
      assert.equal(await page.locator(".step-option", { hasText: "报价核对" }).locator(".step-words").inputValue(), "报价核对");
      Object.assign(fake.world, { role: "lead", member: null });
      await page.reload();
      await card.getByRole("button", { name: "恢复内置的步骤" }).click();
      await card.getByRole("button", { name: "恢复", exact: true }).click();
      await card.locator(".item-title", { hasText: "迎客" }).waitFor();
      await card.getByText("已收起 1 步").click();
      await card.getByRole("button", { name: "再显示“报价核对”" }).click();
      await page.waitForFunction(() => !document.querySelector(".catalogue-hidden"));
    },
    { role: "lead", wait: ".steps-card", complaints: "allowed" },
  );
});
