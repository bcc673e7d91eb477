// SPDX-License-Identifier: Apache-2.0
// One figure, one row: name; value with what it is made of; the bar; what it is compared with; fourteen days. It opens into its detail.
import type { JSX } from "preact";
import { number, plain, shown, unknown } from "../shared/format";
import { figureCount, figureName, goalText, statusWord } from "../shared/figures";
import { language } from "../shared/i18n";
import type { Figure, Panel } from "../shared/schema";
import { Bar } from "./bar";
import { Changed } from "./changed";
import { comparisonLabel, comparisonText, directionOf } from "./compare";
import { FigureDetail } from "./detail";
import { Spark } from "./spark";
import { t } from "./words";

export interface FigureProps {
  figure: Figure;
  panel: Panel;
  open: boolean;
  onToggle: () => void;
  quiet: boolean;
  first: boolean;
}

// "16/17 条", the band's ends, or nothing where a mean says it all.
function made(figure: Figure): string {
  const { value } = figure;
  if (figure.better === "band") return figure.goal ? t("band", { band: goalText(figure.goal, "band", figure.unit) }) : "";
  if (figure.unit !== "share" || value.denominator === 0) return "";
  return value.few ? "" : `${number(value.numerator)}/${number(value.denominator)}`;
}

// "条": what is counted, after the numbers. The word goes first where little room is; the detail says it again.
const counted = ({ name, unit, value }: Figure): string => (unit === "share" && value.denominator > 0 ? figureCount(name, value.denominator) : "");

export function FigureRow({ figure, panel, open, onToggle, quiet, first }: FigureProps): JSX.Element {
  const id = `figure-${figure.name}`;
  const value = shown(figure.value, figure.unit);
  const note = made(figure);
  const unitOf = counted(figure);
  const goal = figure.better === "band" ? "" : goalText(figure.goal, figure.better, figure.unit);
  const differs = figure.status !== panel.status;
  const compared = figure.comparisons.filter((one) => comparisonText(one, figure) !== unknown);
  return (
    <div class={`figure ${open ? "figure-open" : ""}`}>
      <div class="figure-row">
        <div class="figure-name">
          <h3>
            <button type="button" class="figure-button" aria-expanded={open} aria-controls={`${id}-detail`} id={id} onClick={onToggle}>
              {figureName(figure.name)}
            </button>
          </h3>
          {figure.better === "lower" ? <span class="faint">{t("lowerBetter")}</span> : null}
        </div>
        <div class="figure-value">
          <span class="num">
            <Changed class={`figure-number ${figure.standing === "look" ? "look" : ""}`} value={value.text} still={quiet}>
              {value.text}
            </Changed>
            <span class={value.unit === "%" ? "faint" : "figure-unit faint"}>{value.unit}</span>
          </span>
          <span class="figure-made faint">
            {value.unit === "%" && note && language() === "zh" ? "· " : ""}
            {figure.value.value === null && !figure.value.few ? t(panel.mode === "live" ? "noValueYet" : "noValue") : note}
            {unitOf ? <span class={note ? "figure-counted-after" : ""}>{note ? ` ${unitOf}` : unitOf}</span> : null}
            {differs ? ` ${statusWord(figure.status)}` : ""}
          </span>
        </div>
        <Spark figure={figure} />
        <Bar figure={figure} />
        {figure.group ? (
          <span class="figure-median faint num">
            {t("median")} {plain(figure.group.median, figure.unit)}
          </span>
        ) : null}
        <p class="figure-line faint">
          {goal ? <span class="num">{first ? `${t("target")} ${goal}` : goal}</span> : null}
          {compared.map((one) => (
            <span class="num" key={one.kind}>
              {comparisonLabel(one, panel.day, true)} <span class={directionOf(one, figure)}>{comparisonText(one, figure)}</span>
            </span>
          ))}
        </p>
      </div>
      {open ? <FigureDetail figure={figure} panel={panel} id={`${id}-detail`} /> : null}
    </div>
  );
}
