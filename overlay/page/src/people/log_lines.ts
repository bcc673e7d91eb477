// SPDX-License-Identifier: Apache-2.0
// The log page after page. What was read stays while newer lines come.
import { useMemo, useRef, useState } from "preact/hooks";
import { answer, useAnswer } from "../shared/answers";
import { asProblem, type ProblemError } from "../shared/problem";
import type { Schema } from "../shared/schema";

export type Line = Schema<"LogLine">;

// The newest page before what was read of it and older ones. Where so much came between that the page does not reach what was read, it
// begins anew; null says so.
export function joined(fresh: readonly Line[], before: readonly Line[]): Line[] | null {
  if (before.length === 0) return [...fresh];
  const known = new Set(before.map(({ id }) => id));
  const first = fresh.findIndex(({ id }) => known.has(id));
  if (first < 0) return fresh.length === 0 ? [...before] : null;
  return [...fresh.slice(0, first), ...before];
}

export interface LogDay {
  day: string;
  lines: Line[];
}
export function byDay(lines: readonly Line[], dayOf: (ms: number) => string): LogDay[] {
  const days: LogDay[] = [];
  for (const line of lines) {
    const day = dayOf(line.at);
    const last = days[days.length - 1];
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

export interface LogPages {
  lines: Line[] | undefined;
  more: (() => void) | null;
  busy: boolean;
  problem: ProblemError | null;
  reload: () => void;
}

// `all` stays what it is for as long as the view is shown.
export function useLog(all: boolean, ask = true): LogPages {
  const query = all ? { all: 1 as const } : {};
  const { data, problem, reload } = useAnswer("/log", ask ? query : null);
  const kept = useRef<{ lines: Line[]; before: number | null }>({ lines: [], before: null });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProblemError | null>(null);
  const [pages, setPages] = useState(0);
  const lines = useMemo(() => {
    if (!data) return undefined;
    const next = joined(data.lines, kept.current.lines);
    kept.current = next === null || kept.current.lines.length === 0 ? { lines: next ?? data.lines, before: data.before } : { ...kept.current, lines: next };
    return kept.current.lines;
  }, [data, pages]);
  const { before } = kept.current;
  const more = async (): Promise<void> => {
    if (before === null) return;
    setBusy(true);
    setFailed(null);
    try {
      const page = await answer("/log", { ...query, before });
      kept.current = { lines: [...kept.current.lines, ...page.lines], before: page.before };
      setPages((n) => n + 1);
    } catch (error) {
      setFailed(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { lines, more: lines && before !== null ? () => void more() : null, busy, problem: failed ?? problem, reload: () => void reload() };
}
