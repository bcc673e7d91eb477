// SPDX-License-Identifier: Apache-2.0
// A button that opens a list of things to go to or to do.
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

export type MenuItem =
  | { title: ComponentChildren; href: string; current?: boolean; note?: ComponentChildren }
  | { title: ComponentChildren; onPick: () => void; checked?: boolean; note?: ComponentChildren }
  | { line: true };

export interface MenuProps {
  label: string; // Names button and list for screen readers.
  button: ComponentChildren;
  items: MenuItem[];
  class?: string;
}

export function Menu({ label, button, items, class: look }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();

  const all = (): HTMLElement[] => [...(root.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
  const close = (refocus: boolean): void => {
    setOpen(false);
    if (refocus) root.current?.querySelector<HTMLElement>("button")?.focus();
  };

  useLayoutEffect(() => {
    if (!open) return undefined;
    all()[0]?.focus();
    const outside = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  const keys = (event: KeyboardEvent): void => {
    const list = all();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (event.key === "Escape") {
      event.stopPropagation();
      close(true);
    } else if (to !== undefined) {
      list[(to + list.length) % list.length]?.focus();
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <div class={look ? `menu ${look}` : "menu"} ref={root}>
      <button
        type="button"
        class="button button-quiet button-small"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" && !open) {
            event.preventDefault();
            setOpen(true);
          }
        }}
      >
        {button}
      </button>
      {open ? (
        <div class="menu-list" role="menu" id={id} aria-label={label} onKeyDown={keys}>
          {items.map((item, i) => {
            if ("line" in item) return <hr key={i} role="separator" />;
            const inside = (
              <>
                <span>{item.title}</span>
                {item.note ? <span class="faint menu-note">{item.note}</span> : null}
              </>
            );
            if ("href" in item) {
              return (
                <a key={i} role="menuitem" tabIndex={-1} class="menu-item" href={item.href} aria-current={item.current ? "page" : undefined} onClick={() => close(false)}>
                  {inside}
                </a>
              );
            }
            return (
              <button
                key={i}
                type="button"
                role={item.checked === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={item.checked}
                tabIndex={-1}
                class="menu-item"
                onClick={() => {
                  close(true);
                  item.onPick();
                }}
              >
                {inside}
              </button>
            );
          })}
        </div>
      ) : null}
    </div>
  );
}
