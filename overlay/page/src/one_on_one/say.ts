// SPDX-License-Identifier: Apache-2.0
// What the page says of numbers, agreements and weeks, on the screen and on paper alike.
import { addDays } from "../shared/days";
import { figureCount, figureName, goalText } from "../shared/figures";
import { difference, number, shortDay, unknown, whole, withUnit } from "../shared/format";
import { language, say } from "../shared/i18n";
import { link } from "../shared/router";
import type { Schema } from "../shared/schema";
import { metOf } from "./met";
import { t } from "./words";

export type Page = Schema<"OneOnOne">;
export type Week = Schema<"OneOnOneWeek">;
export type Figure = Schema<"TalkFigure">;
export type Line = Schema<"TalkLine">;
export type Agreement = Schema<"Agreement">;
export type TextName = Schema<"TalkText">;

export const monday = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
// "11月16日–22日", "Nov 16 – 22"; over the end of a month both are said.
export function weekText(from: string, to = addDays(from, 6)): string {
  const last = from.slice(0, 7) === to.slice(0, 7) ? (language() === "zh" ? `${Number(to.slice(8))}日` : String(Number(to.slice(8)))) : shortDay(to);
  return from === to ? shortDay(from) : language() === "zh" ? `${shortDay(from)}–${last}` : `${shortDay(from)} – ${last}`;
}

export const nameOf = (figure: { name: string; title: Schema<"Words"> }): string => (figureName(figure.name) === figure.name ? say(figure.title) : figureName(figure.name));
export const valueText = ({ value, unit }: Figure): string => whole(value, unit);
export const goalOf = ({ goal, better, unit }: Figure): string => goalText(goal, better, unit, true) || unknown;
export const changeOf = ({ change, unit }: Figure): string => (typeof change === "number" ? difference(change, unit) : unknown);
// Better, worse, or neither: by the sign of what is shown.
export function changeLook(figure: Figure): "good" | "look" | "" {
  const { better, change } = figure;
  if (typeof change !== "number" || !/[1-9]/.test(changeOf(figure)) || (better !== "higher" && better !== "lower")) return "";
  return (change > 0) === (better === "higher") ? "good" : "look";
}
export const medianOf = ({ group, unit }: Figure): string => (group ? withUnit(group.median, unit) : unknown);
// "82 / 88 条"; of a mean over so many only how many.
export function basisOf({ name, unit, value }: Figure): string {
  if (value.denominator === 0) return unknown;
  const count = figureCount(name, value.denominator);
  const all = `${number(value.denominator)}${count ? ` ${count}` : ""}`;
  return unit === "ms" ? all : unit === "count" || unit === "fen" ? (count ? all : unknown) : `${number(value.numerator)} / ${all}`;
}

// "平响 45.0 秒以内".
export function targetWords(figure: Figure | undefined, name: string, value: number): string {
  const shown = figure ? withUnit(value, figure.unit) : String(value);
  return t(figure?.better === "higher" ? "atLeast" : "atMost", { name: figure ? nameOf(figure) : figureName(name), value: shown });
}
export function agreementWords(one: Agreement, figures: Figure[]): string {
  if (one.figure === "") return one.words;
  const words = targetWords(figures.find(({ name }) => name === one.figure), one.figure, one.value ?? 0);
  return one.words === "" ? words : `${words}${language() === "zh" ? "：" : ": "}${one.words}`;
}
export const agreementWhen = (one: Agreement): string => (one.figure === "" ? t("dueOn", { day: shortDay(one.to) }) : weekText(one.from, one.to));

export function metWords(figure: Figure | undefined, value: number): string {
  if (!figure) return "";
  const { met, weeks } = metOf(figure.weeks, value, figure.better);
  if (weeks === 0) return t("metNone");
  const mark = met === weeks ? t("metAll") : met === 0 ? t("metNever") : "";
  return `${t("met", { met, weeks })}${mark ? (language() === "zh" ? `。${mark}` : `; ${mark}`) : ""}`;
}

// Figures that one can agree on: more or less is better, so that a number is a target.
export const aimable = (figures: Figure[]): Figure[] => figures.filter(({ better }) => better === "higher" || better === "lower");

export function turnsLink(person: string, pick: Schema<"TurnPick">, conversation?: string): string {
  return link("turns", { person, from: pick.from, to: pick.to, pick: pick.pick, minute_from: pick.minute_from ?? null, minute_to: pick.minute_to ?? null, turn: conversation ?? null });
}
export const pageLink = (person: string, week: string, group?: string): string => link("one-on-one", { person, week, group: group ?? null });
