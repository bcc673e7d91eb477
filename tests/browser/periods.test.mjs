// SPDX-License-Identifier: Apache-2.0
// 活动与专项: what a lead sets and takes back, the line on a rep's panel, the figures before, during and after; in every look.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addPeriod, periodsOf } from "./fake/periods.mjs";
import { launch } from "./support/browser.mjs";
import { looksOf } from "./support/looks.mjs";
import { looksRight, menu, refuseOnce, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const open = (world, hash, use, fill) =>
  withPage(browser, { role: "lead", wait: "main", ...world }, async (all) => {
    fill?.(all.fake.world);
    all.fake.commit();
    await all.go(hash);
    await use(all);
  });
const row = (page, name) => page.locator(".period-row", { hasText: name });
const card = (page, title) => page.locator(".period-card", { has: page.getByRole("heading", { name: title, exact: true }) });

test("from the menu to the first campaign: the level's targets are filled in, and what is saved can be undone", async () => {
  await open({}, "#/team", async ({ page, fake }) => {
    await (await menu(page)).getByRole("menuitem", { name: "活动与专项" }).click();
    await page.getByText("还没有活动或专项").waitFor();
    await page.getByRole("button", { name: "添加" }).click();
    const dialog = page.locator("dialog");
    assert.equal(await page.evaluate(() => document.activeElement.name), "name");
    assert.equal(await dialog.getByLabel("平响的目标", { exact: true }).inputValue(), "15");
    assert.equal(await dialog.getByLabel("等待多少秒提醒").inputValue(), "15");
    await dialog.getByRole("radio", { name: "标准" }).click();
    assert.equal(await dialog.getByLabel("平响的目标", { exact: true }).inputValue(), "30");
    await dialog.getByRole("radio", { name: "专项" }).click();
    assert.equal(await dialog.locator(".period-aim").count(), 0);
    await dialog.getByRole("radio", { name: "危机" }).click();
    await dialog.getByRole("radio", { name: "急" }).click();
    assert.equal(await dialog.getByLabel("投诉率的目标", { exact: true }).inputValue(), "1");
    await dialog.getByRole("radio", { name: "大促" }).click();
    await dialog.locator(".dialog-actions .button-main").click();
    await dialog.getByText("请填写名称。").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.name), "name");
    await page.keyboard.type("双11");
    await dialog.getByLabel("开始时间").fill("20:00");
    // What the lead has changed stays when the level changes.
    await dialog.getByLabel("平响的目标", { exact: true }).fill("12.5");
    await dialog.getByRole("radio", { name: "标准" }).click();
    assert.equal(await dialog.getByLabel("平响的目标", { exact: true }).inputValue(), "12.5");
    await dialog.getByRole("button", { name: "加一个目标" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "SELECT");
    await page.keyboard.press("Tab");
    await page.keyboard.type("95");
    await page.keyboard.press("Enter");
    await said(page, "已添加：双11");
    const [made] = periodsOf(fake.world);
    assert.deepEqual([made.period_kind, made.level, made.begin, made.end, made.warn_after_s], ["campaign", "standard", "20:00", "", 15]);
    assert.deepEqual(made.aims, [{ figure: "response_mean_ms", value: 12_500 }, { figure: "satisfaction", value: 0.95 }]);
    await row(page, "双11").getByText(/平响 ≤12\.5\s秒 · 满意度 ≥95% · 等 15 秒提醒/).waitFor();
    await card(page, "将要开始").getByText("20:00 至 24:00").waitFor();
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await said(page, "已撤销");
    await page.getByText("已取消", { exact: true }).click();
    await row(page, "双11").getByRole("button", { name: "恢复双11" }).click();
    await card(page, "将要开始").waitFor();
  });
});

test("a running one is changed and ended, each with the way back; a refusal stands in the form and loses nothing", async () => {
  const fill = (world) => addPeriod(world, { name: "店庆" });
  // The browser itself notes an answer that is no 200.
  await open({ complaints: "allowed" }, "#/periods", async ({ page, fake }) => {
    await row(page, "店庆").getByRole("button", { name: "修改店庆" }).click();
    const dialog = page.locator("dialog");
    await dialog.getByLabel("名称").fill("店庆加时");
    refuseOnce(fake, "period.change");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("这一步现在不行，请换一天。").waitFor();
    assert.equal(await dialog.getByLabel("名称").inputValue(), "店庆加时");
    await dialog.getByRole("button", { name: "保存" }).click();
    await said(page, "已保存：店庆加时");
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await said(page, "已撤销");
    assert.equal(periodsOf(fake.world)[0].name, "店庆");
    await row(page, "店庆").getByRole("button", { name: "现在结束店庆" }).click();
    await said(page, "已结束：店庆");
    await card(page, "已经过去").getByText("提前结束").waitFor();
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await card(page, "正在进行").waitFor();
    await row(page, "店庆").getByRole("button", { name: "取消店庆" }).click();
    await said(page, "已取消：店庆");
    await page.getByText("还没有活动或专项").waitFor({ state: "detached" });
  }, fill);
});

test("before, during and after: days beside them, what was left out, few as counts, the group changed by its tab", async () => {
  const fill = (world) => addPeriod(world, { name: "双11", from: "2026-11-10", to: "2026-11-11", begin: "20:00" });
  await open({}, "#/periods", async ({ page }) => {
    await row(page, "双11").getByRole("link", { name: "双11的前后对比" }).click();
    await page.locator(".period-table").waitFor();
    assert.match(await page.locator(".period-table thead").textContent(), /之前 7 天期间 2 天之后 2 天/);
    assert.match(await page.locator(".period-table tr", { hasText: "接待人数" }).textContent(), /每天7 天合计 [\d,]+.*每天2 天合计/);
    assert.match(await page.locator(".period-table tr", { hasText: "平响" }).textContent(), /目标\s≤15\s秒.*秒[\d,]+\s轮/);
    assert.match(await page.locator(".period-table tr", { hasText: "满意度" }).textContent(), /6\/7$/);
    await page.getByText("不计：10月27日（会员日）").waitFor();
    await page.getByText("“之后”还有 6 天没到。").waitFor();
    await page.getByText("这里只列数字，不说原因").waitFor();
    await page.getByText("这里按整天算").waitFor();
    await page.getByRole("tab", { name: "售后" }).click();
    await page.waitForFunction(() => location.hash.includes("group="));
    await page.getByRole("link", { name: "全部活动与专项" }).click();
    await row(page, "双11").waitFor();
  }, fill);
});

test("one that runs has no after, and a crisis says that nothing tells of complaints", async () => {
  const fill = (world) => addPeriod(world, { name: "停运", period_kind: "crisis", group: "售后" });
  await open({}, "#/periods", async ({ page }) => {
    await row(page, "停运").getByRole("link").click();
    await page.getByText("还在进行，没有“之后”").waitFor();
    await page.getByText("投诉率：没有哪个数据来源提供能相加的投诉数").waitFor();
    assert.match(await page.locator(".period-table tr", { hasText: "投诉率" }).textContent(), /目标\s≤1%———$/);
    assert.equal(await page.getByRole("tab").count(), 0);
  }, fill);
});

test("a rep reads on the panel what is on and what comes later, of the own group, and is shown no list", async () => {
  const fill = (world) => {
    addPeriod(world, { name: "双11预热", from: world.today(), begin: "08:00" });
    addPeriod(world, { name: "晚场", begin: "22:00", end: "23:30" });
    addPeriod(world, { name: "别组的", group: "电话" });
  };
  await open({ role: "rep" }, "#/panel", async ({ page, go }) => {
    await page.getByText("双11预热 · 急 · 到 24:00；目标 15 秒").waitFor();
    await page.getByText("晚场 · 急 · 从 22:00 到 23:30；目标 15 秒").waitFor();
    assert.equal(await page.locator(".day-period").count(), 2);
    await go("#/periods");
    await page.getByText("这一页给主管看").waitFor();
  }, fill);
});

test("what was reported: the platform's answer and the evidence, no targets, and the figures with and without", async () => {
  await open({}, "#/periods", async ({ page, fake }) => {
    await page.getByRole("button", { name: "添加" }).click();
    const dialog = page.locator("dialog");
    await dialog.getByRole("radio", { name: "报备" }).click();
    await dialog.getByText("另列不含这段的数字").waitFor();
    assert.equal(await dialog.locator(".period-aims").count(), 0);
    assert.equal(await dialog.getByLabel("等待多少秒提醒").count(), 0);
    await dialog.getByLabel("名称").fill("平台接口故障");
    await dialog.getByLabel("开始时间").fill("14:00");
    await dialog.getByLabel("结束时间").fill("15:10");
    await dialog.getByRole("radio", { name: "已受理" }).click();
    await dialog.getByLabel("凭证").fill("工单 20261125-7");
    await page.keyboard.press("Enter");
    await said(page, "已添加：平台接口故障");
    const [made] = periodsOf(fake.world);
    assert.deepEqual([made.period_kind, made.claim, made.evidence, made.aims, made.warn_after_s], ["reported", "accepted", "工单 20261125-7", [], 0]);
    assert.match(await row(page, "平台接口故障").textContent(), /报备 · 已受理.*14:00 至 15:10.*工单 20261125-7/s);
    await row(page, "平台接口故障").getByRole("link", { name: /前后对比/ }).click();
    await page.locator(".period-table").waitFor();
    assert.match(await page.locator(".period-table thead").textContent(), /之前 \d+ 天当天 1 天不含报备 之后/);
    assert.match(await page.locator(".period-table tr", { hasText: "答问比" }).textContent(), /——$/);
    await page.getByText("答问比只有按天的记录，去不掉").waitFor();
    await page.getByRole("link", { name: "全部活动与专项" }).click();
    await row(page, "平台接口故障").getByRole("button", { name: /修改/ }).click();
    assert.equal(await dialog.getByRole("radio", { name: "已受理" }).getAttribute("aria-checked"), "true");
    assert.equal(await dialog.getByLabel("凭证").inputValue(), "工单 20261125-7");
  });
});

test("a rep reads on the panel what was reported of the day, and in a figure what it is without it; another day knows nothing of it", async () => {
  const fill = (world) => addPeriod(world, { name: "平台接口故障", period_kind: "reported", claim: "sent", begin: "14:00", end: "15:10", aims: [], warn_after_s: 0 });
  await open({ role: "rep" }, "#/panel", async ({ page, go }) => {
    await page.getByText("平台接口故障 · 14:00 到 15:10 已报备，等平台答复").waitFor();
    await page.getByRole("button", { name: "慢响应", exact: true }).click();
    assert.match(await page.locator("#figure-slow_share-detail").textContent(), /不含报备[\d.]+%/);
    await page.getByRole("button", { name: "答问比", exact: true }).click();
    assert.doesNotMatch(await page.locator("#figure-answer_ratio-detail").textContent(), /不含报备/);
    await go("#/panel?day=2026-11-24");
    await page.getByRole("heading", { name: /昨日/ }).waitFor();
    assert.equal(await page.getByText("已报备").count(), 0);
  }, fill);
});

test("a reader reads the list and changes nothing", async () => {
  await open({ role: "reader" }, "#/periods", async ({ page }) => {
    await row(page, "双11大促").getByRole("link").waitFor();
    assert.equal(await page.locator("main button").count(), 0);
  }, (world) => addPeriod(world));
});

const long = "一个特别特别长的活动名字用来看会不会把版面撑开Wolfeschlegelsteinhausen";
const many = (world) => {
  addPeriod(world, { name: long, from: "2026-11-24", to: "2026-11-27", period_kind: "crisis", group: "售后", aims: [{ figure: "response_mean_ms", value: 15_000 }, { figure: "complaint_rate", value: 0.01 }, { figure: "satisfaction", value: 0.9 }], made_by: { id: "rep-025", name: "阿卜杜热合曼·买买提吐尔逊江·伊斯拉木" } });
  addPeriod(world, { name: "新品", period_kind: "topic", from: "2026-11-20", to: "2026-12-20", aims: [], warn_after_s: 0 });
  addPeriod(world, { name: "双12", from: "2026-12-11", to: "2026-12-12", begin: "20:00", end: "02:00", level: "standard" });
  for (let i = 0; i < 30; i++) addPeriod(world, { name: `会员日 ${i + 1}`, from: "2026-10-01", to: "2026-10-01" });
  addPeriod(world, { name: "停运", state: "ended", from: "2026-11-02", to: "2026-11-05", closed_at: Date.parse("2026-11-03T08:00:00Z") });
  addPeriod(world, { name: "误建", state: "dropped", closed_at: Date.parse("2026-11-03T08:00:00Z") });
};
const form = (page) => page.locator(".view-aside .button-main, .empty-actions .button-main").first().click();
const wrong = async (page) => {
  await form(page);
  await page.locator("dialog .period-aim-add").click();
  await page.locator("dialog .dialog-actions .button-main").click();
};
const figures = (page) => page.locator(".period-row a").first().click();
const reporting = async (page) => {
  await form(page);
  await page.locator("dialog .choice-option", { hasText: /^(报备|Reported)$/ }).click();
};
const reported = (world) => addPeriod(world, { name: long, period_kind: "reported", claim: "refused", evidence: "工单 20261125-7，见“平台公告”截图", begin: "14:00", end: "15:10", aims: [], warn_after_s: 0 });
const worlds = [
  ["none", {}, () => {}, null],
  ["one", {}, (world) => addPeriod(world), null],
  ["many", { shops: 2 }, many, (page) => page.locator("details.period-card summary").click()],
  ["the form", { shops: 2 }, many, form],
  ["the form with faults", {}, () => {}, wrong],
  ["the figures", {}, many, figures],
  ["the form of a report", { shops: 2 }, reported, reporting],
  ["the figures with and without a report", {}, reported, figures],
];
for (const [at, [name, world, fill, act]] of worlds.entries()) {
  test(`axe finds nothing wrong and nothing sticks out: ${name}`, async () => {
    for (const [colorScheme, language, width] of looksOf(at)) {
      await open({ ...world, prefs: { language }, context: { colorScheme, viewport: { width, height: 900 } } }, "#/periods", async ({ page }) => {
        await page.locator(".periods").waitFor();
        await act?.(page);
        if (act === figures) await page.locator(".period-table").waitFor();
        await page.waitForTimeout(100);
        await looksRight(page, `${colorScheme} ${language} ${width}`);
        if (language === "en") {
          const own = await page.evaluate(() => [...document.querySelectorAll("main h1, main .card-head h2, .period-buttons .button, .empty, .period-table th, .period-notes > .faint, dialog label, dialog legend, dialog .faint, dialog .look, dialog .button")].map((one) => one.textContent).join(" "));
          assert.doesNotMatch(own.replace(new RegExp(long, "g"), ""), /[\u4e00-\u9fff]/);
        }
      }, fill);
    }
  });
}

test("on a touch screen what is pressed is large enough", async () => {
  await open({ context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } } }, "#/periods", async ({ page }) => {
    await row(page, "新品").waitFor();
    const small = async () =>
      page.evaluate(() => [...document.querySelectorAll("main .button, dialog .button, dialog .choice-option, dialog select, dialog input, main summary")].filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5).map((one) => `${one.className} ${one.textContent.slice(0, 20)} ${one.getBoundingClientRect().height}`));
    assert.deepEqual(await small(), []);
    await form(page);
    assert.deepEqual(await small(), []);
  }, many);
});
