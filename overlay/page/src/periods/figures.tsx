// SPDX-License-Identifier: Apache-2.0
// 专项分析: the group's figures before, during and after. It says what was and how many days it is made of; no cause.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { number, plain, shortDay, unknown, whole } from "../shared/format";
import { figureCount, figureName, sourceName } from "../shared/figures";
import { say, sentences } from "../shared/i18n";
import { link, replace } from "../shared/router";
import type { Schema } from "../shared/schema";
import { Card, Loading, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { aimText, spanText } from "./draft";
import { kindText } from "./list";
import { t } from "./words";

type Figures = Schema<"PeriodFigures">;
type PeriodFigure = Schema<"PeriodFigure">;
type Stretch = Schema<"PeriodStretch">;
type Value = Schema<"Value">;
const usual = ["before", "during", "after"] as const;
// Of what was reported its days stand beside themselves without it.
const ofReport = ["before", "during", "without", "after"] as const;

export function PeriodFigures({ id, group }: { id: string; group: string | undefined }): JSX.Element {
  const { data, problem, loading, reload } = useAnswer("/period", { id, ...(group === undefined ? {} : { group }) }, { every: 60_000 });
  const back = { href: link("periods"), title: t("back") };
  if (!data) {
    return (
      <>
        <ViewHead title={t("title")} back={back} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const { period } = data;
  return (
    <>
      <ViewHead title={period.name} back={back} note={`${kindText(period)} · ${spanText(period)}`} />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {data.groups.length > 1 ? <Tabs label={t("groups")} tabs={data.groups.map((one) => ({ id: one, title: one || t("noGroup") }))} value={data.group} onChange={(one) => replace("periods", { id, group: one })} /> : null}
      <Card label={t("figures", { name: period.name, group: data.group || t("noGroup") })}>
        <Table data={data} />
      </Card>
      <Notes data={data} />
    </>
  );
}

const nameOf = (figure: PeriodFigure): string => (figureName(figure.name) === figure.name ? say(figure.title) : figureName(figure.name));

// The roles are written out, since on a narrow screen the rows are laid out as grids.
function Table({ data }: { data: Figures }): JSX.Element {
  const reported = data.period.period_kind === "reported";
  const stretches = reported ? ofReport : usual;
  return (
    <table class={reported ? "period-table period-table-four" : "period-table"} role="table" aria-label={t("figures", { name: data.period.name, group: data.group || t("noGroup") })}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t("figureHead")}
          </th>
          {stretches.map((which) => (
            <th key={which} role="columnheader" scope="col">
              {t(which === "during" && reported ? "itsDays" : which)} <span class="faint">{which === "without" ? "" : headOf(data[which])}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {data.figures.map((figure) => (
          <tr key={figure.name} role="row">
            <th role="rowheader" scope="row">
              {nameOf(figure)}
              {figure.aim !== null && figure.aim !== undefined ? <span class="faint period-aimed">{t("aim", { aim: aimText(figure.aim, figure.unit, figure.better) })}</span> : null}
            </th>
            {stretches.map((which) => (
              <td key={which} role="cell">
                <Cell figure={figure} value={figure[which] ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const headOf = (stretch: Stretch | null | undefined): string => (stretch ? t("days", { n: stretch.days }) : "");

function Cell({ figure, value }: { figure: PeriodFigure; value: Value | null }): JSX.Element {
  if (!value) return <span class="faint">{unknown}</span>;
  if (figure.per_day) {
    const sum = plain(value.numerator, figure.unit);
    // A tenth of a customer means something over a few days, and nothing over a hundred.
    const digits = figure.unit === "count" && (value.value ?? 0) < 100 && !Number.isInteger(value.value) ? 1 : 0;
    return (
      <>
        {figure.unit === "fen" ? plain(Math.round((value.value ?? 0) / 100) * 100, "fen") : number(value.value, digits)} <span class="faint">{t("perDay")}</span>
        <span class="faint period-under">{t("ofN", { sum, n: value.denominator })}</span>
      </>
    );
  }
  const some = value.denominator > 0;
  return (
    <>
      {some ? whole(value, figure.unit) : unknown}
      {some && !value.few ? <span class="faint period-under">{`${number(value.denominator)} ${figureCount(figure.name, value.denominator)}`}</span> : null}
    </>
  );
}

function Notes({ data }: { data: Figures }): JSX.Element {
  const { period, before, during, after } = data;
  const left = [...before.left_out, ...(after?.left_out ?? [])].map(({ day, name }) => t("leftOutDay", { day: shortDay(day), name }));
  const bare = data.figures.some((one) => one.name !== "complaint_rate" && !one.before && !one.during && !one.after);
  const nothing = before.days === 0 && during.days === 0 && (after?.days ?? 0) === 0;
  const complaints = data.figures.find(({ name }) => name === "complaint_rate");
  return (
    <div class="period-notes dim">
      <p>
        {sentences(
          nothing && t("noDays"),
          period.state === "planned" ? t("notBegun") : period.state === "running" ? t("runs") : after ? after.to_come > 0 && t("toCome", { n: after.to_come }) : t("afterTomorrow"),
        )}
      </p>
      {left.length > 0 ? <p>{t("leftOut", { days: left.join(", ") })}</p> : null}
      {data.source === "own" ? null : <p>{t("delivered", { source: sourceName(data.source) })}</p>}
      {complaints && !complaints.during ? <p>{t("noComplaints")}</p> : null}
      {bare && !nothing ? <p>{t("noSource")}</p> : null}
      <p class="faint">{sentences(period.period_kind === "reported" ? t("withoutNote") : (period.begin !== "" || period.end !== "") && t("wholeDays"), t("weekdays", { n: data.weeks }), t("facts"))}</p>
    </div>
  );
}
