// SPDX-License-Identifier: Apache-2.0
// A rep's morning on the real program, by keyboard alone: yesterday says that it is final, what was open yesterday is hers with its days and
// its number, she opens yesterday's slowest turn, chooses three small things, and nothing pops up or moves while she types.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { accessibilityComplaints, launch, openPage } from "./support/browser.mjs";
import { emptied } from "./support/work.mjs";

let browser;
let agent;
let desk; // The machine's own page, the lead's.
let day; // The one that is yesterday in the end.
let today;
let number; // Of her hand-off: "1121-12".

// A shop whose clock is a whole day ahead of the other one's: what is done in the first was done yesterday in the second.
const zones = { yesterday: "Etc/GMT+12", today: "Etc/GMT-12" };
const shop = (folder, zone) => writeFile(path.join(folder, "rigong.toml"), `[shop]\nname = "晨野"\ntimezone = "${zone}"\n`);
const dayIn = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);

before(async () => {
  browser = await launch();
  agent = await Agent.start("run", (folder) => shop(folder, zones.yesterday));
});
after(async () => {
  await browser?.close();
  await agent?.close();
});

const call = (page, address, options = {}) =>
  page.evaluate(
    async ([where, more]) => {
      const headers = { Authorization: `Bearer ${localStorage.getItem("rigong.token")}`, "Content-Type": "application/json" };
      const response = await fetch(`/api/v1${where}`, { headers, cache: "no-store", ...more });
      return { status: response.status, body: await response.json() };
    },
    [address, options],
  );
let ids = 0;
const well = async (page, body) => {
  const id = `0193f002-0000-7000-8000-${String(++ids).padStart(12, "0")}`;
  const done = await call(page, "/commands", { method: "POST", body: JSON.stringify({ id, ...body }) });
  assert.equal(done.status, 200, `${JSON.stringify(body)}: ${JSON.stringify(done.body)}`);
  return id;
};
const answered = async (page, address) => {
  const { status, body } = await call(page, address);
  assert.equal(status, 200, address);
  return body;
};
const member = (id, name, role) => ({ kind: "member.put", member: id, is_new: true, name, group: "售前", role, track: "pre_sales", stage: "by_time", joined_on: null, accounts: [] });
const todo = (person, title) => ({ kind: "task.make", task_kind: "todo", person, title, from: day, due_at: null, department: "", link: null });
const handoff = (person, title) => ({ ...todo(person, title), task_kind: "handoff", department: "仓库" });

// Nine customers of hers; the fifth waited for 4 minutes and 7 seconds, the eighth for 3 minutes and 21.
const waits = [20, 31, 42, 18, 247, 25, 33, 201, 12];
const head = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text";
function messages() {
  const lines = [head];
  const at = (seconds) => new Date(Date.parse(`${day}T10:00:00Z`) + seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
  waits.forEach((wait, i) => lines.push(`c${i},m${i}a,${at(i * 600)},in,,k${i},这件有货吗`, `c${i},m${i}b,${at(i * 600 + wait)},out,小安,k${i},有的`));
  return `${lines.join("\n")}\n`;
}
// She has begun: her first customer of today has an answer.
function firstOfToday() {
  const now = Date.now();
  return `${head}\nt0,t0a,${now - 1},in,,kt,在吗\nt0,t0b,${now},out,小安,kt,在的\n`;
}

test("the evening before: two to-dos and a hand-off are left open, the twelfth of its day", { timeout: 120_000 }, async () => {
  day = dayIn(-12);
  desk = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await desk.goto(await agent.address());
  await desk.locator("main h1, main h2").first().waitFor();
  await well(desk, { kind: "desk.choose", person: "", lead: true });
  await well(desk, member("chen", "陈立", "lead"));
  await well(desk, member("an", "小安", "rep"));
  await well(desk, member("bo", "小波", "rep"));
  for (let i = 1; i <= 11; i++) await well(desk, { kind: "task.done", task: await well(desk, handoff("bo", `第 ${i} 件`)), result: "已办" });
  const mine = await well(desk, handoff("an", "改地址 2 单，等仓库"));
  number = (await answered(desk, `/task?id=${mine}`)).task.shown_number;
  assert.equal(number, `${day.slice(5, 7)}${day.slice(8)}-12`);
  await well(desk, { kind: "task.progress", task: mine, words: "仓库在查是否已出库" });
  await well(desk, todo("an", "给王先生回电"));
  await well(desk, todo("an", "复习新品尺码表"));
  await well(desk, { kind: "task.done", task: await well(desk, todo("an", "昨天做完的")), result: "" });
  await agent.kill();
  await shop(agent.data, zones.today);
  await agent.begin();
  today = dayIn(12);
  assert.equal(Date.parse(today) - Date.parse(day), 86_400_000);
  for (const [name, text] of [["昨天.csv", messages()], ["今天.csv", firstOfToday()]]) {
    const file = path.join(agent.data, name);
    await writeFile(file, text);
    await agent.command("import", file);
  }
  const sources = await agent.json("figures", "--from", day, "--to", day);
  assert.deepEqual(sources.map((one) => [one.rep, one.turns, one.turns_slow, one.status]), [["小安", 9, 2, "final"]]);
  await agent.command("member", "map", "an", "--rep", "小安");
});

// Presses keys, one after the other, as a hand does.
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}
// Tabs on until the focus is on what `selector` names, with `text` in it or beside it.
async function tabTo(page, selector, text = "", key = "Tab") {
  for (let i = 0; i < 120; i++) {
    const there = await page.evaluate(([which, words]) => {
      const at = document.activeElement;
      return at?.matches(which) === true && `${at.getAttribute("aria-label") ?? ""} ${at.closest("li, label, tr")?.textContent ?? ""} ${at.textContent}`.includes(words);
    }, [selector, text]);
    if (there) return;
    await page.keyboard.press(key);
  }
  assert.fail(`the keyboard does not come to ${selector} ${text}: ${(await page.locator("main").innerText()).slice(0, 500)}`);
}

test("her morning", { timeout: 180_000 }, async () => {
  const { body } = await call(desk, "/invitations", { method: "POST", body: JSON.stringify({ person: "an" }) });
  const page = await openPage(browser, { viewport: { width: 420, height: 900 } });
  await page.addInitScript(() => {
    globalThis.touches = 0;
    // A click by keyboard has no detail.
    for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel"]) addEventListener(kind, () => (globalThis.touches += 1), true);
    addEventListener("click", (event) => (globalThis.touches += event.detail > 0 ? 1 : 0), true);
  });
  const commands = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/commands")) commands.push(request.postDataJSON().kind);
  });
  await page.goto(body.link);
  await page.locator(".who-name").waitFor({ timeout: 60_000 });
  // What is kept of her is read and signed for, by keyboard as well.
  await page.getByRole("button", { name: /签收/ }).first().waitFor();
  await tabTo(page, "button", "签收");
  await press(page, "Enter");
  await emptied(page);
  assert.deepEqual(commands.splice(0), ["text.sign"]);

  // Yesterday says that it is final.
  await press(page, "g", "p");
  await page.locator(".panel, .delivered").first().waitFor();
  await press(page, "t", "[");
  await page.getByRole("heading", { name: "昨日", exact: true }).waitFor();
  await page.locator(".day-words", { hasText: "定稿" }).waitFor();
  assert.doesNotMatch(await page.locator(".day-words").textContent(), /暂定|实时/);

  // Its slow turns are one key and one link away; the slowest one is opened and kept as a to-do.
  await press(page, "3");
  await page.locator("#figure-slow_share-detail").waitFor();
  await tabTo(page, "a", "看这些轮次");
  await press(page, "Enter");
  await page.locator(".turn-table tbody tr").first().waitFor();
  assert.equal(await page.locator(".turn-table tbody tr").count(), 2);
  await press(page, "f");
  await tabTo(page, ".turn-picks button", "最慢");
  await press(page, "Enter");
  await page.waitForFunction(() => location.hash.includes("pick=slowest") && document.querySelectorAll(".turn-table tbody tr").length >= 2);
  assert.match(await page.locator(".turn-table tbody tr").first().textContent(), /4 分 7 秒/);
  await press(page, "j");
  assert.match(await page.evaluate(() => document.activeElement.closest("tr").textContent), /4 分 7 秒/);
  await press(page, "Enter");
  // Enter would keep it as it is; she goes back and says it in her own words.
  await page.locator(".turn-note [type=submit]:focus").waitFor();
  await tabTo(page, ".turn-note input", "", "Shift+Tab");
  await press(page, "Control+a");
  await page.keyboard.type("这一段为什么等了四分钟");
  await press(page, "Enter");
  await emptied(page);
  assert.deepEqual(commands.splice(0), ["task.make"]);

  // What was open yesterday is there, with its days; the hand-off is hers and has its number.
  await press(page, "g", "w");
  await page.getByLabel("加一项待办").waitFor();
  const carried = await page.locator(".task", { hasText: "昨日顺延" }).allTextContents();
  assert.equal(carried.length, 2, carried.join(" | "));
  for (const title of ["给王先生回电", "复习新品尺码表"]) assert.ok(carried.some((one) => one.includes(title)), title);
  assert.equal(await page.locator(".task", { hasText: "昨天做完的" }).count(), 0);
  assert.equal(await page.locator(".task", { hasText: "这一段为什么等了四分钟" }).count(), 1);
  await tabTo(page, ".tab[aria-selected=true]");
  await press(page, "ArrowRight");
  await page.locator(".task", { hasText: number }).waitFor();
  assert.match(await page.locator(".task", { hasText: number }).textContent(), /改地址 2 单，等仓库.*仓库在查是否已出库.*昨日顺延/s);
  const work = await answered(page, `/work?person=an`);
  const mine = work.tasks.find((one) => one.shown_number === number);
  assert.deepEqual([mine.owner.id, mine.asked.id, mine.from, mine.carried_days, mine.state], ["an", "an", day, 1, "open"]);

  // Three small things, two from the catalogue in her own words and one of her own.
  await press(page, "g", "k");
  await page.locator(".step-option").first().waitFor();
  const words = ["先应一声“我看一下”", "问一句什么场合穿", "收尾时说声谢谢"];
  const steps = await page.locator(".step-option").evaluateAll((all) => all.map((one) => one.dataset.step));
  for (const [i, step] of [steps[0], steps[2], "own-1"].entries()) {
    await tabTo(page, `[data-step="${step}"] input[type=checkbox]`);
    await press(page, "Space");
    const field = page.locator(`[data-step="${step}"] .step-words`);
    await field.waitFor();
    assert.equal(await field.evaluate((one) => one === document.activeElement), true);
    await press(page, "Control+a");
    if (i < 2) {
      await page.keyboard.type(words[i]);
      continue;
    }
    // While she types the last one the lead gives her something, and a hand-off that cannot wait: nothing pops up, nothing moves, and what
    // she types goes where she types it.
    await page.locator(".toast").waitFor({ state: "detached" });
    const place = () => field.evaluate((one) => [one.getBoundingClientRect().top, one.getBoundingClientRect().left]);
    const before = await place();
    await page.keyboard.type(words[i].slice(0, 3), { delay: 30 });
    await well(desk, { ...todo("an", "主管刚给的"), from: today });
    await well(desk, { ...handoff("an", "整车破损"), from: today, major: true });
    await page.waitForTimeout(1500);
    assert.deepEqual(await page.locator("dialog[open], .toast, [role=alertdialog]").allTextContents(), []);
    assert.deepEqual(await place(), before);
    await page.keyboard.type(words[i].slice(3), { delay: 30 });
    assert.equal(await field.inputValue(), words[i]);
    assert.equal(await field.evaluate((one) => one === document.activeElement), true);
  }
  await press(page, "Enter");
  await emptied(page);
  assert.deepEqual(commands.splice(0), ["promise.choose"]);
  const promised = (await answered(page, `/work?person=an`)).promises;
  assert.deepEqual(promised.map(({ title }) => title).sort(), [...words].sort());

  // They are on the panel, and the first is ticked there.
  await press(page, "g", "p");
  await page.locator(".tick", { hasText: words[0] }).waitFor();
  await tabTo(page, "input[type=checkbox]", words[0]);
  await press(page, "Space");
  await emptied(page);
  assert.deepEqual(commands.splice(0), ["promise.tick"]);
  assert.deepEqual((await answered(page, `/work?person=an`)).promises.find(({ title }) => title === words[0]).kept, [today]);
  // What the lead gave her is there by now.
  await press(page, "g", "w");
  await page.locator(".task", { hasText: "主管刚给的" }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.touches), 0);
  assert.deepEqual(await accessibilityComplaints(page), []);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
