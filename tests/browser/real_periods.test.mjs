// SPDX-License-Identifier: Apache-2.0
// Campaigns on the real program: the demo's own, one that a lead makes on the page and a rep reads of, the figures around it, and what is
// left after a restart. Whatever the program answers on the way is held to the contract.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { callerOf } from "./real/caller.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { looksRight, said } from "./support/people.mjs";

let browser;
let agent;
let page;

before(async () => {
  [browser, agent] = await Promise.all([launch(), Agent.start("demo")]);
});
after(async () => {
  await browser?.close();
  await agent?.close();
});

const call = callerOf(() => page);

test("the demo's campaign stands in the list, with the figures before, during and after it", { timeout: 240_000 }, async () => {
  page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(await agent.address());
  await page.getByRole("button", { name: "我是主管" }).click({ timeout: 120_000 });
  // Choosing leads to the team by itself.
  await page.getByRole("heading", { level: 1, name: "团队" }).waitFor({ timeout: 60_000 });
  const { periods } = await call("/periods");
  assert.deepEqual(periods.map(({ name, period_kind: kind }) => [name, kind]), [["会员日大促", "campaign"], ["会员日大促", "campaign"]]);
  const past = periods.find(({ state }) => state === "over");
  await page.evaluate((id) => (location.hash = `#/periods?id=${id}`), past.id);
  await page.locator(".period-table").waitFor();
  // The story may still be on its way in.
  for (let tries = 0; tries < 90 && (await call(`/period?id=${past.id}`)).after.days < 1; tries++) await page.waitForTimeout(1000);
  const around = await call(`/period?id=${past.id}`);
  assert.ok(around.before.days >= 3 && around.during.days === 1 && around.after.days >= 1, JSON.stringify([around.before, around.during, around.after]));
  const customers = around.figures.find(({ name }) => name === "customers");
  assert.ok(customers.during.value > customers.before.value);
  await call("/period?id=01930000-0000-7000-8000-000000000001", 404);
  await looksRight(page, "the demo's campaign");
});

test("a lead makes a crisis for one group on the page; its people read of it at once, others do not; it outlives a kill", { timeout: 120_000 }, async () => {
  await page.evaluate(() => (location.hash = "#/periods"));
  await page.getByRole("button", { name: "添加", exact: true }).click();
  const dialog = page.locator("dialog");
  await dialog.getByRole("radio", { name: "危机" }).click();
  await dialog.getByLabel("名称").fill("物流停运");
  await dialog.getByLabel("给谁").selectOption("售前");
  await dialog.locator(".dialog-actions .button-main").click();
  await said(page, "已添加：物流停运");
  const [crisis] = (await call("/periods")).periods.filter(({ name }) => name === "物流停运");
  assert.equal(crisis.state, "running");
  const { people } = await call("/people");
  const of = (group) => people.find((one) => one.role === "rep" && one.group === group && !one.left).id;
  const panel = await call(`/panel?person=${of("售前")}`);
  assert.equal(panel.periods[0].words.zh, "物流停运 · 急 · 到 24:00；目标 15 秒，投诉率 1%");
  assert.equal(panel.figures.find(({ name }) => name === "response_mean_ms").goal.high, 15_000);
  assert.deepEqual((await call(`/panel?person=${of("售后")}`)).periods, []);
  const story = await call(`/period?id=${crisis.id}`);
  assert.equal(story.after ?? null, null);
  assert.equal(story.figures.find(({ name }) => name === "complaint_rate").during ?? null, null);
  await agent.kill();
  await agent.begin();
  await page.reload();
  const row = page.locator(".period-row", { hasText: "物流停运" });
  await row.getByRole("button", { name: "现在结束物流停运" }).click({ timeout: 60_000 });
  await said(page, "已结束：物流停运");
  assert.deepEqual((await call(`/panel?person=${of("售前")}`)).periods, []);
  await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
  await said(page, "已撤销");
  assert.equal((await call("/periods")).periods.find(({ id }) => id === crisis.id).state, "running");
  assert.match(await agent.command("doctor"), /操作记录完整|log of commands is whole/);
});
