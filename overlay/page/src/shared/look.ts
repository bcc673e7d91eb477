// SPDX-License-Identifier: Apache-2.0
// How the page should look, as this browser remembers it, and how style sheets and screen readers are told. Read once before anything is
// painted (early.ts) and again by the page itself.
export type Language = "zh" | "en";
export interface Prefs {
  language: Language;
  theme: "system" | "light" | "dark";
  form: "full" | "compact";
  hour: "auto" | "morning" | "afternoon" | "last_hour"; // What the panel puts first: by the hour of the shift, or as chosen.
  shortcuts: boolean;
}

export const place = "rigong.prefs";

function oneOf<Choice extends string>(value: unknown, choices: readonly Choice[], otherwise: Choice): Choice {
  return choices.includes(value as Choice) ? (value as Choice) : otherwise;
}

export function keptPrefs(): Prefs {
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
    hour: oneOf(kept["hour"], ["auto", "morning", "afternoon", "last_hour"], "auto"),
    shortcuts: kept["shortcuts"] !== false,
  };
}

// Puts language and theme where style sheets and screen readers look for them.
export function show({ language, theme, form }: Prefs): void {
  const root = document.documentElement;
  root.lang = language === "zh" ? "zh-CN" : "en";
  root.dataset["form"] = form;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}
