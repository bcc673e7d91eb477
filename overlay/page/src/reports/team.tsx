// SPDX-License-Identifier: Apache-2.0
// A group's week or month (周报, 团队月报): its figures against target and the period before, the work done, each rep, and whether it was handed in.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { isDay } from "../shared/days";
import { statusWord } from "../shared/figures";
import { say, sentences } from "../shared/i18n";
import { link, replace, type Route } from "../shared/router";
import { leads, may } from "../shared/session";
import { Button, EmptyState, Loading, names, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { Figures } from "./figures";
import { Given } from "./given";
import { useKept } from "./kept";
import { PaperHead } from "./paper_head";
import { People } from "./people";
import { periodWords, type By } from "./period";
import { PeriodSwitch } from "./period_switch";
import { groupName, type Team } from "./say";
import { useTools } from "./tools";
import { Work } from "./work";
import { t } from "./words";

// With more columns than this a sheet of paper lies on its side, and with many more its letters are smaller.
const mostUpright = 6;
const mostWide = 12;

export function TeamView({ route, by }: { route: Route; by: By }): JSX.Element {
  const { group, day } = route.query;
  const live = useAnswer("/team-report", { by, ...(group === undefined ? {} : { group }), ...(isDay(day) ? { day } : {}) });
  const { report, fresh } = useKept<Team>(live);
  const tools = useTools(report ? { report: "team", group: report.group, by: report.by, day: report.from } : null);
  const { problem } = live;
  if (!report) {
    return (
      <>
        <ViewHead title={t(`title_${by}`)} />
        {problem ? <ProblemNote problem={problem} again={() => void live.reload()} /> : live.loading ? <Loading /> : null}
      </>
    );
  }
  const columns = report.figures.length;
  return (
    <div class={names("reports", columns > mostUpright && "reports-wide", columns > mostWide && "reports-dense")}>
      <PaperHead title={`${groupName(report.group)} ${t(`title_${report.by}`)}`} shown={report} note={statusWord(report.status)} />
      <ViewHead
        title={t(`title_${report.by}`)}
        note={<Status report={report} />}
        aside={
          <span class="reports-aside">
            <PeriodSwitch shown={report} route={route} />
            {tools.buttons}
          </span>
        }
      />
      {tools.told}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void live.reload()} /> : null}
      {report.groups.length > 1 ? (
        <Tabs label={t("groups")} tabs={report.groups.map((one) => ({ id: one, title: groupName(one) }))} value={fresh ? report.group : (group ?? report.group)} onChange={(one) => replace("report", { ...route.query, group: one })} />
      ) : null}
      <div class={names("reports-body", !fresh && "view-busy")} aria-busy={!fresh}>
        <Notes report={report} />
        <Body report={report} />
      </div>
    </div>
  );
}

// How final the figures are, and what that means.
function Status({ report }: { report: Team }): JSX.Element {
  return (
    <span class="reports-status" data-status={report.status}>
      <b>{statusWord(report.status)}</b> {t(report.status)}
      {report.over ? null : <span> · {t("running")}</span>}
    </span>
  );
}

function Notes({ report }: { report: Team }): JSX.Element | null {
  if (report.notes.length === 0) return null;
  return (
    <ul class="reports-notes dim">
      {report.notes.map((note) => (
        <li key={note.en}>{say(note)}</li>
      ))}
    </ul>
  );
}

function Body({ report }: { report: Team }): JSX.Element {
  const none = report.figures.every(({ total }) => total === null);
  const mends = may("change_accounts");
  if (none && report.rows.length === 0) return <EmptyState title={t("nobody")}>{t("nobodyText")}</EmptyState>;
  return (
    <>
      {none ? (
        <EmptyState title={t("noFigures", { period: periodWords(report) })} actions={mends ? <Button href={link("start")}>{t("noFiguresDo")}</Button> : undefined}>
          {sentences(t("noFiguresText"), mends && t("noFiguresMend"))}
        </EmptyState>
      ) : (
        <Figures report={report} />
      )}
      <div class="reports-two">
        <Work work={report.work} />
        <Given report={report} gives={leads()} />
      </div>
      {report.rows.length > 0 ? (
        <People key={`${report.group} ${report.from} ${report.by}`} report={report} />
      ) : (
        <EmptyState title={t("nobody")}>{t("nobodyText")}</EmptyState>
      )}
    </>
  );
}
