// SPDX-License-Identifier: Apache-2.0
// 成长期清单 and 带教: a newcomer's list on the work page, the mentor's view of it, what a lead sets; taken back, by keyboard, without the
// agent, in both languages and on a narrow screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, sent } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(use, { hash = "#/work", wait = ".checklist-card", ...options } = {}) {
  await withPage(browser, { checklists: "newcomer", work: "none", ...options }, async ({ fake, page, go }) => {
    listen(fake);
    await go(hash);
    await page.locator(wait).first().waitFor();
    await use({ fake, page, go });
  });
}
const item = (page, words) => page.locator(".checklist-card .item", { hasText: words });
const english = { prefs: { language: "en" } };
const shots = process.env.RIGONG_SHOTS;
const shot = (page, name) => (shots ? page.screenshot({ path: `${shots}/checklist-${name}.png`, fullPage: true }) : undefined);

test("a newcomer sees what is to be done, what is done and by whom, and who shows them how", async () => {
  await open(async ({ fake, page }) => {
    const card = page.getByRole("region", { name: "新手清单" });
    const mentor = fake.world.people[1].name;
    assert.match(await card.textContent(), new RegExp(`2 / 8.*带教：${mentor}`));
    assert.match(await item(page, "登录聊天软件").textContent(), new RegExp(`${mentor} · 11月25日`));
    assert.match(await card.textContent(), /不算分，不排名/);
    assert.equal(await card.getByRole("checkbox").count(), 8);
    assert.equal(await card.getByRole("img", { name: "完成 2，共 8" }).count(), 1);
    await shot(page, "newcomer");
  });
});

test("one tap ticks, with name and day, and is taken back from the line below or by another tap", async () => {
  await open(async ({ fake, page }) => {
    await item(page, "认识主要商品").getByRole("checkbox").click();
    await page.locator(".checklist-card").getByText("3 / 8").waitFor();
    assert.match(await item(page, "认识主要商品").textContent(), /林小满 · 11月25日/);
    await emptied(page);
    assert.deepEqual(sent(fake, "checklist.tick").map(({ person, item: id, done }) => [person, id, done]), [["rep-001", "newcomer-goods", true]]);
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await page.locator(".checklist-card").getByText("2 / 8").waitFor();
    await emptied(page);
    assert.equal(sent(fake, "checklist.tick").at(-1).done, false);
    await item(page, "读过告知书").getByRole("checkbox").click();
    await page.locator(".checklist-card").getByText("1 / 8").waitFor();
    await emptied(page);
    assert.equal(await item(page, "读过告知书").getByRole("checkbox").isChecked(), false);
  });
});

test("by the keyboard: from box to box with Tab, ticked with the space bar", async () => {
  await open(async ({ fake, page }) => {
    const box = item(page, "会用快捷短语").getByRole("checkbox");
    await item(page, "认识主要商品").getByRole("checkbox").focus();
    await page.keyboard.press("Tab");
    assert.equal(await box.evaluate((one) => one === document.activeElement), true);
    await page.keyboard.press("Space");
    await page.locator(".checklist-card").getByText("3 / 8").waitFor();
    assert.equal(await box.evaluate((one) => one === document.activeElement), true);
    await emptied(page);
    assert.equal(sent(fake, "checklist.tick")[0].item, "newcomer-phrases");
  });
});

test("while the agent is away a tick waits and is shown; what it refuses says why and gives way", async () => {
  await open(async ({ fake, page }) => {
    await fake.away();
    await item(page, "会做自检和签字").getByRole("checkbox").click();
    assert.match(await item(page, "会做自检和签字").textContent(), /等待确认/);
    fake.world.checks.lists.newcomer.find(({ id }) => id === "newcomer-sheet").hidden = true;
    await fake.back();
    const refusal = page.locator(".refusals");
    await refusal.waitFor();
    assert.match(await refusal.textContent(), /打勾.*不在现在的清单上/);
    await refusal.getByRole("button", { name: "放弃" }).click();
    await page.locator(".checklist-card").getByText("2 / 7").waitFor();
  }, { complaints: "allowed" });
});

test("all done says so; without a list of the stage, or on another day, there is none", async () => {
  await open(async ({ page, go }) => {
    const left = page.locator(".checklist-card input:not(:checked)");
    while ((await left.count()) > 0) await left.first().click();
    await page.locator(".checklist-card").getByText(/都完成了/).waitFor();
    await go("#/work?day=2026-11-24");
    await page.locator(".checklist-card").waitFor({ state: "detached" });
  });
  await open(async ({ page }) => assert.equal(await page.locator(".checklist-card, .mentored-card").count(), 0), { checklists: "", wait: ".work" });
});

test("a mentor sees and ticks the lists of those they show how, and no figures of theirs", async () => {
  await open(async ({ fake, page, go }) => {
    const [, second, third] = fake.world.people;
    const card = page.getByRole("region", { name: "我带教的人" });
    assert.match(await card.textContent(), new RegExp(`${second.name} ?新手清单 1 / 8`));
    assert.match(await card.textContent(), new RegExp(`${third.name} ?现在的阶段没有清单`));
    assert.equal(await page.locator(".checklist-card").count(), 0);
    await card.locator(".item", { hasText: "看过 10 段好会话" }).getByRole("checkbox").click();
    await card.getByText("2 / 8").waitFor();
    await emptied(page);
    assert.deepEqual(sent(fake, "checklist.tick").map(({ person, item: id }) => [person, id]), [[second.id, "newcomer-listen"]]);
    await shot(page, "mentor");
    assert.equal(await card.getByRole("link").count(), 0);
    await go(`#/work?person=${second.id}`);
    await page.getByText("没有这个人。").first().waitFor();
  }, { checklists: "mentor", wait: ".mentored-card", complaints: "allowed" });
});

test("a lead sees a member's list, may tick it, and chooses the mentor on the people page", async () => {
  await open(async ({ fake, page, go }) => {
    await item(page, "独立接待 5 位客户").getByRole("checkbox").click();
    await page.locator(".checklist-card").getByText("3 / 8").waitFor();
    await emptied(page);
    assert.equal(sent(fake, "checklist.tick")[0].person, "rep-001");
    assert.equal(await page.getByText("不算分，不排名").count(), 0);
    await go("#/members");
    await page.locator("[data-member=rep-001] .member-button, .member-button").first().waitFor();
    await page.getByRole("button", { name: "林小满" }).first().click();
    const detail = page.locator(".member-detail").first();
    assert.match(await detail.textContent(), new RegExp(`带教${fake.world.people[1].name}`));
    await detail.getByRole("button", { name: "编辑" }).click();
    const dialog = page.getByRole("dialog");
    const choice = dialog.getByLabel("带教");
    assert.equal(await choice.inputValue(), "rep-002");
    assert.equal(await choice.locator("option[value=rep-001]").count(), 0);
    await choice.selectOption("rep-004");
    await shot(page, "form");
    await dialog.getByRole("button", { name: "保存" }).click();
    await page.locator(".member-detail").getByText(fake.world.people[3].name).waitFor();
    assert.equal(sent(fake, "member.put")[0].mentor, "rep-004");
  }, { role: "lead", hash: "#/work?person=rep-001" });
});

test("a lead adds, renames, hides and shows items of a stage, and goes back to the built-in list", async () => {
  await open(async ({ fake, page }) => {
    const card = page.locator(".checklists-card");
    assert.equal(await card.locator(".item").count(), 8);
    await card.getByRole("button", { name: "加一项" }).click();
    await page.keyboard.press("Enter");
    await card.getByText("写上这一项叫什么。").waitFor();
    await page.keyboard.type("看过一次仓库发货");
    await page.keyboard.press("Enter");
    await card.locator(".item", { hasText: "看过一次仓库发货" }).waitFor();
    assert.equal(await card.getByRole("button", { name: "加一项" }).evaluate((one) => one === document.activeElement), true);
    await card.getByRole("button", { name: "“会做自检和签字”改名" }).click();
    await card.getByLabel("中文").fill("自己签过一次自检");
    await shot(page, "catalogue");
    await card.getByRole("button", { name: "保存" }).click();
    await card.locator(".item", { hasText: "自己签过一次自检" }).waitFor();
    await card.getByRole("button", { name: "收起“读过告知书和团队规则”" }).click();
    await card.getByText("已收起 1 项").click();
    await card.getByRole("button", { name: "再显示“读过告知书和团队规则”" }).click();
    await page.waitForFunction(() => !document.querySelector(".catalogue-hidden"));
    await card.getByRole("button", { name: "恢复内置的清单" }).click();
    await card.getByRole("button", { name: "恢复", exact: true }).click();
    await card.locator(".item", { hasText: "会做自检和签字" }).waitFor();
    await card.getByText("已收起 1 项").waitFor();

    await card.getByRole("tab", { name: "骨干" }).click();
    await card.getByText(/这个阶段还没有清单/).waitFor();
    assert.equal(await card.getByRole("button", { name: "恢复内置的清单" }).count(), 0);
    await card.getByRole("button", { name: "加一项" }).click();
    await page.keyboard.type("带过一位新手");
    await page.keyboard.press("Enter");
    await card.locator(".item", { hasText: "带过一位新手" }).waitFor();
    assert.deepEqual(sent(fake, "checklist.item").map(({ stage, item: id }) => [stage, id]), [["newcomer", ""], ["newcomer", "newcomer-sheet"], ["senior", ""]]);
  }, { role: "lead", hash: "#/members", wait: ".checklists-card" });
});

test("in English, and on a narrow screen without anything sticking out", async () => {
  for (const [name, options, wait] of [
    ["newcomer", {}, ".checklist-card"],
    ["mentor", { checklists: "mentor" }, ".mentored-card"],
    ["lead", { role: "lead", hash: "#/members" }, ".checklists-card"],
  ]) {
    for (const prefs of [{ language: "en" }, { language: "zh" }]) {
      await open(async ({ page }) => {
        if (prefs.language === "en") assert.match(await page.locator(wait).textContent(), /Newcomer/);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name} ${prefs.language}`);
        await shot(page, `${name}-360-${prefs.language}`);
      }, { ...options, wait, prefs, context: { viewport: { width: 360, height: 740 } } });
    }
  }
  await open(async ({ page }) => {
    assert.match(await page.locator(".checklist-card").textContent(), /Newcomer's checklist2 \/ 8.*Mentor: .*It is no score/);
    await item(page, "Know the main products").getByRole("checkbox").click();
    await page.locator(".toast").getByText(/Ticked: Know the main/).waitFor();
    await emptied(page);
    await shot(page, "newcomer-en");
  }, english);
});
