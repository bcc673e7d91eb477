// SPDX-License-Identifier: Apache-2.0
// A campaign, crisis or topic as it is being typed in, and in words.
import { dateOfTime, shortDay, shortest, time, unitWord } from "../shared/format";
import { figureName } from "../shared/figures";
import { say } from "../shared/i18n";
import type { CommandBody, Schema, Unit } from "../shared/schema";
import { t } from "./words";

export type Period = Schema<"Period">;
export type Periods = Schema<"Periods">;
export type Kind = Period["period_kind"];
export type Level = Period["level"];
export type Claim = Period["claim"];
export const kinds: Kind[] = ["campaign", "crisis", "topic", "reported"];
// What the platform said to a report.
export const claims = ["sent", "accepted", "refused"] as const;
export const levels: Level[] = ["urgent", "standard", "back_office"];

export interface Draft {
  id: string; // "" = a new one.
  kind: Kind;
  level: Level;
  name: string;
  shop: string;
  group: string;
  from: string;
  to: string;
  begin: string;
  end: string;
  warn: string; // Seconds.
  aims: { figure: string; text: string }[]; // As people write it: 90 for a share of 0.9, seconds.
  claim: Claim; // Of a report.
  evidence: string;
  usual: boolean; // Targets and warning are the level's, and change with it.
}

const factor = (unit: Unit): number => (unit === "share" ? 100 : unit === "ms" ? 0.001 : 1);
const unitOf = (all: Periods, figure: string): Unit => all.figures.find((one) => one.figure === figure)?.unit ?? "count";
// Without the dust of binary fractions: 0.07 × 100.
const tidy = (value: number): number => Number(value.toPrecision(12));
const typed = (all: Periods, { figure, value }: { figure: string; value: number }): { figure: string; text: string } => ({ figure, text: String(tidy(value * factor(unitOf(all, figure)))) });

export function withDefaults(draft: Draft, all: Periods): Draft {
  const found = all.defaults.find((one) => one.period_kind === draft.kind && one.level === draft.level);
  return { ...draft, usual: true, warn: found && found.warn_after_s > 0 ? String(found.warn_after_s) : "", aims: (found?.aims ?? []).map((one) => typed(all, one)) };
}
export const newDraft = (all: Periods): Draft => withDefaults({ id: "", kind: "campaign", level: "urgent", name: "", shop: "", group: "", from: all.today, to: all.today, begin: "", end: "", warn: "", aims: [], claim: "sent", evidence: "", usual: true }, all);
export function draftOf(period: Period, all: Periods): Draft {
  const { id, period_kind: kind, level, name, shop, group, from, to, begin, end, warn_after_s: warn, aims, claim, evidence } = period;
  return { id, claim: claim === "none" ? "sent" : claim, evidence, kind, level, name, shop, group, from, to, begin, end, warn: warn > 0 ? String(warn) : "", aims: aims.map((one) => typed(all, one)), usual: false };
}

export type Faults = Partial<Record<"name" | "from" | "to" | "begin" | "end" | "warn" | `aim ${number}`, string>>;
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {};
  if (draft.name.trim() === "") faults.name = t("missingName");
  if (draft.from === "") faults.from = t("missingDay");
  if (draft.to === "") faults.to = t("missingDay");
  else if (draft.from !== "" && draft.to < draft.from) faults.to = t("orderWrong");
  // An earlier hour may be the night that belongs to the day, which the agent knows.
  if (draft.from === draft.to && draft.begin !== "" && draft.end === draft.begin) faults.end = t("orderWrong");
  if (draft.kind === "reported") return faults;
  if (draft.warn.trim() !== "" && !(/^\d+$/.test(draft.warn.trim()) && Number(draft.warn) >= 5 && Number(draft.warn) <= 86_400)) faults.warn = t("wrongWarn");
  draft.aims.forEach(({ text }, i) => {
    if (text.trim() === "" || !(Number(text) >= 0)) faults[`aim ${i}`] = t("wrongNumber");
  });
  return faults;
}

type Said = Omit<Schema<"MakePeriod">, "id" | "kind">;
export function bodyOf(draft: Draft, all: Periods): CommandBody {
  const reported = draft.kind === "reported";
  const said: Said = {
    period_kind: draft.kind,
    level: draft.level,
    name: draft.name.trim(),
    shop: draft.shop,
    group: draft.group,
    from: draft.from,
    to: draft.to,
    begin: draft.begin,
    end: draft.end,
    aims: reported ? [] : draft.aims.map(({ figure, text }) => ({ figure, value: tidy(Number(text) / factor(unitOf(all, figure))) })),
    warn_after_s: reported ? 0 : Number(draft.warn.trim() || 0),
    claim: reported ? draft.claim : "none",
    evidence: reported ? draft.evidence.trim() : "",
  };
  return draft.id === "" ? { kind: "period.make", ...said } : { kind: "period.change", period: draft.id, ...said };
}
// What leads back to how it was.
export const bodyAgain = (period: Period): CommandBody => {
  const { id, period_kind, level, name, shop, group, from, to, begin, end, aims, warn_after_s, claim, evidence } = period;
  return { kind: "period.change", period: id, period_kind, level, name, shop, group, from, to, begin, end, aims, warn_after_s, claim, evidence };
};

export function aimName(all: Periods, figure: string): string {
  const known = all.figures.find((one) => one.figure === figure);
  return figureName(figure) !== figure || !known ? figureName(figure) : say(known.title);
}
// "≤15 秒".
export function aimText(value: number, unit: Unit, better: string): string {
  const word = unitWord(unit);
  return `${better === "higher" ? t("atLeast") : t("atMost")}${shortest(value, unit)}${word === "%" ? "%" : word ? `\u00a0${word}` : ""}`;
}
export const unitShown = (all: Periods, figure: string): string => unitWord(unitOf(all, figure));

// "11月25日 20:00 至 11月26日". What was typed as a time is said as the moment that the agent took it for: an hour of the night may belong
// to the day before.
export function spanText({ from, to, begin, end, begins_at: begins, ends_at: ends }: Pick<Period, "from" | "to" | "begin" | "end" | "begins_at" | "ends_at">): string {
  const firstDay = begin === "" ? from : dateOfTime(begins);
  const midnight = time(ends) === "00:00";
  const lastDay = end === "" ? to : dateOfTime(midnight ? ends - 1 : ends);
  const last = midnight ? "24:00" : time(ends);
  const first = begin === "" ? shortDay(firstDay) : `${shortDay(firstDay)} ${time(begins)}`;
  if (firstDay === lastDay && begin === "" && end === "") return shortDay(firstDay);
  if (firstDay === lastDay) return t("span", { from: first, to: end === "" ? "24:00" : last });
  return t("span", { from: first, to: end === "" ? shortDay(lastDay) : `${shortDay(lastDay)} ${last}` });
}
