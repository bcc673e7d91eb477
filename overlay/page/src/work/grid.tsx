// SPDX-License-Identifier: Apache-2.0
// Rep by step by day: a tick where a promise was kept, blank where not. Days off are grey ground, today has a frame.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { addDays, weekday } from "../shared/days";
import { longDay, weekdayName } from "../shared/format";
import { language } from "../shared/i18n";
import type { Person } from "../shared/schema";
import { Button, names } from "../shared/ui";
import { t as cardWords } from "./card_words";
import type { ShownPromise } from "./pending";
import { t } from "./series_words";

export interface GridRow {
  person: Person;
  promises: ShownPromise[];
  off: string[];
}
export interface GridProps {
  rows: GridRow[];
  from: string;
  to: string;
  today: string;
  label: string;
  named: boolean; // Whether people are told apart.
}

const atFirst = 40;
const short = (day: string): string => (language() === "zh" ? weekdayName(day).replace("周", "") : weekdayName(day).slice(0, 2));

function Cell({ day, row, promise, today }: { day: string; row: GridRow; promise: ShownPromise; today: string }): JSX.Element {
  const kept = promise.kept.includes(day);
  const off = row.off.includes(day);
  const promised = promise.from <= day && day <= promise.until;
  return (
    <td class={names("grid-cell", off && "grid-off", day === today && "grid-today", !promised && "grid-out", weekday(day) === 1 && "grid-monday")}>
      {kept ? (
        <>
          <span aria-hidden="true">✓</span>
          <span class="hidden">{t("keptOn")}</span>
        </>
      ) : (
        <span class="hidden">{off ? t("offOn") : promised ? t("nothing") : "—"}</span>
      )}
    </td>
  );
}

export function Grid({ rows, from, to, today, label, named }: GridProps): JSX.Element {
  const [all, setAll] = useState(false);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const shown = all ? rows : rows.slice(0, atFirst);
  return (
    <>
      <table class="grid" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">{t("step")}</span>
            </th>
            {days.map((day) => (
              <th key={day} scope="col" class={names("grid-day num", day === today && "grid-today", weekday(day) === 1 && "grid-monday")} title={longDay(day, today)}>
                <span class="faint" aria-hidden="true">
                  {short(day)}
                </span>
                <span aria-hidden="true">{Number(day.slice(8))}</span>
                <span class="hidden">{longDay(day, today)}</span>
              </th>
            ))}
          </tr>
        </thead>
        {shown.map((row) => (
          <tbody key={row.person.id}>
            {named ? (
              <tr>
                <th scope="rowgroup" colSpan={days.length + 1} class="grid-person">
                  {row.person.name || row.person.id}
                  {row.promises.length === 0 ? <span class="faint"> · {t("noneOther")}</span> : null}
                </th>
              </tr>
            ) : null}
            {row.promises.map((promise) => (
              <tr key={promise.id}>
                <th scope="row" class="grid-step">
                  <span>{promise.title}</span>
                  {promise.streak > 1 ? <span class="faint num">{t("streak", { n: promise.streak })}</span> : null}
                  {promise.waits ? <span class="tag-waits faint">{cardWords("waits")}</span> : null}
                </th>
                {days.map((day) => (
                  <Cell key={day} day={day} row={row} promise={promise} today={today} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {shown.length < rows.length ? (
        <Button kind="quiet" class="show-more" onClick={() => setAll(true)}>
          {t("showAll", { n: rows.length })}
        </Button>
      ) : null}
    </>
  );
}
