// SPDX-License-Identifier: Apache-2.0
//
// The daily ranking of 26 reps on each of 400 days, one after the other: from rigong's store, in which each day's figures are kept, and by SQL
// over the raw turns in SQLite (ranking.sql), with an index by day. Both are given the same turns; the mean responses must be equal. Processor
// time, in turns, the middle of the runs.
//
//   node tests/bench/ranking.mjs --rigong build/release/rigong --ranking build/release/tests/bench/bench_ranking --generate build/bench/generate
//
// --keep FOLDER leaves the data there, and takes them from there the next time. Exit 1 where figures differ. What rigong does more than the SQL: eight figures in place of three, the composite, movement against the day before and
// the same weekday, the month's goal, 峰谷差, the most improved, titles.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './lib.mjs';

const { values: options } = parseArgs({
  options: {
    rigong: { type: 'string', default: 'build/release/rigong' },
    ranking: { type: 'string', default: 'build/release/tests/bench/bench_ranking' },
    generate: { type: 'string', default: 'build/bench/generate' },
    messages: { type: 'string', default: '2000000' },
    days: { type: 'string', default: '400' },
    runs: { type: 'string', default: '3' },
    keep: { type: 'string' },
  },
});
const start = '2025-01-06';
const folder = options.keep ?? mkdtempSync(path.join(tmpdir(), 'rigong-ranking-'));
const at = (name) => path.join(folder, name);

function prepare() {
  run([options.generate, '--messages', options.messages, '--start', start, '--days', options.days, '--format', 'jsonl'], { stdout: at('messages.jsonl') });
  mkdirSync(at('data'), { recursive: true });
  writeFileSync(at('data/rigong.toml'), '');
  run([options.rigong, 'import', at('messages.jsonl'), '--data', at('data')]);
  const span = ['--from', start, '--to', dayAfter(Number(options.days) - 1)];
  run([options.rigong, 'turns', ...span, '--data', at('data'), '--now', `${dayAfter(Number(options.days) + 30)}T00:00:00+08:00`, '--format', 'csv'], { stdout: at('turns.csv') });
  rmSync(at('messages.jsonl'));
  run(['sqlite3', at('turns.db')], {
    input: `.mode csv
.import ${at('turns.csv')} raw
CREATE TABLE turn (day TEXT NOT NULL, rep TEXT NOT NULL, response_ms INTEGER, state TEXT NOT NULL, slow INTEGER NOT NULL, first_response INTEGER NOT NULL);
INSERT INTO turn SELECT substr(opened_at, 1, 10), rep, NULLIF(response_ms, ''), state, slow = 'true', first_response = 'true' FROM raw;
DROP TABLE raw;
CREATE INDEX turn_by_day ON turn (day, rep);
ANALYZE;
VACUUM;
`,
  });
}

const dayAfter = (count) => new Date(Date.parse(`${start}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function ours() {
  const { out, err } = run([options.ranking, 'days', '--data', at('data'), '--first', start, '--days', options.days]);
  return { rows: out.trim().split('\n'), seconds: Number(/seconds ([\d.]+)/.exec(err)[1]) };
}

// The shell measures each statement; what it takes to begin is left out, as with rigong.
function peer(sql) {
  const { out } = run(['sqlite3', '-batch', at('turns.db')], {
    input: `.timer on
.mode csv
.parameter init
${Array.from({ length: Number(options.days) }, (_, i) => `.parameter set $day "'${dayAfter(i)}'"\n${sql}`).join('\n')}
`,
  });
  const rows = [];
  let seconds = 0;
  for (const line of out.split('\n')) {
    const time = /^Run Time: real [\d.]+ user ([\d.]+) sys ([\d.]+)/.exec(line);
    if (time) seconds += Number(time[1]) + Number(time[2]);
    else if (line) rows.push(line);
  }
  return { rows, seconds };
}

try {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(at('turns.db'))) prepare();
  const sql = readFileSync(fileURLToPath(new URL('ranking.sql', import.meta.url)), 'utf8');
  const times = { ours: [], peer: [] };
  let wrong = 0;
  let compared = 0;
  for (let round = 0; round < Number(options.runs); round++) {
    const mine = ours();
    const theirs = peer(sql);
    times.ours.push(mine.seconds);
    times.peer.push(theirs.seconds);
    if (round > 0) continue;
    const known = new Map(theirs.rows.map((row) => row.split(',')).map(([day, rep, mean]) => [`${day},${rep}`, Number(mean)]));
    for (const row of mine.rows) {
      const [day, rep, mean] = row.split(',');
      compared++;
      if (Math.abs((known.get(`${day},${rep}`) ?? -1) - Number(mean)) > 0.5001 && wrong++ < 10) console.log(`${day} ${rep}: ${mean} here, ${known.get(`${day},${rep}`)} by SQL`);
    }
  }
  const [a, b] = [median(times.ours), median(times.peer)];
  console.log(`${compared} places compared, ${wrong} differ`);
  console.log(`rigong ${(a * 1000).toFixed(0)} ms, SQLite over the turns ${(b * 1000).toFixed(0)} ms, ratio ${(a / b).toFixed(2)} (aim 0.10)`);
  process.exitCode = wrong === 0 && compared > 0 ? 0 : 1;
} finally {
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
}
