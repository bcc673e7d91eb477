// SPDX-License-Identifier: Apache-2.0
// A list that a team makes its own: what is built in is renamed or hidden, its own entries stand beside it, and there is a way back. The
// steps of promises and the checklists of the stages are such.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAct } from "../people/act";
import { afterDrawn } from "../shared/after_drawn";
import { say } from "../shared/i18n";
import type { CommandBody, Words } from "../shared/schema";
import { useTyped } from "../shared/typing";
import { Button, ProblemNote } from "../shared/ui";
import { t } from "./catalogue_words";
import { SmallField } from "./due";

export interface Entry {
  id: string;
  title: Words;
  hidden: boolean;
  built_in: boolean;
}
// What differs from one such list to another.
export interface CatalogueKind {
  name: string; // What is being typed is remembered under it.
  most: number; // Characters of an entry.
  words: { add: string; missing: string; reset: string; resetSure: string; hidden: (n: number) => string };
  set: (id: string, title: Words) => CommandBody; // Of a new one "".
  hide: (id: string, hidden: boolean) => CommandBody;
  reset: () => CommandBody;
}

interface FormProps {
  kind: CatalogueKind;
  entry?: Entry | undefined; // The one that is renamed; without it a new one.
  onClose: () => void;
}

function EntryForm({ kind, entry, onClose }: FormProps): JSX.Element {
  const { run, busy, problem, clear } = useAct();
  const name = `${kind.name} ${entry?.id ?? "new"}`;
  const [zh, setZh] = useTyped(`${name} zh`, entry?.title.zh);
  const [en, setEn] = useTyped(`${name} en`, entry && entry.title.en !== entry.title.zh ? entry.title.en : "");
  const [wrong, setWrong] = useState("");
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const leave = (): void => {
    setZh(null);
    setEn(null);
    onClose();
  };
  const save = async (): Promise<void> => {
    if (zh.trim() === "") {
      setWrong(kind.words.missing);
      first.current?.focus();
      return;
    }
    if (await run(kind.set(entry?.id ?? "", { zh: zh.trim(), en: en.trim() }))) leave();
  };
  return (
    <form
      class="item-form catalogue-form"
      aria-label={entry ? t("renameOf", { title: say(entry.title) }) : kind.words.add}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onInput={() => {
        setWrong("");
        clear();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        leave();
      }}
    >
      <div class="item-form-line">
        <SmallField label={t("inChinese")}>
          {(id) => <input ref={first} id={id} class="input" lang="zh-CN" autocomplete="off" maxLength={kind.most} value={zh} aria-invalid={wrong !== ""} onInput={(event) => setZh(event.currentTarget.value)} />}
        </SmallField>
        <SmallField label={t("inEnglish")}>{(id) => <input id={id} class="input" lang="en" autocomplete="off" maxLength={kind.most} value={en} onInput={(event) => setEn(event.currentTarget.value)} />}</SmallField>
        <span class="form-buttons">
          <Button small submit kind="main" busy={busy}>
            {t("keep")}
          </Button>
          <Button small kind="quiet" onClick={leave}>
            {t("cancel")}
          </Button>
        </span>
      </div>
      {wrong ? (
        <p class="look" role="alert">
          {wrong}
        </p>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
    </form>
  );
}

export function Catalogue({ kind, entries }: { kind: CatalogueKind; entries: Entry[] }): JSX.Element {
  const { run, busy, problem } = useAct();
  const [form, setForm] = useState<string | null>(null); // The entry that is renamed, "" for a new one, "reset" for the way back.
  const root = useRef<HTMLDivElement>(null);
  const close = (): void => {
    const was = form;
    setForm(null);
    afterDrawn(() => root.current?.querySelector<HTMLElement>(`[data-opens="${was}"] button`)?.focus());
  };
  const offered = entries.filter((one) => !one.hidden);
  const hidden = entries.filter((one) => one.hidden);
  return (
    <div ref={root} class="catalogue">
      <ul class="items">
        {offered.map((one) => (
          <li key={one.id} class="item" data-entry={one.id}>
            <div class="item-line">
              <span class="item-title">
                {say(one.title)} {one.built_in ? <span class="faint">{t("builtIn")}</span> : null}
              </span>
              <span class="form-buttons">
                <span data-opens={one.id}>
                  <Button small kind="quiet" label={t("renameOf", { title: say(one.title) })} expanded={form === one.id} onClick={() => setForm(form === one.id ? null : one.id)}>
                    {t("rename")}
                  </Button>
                </span>
                <Button small kind="quiet" busy={busy} label={t("hideOf", { title: say(one.title) })} onClick={() => void run(kind.hide(one.id, true))}>
                  {t("hide")}
                </Button>
              </span>
            </div>
            {form === one.id ? <EntryForm kind={kind} entry={one} onClose={close} /> : null}
          </li>
        ))}
      </ul>
      {hidden.length > 0 ? (
        <details class="catalogue-hidden">
          <summary class="dim">{kind.words.hidden(hidden.length)}</summary>
          <ul class="items">
            {hidden.map((one) => (
              <li key={one.id} class="item" data-entry={one.id}>
                <div class="item-line">
                  <span class="item-title dim">{say(one.title)}</span>
                  <Button small kind="quiet" busy={busy} label={t("showOf", { title: say(one.title) })} onClick={() => void run(kind.hide(one.id, false))}>
                    {t("show")}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {form === "" ? <EntryForm kind={kind} onClose={close} /> : null}
      {form === "reset" ? (
        <div class="item-form">
          <p>{kind.words.resetSure}</p>
          <span class="form-buttons">
            <Button small kind="main" busy={busy} onClick={() => void run(kind.reset()).then((done) => done && close())}>
              {t("resetNow")}
            </Button>
            <Button small kind="quiet" onClick={close}>
              {t("cancel")}
            </Button>
          </span>
        </div>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
      <div class="catalogue-end">
        <span data-opens="">
          <Button small expanded={form === ""} onClick={() => setForm(form === "" ? null : "")}>
            {kind.words.add}
          </Button>
        </span>
        {entries.some((one) => one.built_in) ? (
          <span data-opens="reset">
            <Button small kind="quiet" expanded={form === "reset"} onClick={() => setForm(form === "reset" ? null : "reset")}>
              {kind.words.reset}
            </Button>
          </span>
        ) : null}
      </div>
    </div>
  );
}
