// SPDX-License-Identifier: Apache-2.0
// Coming in by an invitation. Somebody who is signed in here already is asked first; what they did not send is not sent in another's name.
import { exchange } from "../shared/session";
import { forgetAll, forgetOwn } from "../shared/outbox";
import type { ProblemError } from "../shared/problem";
import { go } from "../shared/router";
import { makeStore } from "../shared/store";
import { token } from "../shared/token";
import { forgetAllTyped } from "../shared/typing";

export interface Joining {
  code: string;
  state: "asking" | "busy" | "failed";
  problem: ProblemError | null;
}
export const joining = makeStore<Joining | null>(null);

export function beginJoin(code: string): void {
  joining.set({ code, state: "asking", problem: null });
  if (token.get() === null) void join();
}
export const stay = (): void => {
  joining.set(null);
  go("");
};

export async function join(): Promise<void> {
  const now = joining.get();
  if (!now || now.state === "busy") return;
  joining.set({ ...now, state: "busy", problem: null });
  const before = token.get();
  const problem = await exchange(now.code, () => {
    if (before === null) return forgetOwn();
    forgetAll();
    forgetAllTyped();
  });
  if (problem) {
    joining.set({ ...now, state: "failed", problem });
    return;
  }
  joining.set(null);
  go("");
}
