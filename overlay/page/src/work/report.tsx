// SPDX-License-Identifier: Apache-2.0
// The lead's day report (日报): #/report?group=…&day=…. Each rep's day, the group's figures, what goes on tomorrow and why, and all of it as
// text.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { addDays, isDay } from "../shared/days";
import { figureName } from "../shared/figures";
import { namedDay, number, whole } from "../shared/format";
import { goTo, link, replace, type Route } from "../shared/router";
import type { Schema } from "../shared/schema";
import { leads, session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { Button, Card, EmptyState, Loading, names, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { CopyText } from "./copy_text";
import { Rows, useRows } from "./list";
import { useActs, withActs } from "./pending";
import { useRefused } from "./refused";
import { t } from "./report_words";
import { acting } from "./use_work";
import { Days, useAround, usePeople, useReloadAfterRefusal } from "./view";
import { t as words } from "./words";

type Report = Schema<"DayReport">;
type ReportRow = Schema<"DayReportRow">;

const states = { none: "stateNone", open: "stateOpen", draft: "stateDraft", signed: "stateSigned" } as const;
const part = (done: number, all: number): string => (all === 0 ? "—" : `${number(done)} / ${number(all)}`);

function Figures({ report }: { report: Report }): JSX.Element {
  const known = report.columns.filter((one) => one.total);
  return (
    <Card title={report.figures_day === report.day ? t("figures") : t("figuresOf", { day: namedDay(report.figures_day, report.today) })}>
      {known.length === 0 ? <p class="dim">{t("noFigures")}</p> : null}
      <dl class="report-figures">
        {known.map((one) => (
          <div key={one.name}>
            <dt class="dim">{figureName(one.name)}</dt>
            <dd class="num">{one.total ? whole(one.total, one.unit) : "—"}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function People({ rows }: { rows: ReportRow[] }): JSX.Element {
  if (rows.length === 0) return <p class="card dim">{t("nobody")}</p>;
  return (
    <Card title={t("people")}>
      <table class="departments">
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("customers")}</th>
            <th scope="col">{t("todos")}</th>
            <th scope="col">{t("promises")}</th>
            <th scope="col">{t("sheet")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.person.id} class={names(row.off && "faint")}>
              <th scope="row">
                <a href={link("work", { person: row.person.id })}>{row.person.name}</a>
                {row.off ? <span class="faint"> {t("off")}</span> : null}
              </th>
              <td class="num">{row.off && row.customers === 0 ? "—" : number(row.customers)}</td>
              <td class="num">{part(row.done, row.done + row.open)}</td>
              <td class="num">{part(row.kept, row.promised)}</td>
              <td>{t(states[row.sheet])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

export default function View({ route }: { route: Route }): JSX.Element {
  const { group, day: wanted } = route.query;
  const lead = leads();
  const asked = isDay(wanted) ? wanted : undefined;
  const { data, problem, loading, reload, known } = useAnswer("/day-report", lead ? { ...(group ? { group } : {}), ...(asked ? { day: asked } : {}) } : null, { every: 60_000 });
  const people = usePeople();
  const acts = useActs(data ? known : -1);
  const refused = useRefused();
  const { opened, toggle } = useRows();
  const today = data?.today ?? session().today;
  const day = data?.day ?? asked ?? today;
  const around = useAround(people, today);
  useReloadAfterRefusal(reload);
  // What is explained or finished here shows at once; the sums and the text follow the agent.
  const shown = useMemo(() => {
    if (!data) return undefined;
    const who = { ...acting(people), today: data.today };
    const none = (): boolean => false;
    return {
      mine: withActs(data.mine, acts, data.group, who, none),
      unfinished: data.rows.filter((row) => row.unfinished.length > 0).map((row) => ({ row, tasks: withActs(row.unfinished, acts, data.group, who, none) })),
    };
  }, [data, acts, people]);
  const to = (change: Record<string, string | null>): string => link("report", { ...route.query, ...change });
  useShortcuts([
    { keys: "[", words: words("before"), run: () => goTo(to({ day: addDays(day, -1) })) },
    { keys: "]", words: words("after"), run: () => day < today && goTo(to({ day: addDays(day, 1) === today ? null : addDays(day, 1) })) },
    { keys: "t", words: words("toToday"), run: () => goTo(to({ day: null })) },
  ]);
  if (!lead) {
    return (
      <EmptyState whole title={t("forLeads")} actions={<Button href={link("work")}>{t("toWork")}</Button>}>
        {t("forLeadsText")}
      </EmptyState>
    );
  }
  if (!data || !shown) {
    return (
      <>
        <ViewHead title={t("report")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const rows = { around, refused, opened, onToggle: toggle };
  const waits = [...shown.mine, ...shown.unfinished.flatMap((one) => one.tasks)].some((task) => task.waits);
  return (
    <div class="work report">
      <ViewHead
        title={t("report")}
        note={<span class="num">{t("about", { done: data.done, all: data.done + data.open, open: data.handoffs_open })}</span>}
        aside={<Days day={day} today={today} to={(one) => to({ day: one })} />}
      />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {data.groups.length > 1 ? (
        <Tabs label={t("groups")} tabs={data.groups.map((one) => ({ id: one, title: one || t("noGroup") }))} value={data.group} onChange={(one) => replace("report", { ...route.query, group: one })} />
      ) : null}
      <Figures report={data} />
      <People rows={data.rows} />
      {session().person ? (
        <section class="task-part" aria-label={t("mine")}>
          <h2 class="dim">{t("mine")}</h2>
          {shown.mine.length === 0 ? <p class="dim">{t("nothingMine")}</p> : <Rows tasks={shown.mine} {...rows} />}
        </section>
      ) : null}
      <section class="task-part" aria-label={t("unfinished")}>
        <h2 class="dim">{t("unfinished")}</h2>
        {shown.unfinished.length === 0 ? <p class="dim">{t("allDone")}</p> : null}
        {shown.unfinished.map(({ row, tasks }) => (
          <div key={row.person.id} class="report-person">
            <h3>{row.person.name}</h3>
            <Rows tasks={tasks} label={row.person.name} {...rows} />
          </div>
        ))}
      </section>
      <CopyText text={data.text} title={t("text")} note={t("textNote")} label={t("textLabel")} copy={t("copy")} copied={t("copied")} failed={t("copyFailed")}>
        {waits ? <p class="faint">{t("waits")}</p> : null}
      </CopyText>
    </div>
  );
}
