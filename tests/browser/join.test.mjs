// SPDX-License-Identifier: Apache-2.0
// Invitations: made, shown once, used once; and whose page it is afterwards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startFake } from "./fake/server.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { looksRight, menu, openMember, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";
import { listen, queue, sent } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// An invitation for a member, as the lead's page would make it.
function invited(fake, person) {
  const token = `token-${person}`;
  fake.world.invitations ??= new Map();
  fake.world.invitations.set(token, { person });
  return `${fake.url}#join=${token}`;
}

test("from a member's row: a link to copy, the same as a code, how long it lasts; again takes the place of the one before", async () => {
  await withPage(browser, { role: "lead", wait: "main", context: { viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] } }, async ({ fake, page, go }) => {
    listen(fake);
    await go("#/members");
    const detail = await openMember(page, "rep-004");
    await detail.getByRole("button", { name: "邀请", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: /^邀请 / });
    const link = (await dialog.locator("code").textContent()).trim();
    assert.match(link, /^https:\/\/hub\.example\.com\/#join=[0-9a-f]+$/);
    await dialog.getByRole("button", { name: "复制链接" }).click();
    await page.waitForFunction(() => document.querySelector(".toast")?.textContent.includes("链接已复制"));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    // A module is a square, with the quiet zone around.
    const code = dialog.getByRole("img", { name: "二维码，内容就是上面的链接" });
    assert.equal(await code.getAttribute("viewBox"), "0 0 45 45");
    const box = await code.evaluate((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one.firstElementChild).fill]);
    assert.deepEqual(box, ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    assert.match(await dialog.textContent(), /12月2日 \d\d:\d\d 前有效/);
    assert.doesNotMatch(await dialog.textContent(), /只能在这台电脑上打开/);
    await dialog.getByRole("button", { name: "关闭" }).last().click();
    assert.doesNotMatch(await page.locator("main").textContent(), /#join=/);
    await detail.getByText(/还没有用，12月2日/).waitFor();
    await detail.getByRole("button", { name: "再发邀请" }).click();
    await dialog.locator("code").waitFor();
    assert.notEqual((await dialog.locator("code").textContent()).trim(), link);
    await page.keyboard.press("Escape");
    await detail.getByRole("button", { name: "作废邀请" }).click();
    await said(page, "邀请已作废。");
    assert.equal(sent(fake, "invitation.cancel")[0].person, "rep-004");
  });
});

test("where nobody else can reach the page, the link says that it opens only here, and what to do", async () => {
  for (const [colorScheme, language] of [["dark", "zh"], ["light", "en"]]) {
    await withPage(browser, { role: "lead", onlyHere: true, wait: "main", prefs: { language }, context: { colorScheme } }, async ({ page, go }) => {
      await go("#/members");
      const detail = await openMember(page, "rep-004");
      await detail.locator("button").first().click();
      await page.locator(".invite-note").waitFor();
      assert.match(await page.getByRole("dialog").textContent(), /public_url/);
      await looksRight(page, `${colorScheme} ${language}`);
    });
  }
});

test("an invitation signs the device in as its person, once, and leaves nothing in the address", async () => {
  const fake = await startFake({ role: "unset" });
  const page = await openPage(browser);
  try {
    const address = invited(fake, "rep-004");
    await page.goto(address);
    await page.locator(".figure, .empty").first().waitFor();
    assert.doesNotMatch(await page.evaluate(() => location.href), /join/);
    assert.equal((await page.locator(".who-name").textContent()).trim(), fake.world.person("rep-004").name);
    assert.match(fake.world.joined, /^Linux · Chrome$/);
    assert.ok(fake.requests.every((one) => !one.includes("token-rep-004")));
    const list = await menu(page);
    assert.equal(await list.getByRole("menuitem", { name: /这是谁的桌面/ }).count(), 0);
    await list.getByRole("menuitem", { name: "退出此设备" }).click();
    await page.getByRole("heading", { name: "请再打开一次" }).waitFor();
    assert.match(await page.locator("main").textContent(), /请主管再发一个邀请/);
    page.complaints = [];
    // Used up: said plainly, with what to do.
    await page.goto(address);
    await page.reload();
    await page.goto(`${fake.url}?again#join=token-rep-004`);
    await page.getByRole("heading", { name: "这个邀请用不了" }).waitFor();
    assert.match(await page.locator("main").textContent(), /请主管再发一个，再打开一次新的链接/);
    await looksRight(page, "failed");
  } finally {
    await page.context().close();
    await fake.close();
  }
});

test("what somebody else left behind says nothing in the name of who comes in", async () => {
  const fake = await startFake({ role: "unset" });
  const page = await openPage(browser);
  try {
    listen(fake);
    await page.addInitScript(() => {
      if (localStorage.getItem("left") !== null) return;
      localStorage.setItem("left", "1");
      const body = { kind: "contest.make", about: "figure", ref: "slow_share", day: "2026-11-25", words: "林小满的" };
      localStorage.setItem("rigong.outbox", JSON.stringify([{ id: "01930000-0000-7000-8000-0000000000aa", body, refused: null }]));
    });
    await page.goto(invited(fake, "rep-004"));
    await page.locator(".figure, .empty").first().waitFor();
    await page.waitForTimeout(1200);
    assert.deepEqual(await queue(page), []);
    assert.equal(sent(fake, "contest.make").length, 0);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
    await fake.close();
  }
});

test("a browser that is somebody's already asks first; staying changes nothing", async () => {
  await withPage(browser, { role: "rep", wait: ".figure" }, async ({ fake, page }) => {
    const before = await page.evaluate(() => localStorage.getItem("rigong.token"));
    const address = invited(fake, "rep-004");
    await page.evaluate((hash) => (location.hash = hash), new URL(address).hash);
    await page.getByRole("heading", { name: "换成被邀请的这位？" }).waitFor();
    await page.getByText("这个浏览器现在登录的是 林小满").waitFor();
    await looksRight(page, "asked");
    await page.getByRole("button", { name: "不换" }).click();
    await page.locator(".figure").first().waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("rigong.token")), before);
    assert.equal(fake.world.invitations.size, 1);
  });
});

test("whoever takes the browser over gets their own page; what the one before did not send is sent in nobody's name", async () => {
  await withPage(browser, { role: "rep", wait: ".figure", complaints: "allowed" }, async ({ fake, page, go }) => {
    listen(fake);
    const old = [...fake.tokens][0];
    const { before } = fake;
    let refusing = true;
    fake.before = (request) => {
      before(request);
      if (refusing && request.where === "/commands") throw Object.assign(new Error("busy"), { status: 503, body: { kind: "busy", words: { zh: "忙", en: "busy" } } });
    };
    await go("#/work");
    await page.locator(".add-line").fill("林小满的事");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 1);
    await page.evaluate((hash) => (location.hash = hash), new URL(invited(fake, "rep-004")).hash);
    await page.getByText("还有 1 件没有发出去").waitFor();
    await page.getByRole("button", { name: "用邀请进来" }).click();
    await page.waitForFunction((name) => document.querySelector(".who-name")?.textContent.trim() === name, fake.world.person("rep-004").name);
    refusing = false;
    assert.deepEqual(await queue(page), []);
    assert.equal(fake.tokens.has(old), false);
    await page.waitForTimeout(2500);
    assert.equal((fake.world.tasks ?? []).some(({ title }) => title === "林小满的事"), false);
  });
});
