// SPDX-License-Identifier: Apache-2.0
// The week in numbers: each figure with its goal, the change, the group's median in grey, eight weeks as a line, and what it is made of.
import type { JSX } from "preact";
import { shortDay, whole } from "../shared/format";
import { statusWord } from "../shared/figures";
import { Spark } from "../panel/spark";
import { basisOf, changeLook, changeOf, goalOf, medianOf, nameOf, valueText, type Figure } from "./say";
import { t } from "./words";

const shownWeeks = 8;
type SparkProps = Parameters<typeof Spark>[0]["figure"];

// The panel's line, of weeks in place of days. A week without a value leaves a gap; one that was off is a light ground.
export function Weeks({ figure }: { figure: Figure }): JSX.Element {
  const weeks = figure.weeks.slice(-shownWeeks);
  const history = weeks.map(({ week, value, off }) => ({ day: week, value: value.few ? null : value.value, numerator: value.numerator, denominator: value.denominator, off }));
  const values = weeks.map(({ week, value, off }) => `${shortDay(week)} ${off ? t("offWeek") : whole(value, figure.unit)}`).join(", ");
  return (
    <span class="talk-spark" role="img" aria-label={t("weeksOf", { name: nameOf(figure), values })}>
      <Spark figure={{ history: history as SparkProps["history"], goal: figure.goal ?? null, better: figure.better, standing: figure.standing }} />
    </span>
  );
}

export function FigureTable({ figures, provisional }: { figures: Figure[]; provisional: boolean }): JSX.Element {
  const columns = ["figure", "value", "goal", "change", "median", "spark", "basis"] as const;
  return (
    <table class="talk-table" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((one) => (
            <th key={one} scope="col" role="columnheader">
              {t(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {figures.map((figure) => (
          <tr key={figure.name} role="row" data-figure={figure.name}>
            <th scope="row" role="rowheader">
              {nameOf(figure)}
              {figure.better === "lower" ? <span class="faint talk-better"> {t("better")}</span> : null}
            </th>
            <td role="cell" class={`talk-value ${figure.standing === "look" ? "look" : ""}`}>
              <b class="num">{valueText(figure)}</b>
              {provisional || figure.status === "final" ? null : <span class="faint talk-status"> {statusWord(figure.status)}</span>}
            </td>
            <td role="cell" class="num" data-label={t("goal")}>
              {goalOf(figure)}
            </td>
            <td role="cell" class={`num ${changeLook(figure)}`} data-label={t("change")}>
              {changeOf(figure)}
            </td>
            <td role="cell" class="num faint" data-label={t("median")}>
              {medianOf(figure)}
            </td>
            <td role="cell" class="talk-line">
              <Weeks figure={figure} />
            </td>
            <td role="cell" class="faint" data-label={t("basis")}>
              {basisOf(figure)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
