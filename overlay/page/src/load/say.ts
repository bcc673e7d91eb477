// SPDX-License-Identifier: Apache-2.0
// The load in words and order: which hours are busiest, where people are missing, what stands in a cell.
import { number, unknown } from "../shared/format";
import type { Schema } from "../shared/schema";
import { t } from "./words";

export type Load = Schema<"Load">;
export type LoadHour = Schema<"LoadHour">;
export type Show = "customers" | "people" | "needed" | "gap";
export const shows: Show[] = ["customers", "people", "needed", "gap"];

// How many more people it would need; null where that is not known. Half a person is nobody missing.
export function missing({ people, needed }: LoadHour): number | null {
  if (needed === null || needed === undefined) return null;
  return needed - people >= 0.5 ? Math.round(needed - people) : 0;
}

export const dayName = (weekday: number): string => t("weekday", { day: t("days").split(",")[weekday] ?? "" });
// Whole where it is one, else to a tenth.
export const few = (n: number): string => number(n, Number.isInteger(Math.round(n * 10) / 10) ? 0 : 1);

export function cellText(hour: LoadHour, show: Show): string {
  if (show === "gap") {
    const short = missing(hour);
    return short === null ? unknown : short === 0 ? "·" : `−${short}`;
  }
  if (show === "needed") return hour.needed === null || hour.needed === undefined ? unknown : number(hour.needed);
  return few(show === "people" ? hour.people : hour.customers);
}

// How dark a cell is, from 0 to 1.
export function shade(hour: LoadHour, show: Show, hours: LoadHour[]): number {
  const of = (one: LoadHour): number => (show === "gap" ? (missing(one) ?? 0) : show === "needed" ? (one.needed ?? 0) : one[show]);
  const most = Math.max(0, ...hours.map(of));
  return most > 0 ? of(hour) / most : 0;
}

const early = (a: LoadHour, b: LoadHour): number => a.weekday - b.weekday || a.hour - b.hour;
export const busiest = (hours: LoadHour[]): LoadHour[] => [...hours].sort((a, b) => b.customers - a.customers || early(a, b)).slice(0, 3);
export const shortest = (hours: LoadHour[]): LoadHour[] =>
  hours
    .filter((one) => (missing(one) ?? 0) > 0)
    .sort((a, b) => (missing(b) ?? 0) - (missing(a) ?? 0) || b.customers - a.customers || early(a, b))
    .slice(0, 3);

// From the first to the last hour in which anybody came, on any day.
export function rowsOf(hours: LoadHour[]): number[] {
  if (hours.length === 0) return [];
  const all = hours.map(({ hour }) => hour);
  const from = Math.min(...all);
  return Array.from({ length: Math.max(...all) - from + 1 }, (_, i) => from + i);
}

export function wordsOf(hour: LoadHour): Record<"day" | "from" | "to" | "customers" | "people" | "needed" | "slow", string> {
  return {
    day: dayName(hour.weekday),
    from: String(hour.hour),
    to: String(hour.hour + 1),
    customers: few(hour.customers),
    people: few(hour.people),
    needed: hour.needed === null || hour.needed === undefined ? unknown : number(hour.needed),
    slow: `${number(hour.slow_share * 100, 1)}%`,
  };
}
