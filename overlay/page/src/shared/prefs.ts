// SPDX-License-Identifier: Apache-2.0
// What this browser remembers of how the page should look. Nothing here leaves the machine.
import { makeStore } from "./store";

export type Language = "zh" | "en";
export interface Prefs {
  language: Language;
  theme: "system" | "light" | "dark";
  form: "full" | "compact";
  shortcuts: boolean;
}

const place = "rigong.prefs";

function oneOf<Choice extends string>(value: unknown, choices: readonly Choice[], otherwise: Choice): Choice {
  return choices.includes(value as Choice) ? (value as Choice) : otherwise;
}

function load(): Prefs {
  let kept: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(place) ?? "{}");
    if (typeof parsed === "object" && parsed !== null) kept = parsed as Record<string, unknown>;
  } catch {
    // Unreadable or not allowed: the defaults do.
  }
  return {
    language: oneOf(kept["language"], ["zh", "en"], "zh"),
    theme: oneOf(kept["theme"], ["system", "light", "dark"], "system"),
    form: oneOf(kept["form"], ["full", "compact"], "full"),
    shortcuts: kept["shortcuts"] !== false,
  };
}

export const prefs = makeStore<Prefs>(load());

// Puts language and theme where style sheets and screen readers look for them.
function show({ language, theme, form }: Prefs): void {
  const root = document.documentElement;
  root.lang = language === "zh" ? "zh-CN" : "en";
  root.dataset["form"] = form;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}
show(prefs.get());

export function setPrefs(change: Partial<Prefs>): void {
  const next = { ...prefs.get(), ...change };
  show(next);
  prefs.set(next);
  try {
    localStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Remembered until the tab closes.
  }
}
