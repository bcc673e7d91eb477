// SPDX-License-Identifier: Apache-2.0
//
// Runs programs several times, measures time and memory, and prints them side by side as Markdown.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// GNU time tells the peak memory of the program alone, which Node cannot: its own counters mix all children.
function runOnce(command, { stdout, cwd, scratch }) {
  const report = path.join(scratch, 'time');
  const output = openSync(stdout ?? path.join(scratch, 'stdout'), 'w');
  const begun = performance.now();
  const result = spawnSync('time', ['-q', '-f', '%U %S %M', '-o', report, ...command], { cwd, stdio: ['ignore', output, 'pipe'] });
  const wall = (performance.now() - begun) / 1000;
  closeSync(output);
  if (result.error?.code === 'ENOENT') throw new Error('GNU time is missing: install the package "time"');
  if (result.status !== 0) throw new Error(`${command.join(' ')} ended with ${result.status}: ${result.stderr}`);
  const [user, system, kilobytes] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  return { wall, cpu: user + system, peakMb: kilobytes / 1024 };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

export function summary(name, runs) {
  return {
    name,
    best: Math.min(...runs.map((run) => run.wall)),
    median: median(runs.map((run) => run.wall)),
    cpu: median(runs.map((run) => run.cpu)),
    peakMb: Math.max(...runs.map((run) => run.peakMb)),
  };
}

// `programs` are { name, command, stdout, cwd }; they take turns, so that a busy minute of the machine hits all of them alike.
export function measureAll(programs, rounds) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'rigong-bench-'));
  const runs = programs.map(() => []);
  try {
    for (let round = 0; round < rounds; round++) {
      programs.forEach((program, i) => runs[i].push(runOnce(program.command, { ...program, scratch })));
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  return programs.map((program, i) => summary(program.name, runs[i]));
}

export function measure(program, rounds) {
  return measureAll([program], rounds)[0];
}

export const TABLE_HEAD = [
  '| program | best s | median s | user+sys s | peak MB | times the peer\'s best | times the peer\'s memory |',
  '|---|---:|---:|---:|---:|---:|---:|',
].join('\n');

// Ratios below 1 mean less time and less memory than the named peer.
export function tableRow(result, peer) {
  const cells = [
    result.name, result.best.toFixed(2), result.median.toFixed(2), result.cpu.toFixed(2), result.peakMb.toFixed(0),
    (result.best / peer.best).toFixed(2), (result.peakMb / peer.peakMb).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function table(results, peer) {
  return [TABLE_HEAD, ...results.map((result) => tableRow(result, peer))].join('\n');
}

// Runs a program to its end and returns what it printed; `stdout` names a file for that instead.
export function run(command, { input, stdout } = {}) {
  const out = stdout ? openSync(stdout, 'w') : 'pipe';
  const result = spawnSync(command[0], command.slice(1), { input, stdio: [input === undefined ? 'ignore' : 'pipe', out, 'pipe'], maxBuffer: 1 << 28 });
  if (stdout) closeSync(out);
  if (result.status !== 0) throw new Error(`${command.join(' ')} ended with ${result.status}: ${result.error ?? result.stderr}`);
  return { out: result.stdout?.toString() ?? '', err: result.stderr.toString() };
}
