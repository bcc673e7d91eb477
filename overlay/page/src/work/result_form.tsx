// SPDX-License-Identifier: Apache-2.0
// Asks for the result that a hand-off needs before it is done, and when the customer is asked again.
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { session } from "../shared/session";
import { useTyped } from "../shared/typing";
import { Button } from "../shared/ui";
import { finish } from "./acts";
import { t } from "./card_words";
import type { ShownTask } from "./pending";
import { useWhen, WhenFields } from "./when";

export interface ResultFormProps {
  task: ShownTask;
  onClose: () => void;
  onDone?: (task: ShownTask) => void; // With the result kept, before it closes.
}

export function ResultForm({ task, onClose, onDone }: ResultFormProps): JSX.Element {
  const [text, setText] = useTyped(`${task.id} result`);
  const { today } = session();
  const when = useWhen(`${task.id} follow-up`, today);
  const [asks, setAsks] = useTyped(`${task.id} asks`, "1");
  const [missing, setMissing] = useState<"" | "resultHint" | "whenMissing">("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="item-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") {
          setMissing("resultHint");
          field.current?.focus();
          return;
        }
        if (asks && when.at === null) {
          setMissing("whenMissing");
          return;
        }
        finish(task, text, asks ? when.at : null);
        setText(null);
        setAsks(null);
        when.forget();
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
          aria-invalid={missing === "resultHint"}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setMissing("");
          }}
        />
        <Button small submit kind="main">
          {t("keepResult")}
        </Button>
        <Button small kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
      <div class="item-form-line">
        <label class="tick">
          <input type="checkbox" checked={asks !== ""} onChange={(event) => setAsks(event.currentTarget.checked ? "1" : "")} />
          <span>{t("followUpThen")}</span>
        </label>
        {asks ? <WhenFields when={when} today={today} wrong={missing === "whenMissing"} /> : null}
      </div>
      <p id={`${id}-more`} class={missing ? "look" : "faint"} role={missing ? "alert" : undefined}>
        {t(missing || "resultHint")}
      </p>
    </form>
  );
}
