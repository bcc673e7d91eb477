// SPDX-License-Identifier: Apache-2.0
// The day's sign-off: by keyboard, with the agent away, twice sent and once done, after records came late, and on paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityComplaints, launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const day = "2026-11-25";
const queue = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]"));
const saved = (fake) => fake.world.sheets?.get(`rep-001 ${day}`);
const sent = (fake, kind) => fake.commands.filter((body) => body.kind === kind);

// Notes the commands that reach the agent, and may lose the answer to one of them.
function listen(fake) {
  fake.commands = [];
  fake.before = ({ where, body }) => {
    if (where === "/commands") fake.commands.push(body);
  };
}

async function open(use, options = {}) {
  await withPage(browser, options, async ({ fake, page, go }) => {
    listen(fake);
    await go(`#/sheet/${options.day ?? "today"}`);
    await page.locator(".sheet-row").first().waitFor();
    await use({ fake, page, go });
  });
}

test("by keyboard alone: Enter confirms one after the other, a value is corrected, the name is typed, it is signed", async () => {
  await open(async ({ fake, page }) => {
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".sheet-row-done").length === 2);
    // The focus goes on with the next frame.
    const at = (figure) => page.waitForFunction((name) => document.activeElement?.closest("[data-figure]")?.dataset.figure === name, figure);
    await at("slow_share");
    await page.keyboard.press("e");
    await page.locator(".sheet-input input:focus").waitFor();
    await page.keyboard.type("7000");
    await page.keyboard.press("Enter");
    assert.match(await page.locator(".sheet-wrong").textContent(), /0 到 100%/);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("２．８％");
    await page.keyboard.press("Enter");
    assert.match(await page.locator("[data-figure=slow_share]").textContent(), /2\.8%.*自填.*程序记录/s);
    await at("answer_ratio");
    await page.keyboard.press("Enter");
    await at("reply_rate");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "sheet-signature");
    await page.keyboard.type("林小满");
    await page.keyboard.press("Enter");
    await page.getByText("林小满 · 11月25日 15:20 签字").first().waitFor();
    const sheet = saved(fake);
    assert.equal(sheet.state, "signed");
    assert.equal(sheet.figures.slow_share.typed, 0.028);
    assert.equal(sheet.figures.satisfaction.confirmed, true);
    assert.equal(sheet.figures.slow_share.confirmed, false);
    assert.deepEqual(await queue(page), []);
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("signing too early names what is missing, and the draft saves itself, with a way back", async () => {
  await open(async ({ fake, page }) => {
    await page.locator(".sheet-confirm").first().click();
    await page.fill("#sheet-signature", "林小满");
    await page.keyboard.press("Enter");
    assert.match(await page.locator("#sheet-signature-more").textContent(), /还没确认：平响、慢响应、答问比、回复率/);
    await page.getByLabel("备注").fill("下午网断过一会儿");
    await page.getByText("草稿已保存").waitFor();
    assert.equal(saved(fake).note, "下午网断过一会儿");
    assert.equal(sent(fake, "sheet.sign").length, 0);
    await page.getByRole("button", { name: "撤销" }).click();
    await page.getByRole("button", { name: "撤销" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".sheet-row-done").length === 0);
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 0);
    assert.equal(saved(fake).note, "");
    assert.equal(saved(fake).figures.satisfaction.confirmed, false);
    assert.deepEqual(await accessibilityComplaints(page), []);
  });
});

test("nothing is lost while the agent is away: kept, shown as waiting, sent when it is back, once", async () => {
  await open(
    async ({ fake, page }) => {
      await fake.away();
      await page.getByRole("button", { name: "其余全部确认" }).click();
      await page.getByLabel("备注").fill("代理不在时写的");
      await page.fill("#sheet-signature", "林小满");
      await page.keyboard.press("Enter");
      await page.getByText("签字已记下。代理不在，它一回来就送出。").waitFor();
      const kept = await queue(page);
      assert.deepEqual(kept.map(({ body }) => body.kind), ["sheet.save", "sheet.sign"]);
      await fake.back();
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.getByText(/林小满 · .* 签字/).first().waitFor({ timeout: 30_000 });
      assert.equal(saved(fake).note, "代理不在时写的");
      assert.deepEqual([...new Set(fake.commands.map(({ id }) => id))], kept.map(({ id }) => id));
      assert.equal(fake.world.signings, 1);
    },
    { complaints: "allowed" },
  );
});

test("an answer that is lost on its way is asked for again with the same id, and nothing happens twice", async () => {
  await open(
    async ({ fake, page }) => {
      await page.getByRole("button", { name: "其余全部确认" }).click();
      await page.getByText("草稿已保存").waitFor();
      let lost = 0;
      await page.route("**/api/v1/commands", async (route) => {
        const kind = route.request().postDataJSON().kind;
        if (kind !== "sheet.sign" || lost > 0) return route.continue();
        lost += 1;
        await route.fetch();
        return route.abort("connectionreset");
      });
      await page.fill("#sheet-signature", "林小满");
      await page.keyboard.press("Enter");
      await page.getByText(/林小满 · .* 签字/).first().waitFor();
      await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 0);
      const signs = sent(fake, "sheet.sign");
      assert.equal(signs.length, 2);
      assert.equal(signs[0].id, signs[1].id);
      assert.equal(fake.world.signings, 1);
    },
    { complaints: "allowed" },
  );
});

test("what was typed survives a closed tab", async () => {
  await open(
    async ({ fake, page }) => {
      await fake.away();
      await page.getByLabel("备注").fill("还没送出");
      await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 1);
      await page.goto("about:blank");
      await fake.back();
      await page.goto(`${fake.url}#/sheet/today`);
      await page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 0);
      assert.equal(saved(fake).note, "还没送出");
      await page.waitForFunction(() => [...document.querySelectorAll("textarea")].some((one) => one.value === "还没送出"));
    },
    { complaints: "allowed" },
  );
});

test("a refusal is parked with its reason, and can be sent again or dropped", async () => {
  await open(
    async ({ fake, page }) => {
      fake.before = ({ where, body }) => {
        if (where === "/commands" && body.note === "不行") throw Object.assign(new Error("no"), { status: 409, body: { kind: "refused", words: { zh: "这一天已经锁了。", en: "This day is locked." } } });
      };
      await page.getByLabel("备注").fill("不行");
      await page.getByText("没有被接受：这一天已经锁了。").waitFor();
      assert.equal((await queue(page)).length, 1);
      await page.getByRole("button", { name: "放弃这次改动" }).click();
      assert.deepEqual(await queue(page), []);
    },
    { complaints: "allowed" },
  );
});

test("records that come late stand beside what was signed; the signature can be taken back", async () => {
  await open(
    async ({ fake, page }) => {
      await page.getByRole("button", { name: "其余全部确认" }).click();
      await page.fill("#sheet-signature", "林小满");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "取消签字" }).waitFor();
      const before = fake.world.sheets.get("rep-001 2026-11-24").figures.response_mean_ms.shown.value;
      fake.world.late = { "2026-11-24": { response_mean_ms: [480_000, 1] } };
      fake.commit();
      const changed = page.locator("[data-figure=response_mean_ms] .sheet-changed");
      await changed.waitFor();
      const text = (await changed.textContent()).replaceAll("\u00a0", " ");
      assert.match(text, new RegExp(`签字时 ${(before / 1000).toFixed(1)} 秒 → 现在 \\d+\\.\\d 秒`));
      assert.deepEqual(await accessibilityComplaints(page), []);
      await page.getByRole("button", { name: "取消签字" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "取消签字" }).click();
      await page.locator("#sheet-signature").waitFor();
      assert.equal(fake.world.sheets.get("rep-001 2026-11-24").state, "draft");
    },
    { day: "2026-11-24" },
  );
});

test("somebody else's sheet can be read, not signed", async () => {
  await withPage(browser, { role: "lead" }, async ({ page, go }) => {
    await go("#/sheet/2026-11-25?person=rep-004");
    await page.locator(".sheet-row").first().waitFor();
    assert.match(await page.locator(".sheet-note").first().textContent(), /只有本人能签/);
    assert.equal(await page.locator(".sheet-confirm, #sheet-signature").count(), 0);
  });
});

test("on paper there is the sheet and nothing else, one a page", async () => {
  await open(async ({ page, go }) => {
    const title = page.locator(".print-only .paper");
    assert.equal(await title.isVisible(), false);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await title.isVisible(), true);
    for (const hidden of [".top", ".sheet-screen", "button"]) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(255, 255, 255)");
    assert.match(await title.textContent(), /林小满.*满意度.*本人签字/s);
    const pages = (bytes) => bytes.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
    assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), 1);
    await page.emulateMedia({ media: "screen" });
    await go("#/sheets?month=2026-11&print=1");
    await page.getByText(/\d+ 张，每张一页/).waitFor();
    const sheets = await page.locator(".paper").count();
    assert.ok(sheets > 10);
    await page.emulateMedia({ media: "print" });
    assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), sheets);
  });
});

test("the sheets of a month by date, with their states, month by month", async () => {
  await withPage(browser, {}, async ({ fake, page, go }) => {
    fake.world.sheets = new Map([["rep-001 2026-11-19", { state: "signed", figures: { satisfaction: { confirmed: false, typed: 0.9, shown: null } }, line: "比昨日快", note: "", signature: "林小满", signed_at: fake.world.now() - 6 * 86_400_000 }]]);
    await go("#/sheets");
    const row = page.locator(".sheet-entry", { hasText: "11月19日" });
    await row.waitFor();
    assert.match(await row.textContent(), /已签.*自填 1 项.*比昨日快/s);
    assert.deepEqual(await accessibilityComplaints(page), []);
    await page.keyboard.press("[");
    await page.getByText("2026年10月").first().waitFor();
    await page.locator(".sheet-entry").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".sheet-row").first().waitFor();
    assert.match(await page.evaluate(() => location.hash), /^#\/sheet\/2026-10-/);
  });
});
