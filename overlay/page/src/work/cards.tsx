// SPDX-License-Identifier: Apache-2.0
// The panel's two cards: what is to be done, and the day's small promises.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useNow } from "../shared/clock";
import { daysBetween } from "../shared/days";
import { isWork, outbox } from "../shared/outbox";
import { linkHere } from "../shared/scope";
import { useStore } from "../shared/store";
import { Card, ProblemNote, names } from "../shared/ui";
import { t } from "./card_words";
import { bySooner, type ShownPromise, type ShownTask, type ShownWork } from "./pending";
import { ResultForm } from "./result_form";
import { CarriedTag, DueTag, LinkTag, MajorTag, PassedTag, WaitsTag, handoffHead, toMinute } from "./tags";
import { PromiseBox, TaskBox } from "./tick_box";
import type { LiveWork } from "./use_work";

const most = 3;
// What was ticked off stays in its place for as long as it can be taken back in one tap, so that nothing moves under the finger.
const linger = 10_000;

// How many days back a promise can be ticked; the agent has the last word.
const tickBack = 7;
export const mayTick = (promise: ShownPromise, day: string, today: string, own: boolean): boolean =>
  own && day <= today && daysBetween(day, today) <= tickBack && promise.from <= day && day <= promise.until;

const dayOf = (work: ShownWork): string | null => (work.day === work.today ? null : work.day);

export function Share({ done, open }: { done: number; open: number }): JSX.Element {
  const all = done + open;
  return (
    <span class="share" role="img" aria-label={t("share", { n: done, all })}>
      <span style={{ width: `${all === 0 ? 0 : (100 * done) / all}%` }} />
    </span>
  );
}

function Item({ task, now, onDone }: { task: ShownTask; now: number; onDone: (task: ShownTask) => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const root = useRef<HTMLLIElement>(null);
  const close = (): void => {
    setAsking(false);
    root.current?.querySelector<HTMLElement>("input[type=checkbox]")?.focus();
  };
  const done = task.state === "done";
  return (
    <li ref={root} class={names("item", done && "item-done")}>
      <div class="item-line">
        <TaskBox task={task} onAsk={() => setAsking(!asking)} onDone={onDone}>
          <span class="item-title">
            {task.kind === "handoff" ? <span class={done ? "" : "dim"}>{handoffHead(task)}</span> : null}
            {task.title}
          </span>
        </TaskBox>
        <span class="item-tags">
          <LinkTag task={task} />
          <WaitsTag shown={task.waits} />
          <MajorTag task={task} />
          <PassedTag task={task} />
          <DueTag task={task} now={now} />
          <CarriedTag task={task} />
        </span>
      </div>
      {asking && !done ? <ResultForm task={task} onClose={close} /> : null}
    </li>
  );
}

export interface TodoCardProps {
  live: LiveWork;
  last?: ComponentChildren; // In the last hour: the day's other button, which then stands here.
}

export function TodoCard({ live, last }: TodoCardProps): JSX.Element | null {
  const { work, problem, reload } = live;
  const now = toMinute(useNow(15_000));
  const refused = useStore(outbox).filter((one) => one.refused && isWork(one)).length;
  const [lingering, setLingering] = useState<readonly string[]>([]);
  const timers = useRef<number[]>([]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  if (!work) {
    return problem && problem.kind !== "away" ? (
      <Card title={t("todos")} class="todo-card">
        <ProblemNote problem={problem} again={() => void reload()} />
      </Card>
    ) : null;
  }
  const stays = (task: ShownTask): void => {
    setLingering((list) => [...list, task.id]);
    timers.current.push(window.setTimeout(() => setLingering((list) => list.filter((id) => id !== task.id)), linger));
  };
  // By the order of the list as it was before they were ticked.
  const ordered = work.tasks.filter((task) => task.state === "open" || lingering.includes(task.id)).sort(bySooner);
  const shown = ordered.slice(0, most);
  const rest = ordered.slice(most).filter((task) => task.state === "open").length;
  const today = work.day === work.today;
  const all = work.done + work.open;
  return (
    <Card
      class={names("todo-card", last !== undefined && "todo-last")}
      title={t("todos")}
      note={all > 0 ? <span class="num" aria-hidden="true">{`${work.done} / ${all}`}</span> : null}
      aside={all > 0 ? <Share done={work.done} open={work.open} /> : null}
    >
      {last !== undefined && all > 0 ? <p class={work.open > 0 ? "todo-left" : "dim"}>{work.open > 0 ? t("left", { n: work.open }) : t("allDone")}</p> : null}
      {shown.length > 0 ? (
        <ul class="items">
          {shown.map((task) => (
            <Item key={task.id} task={task} now={now} onDone={stays} />
          ))}
        </ul>
      ) : last === undefined || all === 0 ? (
        <p class="dim">{t(all > 0 ? "allDone" : today && work.may_add ? "none" : "noneOther")}</p>
      ) : null}
      {refused > 0 ? (
        <a class="look todo-refused" href={linkHere("work")}>
          {t("refused", { n: refused })}
        </a>
      ) : null}
      <p class="card-foot">
        <a href={linkHere("work", { day: dayOf(work) })}>{rest > 0 ? t("more", { n: rest }) : t("all")}</a>
        {work.may_add && today ? <a href={linkHere("work", { add: 1 })}>{t("add")}</a> : null}
      </p>
      {last}
    </Card>
  );
}

export function PromiseRows({ promises, day, today, own }: { promises: ShownPromise[]; day: string; today: string; own: boolean }): JSX.Element {
  return (
    <ul class="items">
      {promises.map((one) => (
        <li key={one.id} class="item">
          <div class="item-line">
            <PromiseBox promise={one} day={day} may={mayTick(one, day, today, own)}>
              <span class="item-title">{one.title}</span>
            </PromiseBox>
            <span class="item-tags">
              <WaitsTag shown={one.waits} />
              {one.streak > 1 ? <span class="faint num">{t("streak", { n: one.streak })}</span> : null}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function PromiseCard({ live, own }: { live: LiveWork; own: boolean }): JSX.Element | null {
  const { work } = live;
  if (!work) return null;
  const today = work.day === work.today;
  const none = work.promises.length === 0;
  return (
    <Card title={t(today ? "promises" : "promisesDay")} note={work.kept_days > 0 ? t("keptDays", { n: work.kept_days }) : null}>
      {none ? <p class="dim">{t(own && today ? "choose" : "chooseOther")}</p> : <PromiseRows promises={work.promises} day={work.day} today={work.today} own={own} />}
      <p class="card-foot">
        <a href={linkHere("promises")}>{t(none && own ? "toChoose" : "grid")}</a>
      </p>
    </Card>
  );
}
