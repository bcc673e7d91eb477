// SPDX-License-Identifier: Apache-2.0
// 回访: how the month went, a new one, those of the day, and what is booked for later.
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { number, shortDay } from "../shared/format";
import { put } from "../shared/outbox";
import type { Person } from "../shared/schema";
import { toast } from "../shared/toast";
import { setTyped, useTyped } from "../shared/typing";
import { Button } from "../shared/ui";
import { t } from "./follow_up_words";
import { TaskList, Rows, type RowsProps } from "./list";
import type { ShownTask, ShownWork } from "./pending";
import type { Refused } from "./refused";
import { useWhen, WhenFields } from "./when";

const nameOf = (person: string): string => `follow-up ${person}`;

// Puts a follow-up that was refused back into the form's fields.
export function typeFollowUpAgain({ body }: Refused, person: string): boolean {
  if (body.kind !== "task.make" || body.task_kind !== "follow_up") return false;
  setTyped(`${nameOf(person)} title`, body.title);
  return true;
}

function Add({ person, own, today }: { person: Person; own: boolean; today: string }): JSX.Element {
  const [title, setTitle] = useTyped(`${nameOf(person.id)} title`);
  const when = useWhen(nameOf(person.id), today);
  const [wrong, setWrong] = useState<"" | "missing" | "whenMissing">("");
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const label = own ? t("new") : t("newFor", { name: person.name });
  const fail = (which: "missing" | "whenMissing"): void => {
    setWrong(which);
    form.current?.querySelector<HTMLElement>(which === "missing" ? ".add-line" : "[data-field=when]")?.focus();
  };
  return (
    <form
      ref={form}
      class="card add-todo"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") return fail("missing");
        if (when.at === null) return fail("whenMissing");
        put({ kind: "task.make", task_kind: "follow_up", person: person.id, title: title.trim(), from: when.day < today ? today : when.day, due_at: when.at, department: "", link: null });
        toast(t("booked"));
        setTitle(null);
        when.forget();
        form.current?.querySelector<HTMLElement>(".add-line")?.focus();
        return undefined;
      }}
      onInput={() => setWrong("")}
    >
      <label class="hidden" for={id}>
        {label}
      </label>
      <div class="item-form-line">
        <input id={id} class="input add-line" placeholder={label} autocomplete="off" maxLength={200} value={title} aria-invalid={wrong === "missing"} onInput={(event) => setTitle(event.currentTarget.value)} />
        <WhenFields when={when} today={today} wrong={wrong === "whenMissing"} />
        <Button submit kind="main" class="add-button">
          {t("add")}
        </Button>
      </div>
      {wrong ? (
        <p class="look" role="alert">
          {t(wrong)}
        </p>
      ) : null}
    </form>
  );
}

// "11月1日 起完成 7 / 8 · 1 位说还没解决"
function monthOf({ from, due, done, unsettled, dropped }: ShownWork["follow_ups"]): string {
  if (due + dropped === 0) return "";
  const parts = [due > 0 ? t("month", { from: shortDay(from), done: number(done), due: number(due) }) : "", unsettled > 0 ? t("unsettledCount", { n: unsettled }) : "", dropped > 0 ? t("droppedCount", { n: dropped }) : ""];
  return parts.filter(Boolean).join(" · ");
}

export function FollowUps({ work, tasks, own, rows }: { work: ShownWork; tasks: ShownTask[]; own: boolean; rows: Omit<RowsProps, "tasks"> }): JSX.Element {
  const past = work.day < work.today;
  const month = monthOf(work.follow_ups);
  return (
    <>
      {work.may_add && !past ? <Add key={work.person.id} person={work.person} own={own} today={work.today} /> : null}
      {month ? <p class="dim num">{month}</p> : null}
      {tasks.length === 0 ? <p class="card dim">{t(past ? "nonePast" : work.booked.length > 0 ? "noneToday" : "none")}</p> : <TaskList key={work.day} tasks={tasks} {...rows} />}
      {work.booked.length > 0 ? (
        <section class="task-part" aria-label={t("later", { n: work.booked.length })}>
          <h2 class="dim">{t("later", { n: work.booked.length })}</h2>
          <Rows tasks={work.booked} {...rows} label={t("later", { n: work.booked.length })} />
        </section>
      ) : null}
    </>
  );
}
