// SPDX-License-Identifier: Apache-2.0
// A sheet while it is worked on: what the agent has, what is on its way there, and what was typed last, with the way back.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schema, Words } from "../shared/schema";
import { useStore } from "../shared/store";
import { discard, outbox, outboxConfirmed, pendingFor, put, settled, type Queued, type SheetCommand } from "../shared/outbox";

export type Sheet = Schema<"Sheet">;
export interface Entry {
  confirmed: boolean;
  typed: number | null;
}
export interface Draft {
  figures: Record<string, Entry>;
  line: string;
  note: string;
}
export const isDone = (entry: Entry | undefined): boolean => entry !== undefined && (entry.confirmed || entry.typed !== null);

function fromSheet(sheet: Sheet): Draft {
  return {
    figures: Object.fromEntries(sheet.figures.map((one) => [one.name, { confirmed: one.confirmed, typed: one.typed ?? null }])),
    line: sheet.line,
    note: sheet.note,
  };
}

function fromSave(sheet: Sheet, save: Extract<SheetCommand, { kind: "sheet.save" }>): Draft {
  const draft = fromSheet(sheet);
  for (const { name, confirmed, typed } of save.figures) draft.figures[name] = { confirmed, typed: typed ?? null };
  return { ...draft, line: save.line, note: save.note };
}

const toSave = (sheet: Sheet, draft: Draft): SheetCommand => ({
  kind: "sheet.save",
  person: sheet.person.id,
  day: sheet.day,
  figures: sheet.figures.map(({ name }) => ({ name, confirmed: draft.figures[name]?.confirmed ?? false, typed: draft.figures[name]?.typed ?? null })),
  line: draft.line,
  note: draft.note,
});

export interface Work {
  draft: Draft;
  // `what` names the field, so that letters typed one after the other are one step back.
  edit(change: (draft: Draft) => Draft, what: string): void;
  undo: (() => void) | null;
  saving: Queued | null; // A save on its way.
  signing: Queued | null;
  reopening: Queued | null;
  refused: Words | null;
  drop(): void; // Forgets what was refused; the agent's state is shown again.
}

interface Step {
  before: Draft;
  what: string;
  at: number;
}

// `known` is the change number that `sheet` certainly knows of.
export function useDraft(sheet: Sheet, known: number, reload: () => Promise<void>): Work {
  const pending = pendingFor(useStore(outbox), sheet.person.id, sheet.day);
  const of = (kind: SheetCommand["kind"]): Queued | null => [...pending].reverse().find((one) => one.body.kind === kind && !one.refused) ?? null;
  const lastSave = [...pending].reverse().find((one) => one.body.kind === "sheet.save") ?? null;
  const [typed, setTyped] = useState<Draft | null>(null);
  const [steps, setSteps] = useState<Step[]>([]);
  const confirmations = useStore(outboxConfirmed);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) void reload();
    first.current = false;
  }, [confirmations]);

  // What was typed gives way to the agent's state only where that state knows of it; an answer that was on its way before the last save
  // does not, and a figure confirmed upon it would undo a correction.
  const untold = useStore(settled).flatMap(({ body, change }) =>
    change > known && body.kind === "sheet.save" && body.person === sheet.person.id && body.day === sheet.day ? [body] : [],
  );
  const told = pending.length === 0 && untold.length === 0;
  useLayoutEffect(() => {
    if (told) setTyped(null);
  }, [told]);

  const save = lastSave?.body.kind === "sheet.save" ? lastSave.body : untold[untold.length - 1];
  const draft = typed ?? (save ? fromSave(sheet, save) : fromSheet(sheet));
  const set = (next: Draft): void => {
    setTyped(next);
    put(toSave(sheet, next), 500);
  };
  const last = steps[steps.length - 1];
  const refused = pending.find((one) => one.refused) ?? null;
  return {
    draft,
    edit(change, what) {
      const now = Date.now();
      const joins = last !== undefined && last.what === what && now - last.at < 1500 && (what === "line" || what === "note");
      setSteps(joins ? [...steps.slice(0, -1), { ...last, at: now }] : [...steps.slice(-49), { before: draft, what, at: now }]);
      set(change(draft));
    },
    undo: last
      ? () => {
          setSteps(steps.slice(0, -1));
          set(last.before);
        }
      : null,
    saving: of("sheet.save"),
    signing: of("sheet.sign"),
    reopening: of("sheet.reopen"),
    refused: refused?.refused ?? null,
    drop() {
      for (const one of pending) if (one.refused) discard(one.id);
      setSteps([]);
      setTyped(null);
    },
  };
}
