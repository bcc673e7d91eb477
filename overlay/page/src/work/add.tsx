// SPDX-License-Identifier: Apache-2.0
// A new to-do by one line: Enter keeps it. Another day, a time and, for a lead, another owner only where they are wanted. Several lines
// that are pasted become as many to-dos, once they were looked over.
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
import { linesOf, mostLines, tooLong } from "./lines";
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
  const [pasted, setPasted] = useTyped(`add ${person.id} lines`);
  const [wrong, setWrong] = useState("");
  const lines = linesOf(pasted);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const nameOf = (one: string): string => people.find(({ id: known }) => known === one)?.name ?? person.name;
  const add = (one: string): void => {
    const on = from || today;
    put({ kind: "task.make", task_kind: "todo", person: owner, title: one, from: on, due_at: dueOf(on, time, today), department: "", link: null });
  };
  const forget = (): void => {
    for (const set of [setTitle, setTime, setFrom]) set(null);
    field.current?.focus();
  };
  const forgetLines = (): void => {
    setPasted(null);
    setWrong("");
    field.current?.focus();
  };
  const addAll = (): void => {
    const long = tooLong(lines);
    if (lines.length > mostLines) return setWrong(t("linesMany", { n: lines.length, most: mostLines }));
    if (long > 0) return setWrong(t("lineLong", { n: long }));
    for (const line of lines) add(line);
    toast(owner === person.id ? t("linesAdded", { n: lines.length }) : t("linesAddedFor", { n: lines.length, name: nameOf(owner) }));
    // What was typed beside the list stays for the next.
    return forgetLines();
  };
  const label = own ? t("newTodo") : t("newTodoFor", { name: person.name });
  return (
    <form
      class="card add-todo"
      onSubmit={(event) => {
        event.preventDefault();
        if (lines.length > 0) return addAll();
        if (title.trim() === "") {
          setWrong(t("missing"));
          field.current?.focus();
          return undefined;
        }
        add(title.trim());
        const on = from || today;
        if (owner !== person.id) toast(t("addedFor", { name: nameOf(owner) }));
        else if (on > day) toast(t("planned", { day: longDay(on, today) }));
        forget();
        return undefined;
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
          onPaste={(event) => {
            const text = event.clipboardData?.getData("text/plain") ?? "";
            if (linesOf(text).length < 2) return;
            event.preventDefault();
            setPasted(text.slice(0, 20_000));
            setWrong("");
          }}
          onInput={(event) => {
            setTitle(event.currentTarget.value);
            setWrong("");
          }}
        />
        <SmallField label={t("day")}>{(one) => <input id={one} class="input" type="date" min={today} value={from} onInput={(event) => setFrom(event.currentTarget.value)} />}</SmallField>
        <SmallField label={t("time")}>{(one) => <input id={one} class="input" type="time" value={time} onInput={(event) => setTime(event.currentTarget.value)} />}</SmallField>
        {people.length > 0 ? <OwnerField label={t("owner")} people={working([person, ...people.filter((one) => one.id !== person.id)])} value={owner} onChange={setOwner} /> : null}
        <Button submit kind="main" class="add-button">
          {lines.length > 0 ? t("addLines", { n: lines.length }) : t("add")}
        </Button>
      </div>
      {lines.length > 0 ? (
        <div class="add-lines">
          <p class="dim">{t("linesPasted", { n: lines.length })}</p>
          <ol>
            {lines.slice(0, mostLines).map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ol>
          <Button small kind="quiet" onClick={forgetLines}>
            {t("linesForget")}
          </Button>
        </div>
      ) : null}
      {wrong ? (
        <p class="look" role="alert">
          {wrong}
        </p>
      ) : null}
    </form>
  );
}
