// SPDX-License-Identifier: Apache-2.0
// At the head of a lead's pages: major hand-offs that no lead has seen, and complaints that are late, until somebody says so. They come
// with the session.
import type { JSX } from "preact";
import { outbox, put, settled } from "../shared/outbox";
import { link } from "../shared/router";
import type { Session } from "../shared/schema";
import { useStore } from "../shared/store";
import { Button } from "../shared/ui";
import { t } from "./words";

const most = 3;

export function Major({ list, known }: { list: Session["major"]; known: number }): JSX.Element | null {
  const waiting = useStore(outbox);
  const done = useStore(settled);
  // What was said here and the session does not know of yet.
  const acts = [...waiting.filter((one) => !one.refused), ...done.filter((one) => one.change > known)];
  const said = ({ task, why }: Session["major"][number]): boolean =>
    acts.some(({ body }) => (body.kind === "task.seen" || (body.kind === "task.found" && why === "cause_late")) && body.task === task);
  const open = list.filter((one) => !said(one));
  if (open.length === 0) return null;
  return (
    <div role="status">
      <ul class="major-lines">
        {open.slice(0, most).map((one) => (
          <li key={one.task}>
            <span class="tag tag-major">{t(one.why === "cause_late" ? "causeLate" : one.why === "answer_late" ? "answerLate" : "majorHead")}</span>
            <a href={link("work", { person: one.owner.id, tab: "handoffs", item: one.task })}>
              <b class="num">{one.shown_number}</b> {one.department} · {one.title}
            </a>
            <span class="dim">{t("majorOf", { owner: one.owner.name || one.owner.id })}</span>
            <Button small label={t("majorSeenOf", { number: one.shown_number, title: one.title })} onClick={() => put({ kind: "task.seen", task: one.task })}>
              {t("majorSeen")}
            </Button>
          </li>
        ))}
        {open.length > most ? (
          <li>
            <a href={link("handoffs")}>{t("majorMore", { n: open.length - most })}</a>
          </li>
        ) : null}
      </ul>
    </div>
  );
}
