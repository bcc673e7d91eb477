// SPDX-License-Identifier: Apache-2.0
// Consultations by hour: bars for the day, a line for the usual load, the share of slow turns in orange. The same numbers stand in a table.
import type { JSX } from "preact";
import { number, unknown } from "../shared/format";
import { link } from "../shared/router";
import { Button, Card } from "../shared/ui";
import type { Team } from "./sort";
import { t } from "./words";

type Hour = Team["hours"][number];

const height = 96;
const base = height - 4;

// From the first to the last hour with anything in it.
function busy(hours: Hour[]): Hour[] {
  const some = hours.filter(({ customers, turns, usual }) => customers > 0 || turns > 0 || (usual ?? 0) > 0).map(({ hour }) => hour);
  if (some.length === 0) return [];
  const from = Math.min(...some);
  const to = Math.max(...some);
  return hours.filter(({ hour }) => hour >= from && hour <= to);
}

export function Hours({ hours, group }: { hours: Hour[]; group: string }): JSX.Element | null {
  const shown = busy(hours);
  if (shown.length === 0) return null;
  const most = Math.max(1, ...shown.map(({ customers, usual }) => Math.max(customers, usual ?? 0)));
  const peak = shown.reduce((a, b) => (b.customers > a.customers ? b : a));
  const step = 100 / shown.length;
  const y = (value: number): number => base - (value / most) * (base - 6);
  return (
    <Card title={t("hours")} note={peak.customers > 0 ? t("peak", { from: peak.hour, to: peak.hour + 1, n: peak.customers === 1 ? 1 : number(peak.customers) }) : undefined} aside={<Button small href={link("load", group === "" ? {} : { group })}>{t("hoursMore")}</Button>}>
      <div class="team-hours" aria-hidden="true">
        <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" class="team-bars">
          <line x1="0" x2="100" y1={base} y2={base} class="team-axis" />
          {shown.map((one, i) => {
            const x = i * step + step * 0.16;
            const width = step * 0.68;
            const top = y(one.customers);
            const share = one.turns > 0 ? one.slow / one.turns : 0;
            return (
              <g key={one.hour}>
                <title>
                  {t("hourTitle", {
                    from: one.hour,
                    to: one.hour + 1,
                    n: number(one.customers),
                    usual: one.usual === null || one.usual === undefined ? unknown : number(one.usual),
                    turns: number(one.turns),
                    slow: number(one.slow),
                  })}
                </title>
                <rect x={i * step} width={step} y="0" height={height} class="team-bar-hit" />
                <rect x={x} width={width} y={top} height={base - top} class="team-bar" />
                {share > 0 && one.customers > 0 ? <rect x={x} width={width} y={base - (base - top) * share} height={(base - top) * share} class="team-bar-slow" /> : null}
                {one.usual !== null && one.usual !== undefined ? (
                  <line x1={i * step + step * 0.04} x2={(i + 1) * step - step * 0.04} y1={y(one.usual)} y2={y(one.usual)} class="team-usual" />
                ) : null}
              </g>
            );
          })}
        </svg>
        <div class="team-hour-names">
          {shown.map(({ hour }) => (
            <span key={hour} class={hour % 3 === 0 ? "num" : "num team-hour-between"}>
              {hour}
            </span>
          ))}
        </div>
      </div>
      <p class="faint team-legend">{t("hoursNote")}</p>
      <details class="team-numbers">
        <summary>{t("numbers")}</summary>
        <table class="team-hour-table">
          <thead>
            <tr>
              <th scope="col">{t("hour")}</th>
              <th scope="col">{t("hourCustomers")}</th>
              <th scope="col">{t("hourUsual")}</th>
              <th scope="col">{t("hourTurns")}</th>
              <th scope="col">{t("hourSlow")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.hour}>
                <th scope="row">
                  {one.hour}–{one.hour + 1}
                </th>
                <td>{number(one.customers)}</td>
                <td>{one.usual === null || one.usual === undefined ? unknown : number(one.usual)}</td>
                <td>{number(one.turns)}</td>
                <td>{one.turns > 0 ? `${number(one.slow)} (${number((one.slow / one.turns) * 100, 1)}%)` : unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
