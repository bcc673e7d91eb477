// SPDX-License-Identifier: Apache-2.0
// A sheet as it goes on paper: one A4 page, in black, with room for the lead's signature.
import type { JSX } from "preact";
import { figureCount, figureName, goalText, statusWord } from "../shared/figures";
import { dateTime, longDay, number, whole, withUnit } from "../shared/format";
import type { Value } from "../shared/schema";
import { Compared } from "./compare";
import type { Sheet } from "./draft";
import { Changed } from "./signed";
import { t } from "./words";

function basis(name: string, value: Value): string {
  const count = figureCount(name, value.denominator);
  if (value.denominator === 0 || !count) return "—";
  return name.endsWith("_ms") ? `${number(value.denominator)} ${count}` : `${number(value.numerator)} / ${number(value.denominator)} ${count}`;
}

export function PrintSheet({ sheet }: { sheet: Sheet }): JSX.Element {
  return (
    <article class="paper" aria-label={`${t("title")} ${sheet.day}`}>
      <header class="paper-head">
        <h2>{t("title")}</h2>
        <p>
          <b>{sheet.person.name}</b>
          <span>{sheet.person.group}</span>
          <span>{longDay(sheet.day, "")}</span>
          {sheet.customers !== undefined ? <span>{t("customers", { n: sheet.customers })}</span> : null}
          <span>{statusWord(sheet.status)}</span>
        </p>
      </header>
      <table class="paper-table">
        <thead>
          <tr>
            <th scope="col">{t("figure")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col">{t("target")}</th>
            <th scope="col">{t("lastShift")}</th>
            <th scope="col">{t("sameWeekday")}</th>
            <th scope="col">{t("basis")}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.figures.map((figure) => {
            const value = figure.shown ?? figure.now;
            const typed = figure.typed ?? null;
            const compared = (kind: "day_before" | "same_weekday"): JSX.Element | string => {
              const one = figure.comparisons?.find((found) => found.kind === kind);
              return one ? <Compared one={one} day={sheet.day} figure={figure} label={false} /> : "—";
            };
            return (
              <tr key={figure.name}>
                <th scope="row">{figureName(figure.name)}</th>
                <td>
                  <b>{typed === null ? whole(value, figure.unit) : withUnit(typed, figure.unit)}</b>
                  {typed === null ? null : <span class="paper-own">{t("own")}</span>}
                  {sheet.state === "signed" ? <Changed figure={figure} /> : null}
                </td>
                <td>{goalText(figure.goal, figure.better, figure.unit, true) || "—"}</td>
                <td>{compared("day_before")}</td>
                <td>{compared("same_weekday")}</td>
                <td>{basis(figure.name, value)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h3>{t("line")}</h3>
      <p class="paper-box">{sheet.line}</p>
      <h3>{t("note")}</h3>
      <p class="paper-box">{sheet.note}</p>
      <footer class="paper-foot">
        <div>
          <p>{sheet.state === "signed" ? sheet.signature : ""}</p>
          <p>{t("signLine")}</p>
        </div>
        <div>
          <p>{sheet.signed_at ? dateTime(sheet.signed_at) : t("notSigned")}</p>
          <p>{t("signedAt")}</p>
        </div>
        <div>
          <p />
          <p>{t("leadLine")}</p>
        </div>
      </footer>
    </article>
  );
}
