// SPDX-License-Identifier: Apache-2.0
// Each rep's figures in the order of the team. It cannot be sorted: nobody stands first or last by a figure.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { shortName } from "../shared/figures";
import { number, unknown } from "../shared/format";
import { Blocks, LongTable, opens } from "../shared/long_table";
import { link } from "../shared/router";
import { Card, names } from "../shared/ui";
import { exactText } from "../ranking/say";
import { nameOf, valueText, type Figure, type Row, type Team } from "./say";
import { t } from "./words";

const shortOf = (figure: Figure): string => (shortName(figure.name) === figure.name ? nameOf(figure) : shortName(figure.name));

export function People({ report }: { report: Team }): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const { figures, rows } = report;
  return (
    <Card class="long-card reports-people" title={t("reps")} note={t("repsNote")}>
      <LongTable label={t("repsTable")} class="reports-table" rowCount={rows.length + 1} scroller={scroller}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" class="long-first">
              {t("name")}
            </th>
            <th scope="col" title={t("daysMore")}>
              {t("daysWith")}
            </th>
            {figures.map((figure) => (
              <th key={figure.name} scope="col" title={nameOf(figure)}>
                {shortOf(figure)}
              </th>
            ))}
          </tr>
        </thead>
        <Blocks rows={rows} columns={figures.length + 2} scroller={scroller} near draw={(row, i) => <Line key={row.person.id} row={row} figures={figures} index={i + 2} />} />
      </LongTable>
    </Card>
  );
}

function Line({ row, figures, index }: { row: Row; figures: Figure[]; index: number }): JSX.Element {
  const { person, off, days, cells } = row;
  const address = link("trend", { person: person.id });
  return (
    <tr class={names("long-row", off && "reports-off")} aria-rowindex={index} data-person={person.id} onClick={opens(address)}>
      <th scope="row" class="long-first">
        <a class="long-name" href={address} title={person.name}>
          {person.name}
        </a>
      </th>
      <td>{off ? t("off") : number(days)}</td>
      {figures.map((figure, i) => {
        const cell = cells[i];
        const value = off ? null : (cell?.value ?? null);
        const text = valueText(value, figure.unit);
        return (
          <td key={figure.name} class={text === unknown ? "faint" : ""} title={value ? exactText(value, figure.unit, figure.name) : undefined}>
            {value && cell?.standing === "look" ? (
              <>
                <span class="team-look" aria-hidden="true" />
                <span class="hidden">{t("lookCell")} </span>
              </>
            ) : null}
            {off ? "" : text}
          </td>
        );
      })}
    </tr>
  );
}
