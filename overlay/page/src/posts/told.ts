// SPDX-License-Identifier: Apache-2.0
// Whom a post names and whom it leaves out, from the lead's full ranking. The rules are those of public_board (agent/runtime/board.cc): the first
// three of the composite, who improved most, the month's titles, and of all these nobody who does not want to be named.
import type { Ranking } from "../ranking/say";
import { listWords, toldInPublic } from "../ranking/say";
import { t } from "./words";

export interface Told {
  first: string[];
  improved: string[];
  titles: string[];
  unnamed: number; // Of those who would be named.
  off: number;
  newcomers: number;
  few: number; // Without a place for too few or no figures.
  fewPlaces: boolean; // Fewer than five have enough for a place.
  noComposite: "ratings" | "goals" | null; // Why there are no places at all: too few ratings, or no goals.
}

export const smallest = 5;

export function toldOf(ranking: Ranking): Told {
  const hidden = new Set(ranking.unnamed);
  const { places, unplaced } = ranking.composite;
  const top = places.slice(0, toldInPublic(places)).map(({ person }) => person);
  const titled = ranking.titles.flatMap(({ people }) => people);
  const unnamed = new Set([...top, ...titled].filter(({ id }) => hidden.has(id)).map(({ id }) => id));
  const named = (people: { id: string; name: string }[]): string[] => [...new Map(people.filter(({ id }) => !hidden.has(id)).map(({ id, name }) => [id, name])).values()];
  const out = (...whys: string[]): number => unplaced.filter(({ why }) => whys.includes(why)).length;
  return {
    first: named(top),
    improved: named(ranking.improved.map(({ person }) => person)),
    titles: named(titled),
    unnamed: unnamed.size,
    off: out("off"),
    newcomers: out("newcomer"),
    few: out("few", "no_value"),
    fewPlaces: places.length === 0,
    noComposite: ranking.composite_of.length > 0 ? null : ranking.figures.some(({ name }) => name === "satisfaction") ? "ratings" : "goals",
  };
}

// "综合前三：小满、谷雨、立夏", one line for each kind; empty where nobody is named.
export function namedLines({ first, improved, titles }: Told): string[] {
  return [
    ...(first.length > 0 ? [t("namedFirst", { names: listWords(first) })] : []),
    ...(improved.length > 0 ? [t("namedImproved", { names: listWords(improved) })] : []),
    ...(titles.length > 0 ? [t("namedTitles", { names: listWords(titles) })] : []),
  ];
}
// Who is not in it, and why.
export function leftOut(all: Told): string[] {
  return [
    ...(all.fewPlaces ? [t(all.noComposite === "ratings" ? "outRatings" : all.noComposite === "goals" ? "outGoals" : "outFew")] : []),
    ...(all.unnamed > 0 ? [t("outUnnamed", { n: all.unnamed })] : []),
    ...(all.off > 0 ? [t("outOff", { n: all.off })] : []),
    ...(all.newcomers > 0 ? [t("outNew", { n: all.newcomers })] : []),
    ...(all.few > 0 && !all.fewPlaces ? [t("outSample", { n: all.few })] : []),
    t("outRest"),
  ];
}
