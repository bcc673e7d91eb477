// SPDX-License-Identifier: Apache-2.0
// All that happened to an item, and where it came from.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { figureName } from "../shared/figures";
import { dateTime, shortDay } from "../shared/format";
import type { Schema } from "../shared/schema";
import { linkHere } from "../shared/scope";
import { Loading, ProblemNote } from "../shared/ui";
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

// The way back to what the item came from; a talk has no view of its own.
export function TaskLink({ task }: { task: ShownTask }): JSX.Element | null {
  const { link } = task;
  if (!link) return null;
  const day = shortDay(link.day);
  const person = task.owner.id;
  if (link.kind === "turn") return <a href={linkHere("turns", { person, from: link.day, to: link.day, turn: link.ref })}>{t("linkTurn", { day })}</a>;
  if (link.kind === "figure") return <a href={linkHere("trend", { person, figure: link.ref, day: link.day })}>{t("linkFigure", { name: figureName(link.ref), day })}</a>;
  if (link.kind === "task") return <a href={linkHere("work", { person, day: link.day, item: link.ref })}>{t("linkTask", { day })}</a>;
  return <span>{t("linkTalk", { day })}</span>;
}
