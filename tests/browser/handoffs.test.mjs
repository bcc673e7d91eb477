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

test("a major one is marked while it is entered; the rep's line says since when the lead knows", async () => {
  await open(async ({ fake, page }) => {
    await page.getByLabel("对接部门").fill("仓库");
    await page.getByLabel("什么事").fill("整车破损");
    await page.getByLabel("重大，马上告诉主管").check();
    await page.getByRole("button", { name: "记下对接" }).click();
    const item = await openRow(page, "整车破损");
    await item.locator(".item-tags").getByText("重大", { exact: true }).waitFor();
    await emptied(page);
    assert.equal(sent(fake, "task.make")[0].major, true);
    assert.equal(await page.getByLabel("重大，马上告诉主管").isChecked(), false);
    // A rep is not told of what is for the lead.
    assert.equal(await page.locator(".major-lines").count(), 0);
    await item.getByText("已告知主管").waitFor();
    Object.assign(taskCalled(fake, "整车破损"), { seen_by: fake.world.people.find((one) => one.role === "lead").id, seen_at: fake.world.now() });
    fake.commit();
    await item.locator(".item-tags").getByText(/^主管已知 15:\d\d$/).waitFor();
    // The mark is taken off in the form, and only what was changed is sent.
    await item.getByRole("button", { name: "改", exact: true }).click();
    await item.getByLabel("重大：主管马上会看到").uncheck();
    await item.getByRole("button", { name: "保存" }).click();
    await emptied(page);
    assert.equal(sent(fake, "task.change")[0].major, false);
    assert.equal(await item.locator(".tag-major").count(), 0);
  });
});

test("a lead is told of a major one at the head of whatever page is open, as soon as it is there, and says so once", async () => {
  await open(
    async ({ fake, page }) => {
      assert.equal(await page.locator(".major-lines").count(), 0);
      const session = () => fake.requests.filter((one) => one.startsWith("GET /api/v1/session")).length;
      const asked = session();
      const rep = fake.world.people.find((one) => one.group === "售后" && !one.left);
      add(fake.world, { id: idOf(700), kind: "handoff", owner: rep.id, title: "整车破损", department: "仓库", major: true });
      const begun = Date.now();
      fake.commit();
      const line = page.locator(".major-lines li");
      await line.waitFor();
      // With the change itself: the session is otherwise read once a minute, and one reading is enough.
      assert.ok(Date.now() - begun < 10_000, `${Date.now() - begun} ms`);
      assert.ok(session() - asked <= 1);
      assert.match(await line.textContent(), new RegExp(`重大对接.*1125-\\d+ 仓库 · 整车破损.*${rep.name} 负责`, "s"));
      const href = await line.getByRole("link").getAttribute("href");
      await line.getByRole("button", { name: /^知道了/ }).click();
      await page.waitForFunction(() => document.querySelector(".major-lines") === null);
      await emptied(page);
      assert.deepEqual(sent(fake, "task.seen").map(({ task }) => task), [idOf(700)]);
      assert.deepEqual(fake.world.tasks.find(({ id }) => id === idOf(700)).events.map(({ what }) => what), ["made", "seen"]);
      await page.goto(`${fake.url}${href}`);
      await row(page, "整车破损").locator(".task-detail").waitFor();
      await row(page, "整车破损").getByText("主管已知").waitFor();
    },
    { role: "lead" },
  );
});

test("a complaint: two hours for its cause, then a day for the answer, and whose turn it is stands on it", async () => {
  await open(async ({ fake, page }) => {
    await page.getByLabel("对接部门").fill("仓库");
    await page.getByLabel("什么事").fill("收到破损，要退一赔三");
    await page.getByLabel("投诉，2 小时内查明原因").check();
    await page.getByRole("button", { name: "记下对接" }).click();
    await emptied(page);
    assert.equal(sent(fake, "task.make")[0].complaint, true);
    const item = await openRow(page, "收到破损，要退一赔三");
    await item.locator(".item-tags").getByText("投诉", { exact: true }).waitFor();
    await item.locator(".item-tags").getByText(/^原因 还剩 1(19|20) 分$/).waitFor();
    await item.getByText(/原因最晚 \d\d:\d\d 查明，答复最晚 .*给客户；超时会告诉主管/).waitFor();
    assert.equal(await page.getByLabel("投诉，2 小时内查明原因").isChecked(), false);

    await item.getByRole("button", { name: "查明原因" }).click();
    await item.getByRole("button", { name: "保存" }).click();
    await item.getByText("写上是什么引起的。").waitFor();
    await item.getByLabel(/的投诉是什么引起的/).fill("打包没有放气泡膜");
    await item.getByRole("button", { name: "保存" }).click();
    await item.locator(".item-tags").getByText(/^答复 还剩 2[34] 小时$/).waitFor();
    await item.getByText("打包没有放气泡膜").first().waitFor();
    await emptied(page);
    assert.deepEqual(sent(fake, "task.found").map(({ words }) => words), ["打包没有放气泡膜"]);
    await item.getByRole("button", { name: "经过" }).click();
    await item.getByText("查明原因：打包没有放气泡膜").waitFor();
    // The mark is taken off in the form, and its times go with it.
    await item.getByRole("button", { name: "改", exact: true }).click();
    await item.getByLabel("投诉：2 小时内查明原因，24 小时内答复客户").uncheck();
    await item.getByRole("button", { name: "保存" }).click();
    await emptied(page);
    assert.equal(sent(fake, "task.change")[0].complaint, false);
    assert.equal(await item.locator(".item-tags").getByText("投诉", { exact: true }).count(), 0);
  });
});

test("a complaint that nobody knows the cause of after two hours comes to the head of the lead's page, and again where the answer is late", async () => {
  await open(
    async ({ fake, page }) => {
      const hour = 3_600_000;
      const rep = fake.world.people.find((one) => one.group === "售后" && !one.left);
      add(fake.world, { id: idOf(702), kind: "handoff", owner: rep.id, title: "要求退一赔三", department: "仓库", complaint: true, made_at: fake.world.now() - 1.5 * hour });
      fake.commit();
      await page.waitForTimeout(300);
      assert.equal(await page.locator(".major-lines").count(), 0);
      const task = fake.world.tasks.find(({ id }) => id === idOf(702));
      task.made_at = fake.world.now() - 2 * hour - 60_000;
      fake.commit();
      const line = page.locator(".major-lines li");
      await line.getByText("投诉超过 2 小时，原因未查明").waitFor();
      assert.match(await line.textContent(), new RegExp(`1125-\\d+ 仓库 · 要求退一赔三.*${rep.name} 负责`, "s"));
      await line.getByRole("button", { name: /^知道了/ }).click();
      await page.waitForFunction(() => document.querySelector(".major-lines") === null);
      await emptied(page);
      assert.deepEqual(sent(fake, "task.seen").map(({ task: id }) => id), [idOf(702)]);
      // A day after it was entered it is the answer that is missing, which was not known yet.
      task.made_at = fake.world.now() - 24 * hour - 60_000;
      task.seen_at = fake.world.now() - 20 * hour;
      fake.commit();
      await line.getByText("投诉超时，未答复客户").waitFor();
    },
    { role: "lead" },
  );
});

test("passed to the lead it says to whom, stays in the rep's list, and is the other's once they take it", async () => {
  await open(
    async ({ fake, page }) => {
      fake.world.deputy = fake.world.people.find((one) => one.group === "售前" && one.id !== me && !one.left).id;
      const deputy = fake.world.person(fake.world.deputy);
      add(fake.world, { id: idOf(701), kind: "handoff", owner: me, title: "客户要赔三倍", department: "运营" });
      fake.commit();
      const item = await openRow(page, "客户要赔三倍");
      await item.getByRole("button", { name: "交给主管" }).click();
      await page.getByText(`主管今天休假，已交给代理 ${deputy.name}。`).waitFor();
      await item.getByText(`等 ${deputy.name} 接下`).waitFor();
      await item.getByText(`林小满 交给 ${deputy.name}；接下之前仍由 林小满 负责`).waitFor();
      assert.equal(await item.getByRole("button", { name: "交给主管" }).count(), 0);
      assert.equal(await item.getByRole("button", { name: "写结果" }).count(), 1);
      // The deputy takes it, on a page of their own.
      Object.assign(fake.world, { member: deputy.id });
      await page.reload();
      const theirs = await openRow(page, "客户要赔三倍");
      await theirs.getByRole("button", { name: "接下", exact: true }).click();
      await emptied(page);
      assert.equal(fake.world.tasks.find(({ id }) => id === idOf(701)).passed_by, null);
      assert.equal(await theirs.getByText("接下之前").count(), 0);
    },
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
