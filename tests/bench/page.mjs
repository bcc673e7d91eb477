// SPDX-License-Identifier: Apache-2.0
//
// The panel's first load beside the page of Syncthing, another program that serves its page on this machine, in one browser, taking turns:
// first contentful paint, requests, and bytes over the wire. Each load has an empty cache.
//
// The aims: the paint in half of Syncthing's time, at most ten requests, at most 80 KB. Ends with 1 where one is missed.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../browser/support/browser.mjs';
import { judge, limit } from './aims.mjs';

const { values: options } = parseArgs({
  options: {
    rigong: { type: 'string' },
    data: { type: 'string' },  // A data folder in which the made-up shop has been built.
    syncthing: { type: 'string', default: '/usr/bin/syncthing' },
    person: { type: 'string', default: 'xiaoman' },  // One of its reps, whose desk it is.
    rounds: { type: 'string', default: '9' },
    'most-paint': { type: 'string', default: '0.5' },  // Times Syncthing's.
    'most-requests': { type: 'string', default: '10' },
    'most-kilobytes': { type: 'string', default: '80' },
  },
});
const limits = { paint: limit(options, 'most-paint'), requests: limit(options, 'most-requests'), kilobytes: limit(options, 'most-kilobytes') };

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function answers(port) {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on('error', () => resolve(false));
  });
}

async function start(command, port) {
  const child = spawn(command[0], command.slice(1), { stdio: 'ignore' });
  for (let i = 0; i < 200; i++) {
    if (await answers(port)) return child;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`${command[0]} does not answer on port ${port}`);
}

async function stop(child) {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 6000);
  await ended;
  clearTimeout(late);
}

// Whoever opens the page for the first time is asked whose desk it is and what they have read; the load of every other day is measured.
async function settle(browser, address, state, person) {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(async (whose) => {
    const headers = { Authorization: `Bearer ${localStorage.getItem('rigong.token')}`, 'Content-Type': 'application/json' };
    const id = () => {
      const hex = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const time = Date.now().toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
    };
    const act = async (body) => {
      const response = await fetch('/api/v1/commands', { method: 'POST', headers, body: JSON.stringify({ id: id(), ...body }) });
      if (!response.ok) throw new Error(await response.text());
    };
    const { person } = await (await fetch('/api/v1/session', { headers })).json();
    if (person?.id !== whose) await act({ kind: 'desk.choose', person: whose, lead: false });
    const { texts } = await (await fetch('/api/v1/notices', { headers })).json();
    for (const { kind, version } of texts) await act({ kind: 'text.sign', text: kind, version });
  }, person);
  await context.close();
}

// One load in a context of its own; `prepare` is what the page keeps between visits.
async function load(browser, address, prepare) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'zh-CN', storageState: prepare });
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.enable');
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
  let requests = 0;
  let bytes = 0;
  protocol.on('Network.requestWillBeSent', () => requests++);
  protocol.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto(address, { waitUntil: 'load' });
  const paint = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntriesByName('first-contentful-paint')[0];
          if (entry) resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  // The code of the first visit is exchanged for what the later ones are let in by.
  if (address.includes('#code=')) await page.waitForFunction(() => localStorage.getItem('rigong.token') !== null);
  await sleep(1000);
  const state = await context.storageState();
  await context.close();
  return { paint, requests, kilobytes: bytes / 1024, state };
}

const scratch = mkdtempSync(path.join(tmpdir(), 'rigong-page-'));
const ours = await start([options.rigong, 'run', '--data', options.data, '--listen', '127.0.0.1:17828'], 17828);
const theirs = await start([options.syncthing, '-no-browser', `-home=${scratch}`, '-gui-address=127.0.0.1:17829', '-no-restart'], 17829);
const browser = await launch();
try {
  const address = spawnSync(options.rigong, ['url', '--data', options.data], { encoding: 'utf8' }).stdout.trim();
  const first = await load(browser, address);
  const home = address.replace(/#.*/, '') + '#/panel';
  await settle(browser, home, first.state, options.person);
  const results = { rigong: [], syncthing: [] };
  for (let round = 0; round < Number(options.rounds); round++) {
    results.rigong.push(await load(browser, home, first.state));
    results.syncthing.push(await load(browser, 'http://127.0.0.1:17829/'));
  }
  const of = (name, key) => median(results[name].map((result) => result[key]));
  console.log('| what | rigong | Syncthing | ratio |');
  console.log('|---|---:|---:|---:|');
  for (const [words, key, digits] of [['first contentful paint, ms', 'paint', 0], ['requests', 'requests', 0], ['over the wire, KB', 'kilobytes', 1]]) {
    const [a, b] = [of('rigong', key), of('syncthing', key)];
    console.log(`| ${words} | ${a.toFixed(digits)} | ${b.toFixed(digits)} | ${(a / b).toFixed(2)} |`);
  }
  judge([
    ['first paint, times Syncthing\'s,', of('rigong', 'paint') / of('syncthing', 'paint'), limits.paint, 2],
    ['requests', of('rigong', 'requests'), limits.requests, 0],
    ['KB over the wire', of('rigong', 'kilobytes'), limits.kilobytes, 1],
  ]);
} finally {
  await browser.close();
  await stop(ours);
  await stop(theirs);
  rmSync(scratch, { recursive: true, force: true });
}
