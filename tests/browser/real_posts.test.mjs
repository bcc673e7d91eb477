// SPDX-License-Identifier: Apache-2.0
// Posting on the real program, to a robot on 127.0.0.1: what is shown before is what arrives, once; what is refused says what to do and goes
// out again; where the answer got lost, nobody sends again but a person.
import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { loadContract } from "./support/contract.mjs";
import { looksRight, said } from "./support/people.mjs";

const contract = loadContract();
let browser;
let agent;
let page;
let robot;
const broken = []; // Answers that are not as the contract has them.
const secret = "canary-of-the-address";

// Takes what is posted and answers with `next`: a function of the response, or null to cut the connection when all has come.
async function startRobot() {
  const made = { received: [], next: (response) => response.end("ok") };
  made.server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    made.received.push({ url: request.url, body });
    if (made.next) made.next(response);
    else request.socket.destroy();
  });
  made.server.listen(0, "127.0.0.1");
  await once(made.server, "listening");
  made.port = made.server.address().port;
  return made;
}

const dayBack = (today, days) => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
const shanghai = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
// Yesterday's report would go out by itself at its time, so the days before it are posted by hand.
const days = [2, 3, 4].map((back) => dayBack(shanghai(), back));

// Six reps who answered twelve questions each on each day.
function messages() {
  const lines = ["conversation_id,message_id,sent_at,direction,agent_id,customer_id,text"];
  for (const day of days) {
    for (let rep = 0; rep < 6; rep++) {
      for (let turn = 0; turn < 12; turn++) {
        const talk = `${day}-${rep}-${turn}`;
        const at = (minute) => `${day} ${String(9 + turn).padStart(2, "0")}:${minute}:00`;
        lines.push(`${talk},1,${at(10)},in,,k${talk},在吗`, `${talk},2,${at(11 + (rep % 3))},out,客服${rep},k${talk},在的`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

before(async () => {
  [browser, robot] = await Promise.all([launch(), startRobot()]);
  agent = await Agent.start("run", async (data) => {
    await writeFile(path.join(data, "hook"), `http://127.0.0.1:${robot.port}/${secret}`, { mode: 0o600 });
    await writeFile(path.join(data, "wecom"), `http://127.0.0.1:${robot.port}/cgi-bin/webhook/send?key=${secret}`, { mode: 0o600 });
    const group = (type, name, hook, more) => `[[group]]\ntype = "${type}"\nname = "${name}"\nwebhook = "secret:file:${hook}"\nreports = ["day"]\n${more}`;
    await writeFile(path.join(data, "rigong.toml"), `${group("webhook", "中转", "hook", 'content_type = "text/plain"\nbody = "{title} {text}"\n')}${group("wecom", "客服群", "wecom", "")}`);
  });
  const file = path.join(agent.data, "days.csv");
  await writeFile(file, messages());
  await agent.command("import", file);
  page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  page.on("response", async (response) => {
    const where = new URL(response.url());
    if (!/^\/api\/v1\/(posts|post-preview|ranking|commands)/.test(where.pathname) || response.status() === 304) return;
    const body = await response.json().catch(() => null);
    if (body === null) return;
    const address = where.pathname.slice(7) + where.search;
    const complaints = contract.complaints(response.request().method(), address, response.status(), body, response.headers()["content-type"] ?? "");
    if (complaints.length > 0) broken.push(`${address}: ${complaints.join("; ")}`);
    if (JSON.stringify(body).includes(secret)) broken.push(`${address} tells the robot's address`);
  });
  await page.goto(await agent.address());
  await page.getByRole("button", { name: "我是主管" }).click({ timeout: 60_000 });
  await page.locator(".team-table, .team, .empty, .rank-body").first().waitFor({ timeout: 60_000 });
});
after(async () => {
  await browser?.close();
  await agent?.close();
  robot?.server.closeAllConnections?.();
  robot?.server.close();
});

const card = () => page.locator(".post-preview");
const row = (day) => page.locator(`.post-row[data-post*="${day}"]`);
async function look(target, day) {
  await page.evaluate((where) => (location.hash = where), `#/posts?target=${encodeURIComponent(target)}&day=${day}`);
  await page.waitForFunction((name) => document.querySelector(".post-shown > p")?.textContent.startsWith(name) && !document.querySelector(".view-busy"), target, { timeout: 60_000 });
}
async function send(target) {
  await card().getByRole("button", { name: "现在发", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `发到“${target}”？` });
  const text = await dialog.textContent();
  await dialog.getByRole("button", { name: `发到“${target}”` }).click();
  await said(page, "已排入发送。");
  return text;
}
const became = (text) => page.locator(".post-became", { hasText: text }).waitFor({ timeout: 60_000 });

test("what is shown is what arrives, once, and the history says so", { timeout: 120_000 }, async () => {
  await look("中转", days[0]);
  const shown = await card().locator(".message-code").first().textContent();
  assert.match(shown, /客服日榜/);
  const asked = await send("中转");
  const named = /综合前三：(.*?)(进步最大|称号|发出后)/s.exec(asked)?.[1].split("、") ?? [];
  // Two share the first place; with those who share the third they would be more than the upper half.
  assert.equal(named.length, 2, asked);
  for (const name of named) assert.ok(shown.includes(name), `${name} is said to be named, and is not`);
  for (const name of [0, 1, 2, 3, 4, 5].map((rep) => `客服${rep}`)) assert.equal(shown.includes(name), asked.includes(name), name);
  await became("已发出");
  assert.equal(robot.received.length, 1);
  assert.equal(robot.received[0].url, `/${secret}`);
  // The title and the text are one behind the other there, with an empty line between here.
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  assert.equal(flat(robot.received[0].body), flat(shown));
  assert.match(await row(days[0]).textContent(), /中转.*已发出/);
  await page.reload();
  await became("已发出");
  assert.equal(await card().getByRole("button", { name: "现在发", exact: true }).count(), 0);
  await looksRight(page, "sent");
  assert.equal(robot.received.length, 1);
});

test("what the target refuses is said in plain words, and goes out when it is sent again", { timeout: 120_000 }, async () => {
  robot.received.length = 0;
  robot.next = (response) => response.end(JSON.stringify({ errcode: 93000, errmsg: "invalid webhook url, from ip: 203.0.113.7" }));
  await look("客服群", days[0]);
  assert.ok(await card().locator(".message-table").count() > 0);
  await send("客服群");
  await became("没有发出");
  const failed = page.locator('.post-row[data-state="failed"]');
  assert.match(await failed.textContent(), /客服群.*没有发出.*请在群里重新添加机器人/s);
  assert.doesNotMatch(await page.locator("main").textContent(), /errmsg|203\.0\.113/);
  await failed.locator(".post-open").click();
  assert.match(await page.getByRole("dialog").textContent(), /对方的代码93000/);
  await page.keyboard.press("Escape");
  robot.next = (response) => response.end(JSON.stringify({ errcode: 0, errmsg: "ok" }));
  await failed.getByRole("button", { name: /^再发一次：/ }).click();
  await became("已发出");
  assert.equal(robot.received.length, 2);
  assert.equal(robot.received[0].body, robot.received[1].body);
  assert.equal(await failed.count(), 0);
});

test("where the answer got lost the program sends nothing more; a person has seen it, or sends it again", { timeout: 180_000 }, async () => {
  robot.received.length = 0;
  robot.next = null;
  for (const day of days.slice(1)) {
    await look("中转", day);
    await send("中转");
    await became("不知道有没有发到");
  }
  assert.equal(robot.received.length, 2);
  const doubt = page.locator(".doubt");
  assert.equal(await doubt.locator("li").count(), 2);
  assert.match(await doubt.textContent(), /请到群里看一眼/);
  await looksRight(page, "unknown");
  robot.next = (response) => response.end("ok");
  await doubt.getByRole("button", { name: /已经在群里看到了/ }).first().click();
  await said(page, "记下了：已发出。");
  await page.waitForFunction(() => document.querySelectorAll(".doubt-list > li").length === 1);
  assert.equal(robot.received.length, 2);
  await doubt.getByRole("button", { name: /没有看到，再发一次/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "群里没有，再发" }).click();
  await page.waitForFunction(() => document.querySelectorAll('.post-row[data-state="sent"]').length === 4, null, { timeout: 60_000 });
  assert.equal(await doubt.count(), 0);
  assert.equal(robot.received.length, 3);
});

test("all that was answered is as the contract has it, and nothing told the robot's address", async () => {
  assert.deepEqual(broken, []);
  assert.ok(!(await page.content()).includes(secret));
});
