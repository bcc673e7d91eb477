// SPDX-License-Identifier: Apache-2.0
// For 20 s after the rep has sent a message nothing may pop up or move: who is typing must not be called away. Numbers and waits go on
// counting in their places; what would appear, vanish or change its shape waits for the end of the quiet.
import { useEffect, useRef, useState } from "preact/hooks";
import { agentNow } from "../shared/clock";
import type { Panel } from "../shared/schema";

export interface Quiet {
  shown: Panel | undefined; // The newest, with the next step as it was when the quiet began.
  listed: Panel["waiting"]; // Who stands in the list of those waiting: as it was then.
  quiet: boolean;
}

export function useQuiet(panel: Panel | undefined): Quiet {
  const held = useRef<Panel | null>(null);
  const [, wake] = useState(0);
  const until = panel?.quiet_until ?? 0;
  const quiet = until > agentNow();
  useEffect(() => {
    if (!quiet) return undefined;
    const timer = setTimeout(() => wake((n) => n + 1), until - agentNow() + 50);
    return () => clearTimeout(timer);
  }, [until, quiet]);
  if (!panel) return { shown: undefined, listed: [], quiet: false };
  const before = held.current;
  const same = before !== null && before.person.id === panel.person.id && before.day === panel.day;
  if (!quiet || !same) {
    held.current = panel;
    return { shown: panel, listed: panel.waiting, quiet };
  }
  return { shown: { ...panel, step: before.step ?? null }, listed: before.waiting, quiet };
}
