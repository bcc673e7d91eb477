// SPDX-License-Identifier: Apache-2.0
// The place of all reports: #/report is the day's, #/report?of=week|month&group=…&day=… a team's, #/report?of=departments&by=week|month&day=…
// that on the departments. The day's is for leads alone; whoever else may see the team comes to the month's.
import type { JSX } from "preact";
import { replace, type Route } from "../shared/router";
import { leads, may } from "../shared/session";
import { Choice } from "../shared/ui";
import DayReport from "../work/report";
import { DepartmentsView } from "./departments";
import { byOf, kindOf, queryFor, type Kind } from "./period";
import { TeamView } from "./team";
import { t } from "./words";

export default function View({ route }: { route: Route }): JSX.Element {
  const lead = leads();
  const others = lead || may("see_team");
  const kind = kindOf(route.query, lead || !others ? "day" : "month");
  const offered: Kind[] = lead ? ["day", "week", "month", "departments"] : ["week", "month", "departments"];
  return (
    <>
      {others ? (
        <Choice label={t("kinds")} options={offered.map((id) => ({ id, title: t(`kind_${id}`) }))} value={kind} onChange={(one: Kind) => replace("report", queryFor(one, route.query))} />
      ) : null}
      {kind === "day" ? <DayReport route={route} /> : kind === "departments" ? <DepartmentsView route={route} by={byOf(route.query)} /> : <TeamView route={route} by={kind} />}
    </>
  );
}
