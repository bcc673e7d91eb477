// SPDX-License-Identifier: Apache-2.0
// What a figure of the panel says and where its marks stand, read off the page as a person reads it: in words and in pixels.

// "1 分 30 秒", "45.0 秒", "≥90", "2.5%", "1.36" as a number in the unit that the figure is shown in: seconds, per cent, or as it is.
export function read(text) {
  const minutes = text.match(/(\d+) 分/);
  const seconds = text.match(/([\d.,]+) 秒/);
  if (minutes || seconds) return 60 * Number(minutes?.[1] ?? 0) + Number((seconds?.[1] ?? "0").replaceAll(",", ""));
  return Number(text.match(/-?[\d,]+(\.\d+)?/)[0].replaceAll(",", ""));
}

// {button, value, status, goal, median: {text, at}, goalAt, fillTo, dotAt, ends: [low, high], detail: {name: text}} of one figure, which is opened;
// places are parts of the bar's width from its left edge to the mark's middle.
export async function readFigure(page, name) {
  const button = page.locator(`#figure-${name}`);
  if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
  await page.locator(`#figure-${name}-detail`).waitFor();
  return page.evaluate((figure) => {
    const clean = (one) => (one?.textContent ?? "").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
    const row = document.getElementById(`figure-${figure}`).closest(".figure");
    const bar = row.querySelector(".bar").getBoundingClientRect();
    const middle = (what) => {
      const box = row.querySelector(what)?.getBoundingClientRect();
      return box ? (box.left + box.width / 2 - bar.left) / bar.width : null;
    };
    const fill = row.querySelector(".bar-fill")?.getBoundingClientRect();
    return {
      value: clean(row.querySelector(".figure-value .num")),
      made: clean(row.querySelector(".figure-made")),
      line: clean(row.querySelector(".figure-line")),
      median: clean(row.querySelector(".figure-median")),
      width: bar.width,
      goalAt: middle(".bar-goal"),
      medianAt: middle(".bar-median"),
      dotAt: middle(".bar-dot"),
      fillTo: fill ? (fill.right - bar.left) / bar.width : null,
      detail: Object.fromEntries([...document.getElementById(`figure-${figure}-detail`).querySelectorAll("dl > div")].map((one) => [clean(one.querySelector("dt")), clean(one.querySelector("dd"))])),
    };
  }, name);
}

const endsOf = (figure) => figure.detail["条形"].match(/^从 (.+?) 到 (.+?)，/).slice(1).map(read);

// Where the words say that a mark stands: the bar's ends are told in the detail.
export function placeOf(text, figure) {
  const [low, high] = endsOf(figure);
  return Math.min(1, Math.max(0, (read(text) - low) / (high - low)));
}

// Whether a mark is there, as far as words tell: the value and the bar's ends are rounded to one decimal (two without a unit), and marks are 2.5 px wide.
export function standsAt(at, place, figure) {
  const [low, high] = endsOf(figure);
  const rounded = (/[秒%]/.test(figure.detail["条形"]) ? 0.1 : 0.01) / (high - low);
  return Math.abs(at - place) <= rounded + 1.5 / figure.width;
}
