// SPDX-License-Identifier: Apache-2.0
// A member as it is being typed in. It outlives the dialog: a click beside it, or a refusal, loses nothing.
import type { CommandBody, Schema } from "../shared/schema";
import type { Member } from "./order";

export type Account = Schema<"GivenAccount">;
export type Unclaimed = Schema<"Unclaimed">;
export interface Draft {
  id: string;
  isNew: boolean;
  name: string;
  group: string;
  role: Member["role"];
  track: Member["track"];
  stage: Member["stage"];
  mentor: string; // A member's id; "" = nobody.
  joined: string;
  accounts: { account: string; rep: string; from: string; to: string }[];
}

const kept = new Map<string, Draft>();
export const keptDraft = (key: string): Draft | undefined => kept.get(key);
export function keepDraft(key: string, draft: Draft | null): void {
  if (draft) kept.set(key, draft);
  else kept.delete(key);
}

export function draftOf(member: Member): Draft {
  const { id, name, group, role, track, stage } = member;
  return { id, isNew: false, name, group, role, track, stage, mentor: member.mentor?.id ?? "", joined: member.joined_on ?? "", accounts: member.accounts.map(({ account, rep, from, to }) => ({ account, rep, from: from ?? "", to: to ?? "" })) };
}
export function newDraft(id: string, today: string, group: string, from?: Unclaimed): Draft {
  const fresh: Draft = { id, isNew: true, name: from?.name ?? "", group, role: "rep", track: "unset", stage: "by_time", mentor: "", joined: today, accounts: [] };
  return from ? claimed(fresh, from) : fresh;
}

// With an account that nobody claimed: always theirs, unless a day is written.
export const claimed = (draft: Draft, { account, rep, name }: Unclaimed): Draft => ({ ...draft, name: draft.name || name, accounts: [...draft.accounts, { account, rep, from: "", to: "" }] });
export const stillFree = (draft: Draft, list: readonly Unclaimed[]): Unclaimed[] => list.filter((one) => !draft.accounts.some((each) => each.account === one.account && each.rep === one.rep));

export type Fault = "name" | "id" | "rep" | "order";
// What is missing, by field; rows of accounts by their place.
export function faultsOf(draft: Draft): { field: string; what: Fault }[] {
  const found: { field: string; what: Fault }[] = [];
  if (draft.name.trim() === "") found.push({ field: "name", what: "name" });
  if (draft.isNew && draft.id.trim() === "") found.push({ field: "id", what: "id" });
  draft.accounts.forEach((one, i) => {
    if (one.rep.trim() === "" || one.account.trim() === "") found.push({ field: `account ${i}`, what: "rep" });
    else if (one.from !== "" && one.to !== "" && one.to < one.from) found.push({ field: `account ${i}`, what: "order" });
  });
  return found;
}

export const putOf = (draft: Draft): CommandBody => ({
  kind: "member.put",
  member: draft.id.trim(),
  is_new: draft.isNew,
  name: draft.name.trim(),
  group: draft.group.trim(),
  role: draft.role,
  track: draft.track,
  stage: draft.stage,
  joined_on: draft.joined || null,
  mentor: draft.mentor,
  accounts: draft.accounts.map(({ account, rep, from, to }) => ({ account: account.trim(), rep: rep.trim(), from: from || null, to: to || null })),
});
