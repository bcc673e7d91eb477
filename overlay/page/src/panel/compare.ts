// SPDX-License-Identifier: Apache-2.0
// Comparisons with other days, as words and as what they mean.
import { addDays } from "../shared/days";
import { difference, shortDay, shown, weekdayName, whole } from "../shared/format";
import { language } from "../shared/i18n";
import type { Figure, Schema } from "../shared/schema";
import { daysBetween } from "../shared/days";
import { t } from "./words";

type Comparison = Schema<"Comparison">;

// "昨此时", "上周同日"; a day that stands in for one that was skipped is named.
export function comparisonLabel(one: Comparison, day: string, short = false): string {
  const usual = addDays(day, one.kind === "day_before" ? -1 : -7);
  if (one.kind === "same_weekday") {
    return one.day === usual ? t("sameWeekday") : shortDay(one.day);
  }
  const name = one.day === usual ? null : daysBetween(one.day, day) < 7 ? weekdayName(one.day) : shortDay(one.day);
  if (name !== null) return one.same_hour ? t("dayNow", { day: name }) : name;
  return one.same_hour ? t(short ? "dayBeforeNowShort" : "dayBeforeNow") : t("dayBefore");
}

// Small numbers are compared as counts, a band as it is; others by how much they differ.
export function comparisonText(one: Comparison, figure: Figure): string {
  const asCounts = figure.unit === "share" && (figure.value.few || one.value.few || figure.value.denominator < 30);
  if (asCounts && one.value.denominator > 0) return `${one.value.numerator}/${one.value.denominator}`;
  if (figure.better === "band" || figure.better === "none") return shown(one.value, figure.unit).text;
  return difference(one.difference, figure.unit);
}

// Whether a difference goes the way the figure should go; "" where it says nothing.
export function directionOf(one: Comparison, figure: Figure): "good" | "look" | "" {
  const text = comparisonText(one, figure);
  if (one.difference === null || !/^[+−]/.test(text)) return "";
  if (figure.better === "higher") return one.difference > 0 ? "good" : "look";
  if (figure.better === "lower") return one.difference < 0 ? "good" : "look";
  return "";
}

// The comparison as a whole sentence part: "昨此时 47.4 秒，−5.1 秒".
export function comparisonLong(one: Comparison, figure: Figure, day: string): string {
  const parts = [`${comparisonLabel(one, day)} ${whole(one.value, figure.unit)}`];
  if (one.difference !== null && !one.value.few && !figure.value.few) parts.push(difference(one.difference, figure.unit, true));
  if (one.skipped_off) parts.push(t("skippedOff"));
  if (one.skipped_special) parts.push(t("skippedSpecial"));
  return parts.join(language() === "zh" ? "，" : ", ");
}
