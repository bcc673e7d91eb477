// SPDX-License-Identifier: Apache-2.0
//
// Two benches of the store. `import`: `rigong import` of a message file against the sqlite3 shell, which .imports the very rows that
// came of it into empty tables of the same columns, keys and indexes. `growth`: what another batch costs in a store of ten
// million messages, against the same batch in a store of one million.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure, summary, table } from './lib.mjs';

const ARGUMENTS = {
  rigong: { type: 'string' },
  generate: { type: 'string' },
  bench: { type: 'string', default: 'import' },
  messages: { type: 'string', default: '1000000' },
  batch: { type: 'string', default: '100000' },
  factor: { type: 'string', default: '10' },
  seed: { type: 'string', default: '1' },
  runs: { type: 'string', default: '3' },
};

function run(command, input, stdout) {
  const out = stdout ? openSync(stdout, 'w') : 'pipe';
  const result = spawnSync(command[0], command.slice(1), { input, stdio: [input === undefined ? 'ignore' : 'pipe', out, 'pipe'], maxBuffer: 1 << 28 });
  if (stdout) closeSync(out);
  if (result.status !== 0) throw new Error(`${command.join(' ')} ended with ${result.status}: ${result.stderr}`);
  return stdout ? '' : result.stdout.toString();
}

function generated(options, messages, seed, file) {
  run([options.generate, '--messages', String(messages), '--seed', String(seed)], undefined, file);
  return file;
}

const sqlite = (database, script) => run(['sqlite3', '-batch', database], script);

// The rows of every table as CSV, and a script that makes the same tables and .imports them in one transaction. A CSV cannot carry bytes,
// so hashes go over as hexadecimal text, and the peer's tables are not STRICT; all else is the same.
function peerOf(database, folder) {
  const tables = sqlite(database, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%';").trim().split('\n');
  const schema = sqlite(database, 'select sql || \';\' from sqlite_master where sql is not null;').replace(/\bSTRICT\b,?/g, '').replace(/WITHOUT ROWID,\s*;/g, 'WITHOUT ROWID;').replace(/\)\s*,\s*WITHOUT/g, ') WITHOUT').replace(/CHECK\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '');
  const imports = [];
  for (const name of tables) {
    const columns = sqlite(database, `select group_concat(case when type = 'BLOB' then 'hex(' || name || ')' else name end, ', ') from pragma_table_info('${name}');`).trim();
    const file = path.join(folder, `${name}.csv`);
    sqlite(database, `.mode csv\n.output ${file}\nselect ${columns} from "${name}";\n`);
    if (statSync(file).size > 0) imports.push(`.import --csv ${file} ${name}`);
  }
  const script = path.join(folder, 'peer.sql');
  writeFileSync(script, `pragma journal_mode = wal;\npragma synchronous = full;\npragma cache_size = -65536;\n${schema}\nbegin;\n${imports.join('\n')}\ncommit;\n`);
  return script;
}

function benchImport(options, folder) {
  const input = generated(options, options.messages, options.seed, path.join(folder, 'messages.jsonl'));
  const data = path.join(folder, 'data');
  const peer = path.join(folder, 'peer.db');
  const ours = [];
  const theirs = [];
  let script;
  for (let round = 0; round < Number(options.runs); round++) {
    rmSync(data, { recursive: true, force: true });
    ours.push(measure({ name: 'rigong import', command: [options.rigong, 'import', '--data', data, input] }, 1));
    script ??= peerOf(path.join(data, 'rigong.db'), folder);
    for (const end of ['', '-wal', '-shm']) rmSync(peer + end, { force: true });
    theirs.push(measure({ name: 'sqlite3 .import', command: ['sh', '-c', `exec sqlite3 -batch ${peer} < ${script}`] }, 1));
  }
  const rows = (database) => sqlite(database, "select 'message', count(*) from message union all select 'turn', count(*) from turn;");
  if (rows(peer) !== rows(path.join(data, 'rigong.db'))) throw new Error('the peer took in other rows');
  const one = (name, results) => summary(name, results.map((result) => ({ wall: result.best, cpu: result.cpu, peakMb: result.peakMb })));
  const results = [one('rigong import', ours), one('sqlite3 .import', theirs)];
  console.log(`${options.messages} messages, ${options.runs} runs, store of ${(statSync(path.join(data, 'rigong.db')).size / 1e6).toFixed(0)} MB\n`);
  console.log(table(results, results[1]));
}

function benchGrowth(options, folder) {
  const [messages, factor, batch] = [options.messages, options.factor, options.batch].map(Number);
  const batches = Array.from({ length: Number(options.runs) }, (_, i) => {
    // Days after all that is stored, as a running shop's are, and for each batch its own: otherwise the last would sum up the days of all.
    const file = path.join(folder, `batch-${i}.jsonl`);
    run([options.generate, '--messages', String(batch), '--seed', String(1000 + i), '--start', `${2034 + i}-01-01`], undefined, file);
    run(['sed', '-i', `s/"conversation_id":"/&new${i}-/; s/"customer_id":"/&new${i}-/`, file]);
    return file;
  });
  const stores = [1, factor].map((times) => {
    const data = path.join(folder, `data-${times}`);
    const file = generated(options, messages * times, options.seed, path.join(folder, 'stored.jsonl'));
    run([options.rigong, 'import', '--data', data, file]);
    rmSync(file);
    return { name: `${messages * times} stored`, data };
  });
  // The stores take turns, so that a busy minute of the machine hits both.
  const runs = stores.map(() => []);
  for (const file of batches) {
    stores.forEach(({ name, data }, i) => runs[i].push(measure({ name, command: [options.rigong, 'import', '--data', data, file] }, 1)));
  }
  const results = stores.map(({ name }, i) => summary(name, runs[i].map((result) => ({ wall: result.best, cpu: result.cpu, peakMb: result.peakMb }))));
  console.log(`Another ${batch} messages into stores of different size, ${options.runs} batches each\n`);
  console.log(table([results[1], results[0]], results[0]));
}

const { values: options } = parseArgs({ options: ARGUMENTS });
for (const name of ['rigong', 'generate']) {
  if (!options[name]) throw new Error(`--${name} PROGRAM is needed`);
  options[name] = path.resolve(options[name]);
}
const folder = mkdtempSync(path.join(process.env.TMPDIR ?? tmpdir(), 'rigong-store-'));
try {
  (options.bench === 'growth' ? benchGrowth : benchImport)(options, folder);
} finally {
  rmSync(folder, { recursive: true });
}
