// SPDX-License-Identifier: Apache-2.0
// What can be done with one tap, with the way back. What the agent cannot know of yet is simply forgotten; else the opposite is done.
import { say } from "../shared/i18n";
import { outbox, put, takeBack, type WorkCommand } from "../shared/outbox";
import type { Promised, Schema, Task } from "../shared/schema";
import { toast } from "../shared/toast";
import { t } from "./card_words";
import { t as checklistWords } from "./checklist_words";

// A line at the bottom has room for so much.
export const shortened = (text: string): string => {
  const letters = [...text];
  return letters.length > 24 ? `${letters.slice(0, 23).join("")}…` : text;
};

// The command of this kind on the task that waits last.
const waiting = (task: string, matches: (body: WorkCommand) => boolean): string | undefined =>
  [...outbox.get()].reverse().find((one) => !one.refused && "task" in one.body && one.body.task === task && matches(one.body as WorkCommand))?.id;

export function reopen(task: Task): void {
  const closing = waiting(task.id, (body) => body.kind === "task.done" || body.kind === "task.drop" || (body.kind === "task.follow_up" && body.outcome !== "none"));
  if (!closing || !takeBack(closing)) put({ kind: "task.reopen", task: task.id });
}

// `followUpAt`: when the customer of a hand-off is asked again. What takes it back takes that back too.
export function finish(task: Task, result: string, followUpAt: number | null = null): void {
  const id = put({ kind: "task.done", task: task.id, result: result.trim(), ...(followUpAt === null ? {} : { follow_up_at: followUpAt }) });
  toast(t("doneOf", { title: shortened(task.title) }), { undo: () => void (takeBack(id) || put({ kind: "task.reopen", task: task.id })) });
}

export function tick(promise: Promised, day: string, kept: boolean): void {
  const other = waiting(promise.id, (body) => body.kind === "promise.tick" && body.day === day && body.kept !== kept);
  if (!other || !takeBack(other)) put({ kind: "promise.tick", task: promise.id, day, kept });
  if (kept) toast(t("keptOf", { title: shortened(promise.title) }), { undo: () => tick(promise, day, false) });
}

export function tickItem(person: string, item: Schema<"ChecklistItem">, done: boolean): void {
  const other = [...outbox.get()].reverse().find((one) => !one.refused && one.body.kind === "checklist.tick" && one.body.person === person && one.body.item === item.id && one.body.done !== done);
  if (!other || !takeBack(other.id)) put({ kind: "checklist.tick", person, item: item.id, done });
  if (done) toast(checklistWords("checked", { title: shortened(say(item.title)) }), { undo: () => tickItem(person, item, false) });
}
