// SPDX-License-Identifier: Apache-2.0
// To-dos on the panel and in their own view: ticked off, taken back, added, changed, explained, dropped.
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

async function open(use, { hash = "#/work", ...options } = {}) {
  await withPage(browser, options, async ({ fake, page, go }) => {
    listen(fake);
    await go(hash);
    await page.locator(".task, .add-todo, .todo-card, .work .card").first().waitFor();
    await use({ fake, page, go });
  });
}
const panel = { hash: "#/panel" };
const morning = { ...panel, clock: "09:20" };

test("the panel shows done of all, the first five open ones in the morning with what is due and carried over, and how many more there are", async () => {
  await open(async ({ page }) => {
    const card = page.locator(".todo-card");
    assert.match(await card.locator(".card-head").textContent(), /待办2 \/ 7/);
    assert.equal(await card.getByRole("img", { name: "完成 2，共 7" }).count(), 1);
    const items = await card.locator(".item").allTextContents();
    assert.equal(items.length, 5);
    assert.match(items[0], /给昨晚的售后单补一句说明.*已过 12 分.*顺延 3 天/s);
    assert.match(items[1], /对接 1125-5 仓库：改地址 2 单，等结果.*还剩 25 分/s);
    assert.match(await card.locator(".card-foot").textContent(), /全部待办/);
    await card.getByRole("link", { name: "全部待办" }).click();
    await page.getByText("昨日顺延").first().waitFor();
    assert.match(await page.evaluate(() => location.hash), /^#\/work/);
  }, morning);
});

test("one tap ticks off, stays in its place struck through, and the toast takes it back", async () => {
  await open(async ({ fake, page }) => {
    const card = page.locator(".todo-card");
    const first = card.locator(".item").first();
    await first.getByRole("checkbox").click();
    await card.locator(".item-done").waitFor();
    assert.match(await first.textContent(), /给昨晚的售后单/);
    assert.match(await card.locator(".card-head").textContent(), /3 \/ 7/);
    await emptied(page);
    assert.equal(taskCalled(fake, "给昨晚的售后单补一句说明").state, "done");
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await emptied(page);
    await page.waitForFunction(() => document.querySelectorAll(".todo-card .item-done").length === 0);
    assert.equal(taskCalled(fake, "给昨晚的售后单补一句说明").state, "open");
    assert.deepEqual(fake.commands.map(({ kind }) => kind), ["task.done", "task.reopen"]);
    assert.match(await card.locator(".card-head").textContent(), /2 \/ 7/);
  }, morning);
});

test("a hand-off asks for its result first, on the panel as well; Escape gives the focus back", async () => {
  await open(async ({ fake, page }) => {
    const item = page.locator(".todo-card .item", { hasText: "1125-5" });
    await item.getByRole("checkbox").click();
    const field = item.getByLabel("的结果");
    await field.fill("改");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.type), "checkbox");
    assert.equal(await item.getByRole("checkbox").isChecked(), false);
    await page.keyboard.press("Space");
    assert.equal(await field.inputValue(), "改");
    await field.fill("");
    await page.keyboard.press("Enter");
    await item.getByText("对接要有结果才算完成").waitFor();
    assert.equal(fake.commands.length, 0);
    await field.fill("已改好，客户知道");
    await page.keyboard.press("Enter");
    await emptied(page);
    assert.deepEqual(sent(fake, "task.done").map(({ result }) => result), ["已改好，客户知道"]);
  }, morning);
});

test("in the last hour what is left comes first, with the button to sign, and says that it is carried over", async () => {
  await open(
    async ({ page }) => {
      const card = page.locator(".todo-last");
      await card.waitFor();
      assert.match(await card.textContent(), /今天还有 5 项没完成，明天自动顺延/);
      assert.equal(await card.getByRole("link", { name: "签今日自检" }).count(), 1);
      assert.equal(await page.getByRole("link", { name: "签今日自检" }).count(), 1);
      const order = await page.evaluate(() => [...document.querySelectorAll(".todo-card, .step, .figures")].map((one) => one.classList[1]));
      assert.deepEqual(order, ["todo-card", "step", "figures"]);
    },
    { ...panel, clock: "17:20" },
  );
  await open(
    async ({ page }) => {
      assert.equal(await page.locator(".todo-last").count(), 0);
      const order = await page.evaluate(() => [...document.querySelectorAll(".todo-card, .figures")].map((one) => one.classList[1]));
      assert.deepEqual(order, ["figures", "todo-card"]);
    },
    { ...panel, clock: "13:20" },
  );
});

test("while somebody types in the chat nothing that others write in moves the cards; one's own tick shows all the same", async () => {
  await open(async ({ fake, page }) => {
    const before = await page.locator(".todo-card .item").count();
    fake.world.quietUntil = fake.world.now() + 4000;
    fake.commit();
    await page.waitForTimeout(300);
    add(fake.world, { id: idOf(500), owner: me, title: "主管刚加的", due_at: fake.world.now() - 60_000 * 600, made_by: "" });
    fake.commit();
    await page.waitForTimeout(600);
    assert.equal(await page.getByText("主管刚加的").count(), 0);
    await page.locator(".todo-card .item").last().getByRole("checkbox").click();
    await page.locator(".todo-card .item-done").waitFor();
    assert.equal(await page.locator(".todo-card .item").count(), before);
    await page.getByText("主管刚加的").waitFor();
  }, morning);
});

test("a key leads to the panel's to-dos, Space ticks one off", async () => {
  await open(async ({ fake, page }) => {
    await page.locator(".todo-card").waitFor();
    await page.keyboard.press("o");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".todo-card") !== null && document.activeElement.type), "checkbox");
    await page.keyboard.press("Space");
    await emptied(page);
    assert.equal(sent(fake, "task.done").length, 1);
    assert.equal(await page.evaluate(() => document.activeElement.checked), true);
    // And on from there: a box that is ticked is no place to write in.
    await page.keyboard.press("g");
    await page.keyboard.press("w");
    await page.locator(".add-todo").waitFor();
  }, morning);
});

test("nothing to do is a sentence that says what to do, and a way to it", async () => {
  await open(
    async ({ page }) => {
      assert.match(await page.locator(".todo-card").textContent(), /今天没有待办。想到什么，写一行就记下/);
      await page.getByRole("link", { name: "加一项" }).click();
      await page.waitForFunction(() => document.activeElement?.classList.contains("add-line"));
      assert.match(await page.locator(".work").textContent(), /还没有待办。在上面写一行/);
    },
    { ...panel, work: "none" },
  );
});

test("Enter keeps a new to-do; another day is said where it goes, a time becomes its due time", async () => {
  await open(async ({ fake, page }) => {
    await page.keyboard.press("a");
    await page.keyboard.type("把尺码表发给新同事");
    await page.keyboard.press("Enter");
    await row(page, "把尺码表发给新同事").waitFor();
    assert.equal(await page.locator(".add-line").inputValue(), "");
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains("add-line")), true);
    await page.keyboard.press("Enter");
    await page.getByText("先写上要做什么").waitFor();
    await page.keyboard.type("晚一点的");
    await page.getByLabel("几点前").fill("17:30");
    await page.getByRole("button", { name: "记下" }).click();
    await row(page, "晚一点的").getByText("17:30 前").waitFor();
    await page.locator(".add-line").fill("周五的事");
    await page.getByLabel("哪一天").fill("2026-11-27");
    await page.locator(".add-line").press("Enter");
    await page.getByText("已排到 11月27日 周五。").waitFor();
    await emptied(page);
    assert.equal(await row(page, "周五的事").count(), 0);
    assert.equal(new Date(taskCalled(fake, "晚一点的").due_at).toISOString(), "2026-11-25T09:30:00.000Z");
    assert.equal(taskCalled(fake, "周五的事").from, "2026-11-27");
    assert.equal(taskCalled(fake, "把尺码表发给新同事").id, sent(fake, "task.make")[0].id);
    await page.locator("h1").focus();
    await page.keyboard.press("]");
    await page.keyboard.press("]");
    await row(page, "周五的事").waitFor();
  });
});

test("several lines that are pasted become as many to-dos, once they were looked over; a lead gives a training's wrong answers back so", async () => {
  const paste = (page, text) =>
    page.evaluate((words) => {
      const data = new DataTransfer();
      data.setData("text/plain", words);
      document.querySelector(".add-line").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  await open(
    async ({ fake, page }) => {
      const list = page.locator(".add-lines");
      await paste(page, "1. 羽绒服怎么洗\r\n2、差价几天内能退\r\n\r\n- 运费险\t谁买的\n");
      await list.getByText("粘贴了 3 行，每行一条待办。看一遍再加。").waitFor();
      assert.deepEqual(await list.locator("li").allTextContents(), ["羽绒服怎么洗", "差价几天内能退", "运费险 谁买的"]);
      // A date, a price and a percentage are no marks of a list.
      await paste(page, "11.21 盘点\n2.5 元差价\n-20% 券核对\n3) 复习\n* 复盘");
      assert.deepEqual(await list.locator("li").allTextContents(), ["11.21 盘点", "2.5 元差价", "-20% 券核对", "复习", "复盘"]);
      // Looked over and not wanted: nothing was sent. One line is pasted as ever.
      await list.getByRole("button", { name: "不加了" }).click();
      assert.equal(await list.count(), 0);
      await paste(page, "只有一行");
      assert.equal(await list.count(), 0);
      assert.equal(fake.commands.length, 0);

      await paste(page, `一行\n${"长".repeat(201)}`);
      await page.getByRole("button", { name: "加 2 条" }).click();
      await page.getByText("第 2 行超过 200 字。请写短一些再粘贴。").waitFor();
      await paste(page, Array.from({ length: 31 }, (_, n) => `第 ${n} 行`).join("\n"));
      await page.getByRole("button", { name: "加 31 条" }).click();
      await page.getByText("有 31 行，一次最多 30 行。请分几次粘贴。").waitFor();
      assert.equal(fake.commands.length, 0);

      await page.locator(".add-line").fill("自己写的一条");
      await paste(page, "羽绒服怎么洗\n运费险谁买的");
      await page.getByLabel("几点").first().fill("18:00");
      await page.getByRole("button", { name: "加 2 条" }).click();
      await page.getByText("已加 2 条。").waitFor();
      await emptied(page);
      assert.deepEqual(sent(fake, "task.make").map(({ title, person }) => [title, person]), [["羽绒服怎么洗", me], ["运费险谁买的", me]]);
      assert.ok(sent(fake, "task.make").every(({ due_at }) => due_at !== null));
      await row(page, "运费险谁买的").waitFor();
      // What was typed beside it is for the next.
      assert.equal(await page.locator(".add-line").inputValue(), "自己写的一条");
      assert.equal(await list.count(), 0);
    },
    { role: "lead", hash: `#/work?person=${me}` },
  );
});

test("progress, cause, change, drop with a reason, reopen, and all of it in the history", async () => {
  await open(async ({ fake, page }) => {
    const title = "整理快捷短语里的旧活动";
    const item = await openRow(page, title);
    await item.getByRole("button", { name: "进展" }).click();
    await item.getByLabel(`“${title}”的进展`).fill("改了一半");
    await item.getByRole("button", { name: "保存" }).click();
    await item.locator(".task-about", { hasText: "改了一半" }).waitFor();
    await item.getByRole("button", { name: "原因" }).click();
    await item.getByRole("button", { name: "保存" }).click();
    await item.getByText("选一个原因，或写一句。").waitFor();
    await item.getByRole("radio", { name: "量大没排上" }).click();
    await item.getByRole("button", { name: "保存" }).click();
    await item.locator(".task-about", { hasText: "量大没排上" }).waitFor();
    await item.getByRole("button", { name: "改", exact: true }).click();
    await item.getByLabel(`改“${title}”`).fill("整理旧短语");
    await page.keyboard.press("Enter");
    const changed = row(page, "整理旧短语");
    await changed.waitFor();
    await changed.getByRole("button", { name: "作废" }).click();
    await changed.getByLabel("作废的原因").fill("活动改期");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "已作废 1" }).waitFor();
    await emptied(page);
    assert.deepEqual(fake.commands.map(({ kind }) => kind), ["task.progress", "task.explain", "task.change", "task.drop"]);
    assert.equal(taskCalled(fake, "整理旧短语").result, "活动改期");
    // The row has moved to another part of the list.
    const dropped = row(page, "整理旧短语");
    if ((await dropped.locator(".task-detail").count()) === 0) await dropped.locator(".task-open").click();
    await dropped.getByRole("button", { name: "恢复" }).click();
    await page.getByRole("heading", { name: "未完成 4" }).waitFor();
    await emptied(page);
    const again = row(page, "整理旧短语");
    if ((await again.locator(".task-detail").count()) === 0) await again.locator(".task-open").click();
    await again.getByRole("button", { name: "经过" }).click();
    await again.locator(".history li").nth(5).waitFor();
    const story = (await again.locator(".history li").allTextContents()).join("\n");
    assert.match(story, /加上.*进展：改了一半.*原因.*改了，之前是“整理快捷短语里的旧活动”.*作废：活动改期.*恢复/s);
  });
});

test("by keyboard alone: j and k, x ticks, Enter opens, Tab reaches every button with a visible focus", async () => {
  await open(async ({ fake, page }) => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /看两段同事的好会话/);
    await page.keyboard.press("Enter");
    await page.locator(".task-detail").waitFor();
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /一轮对话/);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "进展");
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(ring, "solid");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.tagName === "TEXTAREA");
    await page.keyboard.type("看了一段");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.textContent === "进展");
    await page.keyboard.press("x");
    await page.getByRole("heading", { name: "已完成 2" }).waitFor();
    await emptied(page);
    assert.equal(sent(fake, "task.done").length, 1);
  });
});

test("past days can be read; links lead to the turns, the figure, the item they came from", async () => {
  await open(async ({ fake, page, go }) => {
    await page.keyboard.press("[");
    await page.getByText("这一天已经过去，只能看。").waitFor();
    assert.equal(await page.locator(".add-todo").count(), 0);
    await page.keyboard.press("t");
    await page.locator(".add-todo").waitFor();
    const href = async (title) => (await openRow(page, title)).locator(".task-detail dd a").getAttribute("href");
    assert.match(await href("看两段同事的好会话"), new RegExp(`#/turns\\?.*from=${yesterday}`));
    assert.match(await href("跟进 3 位未付款的羽绒服客户"), /#\/trend\?.*figure=conversion_rate/);
    const far = add(fake.world, { id: idOf(700), owner: me, title: "上周的一项", from: "2026-11-12", state: "done", closed_at: fake.world.now(), closed_on: "2026-11-12", closed_by: me });
    add(fake.world, { id: idOf(701), owner: me, title: "接着上周的", link: { kind: "task", ref: far.id, day: today } });
    fake.commit();
    await row(page, "接着上周的").waitFor();
    assert.match(await href("接着上周的"), new RegExp(`#/work\\?.*item=${far.id}`));
    await go(`#/work?item=${far.id}`);
    await page.getByRole("heading", { name: "链接到的一项" }).waitFor();
    await row(page, "上周的一项").waitFor();
  });
});

test("a lead adds for somebody, gives it to somebody else, and notes causes; a rep cannot change what the lead wrote", async () => {
  await open(
    async ({ fake, page }) => {
      await page.getByLabel("给 林小满 加一项").fill("主管给的");
      await page.keyboard.press("Enter");
      const item = await openRow(page, "主管给的");
      await item.getByRole("button", { name: "转给" }).click();
      const other = fake.world.people[4];
      await item.locator(".item-form select").selectOption(other.id);
      await item.locator(".item-form").getByRole("button", { name: "转给" }).click();
      await page.getByText(`已转给 ${other.name}。`).waitFor();
      await emptied(page);
      assert.equal(await row(page, "主管给的").count(), 0);
      assert.equal(taskCalled(fake, "主管给的").owner, other.id);
    },
    { role: "lead", hash: `#/work?person=${me}` },
  );
  await open(async ({ page }) => {
    const item = await openRow(page, "新品尺码表复习，周五测试");
    assert.deepEqual(await item.locator(".detail-actions button").allTextContents(), ["进展", "原因", "经过"]);
  });
});

test("the menu and the keys lead to every view of the day's work", async () => {
  await open(async ({ page }) => {
    for (const [name, hash] of [["待办", "work"], ["对接", "handoffs"], ["三件小事", "promises"]]) {
      await page.getByRole("button", { name: "菜单与设置" }).click();
      await page.getByRole("menuitem", { name, exact: true }).click();
      await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
      assert.match(await page.evaluate(() => location.hash), new RegExp(`^#/${hash}`));
    }
    for (const [key, name] of [["w", "待办"], ["h", "对接"], ["k", "三件小事"]]) {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    }
  });
});
