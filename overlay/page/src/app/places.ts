// SPDX-License-Identifier: Apache-2.0
// The views that are offered, of the session that is shown.
import { useAnswer } from "../shared/answers";
import type { Session } from "../shared/schema";
import { panelQuery } from "../panel/panel";
import { placesFor, type Places } from "./nav";

// Null before it is known: an admin or a reader is asked for figures of their own first.
export function usePlaces(session: Session | undefined): Places | null {
  const person = session?.person?.id ?? "";
  const unsure = session?.role === "admin" || session?.role === "reader";
  const { data, problem } = useAnswer("/panel", unsure ? panelQuery(person, "", undefined) : null);
  if (!session) return null;
  if (unsure && person !== "" && !data && !problem) return null;
  return placesFor(session, person !== "" && (!unsure || (data !== undefined && data.mode !== "empty")));
}
