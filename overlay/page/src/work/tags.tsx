// SPDX-License-Identifier: Apache-2.0
// What stands beside an item: when it is due, since when it is carried over, whether the agent knows of it.
import type { JSX } from "preact";
import { agentNow } from "../shared/clock";
import { dateOfTime, shortDay, time } from "../shared/format";
import { Icon } from "../shared/icons";
import { t } from "./card_words";
import { linkOf } from "./link";
import { nextDue, type ShownTask } from "./pending";

const minuteMs = 60_000;

// By the clock's minutes, so that it says at 17:05:40 what a look at the clock says: 25 minutes to 17:30.
export const toMinute = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs;

function dueWords(due: number, now: number): { text: string; look: boolean } {
  const minutes = Math.round((toMinute(due) - toMinute(now)) / minuteMs);
  if (minutes < 0) {
    const over = -minutes;
    return { look: true, text: over < 60 ? t("overMinutes", { n: over }) : over < 1440 ? t("overHours", { n: Math.floor(over / 60) }) : t("overDays", { n: Math.floor(over / 1440) }) };
  }
  if (minutes === 0) return { look: true, text: t("dueNow") };
  if (minutes <= 60) return { look: true, text: t("minutesLeft", { n: minutes }) };
  const day = dateOfTime(due);
  return { look: false, text: t("by", { time: day === dateOfTime(now) ? time(due) : `${shortDay(day)} ${time(due)}` }) };
}

// A complaint's times are spans, and so is what is left of them.
function leftWords(due: number, now: number): { text: string; look: boolean } {
  const minutes = Math.round((toMinute(due) - toMinute(now)) / minuteMs);
  if (minutes <= 60) return dueWords(due, now);
  return { look: false, text: minutes <= 120 ? t("minutesLeft", { n: minutes }) : t("hoursLeft", { n: Math.floor(minutes / 60) }) };
}

export function DueTag({ task, now }: { task: ShownTask; now: number }): JSX.Element | null {
  const due = nextDue(task);
  if (due === null || task.state !== "open") return null;
  const { text, look } = task.complaint ? leftWords(due, now) : dueWords(due, now);
  return (
    <span class={look ? `tag tag-look num${due < now ? " tag-over" : ""}` : "tag num"}>
      {task.complaint ? t(task.cause_due_at !== null ? "causeDue" : "answerDue", { due: text }) : text}
    </span>
  );
}

export function CarriedTag({ task }: { task: ShownTask }): JSX.Element | null {
  if (task.carried_days === 0 || task.state !== "open") return null;
  return <span class="tag num">{task.carried_days === 1 ? t("carriedOne") : t("carried", { n: task.carried_days })}</span>;
}

// 重大 and 投诉, and since when the lead knows, so that nobody need ask.
export function MajorTag({ task }: { task: ShownTask }): JSX.Element | null {
  if (!task.major && !task.complaint) return null;
  const at = task.seen_at;
  const day = at === null ? "" : dateOfTime(at);
  return (
    <>
      {task.major ? <span class="tag tag-major">{t("major")}</span> : null}
      {task.complaint ? <span class="tag tag-major">{t("complaint")}</span> : null}
      {at !== null && task.state === "open" ? <span class="tag num">{t("leadKnows", { time: day === dateOfTime(agentNow()) ? time(at) : `${shortDay(day)} ${time(at)}` })}</span> : null}
    </>
  );
}

// Passed on, and not taken yet.
export const PassedTag = ({ task }: { task: ShownTask }): JSX.Element | null =>
  task.passed_by !== null && task.state === "open" ? <span class="tag">{t("waitsFor", { name: task.owner.name || task.owner.id })}</span> : null;

// To what the item came from.
export function LinkTag({ task }: { task: ShownTask }): JSX.Element | null {
  const found = linkOf(task);
  if (!found || found.href === null) return null;
  const words = t("linkFrom", { what: found.words });
  return (
    <a class="link-tag" href={found.href} aria-label={words} title={words}>
      <Icon name="out" />
    </a>
  );
}

// Appears after a moment, since most is confirmed at once.
export const WaitsTag = ({ shown }: { shown: boolean | undefined }): JSX.Element | null => (shown ? <span class="tag-waits faint">{t("waits")}</span> : null);

// "对接 1122-12 仓库：改地址 2 单"
export function handoffHead(task: ShownTask): string {
  return [t("handoff"), task.shown_number, task.department].filter(Boolean).join(" ") + t("colon");
}
// What stands before the words of an item where others stand beside it; nothing for a to-do.
export const headOf = (task: ShownTask): string => (task.kind === "handoff" ? handoffHead(task) : task.kind === "follow_up" ? t("followUp") + t("colon") : "");
export const wholeTitle = (task: ShownTask): string => headOf(task) + task.title;

// How often the customer was not reached.
export const TriesTag = ({ task }: { task: ShownTask }): JSX.Element | null => (task.tries === 0 || task.state !== "open" ? null : <span class="tag num">{t("tries", { n: task.tries })}</span>);
