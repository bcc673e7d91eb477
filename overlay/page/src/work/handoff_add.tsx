// SPDX-License-Identifier: Apache-2.0
// A new hand-off: which department, what about. For an earlier day it takes that day's next number and is marked 补单.
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { addDays } from "../shared/days";
import { longDay } from "../shared/format";
import { put } from "../shared/outbox";
import type { Person } from "../shared/schema";
import { toast } from "../shared/toast";
import { setTyped, useTyped } from "../shared/typing";
import { Button } from "../shared/ui";
import { dueOf, SmallField, timeOfDue } from "./due";
import { MarkField, OwnerField } from "./fields";
import type { Refused } from "./refused";
import { t } from "./series_words";

// How long after its day a hand-off can still be entered.
const latestEntry = 31;

export interface HandoffAddProps {
  group: string;
  me: string; // "" where nobody's desk this is: then an owner has to be chosen.
  people: Person[]; // A lead's choice; empty for a rep.
  day: string;
  today: string;
  departments: string[];
}

const nameOf = (field: string): string => `handoff ${field}`;

// Puts a hand-off that was refused back into the form's fields.
export function typeHandoffAgain({ body }: Refused): boolean {
  if (body.kind !== "task.make" || body.task_kind !== "handoff") return false;
  setTyped(nameOf("department"), body.department);
  setTyped(nameOf("title"), body.title);
  setTyped(nameOf("day"), body.from);
  setTyped(nameOf("time"), timeOfDue(body.due_at));
  setTyped(nameOf("major"), body.major ? "1" : "");
  setTyped(nameOf("complaint"), body.complaint ? "1" : "");
  return true;
}

export function HandoffAdd({ group, me, people, day, today, departments }: HandoffAddProps): JSX.Element {
  const [department, setDepartment] = useTyped(nameOf("department"));
  const [title, setTitle] = useTyped(nameOf("title"));
  const [from, setFrom] = useTyped(nameOf("day"), day);
  const [time, setTime] = useTyped(nameOf("time"));
  const [major, setMajor] = useTyped(nameOf("major"));
  const [complaint, setComplaint] = useTyped(nameOf("complaint"));
  const mine = people.length === 0 || people.some((one) => one.id === me);
  const [owner, setOwner] = useState(mine ? me : "");
  const [wrong, setWrong] = useState<{ field: string; words: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const fail = (field: string, words: string): void => {
    setWrong({ field, words });
    form.current?.querySelector<HTMLElement>(`[data-field=${field}] :is(input, select)`)?.focus();
  };
  const on = from || today;
  return (
    <form
      ref={form}
      class="card handoff-add"
      aria-label={t("add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (department.trim() === "") return fail("department", t("missingDepartment"));
        if (title.trim() === "") return fail("title", t("missingTitle"));
        if (owner === "") return fail("owner", t("missingOwner"));
        put({ kind: "task.make", task_kind: "handoff", person: owner, title: title.trim(), from: on, due_at: dueOf(today, time, today), department: department.trim(), link: null, ...(major ? { major: true } : {}), ...(complaint ? { complaint: true } : {}) });
        toast(on === day ? t("added") : t("addedOther", { day: longDay(on, today) }));
        for (const forget of [setDepartment, setTitle, setFrom, setTime, setMajor, setComplaint]) forget(null);
        setWrong(null);
        form.current?.querySelector<HTMLElement>("[data-field=department] input")?.focus();
        return undefined;
      }}
      onInput={() => setWrong(null)}
    >
      <div class="item-form-line" key={group}>
        <span data-field="department" class="handoff-department">
          <SmallField label={t("department")}>
            {(one) => (
              <>
                <input
                  id={one}
                  class="input add-line"
                  list={`${id}-departments`}
                  autocomplete="off"
                  maxLength={40}
                  value={department}
                  aria-invalid={wrong?.field === "department"}
                  onInput={(event) => setDepartment(event.currentTarget.value)}
                />
                <datalist id={`${id}-departments`}>
                  {departments.map((name) => (
                    <option key={name} value={name} />
                  ))}
                </datalist>
              </>
            )}
          </SmallField>
        </span>
        <span data-field="title" class="handoff-title">
          <SmallField label={t("what")}>
            {(one) => <input id={one} class="input" autocomplete="off" maxLength={200} placeholder={t("whatHint")} value={title} aria-invalid={wrong?.field === "title"} onInput={(event) => setTitle(event.currentTarget.value)} />}
          </SmallField>
        </span>
        <SmallField label={t("day")}>{(one) => <input id={one} class="input" type="date" min={addDays(today, -latestEntry)} max={today} value={from} onInput={(event) => setFrom(event.currentTarget.value)} />}</SmallField>
        <SmallField label={t("time")}>{(one) => <input id={one} class="input" type="time" value={time} onInput={(event) => setTime(event.currentTarget.value)} />}</SmallField>
        {people.length > 0 ? (
          <span data-field="owner">
            <OwnerField label={t("owner")} people={people} value={owner} onChange={setOwner} none={mine ? undefined : t("chooseOwner")} />
          </span>
        ) : null}
        <MarkField label={t("majorMore")} value={major} onChange={setMajor} />
        <MarkField label={t("complaintMore")} value={complaint} onChange={setComplaint} />
        <Button submit kind="main" class="add-button">
          {t("add")}
        </Button>
      </div>
      {on < today ? <p class="dim">{t("late", { day: longDay(on, today) })}</p> : null}
      {wrong ? (
        <p class="look" role="alert">
          {wrong.words}
        </p>
      ) : null}
    </form>
  );
}
