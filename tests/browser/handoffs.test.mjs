// SPDX-License-Identifier: Apache-2.0
// The numbered series of hand-offs: entered, late, accepted, taken over, given, with a result, dropped with its number; the day's close.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { add, idOf } from "./fake/tasks.mjs";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, me, openRow, row, sent, taskCalled, today, yesterday } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(use, { hash = "#/handoffs", ...options } = {}) {
  await withPage(browser, options, async ({ fake, page, go }) => {
    listen(fake);
    await go(hash);
    await page.locator(".close-card").waitFor();
    await use({ fake, page, go });
  });
}
const numbers = (page, part) => page.locator(".task-part").nth(part).locator(".series-number").allTextContents();

test("the day's series by number, with its department, owner and state; a dropped one keeps its number, struck; open ones from before", async () => {
  await open(async ({ page, go }) => {
    assert.deepEqual(await numbers(page, 0), ["1125-1", "1125-2", "1125-3", "1125-4", "1125-5"]);
    assert.deepEqual(await numbers(page, 1), ["1122-3", "1123-3", "1124-3"]);
    assert.match(await page.locator(".view-head").textContent(), /共 5 件，未结 4 件/);
    assert.match(await row(page, "改地址 2 单，等结果").textContent(), /1125-1仓库.*林小满.*已改好.*有结果/s);
    await go(`#/handoffs?day=${yesterday}`);
    await page.getByRole("heading", { name: "昨日的对接" }).waitFor();
    assert.deepEqual(await numbers(page, 0), ["1124-1", "1124-2", "1124-3", "1124-4"]);
    const dropped = page.locator(".item-dropped");
    assert.match(await dropped.textContent(), /1124-4.*作废/s);
    assert.match(await dropped.locator(".item-title").evaluate((one) => getComputedStyle(one).textDecorationLine), /line-through/);
    assert.equal(await dropped.locator(".series-number").evaluate((one) => getComputedStyle(one).textDecorationLine), "none");
    assert.match(await page.locator(".task").nth(1).textContent(), /补单/);
  });
});

test("a new one takes the next number; for an earlier day the form says that it becomes 补单, and it does", async () => {
  await open(async ({ fake, page, go }) => {
    await page.keyboard.press("a");
    assert.equal(await page.evaluate(() => document.activeElement.list.options.length > 2), true);
    await page.getByRole("button", { name: "记下对接" }).click();
    await page.getByText("写上对接哪个部门。").waitFor();
    await page.getByLabel("对接部门").fill("仓库");
    await page.keyboard.press("Tab");
    await page.keyboard.type("少发一只袜子");
    await page.keyboard.press("Enter");
    await row(page, "少发一只袜子").getByText("1125-6").waitFor();
    assert.equal(await page.getByLabel("对接部门").inputValue(), "");
    await page.getByLabel("对接部门").fill("快递");
    await page.getByLabel("什么事").fill("昨天忘了记的");
    await page.getByLabel("哪一天").fill(yesterday);
    await page.getByText("记在 11月24日 周二，接在那天的号码后面，标为补单。").waitFor();
    await page.getByRole("button", { name: "记下对接" }).click();
    await page.getByText("已记到 11月24日 周二。").waitFor();
    await emptied(page);
    const late = taskCalled(fake, "昨天忘了记的");
    assert.deepEqual([late.number, late.late, late.from, late.owner], [5, true, yesterday, me]);
    await go(`#/handoffs?day=${yesterday}`);
    await row(page, "昨天忘了记的").getByText("补单").waitFor();
    assert.match(await row(page, "昨天忘了记的").textContent(), /1124-5/);
    assert.match(await page.locator(".close-text").textContent(), /1124-5（补单） 快递：昨天忘了记的/);
  });
});

test("accepted by the department, then its result, each in place; the close follows", async () => {
  await open(async ({ fake, page }) => {
    add(fake.world, { id: idOf(600), kind: "handoff", owner: me, title: "补发优惠券", department: "运营" });
    fake.commit();
    const item = await openRow(page, "补发优惠券");
    await item.getByRole("button", { name: "接单", exact: true }).click();
    await item.getByLabel("谁接了“补发优惠券”").fill("小吴");
    await page.keyboard.press("Enter");
    await item.locator(".task-about", { hasText: "小吴 接单" }).waitFor();
    assert.equal(await item.getByRole("button", { name: "接单", exact: true }).count(), 0);
    await item.getByRole("button", { name: "写结果" }).click();
    await item.getByLabel("“补发优惠券”的结果").fill("重开了");
    await page.keyboard.press("Enter");
    await item.getByText("有结果").waitFor();
    await emptied(page);
    assert.deepEqual(fake.commands.map(({ kind }) => kind), ["task.accept", "task.done"]);
    await page.waitForFunction(() => /有结果 2 件/.test(document.querySelector(".close-text").textContent));
  });
});

test("a colleague takes over what somebody else was asked first, and it is theirs from then on", async () => {
  await open(async ({ fake, page }) => {
    const theirs = page.locator(".task", { hasText: "1125-3" });
    const { id } = fake.world.tasks.find((task) => task.kind === "handoff" && task.group === "售前" && task.from === today && task.number === 3);
    assert.equal(await theirs.getByRole("checkbox").isDisabled(), true);
    await theirs.locator(".task-open").click();
    await theirs.getByRole("button", { name: "接过来" }).click();
    await page.getByText("已接过来，由你负责。").waitFor();
    await page.waitForFunction((task) => !document.querySelector(`[data-task="${task}"] input`).disabled, id);
    await emptied(page);
    assert.deepEqual(sent(fake, "task.give").map(({ task, person }) => [task, person]), [[id, me]]);
    assert.match(await theirs.textContent(), /首问/);
    assert.equal(await theirs.getByRole("button", { name: "转给" }).count(), 0);
  });
});

test("a lead sees every group, gives to somebody of it, and enters for a chosen owner", async () => {
  await open(
    async ({ fake, page }) => {
      await page.getByRole("tab", { name: "售后" }).click();
      await page.waitForFunction(() => location.hash.includes(encodeURIComponent("售后")));
      await page.waitForFunction(() => document.querySelector(".close-text").textContent.startsWith("售后"));
      const after = fake.world.people.filter((one) => one.group === "售后" && !one.left);
      await page.getByLabel("对接部门").fill("仓库");
      await page.getByLabel("什么事").fill("换一个颜色");
      await page.getByRole("button", { name: "记下对接" }).click();
      await page.getByText("选一位负责的人。").waitFor();
      await page.locator(".handoff-add select").selectOption(after[1].id);
      await page.getByRole("button", { name: "记下对接" }).click();
      const item = await openRow(page, "换一个颜色");
      await item.getByRole("button", { name: "转给" }).click();
      await item.locator(".item-form select").selectOption(after[2].id);
      await item.locator(".item-form").getByRole("button", { name: "转给" }).click();
      await emptied(page);
      assert.equal(taskCalled(fake, "换一个颜色").owner, after[2].id);
      assert.equal(taskCalled(fake, "换一个颜色").asked, after[1].id);
      assert.equal(taskCalled(fake, "换一个颜色").group, "售后");
    },
    { role: "lead" },
  );
});

test("the day's close is copied in the language of the page", async () => {
  for (const [language, name, begins] of [["zh", "复制", /^售前 对接日清 11-25：共 5 件/], ["en", "Copy", /^售前 hand-offs of 11-25: 5 in all/]]) {
    await open(
      async ({ page }) => {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await page.getByRole("button", { name, exact: true }).click();
        await page.getByText(language === "zh" ? "日清已复制。" : "The close is copied.").waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.match(copied, begins);
        assert.equal(copied, await page.locator(".close-text").textContent());
      },
      { prefs: { language } },
    );
  }
});

test("where the clipboard is refused the text is selected and says how to copy it", async () => {
  await open(async ({ page }) => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } });
      document.execCommand = () => false;
    });
    await page.getByRole("button", { name: "复制", exact: true }).click();
    await page.getByText("文字已选中，请按 Ctrl+C。").waitFor();
    assert.equal(await page.evaluate(() => getSelection().toString()), await page.locator(".close-text").textContent());
  });
});

test("what each department received, accepted, finished in time and left open", async () => {
  await open(async ({ fake, page }) => {
    const table = page.locator(".departments");
    assert.deepEqual(await table.locator("thead th").allTextContents(), ["对接部门", "收到", "接单", "有结果", "按时", "未结", "超时"]);
    const received = (await table.locator("tbody tr td:nth-child(2)").allTextContents()).map(Number);
    const all = fake.world.tasks.filter((one) => one.kind === "handoff" && one.group === "售前" && one.state !== "dropped");
    assert.equal(received.reduce((sum, n) => sum + n, 0), all.length);
  });
});

test("without a hand-off or without the right to a group it says so", async () => {
  await open(
    async ({ page }) => {
      assert.match(await page.locator(".task-part").first().textContent(), /今天还没有对接。在上面记下第一件/);
      assert.equal(await page.locator(".departments").count(), 0);
    },
    { work: "none" },
  );
  await withPage(browser, { complaints: "allowed" }, async ({ page, go }) => {
    await go("#/handoffs?group=x");
    await page.getByText("没有这个小组。").waitFor();
  });
});

test("an entry made while the agent is away has its place, without a number until it is confirmed", async () => {
  await withPage(browser, { complaints: "allowed" }, async ({ fake, page, go }) => {
    listen(fake);
    await go("#/handoffs");
    await page.locator(".close-card").waitFor();
    await fake.away();
    await page.getByLabel("对接部门").fill("仓库");
    await page.getByLabel("什么事").fill("断网时记的");
    await page.keyboard.press("Enter");
    const item = row(page, "断网时记的");
    await item.getByText("等待确认").waitFor();
    assert.equal(await item.locator(".series-number").textContent(), "—");
    await page.getByText("还有没送出的改动").waitFor();
    await fake.back();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await item.getByText("1125-6").waitFor();
    assert.equal(sent(fake, "task.make").length, 1);
  });
});
