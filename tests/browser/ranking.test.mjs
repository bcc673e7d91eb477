// SPDX-License-Identifier: Apache-2.0
// The ranking: all places for leads, what is told in public for everybody else, the choice not to be named, and what there is where there is
// little.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { looksRight, refuseOnce, said } from "./support/people.mjs";
import { withPage } from "./support/page.mjs";
import { emptied, listen, queue, sent } from "./support/work.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const wide = { viewport: { width: 1280, height: 900 } };
const row = ".rank-card .rank-row";
const open = (options, use, hash = "#/ranking", ready = ".rank-body") =>
  withPage(browser, { role: "lead", wait: "main", context: wide, ...options }, async (all) => {
    options.world?.(all.fake.world);
    all.fake.commit();
    await all.go(hash);
    await all.page.locator(ready).first().waitFor();
    await all.page.waitForFunction(() => !document.querySelector(".view-busy"));
    await use(all);
  });
const rows = (page) => page.locator(row).evaluateAll((all) => all.map((one) => [one.querySelector(".rank-place").textContent, one.querySelector(".rank-name").textContent, ...[...one.querySelectorAll("td")].map((cell) => cell.textContent.trim())]));
const heads = (page) => page.locator(".rank-card thead th").evaluateAll((all) => all.map((one) => one.textContent.replace(/\s+/g, " ").trim()));
const settled = (page) => page.waitForFunction(() => !document.querySelector(".view-busy"));
const hash = (page) => page.evaluate(() => location.hash);

test("a lead sees all places of the composite first, then of the figure that is picked; the address keeps it", async () => {
  await open({ presales: true }, async ({ page }) => {
    assert.deepEqual(await heads(page), ["名次姓名", "综合 分", "较前日", "较上周同日", "名次变动", "距目标 100"]);
    const all = (await rows(page)).filter(([place]) => place !== "—");
    assert.ok(all.length >= 5);
    const points = all.map((one) => Number(one[2]));
    assert.deepEqual(points, [...points].sort((a, b) => b - a));
    for (const [, , , change, , moved, gap] of all) {
      assert.match(change, /^([+−][\d.]+|持平|—)$/);
      assert.match(moved, /^(▲\d+上升 \d+ 位|▼\d+下降 \d+ 位|0|—)$/);
      assert.match(gap, /^(✓已达标( [\d.]+)?|差 [\d.]+)$/);
    }
    await page.getByRole("radio", { name: "平响" }).click();
    assert.match(await hash(page), /figure=response_mean_ms/);
    assert.deepEqual(await heads(page), ["名次姓名", "平响 秒", "较前日", "较上周同日", "名次变动", "距目标 ≤45 秒"]);
    const fast = (await rows(page)).filter(([place]) => place !== "—");
    const times = fast.map((one) => Number(one[2]));
    assert.deepEqual(times, [...times].sort((a, b) => a - b));
    for (const one of fast) assert.match(one[3], /^([快慢] [\d.]+ 秒|持平|—)$/);
    await page.reload();
    await page.locator(row).first().waitFor();
    assert.equal(await page.getByRole("radio", { name: "平响" }).getAttribute("aria-checked"), "true");
    await page.getByRole("radio", { name: "综合" }).click();
    assert.doesNotMatch(await hash(page), /figure=/);
    assert.doesNotMatch(await page.locator("main").textContent(), /倒数|垫底|最后一名/);
    // Two accents and no more: no colour of a person's row is another's.
    const colours = await page.locator(`${row} td`).evaluateAll((cells) => [...new Set(cells.map((one) => one.className.split(" ").filter((name) => !name.startsWith("rank-")).join(" ")))]);
    assert.ok(colours.every((one) => ["", "dim", "faint", "good"].includes(one)), colours.join());
  });
});

test("the group as one stands above: values, changes, goals with a tick, spread and median; speed beside satisfaction", async () => {
  await open({ presales: true }, async ({ page }) => {
    const names = await page.locator(".rank-group tbody th").allTextContents();
    assert.deepEqual(names, ["满意度", "平响", "慢响应", "回复率", "询单转化", "销售额"]);
    assert.doesNotMatch(await page.locator("main").textContent(), /答问比|升级率/);
    const text = await page.locator('.rank-group [data-figure="satisfaction"]').textContent();
    assert.match(text, /满意度\d+\.\d%([升降] [\d.]+ 点|持平)/);
    assert.match(await page.locator(".rank-group thead").textContent(), /峰谷差中位数/);
    assert.match(await page.locator(".rank-group h2").textContent(), /售前合计/);
  });
});

test("equal values share a place, and the next is as many further", async () => {
  const first = [];
  await open({}, async ({ page }) => {
    first.push(...(await page.locator(row).evaluateAll((all) => all.slice(0, 2).map((one) => one.dataset.person))));
  });
  await open({ world: (world) => (world.sameAs = { [first[1]]: first[0] }) }, async ({ page }) => {
    assert.deepEqual((await rows(page)).slice(0, 3).map(([place]) => place), ["1", "1", "3"]);
    assert.equal(await page.locator(row).first().locator("td").first().textContent(), await page.locator(row).nth(1).locator("td").first().textContent());
  });
});

test("few ratings are a count; who has no place stands below a line with the reason, and why there are places is said", async () => {
  await open(
    {
      world: (world) => {
        const ids = world.people.filter((one) => one.group === "售前" && !one.left).map(({ id }) => id);
        const there = ids.filter((id) => !world.off(id, "2026-11-24"));
        world.rated = { [there[0]]: [8, 9], [there[1]]: [1, 1] };
        world.newcomers = new Set([there[2]]);
        world.unnamed = new Set([there[3]]);
      },
    },
    async ({ page }) => {
      const all = await rows(page);
      assert.ok(all.some(([place, , value]) => place !== "—" && value === "8/9"));
      const out = all.filter(([place]) => place === "—").map((one) => one[3]);
      for (const why of ["休", "首月不排", "样本不足"]) assert.ok(out.includes(why), why);
      assert.ok(all.some(([place, , value, why]) => place === "—" && value === "1/1" && why === "样本不足"));
      assert.equal(await page.locator(".rank-line").textContent(), "没有名次");
      assert.equal(await page.locator(".rank-unnamed").count(), 1);
      await page.getByText("为什么这样排？").click();
      assert.match(await page.locator(".rank-why-order").textContent(), /满意度满 3 条才排.*不到五人不排/);
      assert.match(await page.locator(".rank-why-order").textContent(), /置信下限/);
      await page.getByRole("radio", { name: "综合" }).click();
      assert.match(await page.locator(".rank-why-order").textContent(), /综合 = 满意度、平响、慢响应、回复率得分的平均.*100 分.*最高 120 分/);
    },
    "#/ranking?figure=satisfaction",
    row,
  );
});

test("weeks and months: other comparisons, titles with what they are given for, the special day named", async () => {
  await open({ presales: true }, async ({ page }) => {
    await page.getByRole("radio", { name: "周", exact: true }).click();
    await page.getByText("11月23日至24日").waitFor();
    await settled(page);
    assert.match(await hash(page), /by=week/);
    assert.doesNotMatch(await hash(page), /day=/);
    assert.deepEqual((await heads(page)).slice(2, 4), ["较上周", "名次变动"]);
    assert.doesNotMatch(await page.locator("main").textContent(), /上周同日/);
    assert.match(await page.locator(".view-head").textContent(), /暂定，还会变/);
    assert.ok(await page.getByRole("button", { name: "往后" }).isDisabled());
    await page.getByRole("radio", { name: "月", exact: true }).click();
    await page.getByText("11月（到 24 日）").waitFor();
    await settled(page);
    assert.match(await page.locator(".view-head").textContent(), /含活动日：双11/);
    const titles = page.locator(".rank-titles");
    assert.match(await titles.textContent(), /服务之星.*满意度第一且达标.*最佳响应.*比目标快 10% 以上.*高转化.*比目标高 10% 以上/);
    assert.equal(await titles.locator("dt").first().getAttribute("title"), "满意度第一且达标，平响也达标");
    await page.getByRole("button", { name: "往前" }).click();
    await page.getByText("10月", { exact: true }).waitFor();
    await settled(page);
    assert.match(await hash(page), /day=2026-10-01/);
    await page.getByRole("radio", { name: "日", exact: true }).click();
    await page.waitForFunction(() => location.hash.includes("day=2026-10-31"));
  });
});

test("by keyboard: periods, groups, from name to name, into a panel and back", async () => {
  await open({}, async ({ page }) => {
    await page.keyboard.press("[");
    await page.waitForFunction(() => location.hash.includes("day=2026-11-23"));
    await settled(page);
    await page.keyboard.press("]");
    await page.getByText("昨日", { exact: true }).waitFor();
    await settled(page);
    await page.keyboard.press("]");
    await page.getByText("今日", { exact: true }).waitFor();
    await settled(page);
    await page.keyboard.press("]");
    await page.getByRole("tab", { name: "售前" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector("[role=tab][aria-selected=true]")?.textContent === "售后" && !document.querySelector(".view-busy"));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "售后");
    assert.match(await hash(page), /day=2026-11-25/);
    await page.locator(".rank-name").first().focus();
    await page.keyboard.press("ArrowDown");
    const name = await page.evaluate(() => document.activeElement.textContent);
    assert.equal(name, await page.locator(".rank-name").nth(1).textContent());
    await page.keyboard.press("Enter");
    await page.locator(".who-name", { hasText: name }).waitFor();
    await page.goBack();
    await page.locator(row).first().waitFor();
    assert.equal(await page.locator("[role=tab][aria-selected=true]").textContent(), "售后");
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.locator(".team-table").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    await page.locator(row).first().waitFor();
  });
});

test("a row opens the panel of its day; what is copied is text", async () => {
  await open({ context: { ...wide, permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page }) => {
    await page.getByRole("button", { name: "复制为文本" }).click();
    await said(page, "榜单已复制。");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^榜单 售前 昨日（11月24日 周二） · 定稿\n/);
    for (const [place, name] of await rows(page)) assert.ok(text.includes(`${place}\t${name}\t`), name);
    await page.locator(row).first().locator("td").first().click();
    await page.locator(".figure").first().waitFor();
    assert.match(await hash(page), /panel\?person=rep-\d+&day=2026-11-24/);
  });
});

test("a rep sees the public board: three places, no movement, nobody's panel but their own, and other groups as they are", async () => {
  await open({ role: "rep", presales: true }, async ({ fake, page }) => {
    assert.deepEqual(await page.locator(".views a").evaluateAll((all) => all.slice(0, 2).map((one) => one.textContent)), ["我的日拱", "榜单"]);
    const all = await rows(page);
    assert.ok(all.length > 0 && all.every(([place]) => Number(place) <= 3));
    assert.match(await page.locator(".rank-card h2").textContent(), /综合前三/);
    const text = await page.locator("main").textContent();
    assert.doesNotMatch(text, /名次变动|没有名次|人有名次|首月不排|▲|▼/);
    assert.match(text, /进步最大.*其他小组/s);
    assert.ok((await page.locator(".rank-card a").evaluateAll((links) => links.map((one) => one.getAttribute("href")))).every((one) => !one.includes("person=")));
    assert.equal(await page.locator("[role=tab]").count(), 0);
    assert.ok(!fake.requests.some((one) => one.includes("/team")));
    await page.getByRole("link", { name: "看我的面板" }).click();
    await page.locator(".figure").first().waitFor();
  });
});

test("not to be named: at once, with a way back, and kept while the agent is away", async () => {
  await open({ role: "rep", complaints: "allowed" }, async ({ fake, page }) => {
    listen(fake);
    const box = page.getByRole("switch", { name: "榜单里显示我的名字" });
    assert.ok(await box.isChecked());
    await box.click();
    await said(page, "榜单里不再显示你的名字。");
    assert.ok(!(await box.isChecked()));
    await emptied(page);
    assert.ok(fake.world.unnamed.has("rep-001"));
    await page.getByRole("button", { name: "撤销" }).click();
    await emptied(page);
    assert.ok(await box.isChecked());
    assert.ok(!fake.world.unnamed.has("rep-001"));
    assert.deepEqual(sent(fake, "member.be_named").map(({ named }) => named), [false, true]);
    await page.waitForTimeout(200);
    await fake.away();
    await box.click();
    await page.getByText("等代理回来再生效").waitFor();
    await box.click();
    await box.click();
    assert.ok(!(await box.isChecked()));
    // What takes the place of the one before is one command, unless that was on its way already.
    assert.ok((await queue(page)).length <= 2);
    assert.ok((await page.locator(row).count()) > 0);
    await fake.back();
    await emptied(page);
    assert.ok(!(await box.isChecked()));
    assert.ok(fake.world.unnamed.has("rep-001"));
    const words = refuseOnce(fake, "member.be_named");
    await box.click();
    await page.locator(".rank-naming [role=alert]", { hasText: words.zh }).waitFor();
    assert.ok(!(await box.isChecked()));
    await page.getByRole("button", { name: "知道了" }).click();
    assert.deepEqual(await queue(page), []);
  });
});

test("fewer than five: no ranking, and still something to look at; in public not even the sums", async () => {
  await open({ people: 9 }, async ({ page }) => {
    assert.match(await page.locator(".rank-none").textContent(), /不足五人，不排名次。.*够条件的有 2 人/);
    const all = await rows(page);
    assert.ok(all.length >= 2 && all.every(([place]) => place === "—"));
    assert.ok(all.some((one) => one[3] === "不足五人"));
    assert.ok((await page.locator(".rank-group tbody tr").count()) > 0);
    assert.match(await page.locator("main").textContent(), /能比的不足五人/);
    await looksRight(page, "few");
  });
  await open({ role: "rep", people: 9 }, async ({ page }) => {
    assert.match(await page.locator(".rank-none").textContent(), /不足五人，不排名次。.*合计也不公布/);
    assert.equal(await page.locator(".rank-group").count(), 0);
    assert.equal(await page.locator(row).count(), 0);
    assert.equal(await page.getByRole("switch").count(), 1);
    await looksRight(page, "few in public");
  });
});

test("no figures, nobody, one: said plainly, and the way to other periods stays", async () => {
  for (const options of [{ mode: "empty" }, { people: 0 }]) {
    await open(options, async ({ page }) => {
      await page.getByRole("heading", { name: "昨日没有数字" }).waitFor();
      assert.equal(await page.getByRole("link", { name: "导入文件或接上账号" }).count(), 1);
      await page.getByRole("radio", { name: "月", exact: true }).click();
      await page.getByRole("heading", { name: /11月.*没有数字/ }).waitFor();
      await looksRight(page, "none");
    });
  }
  await open({ role: "rep", mode: "empty" }, async ({ page }) => {
    assert.equal(await page.getByRole("link", { name: "导入文件或接上账号" }).count(), 0);
  });
  await open({ people: 1 }, async ({ page }) => assert.equal(await page.locator(row).count(), 1));
});

test("a platform's figures are named as the only source", async () => {
  await open({ mode: "delivered" }, async ({ page }) => {
    assert.match(await page.locator(".view-note").textContent(), /数字来自千牛.*只用一个来源/);
    await page.getByRole("radio", { name: "周", exact: true }).click();
    await page.locator(".view-note", { hasText: "合不成周和月" }).waitFor();
    assert.match(await page.locator(".view-head").textContent(), /千牛/);
  });
});

test("what may still change says so", async () => {
  await open({ world: (world) => (world.rankStatus = "provisional") }, async ({ page }) => assert.match(await page.locator(".view-head").textContent(), /暂定，还会变/));
});

test("a group that is not there, and an admin, are told; the agent gone leaves the last state", async () => {
  await open({ complaints: "allowed" }, async ({ page }) => page.locator(".problem", { hasText: "没有这个组的榜单" }).waitFor(), "#/ranking?group=nothing", ".problem");
  await open({ role: "admin", complaints: "allowed" }, async ({ page }) => assert.equal(await page.locator(".views a", { hasText: "榜单" }).count(), 0), "#/ranking", ".problem");
  await open({ complaints: "allowed" }, async ({ fake, page }) => {
    const all = await rows(page);
    await fake.away();
    await page.locator(".away").waitFor();
    assert.deepEqual(await rows(page), all);
    await page.getByRole("button", { name: "往前" }).click();
    await page.waitForTimeout(300);
    assert.deepEqual(await rows(page), all);
    await fake.back();
    await page.waitForFunction(() => !document.querySelector(".away") && !document.querySelector(".view-busy"));
    assert.match(await page.locator(".rank-span").textContent(), /11月23日/);
  });
});

test("five hundred: few rows are laid out at a time, all can be reached by keyboard", async () => {
  await open({ people: 500 }, async ({ page }) => {
    assert.ok(Number(await page.locator(".rank-card table").getAttribute("aria-rowcount")) >= 499);
    assert.ok((await page.locator(row).count()) < 200);
    const scroller = page.locator(".rank-card .long-scroll");
    await scroller.evaluate((one) => one.scrollTo(0, one.scrollHeight));
    await page.locator(".rank-row-out").last().waitFor();
    assert.ok((await page.locator(row).count()) < 250);
    await scroller.evaluate((one) => one.scrollTo(0, 0));
    await page.locator(`${row}[aria-rowindex="2"] .rank-name`).focus();
    for (let i = 0; i < 70; i++) await page.keyboard.press("ArrowDown", { delay: 10 });
    assert.equal(Number(await page.evaluate(() => document.activeElement.closest("tr")?.getAttribute("aria-rowindex"))), 72);
    await looksRight(page, "500");
  }, "#/ranking", row);
});
