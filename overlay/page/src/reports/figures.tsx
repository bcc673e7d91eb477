// SPDX-License-Identifier: Apache-2.0
// The group's figures of the period: value, target and whether it is met, the period before, and the change in words.
import type { JSX } from "preact";
import { statusWord } from "../shared/figures";
import { Icon } from "../shared/icons";
import { unknown } from "../shared/format";
import type { Schema } from "../shared/schema";
import { Card, names } from "../shared/ui";
import { exactText } from "../ranking/say";
import { beforeWords } from "./period";
import { changeOf, goalOf, nameOf, valueText, type Figure, type Team } from "./say";
import { t } from "./words";

const columns = ["figure", "value", "goal", "standing", "before", "change", "people"] as const;

export function Met({ standing }: { standing: Schema<"Standing"> }): JSX.Element {
  if (standing === "none") return <span class="faint">{unknown}</span>;
  return (
    <span class={standing === "good" ? "good" : "look"}>
      {standing === "good" ? <Icon name="check" /> : null} {t(standing)}
    </span>
  );
}

export function Figures({ report }: { report: Team }): JSX.Element {
  const { before_from: from, before_to: to } = report;
  const note = from && to ? t("figuresBefore", { period: beforeWords(report, from, to) }) : t("noBefore");
  return (
    <Card title={t("figures")} note={note} aside={<span class="faint reports-card-status">{statusWord(report.status)}</span>}>
      <table class="reports-figures" role="table">
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
          {report.figures.map((figure) => (
            <Line key={figure.name} figure={figure} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Line({ figure }: { figure: Figure }): JSX.Element {
  const { name, unit, total, before, standing, people } = figure;
  const { text, verdict } = changeOf(figure);
  return (
    <tr role="row" data-figure={name}>
      <th scope="row" role="rowheader">
        {nameOf(figure)}
      </th>
      <td role="cell" class="num reports-value" title={total ? exactText(total, unit, name) : undefined}>
        {valueText(total ?? null, unit)}
      </td>
      <td role="cell" class="num" data-label={t("goal")}>
        {goalOf(figure)}
      </td>
      <td role="cell" class="num reports-met">
        <Met standing={standing} />
      </td>
      <td role="cell" class="num dim" data-label={t("before")} title={before ? exactText(before, unit, name) : undefined}>
        {valueText(before ?? null, unit)}
      </td>
      <td role="cell" class="reports-change" data-label={t("change")}>
        <span class="num">{text}</span>
        {verdict ? <span class={names("reports-verdict", verdict === "better" ? "good" : "look")}> {t(verdict)}</span> : null}
      </td>
      <td role="cell" class="num faint reports-people-of">
        {total ? t("peopleOf", { n: people }) : ""}
      </td>
    </tr>
  );
}
