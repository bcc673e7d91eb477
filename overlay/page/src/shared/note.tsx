// SPDX-License-Identifier: Apache-2.0
// 记为待办: a to-do with a way back to what it came from. The title is proposed, so that one more tap keeps it.
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { dictionary } from "./i18n";
import { put, takeBack, type WorkCommand } from "./outbox";
import { leads, session } from "./session";
import { toast } from "./toast";
import { useTyped } from "./typing";
import { Button } from "./ui";

const t = dictionary({
  zh: { note: "记为待办", noteOf: "记为待办：{what}", title: "待办", save: "记下", cancel: "取消", missing: "先写上要做什么。", noted: "已记为待办。", notedFor: "已记为 {name} 的待办。", key: "记为待办" },
  en: { note: "Make a to-do", noteOf: "Make a to-do: {what}", title: "To-do", save: "Keep", cancel: "Cancel", missing: "Write what is to be done first.", noted: "Kept as a to-do.", notedFor: "Kept as a to-do for {name}.", key: "Make a to-do" },
});

export type Link = NonNullable<Extract<WorkCommand, { kind: "task.make" }>["link"]>;

// The shortcut's words: every view with something to note has it.
export const noteKey = (): string => t("key");
export const noteWords = (): string => t("note");
export const noteLabel = (what: string): string => t("noteOf", { what });

// For whom it would be: whose figures they are, where one acts for them, else oneself; null where one only looks.
export function noteFor(person: string): string | null {
  const { role, person: me } = session();
  if (role === "reader") return null;
  if (person !== "" && (person === me?.id || leads())) return person;
  return me?.id ?? null;
}

export interface NoteFormProps {
  person: string;
  name: string; // Of the person; "" where it is oneself.
  link: Link;
  title: string;
  onClose: (done: boolean) => void;
}

export function NoteForm({ person, name, link, title: proposed, onClose }: NoteFormProps): JSX.Element {
  const [title, setTitle] = useTyped(`note ${link.kind} ${link.ref} ${link.day}`, proposed);
  const [wrong, setWrong] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  const id = useId();
  // On the button, not in the field: one more press keeps it, and no keyboard comes up on a phone. With what is drawn, so that a key
  // pressed as soon as the form is seen is the form's.
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("[type=submit]")?.focus(), []);
  return (
    <form
      ref={root}
      class="item-form note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") {
          setWrong(true);
          document.getElementById(id)?.focus();
          return;
        }
        const { today } = session();
        const made = put({ kind: "task.make", task_kind: "todo", person, title: title.trim(), from: today, due_at: null, department: "", link });
        toast(name ? t("notedFor", { name }) : t("noted"), { undo: () => void (takeBack(made) || put({ kind: "task.drop", task: made, reason: "" })) });
        setTitle(null);
        onClose(true);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose(false);
      }}
    >
      <label class="hidden" for={id}>
        {t("title")}
      </label>
      <div class="item-form-line">
        <input
          id={id}
          class="input"
          autocomplete="off"
          maxLength={200}
          value={title}
          aria-invalid={wrong}
          onInput={(event) => {
            setTitle(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <Button small submit kind="main">
          {t("save")}
        </Button>
        <Button small kind="quiet" onClick={() => onClose(false)}>
          {t("cancel")}
        </Button>
      </div>
      {wrong ? (
        <p class="look" role="alert">
          {t("missing")}
        </p>
      ) : null}
    </form>
  );
}
