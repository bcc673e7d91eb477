// SPDX-License-Identifier: Apache-2.0
// The day's work on the real program, as a rep and as a lead would do it: written on the page, kept by the program, there again after it was
// killed. Whatever it answers on the way is held to the contract.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { loadContract } from "./support/contract.mjs";
import { emptied, openRow, row } from "./support/work.mjs";

const contract = loadContract();
let browser;
let agent;
let page;
let reps;
let today;
const broken = []; // Answers that are not as the contract has them.
const held = new Set(); // The addresses that were held to it.

before(async () => {
  [browser, agent] = await Promise.all([launch(), Agent.start("demo")]);
});
after(async () => {
  await browser?.close();
  await agent?.close();
});

const go = (hash) => page.evaluate((where) => (location.hash = where), hash);
const call = (address, options = {}) =>
  page.evaluate(
    async ([where, more]) => {
      const headers = { Authorization: `Bearer ${localStorage.getItem("rigong.token")}`, "Content-Type": "application/json" };
      const response = await fetch(`/api/v1${where}`, { headers, cache: "no-store", ...more });
      return { status: response.status, body: await response.json() };
    },
    [address, options],
  );
let ids = 0;
const act = (body) => call("/commands", { method: "POST", body: JSON.stringify({ id: `0193f000-0000-7000-8000-${String(++ids).padStart(12, "0")}`, ...body }) });
const sitDown = async (who) => {
  assert.equal((await act({ kind: "desk.choose", person: who?.id ?? "", lead: who === undefined })).status, 200);
  await page.reload();
  await page.locator("main h1, main h2").first().waitFor();
};

test("a demo that has just begun has the day's work, and every answer about it is as the contract says", { timeout: 240_000 }, async () => {
  page = await openPage(browser, { viewport: { width: 420, height: 900 } });
  page.on("response", async (response) => {
    const where = new URL(response.url());
    if (!where.pathname.startsWith("/api/v1/") || response.request().method() !== "GET" || response.status() !== 200 || where.pathname.endsWith("/events")) return;
    const body = await response.json().catch(() => null);
    if (body === null) return;
    const address = where.pathname.slice(7) + where.search;
    held.add(where.pathname.slice(7));
    const complaints = contract.complaints("GET", address, 200, body, response.headers()["content-type"] ?? "");
    if (complaints.length > 0) broken.push(`${address}: ${complaints.join("; ")}`);
  });
  await page.goto(await agent.address());
  await page.getByRole("button", { name: "我是主管" }).click({ timeout: 120_000 });
  const session = (await call("/session")).body;
  today = session.today;
  reps = (await call("/people")).body.people.filter((one) => one.role === "rep" && one.group === "售前" && !one.left);
  assert.ok(reps.length > 5);
  for (const address of [`/work?person=${reps[0].id}`, "/handoffs", `/promises?group=售前&from=${today}&to=${today}`, `/promises?person=${reps[0].id}&from=${today}&to=${today}`, "/day-report", "/team", "/load", "/ranking", "/ranking?by=week", "/ranking?by=month", `/panel?person=${reps[0].id}`, "/accounts"]) {
    assert.equal((await call(address)).status, 200, address);
  }
});

test("a rep writes a to-do, does it, takes that back; hands off with a number; promises and ticks", { timeout: 120_000 }, async () => {
  await sitDown(reps[0]);
  await go("#/work");
  await page.getByLabel("加一项待办").fill("回电给刚才那位");
  await page.keyboard.press("Enter");
  await row(page, "回电给刚才那位").waitFor();
  await emptied(page);
  const before = (await call(`/work?person=${reps[0].id}`)).body;
  await row(page, "回电给刚才那位").getByRole("checkbox").first().click();
  await page.getByRole("button", { name: "撤销" }).waitFor();
  await emptied(page);
  assert.equal((await call(`/work?person=${reps[0].id}`)).body.done, before.done + 1);
  await page.getByRole("button", { name: "撤销" }).click();
  await emptied(page);
  assert.equal((await call(`/work?person=${reps[0].id}`)).body.done, before.done);

  const last = (await call("/handoffs")).body.rows.length;
  await go("#/handoffs");
  await page.getByLabel("对接部门").fill("仓库");
  await page.getByLabel("什么事").fill("改地址 3 单");
  await page.keyboard.press("Enter");
  await page.locator(".task", { hasText: "改地址 3 单" }).getByText(new RegExp(`^${today.slice(5, 7)}${today.slice(8)}-${last + 1}$`)).waitFor();

  const id = `0193f000-0000-7000-8000-${String(ids + 1).padStart(12, "0")}`;
  assert.equal((await act({ kind: "promise.choose", person: reps[0].id, from: today, until: today, steps: [{ step: "", title: "每位都说一声稍等" }] })).status, 200);
  await go("#/promises");
  await page.getByLabel("每位都说一声稍等").first().click();
  await emptied(page);
  assert.deepEqual((await call(`/work?person=${reps[0].id}`)).body.promises.map((one) => [one.id, one.kept]), [[`${id}.1`, [today]]]);
});

test("a colleague takes the hand-off over and gives it a result; the lead sees it in the series, its story and the report", { timeout: 120_000 }, async () => {
  await sitDown(reps[1]);
  await go("#/handoffs");
  const item = await openRow(page, "改地址 3 单");
  await item.getByRole("button", { name: "接过来" }).click();
  await emptied(page);
  const task = (await call("/handoffs")).body.rows.find((one) => one.title === "改地址 3 单");
  assert.equal(task.owner.id, reps[1].id);
  assert.equal(task.asked.id, reps[0].id);
  assert.equal((await act({ kind: "task.done", task: task.id, result: "三单都改好了" })).status, 200);
  // What is others' is not there.
  assert.equal((await call(`/work?person=${reps[0].id}`)).status, 404);
  await sitDown();
  const story = (await call(`/task?id=${task.id}`)).body;
  assert.deepEqual(story.events.map((one) => one.what), ["made", "given", "done"]);
  await go("#/report");
  await page.locator(".report .close-text", { hasText: "回电给刚才那位" }).waitFor();
  assert.match((await call("/day-report")).body.text.zh, new RegExp(`${reps[0].name}：回电给刚才那位`));
});

test("a major hand-off stands at the head of the lead's page until it is seen; passed on it waits to be taken; a step is added", { timeout: 120_000 }, async () => {
  await sitDown(reps[0]);
  await go("#/handoffs");
  await page.getByLabel("对接部门").fill("仓库");
  await page.getByLabel("什么事").fill("整车破损");
  await page.getByLabel("重大，马上告诉主管").check();
  await page.keyboard.press("Enter");
  await row(page, "整车破损").locator(".tag-major").waitFor();
  await emptied(page);
  assert.equal(await page.locator(".major-lines").count(), 0);
  await sitDown();
  const line = page.locator(".major-lines li", { hasText: "整车破损" });
  await line.getByRole("button", { name: /^知道了/ }).click();
  await line.waitFor({ state: "detached" });
  await emptied(page);
  assert.deepEqual((await call("/session")).body.major, []);
  await go("#/promises");
  const card = page.locator(".steps-card");
  await card.getByRole("button", { name: "加一步" }).click();
  await card.getByLabel("中文").fill("报价核对");
  await page.keyboard.press("Enter");
  await card.locator(".item-title", { hasText: "报价核对" }).waitFor();
  await sitDown(reps[0]);
  await go("#/handoffs");
  await row(page, "整车破损").getByText(/^主管已知 /).waitFor();
  const item = await openRow(page, "整车破损");
  await item.getByRole("button", { name: "交给主管" }).click();
  await page.getByText(/^已交给主管 /).waitFor();
  await item.getByText(/^等 .* 接下$/).waitFor();
  const task = (await call("/handoffs")).body.rows.find((one) => one.title === "整车破损");
  assert.equal(task.passed_by.id, reps[0].id);
  assert.ok((await call(`/work?person=${reps[0].id}`)).body.tasks.some((one) => one.id === task.id));
  assert.ok((await call(`/promises?person=${reps[0].id}&from=${today}&to=${today}`)).body.catalogue.some((one) => one.title.zh === "报价核对" && one.title.en === "报价核对"));
});

test("killed and begun again, all of it is there, and the log is whole", { timeout: 120_000 }, async () => {
  const before = { work: (await call(`/work?person=${reps[0].id}`)).body.tasks.map((one) => [one.id, one.state, one.version]), rows: (await call("/handoffs")).body.rows.map((one) => [one.shown_number, one.state]) };
  await agent.kill();
  await agent.begin();
  await page.reload();
  await page.locator("main h1, main h2").first().waitFor({ timeout: 60_000 });
  assert.deepEqual((await call(`/work?person=${reps[0].id}`)).body.tasks.map((one) => [one.id, one.state, one.version]), before.work);
  assert.deepEqual((await call("/handoffs")).body.rows.map((one) => [one.shown_number, one.state]), before.rows);
  assert.match(await agent.command("doctor"), /操作记录完整|log of commands is whole/);
  assert.deepEqual(broken, []);
  for (const address of ["/session", "/people", "/panel", "/work", "/task", "/handoffs", "/promises", "/day-report", "/team", "/load", "/ranking", "/accounts"]) assert.ok(held.has(address), address);
});
