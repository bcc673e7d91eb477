// SPDX-License-Identifier: Apache-2.0
// What a bench is to reach: said beside what it found, and a bench that misses an aim ends with 1.

// `aims` are [what, found, most, digits]; what could not be measured (NaN) is missed.
export function judge(aims) {
  let missed = 0;
  console.log();
  for (const [what, found, most, digits] of aims) {
    const good = found <= most;
    if (!good) missed += 1;
    console.log(`${good ? 'met' : 'MISSED'}: ${what} ${found.toFixed(digits)}, at most ${most} is wanted`);
  }
  if (missed > 0) process.exitCode = 1;
}

// A limit that somebody gave on the command line; a word that is no number would let everything pass or nothing.
export function limit(options, name) {
  const most = Number(options[name]);
  if (!(most > 0)) throw new Error(`--${name} must be a number above 0`);
  return most;
}
