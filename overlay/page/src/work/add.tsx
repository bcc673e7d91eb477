// SPDX-License-Identifier: Apache-2.0
// A new to-do by one line: Enter keeps it. Another day, a time and, for a lead, another owner only where they are wanted.
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { longDay } from "../shared/format";
import { put } from "../shared/outbox";
import type { Person } from "../shared/schema";
import { toast } from "../shared/toast";
import { setTyped, useTyped } from "../shared/typing";
import { Button } from "../shared/ui";
import { dueOf, SmallField, timeOfDue } from "./due";
import { OwnerField, working } from "./fields";
import type { Refused } from "./refused";
import { t } from "./words";

export interface AddProps {
  person: Person; // Whose list it is.
  own: boolean;
  day: string;
  today: string;
  people: Person[]; // A lead's choice; empty for a rep.
  focus: boolean;
}

// Puts a to-do that was refused back into the form's fields.
export function typeAgain({ body }: Refused, person: string): boolean {
  if (body.kind !== "task.make" || body.task_kind !== "todo") return false;
  setTyped(`add ${person} title`, body.title);
  setTyped(`add ${person} day`, body.from);
  setTyped(`add ${person} time`, timeOfDue(body.due_at));
  return true;
}

export function AddTodo({ person, own, day, today, people, focus }: AddProps): JSX.Element {
  const [title, setTitle] = useTyped(`add ${person.id} title`);
  const [from, setFrom] = useTyped(`add ${person.id} day`, day < today ? today : day);
  const [time, setTime] = useTyped(`add ${person.id} time`);
  const [owner, setOwner] = useState(person.id);
  const [wrong, setWrong] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const label = own ? t("newTodo") : t("newTodoFor", { name: person.name });
  return (
    <form
      class="card add-todo"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") {
          setWrong(t("missing"));
          field.current?.focus();
          return;
        }
        const on = from || today;
        put({ kind: "task.make", task_kind: "todo", person: owner, title: title.trim(), from: on, due_at: dueOf(on, time, today), department: "", link: null });
        if (owner !== person.id) toast(t("addedFor", { name: people.find((one) => one.id === owner)?.name ?? owner }));
        else if (on > day) toast(t("planned", { day: longDay(on, today) }));
        setTitle(null);
        setTime(null);
        setFrom(null);
        field.current?.focus();
      }}
    >
      <label class="hidden" for={id}>
        {label}
      </label>
      <div class="item-form-line">
        <input
          ref={field}
          id={id}
          class="input add-line"
          placeholder={label}
          autocomplete="off"
          maxLength={200}
          value={title}
          aria-invalid={wrong !== ""}
          onInput={(event) => {
            setTitle(event.currentTarget.value);
            setWrong("");
          }}
        />
        <SmallField label={t("day")}>{(one) => <input id={one} class="input" type="date" min={today} value={from} onInput={(event) => setFrom(event.currentTarget.value)} />}</SmallField>
        <SmallField label={t("time")}>{(one) => <input id={one} class="input" type="time" value={time} onInput={(event) => setTime(event.currentTarget.value)} />}</SmallField>
        {people.length > 0 ? <OwnerField label={t("owner")} people={working([person, ...people.filter((one) => one.id !== person.id)])} value={owner} onChange={setOwner} /> : null}
        <Button submit kind="main" class="add-button">
          {t("add")}
        </Button>
      </div>
      {wrong ? (
        <p class="look" role="alert">
          {wrong}
        </p>
      ) : null}
    </form>
  );
}
