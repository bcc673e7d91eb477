// SPDX-License-Identifier: Apache-2.0
//
// One rep's panel, its answer cached, asked for again and again over a few connections that stay open: against nginx, which serves a
// file of the same bytes. The two take turns. Needs wrk and nginx.
//
//   --serve PROGRAM   a program that serves the sample panel: tests/overlay_server_test of a release build (default)
//   --url ADDRESS     or a running agent, with --token TOKEN and --path '/api/v1/panel?person=ID'
//
// Exit 1 where the rate is below --least (0.5) of nginx's.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    serve: { type: 'string', default: 'build/release/tests/overlay_server_test' },
    url: { type: 'string' },
    token: { type: 'string' },
    path: { type: 'string' },
    connections: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    least: { type: 'string', default: '0.5' },
  },
});

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// The served test ends when its input does.
async function serve(program) {
  const child = spawn(program, ['[.serve]'], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of readline.createInterface({ input: child.stdout })) {
    const words = line.match(/^serving (\S+) (\S+) (\S+)$/);
    if (words) return { url: words[1], token: words[2], path: words[3], stop: () => child.stdin.end() };
  }
  throw new Error(`${program} did not serve anything`);
}

async function startNginx(folder, body) {
  const port = await freePort();
  writeFileSync(path.join(folder, 'panel.json'), body);
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, `daemon off; worker_processes auto; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=16;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  types { application/json json; }
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`);
  const child = spawn('nginx', ['-c', file, '-p', folder, '-e', path.join(folder, 'error.log')], { stdio: 'inherit' });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; ; i++) {
    const up = await fetch(`${url}/panel.json`).then((reply) => reply.ok, () => false);
    if (up) return { url, path: '/panel.json', stop: () => child.kill('SIGQUIT') };
    if (i === 100) throw new Error('nginx does not answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function load({ url, path: target, token }) {
  const headers = token ? ['-H', `Authorization: Bearer ${token}`] : [];
  const result = spawnSync('wrk', ['-t1', `-c${options.connections}`, `-d${options.seconds}s`, '--latency', ...headers, url + target]);
  const text = result.stdout?.toString() ?? '';
  const rate = text.match(/Requests\/sec:\s+([\d.]+)/);
  if (!rate || /Non-2xx|Socket errors: connect [1-9]/.test(text)) throw new Error(`wrk: ${result.error ?? text}`);
  return { rate: Number(rate[1]), p99: text.match(/99%\s+(\S+)/)?.[1] };
}

const folder = mkdtempSync(path.join(tmpdir(), 'rigong-panel-'));
const ours = options.url ? { url: options.url, token: options.token, path: options.path, stop: () => {} } : await serve(options.serve);
let nginx;
try {
  const reply = await fetch(ours.url + ours.path, { headers: { Authorization: `Bearer ${ours.token}` } });
  const body = Buffer.from(await reply.arrayBuffer());
  if (!reply.ok) throw new Error(`${ours.url + ours.path} answers ${reply.status}: ${body}`);
  nginx = await startNginx(folder, body);
  const runs = { rigong: [], nginx: [] };
  for (let round = 0; round < Number(options.rounds); round++) {
    runs.rigong.push(load(ours));
    runs.nginx.push(load(nginx));
  }
  const median = (all) => all.map((run) => run.rate).sort((a, b) => a - b)[all.length >> 1];
  const ratio = median(runs.rigong) / median(runs.nginx);
  console.log(`${body.length} bytes, ${options.connections} connections that stay open\n`);
  console.log('| server | answers a second, median | rounds | slowest hundredth |\n|---|---:|---|---:|');
  for (const [name, all] of Object.entries(runs)) {
    console.log(`| ${name} | ${median(all).toFixed(0)} | ${all.map((run) => run.rate.toFixed(0)).join(', ')} | ${all.at(-1).p99} |`);
  }
  console.log(`\n${ratio.toFixed(2)} of nginx's rate (at least ${options.least} is wanted)`);
  process.exitCode = ratio >= Number(options.least) ? 0 : 1;
} finally {
  ours.stop();
  nginx?.stop();
  rmSync(folder, { recursive: true, force: true });
}
