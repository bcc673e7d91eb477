// SPDX-License-Identifier: Apache-2.0
// What is being typed and not sent yet. It outlives the form it is typed into: data that comes anew, a look at another view and a reload
// lose nothing. Kept for this tab alone.
import { useEffect, useState } from "preact/hooks";

const place = "rigong.typing";
const most = 200;

function read(): Map<string, string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? "[]");
    return new Map(Array.isArray(kept) ? (kept as [string, string][]).filter((one) => typeof one?.[0] === "string" && typeof one[1] === "string") : []);
  } catch {
    return new Map();
  }
}
const texts = read();

function keep(name: string, text: string | null): void {
  texts.delete(name);
  if (text !== null) texts.set(name, text);
  for (const old of texts.keys()) {
    if (texts.size <= most) break;
    texts.delete(old);
  }
  try {
    sessionStorage.setItem(place, JSON.stringify([...texts]));
  } catch {
    // Kept until the tab closes or is loaded again.
  }
}

export const typed = (name: string): string | undefined => texts.get(name);
// Puts words into a field before it is shown.
export const setTyped = (name: string, text: string): void => keep(name, text);
export const forgetTyped = (...names: string[]): void => names.forEach((name) => keep(name, null));

// For whoever leaves the page to somebody else.
export function forgetAllTyped(): void {
  texts.clear();
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}

// The text of a field by its name, `first` until something was typed; setting null forgets it.
export function useTyped(name: string, first = ""): [string, (text: string | null) => void] {
  const [text, setText] = useState(() => texts.get(name) ?? null);
  useEffect(() => setText(texts.get(name) ?? null), [name]);
  return [
    text ?? first,
    (next) => {
      keep(name, next);
      setText(next);
    },
  ];
}
