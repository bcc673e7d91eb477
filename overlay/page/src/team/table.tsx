// SPDX-License-Identifier: Apache-2.0
// The table of a team. Rows are laid out in blocks, and blocks far from what is seen are empty space of the same height, so that five hundred
// people scroll as easily as five.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { figureCount, goalText, shortName } from "../shared/figures";
import { number, plain, shown, unitWord, unknown, whole } from "../shared/format";
import { Icon } from "../shared/icons";
import type { Better, Unit, Value } from "../shared/schema";
import { link } from "../shared/router";
import { names } from "../shared/ui";
import type { Sort, Team, TeamRow } from "./sort";
import { t } from "./words";

const block = 25;
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

  // Up and down go from name to name.
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = (event.target as HTMLElement).closest("a.team-name");
    if (!step || !here) return;
    const all = [...(scroller.current?.querySelectorAll<HTMLElement>("a.team-name") ?? [])];
    const next = all[all.indexOf(here as HTMLElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  const body = (list: TeamRow[], start: number, isOff: boolean): JSX.Element[] => {
    const blocks: JSX.Element[] = [];
    for (let at = 0; at < list.length; at += block) {
      blocks.push(
        <Block
          key={`${isOff ? "off" : "on"}${at}`}
          scroller={scroller}
          whole={list.length <= 2 * block}
          near={at < 2 * block && !isOff}
          rows={list.slice(at, at + block)}
          columns={heads.length}
          draw={(row, i) => <Line key={row.person.id} row={row} team={team} live={live} off={isOff} index={start + at + i} />}
        />,
      );
    }
    return blocks;
  };

  // Says by its looks that there are more columns to either side.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const look = (): void => {
      box.parentElement?.classList.toggle("team-more", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
      box.classList.toggle("team-moved", box.scrollLeft > 0);
    };
    look();
    const size = new ResizeObserver(look);
    size.observe(box);
    if (box.firstElementChild) size.observe(box.firstElementChild);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      size.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, []);

  return (
    <div class="team-frame">
      <div class="team-scroll" ref={scroller} tabIndex={0} role="region" aria-label={t("table", { group: team.group || t("all") })} onKeyDown={keys}>
        <table class="team-table" aria-rowcount={first - 1 + rows.length + off.length + (off.length > 0 ? 1 : 0)}>
          <thead>
            <tr aria-rowindex={1}>
              {heads.map(({ by, title, unit, better }) => (
                <th key={by} scope="col" class={by === "name" ? "team-first" : ""} aria-sort={sort.by === by ? (sort.down ? "descending" : "ascending") : "none"}>
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
                <th scope="row" class="team-first">
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
        </table>
      </div>
    </div>
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

interface BlockProps {
  scroller: { current: HTMLDivElement | null };
  whole: boolean; // Few enough to be laid out all at once.
  near: boolean; // Seen at first.
  rows: TeamRow[];
  columns: number;
  draw: (row: TeamRow, index: number) => JSX.Element;
}

function Block({ scroller, whole: all, near, rows, columns, draw }: BlockProps): JSX.Element {
  const box = useRef<HTMLTableSectionElement>(null);
  const [seen, setSeen] = useState(near);
  const height = useRef(rows.length * 34);
  useEffect(() => {
    if (all || !box.current) return undefined;
    const watch = new IntersectionObserver(
      ([entry]) => {
        // What holds the focus stays.
        if (entry && (entry.isIntersecting || !box.current?.contains(document.activeElement))) setSeen(entry.isIntersecting);
      },
      { root: scroller.current, rootMargin: "700px 0px" },
    );
    watch.observe(box.current);
    const print = (): void => setSeen(true);
    addEventListener("beforeprint", print);
    return () => {
      watch.disconnect();
      removeEventListener("beforeprint", print);
    };
  }, [all]);
  useLayoutEffect(() => {
    if ((all || seen) && box.current) height.current = box.current.offsetHeight || height.current;
  });
  return (
    <tbody ref={box}>
      {all || seen ? (
        rows.map(draw)
      ) : (
        <tr aria-hidden="true" class="team-space">
          <td colSpan={columns} style={{ height: `${height.current}px` }} />
        </tr>
      )}
    </tbody>
  );
}

function Line({ row, team, live, off, index }: { row: TeamRow; team: Team; live: boolean; off: boolean; index: number }): JSX.Element {
  const address = link("panel", { person: row.person.id, shop: team.shop, day: team.day === team.today ? null : team.day });
  return (
    <tr
      class={names("team-row", off && "team-row-off")}
      aria-rowindex={index}
      onClick={(event) => {
        // The whole row opens the panel, but not when text is being selected or the link does it itself.
        if (!(event.target as HTMLElement).closest("a") && String(getSelection() ?? "") === "") location.hash = address;
      }}
    >
      <th scope="row" class="team-first">
        <a class="team-name" href={address} title={row.person.name}>
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
