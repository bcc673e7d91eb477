// SPDX-License-Identifier: Apache-2.0
// Asks for the result that a hand-off needs before it is done.
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useTyped } from "../shared/typing";
import { Button } from "../shared/ui";
import { finish } from "./acts";
import { t } from "./card_words";
import type { ShownTask } from "./pending";

export interface ResultFormProps {
  task: ShownTask;
  onClose: () => void;
  onDone?: (task: ShownTask) => void; // With the result kept, before it closes.
}

export function ResultForm({ task, onClose, onDone }: ResultFormProps): JSX.Element {
  const [text, setText] = useTyped(`${task.id} result`);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="item-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") {
          setMissing(true);
          field.current?.focus();
          return;
        }
        finish(task, text);
        setText(null);
        onDone?.(task);
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <label class="hidden" for={id}>
        {t("resultOf", { title: task.title })}
      </label>
      <div class="item-form-line">
        <input
          ref={field}
          id={id}
          class="input"
          placeholder={t("result")}
          autocomplete="off"
          maxLength={1000}
          value={text}
          aria-describedby={`${id}-more`}
          aria-invalid={missing}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setMissing(false);
          }}
        />
        <Button small submit kind="main">
          {t("keepResult")}
        </Button>
        <Button small kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
      <p id={`${id}-more`} class={missing ? "look" : "faint"} role={missing ? "alert" : undefined}>
        {t("resultHint")}
      </p>
    </form>
  );
}
