// SPDX-License-Identifier: Apache-2.0
// The team's table as text for a message and as CSV for a spreadsheet. Names come from platforms and files: a spreadsheet must never take one
// for a formula.
import { figureName } from "../shared/figures";
import { scaled, unitWord, unknown, whole } from "../shared/format";
import { formula, plainText } from "../shared/plain_text";
import type { Unit } from "../shared/schema";
import type { Team, TeamRow } from "./sort";
import { t } from "./words";

export function csvText(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return safe !== text || /[",;\t\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

const csvNumber = (value: number | null, unit: Unit): string =>
  value === null ? "" : String(Math.round((unit === "fen" ? value / 100 : scaled(value, unit)) * 1e4) / 1e4);

const heading = (name: string, unit: Unit): string => {
  const word = unit === "fen" ? "¥" : unitWord(unit);
  return word ? `${figureName(name)} (${word})` : figureName(name);
};

const states = { none: "stateNone", open: "stateOpen", draft: "stateDraft", signed: "stateSigned" } as const;

export function teamCsv(team: Team, rows: TeamRow[]): string {
  const lines = [
    [t("name"), t("customers"), ...team.columns.flatMap(({ name, unit }) => [heading(name, unit), "", ""]), t("sheet")].map(csvText),
    ...rows.map((row) => [
      csvText(row.person.name),
      String(row.customers),
      ...team.columns.flatMap(({ name, unit }) => {
        const value = row.cells.find((cell) => cell.name === name)?.value;
        return value ? [csvNumber(value.value, unit), String(value.numerator), String(value.denominator)] : ["", "", ""];
      }),
      csvText(t(states[row.sheet])),
    ]),
  ];
  // The mark in front tells spreadsheets that it is UTF-8.
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

export function teamText(team: Team, rows: TeamRow[]): string {
  const lines = [
    [t("name"), t("customers"), ...team.columns.map(({ name }) => figureName(name)), t("sheet")],
    ...rows.map((row) => [
      plainText(row.person.name),
      String(row.customers),
      ...team.columns.map(({ name, unit }) => {
        const value = row.cells.find((cell) => cell.name === name)?.value;
        return value ? whole(value, unit) : unknown;
      }),
      t(states[row.sheet]),
    ]),
  ];
  return `${plainText(team.group)} ${team.day}\n${lines.map((line) => line.join("\t")).join("\n")}\n`;
}

export function toFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
