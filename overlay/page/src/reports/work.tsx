// SPDX-License-Identifier: Apache-2.0
// The group's work of the period, in counts.
import type { JSX } from "preact";
import { number } from "../shared/format";
import type { Schema } from "../shared/schema";
import { Card } from "../shared/ui";
import { partOf } from "./say";
import { t } from "./words";

type Counts = Schema<"ReportWork">;

// "完成 31 / 34 · 91%"
function Done({ words, some, all }: { words: "todosDone" | "kept" | "handoffsDone" | "complaintsOf" | "followUpsDone" | "cameTrue"; some: number; all: number }): JSX.Element {
  if (all === 0) return <span class="faint">{t("nothing")}</span>;
  const { share } = partOf(some, all);
  return (
    <>
      {t(words, { done: number(some), all: number(all) })}
      {share ? <span class="faint"> · {share}</span> : null}
    </>
  );
}

export function Work({ work }: { work: Counts }): JSX.Element {
  const lines: [string, JSX.Element][] = [
    [t("todos"), <Done words="todosDone" some={work.todos_done} all={work.todos} />],
    [t("promises"), <Done words="kept" some={work.kept} all={work.promised} />],
    [t("handoffs"), <Done words="handoffsDone" some={work.handoffs_done} all={work.handoffs} />],
    [t("causes"), <Done words="complaintsOf" some={work.causes_in_time} all={work.causes_due} />],
    [t("answers"), <Done words="complaintsOf" some={work.answers_in_time} all={work.answers_due} />],
    [t("followUps"), <Done words="followUpsDone" some={work.follow_ups_done} all={work.follow_ups} />],
    [t("talks"), work.talks === 0 ? <span class="faint">{t("nothing")}</span> : <>{t("talksSigned", { n: work.talks })}</>],
    [t("agreed"), <Done words="cameTrue" some={work.came_true} all={work.agreed} />],
  ];
  return (
    <Card title={t("work")} class="reports-work">
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt class="dim">{name}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
