// SPDX-License-Identifier: Apache-2.0
// What is kept of oneself, who saw it, one's devices, objections and a copy of everything; the whole log for those who look after people.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { known, logOf } from "./fake/people.mjs";
import { launch } from "./support/browser.mjs";
import { refuseOnce, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, queue, sent, today } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const open = (options, use) =>
  withPage(browser, { wait: "main h1", ...options }, async (all) => {
    listen(all.fake);
    await all.go(options.hash ?? "#/own");
    await all.page.locator(options.ready ?? ".own").waitFor();
    await use(all);
  });
const card = (page, title) => page.locator(".card", { has: page.getByRole("heading", { name: title, exact: true }) });

test("what is kept: how much, from when, and for how long", async () => {
  await open({}, async ({ page }) => {
    const rows = await card(page, "保存了关于我的什么").locator("tbody tr").allTextContents();
    assert.equal(rows.length, 7);
    assert.match(rows[0], /消息、评价、订单和数字2025-10-21 – 2026-11-25.*41,280.*2 年/);
    assert.match(rows[4], /读不懂的文件行没有30 天/);
    assert.match(rows[5], /一对一面谈.*61.*2 年/);
    assert.match(rows[6], /主管的私人备注.*2.*30 天/);
  });
});

test("who saw or changed my figures, by day, older ones on request; newer ones come by themselves and lose no place", async () => {
  await open({}, async ({ fake, page }) => {
    const log = card(page, "谁看过、改过我的数字");
    await log.locator(".log-line").first().waitFor();
    assert.equal(await log.locator(".log-line").count(), 20);
    assert.equal(await log.locator("h3").first().textContent(), "今日");
    assert.match(await log.textContent(), /吴小满 看了面板/);
    await log.getByRole("button", { name: "更早的" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".log-line").length === 70);
    await log.getByRole("button", { name: "更早的" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".log-line").length > 100);
    assert.ok(fake.requests.some((one) => one.includes("/log?before=101")));
    const lines = await log.locator(".log-line").count();
    logOf(fake.world).unshift({ ...logOf(fake.world)[0], id: "01930000-0000-7000-8000-00000000abcd", at: fake.world.now(), words: { zh: "看了走势", en: "looked at the trend" } });
    fake.commit();
    await log.getByText("看了走势").waitFor();
    const after = await log.locator(".log-line").count();
    assert.ok(after === lines || after === lines + 1);
    while ((await log.getByRole("button", { name: "更早的" }).count()) > 0) {
      await log.getByRole("button", { name: "更早的" }).click();
      await page.waitForTimeout(100);
    }
    await log.getByText("没有更早的了。").waitFor();
    assert.equal(await log.locator(".log-line").count(), 131);
  });
});

test("my devices: this one marked; another is shut out after a question; leaving this one signs out", async () => {
  await open({ ownDevice: true }, async ({ fake, page }) => {
    const devices = card(page, "我的设备");
    await devices.locator(".device").first().waitFor();
    assert.equal(await devices.locator(".device").count(), 2);
    assert.match(await devices.locator(".device").first().textContent(), /Windows · Edge这一台/);
    await devices.getByRole("button", { name: /^让它退出：/ }).click();
    await devices.getByText("它要再用，得有新的邀请。").waitFor();
    assert.equal(sent(fake, "device.end").length, 0);
    await devices.getByRole("button", { name: "让它退出", exact: true }).click();
    await said(page, "已退出。");
    await devices.locator(".device").nth(1).waitFor({ state: "detached" });
    assert.equal(await devices.locator(".device").count(), 1);
    await devices.getByRole("button", { name: /^退出此设备/ }).click();
    await devices.getByRole("button", { name: "退出此设备", exact: true }).click();
    await page.getByRole("heading", { name: "请再打开一次" }).waitFor();
  });
});

test("an objection begins where the figure stands, is kept without a network, and shows its answer", async () => {
  await open({ hash: "#/panel", ready: ".figure >> nth=0", complaints: "allowed" }, async ({ fake, page, go }) => {
    await page.locator("#figure-slow_share").click();
    await page.getByRole("button", { name: /^有误？慢响应/ }).click();
    const dialog = page.getByRole("dialog", { name: "哪里不对？" });
    await dialog.getByRole("button", { name: "提出申诉" }).click();
    await dialog.getByText("请写上哪里不对。").waitFor();
    await dialog.getByRole("textbox").fill("14 点断网，不该算。");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^有误？慢响应/ }).click();
    assert.equal(await dialog.getByRole("textbox").inputValue(), "14 点断网，不该算。");
    await fake.away();
    await dialog.getByRole("button", { name: "提出申诉" }).click();
    await said(page, "已提出");
    assert.equal((await queue(page)).length, 1);
    await fake.back();
    await emptied(page);
    const [made] = sent(fake, "contest.make");
    assert.deepEqual([made.about, made.ref, made.day, made.words], ["figure", "slow_share", today, "14 点断网，不该算。"]);
    await go("#/own");
    const list = card(page, "我的申诉");
    await list.getByText("14 点断网，不该算。").waitFor();
    Object.assign(known(fake.world).contests[0], { state: "refused", answer: "平台没有断。", answered_by: "rep-025", answered_at: fake.world.now() });
    fake.commit();
    await list.getByText("平台没有断。").waitFor();
    assert.match(await list.locator(".contest").first().textContent(), /慢响应不成立/);
    await list.getByRole("button", { name: /^撤回关于/ }).first().click();
    await said(page, "申诉已撤回。");
  });
});

test("objections to a signed sheet, a turn and a line of the log say what they are about; one refused is shown and not lost", async () => {
  await open({ complaints: "allowed" }, async ({ fake, page, go }) => {
    const dialog = page.getByRole("dialog", { name: "哪里不对？" });
    const object = async (words) => {
      await dialog.getByRole("textbox").fill(words);
      await dialog.getByRole("button", { name: "提出申诉" }).click();
      await dialog.waitFor({ state: "detached" });
    };
    const line = page.locator(".log-line", { has: page.locator(".contest-button") }).first();
    await line.locator(".contest-button").click();
    await object("我没有改过目标。");
    await go("#/turns?pick=slow&from=2026-11-24");
    await page.locator(".turn-note-button").first().click();
    await page.locator(".turn-note .contest-button").click();
    await object("转错给我的。");
    await emptied(page);
    const all = sent(fake, "contest.make");
    assert.deepEqual(all.map(({ about }) => about), ["entry", "turn"]);
    assert.match(all[1].ref, /^\S+ \d{13}$/);
    assert.equal(all[1].day, "2026-11-24");
    refuseOnce(fake, "contest.make", { zh: "期限过了。", en: "Too late." });
    await page.locator(".turn-note .contest-button").click();
    await object("再说一次。");
    await page.locator(".lines").getByRole("link", { name: "有 1 条申诉没有被接受" }).click();
    const list = card(page, "我的申诉");
    await list.getByText("这条申诉没有被接受: 期限过了。").waitFor();
    assert.match(await list.textContent(), /再说一次。/);
    await list.getByRole("button", { name: "再发一次" }).click();
    await emptied(page);
    assert.equal(await page.locator(".lines").count(), 0);
    // The link leads to the turn itself.
    await list.getByRole("link", { name: /一段会话/ }).first().click();
    await page.locator(".turn-marked").waitFor();
  });
});

test("who decides sees what others contest and answers with a reason; their own is not among it", async () => {
  await open({ role: "lead", member: "rep-025", complaints: "allowed" }, async ({ fake, page }) => {
    const list = page.locator(".to-decide");
    assert.equal(await list.locator(".contest").count(), 1);
    assert.match(await list.textContent(), /差评是物流的事。/);
    await list.getByRole("button", { name: "成立，改过来" }).click();
    await list.getByText("请写下理由。").waitFor();
    await list.getByRole("textbox").fill("物流已确认，不算这条。");
    const words = refuseOnce(fake, "contest.answer");
    await list.getByRole("button", { name: "成立，改过来" }).click();
    await list.getByText(words.zh).waitFor();
    assert.equal(await list.getByRole("textbox").inputValue(), "物流已确认，不算这条。");
    await list.getByRole("button", { name: "成立，改过来" }).click();
    await said(page, "已答复");
    const put = sent(fake, "contest.answer").at(-1);
    assert.deepEqual([put.upheld, put.words], [true, "物流已确认，不算这条。"]);
    await list.getByText("没有等着的申诉。").waitFor();
    await list.getByRole("button", { name: "已有结果 1" }).click();
    await list.getByText("物流已确认，不算这条。").waitFor();
  });
});

test("a copy of everything: at most 92 days, saved under safe names, as nothing that runs", async () => {
  await open({}, async ({ fake, page }) => {
    const box = card(page, "带走一份");
    await box.getByLabel("从").fill("2026-01-01");
    await box.getByRole("button", { name: "准备文件" }).click();
    await box.getByText("一次最多 92 天。").waitFor();
    await box.getByLabel("从").fill("2026-11-01");
    await box.getByRole("button", { name: "准备文件" }).click();
    await box.getByText("3 个文件").waitFor();
    assert.ok(fake.requests.some((one) => one.includes("/own-data/export?from=2026-11-01&to=2026-11-25")));
    const saved = [];
    for (const button of await box.locator(".export-files button").all()) {
      const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
      saved.push([file.suggestedFilename(), await readFile(await file.path(), "utf8")]);
    }
    assert.deepEqual(saved.map(([name]) => name), ["my-data-2026-11-01-2026-11-25.json", "turns.csv", "passwd.txt"]);
    assert.match(saved[1][1], /^\ufeffconversation/);
  });
});

test("the whole log is a table for admins and this machine's owner, and for nobody else", async () => {
  await open({ role: "lead", hash: "#/log", ready: ".log table" }, async ({ fake, page }) => {
    assert.ok(fake.requests.some((one) => one.includes("/log?all=1")));
    assert.match(await page.locator("tbody tr").nth(1).textContent(), /14:58吴小满Windows · Edge看了面板.*林小满/);
    // Whoever comes back finds the way to older lines again.
    await page.evaluate(() => (location.hash = "#/notices"));
    await page.locator(".notices").waitFor();
    await page.evaluate(() => (location.hash = "#/log"));
    await page.getByRole("button", { name: "更早的" }).click();
    await page.getByText("没有更早的了。").waitFor();
  });
  await withPage(browser, { ownDevice: true }, async ({ fake, page, go }) => {
    await go("#/log");
    await page.getByRole("heading", { name: "全部记录给管理员和这台电脑的主人看" }).waitFor();
    assert.ok(!fake.requests.some((one) => one.includes("all=1")));
  });
});

test("a desk that is nobody's says so; nothing was kept or done yet; five hundred lines", async () => {
  await withPage(browser, { role: "lead", may: ["see_team", "see_figures"] }, async ({ page, go }) => {
    await go("#/own");
    await page.getByRole("heading", { name: "这个桌面不是哪一位的" }).waitFor();
  });
  await withPage(browser, { people: 1 }, async ({ fake, page, go }) => {
    fake.world.logLines = 0;
    await go("#/own");
    await page.getByText("还没有人看过或改过。").waitFor();
    await page.getByText("没有申诉。觉得数字").waitFor();
  });
  await withPage(browser, { role: "lead" }, async ({ fake, page, go }) => {
    fake.world.logLines = 500;
    await go("#/log");
    await page.locator(".log table").waitFor();
    for (let i = 1; i < 5; i++) {
      await page.getByRole("button", { name: "更早的" }).click();
      await page.waitForFunction((n) => document.querySelectorAll(".log tbody tr:not(.turn-day)").length === n, 100 * (i + 1));
    }
    await page.getByText("没有更早的了。").waitFor();
  });
});
