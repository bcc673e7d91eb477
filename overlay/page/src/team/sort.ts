// SPDX-License-Identifier: Apache-2.0
// In which order the reps of a team stand. By name unless a lead asks otherwise; whoever has no value comes last; nobody gets a number.
import type { Better, Schema } from "../shared/schema";

export type Team = Schema<"Team">;
export type TeamRow = Schema<"TeamRow">;
export interface Sort {
  by: string; // "name", "customers", "waiting", "sheet", or a figure's name.
  down: boolean;
}
export const byName: Sort = { by: "name", down: false };

const names = new Intl.Collator("zh-CN", { numeric: true });
const sheetOrder: Record<Schema<"SheetState">, number> = { none: 0, open: 1, draft: 2, signed: 3 };

function keyOf(row: TeamRow, by: string): number | null {
  if (by === "customers") return row.customers;
  if (by === "waiting") return row.waiting;
  if (by === "sheet") return sheetOrder[row.sheet];
  return row.cells.find(({ name }) => name === by)?.value.value ?? null;
}

const compareNames = (a: TeamRow, b: TeamRow): number => names.compare(a.person.name, b.person.name) || (a.person.id < b.person.id ? -1 : 1);

export function sorted(rows: TeamRow[], { by, down }: Sort): TeamRow[] {
  if (by === "name") {
    const all = [...rows].sort(compareNames);
    return down ? all.reverse() : all;
  }
  const keyed = rows.map((row) => ({ row, key: keyOf(row, by) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return a.key === b.key ? compareNames(a.row, b.row) : a.key === null ? 1 : -1;
    return a.key === b.key ? compareNames(a.row, b.row) : down ? b.key - a.key : a.key - b.key;
  });
  return keyed.map(({ row }) => row);
}

// The first press sorts the way one looks first: what is better, or more, above; the second turns it round; the third goes back to names.
export function nextSort(now: Sort, by: string, better: Better | "count"): Sort {
  const first = by === "name" ? false : better !== "lower";
  if (now.by !== by) return { by, down: first };
  return now.down === first ? { by, down: !first } : byName;
}
