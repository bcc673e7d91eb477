// SPDX-License-Identifier: Apache-2.0
//
// One run of the bench of figures: the same message file through `rigong figures` and through the peer, equal figures or
// failure, time and memory side by side.

import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { differences } from './compare.mjs';
import { measureAll, table } from './lib.mjs';

const PEER = fileURLToPath(new URL('duckdb/run.mjs', import.meta.url));
const SHOWN = 20;

const ARGUMENTS = {
  rigong: { type: 'string' },
  generate: { type: 'string' },
  input: { type: 'string' },
  messages: { type: 'string', default: '2000000' },
  seed: { type: 'string', default: '1' },
  runs: { type: 'string', default: '3' },
  now: { type: 'string', default: '2035-01-01T00:00:00+08:00' },
  duckdb: { type: 'string', multiple: true, default: [] },
};

function generated({ generate, messages, seed }, folder) {
  if (!generate) throw new Error('either --input FILE or --generate PROGRAM is needed');
  const file = path.join(folder, 'messages.jsonl');
  const out = openSync(file, 'w');
  const result = spawnSync(generate, ['--messages', messages, '--seed', seed], { stdio: ['ignore', out, 'inherit'] });
  closeSync(out);
  if (result.status !== 0) throw new Error(`${generate} failed`);
  return file;
}

function peerProgram(options, input, folder) {
  const settings = options.duckdb.flatMap((setting) => ['--duckdb', setting]);
  const name = ['DuckDB', ...options.duckdb].join(' ');
  return { name, stdout: path.join(folder, 'peer.csv'), command: [process.execPath, PEER, '--input', input, '--now', options.now, ...settings] };
}

// The data folder is empty, so that nothing but the defaults and the file speaks.
function ourProgram(options, input, folder) {
  const command = [path.resolve(options.rigong), 'figures', '--data', path.join(folder, 'data'), '--input', input, '--by', 'day', '--now', options.now, '--format', 'csv'];
  return { name: 'rigong', stdout: path.join(folder, 'rigong.csv'), cwd: folder, command };
}

function compare(ours, peer) {
  const { rows, found } = differences(readFileSync(ours.stdout, 'utf8'), readFileSync(peer.stdout, 'utf8'));
  for (const line of found.slice(0, SHOWN)) console.log(line);
  console.log(found.length === 0 ? `\nEqual figures in ${rows} rows.` : `\n${found.length} differences in ${rows} rows.`);
  return found.length === 0;
}

function bench(options, folder) {
  const input = path.resolve(options.input ?? generated(options, folder));
  const peer = peerProgram(options, input, folder);
  const ours = options.rigong ? ourProgram(options, input, folder) : undefined;
  const results = measureAll(ours ? [ours, peer] : [peer], Number(options.runs));
  console.log(`${(statSync(input).size / 1e6).toFixed(0)} MB, ${options.runs} runs\n`);
  console.log(table(results, results[results.length - 1]));
  return ours ? compare(ours, peer) : true;
}

const { values: options } = parseArgs({ options: ARGUMENTS });
if (options.rigong && !existsSync(options.rigong)) throw new Error(`no such program: ${options.rigong}`);
const folder = mkdtempSync(path.join(tmpdir(), 'rigong-figures-'));
try {
  process.exitCode = bench(options, folder) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
