// SPDX-License-Identifier: Apache-2.0
//
// What the agent costs while nothing happens. `rigong run` on the data of the made-up shop (built once by `rigong demo`), no account due
// and one page's stream open, beside prometheus-node-exporter after ten scrapes: resident memory, and context switches a second. Also how
// long `run` takes from its start until /healthz says ok.

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { statusNumber, stop, switches } from './process.mjs';

const { values: options } = parseArgs({
  options: {
    rigong: { type: 'string' },
    exporter: { type: 'string', default: '/usr/bin/prometheus-node-exporter' },
    seconds: { type: 'string', default: '30' },
    data: { type: 'string' },
  },
});

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// One request by a connection of its own; resolves to {status, body} or rejects.
function get(port, address, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path: address, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (piece) => (body += piece));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    request.on('error', reject);
  });
}

async function untilAnswers(port, address, limitMs) {
  const begun = performance.now();
  while (performance.now() - begun < limitMs) {
    try {
      if ((await get(port, address)).status === 200) return performance.now() - begun;
    } catch {
      // Not listening yet.
    }
    await sleep(2);
  }
  throw new Error(`nothing answers on port ${port} after ${limitMs} ms`);
}

const residentMb = (pid) => statusNumber(pid, 'VmRSS') / 1024;

// Builds the made-up shop's past in `data` and leaves nothing running.
async function makeData(data, port) {
  const demo = spawn(options.rigong, ['demo', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' });
  await untilAnswers(port, '/healthz', 5000);
  // The past has been written when the store stands still for a while.
  let size = -1;
  for (let still = 0, round = 0; still < 5; round++) {
    if (round > 300) throw new Error('the made-up shop is not ready after five minutes');
    await sleep(1000);
    const now = readdirSync(data, { recursive: true }).filter((name) => name.endsWith('rigong.db')).length > 0 ? switches(demo.pid) : 0;
    still = now - size < 50 ? still + 1 : 0;
    size = now;
  }
  await stop(demo);
}

async function measureRigong(data, port) {
  const begun = performance.now();
  const child = spawn(options.rigong, ['run', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' });
  await untilAnswers(port, '/healthz', 5000);
  const readyMs = performance.now() - begun;
  await sleep(3000);
  const before = switches(child.pid);
  await sleep(Number(options.seconds) * 1000);
  const result = { readyMs, residentMb: residentMb(child.pid), switchesPerSecond: (switches(child.pid) - before) / Number(options.seconds) };
  await stop(child);
  return result;
}

async function measureExporter(port) {
  const child = spawn(options.exporter, [`--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' });
  await untilAnswers(port, '/metrics', 5000);
  for (let i = 0; i < 10; i++) await get(port, '/metrics');
  const result = { residentMb: residentMb(child.pid) };
  await stop(child);
  return result;
}

const folder = options.data ?? mkdtempSync(path.join(tmpdir(), 'rigong-rest-'));
try {
  if (!options.data) await makeData(folder, 17817);
  const ours = await measureRigong(folder, 17818);
  const theirs = await measureExporter(17819);
  console.log('| what | rigong run | prometheus-node-exporter | ratio |');
  console.log('|---|---:|---:|---:|');
  console.log(`| resident memory at rest, MB | ${ours.residentMb.toFixed(1)} | ${theirs.residentMb.toFixed(1)} | ${(ours.residentMb / theirs.residentMb).toFixed(2)} |`);
  console.log(`| context switches a second at rest | ${ours.switchesPerSecond.toFixed(2)} | | |`);
  console.log(`| from start to /healthz, ms | ${ours.readyMs.toFixed(0)} | | |`);
} finally {
  if (!options.data) rmSync(folder, { recursive: true, force: true });
}
