// SPDX-License-Identifier: Apache-2.0
// Members: added, changed, away, gone, erased; accounts in one tap; deputies; refusals lose nothing; all by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { known } from "./fake/people.mjs";
import { launch } from "./support/browser.mjs";
import { openMember, refuseOnce, rowOf, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";
import { listen, sent, today } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const wide = { viewport: { width: 1280, height: 900 } };
const open = (options, use) =>
  withPage(browser, { role: "lead", wait: "main", context: wide, ...options }, async (all) => {
    listen(all.fake);
    await all.go(options.hash ?? "#/members");
    await all.page.locator(".member-table, .empty").first().waitFor();
    await use(all);
  });
const column = (page, at) => page.locator(".member-group >> nth=0").locator(".member-row").evaluateAll((rows, i) => rows.map((row) => row.children[i].textContent.trim()), at);

test("members stand by group with what a lead asks first; any column sorts; former ones are folded away", async () => {
  await open({}, async ({ page }) => {
    assert.deepEqual(await page.locator(".member-group-head b").allTextContents(), ["售前", "售后", "电话"]);
    assert.match(await page.locator(".view-head").textContent(), /成员25 位/);
    const names = await page.locator(".member-group >> nth=0").locator(".member-name-text").allTextContents();
    assert.deepEqual(names, [...names].sort(new Intl.Collator("zh-CN").compare));
    await page.getByRole("button", { name: "入职" }).click();
    const joined = (await column(page, 4)).filter((one) => one !== "—");
    assert.deepEqual(joined, [...joined].sort());
    assert.equal(await page.getByRole("columnheader", { name: "入职" }).getAttribute("aria-sort"), "ascending");
    assert.match(await page.evaluate(() => location.hash), /sort=joined\.up/);
    assert.equal(await rowOf(page, "rep-026").count(), 0);
    const fold = page.getByRole("button", { name: "已离职 1 位" });
    await fold.click();
    await rowOf(page, "rep-026").waitFor();
    assert.match(await page.locator(".member-group").last().textContent(), /已离职 1 位/);
    await page.getByRole("searchbox").fill("客服12");
    await page.waitForFunction(() => document.querySelectorAll("[data-member]").length === 1);
    await page.getByRole("searchbox").fill("没有这个人");
    await page.getByText("没有这样的成员。").waitFor();
  });
});

test("an account that nobody claims becomes a member in two taps, and is nobody's no more", async () => {
  await open({}, async ({ fake, page }) => {
    await page.getByRole("button", { name: "把 新来的 加为成员" }).click();
    const dialog = page.getByRole("dialog", { name: "加一位成员" });
    assert.equal(await dialog.getByLabel("姓名").inputValue(), "新来的");
    assert.equal(await dialog.getByLabel("成长期").inputValue(), "by_time");
    assert.equal(await dialog.getByLabel("入职").inputValue(), today);
    await dialog.getByLabel("组", { exact: true }).fill("直播");
    await dialog.getByLabel("类别").selectOption("live");
    // The other one too, by one more tap.
    await dialog.getByRole("button", { name: /晨野:夜班二/ }).click();
    await dialog.getByRole("button", { name: "加一位", exact: true }).click();
    await said(page, "已加上 新来的。");
    const [put] = sent(fake, "member.put");
    assert.deepEqual(
      { member: put.member, is_new: put.is_new, name: put.name, group: put.group, role: put.role, track: put.track, stage: put.stage, joined_on: put.joined_on, mentor: put.mentor, accounts: put.accounts },
      { member: "rep-027", is_new: true, name: "新来的", group: "直播", role: "rep", track: "live", stage: "by_time", joined_on: today, mentor: "", accounts: [{ account: "晨野旗舰店", rep: "晨野:新来的", from: null, to: null }, { account: "晨野旗舰店", rep: "晨野:夜班二", from: null, to: null }] },
    );
    await rowOf(page, "rep-027").waitFor();
    assert.equal(await page.locator(".unclaimed").count(), 0);
  });
});

test("what is missing is said at its field; a refusal shows its words and loses nothing, not even by a click beside the dialog", async () => {
  await open({ complaints: "allowed" }, async ({ fake, page }) => {
    await page.getByRole("button", { name: "加一位", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "加一位成员" });
    assert.equal(await dialog.getByLabel("姓名").evaluate((one) => one === document.activeElement), true);
    await dialog.getByRole("button", { name: "手工写一个" }).click();
    await dialog.getByRole("button", { name: "加一位", exact: true }).click();
    await dialog.getByText("请写姓名。").waitFor();
    await dialog.getByText("请写子账号，或去掉这一行。").waitFor();
    assert.equal(sent(fake, "member.put").length, 0);
    await dialog.getByLabel("姓名").fill("李新");
    await dialog.getByLabel("子账号").fill("晨野:客服4");
    await dialog.getByRole("button", { name: "加一位", exact: true }).click();
    await dialog.getByText(/这个账号这些天归 .+。请先改那边的日期。/).waitFor();
    assert.equal(await dialog.getByLabel("姓名").inputValue(), "李新");
    await page.mouse.click(5, 5);
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "加一位", exact: true }).click();
    assert.equal(await dialog.getByLabel("姓名").inputValue(), "李新");
    assert.equal(await dialog.getByLabel("子账号").inputValue(), "晨野:客服4");
    await dialog.getByLabel("编号").fill("rep-004");
    await dialog.getByRole("button", { name: /去掉账号/ }).click();
    await dialog.getByRole("button", { name: "加一位", exact: true }).click();
    await dialog.getByText("已经有这个编号的成员了。请换一个编号。").waitFor();
    assert.equal(await dialog.getByLabel("编号").getAttribute("aria-invalid"), "true");
    await dialog.getByLabel("编号").fill("li-xin");
    await dialog.getByRole("button", { name: "加一位", exact: true }).click();
    await said(page, "已加上 李新。");
    await page.getByRole("button", { name: "加一位", exact: true }).click();
    assert.equal(await dialog.getByLabel("姓名").inputValue(), "");
  });
});

test("leave asks for no reason, hands over what is open, and can be taken back", async () => {
  await open({ complaints: "allowed" }, async ({ fake, page }) => {
    const detail = await openMember(page, "rep-004");
    await detail.getByRole("button", { name: "请假" }).click();
    const form = detail.getByRole("form", { name: /请假$/ });
    assert.equal(await form.locator("input, select, textarea").count(), 3);
    assert.match(await form.textContent(), /不问原因，也不记原因/);
    await form.getByLabel("到").fill("2026-11-20");
    await form.getByRole("button", { name: "记下请假" }).click();
    await form.getByText("结束日要在开始日当天或之后。").waitFor();
    await form.getByLabel("到").fill("2026-11-27");
    await form.getByLabel("未结的对接交给").selectOption("rep-001");
    const words = refuseOnce(fake, "leave.add");
    await form.getByRole("button", { name: "记下请假" }).click();
    await form.getByText(words.zh).waitFor();
    assert.equal(await form.getByLabel("到").inputValue(), "2026-11-27");
    await form.getByRole("button", { name: "记下请假" }).click();
    await said(page, /已记下 .+ 请假/);
    const [first, second] = sent(fake, "leave.add");
    assert.deepEqual({ person: second.person, from: second.from, to: second.to, hand_to: second.hand_to }, { person: "rep-004", from: today, to: "2026-11-27", hand_to: "rep-001" });
    // What was refused once stays refused under its id.
    assert.notEqual(first.id, second.id);
    await rowOf(page, "rep-004").getByText("请假到 11月27日").first().waitFor({ state: "attached" });
    await detail.getByRole("button", { name: /撤回 11月25日 到 11月27日/ }).click();
    await said(page, "请假已撤回。");
    assert.equal(sent(fake, "leave.remove")[0].leave, second.id);
  });
});

test("the last day, and taking it back; a former member is erased only by typing the name", async () => {
  await open({}, async ({ fake, page }) => {
    const detail = await openMember(page, "rep-004");
    await detail.getByRole("button", { name: "离职" }).click();
    const form = detail.getByRole("form", { name: /离职$/ });
    await form.getByLabel("最后一天").fill("2026-11-30");
    await form.getByLabel("没做完的交给").selectOption({ index: 1 });
    await form.getByRole("button", { name: "确定离职" }).click();
    await said(page, /最后一天记为 11月30日/);
    await detail.getByText("最后一天 11月30日").first().waitFor();
    await detail.getByRole("button", { name: "撤销离职" }).click();
    await said(page, "离职已撤销");
    assert.equal(known(fake.world).members.find(({ id }) => id === "rep-004").left_on, null);
    await page.getByRole("button", { name: "已离职 1 位" }).click();
    const gone = await openMember(page, "rep-026");
    await gone.getByRole("button", { name: "抹去" }).click();
    const name = fake.world.person("rep-026").name;
    const dialog = page.getByRole("dialog", { name: `抹去 ${name}` });
    assert.match(await dialog.textContent(), /会没有的.*会留下的.*找不回来/s);
    const erase = dialog.getByRole("button", { name: "永久抹去" });
    assert.equal(await erase.isDisabled(), true);
    await dialog.getByRole("textbox").fill(`${name}x`);
    assert.equal(await erase.isDisabled(), true);
    await dialog.getByRole("textbox").fill(name);
    await erase.click();
    await said(page, "已抹去。");
    assert.deepEqual(sent(fake, "member.erase").map(({ member, name: typed }) => [member, typed]), [["rep-026", name]]);
  });
});

test("a deputy for some days, and the end of it", async () => {
  await open({}, async ({ fake, page }) => {
    const card = page.locator(".card", { has: page.locator(".deputies") });
    assert.match(await card.textContent(), /代理有主管的权限；做的每一步都记在代理名下/);
    await card.getByRole("button", { name: "安排代理" }).click();
    await card.getByRole("button", { name: "安排代理" }).click();
    await card.getByText("请选两位。").waitFor();
    await card.getByLabel("谁来代").selectOption("rep-004");
    await card.getByLabel("从").fill("2026-12-01");
    await card.getByLabel("到").fill("2026-12-03");
    await card.getByRole("button", { name: "安排代理" }).click();
    await said(page, /代 .+，12月1日 到 12月3日/);
    const [put] = sent(fake, "deputy.add");
    assert.deepEqual([put.person, put.deputy, put.from, put.to], ["rep-025", "rep-004", "2026-12-01", "2026-12-03"]);
    await page.waitForFunction(() => document.querySelectorAll(".deputies li").length === 2);
    await card.getByRole("button", { name: /^结束 / }).first().click();
    await said(page, "代理已结束。");
    await page.waitForFunction(() => document.querySelectorAll(".deputies li").length === 1);
  });
});

test("while the agent is away nothing is promised: the page says so, and what is pressed too late loses nothing", async () => {
  await open({ complaints: "allowed" }, async ({ fake, page }) => {
    await page.getByRole("button", { name: "加一位", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "加一位成员" });
    await dialog.getByLabel("姓名").fill("李新");
    await fake.away();
    await dialog.getByRole("button", { name: "加一位", exact: true }).click();
    await dialog.getByText("这一步还没有做；写的都还在").waitFor();
    await page.getByText("这里只能看，改动要等它回来").waitFor({ state: "attached" });
    await fake.back();
    await page.locator(".away").waitFor({ state: "detached", timeout: 20_000 });
    await dialog.getByRole("button", { name: "加一位", exact: true }).click();
    await said(page, "已加上 李新。");
    assert.equal(sent(fake, "member.put").length, 1);
    assert.equal(await page.evaluate(() => localStorage.getItem("rigong.outbox") ?? "[]"), "[]");
  });
});

test("nobody, one and five hundred members; five hundred are found and opened without waiting", async () => {
  await open({ people: 0 }, async ({ page }) => {
    await page.getByRole("heading", { name: "还没有成员" }).waitFor();
    await page.getByRole("button", { name: "加一位成员" }).click();
    await page.getByRole("dialog", { name: "加一位成员" }).waitFor();
  });
  await open({ people: 1, prefs: { language: "en" } }, async ({ page }) => {
    assert.match(await page.locator(".view-head").textContent(), /1 person/);
    assert.equal(await page.locator(".deputies, .member-search").count(), 0);
  });
  await open({ people: 500 }, async ({ page }) => {
    assert.equal(await page.locator("[data-member]").count(), 499);
    const begun = Date.now();
    await page.getByRole("button", { name: "成长期" }).click();
    await page.locator("[aria-sort=ascending]", { hasText: "成长期" }).waitFor();
    await page.getByRole("searchbox").fill("rep-4");
    await page.waitForFunction(() => document.querySelectorAll("[data-member]").length === 100);
    await openMember(page, "rep-444");
    assert.ok(Date.now() - begun < 8000, `${Date.now() - begun} ms`);
    // Of five hundred, those who can take over are all there.
    await page.locator("[data-form=leave]").click();
    assert.ok((await page.getByLabel("未结的对接交给").locator("option").count()) > 490);
  });
});

test("by keyboard alone: to the first, open, away, cancel, and on", async () => {
  await open({}, async ({ page }) => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const second = page.locator(".member-button").nth(1);
    assert.equal(await second.evaluate((one) => one === document.activeElement), true);
    await page.keyboard.press("Enter");
    assert.equal(await second.getAttribute("aria-expanded"), "true");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "请假");
    await page.keyboard.press("Enter");
    await page.getByRole("form", { name: /请假$/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("form", { name: /请假$/ }).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.textContent === "请假");
    await page.keyboard.press("j");
    assert.equal(await page.locator(".member-button").nth(2).evaluate((one) => one === document.activeElement), true);
    await page.keyboard.press("a");
    await page.getByRole("dialog", { name: "加一位成员" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("f");
    assert.equal(await page.getByRole("searchbox").evaluate((one) => one === document.activeElement), true);
  });
});
