// SPDX-License-Identifier: Apache-2.0
// What of the panel comes first at this hour of the shift (早, 午, 晚), and when that may change under the eyes of whoever works beside it.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Prefs } from "../shared/prefs";
import type { Work } from "../shared/schema";
import { hands, type Hands } from "../shared/touched";

export type Part = Work["part"];

// As the person has chosen, else what fits the hour; another day than today has no hour.
export function partWanted(chosen: Prefs["hour"], work: Pick<Work, "day" | "today" | "part">): Part {
  if (work.day !== work.today) return "none";
  return chosen === "auto" ? work.part : chosen;
}

const calmMs = 20_000;

// A natural moment to move things: nobody writes, in the chat or here, and nobody has touched the page for a while, or sees it.
export const mayMove = (quiet: boolean, { idleMs, writing, hidden }: Hands): boolean => !quiet && !writing && (hidden || idleMs >= calmMs);

interface Drawn {
  of: string;
  chosen: Prefs["hour"];
  part: Part;
}

// The part that is drawn. Another person or day and one's own choice show at once, the hour at the next natural moment.
export function useHour(of: string, chosen: Prefs["hour"], work: Pick<Work, "day" | "today" | "part"> | undefined, quiet: boolean): Part {
  const drawn = useRef<Drawn | null>(null);
  const focused = useRef<Element | null>(null);
  const [, wake] = useState(0);
  const before = drawn.current;
  const wanted = work ? partWanted(chosen, work) : (before?.part ?? "none");
  if (work && (before === null || before.of !== of || before.chosen !== chosen || before.part === wanted || mayMove(quiet, hands()))) {
    if (before?.part !== wanted) focused.current = document.activeElement;
    drawn.current = { of, chosen, part: wanted };
  }
  const part = drawn.current?.part ?? "none";
  const waits = part !== wanted;
  useEffect(() => {
    if (!waits) return undefined;
    const look = (): void => {
      if (mayMove(quiet, hands())) wake((n) => n + 1);
    };
    const timer = setInterval(look, 1000);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [waits, quiet]);
  // What is moved in the page loses the focus.
  useLayoutEffect(() => {
    const was = focused.current;
    focused.current = null;
    const main = document.querySelector("main");
    if (!(was instanceof HTMLElement) || was === document.body || document.activeElement !== document.body) return;
    const again = was.isConnected ? was : was.id ? document.getElementById(was.id) : null;
    (again ?? main?.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
  }, [part]);
  return part;
}
