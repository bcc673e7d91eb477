// SPDX-License-Identifier: Apache-2.0
// Names in text that may be pasted into a spreadsheet: a spreadsheet must never take one for a formula, nor see two lines or columns in it.

// Also in full width, and behind what some programs skip or split at.
export const formula = /^[\s"';,|]*[=+\-@\t\r\n＝＋－＠]/;

export const plainText = (text: string): string => {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return formula.test(flat) ? `'${flat}` : flat;
};
