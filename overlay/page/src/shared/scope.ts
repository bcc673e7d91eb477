// SPDX-License-Identifier: Apache-2.0
// Whose figures and which shop: in the address, so that a link says it; without it, one's own and all shops together.
import { link, route, useRoute, type QueryIn } from "./router";
import { session } from "./session";

export interface Scope {
  person: string; // "" where nobody is chosen (a lead's own desk).
  shop: string; // "" = all together.
  own: boolean; // One's own panel.
}

function scopeOf(query: Record<string, string>): Scope {
  const mine = session().person?.id ?? "";
  const person = query["person"] ?? mine;
  return { person, shop: query["shop"] ?? "", own: person === mine };
}

export const useScope = (): Scope => scopeOf(useRoute().query);

// A link that keeps person and shop.
export function linkHere(path: string | string[], query: QueryIn = {}): string {
  const { person, shop } = route.get().query;
  return link(path, { person, shop, ...query });
}
