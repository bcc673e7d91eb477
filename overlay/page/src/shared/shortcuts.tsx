// SPDX-License-Identifier: Apache-2.0
// Keys. A view says which it knows while it is shown; "?" lists them all. Single letters do nothing while somebody types, and can be
// switched off for people whose keyboard or voice control presses them by itself.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { dictionary } from "./i18n";
import { prefs, setPrefs } from "./prefs";
import { makeStore, useStore } from "./store";
import { Dialog } from "./ui";

export interface Shortcut {
  keys: string; // "j", "?", "ArrowDown", or one after the other: "g t".
  words: string;
  run: () => void;
  listed?: string | false; // How the list names the keys, where it is not `keys`; false leaves them out.
}

const lists = new Set<{ current: Shortcut[] }>();
const open = makeStore(false);
export const showShortcuts = (): void => open.set(true);

// The keys of a view; later views win where two know the same key.
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  // With what it draws, so that a key that is pressed as soon as the view is seen is not lost.
  useLayoutEffect(() => {
    lists.add(latest);
    return () => void lists.delete(latest);
  }, []);
}

const all = (): Shortcut[] => [...lists].flatMap((list) => list.current);
// Of two views that know the same key, the one that it calls.
const listed = (): Shortcut[] => all().filter((one, i, list) => one.listed !== false && !list.slice(i + 1).some(({ keys }) => keys === one.keys));
const field = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
// Nothing is written into a box that is ticked: whoever ticked it by Space goes on with the keys from there.
const typing = (target: EventTarget | null): boolean => field(target) && !target.matches("[type=checkbox]");

let first = "";
let firstAt = 0;

addEventListener("keydown", (event) => {
  // Out of a field and back to the keys; what was typed stays there.
  const leaves = event.key === "Escape" && !event.defaultPrevented && field(event.target) && !document.querySelector("dialog[open]");
  if (leaves) (event.target as HTMLElement).blur();
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (!prefs.get().shortcuts && event.key !== "?") return;
  const two = Date.now() - firstAt < 1200 ? `${first} ${event.key}` : "";
  first = event.key;
  firstAt = Date.now();
  const known = all();
  const found = known.filter((one) => one.keys === two).pop() ?? known.filter((one) => one.keys === event.key).pop();
  if (!found) return;
  event.preventDefault();
  first = "";
  found.run();
});

const t = dictionary({
  zh: { title: "键盘", on: "使用单键快捷键", show: "显示这些按键", tab: "到下一处", enter: "打开、选定", escape: "关闭" },
  en: { title: "Keyboard", on: "Use single-key shortcuts", show: "Show these keys", tab: "To the next place", enter: "Open, choose", escape: "Close" },
});

const signs: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

export function ShortcutHelp(): JSX.Element {
  const shown = useStore(open);
  const { shortcuts } = useStore(prefs);
  useShortcuts([{ keys: "?", words: t("show"), run: () => open.set(true) }]);
  const rows: { keys: string; words: string }[] = [
    { keys: "Tab", words: t("tab") },
    { keys: "Enter", words: t("enter") },
    { keys: "Esc", words: t("escape") },
    ...(shown ? listed() : []).map(({ keys, listed: name, words }) => ({ keys: name || keys, words })),
  ];
  return (
    <Dialog title={t("title")} open={shown} onClose={() => open.set(false)}>
      <dl class="keys">
        {rows.map(({ keys, words }) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{signs[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={shortcuts} onChange={(event) => setPrefs({ shortcuts: event.currentTarget.checked })} />
        {t("on")}
      </label>
    </Dialog>
  );
}
