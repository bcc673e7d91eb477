// SPDX-License-Identifier: Apache-2.0
// A report's numbers in words, on the screen and on paper alike.
import { figureName, goalText } from "../shared/figures";
import { difference, number, unknown, whole } from "../shared/format";
import { say } from "../shared/i18n";
import type { Better, Schema, Unit, Value } from "../shared/schema";
import { changeText, exactText } from "../ranking/say";
import { t } from "./words";

export type Team = Schema<"TeamReport">;
export type Figure = Schema<"ReportFigure">;
export type Row = Schema<"ReportRow">;
export type Departments = Schema<"DepartmentReport">;
export type Department = Schema<"DepartmentWork">;
export type OpenOne = Schema<"OpenHandoff">;

export const nameOf = ({ name, title }: Pick<Figure, "name" | "title">): string => (figureName(name) === name ? say(title) : figureName(name));
export const valueText = (value: Value | null, unit: Unit): string => (value ? whole(value, unit) : unknown);
export const goalOf = ({ goal, better, unit }: Pick<Figure, "goal" | "better" | "unit">): string => goalText(goal, better, unit, true) || unknown;

export interface Changed {
  text: string; // "升 1.2 点"; "—" where there is nothing to compare.
  verdict: "better" | "worse" | ""; // Only where the figure says what is better.
}
// From the period before to this one. Of what is told as counts there is no difference.
export function changeOf({ total, before, unit, better }: Pick<Figure, "total" | "before" | "unit" | "better">): Changed {
  if (!total || !before || total.few || before.few || total.value === null || before.value === null) return { text: unknown, verdict: "" };
  const change = total.value - before.value;
  // Counts and money are told to the piece and the fen, as they are beside it.
  const text = unit !== "count" && unit !== "fen" ? changeText(change, unit) : change === 0 ? t("same") : difference(change, unit);
  // By what is shown: what is written as no change is none.
  return { text, verdict: /[1-9]/.test(text) ? verdictOf(change, better) : "" };
}
function verdictOf(change: number, better: Better): Changed["verdict"] {
  if (better !== "higher" && better !== "lower") return "";
  return change > 0 === (better === "higher") ? "better" : "worse";
}

// What a figure was and is. Where both read the same although they differ, what they are made of is told as well.
export function wasAndIs(was: Value | null, is: Value | null, unit: Unit, name: string): [string, string] {
  const texts: [string, string] = [valueText(was, unit), valueText(is, unit)];
  return texts[0] !== texts[1] || !was || !is ? texts : [exactText(was, unit, name), exactText(is, unit, name)];
}

// A share needs five to be one.
const least = 5;
export interface Part {
  count: string; // "12/15"; "—" of nothing.
  share: string; // "80%"; "" of fewer than five.
}
export function partOf(some: number, all: number): Part {
  if (all === 0) return { count: unknown, share: "" };
  return { count: `${number(some)}/${number(all)}`, share: all < least ? "" : `${number((some / all) * 100)}%` };
}

// What a kept figure's number is of, where the report itself does not say: one that has no number any more is not in it.
export function unitOf(name: string, figures: Pick<Figure, "name" | "unit">[]): Unit {
  const found = figures.find((one) => one.name === name);
  if (found) return found.unit;
  if (/_ms$/.test(name)) return "ms";
  if (/_fen$/.test(name)) return "fen";
  if (/_ratio$/.test(name)) return "ratio";
  return /(_rate|_share)$/.test(name) || name === "satisfaction" ? "share" : "count";
}

// What is the matter with an open hand-off besides its age, and how old it is.
export const ageText = ({ days }: Pick<OpenOne, "days">): string => (days === 0 ? t("today") : t("waiting", { n: days }));
export const departmentName = (name: string): string => name || t("noDepartment");
export const groupName = (name: string): string => name || t("noGroup");
