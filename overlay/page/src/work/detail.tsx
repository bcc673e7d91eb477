// SPDX-License-Identifier: Apache-2.0
// An item opened: its facts, what can be done, one form at a time, and its history.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { dateOfTime, dateTime, shortDay, time } from "../shared/format";
import { say } from "../shared/i18n";
import { NoteForm, noteFor, noteWords } from "../shared/note";
import { titleOfHandoff } from "../shared/note_titles";
import { giveUp, put } from "../shared/outbox";
import type { Person } from "../shared/schema";
import { toast } from "../shared/toast";
import { Button, names } from "../shared/ui";
import { reopen } from "./acts";
import { t as cardWords } from "./card_words";
import { AcceptForm, CauseForm, ChangeForm, DropForm, FoundForm, GiveForm, ProgressForm } from "./forms";
import { History, TaskLink } from "./history";
import type { ShownTask } from "./pending";
import type { Refused } from "./refused";
import { OutcomeForm } from "./outcome_form";
import { t } from "./words";

type FormName = "note" | "found" | "progress" | "cause" | "drop" | "change" | "give" | "accept" | "outcome";

// What all items of a list have in common. One object for as long as nothing in it changes.
export interface Around {
  me: string;
  lead: boolean;
  today: string;
  people: Person[]; // To give to.
  names: readonly string[]; // Who may have accepted something.
}

export interface DetailProps {
  id: string;
  task: ShownTask;
  around: Around;
  refused?: Refused | undefined; // A change that was not accepted.
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const dueText = (due: number, today: string): string => (dateOfTime(due) === today ? time(due) : dateTime(due));

export function Detail({ id, task, around, refused }: DetailProps): JSX.Element {
  const [form, setForm] = useState<FormName | null>(null);
  const [history, setHistory] = useState(false);
  const open = task.state === "open";
  const handoff = task.kind === "handoff";
  // One's own list, or, for a desk that is nobody's, that of whose hand-off it is.
  const note = around.me !== "" ? noteFor(around.me) : noteFor(task.owner.id);
  const close = (): void => {
    const was = form;
    setForm(null);
    // The button that opened the form is drawn again in its place.
    afterDrawn(() => {
      const box = document.getElementById(id);
      (box?.querySelector<HTMLElement>(`[data-form="${was}"]`) ?? box?.querySelector("button"))?.focus();
    });
  };
  const opener = (name: FormName, words: string, main = false): JSX.Element => (
    <span>
      <button type="button" data-form={name} class={names("button button-small", main && form === null && "button-good")} aria-expanded={form === name} onClick={() => setForm(form === name ? null : name)}>
        {words}
      </button>
    </span>
  );
  const conflict = refused?.body.kind === "task.change" ? refused.body : null;
  const causeText = [task.cause !== "none" ? t(task.cause) : "", task.cause_words].filter(Boolean).join(" · ");
  return (
    <div class="detail task-detail" id={id}>
      {conflict && refused?.refused && open && task.may_change ? (
        <ChangeForm
          key={refused.id}
          task={task}
          today={around.today}
          first={conflict}
          seen="last"
          note={
            <div class="task-conflict" role="alert">
              <p class="look">{t("refused", { why: say(refused.refused) })}</p>
              <p>{t("nowIs", { text: [task.department, task.title, task.due_at === null ? "" : dueText(task.due_at, around.today)].filter(Boolean).join(" · ") })}</p>
            </div>
          }
          onClose={() => giveUp(refused.id)}
        />
      ) : null}
      <dl>
        <Fact name={t("factOwner")}>{task.owner.name || t("machine")}</Fact>
        {handoff && task.asked.id !== task.owner.id ? <Fact name={t("factAsked")}>{task.asked.name}</Fact> : null}
        {task.passed_by !== null && open ? <Fact name={t("factPassed")}>{t("passed", { from: task.passed_by.name, to: task.owner.name })}</Fact> : null}
        {task.major ? (
          <Fact name={t("factMajor")}>{task.seen_at === null ? t("majorUnseen") : t("majorSeen", { name: task.seen_by?.name ?? t("machine"), time: dueText(task.seen_at, around.today) })}</Fact>
        ) : null}
        {task.complaint ? (
          <Fact name={t("factComplaint")}>
            {[
              open && task.due_at !== null ? t(task.cause_due_at === null ? "complaintAnswer" : "complaintTimes", { cause: task.cause_due_at === null ? "" : dueText(task.cause_due_at, around.today), answer: dueText(task.due_at, around.today) }) : "",
              !task.major && task.seen_at !== null ? t("lateKnown", { name: task.seen_by?.name ?? t("machine"), time: dueText(task.seen_at, around.today) }) : "",
            ]
              .filter(Boolean)
              .join(" · ") || "✓"}
          </Fact>
        ) : null}
        {task.found ? <Fact name={t("factFound")}>{`${task.found}${task.found_at === null ? "" : ` · ${dueText(task.found_at, around.today)}`}`}</Fact> : null}
        {task.made_by === null || task.made_by.id !== task.owner.id ? <Fact name={t("factBy")}>{task.made_by?.name || t("machine")}</Fact> : null}
        <Fact name={t("factDue")}>{task.due_at === null ? `${shortDay(task.from)} ${t("endOfDay")}` : dueText(task.due_at, around.today)}</Fact>
        {task.accepted_by ? <Fact name={t("factAccepted")}>{`${task.accepted_by}${task.accepted_at === null ? "" : ` · ${dateTime(task.accepted_at)}`}`}</Fact> : null}
        {task.progress ? <Fact name={t("factProgress")}>{task.progress}</Fact> : null}
        {causeText ? <Fact name={t("factCause")}>{causeText}</Fact> : null}
        {task.outcome !== "none" ? <Fact name={t("factOutcome")}>{cardWords(task.outcome)}</Fact> : null}
        {task.tries > 0 ? <Fact name={t("factTries")}>{cardWords("tries", { n: task.tries })}</Fact> : null}
        {task.result ? <Fact name={t(task.state === "dropped" ? "factReason" : "factResult")}>{task.result}</Fact> : null}
        {task.link ? (
          <Fact name={t("factLink")}>
            <TaskLink task={task} />
          </Fact>
        ) : null}
      </dl>
      <div class="detail-actions">
        {open && task.may_take ? (
          <Button
            small
            onClick={() => {
              put({ kind: "task.give", task: task.id, person: around.me });
              toast(t("taken"));
            }}
          >
            {t(task.owner.id === around.me ? "accepted" : "take")}
          </Button>
        ) : null}
        {open && task.may_pass ? (
          <Button small onClick={() => put({ kind: "task.pass", task: task.id })}>
            {t("pass")}
          </Button>
        ) : null}
        {open && task.may_close && handoff && !task.accepted_by ? opener("accept", t("accept")) : null}
        {open && task.may_close && task.complaint ? opener("found", t("found"), task.found === "") : null}
        {open && task.may_close ? opener("progress", t("progress")) : null}
        {open && task.may_close ? opener("cause", t("cause")) : null}
        {open && task.may_close && task.kind !== "todo" ? opener("outcome", t(handoff ? "result" : "reached"), true) : null}
        {open && task.may_change && !conflict ? opener("change", t("change")) : null}
        {handoff && !task.unknown && note !== null ? opener("note", noteWords()) : null}
        {open && around.lead ? opener("give", t("give")) : null}
        {open && task.may_change ? opener("drop", t("drop")) : null}
        {!open && task.may_close ? (
          <Button small onClick={() => reopen(task)}>
            {t("reopen")}
          </Button>
        ) : null}
        <Button small kind="quiet" expanded={history} onClick={() => setHistory(!history)}>
          {t("history")}
        </Button>
      </div>
      {handoff && form === "note" && note !== null ? (
        <NoteForm person={note} name={note === around.me ? "" : task.owner.name} link={{ kind: "task", ref: task.id, day: task.from }} title={titleOfHandoff(task)} onClose={close} />
      ) : null}
      {open && form === "accept" ? <AcceptForm task={task} names={around.names} onClose={close} /> : null}
      {open && form === "found" ? <FoundForm task={task} onClose={close} /> : null}
      {open && form === "progress" ? <ProgressForm task={task} onClose={close} /> : null}
      {open && form === "cause" ? <CauseForm task={task} onClose={close} /> : null}
      {open && form === "outcome" ? <OutcomeForm task={task} onClose={close} /> : null}
      {open && form === "change" && !conflict ? <ChangeForm task={task} today={around.today} onClose={close} /> : null}
      {open && form === "give" ? <GiveForm task={task} people={around.people} onClose={close} /> : null}
      {open && form === "drop" ? <DropForm task={task} onClose={close} /> : null}
      {history ? <History task={task} /> : null}
    </div>
  );
}
