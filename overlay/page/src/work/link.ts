// SPDX-License-Identifier: Apache-2.0
// The way back to what an item came from, and what it is called; a talk has no view of its own.
import { figureName } from "../shared/figures";
import { shortDay } from "../shared/format";
import type { Task } from "../shared/schema";
import { linkHere } from "../shared/scope";
import { t } from "./card_words";

export function linkOf({ link, owner }: Pick<Task, "link" | "owner">): { href: string | null; words: string } | null {
  if (!link) return null;
  const day = shortDay(link.day);
  const person = owner.id;
  if (link.kind === "turn") return { href: linkHere("turns", { person, from: link.day, to: link.day, turn: link.ref }), words: t("linkTurn", { day }) };
  if (link.kind === "figure") return { href: linkHere("trend", { person, figure: link.ref, day: link.day }), words: t("linkFigure", { name: figureName(link.ref), day }) };
  if (link.kind === "task") return { href: linkHere("work", { person, day: link.day, item: link.ref }), words: t("linkTask", { day }) };
  return { href: null, words: t("linkTalk", { day }) };
}
