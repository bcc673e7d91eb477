// SPDX-License-Identifier: Apache-2.0
// Who looks at the page: from the one-time code in the address to the session the agent tells of.
import { useEffect } from "preact/hooks";
import { forgetAnswers, useAnswer } from "./answers";
import { request } from "./api";
import type { ProblemError } from "./problem";
import { asProblem } from "./problem";
import { replace } from "./router";
import { self } from "./self";
import type { Right, Schema, Session } from "./schema";
import { makeStore, useStore } from "./store";
import { thisDevice } from "./device";
import { keepToken, token } from "./token";
import { forgetAllTyped } from "./typing";

// Reads `#code=…` or `#join=…` and takes it out of the address at once: it works once, and must not stay in the history.
function take(name: "code" | "join"): string | null {
  const found = new RegExp(`^#${name}=([^&]+)$`).exec(location.hash);
  if (!found) return null;
  replace("");
  try {
    return decodeURIComponent(found[1] ?? "");
  } catch {
    // Damaged on its way: the agent says that it is not valid.
    return found[1] ?? "";
  }
}
export const takeCode = (): string | null => take("code");
// The token of an invitation.
export const takeInvitation = (): string | null => take("join");

// A code is being exchanged; nothing is asked meanwhile.
export const exchanging = makeStore(false);

// Exchanges a code for a token. A code that is too old changes nothing where there is a token already. Where somebody else may take
// this page over, `forget` is called first, and a token before is ended.
export async function exchange(code: string, forget?: () => void): Promise<ProblemError | null> {
  exchanging.set(true);
  try {
    const fresh = await request<Schema<"NewSession">>("/session", { method: "POST", body: { code, device: thisDevice() }, anonymous: true });
    forget?.();
    if (forget && token.get() !== null) await request("/session", { method: "DELETE" }).catch(() => {});
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

// What reaches beyond oneself.
export const may = (right: Right, of: Session = session()): boolean => of.may.includes(right);
// Whether one acts for others as well: gives, closes, reports. A lead's deputy does so with the lead's rights.
export const leads = ({ role, acting_for: lead }: Session = session()): boolean => role === "lead" || lead !== null;

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
  const [id, name] = [data?.person?.id ?? "", data?.person?.name ?? ""];
  const known = data !== undefined && data.role !== "unset";
  useEffect(() => self.set(known ? { id, name } : null), [known, id, name]);
  return { session: mine === null ? undefined : data, problem, locked: mine === null && !busy };
}
