// SPDX-License-Identifier: Apache-2.0
// The views about people for everybody: axe in every look, nothing beyond the edge, long names, plain English, touch, zoom; and who is
// offered what.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { looksOf } from "./support/looks.mjs";
import { looksRight, menu } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const click = (...places) => async (page) => {
  for (const place of places) await page.locator(place).first().click();
};
const lead = { role: "lead", member: "rep-025" };
const looks = [
  ["members, one opened with leave", lead, "#/members", ".member-table", click('[data-member="rep-003"] .member-button', "[data-form=leave]")],
  ["members with foreign names, leaving", { ...lead, hostileNames: true }, "#/members", ".member-table", click('[data-member="rep-003"] .member-button', "[data-form=leaves]")],
  ["members, none", { role: "lead", people: 0 }, "#/members", ".empty", null],
  ["members, one", { role: "lead", people: 1, hostileNames: true }, "#/members", ".member-table", click(".member-button")],
  ["a member's form", { ...lead, hostileNames: true }, "#/members", ".member-table", click('[data-member="rep-001"] .member-button', ".member-detail .detail-actions button >> nth=1")],
  ["an invitation", lead, "#/members", ".member-table", async (page) => {
    await click('[data-member="rep-004"] .member-button', ".member-detail .detail-actions button")(page);
    await page.locator(".qr").waitFor();
  }],
  ["erasing", lead, "#/members", ".member-table", click(".member-foot button", ".member-left .member-button", ".member-detail .detail-actions button >> nth=-1")],
  ["a deputy", lead, "#/members", ".member-table", click(".card:has(.deputies) .card-aside button")],
  ["devices of somebody", lead, "#/members", ".member-table", async (page) => {
    await click('[data-member="rep-001"] .member-button')(page);
    await page.locator(".member-detail button", { hasText: /^(设备|Devices)$/ }).click();
    await page.locator("dialog .device").first().waitFor();
  }],
  ["members, not for everybody", { ownDevice: true }, "#/members", ".empty", null],
  ["notices to publish", { ...lead, toSign: ["rules"] }, "#/notices", ".notices", async (page) => {
    await page.locator(".card button", { hasText: /写新的一版|Write a new version/ }).click();
    await page.locator(".publish summary").click();
  }],
  ["notices", {}, "#/notices", ".notices", null],
  ["own data", {}, "#/own", ".log-line", click(".device .button")],
  ["own data with what others contest", { ...lead, hostileNames: true }, "#/own", ".to-decide", null],
  ["an objection", {}, "#/own", ".log-line", click(".log-line .contest-button")],
  ["own data, nobody's desk", { role: "lead", may: [] }, "#/own", ".empty", null],
  ["the log", { role: "lead", hostileNames: true }, "#/log", ".log table", null],
  ["standing in, and something to sign", { actingFor: "rep-025", toSign: ["rules"], hostileNames: true }, "#/notices", ".lines", null],
];
for (const [at, [name, world, hash, wait, act]] of looks.entries()) {
  test(`axe finds nothing wrong and nothing sticks out: ${name}`, async () => {
    for (const [colorScheme, language, width] of looksOf(at)) {
      await withPage(browser, { ...world, prefs: { language }, context: { colorScheme, viewport: { width, height: 900 } }, wait: "main" }, async ({ page, go }) => {
        if (world.toSign) await page.locator(".sign .view-aside button").click();
        await go(hash);
        await page.locator(wait).first().waitFor();
        await act?.(page);
        await page.waitForTimeout(150);
        await looksRight(page, `${colorScheme} ${language} ${width}`);
        assert.equal(await page.evaluate(() => document.querySelectorAll("main img").length), 0);
        if (language === "en") {
          const own = await page.evaluate(() => [...document.querySelectorAll(".detail-actions button, .card-head h2, label, legend, dt, [role=columnheader], th[scope=col], h1, .lines a, .empty")].filter((one) => !one.closest(".text-card, .publish-preview, .contest-form")).map((one) => one.textContent).join(" "));
          assert.doesNotMatch(own.replace(/Type the name once more: .*/, ""), /[\u4e00-\u9fff]/);
        }
      });
    }
  });
}

test("at twice the size nothing is cut off, and on a touch screen what is pressed is large enough", async () => {
  for (const [who, ...places] of [
    [lead, ["#/members", ".member-table"], ["#/own", ".log-line"], ["#/notices", ".notices"]],
    [{ role: "lead" }, ["#/log", ".log table"]],
  ]) {
    await withPage(browser, { ...who, context: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, wait: "main" }, async ({ page, go }) => {
      for (const [hash, wait] of places) {
        await go(hash);
        await page.locator(wait).first().waitFor();
        await looksRight(page, hash);
      }
    });
  }
  await withPage(browser, { ...lead, context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } }, wait: "main" }, async ({ page, go }) => {
    for (const [hash, wait] of [["#/members", ".member-table"], ["#/own", ".log-line"], ["#/notices", ".notices"], ["#/turns?person=rep-001", ".turn-table"]]) {
      await go(hash);
      await page.locator(wait).first().waitFor();
      if (hash === "#/members") await page.locator(".member-button").first().click();
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("main .button, main .input, .member-button, .member-sort, main .text-button, .turn-note-button, main .link-tag")].filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5).map((one) => `${one.className} ${one.textContent.slice(0, 20)} ${one.getBoundingClientRect().height}`),
      );
      assert.deepEqual(small, [], hash);
    }
  });
});

test("who is offered what: a lead, a deputy, an admin, a reader, somebody on their own device", async () => {
  const titles = async (page) => (await (await menu(page)).locator("[role^=menuitem]").allTextContents()).map((one) => one.replace(/主管$|林小满$/, ""));
  const at = (options, use) => withPage(browser, { wait: "main h1, main h2", ...options }, use);
  await at({ role: "lead" }, async ({ page }) => {
    await page.locator(".team-table").waitFor();
    const list = await titles(page);
    for (const one of ["团队", "报告", "成员", "告知与规则", "操作与查看记录", "这是谁的桌面", "退出这个页面"]) assert.ok(list.includes(one), one);
  });
  await at({ actingFor: "rep-025", ownDevice: true }, async ({ fake, page }) => {
    await page.locator(".figure").first().waitFor();
    assert.equal(await page.locator(".lines").textContent(), `代 ${fake.world.person("rep-025").name} 处理`);
    const list = await titles(page);
    for (const one of ["我的日拱", "团队", "报告", "成员"]) assert.ok(list.includes(one), one);
    await page.keyboard.press("Escape");
    fake.world.actingFor = null;
    fake.commit();
    await page.locator(".lines").waitFor({ state: "detached" });
  });
  await at({ role: "admin" }, async ({ fake, page }) => {
    await page.locator(".member-table").waitFor();
    const list = await titles(page);
    for (const one of ["团队", "面板", "我的日拱", "待办", "轮次", "店铺指标"]) assert.ok(!list.includes(one), one);
    for (const one of ["数据来源", "成员", "告知与规则", "操作与查看记录"]) assert.ok(list.includes(one), one);
    assert.ok(!fake.requests.some((one) => one.includes("/panel") || one.includes("/team")));
  });
  await at({ role: "admin", member: "rep-002" }, async ({ page }) => {
    await page.locator(".figure").first().waitFor();
    const list = await titles(page);
    assert.ok(list.includes("我的日拱") && list.includes("成员") && !list.includes("团队"));
  });
  await at({ role: "reader" }, async ({ page, go }) => {
    await page.locator(".team-table").waitFor();
    const list = await titles(page);
    for (const one of ["待办", "对接", "三件小事", "成员"]) assert.ok(!list.includes(one), one);
    assert.ok(list.includes("数据来源") && list.includes("报告"));
    await page.keyboard.press("Escape");
    await go("#/members");
    await page.getByRole("heading", { name: "成员由主管或管理员照看" }).waitFor();
  });
  await at({ ownDevice: true }, async ({ page, go }) => {
    await page.locator(".figure").first().waitFor();
    const list = await titles(page);
    assert.ok(!list.some((one) => one.startsWith("这是谁的桌面")));
    // Where figures come from is for everybody to see, and on one's own device for nobody but leads to change.
    assert.ok(list.includes("退出此设备") && list.includes("我的数据") && list.includes("数据来源"));
    await page.keyboard.press("Escape");
    await go("#/accounts");
    await page.getByRole("heading", { name: "数据来源" }).first().waitFor();
    assert.equal(await page.locator("main form, main [data-add]").count(), 0);
    await go("#/team");
    await page.getByText("团队页面给主管看").waitFor();
  });
});
