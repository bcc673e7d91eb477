// SPDX-License-Identifier: Apache-2.0
// What of a talk goes on the first page of paper and what on the appendix. Letters are counted as wide as they are at most, so that what is
// meant for the first page fits there; whatever does not is cut between two letters, says so, and stands in full on the appendix.

// In widths of a Chinese character: Latin letters are a little over half of it, and no line breaks where it might not.
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/.test(letter) || (letter.codePointAt(0) ?? 0) > 0xffff ? 1 : /[A-Z@#%&mwMW—…]/.test(letter) ? 0.85 : 0.62;
  return width;
}
// The last tenth of a line may stay empty, where a word or a number does not fit any more.
const used = 0.9;
export const linesOf = (text: string, width: number): number => text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (width * used))), 0);

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

export interface List {
  shown: string[];
  cut: boolean; // Some are left out, or cut themselves.
  left: number;
}
// As many entries as fit on so many lines, each at most `each` lines; one line is kept for saying how many are left.
export function fitList(all: string[], width: number, lines: number, each: number, more: string): List {
  const shown: string[] = [];
  let room = lines;
  let cut = false;
  for (const [i, text] of all.entries()) {
    const last = i === all.length - 1;
    const fitted = fit(text, width, Math.min(each, Math.max(1, room - (last ? 0 : 1))), more);
    const height = linesOf(fitted.cut ? fitted.text + more : fitted.text, width);
    if (height > room - (last ? 0 : 1)) return { shown, cut: true, left: all.length - i };
    shown.push(fitted.cut ? fitted.text + more : fitted.text);
    cut ||= fitted.cut;
    room -= height;
  }
  return { shown, cut, left: 0 };
}
