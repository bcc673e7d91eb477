// SPDX-License-Identifier: Apache-2.0
// The week's and month's reports: one place with the day's, periods back and on, figures in words, handing in and what changed since, files,
// and what other departments left open.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { refuseOnce, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const lead = { role: "lead", member: "rep-025", wait: "main" };
const open = (world, hash, use, fill) =>
  withPage(browser, { ...lead, ...world }, async (all) => {
    fill?.(all.fake.world);
    await all.go(hash);
    await use(all);
  });
const figure = (page, name) => page.locator(`.reports-figures [data-figure="${name}"]`);
const period = (page, text) => page.locator(".reports-period b", { hasText: new RegExp(`^${text}$`) }).waitFor();
const pick = (page, title) => page.getByRole("radio", { name: title, exact: true }).click();
// What the address says, in any order.
const hash = (page) => page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.split("?")[1] ?? "")));
// As text that a row is read as.
const cells = (row) => row.locator("th, td").allTextContents();

test("one place: the day's report is first and as it was; the others keep the group, by address and by keyboard", async () => {
  await open({}, "#/report?group=售后", async ({ page }) => {
    await page.locator(".report .close-text", { hasText: "售后日报" }).waitFor();
    assert.equal(await page.getByRole("radio", { name: "日报", exact: true }).getAttribute("aria-checked"), "true");
    await pick(page, "周报");
    await period(page, "11月16日至22日");
    assert.deepEqual(await hash(page), { of: "week", group: "售后" });
    assert.equal(await page.locator(".reports .tab[aria-selected=true]").textContent(), "售后");
    await page.keyboard.press("ArrowRight");
    await period(page, "2026年10月");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "月报");
    await page.getByRole("tab", { name: "电话" }).click();
    await page.locator(".reports-paper-head h2", { hasText: "电话 团队月报" }).waitFor({ state: "attached" });
    await pick(page, "部门监督");
    await page.locator(".reports-departments").waitFor();
    assert.equal((await hash(page)).of, "departments");
    await pick(page, "日报");
    await page.locator(".report .close-text", { hasText: "电话日报" }).waitFor();
    assert.deepEqual(await hash(page), { group: "电话" });
  });
});

test("a team's month: figures against target and before in words, reps in the order of the team, who was off without values", async () => {
  await open({}, "#/report?of=month&day=2026-11-03", async ({ fake, page }) => {
    await period(page, "2026年11月（到24日）");
    assert.match(await page.locator(".reports-status").textContent(), /暂定 平台的数还会补，可能再变 · 还没过完/);
    assert.match(await page.locator(".reports-notes").textContent(), /含特殊日子 11 月 11–12 日（双11）.*录音不在记录里/);
    assert.match(await page.locator(".reports-body .card-head").first().textContent(), /上期 10月1日至24日/);
    const satisfaction = await cells(figure(page, "satisfaction"));
    assert.match(satisfaction.join("|"), /^满意度\|[\d.]+%\|≥90%\| ?(达标|未达)\|[\d.]+%\|(升|降) [\d.]+ 点 (变好|变差)\|7 人$/);
    // A band is neither met nor better; a count has no target.
    assert.match((await cells(figure(page, "answer_ratio"))).join("|"), /^答问比\|1\.\d\d\|1\.0–1\.8\|—\|1\.\d\d\|([+−]0\.\d\d|持平)\|7 人$/);
    assert.match((await cells(figure(page, "customers"))).join("|"), /^接待人数\|[\d,]+\|—\|—\|[\d,]+\|[+−][\d,]+\|7 人$/);
    const rows = page.locator(".reports-people tbody tr");
    const wanted = fake.world.people.filter((one) => one.group === "售前" && one.role === "rep" && !one.left).map(({ name }) => name);
    assert.deepEqual(await page.locator(".reports-people .long-name").allTextContents(), wanted);
    assert.equal(await page.locator(".reports-people thead button, .reports-people thead a").count(), 0);
    assert.deepEqual((await cells(rows.nth(2))).slice(1), ["休", "", "", "", "", "", ""]);
    // Six of seven ratings are a count.
    assert.equal((await cells(page.locator('[data-person="rep-004"]')))[3], "6/7");
    assert.match(await page.locator(".reports-work").textContent(), /待办完成 \d+ \/ \d+ · \d+%.*三件小事做到 \d+ \/ \d+ 次.*对接有结果 \d+ \/ \d+ 件.*1 对 1/);
    assert.doesNotMatch(await page.locator(".reports").textContent(), /名次|最低|倒数|第 ?\d+ ?名/);
  }, (world) => (world.allOff = new Set(["rep-007"])));
});

test("periods back and on by keys and buttons, not past the running one; while another is on its way the last one stays", async () => {
  await open({}, "#/report?of=week", async ({ fake, page }) => {
    await period(page, "11月16日至22日");
    await page.keyboard.press("]");
    await period(page, "11月23日至24日");
    assert.ok(await page.getByRole("button", { name: "下一周" }).isDisabled());
    await page.keyboard.press("]");
    await page.keyboard.press("[");
    await period(page, "11月16日至22日");
    assert.deepEqual(await hash(page), { of: "week" });
    let release;
    const held = new Promise((resolve) => (release = resolve));
    fake.before = ({ url }) => (url.searchParams.get("day") === "2026-11-09" ? held : undefined);
    await page.getByRole("button", { name: "上一周" }).click();
    await page.locator(".reports-body[aria-busy=true]").waitFor();
    await period(page, "11月16日至22日");
    release();
    await period(page, "11月9日至15日");
    await page.locator(".reports-body[aria-busy=false]").waitFor();
  });
});

test("handed in: who and when and how final, what has changed since, once more, taken back; a refusal in the agent's words", async () => {
  await open({ complaints: "allowed" }, "#/report?of=month&day=2026-11-03", async ({ fake, page }) => {
    const card = page.locator(".reports-given");
    const words = refuseOnce(fake, "report.give");
    await card.getByRole("button", { name: "标记为已交" }).click();
    await card.getByText(words.zh).waitFor();
    await card.getByRole("button", { name: "标记为已交" }).click();
    await card.getByText(/^11月25日 15:2\d .+ 已交，当时暂定，到11月24日。$/).waitFor();
    assert.ok((await card.textContent()).includes(fake.world.person("rep-025").name));
    await card.getByText("此后没有变化。").waitFor();
    assert.equal(await card.getByRole("button").count(), 1);
    fake.world.late = { satisfaction: [-60, 0], reply_rate: [1, 1] };
    fake.commit();
    await card.locator(".reports-changes").waitFor();
    const [first, second] = await Promise.all(["satisfaction", "reply_rate"].map((name) => cells(card.locator(`[data-figure="${name}"]`))));
    assert.match(first.join("|"), /^满意度\|[\d.]+%\|[\d.]+%$/);
    assert.notEqual(first[1], first[2]);
    // What reads the same is told by what it is made of.
    assert.match(second.join("|"), /^回复率\|[\d.]+% · [\d,]+\/[\d,]+ 位\|[\d.]+% · [\d,]+\/[\d,]+ 位$/);
    await card.getByRole("button", { name: "再交一次" }).click();
    await card.getByText("此后没有变化。").waitFor();
    await card.getByRole("button", { name: "撤回" }).click();
    await card.locator(".reports-changes").waitFor();
    await card.getByRole("button", { name: "撤回" }).click();
    await card.getByRole("button", { name: "标记为已交" }).waitFor();
  });
});

test("as a file, as text and on paper; what goes wrong is said and does not stay with another period", async () => {
  await open({ complaints: "allowed", context: { permissions: ["clipboard-read", "clipboard-write"] } }, "#/report?of=month&group=售后", async ({ fake, page }) => {
    await period(page, "2026年10月");
    const save = async (title) => {
      await page.getByRole("button", { name: "下载" }).click();
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: title }).click()]);
      return [file.suggestedFilename(), await readFile(await file.path())];
    };
    const [name, bytes] = await save("Excel");
    assert.equal(name, "团队月报-售后-2026-10.xlsx");
    assert.equal(bytes.toString("latin1").slice(0, 4), "PK\u0003\u0004");
    await said(page, "已下载 团队月报-售后-2026-10.xlsx");
    const [csv, text] = await save("CSV");
    assert.equal(csv, "团队月报-售后-2026-10.csv");
    // The mark by which a spreadsheet knows UTF-8 has come through.
    assert.deepEqual([...text.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    await page.getByRole("button", { name: "复制为文字" }).click();
    await said(page, "报告已复制。");
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^# 团队月报-售后 2026-10\n/);
    const plain = fake.requests.filter((one) => one.includes("/report-file"));
    assert.ok(plain.every((one) => one.includes("day=2026-10-01") && one.includes("by=month") && one.includes("language=zh")), plain.join());
    await page.evaluate(() => (window.print = () => (document.title = "printed")));
    await page.keyboard.press("p");
    await page.waitForFunction(() => document.title === "printed");
    fake.before = ({ where }) => {
      if (where === "/report-file") throw Object.assign(new Error("busy"), { status: 422, body: { kind: "refused", words: { zh: "写不了文件，磁盘满了。", en: "The disk is full." } } });
    };
    await page.getByRole("button", { name: "复制为文字" }).click();
    await page.locator(".problem", { hasText: "磁盘满了" }).waitFor();
    await page.keyboard.press("[");
    await period(page, "2026年9月");
    await page.locator(".problem").waitFor({ state: "detached" });
  });
});

test("departments: shares only from five on, the rest in counts; under each what is open, a long list on request; none at all says what would fill it", async () => {
  await open({}, "#/report?of=departments&day=2026-11-25", async ({ fake, page }) => {
    await period(page, "2026年11月（到24日）");
    const row = (name) => page.locator(`.reports-departments [data-department="${name}"]`);
    assert.match((await cells(row("仓库"))).join("|"), /^仓库\|\d+\|\d+\|\d+\|\d+% \d+\/\d+\|29\|9\|\d+ 小时 \d+ 分\|\d+\|\d+% \d+\/\d+$/);
    // Three before: no share.
    assert.match((await cells(row("供应链"))).at(-1), /^\d\/3$/);
    const shelf = page.locator(".reports-open", { hasText: "仓库没结的" });
    assert.equal(await shelf.locator("li").count(), 20);
    assert.match(await shelf.locator("li").first().textContent(), /1020-136 天售前 .*重大 超时进展：问过两次，答应今天给 · 原因：对方缺人，等排班/);
    await shelf.getByRole("button", { name: "再显示 9 件" }).click();
    assert.equal(await shelf.locator("li").count(), 29);
    assert.equal(await shelf.getByRole("link").first().getAttribute("href").then(decodeURIComponent), "#/handoffs?group=售前&day=2026-10-20");
    await pick(page, "周");
    await period(page, "11月23日至24日");
    await page.keyboard.press("[");
    await period(page, "11月16日至22日");
    assert.equal((await hash(page)).by, "week");
    assert.ok(fake.requests.some((one) => one.includes("/department-report?by=week&day=2026-11-25")));
  }, (world) => (world.openMany = 25));
  await open({ work: "none" }, "#/report?of=departments", async ({ page }) => {
    await page.getByText("2026年10月没有部门收到对接").waitFor();
    await page.getByRole("link", { name: "去对接" }).waitFor();
  });
});

test("whoever only reads comes to the month's and hands nothing in; a rep is told by the agent and sees nobody", async () => {
  await open({ role: "reader", member: null }, "#/report", async ({ page }) => {
    await period(page, "2026年10月");
    assert.equal(await page.getByRole("radio", { name: "日报", exact: true }).count(), 0);
    await page.locator(".reports-given").waitFor();
    assert.equal(await page.locator(".reports-given button").count(), 0);
    await page.locator(".reports-people .long-name").first().waitFor();
  });
  await open({ role: "rep", member: null, complaints: "allowed" }, "#/report?of=month", async ({ page }) => {
    await page.locator(".problem", { hasText: "这一步您没有权限。" }).waitFor();
    assert.equal(await page.locator(".reports, .long-name, main [role=radio]").count(), 0);
  });
});

test("the agent gone: the last state stays, nothing can be marked, and what was asked for says so; back, it goes on", async () => {
  await open({ complaints: "allowed" }, "#/report?of=month", async ({ fake, page }) => {
    await period(page, "2026年10月");
    await fake.away();
    await page.locator(".away").waitFor();
    assert.ok(await page.getByRole("button", { name: "标记为已交" }).isDisabled());
    await page.getByRole("button", { name: "复制为文字" }).click();
    await page.locator(".problem", { hasText: "代理没有回应" }).waitFor();
    await page.keyboard.press("[");
    await page.locator(".reports-body[aria-busy=true]").waitFor();
    await period(page, "2026年10月");
    assert.ok((await page.locator(".reports-people .long-name").count()) > 3);
    await fake.back();
    await period(page, "2026年9月");
  });
});
