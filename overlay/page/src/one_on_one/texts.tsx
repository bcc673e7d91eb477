// SPDX-License-Identifier: Apache-2.0
// A text of the talk: a field for whose it is, plain text for everybody else. It saves itself; what was written elsewhere meanwhile is shown
// beside it, and a person chooses.
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { connection } from "../shared/connection";
import { say } from "../shared/i18n";
import { useStore } from "../shared/store";
import { Button } from "../shared/ui";
import { longest, useText, type Text } from "./drafts";
import type { Page, TextName } from "./say";
import { t } from "./words";

// As high as what stands in it.
export function Grown(props: { id: string; value: string; label?: string; describedby?: string | undefined; placeholder?: string; onText: (text: string) => void }): JSX.Element {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const field = box.current;
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }, [props.value]);
  return <textarea ref={box} id={props.id} class="input talk-text" rows={3} maxLength={longest} value={props.value} placeholder={props.placeholder} aria-label={props.label} aria-describedby={props.describedby} onInput={(event) => props.onText(event.currentTarget.value)} />;
}

export interface TalkTextProps {
  page: Page;
  known: number;
  name: TextName;
  title: string;
  hint: string;
  writes: boolean; // The viewer's own, and not signed by both.
  start?: string | undefined; // Offered as its beginning.
  level?: "h2" | "h3";
  children?: ComponentChildren;
}

export function TalkText({ page, known, name, title, hint, writes, start, children }: TalkTextProps): JSX.Element {
  const id = useId();
  const text = useText({ person: page.week.person.id, week: page.week.week, text: name }, page.talk[name], known);
  const away = useStore(connection).awaySince !== null;
  if (!writes) {
    return (
      <div class="talk-field" data-text={name}>
        <div class="talk-field-head">
          <h3 id={id}>{title}</h3>
        </div>
        {page.talk[name] === "" ? <p class="faint">{t("nothing")}</p> : <p class="talk-said">{page.talk[name]}</p>}
        {children}
        {text.state === "conflict" || text.state === "refused" || text.state === "waiting" ? <Lost text={text} /> : null}
      </div>
    );
  }
  const left = longest - text.words.length;
  return (
    <div class="talk-field" data-text={name}>
      <div class="talk-field-head">
        <h3>
          <label for={id}>{title}</label>
        </h3>
        <p class="talk-saved faint" role="status">
          {text.state === "saved" ? t("saved") : text.state === "waiting" ? t(away ? "unsaved" : "saving") : ""}
          {left <= 200 ? <span> {t("left", { n: left })}</span> : null}
        </p>
      </div>
      <Grown id={id} value={text.words} describedby={`${id}-more`} placeholder={hint} onText={text.set} />
      <p id={`${id}-more`} class="hidden">
        {hint}
      </p>
      {start && text.words.trim() === "" ? (
        <Button small class="talk-start" onClick={() => {
          text.set(start);
          document.getElementById(id)?.focus();
        }}>
          {t("takeFact", { fact: start })}
        </Button>
      ) : null}
      {text.state === "refused" ? (
        <div class="problem" role="alert">
          <p>{t("refusedText", { why: text.refused ? say(text.refused) : "" })}</p>
          <Button small onClick={() => text.settle(text.words)}>
            {t("again")}
          </Button>
        </div>
      ) : null}
      {text.state === "conflict" ? <Conflict text={text} /> : null}
      {children}
    </div>
  );
}

function Conflict({ text }: { text: Text }): JSX.Element {
  return (
    <div class="talk-conflict" role="alert">
      <p>{t("conflict")}</p>
      <p class="dim">{t("conflictTheirs")}</p>
      <blockquote class="talk-said">{text.theirs || t("conflictEmpty")}</blockquote>
      <p class="dim">{t("conflictMine")}</p>
      <blockquote class="talk-said">{text.words || t("conflictEmpty")}</blockquote>
      <div class="talk-buttons">
        <Button small onClick={() => text.settle(text.words)}>
          {t("takeMine")}
        </Button>
        <Button small onClick={() => text.settle(text.theirs)}>
          {t("takeTheirs")}
        </Button>
        {text.theirs !== "" && text.words !== "" && text.theirs.length + text.words.length < longest ? (
          <Button small onClick={() => text.settle(`${text.theirs}\n${text.words}`)}>
            {t("takeBoth")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

// Typed here, and since then not to be written any more: still shown, to be copied.
function Lost({ text }: { text: Text }): JSX.Element {
  return (
    <div class="talk-conflict" role="alert">
      <p>{t("refusedText", { why: text.refused ? say(text.refused) : "" })}</p>
      <blockquote class="talk-said">{text.words}</blockquote>
      <div class="talk-buttons">
        <Button small onClick={() => text.settle(text.theirs)}>
          {t("takeTheirs")}
        </Button>
      </div>
    </div>
  );
}
