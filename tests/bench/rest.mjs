// SPDX-License-Identifier: Apache-2.0
//
// What the agent costs while nothing happens. `rigong run` on the data of the made-up shop (built once by `rigong demo`), no account due
// and one page's stream open, beside prometheus-node-exporter after ten scrapes: resident memory, and context switches a second. Also how
// long `run` takes from its start until /healthz says ok.
//
// The aims: no more memory than the exporter, at most 2 context switches a second, ready within half a second. Ends with 1 where one is
// missed, and where the stream does not stay open.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { judge, limit } from './aims.mjs';
import { statusNumber, stop, switches } from './process.mjs';

const { values: options } = parseArgs({
  options: {
    rigong: { type: 'string' },
    exporter: { type: 'string', default: '/usr/bin/prometheus-node-exporter' },
    seconds: { type: 'string', default: '30' },
    data: { type: 'string' },
    'most-memory': { type: 'string', default: '1' },  // Times the exporter's.
    'most-switches': { type: 'string', default: '2' },  // A second.
    'most-ready': { type: 'string', default: '500' },  // Milliseconds.
  },
});
const limits = { memory: limit(options, 'most-memory'), switches: limit(options, 'most-switches'), ready: limit(options, 'most-ready') };

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

// The code of an address with a fresh one, exchanged for a token as the page does it.
async function token(data, port) {
  for (let tries = 0; ; tries++) {
    const url = spawnSync(options.rigong, ['url', '--data', data], { encoding: 'utf8' });
    const code = url.stdout.match(/#code=([^&\s]+)/)?.[1];
    if (!code) throw new Error(`no code in what 'rigong url' says: ${url.stdout}${url.stderr}`);
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }) });
    if (response.ok) return (await response.json()).token;
    // Where the program was killed it has work to make good at its start, and says so.
    if (response.status !== 503 || tries === 20) throw new Error(`the code is not taken: ${response.status} ${await response.text()}`);
    await sleep(1000);
  }
}

// One page's stream of changes. Resolves once the first change has come; `ended` says whether the agent has closed it since.
async function openStream(data, port) {
  const stream = { bytes: 0, ended: false, close: () => {} };
  const headers = { Authorization: `Bearer ${await token(data, port)}` };
  await new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/api/v1/events', headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`the stream answers ${response.statusCode}`));
      response.on('data', (piece) => {
        stream.bytes += piece.length;
        resolve();
      });
      response.on('close', () => (stream.ended = true));
    });
    request.on('error', reject);
    stream.close = () => request.destroy();
  });
  return stream;
}

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
  try {
    const stream = await openStream(data, port);
    await sleep(3000);
    const before = switches(child.pid);
    await sleep(Number(options.seconds) * 1000);
    const result = { readyMs, residentMb: residentMb(child.pid), switchesPerSecond: (switches(child.pid) - before) / Number(options.seconds) };
    if (stream.ended) throw new Error('the stream did not stay open, so that this is not what was to be measured');
    stream.close();
    return result;
  } finally {
    await stop(child);
  }
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
  judge([
    ['memory, times the exporter\'s,', ours.residentMb / theirs.residentMb, limits.memory, 2],
    ['context switches a second', ours.switchesPerSecond, limits.switches, 2],
    ['milliseconds from start to ready', ours.readyMs, limits.ready, 0],
  ]);
} finally {
  if (!options.data) rmSync(folder, { recursive: true, force: true });
}
