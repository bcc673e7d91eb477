// SPDX-License-Identifier: Apache-2.0
//
// A thousand accounts in one `rigong run`, polled over TLS, with a platform that answers everything after 50 ms. Two measurements:
//
// * catching up: each account has a list of ratings of many pages to read, one request and one commit a poll, and polls follow each other
//   without a rest. How many a second, beside what wrk gets out of the same server with as many connections as rigong may open.
// * at rest: no account has anything new. Requests a second (1,000 accounts every 15 s are 67), processor, memory, threads.
//
// The program believes the server's certificate because the list of trusted certificates that it sees is another one: it runs in a mount
// namespace of its own (unshare; needs root, or user namespaces). There is no option for that in the program.

import { execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { statusNumber, stop, switches } from './process.mjs';

const { values: options } = parseArgs({
  options: {
    rigong: { type: 'string' },
    accounts: { type: 'string', default: '1000' },
    pages: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '30' },
    wrk: { type: 'string', default: '/usr/bin/wrk' },
    connections: { type: 'string', default: '256' },
    fake: { type: 'string' },
  },
});
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const ANSWER_MS = 50;
const TRUSTED = '/etc/ssl/certs/ca-certificates.crt';

// The platform: as much of Chatwoot as an account without conversations asks for. Ratings from before the first day are read and not kept.
function serve(folder) {
  const pages = Number(options.pages);
  let requests = 0;
  const server = https.createServer({ key: readFileSync(path.join(folder, 'key.pem')), cert: readFileSync(path.join(folder, 'ca.pem')) }, (request, response) => {
    requests++;
    const url = new URL(request.url, 'https://127.0.0.1');
    let body = '[]';
    if (url.pathname.endsWith('/conversations')) body = '{"data":{"meta":{"all_count":0},"payload":[]}}';
    const page = Number(url.searchParams.get('page'));
    if (url.pathname.endsWith('/csat_survey_responses') && page <= pages) {
      body = JSON.stringify([{ id: page, rating: 5, message_id: page, conversation_id: page, created_at: 1_500_000_000 + page }]);
    }
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body), ANSWER_MS);
  });
  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', 4096, () => process.send({ port: server.address().port }));
  process.on('message', () => process.send({ requests, at: performance.now() }));
  process.on('disconnect', () => process.exit(0));
}

const asked = (fake) =>
  new Promise((done) => {
    fake.once('message', done);
    fake.send('count');
  });

// User and system time of the process so far, in seconds.
function processor(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
function startRigong(folder, port) {
  const accounts = Number(options.accounts);
  let toml = '[listen]\naddress = "127.0.0.1:17827"\n';
  for (let i = 1; i <= accounts; i++) {
    toml += `\n[[connector]]\ntype = "chatwoot"\nname = "account ${i}"\nendpoint = "https://127.0.0.1:${port}"\naccount = ${i}\ntoken = "secret:env:BENCH_TOKEN"\n`;
  }
  writeFileSync(path.join(folder, 'rigong.toml'), toml);
  const namespace = process.getuid() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
  const script = `mount --bind "$1" ${TRUSTED} && shift && exec "$@"`;
  return spawn(
    'unshare',
    [...namespace, '--', 'sh', '-c', script, 'sh', path.join(folder, 'ca.pem'), options.rigong, 'run', '--config', path.join(folder, 'rigong.toml'), '--data', path.join(folder, 'data')],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, BENCH_TOKEN: 'bench' } },
  );
}

// Polls a second while all catch up: from a tenth of all requests to nine tenths, so that neither the start nor the last few count.
async function catchUp(fake, rigong) {
  const all = Number(options.accounts) * (Number(options.pages) + 3);
  const before = (await asked(fake)).requests;
  const marks = [];
  let peakMb = 0;
  const limit = performance.now() + 300_000;
  for (let count = 0; count < all * 0.995; ) {
    if (performance.now() > limit || rigong.exitCode !== null) throw new Error(`only ${count} of ${all} requests came`);
    await sleep(50);
    const mark = await asked(fake);
    count = mark.requests - before;
    marks.push({ count, at: mark.at, cpu: processor(rigong.pid) });
    peakMb = Math.max(peakMb, statusNumber(rigong.pid, 'VmRSS') / 1024);
  }
  const from = marks.find((mark) => mark.count >= all * 0.1);
  const to = marks.findLast((mark) => mark.count <= all * 0.9);
  const seconds = (to.at - from.at) / 1000;
  return { perSecond: (to.count - from.count) / seconds, cpu: (to.cpu - from.cpu) / seconds, peakMb, wholeSeconds: (marks.at(-1).at - marks[0].at) / 1000 };
}

async function atRest(fake, rigong) {
  await sleep(20_000);
  const [before, cpu, switched] = [await asked(fake), processor(rigong.pid), switches(rigong.pid)];
  await sleep(Number(options.seconds) * 1000);
  const after = await asked(fake);
  const seconds = (after.at - before.at) / 1000;
  return {
    perSecond: (after.requests - before.requests) / seconds,
    cpu: (processor(rigong.pid) - cpu) / seconds,
    switches: (switches(rigong.pid) - switched) / seconds,
    residentMb: statusNumber(rigong.pid, 'VmRSS') / 1024,
    threads: statusNumber(rigong.pid, 'Threads'),
  };
}

function measureWrk(port) {
  const address = `https://127.0.0.1:${port}/api/v1/accounts/1/csat_survey_responses?page=1`;
  const result = spawnSync(options.wrk, ['-t', '1', '-c', options.connections, '-d', '10', address], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`wrk: ${result.error ?? result.stderr}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(result.stdout)[1]);
}

async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'rigong-accounts-'));
  let fake;
  let rigong;
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=made-up', '-addext', 'subjectAltName=IP:127.0.0.1',
      '-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'ca.pem')], { stdio: 'ignore' });
    fake = fork(fileURLToPath(import.meta.url), ['--fake', folder, '--pages', options.pages]);
    const { port } = await new Promise((done) => fake.once('message', done));
    const before = measureWrk(port);
    rigong = startRigong(folder, port);
    const catching = await catchUp(fake, rigong);
    const rest = await atRest(fake, rigong);
    const stopSeconds = await stop(rigong);
    rigong = null;
    const peer = (before + measureWrk(port)) / 2;
    console.log(`${options.accounts} accounts, answers after ${ANSWER_MS} ms\n`);
    console.log('| what | rigong run | wrk | ratio |');
    console.log('|---|---:|---:|---:|');
    console.log(`| polls a second while catching up | ${catching.perSecond.toFixed(0)} | ${peer.toFixed(0)} | ${(catching.perSecond / peer).toFixed(2)} |`);
    console.log(`| processors used meanwhile | ${catching.cpu.toFixed(2)} | | |`);
    console.log(`| resident memory at most, MB | ${catching.peakMb.toFixed(0)} | | |`);
    console.log(`| polls a second at rest (${(Number(options.accounts) / 15).toFixed(0)} wanted) | ${rest.perSecond.toFixed(1)} | | |`);
    console.log(`| processors used at rest | ${rest.cpu.toFixed(3)} | | |`);
    console.log(`| context switches a second at rest | ${rest.switches.toFixed(0)} | | |`);
    console.log(`| resident memory at rest, MB | ${rest.residentMb.toFixed(0)} | | |`);
    console.log(`| threads | ${rest.threads} | | |`);
    console.log(`| seconds to stop | ${stopSeconds.toFixed(1)} | | |`);
  } finally {
    if (rigong) await stop(rigong);
    fake?.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (options.fake) serve(options.fake);
else await main();
