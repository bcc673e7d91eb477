// SPDX-License-Identifier: Apache-2.0
// The turns of a pick, page after page. Pages that were read stay, so that whoever comes back finds the same place.
import { useEffect, useRef, useState } from "preact/hooks";
import { answer, useAnswer } from "../shared/answers";
import { change } from "../shared/events";
import { asProblem, type ProblemError } from "../shared/problem";
import type { Answer, Query, Turn } from "../shared/schema";
import { useStore } from "../shared/store";

type Pages = Answer<"/turns">[];

// Further pages by query, oldest query forgotten first.
const kept = new Map<string, Pages>();

async function readPages(query: Query<"/turns">, first: string | null, count: number): Promise<Pages> {
  const pages: Pages = [];
  for (let next = first; next !== null && pages.length < count; ) {
    const page = await answer("/turns", { ...query, after: next });
    pages.push(page);
    next = page.next;
  }
  return pages;
}

export interface TurnPages {
  turns: Turn[] | undefined;
  total: number;
  more: (() => void) | null;
  busy: boolean;
  problem: ProblemError | null;
  reload: () => void;
}

export function useTurnPages(query: Query<"/turns"> | null): TurnPages {
  const key = JSON.stringify(query);
  const { data, problem, reload } = useAnswer("/turns", query, { every: 30_000 });
  const [, draw] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProblemError | null>(null);
  const known = kept.get(key) ?? [];
  const changed = useStore(change);
  // The reading that counts. One that was begun before it may end after it, with fewer pages.
  const reading = useRef<{ key: string; count: number; asked: boolean } | null>(null);

  // Only what somebody asked for is shown as work: the way to more pages stays open while those that are there are read anew.
  const read = (count: number, asked: boolean): void => {
    if (!query || !data) return;
    const mine = { key, count, asked };
    reading.current = mine;
    setBusy(asked);
    setFailed(null);
    readPages(query, data.next, count)
      .then((pages) => {
        if (reading.current !== mine) return;
        kept.delete(key);
        kept.set(key, pages);
        for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - 10))) kept.delete(old);
        draw((n) => n + 1);
      })
      .catch((error: unknown) => reading.current === mine && setFailed(asProblem(error)))
      .finally(() => {
        if (reading.current !== mine) return;
        reading.current = null;
        setBusy(false);
      });
  };
  // What was read further down may have changed as well.
  useEffect(() => {
    const running = reading.current?.key === key ? reading.current : null;
    const count = Math.max(known.length, running?.count ?? 0);
    if (count > 0) read(count, running?.asked ?? false);
  }, [changed]);

  const last = known[known.length - 1] ?? data;
  return {
    turns: data ? [...data.turns, ...known.flatMap((page) => page.turns)] : undefined,
    total: data?.total ?? 0,
    more: last?.next ? () => read(known.length + 1, true) : null,
    busy,
    problem: failed ?? problem,
    reload: () => void reload(),
  };
}
