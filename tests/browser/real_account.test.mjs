// SPDX-License-Identifier: Apache-2.0
// From `rigong run` on an empty folder to the figures of a made-up shop by the form alone: a key that is wrong, one that is right, a test
// call, the account, its reps by name, the panel.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { startChatwoot, token } from "./real/chatwoot.mjs";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { withPageAt } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// Yesterday at ten in the shop's zone, so that all of it has happened.
const day = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
const ten = Date.parse(`${day}T10:00:00+08:00`) / 1000;

// Twelve customers of two reps, answered after 20 s; the fifth of each after 200 s.
function shop() {
  const conversations = [];
  for (let i = 0; i < 12; i++) {
    const asked = ten + 240 * i;
    const wait = Math.floor(i / 2) === 4 ? 200 : 20;
    conversations.push({
      id: i + 1,
      agent: i % 2 ? 12 : 11,
      rating: 5,
      messages: [
        { id: 100 * (i + 1) + 1, at: asked, from: "customer", text: "这件有货吗" },
        { id: 100 * (i + 1) + 2, at: asked + wait, from: "rep", text: "有的" },
      ],
    });
  }
  return { agents: [{ id: 11, name: "小白" }, { id: 12, name: "小青" }], conversations };
}

test("an account is added by the form, and its figures are there", async () => {
  const chatwoot = await startChatwoot(shop());
  const agent = await Agent.start("run");
  try {
    await withPageAt(browser, await agent.address(), { wait: ".start-drop" }, async ({ page, go }) => {
      await page.getByRole("button", { name: "加账号" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("哪个平台或来源").selectOption("chatwoot");
      await dialog.getByLabel("给它一个名字").fill("官网客服");
      await dialog.getByText("其余的有默认值").click();
      await dialog.getByLabel("网址").fill(chatwoot.url);
      await dialog.getByLabel("账户编号").fill("1");
      await dialog.getByLabel("访问令牌").fill("wrong");
      await dialog.getByRole("button", { name: "试读一次" }).click();
      await dialog.locator(".start-check", { hasText: "读不到" }).waitFor();
      assert.match(await dialog.locator(".start-check").textContent(), /令牌/);
      await dialog.getByLabel("访问令牌").fill(token);
      await dialog.getByRole("button", { name: "试读一次" }).click();
      const good = dialog.locator(".start-check", { hasText: "能读到" });
      await good.waitFor({ timeout: 30_000 });
      assert.match(await good.textContent(), /消息 24.*客服名单 2.*会话和消息/s);
      assert.deepEqual(await accessibilityComplaints(page), []);
      // Nothing of it was kept.
      assert.deepEqual(await agent.json("figures", "--from", day, "--to", day), []);
      await dialog.getByRole("button", { name: "加上" }).click();
      await dialog.waitFor({ state: "detached" }).catch(() => {});
      for (let tries = 0; (await agent.json("figures", "--from", day, "--to", day)).length < 2; tries++) {
        assert.ok(tries < 100, "no figures came");
        await page.waitForTimeout(200);
      }
      await go("#/");
      await page.locator(".people-list button", { hasText: "小白" }).click();
      // Nobody has written today; the day before is one step back.
      await page.getByText("还没有数").first().waitFor();
      await go(`#/panel?day=${day}`);
      await page.locator(".figure-number", { hasText: /50/ }).first().waitFor();
      const [row] = await agent.json("figures", "--from", day, "--to", day, "--rep", "11");
      assert.equal(row.turns, 6);
      assert.equal(row.turns_slow, 1);
      assert.equal(row.response_mean_ms, 50_000);
      assert.equal(row.ratings, 6);
      assert.match(await page.locator(".who-name").textContent(), /小白/);
      // Each turn opens its conversation in Chatwoot, in a window of its own.
      await go(`#/turns?from=${day}&to=${day}`);
      const opens = page.locator(".turn-open a");
      await opens.nth(5).waitFor();
      const links = await opens.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      assert.deepEqual(links, [1, 3, 5, 7, 9, 11].map((id) => `${chatwoot.url}/app/accounts/1/conversations/${id}`));
      const [opened] = await Promise.all([page.waitForEvent("popup"), opens.nth(1).click()]);
      await opened.waitForURL(links[1]);
      assert.equal(await opened.evaluate(() => opener), null);
      await opened.close();
      assert.match(await page.evaluate(() => location.hash), /^#\/turns/);
      await go("#/accounts");
      const listed = page.locator(".start-account", { hasText: "官网客服" });
      await listed.waitFor();
      assert.match(await listed.textContent(), /正常.*能读 会话和消息 · 满意度/s);
      const [checked] = await agent.json("connectors", "check");
      assert.equal(checked.account, "官网客服");
      assert.equal(checked.readable, true);
      assert.ok(checked.last_success_at);
    });
  } finally {
    await agent.close();
    await chatwoot.close();
  }
});
