// SPDX-License-Identifier: Apache-2.0
// Fields that several forms of the day's work have.
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Person } from "../shared/schema";
import { useTyped } from "../shared/typing";
import { Button } from "../shared/ui";
import { SmallField } from "./due";
import { t } from "./words";

export function OwnerField({ label, people, value, onChange, none }: { label: string; people: Person[]; value: string; onChange: (id: string) => void; none?: string | undefined }): JSX.Element {
  return (
    <SmallField label={label} class="small-field-owner">
      {(id) => (
        <select id={id} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {none !== undefined ? <option value="">{none}</option> : null}
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name || person.id}
            </option>
          ))}
        </select>
      )}
    </SmallField>
  );
}

// What a hand-off is marked as. What was ticked is kept as typed text is (shared/typing.ts): "1" or nothing.
export const MarkField = ({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }): JSX.Element => (
  <label class="tick">
    <input type="checkbox" checked={value !== ""} onChange={(event) => onChange(event.currentTarget.checked ? "1" : "")} />
    <span>{label}</span>
  </label>
);

const byName = new Intl.Collator("zh-CN", { numeric: true });
export const working = (people: Person[], group?: string): Person[] =>
  people.filter((one) => !one.left && (group === undefined || one.group === group)).sort((a, b) => byName.compare(a.name || a.id, b.name || b.id));

export interface WordsFormProps {
  name: string; // Under which what is typed is kept.
  label: string; // Names the field for screen readers; the form's button opened it.
  hint: string;
  missing?: string | undefined; // What is said where nothing is written; without it nothing is needed.
  most: number;
  first?: string | undefined;
  long?: boolean | undefined;
  suggest?: readonly string[] | undefined; // For a line: names that may be meant.
  before?: ComponentChildren;
  submit: string;
  onSubmit: (text: string) => void;
  onClose: () => void;
}

// One line, or a few, and a button.
export function WordsForm(props: WordsFormProps): JSX.Element {
  const { name, label, hint, missing, most, first, long, suggest = [], before, submit, onSubmit, onClose } = props;
  const [text, setText] = useTyped(name, first);
  const [wrong, setWrong] = useState("");
  const root = useRef<HTMLFormElement>(null);
  const id = useId();
  const field = (): HTMLElement | null => root.current?.querySelector<HTMLElement>("input.input, textarea") ?? null;
  useLayoutEffect(() => (before ? root.current?.querySelector<HTMLElement>("[tabindex='0']") : field())?.focus(), []);
  const shared = {
    id,
    class: "input",
    maxLength: most,
    value: text,
    "aria-describedby": `${id}-more`,
    "aria-invalid": wrong !== "",
    onInput: (event: JSX.TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setText(event.currentTarget.value);
      setWrong("");
    },
  };
  return (
    <form
      ref={root}
      class="item-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing !== undefined && text.trim() === "") {
          setWrong(missing);
          field()?.focus();
          return;
        }
        onSubmit(text.trim());
        setText(null);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      {before}
      <label class="hidden" for={id}>
        {label}
      </label>
      <div class="item-form-line">
        {long ? <textarea rows={2} {...shared} /> : <input autocomplete="off" list={suggest.length > 0 ? `${id}-names` : undefined} {...shared} />}
        {suggest.length > 0 ? (
          <datalist id={`${id}-names`}>
            {suggest.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        ) : null}
        <Button small submit kind="main">
          {submit}
        </Button>
        <Button small kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
      <p id={`${id}-more`} class={wrong ? "look" : "faint"} role={wrong ? "alert" : undefined}>
        {wrong || hint}
      </p>
    </form>
  );
}
