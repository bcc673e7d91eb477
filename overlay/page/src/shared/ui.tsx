// SPDX-License-Identifier: Apache-2.0
// The parts every view is made of. Looks are in ui.css; colours only by the tokens of theme.css.
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { dictionary, say } from "./i18n";
import { Icon } from "./icons";
import type { ProblemError } from "./problem";

const t = dictionary({
  zh: { close: "关闭", again: "再试一次", loading: "正在读取…" },
  en: { close: "Close", again: "Try again", loading: "Loading…" },
});

export const names = (...all: (string | false | null | undefined)[]): string => all.filter(Boolean).join(" ");

export interface ButtonProps {
  kind?: "plain" | "main" | "quiet" | undefined; // One main action a view; quiet ones have no border.
  small?: boolean | undefined;
  href?: string | undefined; // A link that looks like a button.
  onClick?: ((event: MouseEvent) => void) | undefined;
  disabled?: boolean | undefined;
  busy?: boolean | undefined; // Being done: not to be pressed again, still focused.
  label?: string | undefined; // For screen readers, where the text alone does not say it.
  title?: string | undefined;
  pressed?: boolean | undefined; // For switches.
  expanded?: boolean | undefined;
  controls?: string | undefined;
  submit?: boolean | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}

export function Button(props: ButtonProps): JSX.Element {
  const look = names("button", props.kind && `button-${props.kind}`, props.small && "button-small", props.class);
  if (props.href !== undefined) {
    return (
      <a class={look} href={props.href} aria-label={props.label} title={props.title}>
        {props.children}
      </a>
    );
  }
  return (
    <button
      type={props.submit ? "submit" : "button"}
      class={look}
      disabled={props.disabled}
      aria-disabled={props.busy ? "true" : undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      title={props.title}
      onClick={(event) => {
        if (!props.busy) props.onClick?.(event);
        else event.preventDefault();
      }}
    >
      {props.children}
    </button>
  );
}

export interface CardProps {
  title?: ComponentChildren | undefined; // Becomes the card's h2 and names it.
  note?: ComponentChildren | undefined; // Small and grey beside the title.
  aside?: ComponentChildren | undefined; // At the right of the title.
  label?: string | undefined; // Names a card without a title.
  class?: string | undefined;
  children: ComponentChildren;
}

export function Card({ title, note, aside, label, class: look, children }: CardProps): JSX.Element {
  const id = useId();
  return (
    <section class={names("card", look)} aria-labelledby={title ? id : undefined} aria-label={title ? undefined : label}>
      {title || aside ? (
        <header class="card-head">
          {title ? <h2 id={id}>{title}</h2> : null}
          {note ? <span class="faint">{note}</span> : null}
          {aside ? <span class="card-aside">{aside}</span> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

// One line of a card: what it is at the left, what about it at the right.
export function Row({ label, children, class: look }: { label: ComponentChildren; children: ComponentChildren; class?: string }): JSX.Element {
  return (
    <div class={names("row", look)}>
      <div class="row-label">{label}</div>
      <div class="row-value">{children}</div>
    </div>
  );
}

export interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void; // Escape, the cross and a click beside it.
  actions?: ComponentChildren | undefined;
  wide?: boolean | undefined;
  children: ComponentChildren;
}

// The browser's own modal dialog: it keeps the focus, and gives it back.
export const Dialog = ({ open, ...rest }: DialogProps): JSX.Element | null => (open ? <OpenDialog {...rest} /> : null);

function OpenDialog({ title, onClose, actions, wide, children }: Omit<DialogProps, "open">): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    box.current?.showModal();
    return () => {
      box.current?.close();
      // A dialog that is taken out of the page does not give the focus back by itself.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={names("dialog", wide && "dialog-wide")}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <Button kind="quiet" small label={t("close")} onClick={onClose}>
            <Icon name="close" />
          </Button>
        </header>
        {children}
        {actions ? <footer class="dialog-actions">{actions}</footer> : null}
      </div>
    </dialog>
  );
}

export interface Option<Id extends string> {
  id: Id;
  title: ComponentChildren;
  note?: string | undefined;
}

// Arrow keys within a group of buttons; returns what to put on the group.
function arrows(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("button:not([disabled])")];
  const next = all[(all.indexOf(document.activeElement as HTMLElement) + step + all.length) % all.length];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

// Views beside each other. The caller draws what belongs to `value`, in an element with id `${id}-panel` where it is one.
export function Tabs<Id extends string>(props: { label: string; tabs: Option<Id>[]; value: Id; onChange: (id: Id) => void }): JSX.Element {
  return (
    <div class="tabs" role="tablist" aria-label={props.label} onKeyDown={arrows}>
      {props.tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          class="tab"
          aria-selected={tab.id === props.value}
          tabIndex={tab.id === props.value ? 0 : -1}
          onClick={() => props.onChange(tab.id)}
        >
          {tab.title}
        </button>
      ))}
    </div>
  );
}

// One of a few, all of them in sight.
export function Choice<Id extends string>(props: { label: string; options: Option<Id>[]; value: Id; onChange: (id: Id) => void }): JSX.Element {
  return (
    <div class="choice" role="radiogroup" aria-label={props.label} onKeyDown={arrows}>
      {props.options.map((option) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          class="choice-option"
          aria-checked={option.id === props.value}
          tabIndex={option.id === props.value ? 0 : -1}
          title={option.note}
          onClick={() => props.onChange(option.id)}
        >
          {option.title}
        </button>
      ))}
    </div>
  );
}

// A label with its field, a hint and what is wrong with it.
export function Field(props: { label: string; hint?: string | undefined; wrong?: string | undefined; children: (ids: { id: string; describedby: string | undefined }) => JSX.Element }): JSX.Element {
  const id = useId();
  const more = props.wrong ?? props.hint;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({ id, describedby: more ? `${id}-more` : undefined })}
      {more ? (
        <p id={`${id}-more`} class={props.wrong ? "look" : "faint"}>
          {more}
        </p>
      ) : null}
    </div>
  );
}

// Where there is nothing to show: what that means and what to do. `whole` where it is the whole view, and so its head.
export function EmptyState({ title, whole, children, actions }: { title: string; whole?: boolean | undefined; children?: ComponentChildren; actions?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      {whole ? <h1 tabIndex={-1}>{title}</h1> : <h2>{title}</h2>}
      {children ? <div class="dim">{children}</div> : null}
      {actions ? <div class="empty-actions">{actions}</div> : null}
    </div>
  );
}

export function ProblemNote({ problem, again }: { problem: ProblemError; again?: (() => void) | undefined }): JSX.Element {
  return (
    <div class="problem" role="alert">
      <p>{say(problem.words)}</p>
      {again ? (
        <Button small onClick={again}>
          {t("again")}
        </Button>
      ) : null}
    </div>
  );
}

// While the first answer is on its way. Says so only after a moment, by its style sheet.
export const Loading = (): JSX.Element => (
  <p class="loading faint" role="status">
    {t("loading")}
  </p>
);

// A view's head: its name, the way back, and what belongs beside it.
export function ViewHead({ title, back, note, aside }: { title: string; back?: { href: string; title: string } | undefined; note?: ComponentChildren; aside?: ComponentChildren }): JSX.Element {
  return (
    <div class="view-head">
      {back ? (
        <a class="back" href={back.href}>
          <Icon name="left" />
          {back.title}
        </a>
      ) : null}
      <h1 tabIndex={-1}>{title}</h1>
      {note ? <span class="faint">{note}</span> : null}
      {aside ? <div class="view-aside">{aside}</div> : null}
    </div>
  );
}
