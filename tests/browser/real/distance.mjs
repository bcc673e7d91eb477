// SPDX-License-Identifier: Apache-2.0
// How far a figure is from its goal, worked out from rows of `rigong figures` alone: the month so far, and the next step of the day. In the words
// of the panel in Chinese.

const parts = {
  satisfaction: ["ratings_good", "ratings", "条", "好评", "非好评"],
  response_mean_ms: ["response_capped_sum_ms", "response_n"],
  slow_share: ["turns_slow", "turns", "轮", "及时回复", "慢响应"],
  reply_rate: ["customers_replied", "customers", "位", "已回复的客户", "未回复的客户"],
};
const isTime = (name) => name === "response_mean_ms";
const short = (value) => value.toFixed(1).replace(/\.0$/, "");

const sumOf = (rows, name) => parts[name].slice(0, 2).map((key) => rows.reduce((sum, row) => sum + (row[key] ?? 0), 0));

// A goal as the page tells it ("≥98%", "≤45 秒"), as a fraction or in milliseconds.
export const goalOf = (name, text) => Number(text.match(/[\d.]+/)[0]) * (isTime(name) ? 1000 : 0.01);

// {soFar, gap, way} of the days' rows.
export function expectedMonth(rows, name, goal) {
  const [numerator, denominator] = sumOf(rows, name);
  const gap = numerator / denominator - goal;
  const shown = (value) => (isTime(name) ? `${(value / 1000).toFixed(1)} 秒` : `${(value * 100).toFixed(1)}`);
  return { soFar: isTime(name) ? shown(numerator / denominator) : `${shown(numerator / denominator)}%`, gap: isTime(name) ? shown(Math.abs(gap)) : `${shown(Math.abs(gap))} 个百分点`, way: gap > 0 ? "高出" : "低于" };
}

// What "再进一步" says of the day's row; null where it says nothing.
export function expectedNext(row, name, goal) {
  const [numerator, denominator] = sumOf([row], name);
  const [, , measure, good, other] = parts[name];
  if (name === "satisfaction" && denominator > 0 && denominator < 10) return `再有 ${10 - denominator} 条评价就按百分比显示`;
  if (denominator === 0) return null;
  if (isTime(name)) {
    const over = numerator / denominator - goal;
    const by = short(Math.abs(over) / 1000);
    return over > 0 ? `比目标 ${short(goal / 1000)} 秒慢 ${by} 秒` : by === "0" ? `正在目标 ${short(goal / 1000)} 秒上` : `比目标 ${short(goal / 1000)} 秒快 ${by} 秒`;
  }
  // In thousandths, so that all is whole.
  const mark = Math.round(goal * 1000);
  const wanted = `${short(mark / 10)}%`;
  const missed = name === "slow_share" ? 1000 * numerator - mark * denominator : mark * denominator - 1000 * numerator;
  if (missed > 0) {
    const more = name === "slow_share" ? Math.ceil(missed / mark) : Math.ceil(missed / (1000 - mark));
    if (more > 500) return null;
    return name === "slow_share" ? `接下来 ${more} ${measure}都${good}，就回到 ${wanted}` : `再有 ${more} ${measure}${good}就到 ${wanted}`;
  }
  const room = Math.floor(-missed / (name === "slow_share" ? 1000 - mark : mark));
  const there = name === "slow_share" ? `在 ${wanted} 以内` : `已在 ${wanted} 以上`;
  return room <= 0 || room > 500 ? there : `${there}；再有 ${room} ${measure}${other}仍在`;
}
