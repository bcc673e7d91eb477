// SPDX-License-Identifier: Apache-2.0
// What went to the groups, in words: a report's parts as one entry, what became of it, what can be done about it, and when the next one is due.
import { addDays, weekday } from "../shared/days";
import { dateOfTime, dateTime, longDay, minute, time } from "../shared/format";
import { periodAround } from "../shared/period";
import type { Schema } from "../shared/schema";
import { periodText, type By } from "../ranking/say";
import { t } from "./words";

export type Board = Schema<"Posts">;
export type Post = Schema<"Post">;
export type Key = Schema<"PostKey">;
export type Target = Schema<"PostTarget">;

// A report that went to a target, whatever number of messages it took.
export interface Entry {
  id: string;
  at: Post; // The first message that is not sent, or the last one: what is said and done is about this one.
  parts: Post[]; // In order, as far as they are known.
}

export const idOf = ({ report, group, day, target }: Omit<Key, "part">): string => JSON.stringify([report, group, day, target]);
export const byOf = (report: Key["report"]): By => report.slice("ranking.".length) as By;
export const reportOf = (by: By): Key["report"] => `ranking.${by}`;

// In the order of the answer, newest first.
export function entriesOf(posts: readonly Post[]): Entry[] {
  const found = new Map<string, Post[]>();
  for (const post of posts) {
    const id = idOf(post.post);
    const parts = found.get(id);
    if (parts) parts.push(post);
    else found.set(id, [post]);
  }
  return [...found].map(([id, unsorted]) => {
    const parts = unsorted.sort((a, b) => a.post.part - b.post.part);
    return { id, parts, at: parts.find(({ state }) => state !== "sent") ?? (parts[parts.length - 1] as Post) };
  });
}

// "售前日榜".
export const titleOf = (by: By, group: string): string => (group === "" ? t(by) : t(`${by}Of`, { group }));
// "11月24日 周二", "11月16日至22日", "10月": never "yesterday", which is another day tomorrow.
export function spanText(by: By, day: string, today: string): string {
  return by === "day" ? longDay(day, today) : periodText({ by, from: periodAround(by, day).from, to: day, today });
}
export const nameOf = ({ post }: Post, today: string): string => `${titleOf(byOf(post.report), post.group)} ${spanText(byOf(post.report), post.day, today)}`;

// "15:20", with the date where it is another day's.
export const when = (ms: number, now: number): string => (dateOfTime(ms) === dateOfTime(now) ? time(ms) : dateTime(ms));

// In a few words, what became of it.
export function stateText(post: Post, now: number): string {
  const { state, tries, due_at: due, tried_at: tried } = post;
  if (isLostPicture(post)) return t("lostPicture");
  if (state === "planned") {
    if (tries > 0) return due <= now ? t("againNow") : t("againAt", { time: when(due, now) });
    return due <= now ? t("goesNow") : t("goesAt", { time: when(due, now) });
  }
  return state === "sent" && tried ? t("sentAt", { time: when(tried, now) }) : t(state);
}
// Orange for what wants somebody's eyes, green for what is as it should be.
export const toneOf = (state: Post["state"]): "good" | "look" | "dim" => (state === "sent" ? "good" : ["failed", "unknown", "expired"].includes(state) ? "look" : "dim");
export const partText = ({ at }: Entry): string => (at.parts < 2 ? "" : at.state === "sent" ? t("messages", { n: at.parts }) : t("partOf", { part: at.post.part, parts: at.parts }));

// A picture that could not be drawn: it was failed from the beginning, and there is nothing to send.
export const isLostPicture = ({ state, tries, shown, post }: Post): boolean => state === "failed" && tries === 0 && shown === "" && post.part > 1;

export type Choice = "cancel" | "again" | "decide" | "none";
// What a person may do. To a target that is not in the settings nothing can be sent.
export function choiceOf({ at }: Entry, targets: readonly Target[]): Choice {
  if (at.state === "planned") return "cancel";
  if (at.state === "unknown") return "decide";
  if (isLostPicture(at)) return "none";
  const ended = at.state === "failed" || at.state === "expired" || at.state === "cancelled";
  return ended && isKnown(at, targets) ? "again" : "none";
}
export const isKnown = ({ post }: Post, targets: readonly Target[]): boolean => targets.some(({ name }) => name === post.target);
// Something is to happen within seconds. What waits for a target that is gone waits for nothing.
export const lively = ({ posts, targets }: Pick<Board, "posts" | "targets">, now: number): boolean =>
  posts.some((one) => one.state === "sending" || (one.state === "planned" && one.due_at <= now + 5000 && isKnown(one, targets)));

const halfHour = 30;
const latest = 23 * 60 + 54;
// Posts keep off the hour and the half hour, and within the day, as agent/team/post_times.h has it.
export function offTheHour(wanted: number): number {
  const past = wanted % halfHour;
  const moved = past >= 2 && past < halfHour - 1 ? wanted : past < 2 ? wanted - past + 3 : wanted + 1 + 3;
  return Math.min(moved, latest);
}

interface Plan {
  by: By;
  minute: number;
  on: (day: string) => boolean;
}
// What a target gets by itself: the day before, on Mondays the week before, on the 4th the month before, minutes apart.
export function plansOf({ daily, weekly, monthly, minute: wanted }: Target): Plan[] {
  const base = offTheHour(wanted);
  const all: (Plan | false)[] = [
    daily && { by: "day", minute: base, on: () => true },
    weekly && { by: "week", minute: base + 2, on: (day) => weekday(day) === 1 },
    monthly && { by: "month", minute: base + 4, on: (day) => Number(day.slice(8)) === 4 },
  ];
  return all.filter((one): one is Plan => one !== false);
}
// "日榜每天 09:13，周榜每周一 09:15，月榜每月 4 日 09:17".
export const planText = (target: Target): string => plansOf(target).map((one) => t(`${one.by}Plan`, { time: minute(one.minute) })).join(t("comma")) || t("byHandOnly");

export interface Next {
  by: By;
  day: string; // On which it goes out.
  minute: number;
}
const minuteOf = (now: number): number => {
  const [hours = 0, minutes = 0] = time(now).split(":").map(Number);
  return hours * 60 + minutes;
};
// Whether a day's report was due today already: it is made up for until the day ends.
export const passedToday = (targets: readonly Target[], now: number): boolean => targets.flatMap(plansOf).some((one) => one.by === "day" && one.minute <= minuteOf(now));
// What goes out next by itself, of all targets; days off may move it. Null where nothing does.
export function nextOf(targets: readonly Target[], today: string, now: number): Next | null {
  let best: Next | null = null;
  for (const plan of targets.flatMap(plansOf)) {
    for (let ahead = 0; ahead < 32; ahead++) {
      const day = addDays(today, ahead);
      if (!plan.on(day) || (ahead === 0 && plan.minute <= minuteOf(now))) continue;
      const found = { by: plan.by, day, minute: plan.minute };
      if (!best || `${day} ${minute(found.minute)}` < `${best.day} ${minute(best.minute)}`) best = found;
      break;
    }
  }
  return best;
}
