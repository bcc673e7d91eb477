// SPDX-License-Identifier: Apache-2.0
// A form of one line within a row or card: the focus goes into it when it opens, Escape closes it, and what is wrong stands below.
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ProblemError } from "../shared/problem";
import { Button, ProblemNote } from "../shared/ui";
import { SmallField } from "../work/due";
import { nameOf } from "./order";
import { t } from "./words";

export function PersonField({ label, people, value, onChange, none }: { label: string; people: { id: string; name: string }[]; value: string; onChange: (id: string) => void; none: string }): JSX.Element {
  return (
    <SmallField label={label} class="small-field-owner">
      {(id) => (
        <select id={id} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{none}</option>
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      )}
    </SmallField>
  );
}

export function DayField({ label, value, min, onChange }: { label: string; value: string; min?: string | undefined; onChange: (day: string) => void }): JSX.Element {
  return <SmallField label={label}>{(id) => <input id={id} class="input" type="date" min={min} value={value} onInput={(event) => onChange(event.currentTarget.value)} />}</SmallField>;
}

export interface SmallFormProps {
  label: string;
  save: string; // What the button says.
  note?: string;
  wrong: string; // "" = nothing is.
  problem: ProblemError | null;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ComponentChildren; // The fields.
}

export function SmallForm({ label, save, note, wrong, problem, busy, onSave, onClose, children }: SmallFormProps): JSX.Element {
  const root = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  return (
    <form
      ref={root}
      class="item-form"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <div class="item-form-line">
        {children}
        <Button small submit kind="main" busy={busy}>
          {save}
        </Button>
        <Button small kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
      {note ? <p class="faint">{note}</p> : null}
      {wrong ? (
        <p class="look" role="alert">
          {wrong}
        </p>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
    </form>
  );
}
