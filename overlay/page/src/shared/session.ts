// SPDX-License-Identifier: Apache-2.0
// Who looks at the page: from the one-time code in the address to the session the agent tells of.
import { forgetAnswers, useAnswer } from "./answers";
import { request } from "./api";
import type { ProblemError } from "./problem";
import { asProblem } from "./problem";
import { replace } from "./router";
import type { Schema, Session } from "./schema";
import { makeStore, useStore } from "./store";
import { keepToken, token } from "./token";
import { forgetAllTyped } from "./typing";

// Reads `#code=…` and takes it out of the address at once: it works once, and must not stay in the history.
export function takeCode(): string | null {
  const found = /^#code=([^&]+)$/.exec(location.hash);
  if (!found) return null;
  replace("");
  return decodeURIComponent(found[1] ?? "");
}

// A code is being exchanged; nothing is asked meanwhile.
export const exchanging = makeStore(false);

// Exchanges a code for a token. A code that is too old changes nothing where there is a token already.
export async function exchange(code: string): Promise<ProblemError | null> {
  exchanging.set(true);
  try {
    const fresh = await request<Schema<"NewSession">>("/session", { method: "POST", body: { code }, anonymous: true });
    keepToken(fresh.token);
    void forgetAnswers();
    return null;
  } catch (error) {
    return asProblem(error);
  } finally {
    exchanging.set(false);
  }
}

// Revokes the token of this page.
export async function leave(): Promise<void> {
  try {
    await request("/session", { method: "DELETE" });
  } finally {
    keepToken(null);
    forgetAllTyped();
  }
}

let current: Session | null = null;

// The session of the page that is shown. Views below the app's frame may rely on it: the frame draws them only with one.
export function session(): Session {
  if (!current) throw new Error("No session yet.");
  return current;
}

// For the app's frame: the session, kept current.
export function useSession(): { session: Session | undefined; problem: ProblemError | null; locked: boolean } {
  const mine = useStore(token);
  const busy = useStore(exchanging);
  const { data, problem } = useAnswer("/session", mine === null || busy ? null : {}, { every: 60_000 });
  if (data) current = data;
  return { session: mine === null ? undefined : data, problem, locked: mine === null && !busy };
}
