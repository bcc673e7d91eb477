// SPDX-License-Identifier: Apache-2.0
// From an empty folder to the first figure on the real program: a file dropped in, and the demo. The clicks are counted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { expected, readPanel } from "./real/figures.mjs";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { drop, withPageAt } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// An empty folder's page; `clicks()` is how often somebody has clicked or pressed Enter on it since.
async function firstRun(use) {
  const agent = await Agent.start("run");
  try {
    await withPageAt(browser, await agent.address(), { wait: ".start-drop" }, async ({ page }) => {
      await page.evaluate(() => {
        globalThis.clicks = 0;
        document.addEventListener("click", () => (globalThis.clicks += 1), true);
      });
      await use({ agent, page, clicks: () => page.evaluate(() => globalThis.clicks) });
    });
  } finally {
    await agent.close();
  }
}

// Yesterday in the shop's zone, so that all of it has happened.
const day = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);

// Twelve customers of two reps; the fifth of each waits for more than three minutes. The last line but one has no time.
function messages() {
  const lines = ["conversation_id,message_id,sent_at,direction,agent_id,customer_id,text"];
  for (let i = 0; i < 12; i++) {
    const [rep, minute] = [i % 2 ? "小青" : "小白", String(10 + 4 * i)];
    const answered = Math.floor(i / 2) === 4 ? `${day} 10:${Number(minute) + 3}:3${i % 10}` : `${day} 10:${minute}:2${i % 10}`;
    lines.push(`c${i},m${i}a,${day} 10:${minute}:00,in,,k${i},这件有货吗`, `c${i},m${i}b,${answered},out,${rep},k${i},有的`);
  }
  lines.push("c12,m12a,never,in,,k12,在吗", `c0,m0c,${day} 10:11:00,in,,k0,谢谢`);
  return `${lines.join("\n")}\n`;
}

test("a file dropped into the page of an empty folder: understood, imported, and its first figure is there", async () => {
  await firstRun(async ({ agent, page, clicks }) => {
    assert.deepEqual(await accessibilityComplaints(page), []);
    await drop(page, [["昨天的聊天.csv", messages()]]);
    await page.getByText("看懂了：聊天消息").waitFor();
    const card = page.locator(".start-upload");
    const [, month, date] = day.split("-").map(Number);
    assert.match(await card.textContent(), new RegExp(`UTF-8.*25 行能用.*1 行有问题.*${month}月${date}日`, "s"));
    assert.match(await card.locator(".start-details", { hasText: "有问题的行" }).textContent(), /第 26 行.*sent_at.*never/s);
    assert.deepEqual(await accessibilityComplaints(page), []);
    assert.deepEqual(await agent.json("figures", "--from", day, "--to", day), []);

    await page.getByRole("button", { name: "导入", exact: true }).click();
    await page.getByText("新增 25 条，重复 0 条，更新 0 条，1 行没用上").waitFor();
    await page.getByRole("link", { name: "看面板" }).click();
    await page.locator(".people-list button", { hasText: "小白" }).click();
    await page.locator(".figure-number", { hasText: /\d/ }).first().waitFor();
    assert.equal(await clicks(), 3);

    await page.getByText("今天还没有消息").waitFor();
    const { more: _, ...panel } = await readPanel(page);
    const [row] = await agent.json("figures", "--from", day, "--to", day, "--rep", "小白");
    assert.equal(row.turns, 6);
    assert.equal(row.turns_slow, 1);
    assert.deepEqual(panel, expected(row));
    assert.deepEqual(await accessibilityComplaints(page), []);

    // What is kept of whom is one line for now, and comes before the rest when the page is opened the next time.
    await page.getByRole("link", { name: "有内容还没有签收" }).waitFor();
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await page.getByRole("heading", { name: "这里记录什么、谁能看、存多久" }).waitFor();
    await page.getByRole("button", { name: /签收/ }).click();
    await page.locator(".figure-number", { hasText: /\d/ }).first().waitFor();
    assert.equal(await page.getByText("有内容还没有签收").count(), 0);
  });
});

test("the demo from the page of an empty folder: its first figure is there after two clicks", { timeout: 120_000 }, async () => {
  await firstRun(async ({ page, clicks }) => {
    await page.getByRole("button", { name: "看演示" }).click();
    await page.locator(".people-list button", { hasText: "林小满" }).click();
    await page.locator(".figure-number", { hasText: /\d/ }).first().waitFor({ timeout: 100_000 });
    assert.ok((await clicks()) <= 3);
    assert.equal(await page.locator(".who-name").textContent(), "林小满");
    // And out again, to where it began, with nothing of the demo left.
    await page.getByRole("button", { name: "菜单与设置" }).click();
    await page.getByRole("menuitem", { name: "退出演示" }).click();
    await page.getByText("演示数据：这家店是虚构的").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "看演示" }).waitFor();
  });
});
