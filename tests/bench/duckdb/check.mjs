// SPDX-License-Identifier: Apache-2.0
//
// Checks the peer itself before anything is compared with it: against the oracles of real conversations, and against
// small chats whose figures are worked out by hand. Usage: node check.mjs [DATA_DIR]

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCsv } from '../csv.mjs';
import { CASES } from './cases.mjs';
import { figures } from './figures.mjs';
import { DEFAULTS, PLAIN } from './options.mjs';

const DATA = process.argv[2] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const FAR_LATER = '2035-01-01T00:00:00Z';

const count = { passed: 0, failed: 0 };

function expect(name, actual, expected) {
  const wrong = Object.keys(expected).filter((key) => String(actual?.[key]) !== String(expected[key]));
  if (wrong.length === 0) {
    count.passed += 1;
    return;
  }
  count.failed += 1;
  for (const key of wrong) console.log(`FAIL ${name}: ${key} is ${actual?.[key]}, should be ${expected[key]}`);
}

async function figureRows(request) {
  const { columns, rows } = await figures(request);
  const named = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
  return new Map(named.map((row) => [`${row.rep} ${row.from}`, row]));
}

// The oracles give seconds with three or six decimals; half a millisecond is rounded up.
function milliseconds(seconds) {
  if (seconds === '') return null;
  const [whole, fraction = ''] = seconds.split('.');
  return Number((BigInt(whole + fraction.padEnd(6, '0')) + 500n) / 1000n);
}

function expectedOf(oracle) {
  const sum = milliseconds(oracle.rtF_sum_s) ?? 0;
  return {
    conversations: oracle.conversations,
    turns: oracle.rounds,
    turns_answered: oracle.rounds_answered,
    turns_unanswered: oracle.rounds_unanswered,
    turns_open: 0,
    turns_slow: Number(oracle.slow_gt180s) + Number(oracle.rounds_unanswered),
    turns_slow_answered: oracle.slow_gt180s,
    response_n: oracle.rtF_n,
    response_sum_ms: sum,
    response_capped_sum_ms: sum,
    response_mean_ms: milliseconds(oracle.rtF_mean_s),
    response_median_ms: milliseconds(oracle.rtF_median_s),
    response_p90_ms: milliseconds(oracle.rtF_p90nr_s),
    first_response_n: oracle.frt_n,
    first_response_sum_ms: milliseconds(oracle.frt_sum_s) ?? 0,
    messages_in: oracle.msgs_in,
    messages_out: oracle.msgs_out,
  };
}

async function checkOracle(folder) {
  const input = path.join(DATA, folder, 'messages.csv');
  const oracle = parseCsv(await readFile(path.join(DATA, folder, 'oracle-agent-day.csv'), 'utf8'));
  const rows = await figureRows({ input, options: { ...PLAIN, timezone: 'UTC' }, now: FAR_LATER });
  for (const day of oracle) {
    const key = `${day.agent_id} ${day.day}`;
    expect(`${folder} ${key}`, rows.get(key), expectedOf(day));
  }
  expect(folder, { rows: rows.size }, { rows: oracle.length });
}

// One line of a case: "10:00:20.500 in", "out L", with a text, a day other than the first, or a message id where they matter.
function messageOf(line, index) {
  const [time, direction, agent, text = 'x', day = '2026-03-02', id = `m${index}`] = line;
  return { conversation_id: 'c', message_id: id, sent_at: `${day}T${time}+08:00`, direction, agent_id: agent, customer_id: 'u', text };
}

async function checkCase(folder, { name, options, now, messages, figures: expected }) {
  const input = path.join(folder, 'case.jsonl');
  await writeFile(input, messages.map((line, i) => JSON.stringify(messageOf(line, i)) + '\n').join(''));
  const rows = await figureRows({ input, options: { ...DEFAULTS, ...options }, now: now ?? FAR_LATER });
  for (const [key, row] of Object.entries(expected)) expect(`${name}, ${key}`, rows.get(key), row);
  expect(name, { rows: rows.size }, { rows: Object.keys(expected).length });
}

for (const folder of ['stripe-irc', 'twitter-care']) await checkOracle(folder);
const scratch = await mkdtemp(path.join(tmpdir(), 'rigong-bench-'));
try {
  for (const example of CASES) await checkCase(scratch, example);
} finally {
  await rm(scratch, { recursive: true });
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
