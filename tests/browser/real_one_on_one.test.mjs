// SPDX-License-Identifier: Apache-2.0
// The weekly 1-on-1 and the month's report on the real program with the made-up shop behind it: each of the 26 pages against `figures`,
// number by number; a talk from the list to what comes of it; and what is kept after a kill.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent } from "./real/agent.mjs";
import { callerOf } from "./real/caller.mjs";
import { launch, openPage } from "./support/browser.mjs";

let browser;
let agent;
let page;
let week;
let reps;

before(async () => {
  [browser, agent] = await Promise.all([launch(), Agent.start("demo")]);
});
after(async () => {
  await browser?.close();
  await agent?.close();
});

const call = callerOf(() => page);
const plus = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

// What `figures` calls the two numbers that a figure is made of.
const madeOf = {
  satisfaction: ["ratings_good", "ratings"],
  response_mean_ms: ["response_capped_sum_ms", "response_n"],
  slow_share: ["turns_slow", "turns"],
  answer_ratio: ["messages_out", "messages_in"],
  reply_rate: ["customers_replied", "customers"],
};
const shown = (row, name) => (name === "response_mean_ms" ? row.response_mean_ms : name === "slow_share" ? row.turns_slow / row.turns : row[name]);

test("each page says what `figures` says of the week, and the weeks before it", { timeout: 360_000 }, async () => {
  page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(await agent.address());
  await page.getByRole("button", { name: "我是主管" }).click({ timeout: 240_000 });
  await page.getByRole("heading", { level: 1, name: "团队" }).waitFor({ timeout: 60_000 });
  // The story is written in from the present backwards.
  const written = async () => (await call("/accounts")).accounts.every(({ progress }) => !progress);
  for (let tries = 0; tries < 240 && !(await written()); tries++) await page.waitForTimeout(1000);
  const { groups, week: last } = await call("/one-on-ones");
  week = last;
  reps = [];
  for (const group of groups) {
    const { rows } = await call(`/one-on-ones?group=${encodeURIComponent(group)}`);
    reps.push(...rows.map(({ person }) => person));
  }
  // Who joined after the week has no talk about it.
  assert.ok(reps.length >= 24 && reps.length <= 26, `${reps.length} reps`);
  const from = plus(week, -63);
  const { now } = await call("/session");
  const days = await agent.json("figures", "--from", from, "--to", plus(week, 6), "--by", "day", "--source", "own", "--now", new Date(now).toISOString());
  let compared = 0;
  let special = 0;
  for (const person of reps) {
    const { week: told } = await call(`/one-on-one?person=${encodeURIComponent(person.id)}`);
    assert.equal(told.week, week);
    for (const figure of told.figures.filter(({ name }) => name in madeOf)) {
      assert.equal(figure.weeks.length, 10);
      for (const one of figure.weeks) {
        // Campaign days are left out, which days those are the page says by name alone.
        if (one.special) {
          special += 1;
          continue;
        }
        const rows = days.filter((row) => row.rep === person.id && one.week <= row.from && row.from <= plus(one.week, 6));
        const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
        const [top, bottom] = madeOf[figure.name];
        assert.deepEqual([one.value.numerator, one.value.denominator], [sum(top), sum(bottom)], `${person.id} ${figure.name} ${one.week}`);
        compared += 1;
      }
    }
  }
  assert.ok(compared > 26 * 5 * 5, `${compared} weeks compared`);
  assert.ok(special > 0, "the demo has a campaign");
  // And the week as one, means and shares included.
  const weeks = await agent.json("figures", "--from", week, "--to", plus(week, 6), "--by", "week", "--source", "own", "--now", new Date(now).toISOString());
  for (const person of reps) {
    const { week: told } = await call(`/one-on-one?person=${encodeURIComponent(person.id)}`);
    const row = weeks.find(({ rep }) => rep === person.id);
    if (!row || told.figures[0].weeks.at(-1).special) continue;
    for (const figure of told.figures.filter(({ name, value }) => name in madeOf && value.value !== null)) {
      assert.ok(Math.abs(figure.value.value - shown(row, figure.name)) < 1e-9, `${person.id} ${figure.name}`);
    }
  }
});

test("the conversations to read are turns that `turns` lists, and the good one was answered in time", { timeout: 120_000 }, async () => {
  const { now } = await call("/session");
  const turns = await agent.json("turns", "--from", week, "--to", plus(week, 6), "--now", new Date(now).toISOString());
  let good = 0;
  let read = 0;
  for (const person of reps) {
    const { week: told } = await call(`/one-on-one?person=${encodeURIComponent(person.id)}`);
    for (const [at, each] of told.conversations.entries()) {
      const turn = turns.find((one) => one.rep === person.id && Date.parse(one.opened_at) === each.at);
      assert.ok(turn, `${person.id} ${new Date(each.at).toISOString()}`);
      if (each.good) {
        assert.equal(at, 0);
        assert.equal(turn.slow, false);
        good += 1;
      }
      read += 1;
    }
  }
  assert.ok(good >= 10 && read >= 40, `${good} good of ${read}`);
});

test("the command line tells the same pages, and no private notes", { timeout: 120_000 }, async () => {
  const told = await agent.json("one-on-one", "--week", week);
  assert.ok(told.length >= 20 && told.length <= reps.length);
  for (const one of told) {
    const asked = await call(`/one-on-one?person=${encodeURIComponent(one.week.person.id)}`);
    assert.deepEqual(one.week.figures, asked.week.figures, one.week.person.id);
    assert.deepEqual(one.week.wins, asked.week.wins);
    assert.deepEqual(one.notes, []);
  }
  const text = await agent.command("one-on-one", "--week", week, "--rep", reps[0].id);
  assert.match(text, new RegExp(`1 对 1 · ${reps[0].name}`));
});

test("the month's report says what `figures` says of the month, of each rep and of the group, and its files are made of it", { timeout: 180_000 }, async () => {
  const { now } = await call("/session");
  const { groups, from, to } = await call("/team-report");
  const rows = await agent.json("figures", "--from", from, "--to", to, "--by", "day", "--source", "own", "--now", new Date(now).toISOString());
  assert.ok(groups.length >= 3, groups.join());
  let compared = 0;
  for (const group of groups) {
    const where = `group=${encodeURIComponent(group)}`;
    const report = await call(`/team-report?${where}`);
    // As in the ranking, what somebody does or gets on a day off counts for nothing; `figures` has it.
    const off = new Map((await call(`/promises?${where}&from=${from}&to=${to}`)).rows.map((one) => [one.person.id, one.off]));
    const sums = Object.fromEntries(Object.keys(madeOf).map((name) => [name, [0, 0]]));
    for (const { person, cells } of report.rows) {
      const worked = rows.filter((row) => row.rep === person.id && !off.get(person.id)?.includes(row.from));
      for (const [at, { name }] of report.figures.entries()) {
        if (!(name in madeOf) || !cells[at].value) continue;
        const [top, bottom] = madeOf[name].map((each) => worked.reduce((all, row) => all + row[each], 0));
        assert.deepEqual([cells[at].value.numerator, cells[at].value.denominator], [top, bottom], `${person.id} ${name}`);
        sums[name] = [sums[name][0] + top, sums[name][1] + bottom];
        compared += 1;
      }
    }
    for (const { name, total } of report.figures.filter(({ name, total }) => name in madeOf && total)) {
      assert.deepEqual([total.numerator, total.denominator], sums[name], `${group} ${name}`);
    }
    const told = await agent.json("report", "--group", group);
    assert.deepEqual([told.figures, told.rows, told.work], [report.figures, report.rows, report.work]);
    const file = await call(`/report-file?report=team&format=xlsx&${where}`);
    assert.equal(Buffer.from(file.base64, "base64").subarray(0, 2).toString(), "PK");
    assert.match(file.name, new RegExp(`^团队月报-${group}-\\d{4}-\\d{2}\\.xlsx$`));
  }
  assert.ok(compared > 100, `${compared} cells compared`);
  const departments = await call("/department-report");
  assert.ok(departments.departments.length > 0);
  const text = await agent.command("report", "--of", "departments");
  for (const { department } of departments.departments) assert.ok(text.includes(department), department);
});
