// SPDX-License-Identifier: Apache-2.0
// A list that was pasted, as from a training's wrong answers or yesterday's notes: one to-do a line.

// As many as somebody reads over before adding them, and as long as a to-do may be.
export const mostLines = 30;
export const mostTitle = 200;

// The lines with something in them, without the marks and numbers that lists begin with (a date, a price or a percentage is none); tabs of a spreadsheet become spaces.
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/\s+/g, " ").replace(/^\s*(?:[•·□☐○●]|[-*](?=\s)|\d{1,3}\s?(?:[、)）]|[.．](?!\d)))\s*/, "").trim())
    .filter((line) => line !== "");

// The first line that is too long, from 1; 0 for none.
export const tooLong = (lines: readonly string[]): number => lines.findIndex((line) => [...line].length > mostTitle) + 1;
