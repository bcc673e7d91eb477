// SPDX-License-Identifier: Apache-2.0
// The agent's time. Waits and "updated … ago" tick by it, since the browser's own clock may be wrong or in another zone. Only the stream
// of changes sets it: an answer may have been kept, and carries the time at which it was made.
import { useEffect, useState } from "preact/hooks";

let offset = 0;

export function heardTime(now: number): void {
  offset = now - Date.now();
}

// A time of the browser's clock as the agent's.
export const agentTime = (own: number): number => own + offset;
export const agentNow = (): number => agentTime(Date.now());

// The agent's time, drawn again every `every` milliseconds on the second; not while the tab is hidden.
export function useNow(every = 1000): number {
  const [now, setNow] = useState(agentNow);
  useEffect(() => {
    let timer = 0;
    const tick = (): void => {
      setNow(agentNow());
      timer = window.setTimeout(tick, every - (agentNow() % every) + 5);
    };
    const look = (): void => {
      clearTimeout(timer);
      if (!document.hidden) tick();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [every]);
  return now;
}
