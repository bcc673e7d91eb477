// SPDX-License-Identifier: Apache-2.0
// What everybody is told and signs for: before the rest, once, and never a trap; published in versions; kept for so long.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { known } from "./fake/people.mjs";
import { launch } from "./support/browser.mjs";
import { looksRight, refuseOnce, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, queue, sent } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const open = (options, use) =>
  withPage(browser, { wait: "main h1", ...options }, async (all) => {
    listen(all.fake);
    await use(all);
  });

test("a new text comes before the rest with its version and date; one button signs, and the panel follows", async () => {
  await open({ toSign: ["notice", "rules"] }, async ({ fake, page }) => {
    await page.getByRole("heading", { name: "请先看一遍" }).waitFor();
    assert.match(await page.locator("main").textContent(), /第 2 版 · 11月2日.*第 3 版 · 11月20日/s);
    await looksRight(page, "sign");
    await page.getByRole("button", { name: "看过了，签收：日拱记录什么、谁看得见" }).click();
    await emptied(page);
    await page.getByRole("button", { name: "看过了，签收：晨野客服组规则" }).click();
    await page.locator(".figure").first().waitFor();
    assert.deepEqual(sent(fake, "text.sign").map(({ text, version }) => [text, version]), [["notice", 2], ["rules", 3]]);
    assert.equal(await page.locator(".lines").count(), 0);
  });
});

test("later opens the panel at once, also after a reload; a quiet line stays until it is signed", async () => {
  await open({ toSign: ["rules"] }, async ({ page, go }) => {
    await page.getByRole("button", { name: "稍后" }).click();
    await page.locator(".figure").first().waitFor();
    const line = page.locator(".lines").getByRole("link", { name: "有内容还没有签收" });
    assert.equal(await line.count(), 1);
    await page.reload();
    await page.locator(".figure").first().waitFor();
    await line.click();
    await page.getByRole("heading", { name: "告知与规则" }).waitFor();
    await page.getByRole("button", { name: /^看过了，签收：/ }).click();
    await line.waitFor({ state: "detached" });
    await page.getByText(/已签收，11月25日/).waitFor();
    await go("#/panel");
    await page.locator(".figure").first().waitFor();
  });
});

test("signed without a network, it is shown as such and sent later; an older version is refused in words", async () => {
  await open({ toSign: ["rules"], complaints: "allowed" }, async ({ fake, page, go }) => {
    await page.getByRole("button", { name: /^看过了，签收：/ }).waitFor();
    await fake.away();
    await page.getByRole("button", { name: /^看过了，签收：/ }).click();
    await page.locator(".figure").first().waitFor();
    assert.equal((await queue(page)).length, 1);
    await fake.back();
    await emptied(page);
    await page.waitForTimeout(200);
    assert.equal(fake.world.toSign.length, 0);
    // Somebody publishes while it is being read.
    known(fake.world).texts.find(({ kind }) => kind === "rules").signed_at = null;
    fake.world.toSign = ["rules"];
    fake.commit();
    await go("#/notices");
    const button = page.getByRole("button", { name: /^看过了，签收：晨野/ });
    await button.waitFor();
    known(fake.world).texts.find(({ kind }) => kind === "rules").version = 4;
    await button.click();
    await page.getByText("没有签上：已经有更新的一版，请先看新的再签。").waitFor();
    await page.getByRole("button", { name: "知道了" }).click();
    fake.commit();
    await page.getByText("第 4 版").waitFor();
    await button.click();
    await page.getByText(/已签收，11月25日/).waitFor();
  });
});

test("the rules in a new version: looked at before, published once, everybody signs again; a refusal loses no word", async () => {
  await open({ role: "lead", member: "rep-025", complaints: "allowed", context: { viewport: { width: 1280, height: 900 } } }, async ({ fake, page, go }) => {
    await go("#/notices");
    await page.getByRole("button", { name: "写新的一版" }).click();
    const form = page.locator(".publish");
    await form.getByLabel("标题", { exact: true }).fill("晨野规则 四");
    await form.getByLabel("正文，一行一段").fill("先应一声。\n<b>不是</b>标签。");
    const preview = form.getByRole("region", { name: "预览" });
    assert.deepEqual(await preview.locator(".text-body p").allTextContents(), ["先应一声。", "<b>不是</b>标签。"]);
    await looksRight(page, "publish");
    await page.reload();
    await form.getByLabel("正文，一行一段").waitFor();
    assert.equal(await form.getByLabel("标题", { exact: true }).inputValue(), "晨野规则 四");
    const words = refuseOnce(fake, "rules.publish");
    await form.getByRole("button", { name: "发布第 4 版" }).click();
    await form.getByText(words.zh).waitFor();
    assert.match(await form.getByLabel("正文，一行一段").inputValue(), /先应一声/);
    await form.getByRole("button", { name: "发布第 4 版" }).click();
    await said(page, "第 4 版已发布。");
    assert.deepEqual(sent(fake, "rules.publish").at(-1).body, { zh: "先应一声。\n<b>不是</b>标签。", en: "" });
    await page.getByText(/第 4 版 · 11月25日/).waitFor();
    // The lead signs as well.
    await page.getByRole("button", { name: "看过了，签收：晨野规则 四" }).waitFor();
    await page.getByRole("button", { name: "写新的一版" }).click();
    assert.equal(await form.getByLabel("正文，一行一段").inputValue(), "先应一声。\n<b>不是</b>标签。");
    await form.getByLabel("正文，一行一段").fill(" ");
    await form.getByRole("button", { name: "发布第 5 版" }).click();
    await form.getByText("请写上正文。").waitFor();
  });
});

test("who has signed and who not, among 500 too", async () => {
  await open({ role: "lead", member: "rep-025", people: 500 }, async ({ page, go }) => {
    await go("#/notices");
    const part = page.getByRole("region", { name: "签收情况：晨野客服组规则" });
    await part.waitFor();
    const [, signed, all] = /(\d+) \/ (\d+) 位已签收/.exec(await part.textContent());
    assert.equal(all, "499");
    assert.ok(Number(signed) > 300);
    await part.getByRole("button", { name: /显示全部/ }).click();
    assert.equal((await part.textContent()).split("、").length, 499 - Number(signed));
  });
});

test("how long each class is kept: within its bounds, saved together, and what was removed last", async () => {
  await open({ role: "lead" }, async ({ fake, page, go }) => {
    await go("#/notices");
    const card = page.locator(".terms");
    assert.match(await card.textContent(), /上次清理 11月25日 03:20：读不懂的文件行 1 条，谁看过、改过什么 2,310 条/);
    assert.equal(await card.getByRole("button", { name: "保存" }).count(), 0);
    const field = card.getByLabel("自检表");
    await field.fill("100");
    await card.getByRole("button", { name: "保存" }).click();
    await card.getByText("要在 365 到 3650 天之间。").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(sent(fake, "terms.set").length, 0);
    await field.fill("７３０");
    await card.getByLabel("读不懂的文件行").fill("7");
    await card.getByRole("button", { name: "保存" }).click();
    await said(page, "期限已保存");
    assert.deepEqual(sent(fake, "terms.set")[0].terms, [{ what: "sheets", days: 730 }, { what: "rejected", days: 7 }]);
    await card.getByRole("button", { name: "保存" }).waitFor({ state: "detached" });
    assert.equal(await field.inputValue(), "730");
  });
});

test("who may not publish reads the texts, their own receipts and the terms", async () => {
  await open({ ownDevice: true }, async ({ page, go }) => {
    await go("#/notices");
    await page.getByText(/已签收，11月20日/).waitFor();
    assert.match(await page.locator(".terms").textContent(), /自检表 3 年/);
    assert.equal(await page.locator(".publish, .receipts, .terms input").count(), 0);
  });
});
