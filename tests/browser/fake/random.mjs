// SPDX-License-Identifier: Apache-2.0
// Chance that comes out the same for the same words.
export function chance(...words) {
  let seed = 2166136261;
  for (const character of words.join("|")) seed = Math.imul(seed ^ character.codePointAt(0), 16777619);
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let i = 0; i < 4; i++) next();
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => Math.floor(low + next() * (high - low + 1)),
    one: (list) => list[Math.floor(next() * list.length)],
    // Bell-shaped around 0, about -3 to 3.
    bell: () => next() + next() + next() + next() + next() + next() - 3,
  };
}
