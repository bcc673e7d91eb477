// SPDX-License-Identifier: Apache-2.0
// A sheet that is not signed yet: confirmed or corrected figure by figure, a line, a note, a signature. By keyboard: Enter confirms and goes
// on to the next figure, and after the last one to the signature.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { connection } from "../shared/connection";
import { figureName } from "../shared/figures";
import { language, say, sentences } from "../shared/i18n";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { Button, Card, Field } from "../shared/ui";
import { dayBeforeName, dayBeforeText } from "./compare";
import { isDone, useDraft, type Sheet, type Work } from "./draft";
import { FigureRow } from "./figure_row";
import { discard, put } from "../shared/outbox";
import { t } from "./words";

const list = (words: string[]): string => words.join(language() === "zh" ? "、" : ", ");

export function SignOff({ sheet, known, own, reload }: { sheet: Sheet; known: number; own: boolean; reload: () => Promise<void> }): JSX.Element {
  const work = useDraft(sheet, known, reload);
  const { draft, edit } = work;
  const [editing, setEditing] = useState<string | null>(null);
  const [signature, setSignature] = useState("");
  const [wrong, setWrong] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const locked = !own || work.signing !== null;
  const open = sheet.figures.filter(({ name }) => !isDone(draft.figures[name]));

  const focusOn = (name: string | undefined): void => {
    afterDrawn(() => {
      const place = name === undefined ? "#sheet-signature" : `[data-figure="${CSS.escape(name)}"] .sheet-actions button`;
      root.current?.querySelector<HTMLElement>(place)?.focus();
    });
  };
  const nextAfter = (name: string): string | undefined => {
    const at = sheet.figures.findIndex((one) => one.name === name);
    return [...sheet.figures.slice(at + 1), ...sheet.figures.slice(0, at)].find((one) => !isDone(draft.figures[one.name]))?.name;
  };
  const setEntry = (name: string, confirmed: boolean, typed: number | null): void => {
    setWrong("");
    edit((before) => ({ ...before, figures: { ...before.figures, [name]: { confirmed, typed } } }), name);
  };
  const confirmNext = (): void => {
    const next = open[0];
    if (!next || locked || editing) return;
    setEntry(next.name, true, null);
    focusOn(open[1]?.name);
  };
  useShortcuts(
    locked
      ? []
      : [
          { keys: "c", words: t("kConfirm"), run: confirmNext },
          { keys: "e", words: t("kCorrect"), run: () => setEditing(here() ?? open[0]?.name ?? null) },
        ],
  );
  const here = (): string | undefined => document.activeElement?.closest<HTMLElement>("[data-figure]")?.dataset["figure"];

  // Enter where nothing else would take it begins with the first figure.
  const begin = useRef(confirmNext);
  begin.current = confirmNext;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.key !== "Enter" || event.defaultPrevented || !(target === document.body || /^(H1|MAIN)$/.test(target.tagName))) return;
      // The next figure's button has the focus before this key is over, and must not be pressed by it as well.
      event.preventDefault();
      begin.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  const sign = (): void => {
    if (open.length > 0) {
      setWrong(t("signMissing", { names: list(open.map(({ name }) => figureName(name))) }));
      focusOn(open[0]?.name);
    } else if (signature.trim() === "") {
      setWrong(t("signName"));
      focusOn(undefined);
    } else {
      setWrong("");
      put({ kind: "sheet.sign", person: sheet.person.id, day: sheet.day, signature: signature.trim() });
    }
  };
  const facts = sheet.figures.map((one) => dayBeforeText(one, figureName(one.name))).filter(Boolean);
  const empty = sheet.figures.every(({ now }) => now.value === null && now.denominator === 0);

  return (
    <div ref={root} class="sheet-form">
      {!own ? <p class="sheet-note">{t("readOnly", { name: sheet.person.name })}</p> : null}
      {empty ? (
        <p class="sheet-note">
          {sentences(t("emptyText"), own && t("emptySign"))}
        </p>
      ) : null}
      <Card
        title={open.length > 0 ? t("left", { n: open.length }) : t("allDone")}
        aside={
          locked ? null : (
            <span class="sheet-tools">
              {work.undo ? (
                <Button kind="quiet" small onClick={work.undo}>
                  {t("undo")}
                </Button>
              ) : null}
              {open.length > 1 ? (
                <Button
                  kind="quiet"
                  small
                  onClick={() => {
                    const n = open.length;
                    edit(
                      (before) => ({
                        ...before,
                        figures: { ...before.figures, ...Object.fromEntries(open.map(({ name }) => [name, { confirmed: true, typed: null }])) },
                      }),
                      "all",
                    );
                    toast(t("confirmAllDone", { n }));
                    focusOn(undefined);
                  }}
                >
                  {t("confirmAll")}
                </Button>
              ) : null}
            </span>
          )
        }
      >
        <ul class="sheet-rows">
          {sheet.figures.map((figure) => (
            <FigureRow
              key={figure.name}
              figure={figure}
              day={sheet.day}
              entry={draft.figures[figure.name] ?? { confirmed: false, typed: null }}
              locked={locked}
              editing={editing === figure.name && !locked}
              setEditing={(on) => setEditing(on ? figure.name : null)}
              onChange={({ confirmed, typed }) => setEntry(figure.name, confirmed, typed)}
              onDone={() => focusOn(nextAfter(figure.name))}
            />
          ))}
        </ul>
        {locked ? null : <p class="faint sheet-keys">{t("keys")}</p>}
      </Card>

      <Card label={t("sign")}>
        {own ? (
          <>
            <OwnWords label={t("line")} hint={t("lineHint")} most={500} locked={locked} text={draft.line} onText={(line) => edit((before) => ({ ...before, line }), "line")} />
            {!locked && draft.line === "" && facts.length > 0 ? (
              <Button
                kind="quiet"
                small
                class="sheet-fill"
                onClick={() => edit((before) => ({ ...before, line: t("lineFacts", { day: dayBeforeName(sheet.figures, sheet.day), facts: facts.join(language() === "zh" ? "，" : ", ") }).slice(0, 500) }), "fill")}
              >
                {t("lineFill")}
              </Button>
            ) : null}
            <OwnWords label={t("note")} hint={t("noteHint")} most={2000} locked={locked} text={draft.note} onText={(note) => edit((before) => ({ ...before, note }), "note")} />
          </>
        ) : (
          <>
            <Said title={t("line")} text={draft.line} />
            <Said title={t("note")} text={draft.note} />
          </>
        )}
        {own ? (
          <SignatureForm work={work} name={sheet.person.name} signature={signature} setSignature={setSignature} wrong={wrong} sign={sign} />
        ) : null}
      </Card>
      {own ? <SaveState work={work} sheet={sheet} /> : null}
    </div>
  );
}

interface OwnWordsProps {
  label: string;
  hint: string;
  most: number;
  locked: boolean;
  text: string;
  onText: (text: string) => void;
}

// What the rep writes.
function OwnWords({ label, hint, most, locked, text, onText }: OwnWordsProps): JSX.Element {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <textarea
          id={ids.id}
          aria-describedby={ids.describedby}
          class="input"
          rows={2}
          maxLength={most}
          disabled={locked}
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

// What the rep wrote, for whoever reads it.
function Said({ title, text }: { title: string; text: string }): JSX.Element {
  return (
    <p class="sheet-said">
      <span class="faint">{title}</span>
      <span class={text ? "" : "sheet-said-none"}>{text || t("saidNone")}</span>
    </p>
  );
}

interface SignatureProps {
  work: Work;
  name: string;
  signature: string;
  setSignature: (text: string) => void;
  wrong: string;
  sign: () => void;
}

function SignatureForm({ work, name, signature, setSignature, wrong, sign }: SignatureProps): JSX.Element {
  const { awaySince } = useStore(connection);
  if (work.signing) {
    const { id } = work.signing;
    return (
      <p class="sheet-signing" role="status">
        <span>{awaySince === null ? t("signing") : t("signingAway")}</span>
        {awaySince !== null ? (
          <Button small onClick={() => discard(id)}>
            {t("notYet")}
          </Button>
        ) : null}
      </p>
    );
  }
  const other = signature.trim() !== "" && signature.trim() !== name && !name.startsWith(signature.trim());
  return (
    <form
      class="sheet-sign"
      onSubmit={(event) => {
        event.preventDefault();
        sign();
      }}
    >
      <div class="field">
        <label for="sheet-signature">{t("signature")}</label>
        <div class="sheet-sign-line">
          <input
            id="sheet-signature"
            class="input"
            autocomplete="off"
            maxLength={100}
            value={signature}
            aria-describedby="sheet-signature-more"
            aria-invalid={wrong !== ""}
            onInput={(event) => setSignature(event.currentTarget.value)}
          />
          <Button kind="main" submit>
            {t("sign")}
          </Button>
        </div>
        <p id="sheet-signature-more" class={wrong || other ? "look" : "faint"}>
          {wrong || (other ? t("signatureOther", { name }) : t("signatureHint", { name }))}
        </p>
        {wrong ? (
          <span class="hidden" role="alert">
            {wrong}
          </span>
        ) : null}
      </div>
    </form>
  );
}

function SaveState({ work, sheet }: { work: Work; sheet: Sheet }): JSX.Element {
  const { awaySince } = useStore(connection);
  if (work.refused) {
    return (
      <div class="problem" role="alert">
        <p>{t("refused", { why: say(work.refused) })}</p>
        <span class="sheet-tools">
          <Button small onClick={() => work.edit((draft) => draft, "again")}>
            {t("again")}
          </Button>
          <Button small kind="quiet" onClick={work.drop}>
            {t("drop")}
          </Button>
        </span>
      </div>
    );
  }
  const text = work.saving ? (awaySince === null ? t("saving") : t("waiting")) : sheet.state === "draft" ? t("saved") : "";
  return (
    <p class="faint sheet-saved" role="status">
      {text}
    </p>
  );
}
