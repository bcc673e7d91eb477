// SPDX-License-Identifier: Apache-2.0
// A ranking as text for a message: the group as one, then the places of one figure. Names come from platforms and files: a spreadsheet it is
// pasted into must not take one for a formula.
import { addDays } from "../shared/days";
import { sourceName, statusWord } from "../shared/figures";
import { longDay, number, unknown } from "../shared/format";
import { plainText } from "../shared/plain_text";
import { beforeWords, changeText, gapOf, goalWords, listWords, monthText, movedText, nameOf, periodText, thanWords, valueText, whyText, type Ranking, type RankFigure } from "./say";
import { t } from "./words";

const gapText = (gap: number | null | undefined, unit: RankFigure["unit"]): string => {
  const found = gapOf(gap, unit);
  return !found ? unknown : found.reached ? `✓${found.text ? ` ${found.text}` : ""}` : found.text;
};

export function rankingText(ranking: Ranking, figure: RankFigure): string {
  const byDay = ranking.by === "day";
  const group = ranking.group || t("all");
  // Whoever reads it later does not know what "yesterday" was.
  const when = byDay && ranking.from >= addDays(ranking.today, -1) ? t("dayNamed", { name: periodText(ranking), day: longDay(ranking.from, ranking.today) }) : periodText(ranking);
  const head = [`${t("title")} ${plainText(group)} ${when}`, statusWord(ranking.status), ...(ranking.source === "own" ? [] : [sourceName(ranking.source)]), ...(ranking.special ? [t("special", { name: ranking.special })] : [])].join(" · ");
  const totals = ranking.figures.flatMap((one) =>
    one.total ? [[nameOf(one.name), valueText(one.total, one.unit, one.name), changeText(one.total_change, one.unit), ...(byDay ? [changeText(one.total_week_change, one.unit)] : []), goalWords(one.goal, one.better, one.unit, one.name) || unknown, gapText(one.total_gap, one.unit)]] : [],
  );
  const shared = [beforeWords(ranking.by), ...(byDay ? [t("sameWeekday")] : [])];
  const table = (heads: string[], rows: string[][]): string[] => (rows.length === 0 ? [] : [heads.join("\t"), ...rows.map((row) => row.join("\t")), ""]);
  // What is pasted somewhere is soon read aloud: whose name is not for others is said beside it.
  const unnamed = new Set(ranking.unnamed);
  const named = ({ id, name: own }: { id: string; name: string }): string => plainText(own) + (unnamed.has(id) ? t("unnamedMark") : "");
  const places = figure.places.map((one) => [String(one.place), named(one.person), valueText(one.value, figure.unit, figure.name), changeText(one.change, figure.unit), ...(byDay ? [changeText(one.week_change, figure.unit)] : []), ...(ranking.full ? [movedText(one.moved), gapText(one.gap, figure.unit)] : [])]);
  const out = figure.unplaced.map((one) => [unknown, named(one.person), valueText(one.value, figure.unit, figure.name), whyText(one)]);
  const months = ranking.figures.map(monthText).filter((text) => text !== null);
  const [place, name] = [t("placeHead"), t("nameHead")];
  const improved = ranking.improved[0];
  const lines = [
    head,
    "",
    ...table([t("figure"), t(byDay ? "ofDay" : "ofPeriod"), ...shared, t("goal"), t("gap")], totals),
    ...months,
    ...(months.length > 0 ? [""] : []),
    ...(figure.places.length === 0 ? [`${nameOf(figure.name)}: ${t("fewTitle")}`] : []),
    ...table([place, name, nameOf(figure.name), ...shared, ...(ranking.full ? [t("moved"), t("gap")] : [])], [...places, ...out]),
    ...(improved ? [`${t("improved")}: ${listWords(ranking.improved.map(({ person }) => plainText(person.name)))} (${t("improvedOf", { n: number(improved.points, 1), than: thanWords(ranking.by) })})`] : []),
    ...ranking.titles.map((one) => `${t(one.title)}: ${listWords(one.people.map(({ name: own }) => plainText(own)))}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}
