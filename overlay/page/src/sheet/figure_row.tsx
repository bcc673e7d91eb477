// SPDX-License-Identifier: Apache-2.0
// One figure of the sheet: its value, how it compares, and whether the rep confirms it or types another.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { figureCount, figureName } from "../shared/figures";
import { number, plain, shown, unitWord, whole } from "../shared/format";
import { Icon } from "../shared/icons";
import type { Unit, Value } from "../shared/schema";
import { Button, names } from "../shared/ui";
import { ComparisonLine } from "./compare";
import { isDone, type Entry, type Sheet } from "./draft";
import { readTyped, typedText, typedUnit } from "./typed";
import { t } from "./words";

type SheetFigure = Sheet["figures"][number];

// "16/17 条"; nothing where the value itself is already shown as a count, or is made of nothing.
export function Basis({ name, value }: { name: string; value: Value }): JSX.Element | null {
  const count = figureCount(name, value.denominator);
  if (value.denominator === 0 || value.few || !count) return null;
  const share = name !== "response_mean_ms" && name !== "first_response_mean_ms";
  return (
    <span class="faint num sheet-basis">
      {share ? `${number(value.numerator)}/${number(value.denominator)}` : number(value.denominator)} {count}
    </span>
  );
}

export function BigValue({ value, unit }: { value: Value; unit: Unit }): JSX.Element {
  const parts = shown(value, unit);
  return (
    <span class="num">
      <b class="sheet-value">{parts.text}</b>
      {parts.unit ? <span class="faint sheet-unit">{parts.unit}</span> : null}
    </span>
  );
}

const sameValue = (a: Value, b: Value): boolean => a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;
export const changedSince = (figure: SheetFigure): boolean => figure.shown !== null && figure.shown !== undefined && !sameValue(figure.shown, figure.now);

export interface FigureRowProps {
  figure: SheetFigure;
  day: string;
  entry: Entry;
  locked: boolean; // Signed, or on its way to be.
  onChange: (entry: Entry) => void;
  onDone: () => void; // Goes on to the next figure.
  editing: boolean;
  setEditing: (editing: boolean) => void;
}

export function FigureRow(props: FigureRowProps): JSX.Element {
  const { figure, entry, locked, editing } = props;
  const name = figureName(figure.name);
  const done = isDone(entry);
  const none = figure.now.value === null && !figure.now.few;
  return (
    <li class={names("sheet-row", done && "sheet-row-done")} data-figure={figure.name}>
      <h3 class="sheet-name">{name}</h3>
      <div class="sheet-figure">
        {entry.typed !== null ? (
          <p class="sheet-line">
            <span class="num">
              <b class="sheet-value">{plain(entry.typed, figure.unit)}</b>
              <span class="faint sheet-unit">{unitWord(figure.unit)}</span>
            </span>
            <span class="sheet-own">{t("own")}</span>
            <span class="faint">{none ? t("noValue") : t("programHas", { value: whole(figure.now, figure.unit) })}</span>
          </p>
        ) : (
          <p class="sheet-line">
            <BigValue value={figure.now} unit={figure.unit} />
            <Basis name={figure.name} value={figure.now} />
            {none ? <span class="faint">{t("noValue")}</span> : null}
          </p>
        )}
        {entry.confirmed && figure.shown && changedSince(figure) ? (
          <p class="sheet-compare look">
            <span>
              {t("atConfirm")} <span class="num">{whole(figure.shown, figure.unit)}</span> → {t("now")} <span class="num">{whole(figure.now, figure.unit)}</span>
            </span>
          </p>
        ) : null}
        <ComparisonLine figure={figure} day={props.day} />
      </div>
      {locked ? (
        <div class="sheet-actions">
          {done ? (
            <span class="good sheet-mark">
              <Icon name="check" />
              {entry.typed !== null ? t("own") : t("confirmed")}
            </span>
          ) : null}
        </div>
      ) : editing ? (
        <Editor {...props} name={name} />
      ) : (
        <div class="sheet-actions">
          {entry.typed === null ? (
            <Button
              small
              class="sheet-confirm"
              pressed={entry.confirmed}
              label={entry.confirmed ? t("takeBack", { name }) : t("confirmOf", { name, value: whole(figure.now, figure.unit) })}
              onClick={() => {
                props.onChange({ confirmed: !entry.confirmed, typed: null });
                if (!entry.confirmed) props.onDone();
              }}
            >
              {entry.confirmed ? (
                <>
                  <Icon name="check" />
                  {t("confirmed")}
                </>
              ) : (
                t("confirm")
              )}
            </Button>
          ) : null}
          <Button kind="quiet" small class="sheet-correct" label={t("correctOf", { name })} onClick={() => props.setEditing(true)}>
            {none && entry.typed === null ? t("fill") : t("correct")}
          </Button>
        </div>
      )}
    </li>
  );
}

function Editor({ figure, entry, name, onChange, onDone, setEditing }: FigureRowProps & { name: string }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(entry.typed === null ? "" : typedText(entry.typed, figure.unit));
  const [wrong, setWrong] = useState("");
  const unit = typedUnit(figure.unit);
  const id = `sheet-${figure.name}`;
  // With what it draws: a key that is pressed at once belongs to the field.
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const leave = (): void => {
    setEditing(false);
    // The button that opened this is drawn again in its place.
    afterDrawn(() => document.querySelector<HTMLElement>(`[data-figure="${CSS.escape(figure.name)}"] .sheet-correct`)?.focus());
  };
  const keep = (): void => {
    const read = readTyped(text, figure.unit);
    if ("wrong" in read) {
      setWrong(read.wrong);
      input.current?.focus();
      return;
    }
    onChange({ confirmed: false, typed: read.value });
    setEditing(false);
    onDone();
  };
  return (
    <form
      class="sheet-editor"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        leave();
      }}
    >
      <label class="hidden" for={id}>
        {unit ? t("fieldUnit", { name, unit }) : t("field", { name })}
      </label>
      <span class="sheet-input">
        <input
          ref={input}
          id={id}
          class="input"
          inputMode="decimal"
          autocomplete="off"
          maxLength={24}
          value={text}
          aria-invalid={wrong !== ""}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong("");
          }}
        />
        {unit ? <span class="faint">{unit}</span> : null}
      </span>
      <Button small submit kind="main">
        {t("keep")}
      </Button>
      <Button small kind="quiet" onClick={leave}>
        {t("cancel")}
      </Button>
      {entry.typed !== null ? (
        <Button
          small
          kind="quiet"
          onClick={() => {
            onChange({ confirmed: false, typed: null });
            leave();
          }}
        >
          {t("removeTyped")}
        </Button>
      ) : null}
      {wrong ? (
        <p id={`${id}-wrong`} class="look sheet-wrong" role="alert">
          {wrong}
        </p>
      ) : null}
    </form>
  );
}
