// SPDX-License-Identifier: Apache-2.0
// A line at the bottom that says what was done, for a while, with a way back where there is one.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { dictionary } from "./i18n";
import { makeStore, useStore } from "./store";
import { Button } from "./ui";

const t = dictionary({ zh: { undo: "撤销", close: "关闭" }, en: { undo: "Undo", close: "Close" } });

interface Said {
  text: string;
  undo?: () => void;
  until: number;
}
const current = makeStore<Said | null>(null);

// Ten seconds with a way back, five without.
export function toast(text: string, options: { undo?: () => void } = {}): void {
  current.set({ text, ...options, until: Date.now() + (options.undo ? 10_000 : 5000) });
}

export function Toasts(): JSX.Element {
  const said = useStore(current);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => current.set(null), Math.max(0, said.until - Date.now()));
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {said ? (
        <div class="toast">
          <span>{said.text}</span>
          {said.undo ? (
            <Button
              small
              onClick={() => {
                said.undo?.();
                current.set(null);
              }}
            >
              {t("undo")}
            </Button>
          ) : (
            <Button kind="quiet" small onClick={() => current.set(null)}>
              {t("close")}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}
