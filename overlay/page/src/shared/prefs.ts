// SPDX-License-Identifier: Apache-2.0
// What this browser remembers of how the page should look. Nothing here leaves the machine.
import { keptPrefs, place, show, type Prefs } from "./look";
import { makeStore } from "./store";

export type { Language, Prefs } from "./look";

export const prefs = makeStore<Prefs>(keptPrefs());
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
