// SPDX-License-Identifier: Apache-2.0
//
// Tells where two tables of daily figures differ, in the columns that the peer computes.

import { parseCsv } from './csv.mjs';

const KEYS = ['rep', 'from'];

// A row of nothing but zeros may be left out by one program and printed by the other.
function byKey(rows, columns) {
  const kept = rows.filter((row) => columns.some((column) => row[column] !== '' && row[column] !== '0'));
  return new Map(kept.map((row) => [KEYS.map((key) => row[key]).join(' '), row]));
}

function rowDifferences(key, ours, theirs, columns) {
  if (!ours || !theirs) return [`${key}: only ${ours ? 'ours' : 'the peer'} has this row`];
  return columns.filter((column) => ours[column] !== theirs[column])
    .map((column) => `${key}: ${column} is ${ours[column]}, the peer says ${theirs[column]}`);
}

export function differences(ourCsv, peerCsv) {
  const peerRows = parseCsv(peerCsv);
  if (peerRows.length === 0) return { rows: 0, found: ['the peer gave no rows'] };
  const columns = Object.keys(peerRows[0]).filter((column) => !KEYS.includes(column));
  const peer = byKey(peerRows, columns);
  const ours = byKey(parseCsv(ourCsv), columns);
  const keys = [...new Set([...peer.keys(), ...ours.keys()])];
  return { rows: keys.length, found: keys.flatMap((key) => rowDifferences(key, ours.get(key), peer.get(key), columns)) };
}
