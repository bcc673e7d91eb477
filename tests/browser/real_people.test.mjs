// SPDX-License-Identifier: Apache-2.0
// People on the real program, as their stories go: somebody joins, falls ill, is stood in for; the lead at the machine,
// the others on devices of their own. Whatever the program answers on the way is held to the contract.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { Agent } from "./real/agent.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { loadContract } from "./support/contract.mjs";
import { openMember, said } from "./support/people.mjs";
import { emptied } from "./support/work.mjs";

const contract = loadContract();
let browser;
let agent;
let desk; // The machine's own page, the lead's.
let today;
let reps;
const broken = []; // Answers that are not as the contract has them.
const held = new Set(); // The addresses that were held to it.

before(async () => {
  [browser, agent] = await Promise.all([launch(), Agent.start("demo")]);
});
after(async () => {
  await browser?.close();
  await agent?.close();
});

function holdToContract(page) {
  page.on("response", async (response) => {
    const where = new URL(response.url());
    if (!where.pathname.startsWith("/api/v1/") || response.status() !== 200 || where.pathname.endsWith("/events")) return;
    const method = response.request().method();
    const body = await response.json().catch(() => null);
    if (body === null) return;
    const address = where.pathname.slice(7) + where.search;
    held.add(`${method} ${where.pathname.slice(7)}`);
    const complaints = contract.complaints(method, address, 200, body, response.headers()["content-type"] ?? "");
    if (complaints.length > 0) broken.push(`${method} ${address}: ${complaints.join("; ")}`);
  });
  return page;
}

const go = (page, hash) => page.evaluate((where) => (location.hash = where), hash);
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
const act = (page, body) => call(page, "/commands", { method: "POST", body: JSON.stringify({ id: `0193f001-0000-7000-8000-${String(++ids).padStart(12, "0")}`, ...body }) });
const well = async (page, body) => {
  const done = await act(page, body);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return done.body;
};
const dayAfter = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

// Asks until it is so; what was answered last where it never is.
async function until(ask, good, seconds = 60) {
  for (let i = 0; i < seconds * 4; i++) {
    const answer = await ask();
    if (good(answer)) return answer;
    await new Promise((done) => setTimeout(done, 250));
  }
  return ask();
}

// A device of the person's own, joined by an invitation that the page made.
async function join(person) {
  const { status, body } = await call(desk, "/invitations", { method: "POST", body: JSON.stringify({ person }) });
  assert.equal(status, 200);
  const page = holdToContract(await openPage(browser, { viewport: { width: 360, height: 900 } }));
  await page.goto(body.link);
  await page.locator(".who-name").waitFor({ timeout: 60_000 });
  return page;
}
const signAll = async (page) => {
  for (const text of (await call(page, "/notices")).body.texts) await well(page, { kind: "text.sign", text: text.kind, version: text.version });
};

test("the machine's page: the team as it is kept, whoever looks after it", { timeout: 240_000 }, async () => {
  desk = holdToContract(await openPage(browser, { viewport: { width: 1280, height: 900 } }));
  // A demo that is still reading its story answers slowly on a busy machine.
  await desk.goto(await agent.address(), { timeout: 120_000 });
  await desk.getByRole("button", { name: "我是主管" }).click({ timeout: 120_000 });
  const mine = await until(async () => (await call(desk, "/session")).body, (session) => session.role === "lead");
  today = mine.today;
  reps = (await call(desk, "/members")).body.members.filter((one) => one.role === "rep" && one.group === "售前" && !one.left);
  assert.ok(reps.length > 5);
  await signAll(desk);
});

// What a camera reads in the picture as it is on the screen.
async function seenByACamera(picture) {
  const { data, width, height } = PNG.sync.read(await picture.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

test("first week: added by the lead, joins by a link, reads and signs, sees only what is theirs", { timeout: 120_000 }, async () => {
  await go(desk, "#/members");
  await desk.getByRole("button", { name: "加一位", exact: true }).click();
  const dialog = desk.getByRole("dialog", { name: "加一位成员" });
  await dialog.getByLabel("姓名").fill("新来的小安");
  await dialog.getByLabel("组", { exact: true }).fill("售前");
  await dialog.getByLabel("带教").selectOption(reps[0].id);
  await dialog.getByRole("button", { name: "加一位", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  const member = (await call(desk, "/members")).body.members.find((one) => one.name === "新来的小安");
  assert.equal(member.stage_now, "newcomer");
  // The new one stands open already.
  const detail = desk.locator(`[id="member-${member.id}"]`);
  await detail.getByRole("button", { name: "邀请", exact: true }).click();
  const invitation = desk.getByRole("dialog", { name: /^邀请 / });
  const link = (await invitation.locator("code").textContent()).trim();
  assert.match(await invitation.textContent(), /只能在这台电脑上打开/);
  assert.equal(await seenByACamera(invitation.locator(".qr")), link);
  await desk.keyboard.press("Escape");

  const page = holdToContract(await openPage(browser, { viewport: { width: 360, height: 900 } }));
  await page.goto(link);
  await page.locator(".who-name").waitFor({ timeout: 60_000 }).catch(async (error) => {
    throw new Error(`${error.message}\n${await page.locator("body").innerText()}\n${page.complaints.join("\n")}`);
  });
  assert.doesNotMatch(await page.evaluate(() => location.href), /join/);
  const session = (await call(page, "/session")).body;
  assert.equal(session.person.name, "新来的小安");
  assert.equal(session.own_device, true);
  assert.deepEqual(session.to_sign, ["notice"]);
  await page.getByRole("link", { name: "有内容还没有签收" }).click();
  await page.getByRole("button", { name: /签收/ }).first().click();
  await emptied(page);
  assert.deepEqual((await call(page, "/session")).body.to_sign, []);
  // The newcomer's checklist, with the mentor; what was just signed is ticked.
  await go(page, "#/work");
  const list = page.getByRole("region", { name: "新手清单" });
  await list.getByText(`带教：${reps[0].name}`).waitFor();
  await list.getByRole("checkbox", { name: "读过告知书和团队规则" }).click();
  await list.getByText("1 / 8").waitFor();
  await emptied(page);
  assert.equal((await call(page, `/work?person=${member.id}`)).body.checklist.done, 1);
  const mentored = (await call(desk, `/work?person=${reps[0].id}`)).body.mentored;
  assert.deepEqual(mentored.map(({ person, done }) => [person.name, done]), [["新来的小安", 1]]);
  // No ranking, nobody else's figures, and no second device by the same link.
  assert.equal((await call(page, "/team")).status, 404);
  assert.equal((await call(page, `/panel?person=${reps[0].id}`)).status, 404);
  assert.equal((await call(page, "/people")).body.people.length, 1);
  const late = await openPage(browser);
  await late.goto(link);
  await late.getByText(/用过|过期/).first().waitFor();
  await late.context().close();
  await go(desk, "#/notices");
  await desk.getByText("1 / 27 位已签收").waitFor();
  await page.context().close();
});

test("sick day: her open hand-offs go to a colleague with their numbers, ranking and median leave her out, and her promises wait", { timeout: 360_000 }, async () => {
  const yesterday = dayAfter(today, -1);
  const board = async () => (await call(desk, `/ranking?group=售前&day=${yesterday}`)).body;
  const placed = (ranking, id) => ranking.figures.some(({ places }) => places.some(({ person }) => person.id === id));
  // The story is still being read: the median of yesterday stands on whoever worked, and she is among them.
  const counted = async (id) => (await call(desk, `/panel?person=${id}&day=${yesterday}`)).body.figures?.[1]?.group?.people ?? 0;
  const find = async () => {
    const ranking = await board();
    const there = reps.filter(({ id }) => placed(ranking, id));
    return there.length >= 6 ? there : null;
  };
  const there = await until(find, (one) => one !== null, 240);
  assert.ok(there !== null, "nobody has figures of yesterday");
  const [ill, well_] = there;
  const made = await well(desk, { kind: "task.make", task_kind: "handoff", person: ill.id, title: "改地址 2 单", from: today, due_at: null, department: "仓库", link: null });
  const older = await well(desk, { kind: "task.make", task_kind: "handoff", person: ill.id, title: "补寄一件", from: yesterday, due_at: null, department: "仓库", link: null });
  const done = await well(desk, { kind: "task.make", task_kind: "handoff", person: ill.id, title: "已经有结果的", from: today, due_at: null, department: "仓库", link: null });
  await well(desk, { kind: "task.done", task: done.id, result: "已改好" });
  const story = async ({ id }) => (await call(desk, `/task?id=${id}`)).body;
  const before = await Promise.all([made, older, done].map(story));
  await well(desk, { kind: "promise.choose", person: ill.id, from: today, until: dayAfter(today, 3), steps: [{ step: "", title: "每位都说一声稍等" }] });
  const people = await counted(well_.id);
  assert.ok(people >= 6);
  assert.equal((await call(desk, "/team?group=售前")).body.rows.find((one) => one.person.id === ill.id).off, false);
  await go(desk, "#/members");
  const detail = await openMember(desk, ill.id);
  await detail.getByRole("button", { name: "请假", exact: true }).click();
  const dialog = detail.getByRole("form", { name: /请假$/ });
  assert.match(await dialog.textContent(), /不问原因/);
  await dialog.getByLabel("从").fill(yesterday);
  await dialog.getByLabel("到", { exact: true }).fill(dayAfter(today, 1));
  await dialog.getByLabel("未结的对接交给").selectOption(well_.id);
  await dialog.getByRole("button", { name: "记下请假" }).click();
  await said(desk, "已记下");
  // All that was open, with number and story; what has a result stays hers.
  const moved = await Promise.all([made, older, done].map(story));
  assert.deepEqual(moved.map(({ task }) => task.owner.id), [well_.id, well_.id, ill.id]);
  assert.deepEqual(moved.map(({ task }) => task.shown_number), before.map(({ task }) => task.shown_number));
  assert.deepEqual(moved.map(({ task }) => task.asked.id), [ill.id, ill.id, ill.id]);
  assert.deepEqual(moved[0].events.map(({ what }) => what), [...before[0].events.map(({ what }) => what), "given"]);
  assert.equal((await call(desk, `/work?person=${ill.id}`)).body.tasks.filter((one) => one.kind === "handoff" && one.state === "open").length, 0);
  const listed = (await call(desk, `/work?person=${well_.id}`)).body.tasks.map(({ id }) => id);
  assert.ok(listed.includes(made.id) && listed.includes(older.id));
  // She is no measure for the others, and no post names her: neither that she was away nor why.
  assert.equal((await call(desk, "/team?group=售前")).body.rows.find((one) => one.person.id === ill.id).off, true);
  assert.equal(await counted(well_.id), people - 1);
  assert.equal(placed(await board(), ill.id), false);
  const post = await agent.command("ranking", "--group", "售前", "--day", yesterday, "--public");
  assert.doesNotMatch(post, new RegExp(`${ill.name}|请假|休`));
  const row = (await call(desk, `/promises?person=${ill.id}&from=${today}&to=${today}`)).body.rows[0];
  assert.ok(row.off.includes(today));
  // Taken back, the day is a day like others; who has her hand-offs keeps them.
  const leave = (await call(desk, "/members")).body.members.find((one) => one.id === ill.id).leaves[0];
  await well(desk, { kind: "leave.remove", leave: leave.id });
  assert.equal((await call(desk, "/team?group=售前")).body.rows.find((one) => one.person.id === ill.id).off, false);
  assert.equal(await counted(well_.id), people);
  assert.equal(placed(await board(), ill.id), true);
  assert.equal((await story(made)).task.owner.id, well_.id);
});

test("lead away: a deputy sees and does what the lead would, hears of a complaint at once, every act says so, and on return the log shows it", { timeout: 120_000 }, async () => {
  const lead = (await call(desk, "/members")).body.members.find((one) => one.role === "lead");
  const deputy = reps[2];
  const page = await join(deputy.id);
  await signAll(page);
  assert.equal((await call(page, "/team")).status, 404);
  await go(desk, "#/members");
  const dialog = desk.locator(".card", { has: desk.getByRole("heading", { name: "代理" }) });
  await dialog.getByRole("button", { name: "安排代理" }).click();
  await dialog.getByLabel("代谁").selectOption(lead.id);
  await dialog.getByLabel("谁来代").selectOption(deputy.id);
  await dialog.getByLabel("从").fill(today);
  await dialog.getByLabel("到", { exact: true }).fill(dayAfter(today, 4));
  await dialog.getByRole("button", { name: "安排代理" }).click();
  await said(desk, deputy.name);
  await page.reload();
  await page.getByText(new RegExp(`代 ?${lead.name}`)).first().waitFor();
  const session = (await call(page, "/session")).body;
  assert.equal(session.acting_for.id, lead.id);
  assert.equal((await call(page, "/team?group=售前")).status, 200);
  assert.equal((await call(page, `/panel?person=${reps[3].id}`)).status, 200);
  const made = await well(page, { kind: "task.make", task_kind: "todo", person: reps[3].id, title: "投诉 2 小时内给出原因", from: today, due_at: null, department: "", link: null });
  // Who stands in names nobody else, and makes no leads.
  assert.notEqual((await act(page, { kind: "deputy.add", person: lead.id, deputy: reps[4].id, from: dayAfter(today, 9), to: dayAfter(today, 9) })).status, 200);
  const lines = (await call(desk, "/log?all=1")).body.lines;
  const line = lines.find((one) => one.kind === "task.make" && one.acting_for !== null);
  assert.deepEqual([line.by.id, line.acting_for.id, line.about.id], [deputy.id, lead.id, reps[3].id]);
  assert.equal((await call(page, `/task?id=${made.id}`)).body.task.made_by.id, deputy.id);
  // A complaint that does not wait: it stands at the head of the deputy's page, whatever they look at, until they say that they know.
  const rep = await join(reps[4].id);
  await signAll(rep);
  const complaint = await well(rep, { kind: "task.make", task_kind: "handoff", person: reps[4].id, title: "投诉：整车破损", from: today, due_at: null, department: "仓库", link: null, major: true });
  await page.locator(".major-lines li", { hasText: "投诉：整车破损" }).getByRole("button").click({ timeout: 20_000 });
  await emptied(page);
  await page.waitForFunction(() => document.querySelector(".major-lines") === null);
  const seen = (await call(rep, `/task?id=${complaint.id}`)).body.task;
  assert.equal(seen.seen_by.id, deputy.id);
  await rep.context().close();
  // The colleague reads who looked and what was done.
  const colleague = await join(reps[3].id);
  await signAll(colleague);
  await go(colleague, "#/own");
  await colleague.getByText(new RegExp(`${deputy.name}.*代 ?${lead.name}|代 ?${lead.name}`)).first().waitFor();
  const own = (await call(colleague, "/log")).body.lines.map((one) => one.kind);
  assert.ok(own.includes("view.panel") && own.includes("task.make"), own.join(" "));
  const all = (await call(desk, "/log?all=1")).body.lines.filter((one) => one.by?.id === deputy.id && one.acting_for?.id === lead.id).map((one) => one.kind);
  for (const kind of ["task.make", "task.seen", "view.panel"]) assert.ok(all.includes(kind), `${kind} is not among ${all.join(" ")}`);
  const deputies = (await call(desk, "/members")).body.deputies;
  await well(desk, { kind: "deputy.remove", deputy: deputies[0].id });
  assert.equal((await call(page, "/team?group=售前")).status, 404);
  await colleague.context().close();
  await page.context().close();
});

test("all that was answered is as the contract has it, and the log is whole", { timeout: 60_000 }, async () => {
  assert.deepEqual(broken, []);
  for (const address of ["GET /members", "GET /notices", "GET /own-data", "GET /log", "GET /devices", "POST /invitations", "POST /session"]) assert.ok(held.has(address), address);
  assert.match(await agent.command("doctor"), /操作记录完整|log of commands is whole/);
});
