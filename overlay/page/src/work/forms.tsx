// SPDX-License-Identifier: Apache-2.0
// What can be said about an item: each form puts one command into the outbox. Which one is open belongs to the item; what is typed outlives
// it.
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { put } from "../shared/outbox";
import type { Person, Schema } from "../shared/schema";
import { toast } from "../shared/toast";
import { forgetTyped, useTyped } from "../shared/typing";
import { Button, Choice } from "../shared/ui";
import { dayOfDue, dueOf, SmallField, timeOfDue } from "./due";
import { MarkField, OwnerField, WordsForm } from "./fields";
import type { ShownTask } from "./pending";
import { t } from "./words";

type Cause = Schema<"TaskCause">;
export const causes = ["workload", "ability", "attitude", "waiting"] as const;

export interface FormProps {
  task: ShownTask;
  onClose: () => void;
}

export const ProgressForm = ({ task, onClose }: FormProps): JSX.Element => (
  <WordsForm
    name={`${task.id} progress`}
    label={t("progressOf", { title: task.title })}
    hint={t("progressHint")}
    missing={t("progressHint")}
    most={1000}
    long
    submit={t("save")}
    onSubmit={(words) => {
      put({ kind: "task.progress", task: task.id, words });
      onClose();
    }}
    onClose={onClose}
  />
);

export function CauseForm({ task, onClose }: FormProps): JSX.Element {
  const [cause, setCause] = useState<Cause>(task.cause);
  return (
    <WordsForm
      name={`${task.id} cause`}
      label={t("causeOf", { title: task.title })}
      hint={t("causeHint")}
      missing={cause === "none" ? t("causeMissing") : undefined}
      most={1000}
      first={task.cause_words}
      before={
        <Choice<Cause>
          label={t("causeOf", { title: task.title })}
          options={[...causes.map((one) => ({ id: one, title: t(one) })), { id: "none" as const, title: t("noCause") }]}
          value={cause}
          onChange={setCause}
        />
      }
      submit={t("save")}
      onSubmit={(words) => {
        put({ kind: "task.explain", task: task.id, cause, words });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

export const FoundForm = ({ task, onClose }: FormProps): JSX.Element => (
  <WordsForm
    name={`${task.id} found`}
    label={t("foundOf", { title: task.title })}
    hint={t("foundHint")}
    missing={t("foundMissing")}
    most={1000}
    first={task.found}
    long
    submit={t("save")}
    onSubmit={(words) => {
      put({ kind: "task.found", task: task.id, words });
      onClose();
    }}
    onClose={onClose}
  />
);

export const DropForm = ({ task, onClose }: FormProps): JSX.Element => (
  <WordsForm
    name={`${task.id} drop`}
    label={t("dropOf", { title: task.title })}
    hint={t(task.kind === "handoff" ? "dropHint" : task.kind === "follow_up" ? "dropHintFollowUp" : "dropHintTodo")}
    missing={task.kind === "todo" ? undefined : t(task.kind === "handoff" ? "reasonMissing" : "reasonMissingFollowUp")}
    most={1000}
    submit={t("drop")}
    onSubmit={(reason) => {
      put({ kind: "task.drop", task: task.id, reason });
      onClose();
    }}
    onClose={onClose}
  />
);

export const AcceptForm = ({ task, names, onClose }: FormProps & { names: readonly string[] }): JSX.Element => (
  <WordsForm
    name={`${task.id} accept`}
    label={t("acceptOf", { title: task.title })}
    hint={t("acceptHint")}
    missing={t("acceptMissing")}
    most={40}
    suggest={names}
    submit={t("accept")}
    onSubmit={(by) => {
      put({ kind: "task.accept", task: task.id, by });
      onClose();
    }}
    onClose={onClose}
  />
);

export function GiveForm({ task, people, onClose }: FormProps & { people: Person[] }): JSX.Element {
  const [to, setTo] = useState("");
  const root = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => root.current?.querySelector("select")?.focus(), []);
  return (
    <form
      ref={root}
      class="item-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (to === "") {
          root.current?.querySelector("select")?.focus();
          return;
        }
        put({ kind: "task.give", task: task.id, person: to });
        toast(t("given", { name: people.find((one) => one.id === to)?.name ?? to }));
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <div class="item-form-line">
        <OwnerField label={t("giveOf", { title: task.title })} people={people.filter((one) => one.id !== task.owner.id)} value={to} onChange={setTo} none="—" />
        <Button small submit kind="main">
          {t("give")}
        </Button>
        <Button small kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

export type Changing = Pick<ShownTask, "title" | "from" | "due_at" | "department"> & { major?: boolean; complaint?: boolean };

export interface ChangeFormProps extends FormProps {
  today: string;
  first?: Changing | undefined; // What was refused; else as the item is.
  onSaved?: (() => void) | undefined;
  note?: JSX.Element | undefined;
  seen?: "first" | "last"; // The version that is changed: the one the form was opened on, or the last that came.
}

const fieldsOf = (task: ShownTask): string[] => ["title", "day", "time", "department", "major", "complaint"].map((field) => `${task.id} change ${field}`);

export function ChangeForm({ task, today, first = task, onSaved, note, seen = "first", onClose }: ChangeFormProps): JSX.Element {
  const [titleName, dayName, timeName, departmentName, majorName, complaintName] = fieldsOf(task) as [string, string, string, string, string, string];
  const opened = useRef({ ...first, version: task.version }).current;
  const [title, setTitle] = useTyped(titleName, opened.title);
  const [day, setDay] = useTyped(dayName, task.kind === "handoff" ? dayOfDue(opened.due_at, today) : opened.from);
  const [time, setTime] = useTyped(timeName, timeOfDue(opened.due_at));
  const [department, setDepartment] = useTyped(departmentName, opened.department);
  const [major, setMajor] = useTyped(majorName, (opened.major ?? task.major) ? "1" : "");
  const [complaint, setComplaint] = useTyped(complaintName, (opened.complaint ?? task.complaint) ? "1" : "");
  const [wrong, setWrong] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current?.focus(), []);
  const leave = (): void => {
    forgetTyped(...fieldsOf(task));
    onClose();
  };
  return (
    <form
      class="item-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") {
          setWrong(t("missing"));
          field.current?.focus();
          return;
        }
        if (task.kind === "follow_up" && time === "") {
          setWrong(t("whenMissing"));
          return;
        }
        const due = time === timeOfDue(opened.due_at) && (task.kind === "handoff" || day === opened.from) ? opened.due_at : dueOf(day > today ? day : today, time, today);
        put({
          kind: "task.change",
          task: task.id,
          version: seen === "last" ? task.version : opened.version,
          title: title.trim(),
          from: task.kind === "handoff" ? task.from : day || task.from,
          due_at: due,
          department: task.kind === "handoff" ? department.trim() : "",
          ...(task.kind === "handoff" && (major !== "") !== task.major ? { major: major !== "" } : {}),
          ...(task.kind === "handoff" && (complaint !== "") !== task.complaint ? { complaint: complaint !== "" } : {}),
        });
        onSaved?.();
        leave();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        leave();
      }}
    >
      {note}
      <label class="hidden" for={id}>
        {t("changeOf", { title: task.title })}
      </label>
      <input
        ref={field}
        id={id}
        class="input"
        autocomplete="off"
        maxLength={200}
        value={title}
        aria-invalid={wrong !== ""}
        onInput={(event) => {
          setTitle(event.currentTarget.value);
          setWrong("");
        }}
      />
      {wrong ? (
        <p class="look" role="alert">
          {wrong}
        </p>
      ) : null}
      <div class="item-form-line">
        {task.kind === "handoff" ? (
          <SmallField label={t("department")}>
            {(fieldId) => <input id={fieldId} class="input" maxLength={40} value={department} onInput={(event) => setDepartment(event.currentTarget.value)} />}
          </SmallField>
        ) : (
          <SmallField label={t("day")}>
            {(fieldId) => <input id={fieldId} class="input" type="date" min={task.from < today ? task.from : today} value={day} onInput={(event) => setDay(event.currentTarget.value)} />}
          </SmallField>
        )}
        <SmallField label={t("time")}>
          {(fieldId) => <input id={fieldId} class="input" type="time" value={time} onInput={(event) => setTime(event.currentTarget.value)} />}
        </SmallField>
        {task.kind === "handoff" ? (
          <>
            <MarkField label={t("majorMore")} value={major} onChange={setMajor} />
            <MarkField label={t("complaintMore")} value={complaint} onChange={setComplaint} />
          </>
        ) : null}
        <span class="form-buttons">
          <Button small submit kind="main">
            {t("save")}
          </Button>
          <Button small kind="quiet" onClick={leave}>
            {t("cancel")}
          </Button>
        </span>
      </div>
    </form>
  );
}
