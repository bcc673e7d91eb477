// SPDX-License-Identifier: Apache-2.0
// The period of the shop's figures as the address says it; a range is of at most 400 days.
import { addDays, daysBetween, isDay } from "../shared/days";
import { periodAround, type By, type Period } from "../shared/period";
import { t } from "./words";

export const mostDays = 400;
export const isBy = (text: string | undefined): text is By => text === "day" || text === "week" || text === "month" || text === "range";

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
