// SPDX-License-Identifier: Apache-2.0
// All that happened to an item, and where it came from.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { dateTime, shortDay } from "../shared/format";
import type { Schema } from "../shared/schema";
import { Loading, ProblemNote } from "../shared/ui";
import { linkOf } from "./link";
import type { ShownTask } from "./pending";
import { t } from "./words";

type Event = Schema<"TaskEvent">;

function eventWords({ what, text, to, day }: Event): string {
  const known = text !== "";
  switch (what) {
    case "made":
      return t("eMade");
    case "changed":
      return t("eChanged", { text });
    case "given":
      return t("eGiven", { name: to?.name ?? text });
    case "accepted":
      return t("eAccepted", { text });
    case "progress":
      return t("eProgress", { text });
    case "cause":
      return t("eCause", { text });
    case "done":
      return known ? t("eDoneWith", { text }) : t("eDone");
    case "reopened":
      return t("eReopened");
    case "dropped":
      return known ? t("eDroppedWith", { text }) : t("eDropped");
    case "found":
      return t("eFound", { text });
    case "seen":
      return t("eSeen");
    case "not_reached":
      return known ? t("eNotReachedWith", { text }) : t("eNotReached");
    case "kept":
      return t("eKept", { day: shortDay(day) });
    case "unkept":
      return t("eUnkept", { day: shortDay(day) });
  }
}

export function History({ task }: { task: ShownTask }): JSX.Element {
  const { data, problem, loading, reload } = useAnswer("/task", task.unknown ? null : { id: task.id });
  if (task.unknown) return <p class="faint">{t("noHistory")}</p>;
  if (!data) return problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : <p class="faint">{t("noHistory")}</p>;
  return (
    <ol class="history">
      {data.events.map((event) => (
        <li key={event.number}>
          <span class="faint num">{dateTime(event.at)}</span>
          <span>{eventWords(event)}</span>
          <span class="faint">{event.by?.name ?? t("machine")}</span>
        </li>
      ))}
    </ol>
  );
}

export function TaskLink({ task }: { task: ShownTask }): JSX.Element | null {
  const found = linkOf(task);
  if (!found) return null;
  return found.href === null ? <span>{found.words}</span> : <a href={found.href}>{found.words}</a>;
}
