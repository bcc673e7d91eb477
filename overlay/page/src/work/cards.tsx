// SPDX-License-Identifier: Apache-2.0
// The panel's cards: what is to be done, the afternoon's hard cases, and the day's small promises.
import type { ComponentChildren, JSX } from "preact";
import { useNow } from "../shared/clock";
import { daysBetween } from "../shared/days";
import { isWork, outbox } from "../shared/outbox";
import type { Work } from "../shared/schema";
import { linkHere } from "../shared/scope";
import { useStore } from "../shared/store";
import { Card, ProblemNote, names } from "../shared/ui";
import { closingOrder, hardCases, isHard, morningOrder, unexplained } from "./by_hour";
import { Item, useLingering } from "./card_item";
import { t } from "./card_words";
import { bySooner, type ShownPromise, type ShownTask, type ShownWork } from "./pending";
import { WaitsTag, toMinute } from "./tags";
import { PromiseBox } from "./tick_box";
import type { LiveWork } from "./use_work";

const mostUsually = 3;
const mostFirst = 5; // Where the hour puts the list first.

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

export interface TodoCardProps {
  live: LiveWork;
  part?: Work["part"]; // What the hour puts first.
  last?: ComponentChildren; // In the last hour: the day's other button, which then stands here.
}

// By the order of the list as it was before they were ticked.
function useOrdered(live: LiveWork, part: Work["part"], now: number): { ordered: ShownTask[]; stays: (task: ShownTask) => void } {
  const [lingering, stays] = useLingering();
  const there = (live.work?.tasks ?? []).filter((task) => task.state === "open" || lingering.includes(task.id));
  const ordered = part === "morning" ? morningOrder(there, now) : part === "last_hour" ? closingOrder(there) : there.sort(bySooner);
  return { ordered, stays };
}

const seconds = { none: "none", morning: "history", afternoon: "none", last_hour: "explain" } as const;

export function TodoCard({ live, part = "none", last }: TodoCardProps): JSX.Element | null {
  const { work, problem, reload } = live;
  const now = toMinute(useNow(15_000));
  const refused = useStore(outbox).filter((one) => one.refused && isWork(one)).length;
  const { ordered: all, stays } = useOrdered(live, part, now);
  if (!work) {
    return problem && problem.kind !== "away" ? (
      <Card title={t("todos")} class="todo-card">
        <ProblemNote problem={problem} again={() => void reload()} />
      </Card>
    ) : null;
  }
  const ordered = part === "afternoon" ? all.filter((task) => !isHard(task)) : all;
  const most = part === "morning" || part === "last_hour" ? mostFirst : mostUsually;
  const shown = ordered.slice(0, most);
  const rest = ordered.slice(most).filter((task) => task.state === "open").length;
  const today = work.day === work.today;
  const number = work.done + work.open;
  const dumb = part === "last_hour" ? unexplained(work.tasks).length : 0;
  const none = work.open > 0 ? t("othersNone") : t(number > 0 ? "allDone" : today && work.may_add ? "none" : "noneOther");
  return (
    <Card
      class={names("todo-card", last !== undefined && "todo-last")}
      title={t("todos")}
      note={number > 0 ? <span class="num" aria-hidden="true">{`${work.done} / ${number}`}</span> : null}
      aside={number > 0 ? <Share done={work.done} open={work.open} /> : null}
    >
      {last !== undefined && number > 0 ? (
        <p class={work.open > 0 ? "todo-left" : "dim"}>
          {work.open > 0 ? t("left", { n: work.open }) : t("allDone")}
          {dumb > 0 ? ` ${t("unexplained", { n: dumb })}` : ""}
        </p>
      ) : null}
      {shown.length > 0 ? (
        <ul class="items">
          {shown.map((task) => (
            <Item key={task.id} task={task} now={now} second={seconds[part]} onDone={stays} />
          ))}
        </ul>
      ) : last === undefined || number === 0 ? (
        <p class="dim">{none}</p>
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

// The afternoon's: hand-offs that are open, and what has been put off too often, before the figures.
export function HardCard({ live }: { live: LiveWork }): JSX.Element | null {
  const { work } = live;
  const now = toMinute(useNow(15_000));
  const { ordered, stays } = useOrdered(live, "afternoon", now);
  if (!work) return null;
  const hard = hardCases(ordered);
  const shown = hard.slice(0, mostFirst);
  const rest = hard.slice(mostFirst).filter((task) => task.state === "open").length;
  const open = hard.filter((task) => task.state === "open").length;
  return (
    <Card class="hard-card" title={t("hard")} note={open > 0 ? <span class="num">{t("hardOpen", { n: open })}</span> : null}>
      {shown.length > 0 ? (
        <ul class="items">
          {shown.map((task) => (
            <Item key={task.id} task={task} now={now} second="history" onDone={stays} />
          ))}
        </ul>
      ) : (
        <p class="dim">{t("hardNone")}</p>
      )}
      <p class="card-foot">
        <a href={rest > 0 ? linkHere("work") : linkHere("handoffs")}>{rest > 0 ? t("more", { n: rest }) : t("hardAll")}</a>
      </p>
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
