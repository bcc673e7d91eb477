// SPDX-License-Identifier: Apache-2.0
// Whether the agent answers. Everything that talks to it tells here; the banner and the stream's back-off go by it.
import { makeStore } from "./store";

export interface Connection {
  // Since when nobody answers; null while somebody does.
  awaySince: number | null;
}

const state = makeStore<Connection>({ awaySince: null });
let lastHeard = Date.now();
let timer = 0;

// A restart takes a moment; a banner that flashes up for it would only disturb.
const grace = 1500;

export const connection = {
  ...state,
  found(): void {
    lastHeard = Date.now();
    clearTimeout(timer);
    timer = 0;
    if (state.get().awaySince !== null) state.set({ awaySince: null });
  },
  lost(): void {
    if (timer !== 0 || state.get().awaySince !== null) return;
    const since = Math.max(lastHeard, Date.now() - 60_000);
    timer = window.setTimeout(() => {
      timer = 0;
      state.set({ awaySince: since });
    }, grace);
  },
};
