// SPDX-License-Identifier: Apache-2.0
// The period that is looked at: a day, a week from Monday, a month, or any range of days.
import { addDays, daysBetween, weekday } from "./days";

export type By = "day" | "week" | "month" | "range";
export interface Period<Kind extends By = By> {
  by: Kind;
  from: string;
  to: string;
}

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
const monthEnd = (day: string): string => addDays(monthStart(addDays(monthStart(day), 31)), -1);
const weekStart = (day: string): string => addDays(day, -((weekday(day) + 6) % 7));

// The period of this kind with `day` in it. It may reach past today; what is asked for never does (see `until`).
export function periodAround<Kind extends By>(by: Kind, day: string): Period<Kind> {
  if (by === "week") return { by, from: weekStart(day), to: addDays(weekStart(day), 6) };
  if (by === "month") return { by, from: monthStart(day), to: monthEnd(day) };
  return { by, from: day, to: day };
}

export function moved<Kind extends By>({ by, from, to }: Period<Kind>, step: 1 | -1): Period<Kind> {
  if (by === "range") {
    const length = (daysBetween(from, to) + 1) * step;
    return { by, from: addDays(from, length), to: addDays(to, length) };
  }
  return periodAround(by, step === 1 ? addDays(to, 1) : addDays(from, -1));
}

export const until = ({ to }: Period, today: string): string => (to < today ? to : today);
