// SPDX-License-Identifier: Apache-2.0
// Texts that are not signed for yet, and whether they come before the rest. "Later" is remembered in this tab, by person and texts.
import { outbox, settled } from "../shared/outbox";
import type { Session } from "../shared/schema";
import { makeStore, useStore } from "../shared/store";

const place = "rigong.sign_later";

function kept(): string {
  try {
    return sessionStorage.getItem(place) ?? "";
  } catch {
    return "";
  }
}
const putOff = makeStore(kept());
let current = "";

// Whoever has just said whose desk it is wants to see their figures; the texts come first when the page is opened the next time.
const nothingNow = "*";
export const notInThisTab = (): void => putOffAs(nothingNow);
export const later = (): void => putOffAs(current);

function putOffAs(what: string): void {
  putOff.set(what);
  try {
    sessionStorage.setItem(place, what);
  } catch {
    // Put off until the tab is loaded again.
  }
}

// Without those signed for here of which the agent's answer does not tell yet.
export function useToSign(session: Session | undefined): { list: Session["to_sign"]; first: boolean } {
  const queued = useStore(outbox);
  const done = useStore(settled);
  const was = useStore(putOff);
  const signedHere = new Set([
    ...queued.flatMap(({ body, refused }) => (body.kind === "text.sign" && !refused ? [body.text] : [])),
    ...done.flatMap(({ body, change }) => (body.kind === "text.sign" && change > (session?.change ?? 0) ? [body.text] : [])),
  ]);
  const list = session?.to_sign.filter((one) => !signedHere.has(one)) ?? [];
  current = `${session?.person?.id ?? ""} ${list.join()}`;
  return { list, first: list.length > 0 && was !== current && was !== nothingNow };
}
