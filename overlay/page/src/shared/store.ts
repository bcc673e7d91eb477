// SPDX-License-Identifier: Apache-2.0
// A value that views follow. Small on purpose: what the agent knows lives in answers.ts, and what a view alone knows in its own state.
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Store<Value> {
  get(): Value;
  set(value: Value): void;
  // Calls back after every change; returns how to stop.
  follow(listener: () => void): () => void;
}

export function makeStore<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

// The store's value; the component is drawn again when it changes.
export function useStore<Value>(store: Store<Value>): Value {
  const [, draw] = useState(0);
  const drawn = useRef(store.get());
  drawn.current = store.get();
  useLayoutEffect(() => {
    const stop = store.follow(() => draw((n) => n + 1));
    // It may have changed between drawing and following.
    if (!Object.is(drawn.current, store.get())) draw((n) => n + 1);
    return stop;
  }, [store]);
  return drawn.current;
}
