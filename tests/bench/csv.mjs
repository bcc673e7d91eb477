// SPDX-License-Identifier: Apache-2.0
//
// Reads a small CSV text with a header into objects; big files are for the programs that are measured.

function records(text) {
  const found = [];
  let record = [];
  // Each match is one field and what ends it; a quoted field may hold commas, quotes and lines.
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (record.length > 1 || record[0] !== '') found.push(record);
    record = [];
  }
  return found;
}

export function parseCsv(text) {
  const [header, ...rows] = records(text.replace(/^\uFEFF/, ''));
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}
