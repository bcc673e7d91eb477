// SPDX-License-Identifier: Apache-2.0
// The table of a team.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { figureCount, goalText, shortName } from "../shared/figures";
import { number, plain, shown, unitWord, unknown, whole } from "../shared/format";
import { Icon } from "../shared/icons";
import { Blocks, LongTable, opens } from "../shared/long_table";
import type { Better, Unit, Value } from "../shared/schema";
import { link } from "../shared/router";
import { names } from "../shared/ui";
import type { Sort, Team, TeamRow } from "./sort";
import { t } from "./words";

const states = { none: "stateNone", open: "stateOpen", draft: "stateDraft", signed: "stateSigned" } as const;

export interface TableProps {
  team: Team;
  rows: TeamRow[]; // On duty, in order.
  off: TeamRow[];
  live: boolean; // Whether somebody may be waiting.
  sort: Sort;
  onSort: (by: string, better: Better | "count") => void;
}

interface Head {
  by: string;
  title: string;
  unit?: string;
  better: Better | "count";
}

export function TeamTable({ team, rows, off, live, sort, onSort }: TableProps): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const heads: Head[] = [
    { by: "name", title: t("name"), better: "count" },
    { by: "customers", title: t("customers"), better: "count" },
    ...(live ? [{ by: "waiting", title: t("waiting"), better: "count" as const }] : []),
    ...team.columns.map(({ name, unit, better }) => ({ by: name, title: shortName(name), unit: unit === "fen" ? "¥" : unitWord(unit), better })),
    { by: "sheet", title: t("sheet"), better: "count" },
  ];
  const groups = summaries(team);
  const first = 2 + groups.length;

  const body = (list: TeamRow[], start: number, isOff: boolean): JSX.Element => (
    <Blocks
      scroller={scroller}
      near={!isOff}
      rows={list}
      columns={heads.length}
      draw={(row, i) => <Line key={row.person.id} row={row} team={team} live={live} off={isOff} index={start + i} />}
    />
  );

  return (
    <LongTable class="team-table" label={t("table", { group: team.group || t("all") })} rowCount={first - 1 + rows.length + off.length + (off.length > 0 ? 1 : 0)} scroller={scroller}>
      <thead>
        <tr aria-rowindex={1}>
          {heads.map(({ by, title, unit, better }) => (
            <th key={by} scope="col" class={by === "name" ? "long-first" : ""} aria-sort={sort.by === by ? (sort.down ? "descending" : "ascending") : "none"}>
              <button type="button" class="team-sort" title={t("sortBy", { name: title })} onClick={() => onSort(by, better)}>
                <span class="team-head">
                  {sort.by === by ? <Icon name={sort.down ? "down" : "up"} /> : null}
                  {title}
                </span>
                {unit ? <span class="faint team-unit"> {unit}</span> : null}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="team-summary">
        {groups.map(({ title, cells }, i) => (
          <tr key={title} aria-rowindex={2 + i}>
            <th scope="row" class="long-first">
              {title}
            </th>
            <td>{i === groups.length - 1 ? number(team.rows.reduce((sum, row) => sum + row.customers, 0)) : ""}</td>
            {live ? <td>{i === groups.length - 1 ? number(team.rows.reduce((sum, row) => sum + row.waiting, 0)) : ""}</td> : null}
            {cells.map((text, at) => (
              <td key={at}>{text}</td>
            ))}
            <td />
          </tr>
        ))}
      </tbody>
      {body(rows, first, false)}
      {off.length > 0 ? (
        <tbody>
          <tr class="team-off-head" aria-rowindex={first + rows.length}>
            <th scope="rowgroup" colSpan={heads.length}>
              <span>{t("off")}</span>
            </th>
          </tr>
        </tbody>
      ) : null}
      {body(off, first + rows.length + 1, true)}
    </LongTable>
  );
}

// As short as a column wants it: money in whole yuan, the sign stands in the head; the tooltip has every fen.
const brief = (value: Value, unit: Unit): string => (unit === "fen" ? number(value.value === null ? null : value.value / 100) : shown(value, unit).text);

// Every digit, and what it is made of: "97.96 %" of 98 is not 98.
function exact(value: Value, unit: Unit, name: string): string {
  const count = figureCount(name, value.denominator);
  return unit === "share" && !value.few && count && value.denominator > 0
    ? `${whole(value, unit)} · ${number(value.numerator)}/${number(value.denominator)} ${count}`
    : whole(value, unit);
}

// Target, median, 峰谷差 and the group as one, each a line; lines with nothing in them are left out, the last never.
function summaries(team: Team): { title: string; cells: string[] }[] {
  const spreadText = (value: number | null | undefined, unit: Unit): string => (value === null || value === undefined ? "" : unit === "fen" ? number(value / 100) : plain(value, unit));
  const lines = [
    { title: t("goal"), cells: team.columns.map(({ goal, better, unit }) => goalText(goal, better, unit)) },
    { title: t("median"), cells: team.columns.map(({ spread, unit }) => spreadText(spread?.median, unit)) },
    { title: t("spread"), cells: team.columns.map(({ spread, unit }) => spreadText(spread?.spread, unit)) },
  ].filter(({ cells }) => cells.some(Boolean));
  return [...lines, { title: t("total"), cells: team.columns.map(({ total, unit }) => (total ? brief(total, unit) : unknown)) }];
}

function Line({ row, team, live, off, index }: { row: TeamRow; team: Team; live: boolean; off: boolean; index: number }): JSX.Element {
  const address = link("panel", { person: row.person.id, shop: team.shop, day: team.day === team.today ? null : team.day });
  return (
    <tr class={names("long-row team-row", off && "team-row-off")} aria-rowindex={index} onClick={opens(address)}>
      <th scope="row" class="long-first">
        <a class="long-name team-name" href={address} title={row.person.name}>
          {row.person.name}
        </a>
      </th>
      <td>{off && row.customers === 0 ? unknown : number(row.customers)}</td>
      {live ? <td class={row.waiting > 0 ? "look" : "faint"}>{row.waiting > 0 ? <b>{number(row.waiting)}</b> : off ? unknown : number(0)}</td> : null}
      {team.columns.map(({ name, unit }) => {
        const cell = row.cells.find((one) => one.name === name);
        if (!cell) return <td key={name}>{unknown}</td>;
        const text = brief(cell.value, unit);
        return (
          <td key={name} class={text === unknown ? "faint" : ""} title={exact(cell.value, unit, name)}>
            {cell.standing === "look" ? (
              <>
                <span class="team-look" aria-hidden="true" />
                <span class="hidden">{t("look")} </span>
              </>
            ) : null}
            {text}
          </td>
        );
      })}
      <td class={row.sheet === "signed" ? "good" : "faint"}>
        {row.sheet === "signed" ? <Icon name="check" /> : null} {t(states[off && row.sheet === "open" ? "none" : row.sheet])}
      </td>
    </tr>
  );
}
