// SPDX-License-Identifier: Apache-2.0
// In which order members stand: group by group as the team has them, within by what was chosen; former members apart.
import type { Schema } from "../shared/schema";

export type Members = Schema<"Members">;
export type Member = Schema<"Member">;
export const columns = ["name", "role", "track", "stage", "joined", "accounts", "away", "devices"] as const;
export type Column = (typeof columns)[number];
export interface Order {
  by: Column;
  down: boolean;
}
export const byName: Order = { by: "name", down: false };

const words = new Intl.Collator("zh-CN", { numeric: true });
const roles = ["lead", "admin", "reader", "rep"];
const tracks = ["pre_sales", "after_sales", "phone", "live", "unset"];
const stages = ["newcomer", "growing", "mature", "senior", "by_time"];

// What the row's detail is called in the page.
export const detailId = (id: string): string => `member-${encodeURIComponent(id)}`;
export const nameOf = (one: { id: string; name: string }): string => one.name || one.id;

// When somebody is away next; a last day counts as well.
const awayFrom = (one: Member): string => [one.left_on ?? "", ...one.leaves.map(({ from }) => from)].filter(Boolean).sort()[0] ?? "";

function keyOf(one: Member, by: Column): number | string | null {
  switch (by) {
    case "name":
      return null;
    case "role":
      return roles.indexOf(one.role);
    case "track":
      return tracks.indexOf(one.track);
    case "stage":
      return stages.indexOf(one.stage_now);
    case "joined":
      return one.joined_on ?? null;
    case "accounts":
      return one.accounts.length;
    case "away":
      return awayFrom(one) || null;
    case "devices":
      return one.devices;
  }
}

// Whoever has no value comes last, whichever way it is turned.
export function ordered(list: readonly Member[], { by, down }: Order): Member[] {
  const turn = down ? -1 : 1;
  const names = (a: Member, b: Member): number => words.compare(nameOf(a), nameOf(b)) || (a.id < b.id ? -1 : 1);
  return list
    .map((one) => ({ one, key: keyOf(one, by) }))
    .sort((a, b) => {
      if (by === "name") return turn * names(a.one, b.one);
      if (a.key === b.key) return names(a.one, b.one);
      if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
      return a.key < b.key ? -turn : turn;
    })
    .map(({ one }) => one);
}

// The first press sorts upward, the second turns it round, the third goes back to names.
export function nextOrder(now: Order, by: Column): Order {
  if (now.by !== by) return { by, down: by === "accounts" || by === "devices" };
  const first = by === "accounts" || by === "devices";
  return now.down === first ? { by, down: !first } : byName;
}
export function readOrder(text: string | undefined): Order {
  const [by, way] = (text ?? "").split(".");
  const found = columns.find((one) => one === by);
  return found ? { by: found, down: way === "down" } : byName;
}
export const orderText = ({ by, down }: Order): string | null => (by === "name" && !down ? null : `${by}.${down ? "down" : "up"}`);

export interface Part {
  group: string;
  members: Member[];
}
// Those who match what is looked for, as they stand on the page.
export function parts({ members, groups }: Members, order: Order, wanted: string): { parts: Part[]; former: Member[]; found: number } {
  const text = wanted.trim().toLowerCase();
  const matches = (one: Member): boolean => text === "" || [one.name, one.id, one.group, ...one.accounts.map(({ rep }) => rep)].some((each) => each.toLowerCase().includes(text));
  const found = members.filter(matches);
  const all = [...groups, ...found.map(({ group }) => group)];
  const known = [...new Set(all)].sort((a, b) => Number(a === "") - Number(b === ""));
  return {
    parts: known.map((group) => ({ group, members: ordered(found.filter((one) => !one.left && one.group === group), order) })).filter((one) => one.members.length > 0),
    former: ordered(found.filter((one) => one.left), order),
    found: found.length,
  };
}
