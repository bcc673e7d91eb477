// SPDX-License-Identifier: Apache-2.0
// Where a figure's bar begins and ends: the range in which it really moves, so that a point can be seen.
import type { Figure } from "../shared/schema";

export interface Scale {
  low: number;
  high: number;
  // Where a value stands, 0 to 1.
  at(value: number): number;
}

export function scaleOf(figure: Pick<Figure, "unit" | "better" | "value" | "goal" | "group">): Scale {
  const value = figure.value.value ?? (figure.value.denominator > 0 ? figure.value.numerator / figure.value.denominator : null);
  const goalLow = figure.goal?.low ?? null;
  const goalHigh = figure.goal?.high ?? null;
  const all = [value, figure.group?.median, goalLow, goalHigh].filter((one): one is number => typeof one === "number");
  const most = Math.max(...all, 0);
  let low = 0;
  let high = most > 0 ? most * 1.2 : 1;
  if (figure.better === "band" && goalLow !== null && goalHigh !== null) {
    const width = goalHigh - goalLow;
    low = Math.max(0, Math.min(goalLow - width * 0.6, ...all.map((one) => one - width * 0.1)));
    high = Math.max(goalHigh + width * 0.6, most + width * 0.1);
  } else if (figure.unit === "share" && figure.better === "higher") {
    // The better the goal, the finer the scale: a goal of 90 % begins at 60 %, one of 98 % at 92 %.
    const goal = goalLow ?? 0.8;
    low = Math.max(0, Math.min(1 - 4 * (1 - goal), ...all.map((one) => one - 0.02)));
    low = Math.floor(low * 50) / 50;
    high = 1;
  } else if (figure.better === "lower" && goalHigh !== null) {
    high = Math.max(goalHigh * 1.6, most * 1.08);
    if (figure.unit === "share") high = Math.min(1, high);
  }
  const width = high - low || 1;
  return { low, high, at: (one) => Math.min(1, Math.max(0, (one - low) / width)) };
}
