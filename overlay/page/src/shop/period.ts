// SPDX-License-Identifier: Apache-2.0
// The period that is looked at: a day, a week from Monday, a month, or any range of at most 400 days.
import { addDays, daysBetween, isDay, weekday } from "../shared/days";
import { t } from "./words";

export type By = "day" | "week" | "month" | "range";
export interface Period {
  by: By;
  from: string;
  to: string;
}
export const mostDays = 400;
export const isBy = (text: string | undefined): text is By => text === "day" || text === "week" || text === "month" || text === "range";

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
const monthEnd = (day: string): string => addDays(monthStart(addDays(monthStart(day), 31)), -1);
const weekStart = (day: string): string => addDays(day, -((weekday(day) + 6) % 7));

// The period of this kind with `day` in it. It may reach past today; what is asked for never does (see `until`).
export function periodAround(by: By, day: string): Period {
  if (by === "week") return { by, from: weekStart(day), to: addDays(weekStart(day), 6) };
  if (by === "month") return { by, from: monthStart(day), to: monthEnd(day) };
  return { by, from: day, to: day };
}

export function moved({ by, from, to }: Period, step: 1 | -1): Period {
  if (by === "range") {
    const length = (daysBetween(from, to) + 1) * step;
    return { by, from: addDays(from, length), to: addDays(to, length) };
  }
  return periodAround(by, step === 1 ? addDays(to, 1) : addDays(from, -1));
}

export const until = ({ to }: Period, today: string): string => (to < today ? to : today);

// What is wrong with a range; "" where nothing is.
export function wrongRange(from: string | undefined, to: string | undefined, today: string): string {
  if (!isDay(from) || !isDay(to)) return t("wrongDay");
  if (from > to) return t("wrongOrder");
  if (to > today) return t("future");
  const n = daysBetween(from, to) + 1;
  return n > mostDays ? t("tooLong", { n }) : "";
}

// From the address; what is not there or makes no sense is today.
export function readPeriod(query: Record<string, string>, today: string): Period {
  const by = isBy(query["by"]) ? query["by"] : "day";
  if (by === "range") {
    const { from, to } = query;
    return isDay(from) && isDay(to) && wrongRange(from, to, today) === "" ? { by, from, to } : { by, from: addDays(today, -6), to: today };
  }
  const day = isDay(query["day"]) && query["day"] <= today ? query["day"] : today;
  return periodAround(by, day);
}
