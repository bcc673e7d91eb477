// SPDX-License-Identifier: Apache-2.0
// How a figure of the sheet compares, in one line: target, the day before, the same weekday last week. In the panel's words.
import type { JSX } from "preact";
import { comparisonLabel, comparisonText, directionOf } from "../panel/compare";
import { addDays } from "../shared/days";
import { goalText } from "../shared/figures";
import { difference, unknown } from "../shared/format";
import type { Figure, Schema } from "../shared/schema";
import { names } from "../shared/ui";
import { t } from "./words";

type Comparison = Schema<"Comparison">;
type SheetFigure = Schema<"SheetFigure">;

// The panel compares by these three alone.
const asFigure = ({ unit, better, now }: SheetFigure): Figure => ({ unit, better, value: now }) as Figure;

// "昨此时 +1.2"; what a day was skipped for is told on paper and by the title.
export function Compared({ one, day, figure, label }: { one: Comparison; day: string; figure: SheetFigure; label: boolean }): JSX.Element {
  const shape = asFigure(figure);
  const skipped = [one.skipped_off ? t("skippedOff") : "", one.skipped_special ? t("skippedSpecial") : ""].filter(Boolean).join(" ");
  const usual = one.day === addDays(day, one.kind === "day_before" ? -1 : -7);
  return (
    <span title={skipped || undefined}>
      {label || !usual ? `${comparisonLabel(one, day)} ` : null}
      <span class={names("num", directionOf(one, shape))}>{comparisonText(one, shape)}</span>
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
        <Compared key={one.kind} one={one} day={day} figure={figure} label />
      ))}
    </p>
  );
}

// The comparison with the shift before as a piece of a sentence: "平响 −5.1 秒"; "" where there is none.
export function dayBeforeText(figure: SheetFigure, name: string): string {
  const one = figure.comparisons?.find(({ kind }) => kind === "day_before");
  if (!one || one.difference === null || one.value.few || figure.now.few || figure.better === "band") return "";
  const text = difference(one.difference, figure.unit, true);
  return text === unknown ? "" : `${name} ${text}`;
}

// "昨此时", "周五": what the sentence compares with; "" where there is nothing to compare.
export function dayBeforeName(figures: SheetFigure[], day: string): string {
  const one = figures.flatMap(({ comparisons }) => comparisons ?? []).find(({ kind }) => kind === "day_before");
  return one ? comparisonLabel(one, day) : "";
}
