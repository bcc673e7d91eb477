// SPDX-License-Identifier: Apache-2.0
// Which report and which period an address means, one step back or on, and how a period is called.
import { dateOf, isDay } from "../shared/days";
import { shortDay } from "../shared/format";
import { language, locale } from "../shared/i18n";
import { moved, periodAround, type Period } from "../shared/period";
import { t } from "./words";

export type By = "week" | "month";
export type Kind = "day" | By | "departments";

// What an address asks for: `otherwise` where it does not say.
export function kindOf(query: Record<string, string>, otherwise: Kind): Kind {
  const of = query["of"];
  return of === "week" || of === "month" || of === "departments" ? of : otherwise;
}
export const byOf = (query: Record<string, string>): By => (query["by"] === "week" ? "week" : "month");

// The address of another kind. A day that was chosen stays where the other is of a period too; the group stays.
export function queryFor(kind: Kind, query: Record<string, string>): Record<string, string | null> {
  const day = isDay(query["day"]) && isPeriod(query) && kind !== "day" ? query["day"] : null;
  const by = kind !== "departments" ? null : query["of"] === "week" ? "week" : query["of"] === "month" ? null : (query["by"] ?? null);
  return { of: kind === "day" ? null : kind, by, group: query["group"] ?? null, day };
}
const isPeriod = (query: Record<string, string>): boolean => kindOf(query, "day") !== "day";

export interface Shown {
  by: By;
  from: string;
  to: string;
  today: string;
}

// The last that is over, which is shown where nobody chose.
const usual = (by: By, today: string): Period<By> => moved(periodAround(by, today), -1);

// The day to put into the address for one step; null = none, since it is the usual one; undefined where the step leads past the period
// that runs.
export function stepOf({ by, from, today }: Shown, step: 1 | -1): string | null | undefined {
  const next = moved(periodAround(by, from), step);
  if (next.from > today) return undefined;
  return next.from === usual(by, today).from ? null : next.from;
}

// "2026年11月", "2026年11月（到24日）", "11月23日至29日", "11月30日至12月6日", with the year where it is not `today`'s.
export function periodWords({ by, from, to, today }: Shown): string {
  if (by === "month") {
    const month = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", year: "numeric", month: "long" }).format(dateOf(from));
    return periodAround("month", from).to === to ? month : t("untilDay", { month, day: language() === "zh" ? t("inMonth", { n: Number(to.slice(8)) }) : shortDay(to) });
  }
  return spanWords(from, to, today);
}

// Any days from the first to the last.
export function spanWords(from: string, to: string, today: string): string {
  const other = from.slice(0, 4) !== today.slice(0, 4) || to.slice(0, 4) !== today.slice(0, 4);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const full = (day: string): string => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", year: "numeric", month: language() === "zh" ? "long" : "short", day: "numeric" }).format(dateOf(day));
  const named = (day: string, year: boolean): string => (year ? full(day) : shortDay(day));
  // In Chinese the year stands first, in English last, and once is enough.
  const [first, last] = language() === "zh" ? [other, other && !sameYear] : [other && !sameYear, other];
  if (from === to) return named(from, other);
  const inMonth = from.slice(0, 7) === to.slice(0, 7) && !last;
  return t("days", { from: named(from, first), to: inMonth ? t("inMonth", { n: Number(to.slice(8)) }) : named(to, last) });
}

// The period before, which of one that runs is as long as that; by its days, since it may be a part of a month.
export function beforeWords({ by, today }: Shown, from: string, to: string): string {
  const { from: first, to: last } = periodAround(by, from);
  return by === "month" && first === from && last === to ? periodWords({ by, from, to, today }) : spanWords(from, to, today);
}

