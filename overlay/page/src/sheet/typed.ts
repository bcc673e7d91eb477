// SPDX-License-Identifier: Apache-2.0
// What a rep types in place of a figure: read leniently, held to bounds, and kept in the contract's unit.
import { number, scaled, unitWord } from "../shared/format";
import { dictionary } from "../shared/i18n";
import type { Unit } from "../shared/schema";

const t = dictionary({
  zh: {
    none: "写一个数，例如 {example}。",
    notNumber: "“{text}”不是数。写成 {example} 这样。",
    range: "要在 {low} 到 {high}{unit} 之间。",
    whole: "要写整数。",
    yuan: " 元",
  },
  en: {
    none: "Write a number, such as {example}.",
    notNumber: "“{text}” is not a number. Write it like {example}.",
    range: "It has to lie between {low} and {high}{unit}.",
    whole: "It has to be a whole number.",
    yuan: " yuan",
  },
});

// As it is typed: percent, seconds, yuan.
const most: Record<Unit, number> = { share: 100, ms: 86_400, ratio: 100, count: 1_000_000, fen: 100_000_000 };
const examples: Record<Unit, string> = { share: "94.1", ms: "42.3", ratio: "1.38", count: "86", fen: "8420.50" };
const back = (typed: number, unit: Unit): number => {
  if (unit === "share") return Math.round(typed * 1e4) / 1e6;
  if (unit === "ms") return Math.round(typed * 1000);
  if (unit === "fen") return Math.round(typed * 100);
  return Math.round(typed * 1e4) / 1e4;
};

export const typedUnit = (unit: Unit): string => (unit === "fen" ? t("yuan").trim() : unitWord(unit));
// The number as it would have been typed.
export const typedText = (value: number, unit: Unit): string => String(Math.round((unit === "fen" ? value / 100 : scaled(value, unit)) * 1e4) / 1e4);

export type Typed = { value: number } | { wrong: string };

// "94.1", "９４．１％", "42 秒", "1分23秒", "1:23", "8,420.50".
export function readTyped(input: string, unit: Unit): Typed {
  const example = examples[unit];
  const text = input.normalize("NFKC").trim();
  if (text === "") return { wrong: t("none", { example }) };
  let value = Number.NaN;
  const minutes = /^(\d+)\s*(?:分钟?|min|m|:)\s*(\d+(?:\.\d+)?)\s*(?:秒|s)?$/i.exec(text);
  if (unit === "ms" && minutes) {
    value = Number(minutes[1]) * 60 + Number(minutes[2]);
  } else {
    const bare = text.replace(/^[¥￥]/, "").replace(/\s*(%|秒|s|元|yuan)$/i, "").replace(/(\d),(?=\d{3}(\D|$))/g, "$1").replace(/^−/, "-");
    if (/^-?\d+(\.\d+)?$/.test(bare) || /^-?\.\d+$/.test(bare)) value = Number(bare);
  }
  if (!Number.isFinite(value)) return { wrong: t("notNumber", { text: input.trim().slice(0, 20), example }) };
  const word = typedUnit(unit);
  const unitText = word === "%" || word === "" ? word : ` ${word}`;
  if (value < 0 || value > most[unit]) return { wrong: t("range", { low: 0, high: number(most[unit]), unit: unitText }) };
  if (unit === "count" && !Number.isInteger(value)) return { wrong: t("whole") };
  return { value: back(value, unit) };
}
