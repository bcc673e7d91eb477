// SPDX-License-Identifier: Apache-2.0
// A platform that answers nothing for a while, on the real program: who seemed to wait is not shown as waiting, everybody is told, what is kept
// stays, and what was missed fills in by itself.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { startChatwoot, token } from "./real/chatwoot.mjs";
import { launch } from "./support/browser.mjs";
import { withPageAt } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const seconds = () => Math.floor(Date.now() / 1000);
const begun = seconds() - 40;
const message = (id, at, from, text) => ({ id, at, from, text });

test("an outage: no false waits, a line that says so on every page, and all of it there when it is over", { timeout: 180_000 }, async () => {
  const conversations = [
    { id: 1, agent: 11, messages: [message(101, begun, "customer", "在吗"), message(102, begun + 5, "rep", "在的")] },
    { id: 2, agent: 11, messages: [message(201, begun, "customer", "你好"), message(202, begun + 3, "rep", "您好"), message(203, begun + 10, "customer", "什么时候发货")] },
  ];
  const chatwoot = await startChatwoot({ agents: [{ id: 11, name: "小白" }], conversations });
  const agent = await Agent.start("run");
  try {
    await withPageAt(browser, await agent.address(), { wait: ".start-drop", complaints: "allowed" }, async ({ page, go }) => {
      await page.getByRole("button", { name: "加账号" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("哪个平台或来源").selectOption("chatwoot");
      await dialog.getByLabel("给它一个名字").fill("官网客服");
      await dialog.getByText("其余的有默认值").click();
      await dialog.getByLabel("网址").fill(chatwoot.url);
      await dialog.getByLabel("账户编号").fill("1");
      await dialog.getByLabel("访问令牌").fill(token);
      await dialog.getByRole("button", { name: "加上" }).click();
      await dialog.waitFor({ state: "detached" }).catch(() => {});
      await go("#/");
      await page.locator(".people-list button", { hasText: "小白" }).click({ timeout: 60_000 });
      await page.getByText(/1 位在等/).first().waitFor({ timeout: 60_000 });
      const head = () => page.locator(".lines").textContent();

      // It is down when the program begins again, so nobody knows who was answered meanwhile.
      chatwoot.down = true;
      conversations[1].messages.push(message(204, seconds(), "rep", "今天发"));
      conversations[0].messages.push(message(103, seconds(), "customer", "能改地址吗"));
      await agent.kill();
      await agent.begin();
      await page.getByText("官网客服 读不到：那里谁在等先不显示").waitFor({ timeout: 60_000 });
      assert.match(await head(), /恢复后自动补上.*看原因/);
      await page.waitForFunction(() => !/位在等/.test(document.body.textContent));
      // What was there before stays.
      assert.equal((await agent.json("turns", "--from", new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))).length > 0, true);
      await go("#/work");
      await page.getByText("官网客服 读不到").waitFor();
      await page.getByRole("link", { name: "看原因" }).click();
      await page.locator(".start-account", { hasText: "官网客服" }).waitFor();

      chatwoot.down = false;
      await page.waitForFunction(() => !/读不到：那里谁在等/.test(document.body.textContent), undefined, { timeout: 90_000 });
      await go("#/panel");
      // The one who was answered does not wait; the one who came meanwhile does.
      await page.getByText(/1 位在等/).first().waitFor({ timeout: 60_000 });
      await page.getByRole("button", { name: "查看" }).first().click();
      assert.equal(await page.locator(".waits-list li").count(), 1);
    });
  } finally {
    await agent.close();
    await chatwoot.close();
  }
});
