// SPDX-License-Identifier: Apache-2.0
// Where the page is: #/turns?pick=slow. Links are plain <a href={link("turns", {…})}>; the browser's back and forward work, and come back to
// the same place of a long page.
import { makeStore, useStore } from "./store";

export interface Route {
  path: string[]; // ["sheet", "2026-11-25"]
  query: Record<string, string>;
}

export type QueryIn = Record<string, string | number | null | undefined>;

function parse(hash: string): Route {
  // A one-time code or an invitation is no place; session.ts takes it out.
  if (/^#(code|join)=/.test(hash)) return { path: [], query: {} };
  const [way = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const path = way.split("/").filter(Boolean).map(decode);
  return { path, query: Object.fromEntries(new URLSearchParams(search)) };
}
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// Whether the address names no view. Asks the address itself, which may be newer than what is drawn.
export const atHome = (): boolean => parse(location.hash).path.length === 0;

export const route = makeStore<Route>(parse(location.hash));
export const useRoute = (): Route => useStore(route);

export function link(path: string | string[], query: QueryIn = {}): string {
  const parts = (Array.isArray(path) ? path : path.split("/")).map(encodeURIComponent).join("/");
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `#/${parts}${search ? `?${search}` : ""}`;
}

// Goes there as by a link, at once: the browser's own notice of a new address comes later, and a key that is pressed meanwhile would be
// answered by the place that was left.
export function goTo(address: string): void {
  location.hash = address;
  arrive();
}
export const go = (path: string | string[], query: QueryIn = {}): void => goTo(link(path, query));

// Changes the address without a new entry: filters and the like.
export function replace(path: string | string[], query: QueryIn = {}): void {
  history.replaceState(history.state, "", link(path, query));
  arrived = location.hash;
  route.set(parse(arrived));
}

// Scroll positions by entry. The browser's own way fails, since a view is drawn only after its answer has come.
const places = new Map<string, number>();
let here = "";
// How long a view may take to be as long as it was, in milliseconds; whoever scrolls meanwhile is not pulled back.
const patience = 20_000;
let touched = false;
// A view that is still growing is not yet where it was left.
let settling = false;
// Where the page stands is where this entry was left. Asked also when it is left: the notice of having scrolled comes with a frame.
const keepPlace = (): void => {
  if (here !== "" && (!settling || touched)) places.set(here, window.scrollY);
};
for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(kind, () => (touched = true), { passive: true });

function enter(): void {
  const known = (history.state as { place?: string } | null)?.place;
  here = known ?? `${Date.now()}.${Math.random()}`;
  if (!known) history.replaceState({ place: here }, "");
  const top = places.get(here) ?? 0;
  const mine = here;
  const until = performance.now() + patience;
  touched = false;
  settling = true;
  let put = window.scrollY;
  let height = document.documentElement.scrollHeight;
  const settle = (): void => {
    if (here !== mine) return;
    // Moved by nobody's key and not by what grew: a hand on the scroll bar.
    if (Math.abs(window.scrollY - put) > 2 && document.documentElement.scrollHeight === height) touched = true;
    if (!touched) window.scrollTo(0, top);
    put = window.scrollY;
    height = document.documentElement.scrollHeight;
    settling = !touched && Math.abs(window.scrollY - top) > 2 && performance.now() < until;
    if (settling) setTimeout(settle, 30);
  };
  setTimeout(settle, 0);
}

if ("scrollRestoration" in history) history.scrollRestoration = "manual";
addEventListener("scroll", keepPlace, { passive: true });

let arrived = location.hash;
function arrive(): void {
  if (location.hash === arrived) return;
  keepPlace();
  arrived = location.hash;
  route.set(parse(arrived));
  enter();
}
addEventListener("hashchange", arrive);
enter();
