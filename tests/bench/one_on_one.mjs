// SPDX-License-Identifier: Apache-2.0
//
// All 26 pages of a week's 1-on-1s from a store with 400 days behind it, as `rigong one-on-one` prints them; and by SQL over the raw turns in
// SQLite (one_on_one.sql), with an index by rep and day: the mean response and the slow ones of each rep in each of the ten weeks that a page
// shows. Both are given the same turns, and the mean responses must be equal. Processor time, in turns, the middle of the runs, start included.
// Half of the reps stand in a group of their own, and are measured alone too: twice the pages must not cost more than twice the time.
//
//   node tests/bench/one_on_one.mjs --rigong build/release/rigong --generate build/bench/generate
//
// --keep FOLDER leaves the data there, and takes them from there the next time. Exit 1 where figures differ or an aim is missed. What rigong
// does more than the SQL: all figures in place of two, goals, medians, wins, the trend by hour, conversations to read, to-dos and agreements.
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { judge, limit } from './aims.mjs';
import { measureAll, run } from './lib.mjs';

const { values: options } = parseArgs({
  options: {
    rigong: { type: 'string', default: 'build/release/rigong' },
    generate: { type: 'string', default: 'build/bench/generate' },
    messages: { type: 'string', default: '2000000' },
    days: { type: 'string', default: '400' },
    runs: { type: 'string', default: '3' },
    keep: { type: 'string' },
    'most-seconds': { type: 'string', default: '1' },
    'most-growth': { type: 'string', default: '2.2' },
  },
});
const start = '2025-01-06'; // A Monday.
const weeks = 10;
const folder = options.keep ?? mkdtempSync(path.join(tmpdir(), 'rigong-one-on-one-'));
const at = (name) => path.join(folder, name);
const dayAfter = (count) => new Date(Date.parse(`${start}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
const last = 7 * Math.floor(Number(options.days) / 7) - 7; // The Monday of the last whole week.
const sqlFile = fileURLToPath(new URL('one_on_one.sql', import.meta.url));

// The first line that each rep wrote; all of them come within the first days.
function firstOfEach(file) {
  const found = new Map();
  const bytes = Buffer.alloc(32 * 1024 * 1024);
  const from = openSync(file, 'r');
  const lines = bytes.toString('utf8', 0, readSync(from, bytes)).split('\n').slice(0, -1);
  closeSync(from);
  for (const line of lines) {
    const { agent_id: rep, direction } = JSON.parse(line);
    if (rep && direction === 'out' && !found.has(rep)) found.set(rep, line);
  }
  return found;
}

function prepare() {
  run([options.generate, '--messages', options.messages, '--start', start, '--days', options.days, '--format', 'jsonl'], { stdout: at('messages.jsonl') });
  mkdirSync(at('data'), { recursive: true });
  writeFileSync(at('data/rigong.toml'), '');
  const rigong = (...words) => run([options.rigong, ...words, '--data', at('data')]);
  // One message of each rep first: whose accounts they are is then known before there is much to work out anew.
  const firsts = firstOfEach(at('messages.jsonl'));
  writeFileSync(at('first.jsonl'), [...firsts.values()].join('\n'));
  rigong('import', at('first.jsonl'));
  [...firsts.keys()].sort().forEach((rep, i) => {
    rigong('member', 'set', `m-${rep}`, '--name', rep, '--role', 'rep', '--group', i % 2 === 0 ? 'A' : 'B');
    rigong('member', 'map', `m-${rep}`, '--rep', rep);
  });
  rigong('import', at('messages.jsonl'));
  run([options.rigong, 'turns', '--from', dayAfter(last - 7 * (weeks - 1)), '--to', dayAfter(last + 6), '--data', at('data'), '--now', `${dayAfter(Number(options.days) + 30)}T00:00:00+08:00`, '--format', 'csv'], { stdout: at('turns.csv') });
  rmSync(at('messages.jsonl'));
  run(['sqlite3', at('turns.db')], {
    input: `.mode csv
.import ${at('turns.csv')} raw
CREATE TABLE turn (rep TEXT NOT NULL, day TEXT NOT NULL, response_ms INTEGER, state TEXT NOT NULL, slow INTEGER NOT NULL);
INSERT INTO turn SELECT rep, substr(opened_at, 1, 10), NULLIF(response_ms, ''), state, slow = 'true' FROM raw;
DROP TABLE raw;
CREATE INDEX turn_by_rep ON turn (rep, day);
ANALYZE;
VACUUM;
`,
  });
}

try {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(at('turns.db'))) prepare();
  writeFileSync(at('ask.sql'), readFileSync(sqlFile, 'utf8').replaceAll('$first', `'${dayAfter(last - 7 * (weeks - 1))}'`).replaceAll('$last', `'${dayAfter(last + 6)}'`));
  const pages = (name, ...words) => ({ name, command: [options.rigong, 'one-on-one', '--week', dayAfter(last), '--format', 'json', '--data', at('data'), ...words], stdout: at(`${words.length}.json`) });
  const programs = [pages('rigong, all pages'), pages('rigong, one group', '--group', 'A'), { name: 'SQLite over the turns', command: ['sqlite3', '-csv', at('turns.db'), `.read ${at('ask.sql')}`], stdout: at('peer.csv') }];
  const [all, half, peer] = measureAll(programs, Number(options.runs));

  const told = JSON.parse(readFileSync(at('0.json'), 'utf8'));
  const known = new Map(readFileSync(at('peer.csv'), 'utf8').trim().split('\n').map((row) => row.trim().split(',')).map(([rep, week, mean]) => [`${rep} ${week}`, Number(mean)]));
  let compared = 0;
  let wrong = 0;
  for (const { week } of told) {
    for (const one of week.figures.find(({ name }) => name === 'response_mean_ms').weeks) {
      if (one.value.value === null) continue;
      compared += 1;
      const theirs = known.get(`${week.person.id} ${one.week}`) ?? -1;
      if (Math.abs(theirs - one.value.value) > 0.5001 && wrong++ < 10) console.log(`${week.person.id} ${one.week}: ${one.value.value} here, ${theirs} by SQL`);
    }
  }
  const some = JSON.parse(readFileSync(at('2.json'), 'utf8')).length;
  console.log(`${told.length} pages, ${compared} weeks compared, ${wrong} differ`);
  console.log(`rigong ${all.cpu.toFixed(2)} s for ${told.length} pages, ${half.cpu.toFixed(2)} s for ${some}, SQLite over the turns ${peer.cpu.toFixed(2)} s, ratio ${(all.cpu / peer.cpu).toFixed(2)}`);
  judge([
    ['seconds of the processor for 26 pages:', all.cpu * (26 / told.length), limit(options, 'most-seconds'), 2],
    ['times the time for twice the pages:', (all.cpu / half.cpu) * ((2 * some) / told.length), limit(options, 'most-growth'), 2],
  ]);
  if (wrong > 0 || compared === 0) process.exitCode = 1;
} finally {
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
}
