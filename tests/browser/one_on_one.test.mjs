// SPDX-License-Identifier: Apache-2.0
// 1 对 1: a lead prepares, opens, writes, agrees and signs; a rep adds topics and signs with a disagreement; what is typed is never lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { change, notesOf, signedTalk, talkOf } from "./fake/talks.mjs";
import { launch } from "./support/browser.mjs";
import { withPage } from "./support/page.mjs";
import { menu, said } from "./support/people.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const week = "2026-11-16";
const lead = { role: "lead", member: "rep-025" };
const open = (world, hash, use, fill) =>
  withPage(browser, { wait: "main", ...world }, async (all) => {
    fill?.(all.fake.world);
    all.fake.commit();
    await all.go(hash);
    await use(all);
  });
const talk = (id, use, fill, world = {}) => open({ ...lead, ...world }, `#/one-on-one?person=${id}&week=${week}`, async (all) => {
  await all.page.locator(".talk-body").waitFor();
  await use(all);
}, fill);
const field = (page, name) => page.locator(`[data-text="${name}"] textarea`);
const eventually = async (what, is) => {
  for (let i = 0; i < 100; i++) {
    if (is()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(what);
};

test("a lead prepares everybody in one press, opens the first, and the list says how far each is", async () => {
  await open(lead, "#/team", async ({ page, fake }) => {
    await (await menu(page)).getByRole("menuitem", { name: "1 对 1" }).click();
    await page.getByText("已谈 1 / 8").waitFor();
    const rows = page.locator(".talk-row");
    assert.equal(await rows.count(), 8);
    assert.match(await page.locator(".talk-row", { hasText: "已谈完" }).textContent(), /约定 2 条/);
    assert.match(await page.locator('.talk-row[data-person="rep-001"]').textContent(), /林小满未准备写了想聊的/);
    await page.getByRole("button", { name: "全部备好" }).click();
    await said(page, "已备好 7 位");
    await eventually("everybody is ready", () => talkOf(fake.world, "rep-001", week).invited && talkOf(fake.world, "rep-004", week).invited);
    await page.getByRole("button", { name: "全部备好" }).waitFor({ state: "detached" });
    assert.equal(await page.getByText("已备好，等谈").count(), 7);
    // From there to the first one who is due, and on to the next without going back.
    await page.getByRole("link", { name: /^从 / }).click();
    await page.locator(".talk-body").waitFor();
    const first = await page.locator("main h1").textContent();
    // How many there are, and never a number of the person's own: on this page it would read as a place.
    await page.getByText("共 8 人").waitFor();
    await page.keyboard.press("j");
    await page.waitForFunction((before) => document.querySelector("main h1").textContent !== before, first);
    await page.keyboard.press("k");
    await page.waitForFunction((before) => document.querySelector("main h1").textContent === before, first);
    await page.keyboard.press("u");
    await page.locator(".talk-list").waitFor();
    // Another week, another group.
    await page.keyboard.press("[");
    await page.getByText("11月9日–15日").waitFor();
    await page.getByText("已谈 0 / 8").waitFor();
    await page.getByRole("tab", { name: "售后" }).click();
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes("group=售后"));
  }, (world) => {
    signedTalk(world, "rep-007", week);
    change(world, "rep-001", week, (one) => (one.topics = "想聊排班"));
  });
});

test("the page tells the week: figures with what they are made of, sentences that lead to their turns, what was agreed", async () => {
  await talk("rep-001", async ({ page }) => {
    assert.match(await page.locator(".view-head").textContent(), /1 对 1 · 林小满售前 · 成长期第 2 个月 · 11月16日–22日 · 主管/);
    assert.match(await page.locator('tr[data-figure="slow_share"]').textContent(), /慢响应 低为好.*%≤2\.5%.*\/ .*轮/);
    assert.match(await page.locator('tr[data-figure="satisfaction"] [role=img]').getAttribute("aria-label"), /满意度近 8 周：9月28日 6\/7, .*10月12日 不在, .*11月16日/);
    const turns = await page.getByRole("link", { name: /看轮次：慢响应集中在/ }).getAttribute("href");
    assert.match(turns, /turns\?person=rep-001&from=2026-11-16&to=2026-11-22&pick=slow&minute_from=840&minute_to=900/);
    assert.equal(await page.locator(".talk-conversations li").count(), 3);
    assert.match(await page.locator(".talk-last").textContent(), /✓ 做到 平响 45\.0\s秒 以内 · 41\.8 秒 · 按记录.*○ 未定 周三交案例.*✗ 没做到/);
    // Only what no record tells is the lead's to say.
    assert.equal(await page.locator(".talk-last [role=radiogroup]").count(), 1);
    await page.locator(".talk-last").getByRole("radio", { name: "做到", exact: true }).click();
    await said(page, "做到：周三交案例");
    await page.locator(".talk-last", { hasText: "✓ 做到 周三交案例" }).waitFor();
    await page.getByRole("link", { name: /打开这段对话：周二 10:12/ }).click();
    await page.locator(".turn-table").waitFor();
    assert.match(page.url(), /from=2026-11-17.*turn=/);
  });
});

test("the target is counted anew while it is typed, adopted, and taken back", async () => {
  await talk("rep-001", async ({ page, fake }) => {
    const target = page.locator(".talk-target");
    const met = async () => Number(/里有 (\d+) 周/.exec(await target.locator(".talk-met").textContent())?.[1] ?? -1);
    await target.getByText("慢响应降到 3% 以内").waitFor();
    const input = target.getByLabel("慢响应的目标");
    assert.equal(await input.inputValue(), "3");
    const first = await met();
    assert.ok(first > 0 && first < 9, String(first));
    await input.fill("0.1");
    assert.equal(await met(), 0);
    await input.fill("90");
    assert.equal(await met(), 9);
    await input.fill("x");
    await target.getByRole("button", { name: "写入约定" }).click();
    await target.getByText("不是数").waitFor();
    await input.fill("2.8");
    await page.keyboard.press("Enter");
    await said(page, "已写入约定：慢响应 2.8% 以内");
    const [one] = talkOf(fake.world, "rep-001", week).agreements;
    assert.deepEqual([one.figure, one.value], ["slow_share", 0.028]);
    await page.locator(".talk-agreed", { hasText: "慢响应 2.8% 以内" }).getByText("11月23日–29日").waitFor();
    await page.getByRole("button", { name: "收回：慢响应 2.8% 以内" }).click();
    await said(page, "已收回");
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await page.locator(".talk-agreed", { hasText: "慢响应 2.8% 以内" }).waitFor();
  });
});

test("a lead writes, takes the fact over, dates what they will do, agrees on something and signs first", async () => {
  await talk("rep-001", async ({ page, fake }) => {
    await page.getByRole("button", { name: /用这句开头：周四 14:31/ }).click();
    assert.match(await field(page, "fact").inputValue(), /^周四 14:31/);
    await field(page, "lead_does").fill("14–15 点加排 1 人");
    const by = page.getByLabel("到哪天", { exact: true });
    await by.fill("2026-11-27");
    await by.blur();
    await eventually("the texts and the date are kept", () => {
      const { fact, lead_does: does, lead_by: day } = talkOf(fake.world, "rep-001", week);
      return fact.startsWith("周四 14:31") && does === "14–15 点加排 1 人" && day === "2026-11-27";
    });
    await page.locator('[data-text="fact"]').getByText("已保存").waitFor();
    // The rep's texts are read, not written.
    assert.equal(await field(page, "topics").count(), 0);
    await page.getByRole("button", { name: "加一条" }).click();
    await page.getByRole("button", { name: "加上" }).click();
    await page.getByText("先写要做什么").waitFor();
    await page.keyboard.type("交两个案例");
    await page.keyboard.press("Enter");
    await said(page, "已加上：交两个案例");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "加一条");
    await page.getByRole("button", { name: "加一条" }).click();
    await page.getByLabel("约定什么").selectOption("response_mean_ms");
    await page.getByLabel("平响的目标").fill("44");
    await page.getByRole("button", { name: "加上" }).click();
    await said(page, "已加上：平响 44.0");
    await page.getByRole("button", { name: /^以 .*签名$/ }).click();
    await said(page, "已签名");
    assert.equal(talkOf(fake.world, "rep-001", week).lead_signed_by.id, "rep-025");
    await page.getByRole("button", { name: "撤回签名" }).click();
    await said(page, "已撤回签名");
    await page.getByRole("button", { name: /^以 .*签名$/ }).waitFor();
  });
});

test("a rep comes to the own page, is told quietly that it is ready, writes, and signs with a disagreement; then it is locked", async () => {
  await open({ role: "rep" }, "#/panel", async ({ page, fake }) => {
    await page.locator(".views a", { hasText: "1 对 1" }).waitFor({ state: "attached" });
    await page.locator(".lines a", { hasText: "1 对 1 已备好" }).click();
    await page.getByText("主管已为你备好这一周的 1 对 1").waitFor();
    assert.equal(await page.locator(".talk-steps, .talk-notes, [data-text=fact] textarea").count(), 0);
    assert.match(await page.locator('[data-text="fact"]').textContent(), /客户等了 4 分 52 秒/);
    await page.getByLabel("我想聊的").fill("能不能在 14 点多排一个人？");
    await page.getByLabel("本人不同意处").fill("周四那次是系统卡住");
    // Signing waits for what is typed.
    await page.getByRole("button", { name: "签名，注明不同意" }).click();
    await said(page, "两个人都签了");
    const kept = talkOf(fake.world, "rep-001", week);
    assert.deepEqual([kept.topics, kept.disagreement, kept.agrees], ["能不能在 14 点多排一个人？", "周四那次是系统卡住", false]);
    await page.getByText("这一页不再改。").waitFor();
    await page.locator(".lines a", { hasText: "1 对 1 已备好" }).waitFor({ state: "detached" });
    await page.getByText("本人签名时注明不同意").waitFor();
    assert.equal(await page.locator(".talk-body textarea, .talk-body button").count(), 0);
    assert.match(await page.locator(".talk-sign").textContent(), /林小满，.*签了，注明不同意.*顾主管/);
    await page.locator(".talk-locked").getByRole("link", { name: "看待办" }).click();
    await page.getByText("周三交一个案例").first().waitFor();
  }, (world) => signedTalk(world, "rep-001", week, { topics: "", disagreement: "", person_signed_at: null }));
});

test("what somebody else wrote meanwhile is shown beside one's own, and a person chooses", async () => {
  await talk("rep-001", async ({ page, fake }) => {
    const edit = (words) => {
      change(fake.world, "rep-001", week, (one) => (one.effect = words));
      fake.commit();
    };
    // Nobody asks for the page again before the first save: it is refused, and both are there.
    await field(page, "effect").fill("客户以为没人");
    change(fake.world, "rep-001", week, (one) => (one.effect = "代理主管先写的"));
    const both = page.locator('[data-text="effect"] .talk-conflict');
    await both.waitFor();
    assert.match(await both.textContent(), /那边写的代理主管先写的这里写的客户以为没人/);
    assert.equal(await field(page, "effect").inputValue(), "客户以为没人");
    await both.getByRole("button", { name: "两段接起来" }).click();
    await eventually("both are kept", () => talkOf(fake.world, "rep-001", week).effect === "代理主管先写的\n客户以为没人");
    await both.waitFor({ state: "detached" });
    await page.locator('[data-text="effect"]').getByText("已保存").waitFor();
    // What comes while nothing is being typed is simply shown.
    edit("又改了");
    await page.waitForFunction(() => document.querySelector('[data-text="effect"] textarea').value === "又改了");
    await field(page, "effect").fill("我的");
    edit("他们的");
    await both.getByRole("button", { name: "留这里的" }).click();
    await eventually("mine is kept", () => talkOf(fake.world, "rep-001", week).effect === "我的");
  }, undefined, { complaints: "allowed" });
});

test("while the agent is away what is typed is kept, over a reload too, and saved when it is back; nothing else can be pressed", async () => {
  await talk("rep-001", async ({ page, fake }) => {
    await fake.away();
    await field(page, "longer").fill("先应一声会成习惯");
    await page.locator('[data-text="longer"]').getByText("还没有保存").waitFor();
    await page.getByText("代理不在，这一步等它回来再做").waitFor();
    assert.ok(await page.getByRole("button", { name: "写入约定" }).isDisabled());
    await page.getByRole("textbox", { name: "备忘" }).fill("先听，再说");
    await fake.back();
    // The page is loaded again before anything was answered.
    fake.before = ({ where }) => {
      if (where === "/commands") throw Object.assign(new Error("busy"), { status: 503, body: { kind: "busy", words: { zh: "忙", en: "busy" } } });
    };
    await page.reload();
    await page.locator(".talk-body").waitFor();
    assert.equal(await field(page, "longer").inputValue(), "先应一声会成习惯");
    assert.equal(await page.getByRole("textbox", { name: "备忘" }).inputValue(), "先听，再说");
    assert.equal(talkOf(fake.world, "rep-001", week).longer, "");
    fake.before = undefined;
    await eventually("it is saved by itself", () => talkOf(fake.world, "rep-001", week).longer === "先应一声会成习惯");
    await page.locator('[data-text="longer"]').getByText("已保存").waitFor();
    await page.waitForFunction(() => !(localStorage.getItem("rigong.talks") ?? "").includes("先应一声"));
  }, undefined, { complaints: "allowed" });
});

test("fast typing over slow answers: no letter is lost, none comes back", async () => {
  await talk("rep-001", async ({ page, fake }) => {
    fake.before = ({ where }) => (where === "/commands" ? new Promise((done) => setTimeout(done, 400)) : undefined);
    await field(page, "effect").focus();
    const words = "the customer thought that nobody was there and left";
    for (const part of words.match(/.{1,9}/g)) {
      await page.keyboard.type(part);
      await page.waitForTimeout(350);
      assert.ok(words.startsWith(await field(page, "effect").inputValue()));
    }
    assert.equal(await field(page, "effect").inputValue(), words);
    await eventually("all of it is kept", () => talkOf(fake.world, "rep-001", week).effect === words);
    assert.equal(await page.locator(".talk-conflict").count(), 0);
  });
});

test("private notes: kept, shown on request, removed; the rep sees those that were shown", async () => {
  await talk("rep-001", async ({ page, fake }) => {
    const notes = page.locator(".talk-notes");
    await page.getByRole("textbox", { name: "备忘" }).fill("先听，再说");
    await notes.getByRole("button", { name: "记下" }).click();
    await said(page, "已记下");
    await notes.getByText(/12月25日 自动删去/).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "备忘" }).inputValue(), "");
    await notes.getByRole("button", { name: "给本人看：先听，再说" }).click();
    await notes.getByText("给本人看以后不能收回").waitFor();
    await notes.getByRole("button", { name: "给本人看：先听，再说" }).click();
    await notes.getByText(/给本人看过/).waitFor();
    await page.getByRole("textbox", { name: "备忘" }).fill("再记一条");
    await notes.getByRole("button", { name: "记下" }).click();
    await notes.getByRole("button", { name: "删除：再记一条" }).click();
    await said(page, "已删除");
    assert.deepEqual(notesOf(fake.world).map(({ text }) => text), ["先听，再说"]);
    fake.world.role = "rep";
    fake.world.member = "rep-001";
    await page.reload();
    await page.getByText("主管给你看的备忘").waitFor();
    assert.match(await notes.textContent(), /先听，再说/);
    assert.equal(await notes.locator("button, textarea").count(), 0);
  });
});

test("by keyboard alone: from the list to a page, a text, an agreement and the signature", async () => {
  await open(lead, "#/one-on-one", async ({ page, fake }) => {
    await page.locator(".talk-row").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const name = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press("Enter");
    await page.locator(".talk-body").waitFor();
    assert.match(await page.locator("main h1").textContent(), new RegExp(name));
    const id = /person=([^&]+)/.exec(page.url())[1];
    const tabTo = async (is) => {
      for (let i = 0; i < 90; i++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(is)) return;
      }
      assert.fail(`not reached: ${is}`);
    };
    await tabTo(() => document.activeElement.closest("[data-text=longer]") !== null && document.activeElement.tagName === "TEXTAREA");
    await page.keyboard.type("j 是字，不是键");
    await page.keyboard.press("Escape");
    await eventually("the text is kept", () => talkOf(fake.world, id, week).longer === "j 是字，不是键");
    await tabTo(() => document.activeElement.matches(".talk-add"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("写三句话术");
    await page.keyboard.press("Enter");
    await page.locator(".talk-agreed", { hasText: "写三句话术" }).waitFor();
    await tabTo(() => document.activeElement.closest(".talk-sign") !== null && document.activeElement.tagName === "BUTTON");
    await page.keyboard.press("Enter");
    await said(page, "已签名");
  });
});

test("a reader and a stranger are told whose page it is; a deputy holds talks and reaches the own", async () => {
  await open({ role: "reader" }, "#/one-on-one", async ({ page }) => {
    await page.getByText("这一页给本人和主持谈话的主管看").waitFor();
    assert.equal(await page.locator(".views a", { hasText: "1 对 1" }).count(), 0);
  }, undefined);
  await open({ role: "rep", complaints: "allowed" }, "#/one-on-one?person=rep-004", async ({ page }) => {
    await page.getByText("这一页给本人和主持谈话的主管看").waitFor();
  });
  await open({ role: "rep", actingFor: "rep-025" }, "#/one-on-one", async ({ page }) => {
    await page.locator(".talk-row").first().waitFor();
    await page.getByRole("link", { name: "我自己的 1 对 1" }).click();
    await page.getByLabel("我想聊的").waitFor();
  });
});
