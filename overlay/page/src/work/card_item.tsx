// SPDX-License-Identifier: Apache-2.0
// One item of a card: its box, its words, and where the hour asks for it a second line.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { shortDay } from "../shared/format";
import { linkHere } from "../shared/scope";
import { names } from "../shared/ui";
import { isUnexplained } from "./by_hour";
import { t } from "./card_words";
import type { ShownTask } from "./pending";
import { OutcomeForm } from "./outcome_form";
import { CarriedTag, DueTag, LinkTag, MajorTag, PassedTag, TriesTag, WaitsTag, headOf } from "./tags";
import { TaskBox } from "./tick_box";

// What was ticked off stays in its place for as long as it can be taken back in one tap, so that nothing moves under the finger.
const linger = 10_000;

// Which items were ticked off a moment ago, and how one joins them.
export function useLingering(): [readonly string[], (task: ShownTask) => void] {
  const [lingering, setLingering] = useState<readonly string[]>([]);
  const timers = useRef<number[]>([]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  const stays = (task: ShownTask): void => {
    setLingering((list) => [...list, task.id]);
    timers.current.push(window.setTimeout(() => setLingering((list) => list.filter((id) => id !== task.id)), linger));
  };
  return [lingering, stays];
}

// history: since when it is open, who gave it, how far it is; explain: the way to saying why it is still open.
export type SecondLine = "none" | "history" | "explain";

function history(task: ShownTask): string {
  const said = task.progress || (task.kind === "handoff" ? (task.accepted_by ? t("acceptedBy", { name: task.accepted_by }) : t("notAccepted")) : "");
  if (task.carried_days === 0) return said;
  const by = task.made_by === null ? "" : task.made_by.id !== task.owner.id ? task.made_by.name || task.made_by.id : "";
  return [t(by ? "sinceBy" : "since", { day: shortDay(task.from), name: by }), said].filter(Boolean).join(" · ");
}

export function Item({ task, now, second = "none", onDone }: { task: ShownTask; now: number; second?: SecondLine; onDone: (task: ShownTask) => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const root = useRef<HTMLLIElement>(null);
  const close = (): void => {
    setAsking(false);
    root.current?.querySelector<HTMLElement>("input[type=checkbox]")?.focus();
  };
  const done = task.state === "done";
  const about = done || second !== "history" ? "" : history(task);
  return (
    <li ref={root} class={names("item", done && "item-done")}>
      <div class="item-line">
        <TaskBox task={task} onAsk={() => setAsking(!asking)} onDone={onDone}>
          <span class="item-title">
            {task.kind !== "todo" ? <span class={done ? "" : "dim"}>{headOf(task)}</span> : null}
            {task.title}
          </span>
        </TaskBox>
        <span class="item-tags">
          <LinkTag task={task} />
          <WaitsTag shown={task.waits} />
          <MajorTag task={task} />
          <PassedTag task={task} />
          <TriesTag task={task} />
          <DueTag task={task} now={now} />
          <CarriedTag task={task} />
          {second === "explain" && isUnexplained(task) && task.may_close ? (
            <a class="item-explain" href={linkHere("work", { item: task.id })} aria-label={t("explainOf", { title: task.title })}>
              {t("explain")}
            </a>
          ) : null}
        </span>
      </div>
      {about ? <p class="item-about faint">{about}</p> : null}
      {asking && !done ? <OutcomeForm task={task} onClose={close} onDone={onDone} /> : null}
    </li>
  );
}
