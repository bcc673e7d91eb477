// SPDX-License-Identifier: Apache-2.0
// What stands beside the places: who grew most, the month's titles with what they are given for, and the other groups against their own goals.
import type { JSX } from "preact";
import { shortName } from "../shared/figures";
import { number } from "../shared/format";
import type { Schema, Unit } from "../shared/schema";
import { Card } from "../shared/ui";
import { ChangeCell, GapCell } from "./rank_table";
import { beforeWords, listWords, thanWords, valueText, type Ranking } from "./say";
import { t } from "./words";

export function Improved({ ranking }: { ranking: Ranking }): JSX.Element | null {
  const than = thanWords(ranking.by);
  const [first] = ranking.improved;
  return (
    <Card class="rank-side" title={t("improved")}>
      {first ? (
        <p>
          <b>{listWords(ranking.improved.map(({ person }) => person.name))}</b>{" "}
          <span class="dim">{t("improvedOf", { n: first.points === 1 ? 1 : number(first.points, 1), than })}</span>
        </p>
      ) : (
        <p class="faint">{t("improvedNone", { than })}</p>
      )}
    </Card>
  );
}

const titled = { service_star: "satisfaction", best_response: "response_mean_ms", high_conversion: "conversion_rate" } as const;

// Of a month. Also those that nobody has: what they are given for is written there.
export function Titles({ ranking }: { ranking: Ranking }): JSX.Element | null {
  if (ranking.by !== "month") return null;
  const known = (["service_star", "best_response", "high_conversion"] as const).filter((title) => ranking.figures.some(({ name }) => name === titled[title]));
  return (
    <Card class="rank-side" title={t("titles")}>
      <dl class="rank-titles">
        {known.map((title) => {
          const given = ranking.titles.find((one) => one.title === title);
          const figure = ranking.figures.find(({ name }) => name === titled[title]);
          return (
            <div key={title}>
              <dt title={t(`${title}When`)}>{t(title)}</dt>
              <dd>
                {given ? (
                  <>
                    <b>{listWords(given.people.map(({ name }) => name))}</b> {figure ? <span class="dim num">{valueText(given.value, figure.unit, figure.name)}</span> : null}
                  </>
                ) : (
                  <span class="faint">{t("titlesNone")}</span>
                )}
                <span class="faint rank-when">{t(`${title}When`)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}

export function Beside({ ranking }: { ranking: Ranking }): JSX.Element | null {
  if (ranking.beside.length === 0) return null;
  const unitOf = (name: string): Unit => ranking.figures.find((one) => one.name === name)?.unit ?? "count";
  return (
    <Card class="rank-side" title={t("beside")} note={t("besideNote")}>
      <table class="rank-beside">
        <thead>
          <tr>
            <th scope="col">{t("figure")}</th>
            <th scope="col">{t(ranking.by === "day" ? "ofDay" : "ofPeriod")}</th>
            <th scope="col">{ranking.by === "day" ? t("sameWeekday") : beforeWords(ranking.by)}</th>
            <th scope="col">{t("gap")}</th>
          </tr>
        </thead>
        {ranking.beside.map(({ group, cells }: Schema<"RankingGroup">) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={4}>
                {group || t("all")}
              </th>
            </tr>
            {cells.map(({ name, value, change, gap }) => (
              <tr key={name}>
                <th scope="row">{shortName(name)}</th>
                <td>{valueText(value, unitOf(name), name)}</td>
                <ChangeCell change={change} unit={unitOf(name)} />
                <GapCell gap={gap} unit={unitOf(name)} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Card>
  );
}
