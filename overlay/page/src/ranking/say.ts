// SPDX-License-Identifier: Apache-2.0
// A ranking's numbers in words: values, changes ("快 1.3 秒", "升 1.2 点"), gaps, movement, periods.
import { addDays, dateOf } from "../shared/days";
import { figureCount, figureName, goalText, shortName } from "../shared/figures";
import { namedDay, number, shortDay, shown, unknown, whole, withUnit, yuan, type Shown } from "../shared/format";
import { language, locale } from "../shared/i18n";
import { periodAround } from "../shared/period";
import type { Better, Schema, Unit, Value } from "../shared/schema";
import { t } from "./words";

export type Ranking = Schema<"Ranking">;
export type RankFigure = Schema<"RankingFigure">;
export type By = Ranking["by"];

export const isComposite = (name: string): boolean => name === "composite";
export const nameOf = (name: string): string => (isComposite(name) ? t("composite") : figureName(name));
export const shortOf = (name: string): string => (isComposite(name) ? t("composite") : shortName(name));

// Money in whole yuan, points to a tenth.
const roundYuan = (fen: number): string => yuan(Math.round(fen / 100) * 100);
export function valueParts(value: Value, unit: Unit, name: string): Shown {
  if (isComposite(name)) return { text: number(value.value, 1), unit: "" };
  if (unit === "fen") return { text: value.value === null ? unknown : roundYuan(value.value), unit: "" };
  return shown(value, unit);
}
export function valueText(value: Value, unit: Unit, name: string): string {
  return isComposite(name) || unit === "fen" ? valueParts(value, unit, name).text : whole(value, unit);
}

// What a value is made of, for whoever wants it exactly.
export function exactText(value: Value, unit: Unit, name: string): string {
  const count = isComposite(name) ? "" : figureCount(name, value.denominator);
  if (unit === "fen") return yuan(value.value);
  if (unit === "ms") return count && value.denominator > 0 ? `${whole(value, unit)} · ${number(value.denominator)} ${count}` : whole(value, unit);
  return !isComposite(name) && !value.few && count && value.denominator > 0 ? `${whole(value, unit)} · ${number(value.numerator)}/${number(value.denominator)} ${count}` : valueText(value, unit, name);
}

// How much without a direction: "1.2 点", "5.1 秒", "¥320", "3.4".
function amount(size: number, unit: Unit): string {
  if (unit === "share") return `${number(size * 100, 1)} ${t("point")}`;
  if (unit === "ms") return `${number(size / 1000, 1)} ${t("second")}`;
  if (unit === "fen") return roundYuan(size);
  return number(size, unit === "ratio" ? 2 : 1);
}
const isNothing = (text: string): boolean => !/[1-9]/.test(text);

// A change in words. Time is faster or slower, a share goes up or down; whether that is good the reader knows.
export function changeText(change: number | null | undefined, unit: Unit): string {
  if (change === null || change === undefined) return unknown;
  const n = amount(Math.abs(change), unit);
  if (isNothing(n)) return t("same");
  if (unit === "ms") return t(change > 0 ? "slower" : "faster", { n });
  if (unit === "share") return t(change > 0 ? "up" : "down", { n });
  return `${change > 0 ? "+" : "−"}${n}`;
}

export interface Gap {
  reached: boolean;
  text: string; // By how much it is beyond the goal, "" where it is just there; or how much is missing.
}
export function gapOf(gap: number | null | undefined, unit: Unit): Gap | null {
  if (gap === null || gap === undefined) return null;
  const n = amount(Math.abs(gap), unit);
  // What is worked out from quotients may miss zero by nothing.
  if (gap >= -1e-9) return { reached: true, text: isNothing(n) ? "" : n };
  return { reached: false, text: isNothing(n) ? t("justShort") : t("short", { n }) };
}

export const goalWords = (goal: number | null | undefined, better: Better, unit: Unit, name: string): string => {
  if (goal === null || goal === undefined) return "";
  if (isComposite(name)) return number(goal);
  return goalText({ low: better === "lower" ? null : goal, high: better === "lower" ? goal : null, from_default: false, scope: "" }, better, unit, true);
};

// "▲2", "▼1", "0"; "—" where there was no place before.
export const movedText = (moved: number | null | undefined): string => (moved === null || moved === undefined ? unknown : moved === 0 ? "0" : `${moved > 0 ? "▲" : "▼"}${Math.abs(moved)}`);
export const movedWords = (moved: number): string => (moved === 0 ? t("movedNot") : t(moved > 0 ? "movedUp" : "movedDown", { n: Math.abs(moved) }));

export const beforeWords = (by: By): string => t(by === "day" ? "beforeDay" : by === "week" ? "beforeWeek" : "beforeMonth");
export const thanWords = (by: By): string => t(by === "day" ? "thanDay" : by === "week" ? "thanWeek" : "thanMonth");

// Why somebody has no place.
export const whyText = ({ why }: Schema<"RankingUnplaced">): string => t(why);

// How the group's month stands against the goal where that is not reached, and what the days that remain must average where that can be.
export function monthText({ name, unit, better, month }: RankFigure): string | null {
  if (!month || month.so_far === null || month.gap === null || (better === "lower" ? month.gap <= 0 : month.gap >= 0)) return null;
  const told = (value: number): string => (unit === "fen" ? roundYuan(value) : withUnit(value, unit));
  const figure = nameOf(name);
  const possible = month.days_left > 0 && month.needed !== null && month.needed >= 0 && (unit !== "share" || month.needed <= 1);
  return possible
    ? t("monthNeeds", { figure, so_far: told(month.so_far), n: month.days_left, needed: told(month.needed ?? 0) })
    : t("monthShort", { figure, so_far: told(month.so_far), short: amount(Math.abs(month.gap), unit) });
}

// How many of the places are told in public, as told_in_public (agent/team/ranking.h): the first three, of equals all or none, and nobody of
// the lower half.
export function toldInPublic(places: { place: number }[]): number {
  let told = 0;
  for (const [i, { place }] of places.entries()) {
    if (place > 3) break;
    if (places[i + 1]?.place === place) continue;
    if (i + 1 > Math.ceil(places.length / 2)) break;
    told = i + 1;
  }
  return told;
}

// From how much on there is a place.
export function leastText(figure: RankFigure): string {
  const least = figure.least;
  if (least <= 0) return t("whyAny", { figure: nameOf(figure.name) });
  const count = figureCount(figure.name, least);
  return t("whyLeast", { figure: nameOf(figure.name), n: count ? `${number(least)} ${count}` : number(least) });
}

export function listWords(words: string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(t("list"))}${t("lastInList")}${words[words.length - 1]}`;
}

// "昨日", "11月23日至25日", "11月（到 25 日）".
export function periodText({ by, from, to, today }: Pick<Ranking, "by" | "from" | "to" | "today">): string {
  if (by === "day") return namedDay(from, today);
  const n = Number(to.slice(8));
  if (by === "week") return from === to ? shortDay(from) : t("days", { from: shortDay(from), to: from.slice(0, 7) === to.slice(0, 7) ? t("inMonth", { n }) : shortDay(to) });
  const sameYear = from.slice(0, 4) === today.slice(0, 4);
  // "11月" and "2025年12月", not "十一月" and "2025/12".
  const options = sameYear ? ({ month: language() === "zh" ? "numeric" : "long" } as const) : ({ year: "numeric", month: "long" } as const);
  const month = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }).format(dateOf(from));
  return periodAround("month", from).to === to ? month : t("untilDay", { month, n });
}

// The address of a period: without a day it is the one with yesterday in it.
export function dayOf(by: By, day: string, today: string): string | null {
  const { from, to } = periodAround(by, day);
  const yesterday = addDays(today, -1);
  return from <= yesterday && yesterday <= to ? null : from;
}
