// SPDX-License-Identifier: Apache-2.0
// What came of a follow-up: settled, not settled, or not reached and when to try again.
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { dateTime } from "../shared/format";
import { put, takeBack } from "../shared/outbox";
import type { Schema } from "../shared/schema";
import { session } from "../shared/session";
import { toast } from "../shared/toast";
import { useTyped } from "../shared/typing";
import { Button, Choice } from "../shared/ui";
import { shortened } from "./acts";
import { t } from "./card_words";
import type { ShownTask } from "./pending";
import { useWhen, WhenFields } from "./when";

type Outcome = Schema<"FollowUp">["outcome"];

export interface ReachedFormProps {
  task: ShownTask;
  onClose: () => void;
  onDone?: ((task: ShownTask) => void) | undefined; // Reached and kept, before it closes.
}

export function ReachedForm({ task, onClose, onDone }: ReachedFormProps): JSX.Element {
  const { today } = session();
  const [outcome, setOutcome] = useState<Outcome>("settled");
  const [text, setText] = useTyped(`${task.id} reached`);
  const when = useWhen(`${task.id} again`, today);
  const [wrong, setWrong] = useState("");
  const root = useRef<HTMLFormElement>(null);
  const id = useId();
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus(), []);
  const fail = (words: string, field: string): void => {
    setWrong(words);
    root.current?.querySelector<HTMLElement>(field)?.focus();
  };
  return (
    <form
      ref={root}
      class="item-form"
      onSubmit={(event) => {
        event.preventDefault();
        const words = text.trim();
        if (outcome === "unsettled" && words === "") return fail(t("unsettledMissing"), `#${CSS.escape(id)}`);
        if (outcome === "none" && when.at === null) return fail(t("whenMissing"), "[data-field=when]");
        const again = outcome === "none" ? when.at : null;
        const made = put({ kind: "task.follow_up", task: task.id, outcome, words, again_at: again });
        setText(null);
        when.forget();
        if (again !== null) {
          toast(t("againAt", { time: dateTime(again) }));
        } else {
          const undo = (): void => void (takeBack(made) || put({ kind: "task.reopen", task: task.id }));
          toast(t(outcome === "settled" ? "settledOf" : "unsettledOf", { title: shortened(task.title) }), { undo });
          onDone?.(task);
        }
        onClose();
        return undefined;
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <Choice<Outcome>
        label={t("outcomeOf", { title: task.title })}
        options={[
          { id: "settled", title: t("settled") },
          { id: "unsettled", title: t("unsettled") },
          { id: "none", title: t("notReached") },
        ]}
        value={outcome}
        onChange={(one) => {
          setOutcome(one);
          setWrong("");
        }}
      />
      <label class="hidden" for={id}>
        {t("saidOf", { title: task.title })}
      </label>
      <div class="item-form-line">
        <input
          id={id}
          class="input"
          placeholder={t(outcome === "none" ? "notReachedHint" : outcome === "unsettled" ? "unsettledHint" : "settledHint")}
          autocomplete="off"
          maxLength={1000}
          value={text}
          aria-describedby={wrong ? `${id}-more` : undefined}
          aria-invalid={wrong !== "" && outcome === "unsettled"}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong("");
          }}
        />
        {outcome === "none" ? <WhenFields when={when} today={today} wrong={wrong !== ""} /> : null}
        <Button small submit kind="main">
          {t("keepResult")}
        </Button>
        <Button small kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
      {wrong ? (
        <p id={`${id}-more`} class="look" role="alert">
          {wrong}
        </p>
      ) : null}
    </form>
  );
}
