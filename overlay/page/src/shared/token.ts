// SPDX-License-Identifier: Apache-2.0
// The page's session token. It lives in local storage, so that every tab and tomorrow's window has it; it goes nowhere but into the
// Authorization header.
import { makeStore } from "./store";

const place = "rigong.token";

function read(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

export const token = makeStore<string | null>(read());

export function keepToken(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(place);
    else localStorage.setItem(place, value);
  } catch {
    // Without storage it lasts as long as the tab.
  }
  token.set(value);
}

// A code exchanged in one tab wakes the others.
addEventListener("storage", (event) => {
  if (event.key === place || event.key === null) token.set(read());
});
