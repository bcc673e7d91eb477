// SPDX-License-Identifier: Apache-2.0
// How a figure compares, in one line: target, the day before, the same weekday last week.
import type { JSX } from "preact";
import { goalText } from "../shared/figures";
import { daysBetween } from "../shared/days";
import { difference, shortDay, unknown, whole } from "../shared/format";
import type { Better, Schema, Unit } from "../shared/schema";
import { t } from "./words";

type Comparison = Schema<"Comparison">;
type SheetFigure = Schema<"SheetFigure">;

export function comparisonName(one: Comparison, day: string): string {
  if (one.kind === "same_weekday") return t(one.same_hour ? "sameWeekdayHour" : "sameWeekday");
  if (daysBetween(one.day, day) !== 1) return t("earlier", { day: shortDay(one.day) });
  return t(one.same_hour ? "dayBeforeHour" : "dayBefore");
}

// Whether a difference is for the better; null where there is neither better nor worse.
const isBetter = (value: number, better: Better): boolean | null =>
  value === 0 || better === "band" || better === "none" ? null : (better === "higher") === value > 0;

export function Compared({ one, day, unit, better }: { one: Comparison; day: string; unit: Unit; better: Better }): JSX.Element {
  const what = comparisonName(one, day);
  if (one.skipped_special) return <span>{t("special", { what })}</span>;
  if (one.skipped_off) return <span>{t("off", { what })}</span>;
  // Counts for few, and where there is no better, the value itself.
  if (one.value.few || one.difference === null || better === "band") {
    const text = whole(one.value, unit);
    return (
      <span>
        {what} <span class="num">{text}</span>
      </span>
    );
  }
  const good = isBetter(one.difference, better);
  return (
    <span>
      {what} <span class={good === null ? "num" : good ? "num good" : "num look"}>{difference(one.difference, unit)}</span>
    </span>
  );
}

export function ComparisonLine({ figure, day }: { figure: SheetFigure; day: string }): JSX.Element | null {
  const goal = goalText(figure.goal, figure.better, figure.unit, true);
  const shown = figure.comparisons ?? [];
  if (!goal && shown.length === 0) return null;
  return (
    <p class="sheet-compare faint">
      {goal ? <span>{t("goal", { goal })}</span> : null}
      {shown.map((one) => (
        <Compared key={one.kind} one={one} day={day} unit={figure.unit} better={figure.better} />
      ))}
    </p>
  );
}

// The comparison with the day before as a piece of a sentence: "平响 −5.1 秒"; "" where there is none.
export function dayBeforeText(figure: SheetFigure, name: string, day: string): string {
  const one = figure.comparisons?.find(({ kind }) => kind === "day_before");
  if (!one || daysBetween(one.day, day) !== 1 || one.skipped_off || one.skipped_special || one.difference === null || one.value.few) return "";
  const text = difference(one.difference, figure.unit, true);
  return text === unknown ? "" : `${name} ${text}`;
}
