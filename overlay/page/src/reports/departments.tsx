// SPDX-License-Identifier: Apache-2.0
// What other departments received, closed in time and left open over a week or a month (部门监督报告).
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { isDay } from "../shared/days";
import { duration, number } from "../shared/format";
import { LongTable } from "../shared/long_table";
import { link, replace, type Route } from "../shared/router";
import { session } from "../shared/session";
import { Button, Card, Choice, EmptyState, Loading, names, ProblemNote, ViewHead } from "../shared/ui";
import { useKept } from "./kept";
import { Open } from "./open";
import { PaperHead } from "./paper_head";
import { beforeWords, periodWords, type By } from "./period";
import { PeriodSwitch } from "./period_switch";
import { departmentName, groupName, partOf, type Department, type Departments } from "./say";
import { useTools } from "./tools";
import { t } from "./words";

export function DepartmentsView({ route, by }: { route: Route; by: By }): JSX.Element {
  const { day } = route.query;
  const live = useAnswer("/department-report", { by, ...(isDay(day) ? { day } : {}) });
  const { report, fresh } = useKept<Departments>(live);
  const tools = useTools(report ? { report: "departments", by: report.by, day: report.from } : null);
  const { problem } = live;
  const title = t("title_departments");
  if (!report) {
    return (
      <>
        <ViewHead title={title} />
        {problem ? <ProblemNote problem={problem} again={() => void live.reload()} /> : live.loading ? <Loading /> : null}
      </>
    );
  }
  const groups = t("ofGroups", { groups: report.groups.map(groupName).join(t("groupJoin")) });
  const running = report.over ? "" : t("running");
  return (
    <div class="reports">
      <PaperHead title={title} shown={report} note={[groups, running].filter(Boolean).join(" · ")} />
      <ViewHead
        title={title}
        note={
          <span class="reports-status">
            {report.groups.length > 0 ? groups : ""}
            {running ? <span> · {running}</span> : null}
          </span>
        }
        aside={
          <span class="reports-aside">
            <Choice
              label={t("by")}
              options={[
                { id: "week", title: t("byWeek") },
                { id: "month", title: t("byMonth") },
              ]}
              value={by}
              onChange={(one: By) => replace("report", { ...route.query, by: one === "month" ? null : one })}
            />
            <PeriodSwitch shown={report} route={route} />
            {tools.buttons}
          </span>
        }
      />
      {tools.told}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void live.reload()} /> : null}
      <div class={names("reports-body", !fresh && "view-busy")} aria-busy={!fresh}>
        {report.departments.length === 0 ? (
          <EmptyState title={t("noHandoffs", { period: periodWords(report) })} actions={session().role === "reader" ? undefined : <Button href={link("handoffs")}>{t("toHandoffs")}</Button>}>
            {t("noHandoffsText")}
          </EmptyState>
        ) : (
          <>
            <Table report={report} />
            {report.departments.map((one) => (
              <Open key={`${one.department} ${report.from} ${report.by}`} department={one} groups={report.groups} />
            ))}
          </>
        )}
      </div>
    </div>
  );
}

const columns = ["received", "accepted", "done", "inTime", "open", "overdue", "median", "receivedBefore", "inTimeBefore"] as const;

function Table({ report }: { report: Departments }): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <Card class="long-card reports-departments" title={t("departments")} note={`${t("figuresBefore", { period: beforeWords(report, report.before_from, report.before_to) })} · ${t("departmentsNote")}`}>
      <LongTable label={t("departmentsTable")} class="reports-table" rowCount={report.departments.length + 1} scroller={scroller}>
        <thead>
          <tr>
            <th scope="col" class="long-first">
              {t("department")}
            </th>
            {columns.map((one) => (
              <th key={one} scope="col">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.departments.map((one) => (
            <Line key={one.department} department={one} />
          ))}
        </tbody>
      </LongTable>
      <p class="faint reports-means">{t("inTimeMeans")}</p>
    </Card>
  );
}

// A share with what it is made of; of fewer than five only that.
function Part({ some, all }: { some: number; all: number }): JSX.Element {
  const { count, share } = partOf(some, all);
  return share ? (
    <>
      {share} <span class="faint">{count}</span>
    </>
  ) : (
    <>{count}</>
  );
}

function Line({ department: one }: { department: Department }): JSX.Element {
  return (
    <tr data-department={one.department}>
      <th scope="row" class="long-first">
        <span class="long-name" title={one.department}>
          {departmentName(one.department)}
        </span>
      </th>
      <td>{number(one.received)}</td>
      <td>{number(one.accepted)}</td>
      <td>{number(one.done)}</td>
      <td>
        <Part some={one.in_time} all={one.received} />
      </td>
      <td>{number(one.open)}</td>
      <td class={one.overdue > 0 ? "look" : ""}>{number(one.overdue)}</td>
      <td>{duration(one.median_ms ?? null)}</td>
      <td class="dim">{number(one.received_before)}</td>
      <td class="dim">
        <Part some={one.in_time_before} all={one.received_before} />
      </td>
    </tr>
  );
}
