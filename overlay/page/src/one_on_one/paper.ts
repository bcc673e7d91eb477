// SPDX-License-Identifier: Apache-2.0
// What of a talk goes on the first page of paper and what on the appendix. Letters are counted about as wide as they are at most, so that
// what is meant for the first page fits there; what does not is cut between two letters, says so, and stands in full on the appendix.

// In widths of a Chinese character.
function letterWidth(letter: string): number {
  if (/[\u2010-\u2027\u2e80-\u9fff\uf900-\uffef]/.test(letter) || (letter.codePointAt(0) ?? 0) > 0xffff) return 1;
  if (/[mwMW@%—…✓✗○]/.test(letter)) return 0.95;
  if (/[A-Z&#+=<>−]/.test(letter)) return 0.72;
  return /[ ijlftr.,;:'!|()[\]·/-]/.test(letter) ? 0.36 : 0.58;
}
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

// By words, as a browser breaks: a Chinese character is a word of its own, and what is longer than a line is broken within.
export function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const part of text.split("\n")) {
    lines += 1;
    let used = 0;
    for (const word of part.match(/[\u2e80-\u9fff\uf900-\uffef][，。；：、？！”）]*|[^\s\u2e80-\u9fff\uf900-\uffef]+|\s/gu) ?? []) {
      const needs = widthOf(word);
      if (used + needs > width && used > 0) {
        lines += 1;
        used = 0;
      }
      if (needs > width) lines += Math.ceil(needs / width) - 1;
      used = needs > width ? needs % width : used + needs;
    }
  }
  return lines;
}

export interface Fitted {
  text: string;
  cut: boolean;
}
// As much of the text as fits on so many lines, with room for `more` where it is cut.
export function fit(text: string, width: number, lines: number, more: string): Fitted {
  if (linesOf(text, width) <= lines) return { text, cut: false };
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (linesOf(letters.slice(0, middle).join("") + more, width) <= lines) low = middle;
    else high = middle - 1;
  }
  return { text: letters.slice(0, low).join("").trimEnd(), cut: true };
}

export interface Wish {
  least: number;
  wants: number;
}
// Lines shared out: each its least, and then one after the other one more as long as there are any and it wants them.
export function share(room: number, wishes: Wish[]): number[] {
  const given = wishes.map(({ least, wants }) => Math.min(least, wants));
  let left = room - given.reduce((sum, one) => sum + one, 0);
  for (let gave = true; gave && left > 0; ) {
    gave = false;
    for (const [i, { wants }] of wishes.entries()) {
      if (left <= 0 || (given[i] ?? 0) >= wants) continue;
      given[i] = (given[i] ?? 0) + 1;
      left -= 1;
      gave = true;
    }
  }
  return given;
}

export interface List {
  shown: string[];
  cut: boolean; // Some are left out, or cut themselves.
  left: number;
}
export const listLines = (all: string[], width: number): number => all.reduce((sum, text) => sum + linesOf(text, width), 0);
// The entries on so many lines. Where there are more entries than lines, the last line is for saying how many are left.
export function fitList(all: string[], width: number, lines: number, more: string): List {
  const keeps = all.length <= lines ? all.length : Math.max(0, lines - 1);
  const kept = all.slice(0, keeps);
  const each = share(keeps === all.length ? lines : keeps, kept.map((text) => ({ least: 1, wants: linesOf(text, width) })));
  const fitted = kept.map((text, i) => fit(text, width, each[i] ?? 1, more));
  return { shown: fitted.map(({ text, cut }) => (cut ? text + more : text)), cut: keeps < all.length || fitted.some(({ cut }) => cut), left: all.length - keeps };
}
