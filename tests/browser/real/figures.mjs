// SPDX-License-Identifier: Apache-2.0
// What the panel and the list of turns must say in Chinese, worked out from rows of `rigong figures` and `rigong turns` alone, and what they do
// say. All in whole numbers: a rounding that floating point gets wrong is a difference.
import assert from "node:assert/strict";

const grouped = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");

// a / b with so many decimals, half up; both are whole and not negative.
function ratio(a, b, decimals) {
  const scale = 10n ** BigInt(decimals);
  const n = (2n * BigInt(a) * scale + BigInt(b)) / (2n * BigInt(b));
  const rest = String(n % scale).padStart(decimals, "0");
  return grouped(n / scale) + (decimals > 0 ? `.${rest}` : "");
}
const percent = (a, b) => ratio(100 * a, b, 1);
const seconds = (ms) => ratio(ms, 1000, 1);
function duration(ms) {
  const s = Math.floor(ms / 1000);
  if (s < 60) return `${s} 秒`;
  return s < 3600 ? `${Math.floor(s / 60)} 分 ${s % 60} 秒` : `${Math.floor(s / 3600)} 小时 ${Math.floor((s % 3600) / 60)} 分`;
}
function yuan(fen) {
  return `${fen < 0 ? "−" : ""}¥${ratio(Math.abs(fen), 100, fen % 100 === 0 ? 0 : 2)}`;
}

const share = (a, b, count, nothing) => (b === 0 ? nothing : { number: percent(a, b), unit: "%", made: `· ${grouped(a)}/${grouped(b)} ${count}` });
const words = ({ number, unit }) => (unit === "%" ? `${number}%` : unit ? `${number} ${unit}` : number);

// Of whom the shop knows nothing on a day there is no row.
const none = new Proxy({}, { get: (_, name) => (/_ms$|^satisfaction$/.test(String(name)) ? null : 0) });

// The five figures with the formula that each opens into, and how many customers the day had. A day that is not over has no figure yet.
export function expected(row = none, { over = true } = {}) {
  const nothing = { number: "—", unit: "", made: over ? "没有数" : "还没有数" };
  const slow = share(row.turns_slow, row.turns, "轮", nothing);
  const replied = share(row.customers_replied, row.customers, "位", nothing);
  const rated = share(row.ratings_good, row.ratings, "条", nothing);
  const few = { number: `${row.ratings_good}/${row.ratings}`, unit: "", made: "条" };
  const response = row.response_n === 0 ? nothing : { number: seconds(row.response_mean_ms), unit: "秒", made: "" };
  const answers = row.messages_in === 0 ? nothing : { number: ratio(row.messages_out, row.messages_in, 2), unit: "", made: "合适区间 1.0–1.8" };
  const satisfaction = row.satisfaction_status === "few" ? few : rated;
  const figures = {
    satisfaction: { ...satisfaction, formula: `满意和很满意 ${grouped(row.ratings_good)} 条 ÷ 有效评价 ${grouped(row.ratings)} 条` },
    response_mean_ms: { ...response, formula: `回复用时共 ${duration(row.response_capped_sum_ms ?? 0)} ÷ 已回复 ${grouped(row.response_n)} 轮（特别长的按上限计）` },
    slow_share: { ...slow, formula: `超过时限的 ${grouped(row.turns_slow)} 轮 ÷ 已有结果的 ${grouped(row.turns)} 轮` },
    answer_ratio: { ...answers, formula: `发出 ${grouped(row.messages_out)} 条 ÷ 收到 ${grouped(row.messages_in)} 条` },
    reply_rate: { ...replied, formula: `得到回复的 ${grouped(row.customers_replied)} 位 ÷ 来问的 ${grouped(row.customers)} 位` },
  };
  for (const figure of Object.values(figures)) figure.formula += ` = ${words(figure)}`;
  if (row.satisfaction_status === "few") figures.satisfaction.formula += " 不到 10 条评价，只列条数，不算百分比。";
  const clocks = row.response_n === 0 ? [] : [`中位数 ${seconds(row.response_median_ms)} 秒`, `九成在 ${seconds(row.response_p90_ms)} 秒 以内`];
  return { customers: `接待 ${grouped(row.customers)} 位`, figures, clocks };
}

// The row of the own group, as far as `rigong figures` has its parts.
export function expectedMore(group, row) {
  const known = expectedMoreOf(group, row ?? none);
  return row ? known : Object.fromEntries(Object.keys(known).map((name) => [name, "—"]));
}
function expectedMoreOf(group, row) {
  const rate = (a, b, count) => (b === 0 ? "—" : `${percent(a, b)}% ${grouped(a)}/${grouped(b)} ${count}`);
  if (group === "售前") {
    const each = row.paying_customers === 0 ? "—" : yuan(Math.floor(row.sales_fen / row.paying_customers + 0.5));
    return { 询单转化: rate(row.paid_next_day, row.inquiries, "位"), 销售额: yuan(row.sales_fen), 客单价: each };
  }
  const solved = { 一次解决: rate(row.fcr_resolved, row.fcr_n, "次") };
  return group === "售后" ? { ...solved, 升级率: rate(row.stints_escalated, row.stints, "次") } : solved;
}

// What the panel on the screen says, each figure opened in turn.
export function readPanel(page) {
  return page.evaluate(async () => {
    const text = (place) => (place?.textContent ?? "").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const result = { customers: text(document.querySelector(".day-words")).match(/接待 \S+ 位/)?.[0], figures: {}, clocks: [], more: {} };
    for (const name of [...document.querySelectorAll(".figure-button")].map((one) => one.id)) {
      document.getElementById(name).click();
      await drawn();
      const row = document.getElementById(name).closest(".figure");
      const detail = document.getElementById(`${name}-detail`);
      const value = row.querySelector(".figure-value .num");
      // Where the figure's status is another than the day's, it stands behind what the figure is made of.
      const made = text(row.querySelector(".figure-made")).replace(/ ?(实时|暂定|定稿)$/, "");
      const formula = text([...detail.querySelectorAll("dt")].find((one) => text(one) === "怎么算的")?.nextElementSibling);
      result.figures[name.replace("figure-", "")] = { number: text(row.querySelector(".figure-number")), unit: text(value.lastElementChild), made, formula };
      const clocks = [...detail.querySelectorAll("dt")].find((one) => text(one) === "另几种算法");
      if (clocks) result.clocks = text(clocks.nextElementSibling).split("，").slice(0, 2);
    }
    for (const one of document.querySelectorAll(".more > div")) {
      // Behind its name stands that it may still change.
      result.more[text(one.querySelector("dt").firstChild)] = [text(one.querySelector(".more-value")), text(one.querySelector(".more-made"))].filter(Boolean).join(" ");
    }
    return result;
  });
}

const states = { answered: "已回复", open: "在等", unanswered: "未回复", passed: "转出", bot: "机器人已答", courtesy: "客套话", leftover: "服务时段外" };

// The rows of the list of turns, in order of opening; of a turn that still waits the time goes on, and is left out.
export function expectedTurns(rows) {
  const inOrder = [...rows].sort((a, b) => Date.parse(a.opened_at) - Date.parse(b.opened_at));
  return inOrder.map((row) => {
    const wait = row.state === "open" ? "" : row.response_ms === null ? "—" : row.response_ms < 60_000 ? `${seconds(row.response_ms)} 秒` : duration(row.response_ms);
    const state = `${states[row.state]}${row.first_response ? "首响" : ""}${row.slow ? "慢" : ""}`;
    return [row.clock_start_at.slice(11, 19), wait, state, grouped(row.messages_in)].join(" · ");
  });
}

// What the list of turns on the screen says, read to its end.
export async function readTurns(page) {
  const more = page.getByRole("button", { name: /^再读/ });
  for (let pages = 0; (await more.count()) > 0; pages++) {
    assert.ok(pages < 100);
    const before = await page.locator(".turn-table tbody tr").count();
    await more.click();
    await page.waitForFunction((count) => document.querySelectorAll(".turn-table tbody tr").length > count, before, { timeout: 10_000 });
  }
  return page.evaluate(() =>
    [...document.querySelectorAll(".turn-table tbody tr")].map((row) => {
      const [start, , wait, state, , messages] = [...row.cells].map((cell) => cell.textContent.replaceAll("\u00a0", " ").trim());
      return [start, state.startsWith("在等") ? "" : wait, state, messages].join(" · ");
    }),
  );
}
