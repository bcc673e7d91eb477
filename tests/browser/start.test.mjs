// SPDX-License-Identifier: Apache-2.0
// From an empty folder to the first figure: the demo, files dropped in, an account.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { drop, withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const rows = (count, direction = () => "in") => Array.from({ length: count }, (_, i) => `c${i},2026-11-24 10:00:0${i % 10},${direction(i)},lin`).join("\n");
const messages = `conversation_id,sent_at,direction,agent_id\n${rows(30, (i) => (i === 7 ? "left" : i % 2 ? "out" : "in"))}\n`;
const unknown = `会话,几点,direction,谁\n${rows(5, (i) => (i % 2 ? "out" : "in"))}\n`;

const empty = { empty: true, role: "unset", wait: ".start-drop" };

test("the demo: one click", async () => {
  await withPage(browser, empty, async ({ fake, page }) => {
    assert.equal(await page.evaluate(() => location.hash), "#/start");
    assert.deepEqual(await accessibilityComplaints(page), []);
    await page.getByRole("button", { name: "看演示" }).click();
    await page.waitForFunction(() => !location.hash.includes("start"));
    assert.equal(fake.world.demo, true);
  });
});

test("a demo that has only just begun leads on by itself as soon as it has records", async () => {
  await withPage(browser, { ...empty, demo: true }, async ({ fake, page }) => {
    assert.equal(await page.getByRole("button", { name: "正在准备演示" }).isVisible(), true);
    fake.world.empty = false;
    fake.commit();
    await page.getByRole("button", { name: "我是主管" }).waitFor();
  });
});

test("records that come by an account lead on by themselves, unless somebody is at something", async () => {
  await withPage(browser, empty, async ({ fake, page }) => {
    await page.getByRole("button", { name: "加账号" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    fake.world.empty = false;
    fake.commit();
    await page.getByRole("heading", { name: "加入数据", includeHidden: true }).waitFor();
    assert.equal(await dialog.isVisible(), true);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "我是主管" }).waitFor();
  });
});

test("a file dropped in: what was understood, bad rows with their reasons, imported, on to the panel", async () => {
  await withPage(browser, empty, async ({ fake, page }) => {
    await drop(page, [["聊天<b>.csv", messages]]);
    await page.getByText("看懂了：聊天消息").waitFor();
    const card = page.locator(".start-upload");
    assert.match(await card.textContent(), /29 行能用.*1 行有问题.*11月22日 至 11月24日/s);
    assert.equal(await card.locator("b").filter({ hasText: ".csv" }).count(), 0);
    await page.getByText("有问题的行").click();
    await page.getByText("第 9 行").waitFor();
    assert.deepEqual(await accessibilityComplaints(page), []);
    assert.equal(fake.requests.filter((one) => one.includes("/apply")).length, 0);
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await page.getByText("停下也不会乱").waitFor();
    await page.getByText("新增 29 条，重复 0 条，更新 0 条，1 行没用上").waitFor();
    assert.deepEqual(await accessibilityComplaints(page), []);
    await page.getByRole("link", { name: "看面板" }).click();
    await page.getByText("林小满").first().waitFor();
  });
});

test("a file in several parts arrives whole; several files are imported together, by keyboard", async () => {
  await withPage(browser, empty, async ({ fake, page }) => {
    const big = `conversation_id,sent_at,direction,agent_id\n${rows(60_000)}\n`;
    await drop(page, [["大.csv", big], ["小.csv", messages]]);
    await page.getByRole("button", { name: "导入 2 个文件" }).waitFor();
    const parts = fake.requests.filter((one) => one.startsWith("PUT"));
    assert.equal(parts.length, Math.ceil(big.length / (768 * 1024)) + 1);
    assert.equal(Buffer.concat([...fake.world.imports.values()][0].parts).toString(), big);
    await page.getByRole("button", { name: "导入 2 个文件" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => [...document.querySelectorAll(".start-upload")].filter((one) => one.textContent.includes("导入好了")).length === 2);
  });
});

test("an unknown column is named by a select, and the file is looked at again", async () => {
  await withPage(browser, empty, async ({ fake, page }) => {
    await drop(page, [["别的.csv", unknown]]);
    await page.getByText("还没看懂这份文件").waitFor();
    assert.match(await page.locator(".start-note").textContent(), /缺少：sent_at/);
    assert.equal(await page.getByRole("button", { name: "导入", exact: true }).count(), 0);
    assert.deepEqual(await accessibilityComplaints(page), []);
    const bodies = [];
    page.on("request", (request) => request.url().endsWith("/preview") && bodies.push(request.postDataJSON()));
    await page.getByLabel("“几点”当作").selectOption("sent_at");
    await page.getByText("看懂了：聊天消息").waitFor();
    await page.getByLabel("“谁”当作").selectOption("agent_id");
    await page.waitForFunction(() => document.querySelector(".start-rows")?.textContent.includes("agent_id=lin"));
    assert.deepEqual(bodies.at(-1), { map: [{ column: "几点", field: "sent_at" }, { column: "谁", field: "agent_id" }] });
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await page.getByText("导入好了").waitFor();
    assert.equal([...fake.world.imports.values()][0].accepted, 5);
  });
});

test("a file that is none is said so; empty files and folders too; it can be taken away", async () => {
  await withPage(browser, empty, async ({ page }) => {
    await drop(page, [["空.csv", ""], ["合同.csv", "%PDF-1.4 nothing"]]);
    await page.getByText("“空.csv”是空的。").waitFor();
    await page.getByText("还没看懂这份文件").waitFor();
    await page.getByRole("button", { name: "移开 合同.csv" }).click();
    assert.equal(await page.locator(".start-upload").count(), 0);
  });
});

test("stopping says what stays; the agent away in the middle loses nothing", async () => {
  await withPage(browser, { ...empty, complaints: "allowed" }, async ({ fake, page }) => {
    fake.world.holdImports = true;
    await drop(page, [["a.csv", messages]]);
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await page.getByRole("button", { name: "停下" }).click();
    await page.getByText("已停下。已经存好的留下").waitFor();
    await page.waitForTimeout(200);
    assert.equal(fake.world.imports.size, 0);
    fake.world.holdImports = false;
    await fake.away();
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByText("代理没有回应，等它回来接着读。").waitFor();
    await fake.back();
    await page.getByRole("button", { name: "导入", exact: true }).waitFor({ timeout: 20_000 });
  });
});

test("an account is added by the connector's own table of options; its secret is kept nowhere in the page", async () => {
  await withPage(browser, { complaints: "allowed" }, async ({ fake, page, go }) => {
    await go("#/accounts");
    await page.getByRole("button", { name: "加账号" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("哪个平台或来源").selectOption("taobao");
    await dialog.getByRole("button", { name: "加上" }).click();
    assert.equal(await dialog.locator("[aria-invalid=true]").count(), 3);
    assert.deepEqual(await accessibilityComplaints(page), []);
    await dialog.getByLabel("给它一个名字").fill("旗舰店二号");
    await dialog.getByLabel("AppKey").fill("wrong");
    const secret = dialog.getByLabel("AppSecret");
    assert.equal(await secret.getAttribute("type"), "password");
    await secret.fill("geheim-42");
    const folded = dialog.getByText("其余的有默认值：网关地址、间隔秒数、读评价");
    await folded.click();
    await dialog.getByLabel("间隔秒数").fill("bald");
    // What is wrong is shown, folded away or not.
    await folded.click();
    await dialog.getByRole("button", { name: "加上" }).click();
    await dialog.getByText("要写整数。").waitFor();
    await dialog.getByLabel("间隔秒数").fill("30");
    await dialog.getByRole("button", { name: "加上" }).click();
    await dialog.getByText("平台不认识这个 AppKey。请核对。").waitFor();
    await dialog.getByLabel("AppKey").fill("12345");
    await page.keyboard.press("Enter");
    await page.locator(".start-account", { hasText: "旗舰店二号" }).waitFor();
    assert.deepEqual(fake.world.lastAdded.options, [{ name: "app_key", value: "12345" }, { name: "app_secret", value: "geheim-42" }, { name: "every_s", value: "30" }]);
    assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage }) .includes("geheim") || document.documentElement.outerHTML.includes("geheim")), false);
    await page.getByRole("button", { name: "加账号" }).click();
    await dialog.getByLabel("哪个平台或来源").selectOption("taobao");
    assert.equal(await secret.inputValue(), "");
  });
});

test("an account is tried before it is added: what it gives, what it lacks, and nothing is kept", async () => {
  await withPage(browser, {}, async ({ fake, page, go }) => {
    await go("#/accounts");
    await page.getByRole("button", { name: "加账号" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("哪个平台或来源").selectOption("taobao");
    await dialog.getByRole("button", { name: "试读一次" }).click();
    assert.equal(await dialog.locator("[aria-invalid=true]").count(), 3);
    await dialog.getByLabel("给它一个名字").fill("旗舰店二号");
    await dialog.getByLabel("AppKey").fill("12345");
    const secret = dialog.getByLabel("AppSecret");
    await secret.fill("wrong");
    await dialog.getByRole("button", { name: "试读一次" }).click();
    await dialog.getByText("请核对 app_secret").waitFor();
    await secret.fill("right");
    // What was said of the secret before is no longer true of this one.
    await dialog.locator(".start-check").waitFor({ state: "detached" });
    const before = fake.world.accounts.length;
    await dialog.getByRole("button", { name: "试读一次" }).click();
    await dialog.locator(".start-check").waitFor();
    const words = await dialog.locator(".start-check").textContent();
    for (const part of ["能读到", "订单 120", "现成日报 14", "接待人数 · 订单", "客服评价", "今天还能调用 4980 次"]) assert.ok(words.includes(part), `${part} in ${words}`);
    assert.deepEqual(await accessibilityComplaints(page), []);
    assert.equal(fake.world.accounts.length, before);
    assert.equal(fake.world.lastAdded, undefined);
    await dialog.getByRole("button", { name: "加上" }).click();
    await page.locator(".start-account", { hasText: "旗舰店二号" }).waitFor();
    assert.deepEqual(fake.world.lastAdded.options, fake.world.lastChecked.options);
  });
});

test("accounts say how they are and what to do; one can be stopped, those of the file cannot", async () => {
  await withPage(browser, {}, async ({ fake, page, go }) => {
    await go("#/accounts");
    await page.locator(".start-account").first().waitFor();
    assert.match(await page.locator(".start-account", { hasText: "奥莱店" }).textContent(), /有问题.*授权已到期。请在千牛服务市场重新授权/s);
    assert.match(await page.locator(".start-account", { hasText: "奥莱店" }).textContent(), /落后 1 小时 (29|30) 分.*今天已调用 312 次/s);
    assert.match(await page.locator(".start-account", { hasText: "历史补取" }).textContent(), /正在补取/);
    assert.doesNotMatch(await page.locator(".start-account", { hasText: "历史补取" }).textContent(), /落后|已调用/);
    assert.match(await page.locator(".start-account", { hasText: "旗舰店主号" }).textContent(), /落后 4\d 秒.*今天还能调用 4,?210 次.*能读 接待人数 · 评价 · 订单.*缺少平均响应：请申请/s);
    assert.equal(await page.getByRole("button", { name: "停用 旗舰店主号" }).count(), 0);
    assert.deepEqual(await accessibilityComplaints(page), []);
    await page.getByRole("button", { name: "停用 奥莱店" }).click();
    await page.getByText("已经取到的记录和算好的数字都留下").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
    await page.locator(".start-account", { hasText: "奥莱店" }).waitFor({ state: "detached" });
    assert.equal(fake.world.accounts.length, 3);
  });
});

test("narrow, English, dark: nothing wider than the window, no complaint", async () => {
  for (const hash of ["#/start", "#/accounts"]) {
    await withPage(browser, { prefs: { language: "en", theme: "dark" }, context: { viewport: { width: 320, height: 700 } } }, async ({ page, go }) => {
      await go(hash);
      await page.locator(".start-drop, .start-account").first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      assert.deepEqual(await accessibilityComplaints(page), []);
    });
  }
});
