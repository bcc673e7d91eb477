// SPDX-License-Identifier: Apache-2.0
// What of a day's list stands on the panel at which hour, and in which order. Pure.
import { bySooner, nextDue, type ShownTask } from "./pending";

const soonMs = 2 * 3_600_000;
// Carried over so often, a to-do has shown that it does not get done by itself.
const hardAfterDays = 2;

const open = (tasks: ShownTask[]): ShownTask[] => tasks.filter((task) => task.state === "open");
const lateOrSoon = (task: ShownTask, now: number): boolean => {
  const due = nextDue(task);
  return due !== null && due - now <= soonMs;
};

// The morning: what waits since yesterday, and what is due before the morning is over, comes before the day's own.
export function morningOrder(tasks: ShownTask[], now: number): ShownTask[] {
  const first = (task: ShownTask): number => (task.carried_days > 0 || lateOrSoon(task, now) ? 0 : 1);
  return [...tasks].sort((a, b) => first(a) - first(b) || bySooner(a, b));
}

// A hand-off is hard by its nature, since another department has to do it; a to-do that is put off again and again has become so.
export const isHard = (task: ShownTask): boolean => task.kind === "handoff" || task.carried_days >= hardAfterDays;

// The afternoon's hard cases: major ones first, then what has been open longest.
export function hardCases(tasks: ShownTask[]): ShownTask[] {
  return tasks.filter(isHard).sort((a, b) => Number(b.major || b.complaint) - Number(a.major || a.complaint) || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.made_at - b.made_at || bySooner(a, b)));
}

// Open without a word of how far it is or why: what the day's close asks about.
export const isUnexplained = (task: ShownTask): boolean => task.state === "open" && task.progress === "" && task.cause === "none" && task.cause_words === "";
export const unexplained = (tasks: ShownTask[]): ShownTask[] => open(tasks).filter(isUnexplained);

export const closingOrder = (tasks: ShownTask[]): ShownTask[] => [...tasks].sort((a, b) => Number(isUnexplained(b)) - Number(isUnexplained(a)) || bySooner(a, b));
