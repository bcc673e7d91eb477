// SPDX-License-Identifier: Apache-2.0
// Whether a target is within somebody's own reach: how many of their last ten weeks would have met it.
import type { Better, Schema } from "../shared/schema";

export type HistoryWeek = Schema<"HistoryWeek">;
export interface Met {
  met: number;
  weeks: number; // Those that the agent calls usable.
}

// The dust of binary fractions must not decide.
const atMost = (a: number, b: number): boolean => a <= b + 1e-9 * Math.max(Math.abs(a), Math.abs(b));

const known = ({ usable, value }: HistoryWeek): number | null => (usable && value.value !== null && Number.isFinite(value.value) ? value.value : null);

// `value` is at most, where less is better, and at least, where more is. Of a band nobody can say, and no week is counted.
export function metOf(weeks: HistoryWeek[], value: number, better: Better): Met {
  const values = better === "higher" || better === "lower" ? weeks.slice(-10).map(known).filter((one): one is number => one !== null) : [];
  return { met: values.filter((one) => (better === "lower" ? atMost(one, value) : atMost(value, one))).length, weeks: values.length };
}
