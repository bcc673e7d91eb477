// SPDX-License-Identifier: Apache-2.0
// The page's words. Each module keeps its own dictionary beside its views:
//
//   const t = dictionary({ zh: { waiting: "{n} 位在等" }, en: { waiting: { one: "{n} waiting", other: "{n} waiting" } } });
//   t("waiting", { n: 2 })
//
// {name} is filled in; a phrase with `one` and `other` goes by the number {n}. The compiler holds both languages to the same keys. The
// whole page is drawn again when the language changes, so t() is called while drawing, never kept.
import type { Words } from "./schema";
import { prefs, type Language } from "./prefs";

export type Phrase = string | { one: string; other: string };
export type Fill = Record<string, string | number>;

export const language = (): Language => prefs.get().language;
// For Intl and lang attributes.
export const locale = (): string => (language() === "zh" ? "zh-CN" : "en");

function fill(phrase: Phrase, values: Fill): string {
  const chosen = typeof phrase === "string" ? phrase : values["n"] === 1 ? phrase.one : phrase.other;
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

export function dictionary<Key extends string>(all: {
  zh: Record<Key, Phrase>;
  en: Record<NoInfer<Key>, Phrase>;
}): (key: Key, values?: Fill) => string {
  return (key, values = {}) => fill(all[language()][key], values);
}

// Words that came from the agent in both languages.
export const say = (words: Words): string => words[language()] || words.zh;

// Sentences are set without a space between them in Chinese.
export const sentences = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(language() === "zh" ? "" : " ");
