// SPDX-License-Identifier: Apache-2.0
// The group as one: each figure with its change, its goal, and how far its people are apart.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { figureName, shortName } from "../shared/figures";
import { number, withUnit, yuan } from "../shared/format";
import { LongTable } from "../shared/long_table";
import type { Unit } from "../shared/schema";
import { Card } from "../shared/ui";
import { ChangeCell, GapCell } from "./rank_table";
import { beforeWords, exactText, goalWords, monthText, valueParts, type Ranking } from "./say";
import { t } from "./words";

const apart = (value: number | null | undefined, unit: Unit): string => (value === null || value === undefined ? "" : unit === "fen" ? yuan(Math.round(value / 100) * 100) : withUnit(value, unit));

export function GroupTable({ ranking }: { ranking: Ranking }): JSX.Element | null {
  const scroller = useRef<HTMLDivElement>(null);
  const figures = ranking.figures.filter(({ total }) => total);
  if (figures.length === 0) return null;
  const byDay = ranking.by === "day";
  const months = figures.map(monthText).filter((text) => text !== null);
  const goals = figures.some(({ goal }) => goal !== null && goal !== undefined);
  const spreads = figures.some(({ spread }) => spread);
  const group = ranking.group || t("all");
  return (
    <Card class="long-card rank-group" title={t("group", { group })} note={t("people", { n: ranking.people === 1 ? 1 : number(ranking.people) })}>
      <LongTable class="rank-table" label={t("groupTable", { group })} rowCount={figures.length + 1} scroller={scroller}>
        <thead>
          <tr>
            <th scope="col" class="long-first rank-head">
              {t("figure")}
            </th>
            <th scope="col" class="rank-head">
              {t(byDay ? "ofDay" : "ofPeriod")}
            </th>
            <th scope="col" class="rank-head">
              {beforeWords(ranking.by)}
            </th>
            {byDay ? (
              <th scope="col" class="rank-head">
                {t("sameWeekday")}
              </th>
            ) : null}
            {goals ? (
              <>
                <th scope="col" class="rank-head">
                  {t("goal")}
                </th>
                <th scope="col" class="rank-head">
                  {t("gap")}
                </th>
              </>
            ) : null}
            {spreads ? (
              <>
                <th scope="col" class="rank-head">
                  {t("spread")}
                </th>
                <th scope="col" class="rank-head">
                  {t("median")}
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, unit, better, total, total_change: change, total_week_change: week, total_gap: gap, goal, spread }) => {
            const parts = total ? valueParts(total, unit, name) : { text: "", unit: "" };
            return (
              <tr key={name} data-figure={name}>
                <th scope="row" class="long-first" title={figureName(name)}>
                  {shortName(name)}
                </th>
                <td class="rank-value" title={total ? exactText(total, unit, name) : undefined}>
                  {parts.text}
                  {parts.unit ? <span class="faint rank-unit">{parts.unit === "%" ? "%" : ` ${parts.unit}`}</span> : null}
                </td>
                <ChangeCell change={change} unit={unit} />
                {byDay ? <ChangeCell change={week} unit={unit} /> : null}
                {goals ? (
                  <>
                    <td class="faint">{goalWords(goal, better, unit, name)}</td>
                    {goal === null || goal === undefined ? <td /> : <GapCell gap={gap} unit={unit} />}
                  </>
                ) : null}
                {spreads ? (
                  <>
                    <td class="faint">{apart(spread?.spread, unit)}</td>
                    <td class="faint">{apart(spread?.median, unit)}</td>
                  </>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </LongTable>
      {months.length === 0 ? null : (
        <ul class="rank-months dim">
          {months.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
