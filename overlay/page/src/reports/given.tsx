// SPDX-License-Identifier: Apache-2.0
// That the report was handed in, by whom, how final it was then, and what has changed since.
import type { JSX } from "preact";
import { connection } from "../shared/connection";
import { figureName, statusWord } from "../shared/figures";
import { dateTime, shortDay } from "../shared/format";
import type { Schema } from "../shared/schema";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { Button, Card, names, ProblemNote } from "../shared/ui";
import { useAct } from "../people/act";
import { nameOf, unitOf, wasAndIs, type Team } from "./say";
import { t } from "./words";

export interface GivenProps {
  report: Team;
  gives: boolean; // The viewer hands reports in.
}

export function Given({ report, gives }: GivenProps): JSX.Element {
  const { given } = report;
  const { run, busy, problem } = useAct();
  const away = useStore(connection).awaySince !== null;
  const act = async (kind: "report.give" | "report.take_back"): Promise<void> => {
    const done = await run({ kind, group: report.group, by: report.by, day: report.from });
    if (done) toast(t(kind === "report.give" ? "gave" : "tookBack"));
  };
  // What has changed since may be handed in once more.
  const newer = given !== null && given !== undefined && (given.changes.length > 0 || given.to !== report.to || given.status !== report.status);
  return (
    <Card title={t("given")} class={names("reports-given", !given && "reports-not-given")}>
      {given ? (
        <>
          <p>{t("givenLine", { at: dateTime(given.at), by: given.by ? given.by.name || given.by.id : t("owner"), status: statusWord(given.status), to: shortDay(given.to) })}</p>
          <Changes given={given} report={report} />
        </>
      ) : (
        <p class="dim">{t("givenNone")}</p>
      )}
      {gives ? (
        <div class="reports-buttons">
          {given && !newer ? null : (
            <Button kind={given ? "plain" : "main"} small disabled={away} busy={busy} onClick={() => void act("report.give")}>
              {t(given ? "giveAgain" : "give")}
            </Button>
          )}
          {given ? (
            <Button kind="quiet" small disabled={away} busy={busy} onClick={() => void act("report.take_back")}>
              {t("takeBack")}
            </Button>
          ) : null}
          {away ? <span class="faint">{t("agentAway")}</span> : null}
        </div>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
    </Card>
  );
}

function Changes({ given, report }: { given: Schema<"ReportGiven">; report: Team }): JSX.Element {
  if (given.changes.length === 0) return <p class="dim">{t("unchanged")}</p>;
  return (
    <table class="reports-changes">
      <caption class="dim">{t("changed")}</caption>
      <thead>
        <tr>
          {(["figure", "was", "is"] as const).map((one) => (
            <th key={one} scope="col">
              {t(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {given.changes.map(({ name, was, is }) => {
          const unit = unitOf(name, report.figures);
          const [then, now] = wasAndIs(was ?? null, is ?? null, unit, name);
          const figure = report.figures.find((one) => one.name === name);
          return (
            <tr key={name} data-figure={name}>
              <th scope="row">{figure ? nameOf(figure) : figureName(name)}</th>
              <td class="dim">{then}</td>
              <td>{now}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
