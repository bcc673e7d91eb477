// SPDX-License-Identifier: Apache-2.0
// What a to-do or an objection calls a turn by: its conversation and when it opened.
import type { Turn } from "./schema";

const most = 200;

// Null where it would be longer than the contract takes.
export function turnRef({ conversation, opened_at: opened }: Pick<Turn, "conversation" | "opened_at">): string | null {
  const ref = `${conversation} ${opened}`;
  return ref.length <= most ? ref : null;
}

// Whether a turn is meant; by a conversation alone, each of its turns is.
export function isTurn(ref: string, turn: Pick<Turn, "conversation" | "opened_at">): boolean {
  return ref === turn.conversation || ref === `${turn.conversation} ${turn.opened_at}`;
}

// When the turn opened, where the reference says it.
export function openedOf(ref: string): number | null {
  const found = / (\d{10,16})$/.exec(ref);
  return found ? Number(found[1]) : null;
}
