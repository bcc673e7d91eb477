// SPDX-License-Identifier: Apache-2.0
// A sheet while it is worked on: what the agent has, what is on its way there, and what was typed last, with the way back.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Schema, Words } from "../shared/schema";
import { useStore } from "../shared/store";
import { discard, outbox, outboxConfirmed, pendingFor, put, type Queued, type SheetCommand } from "../shared/outbox";

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

export function useDraft(sheet: Sheet, reload: () => Promise<void>): Work {
  const pending = pendingFor(useStore(outbox), sheet.person.id, sheet.day);
  const of = (kind: SheetCommand["kind"]): Queued | null => [...pending].reverse().find((one) => one.body.kind === kind && !one.refused) ?? null;
  const lastSave = [...pending].reverse().find((one) => one.body.kind === "sheet.save") ?? null;
  const [typed, setTyped] = useState<Draft | null>(null);
  const [steps, setSteps] = useState<Step[]>([]);
  const latest = useRef({ typed, pending: pending.length });
  latest.current = { typed, pending: pending.length };

  // What was typed gives way to the agent's state only after that state has been fetched anew.
  const confirmations = useStore(outboxConfirmed);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const before = latest.current.typed;
    void reload().then(() => {
      if (latest.current.pending === 0 && latest.current.typed === before) setTyped(null);
    });
  }, [confirmations]);

  const draft = typed ?? (lastSave?.body.kind === "sheet.save" ? fromSave(sheet, lastSave.body) : fromSheet(sheet));
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
