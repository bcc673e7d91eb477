// SPDX-License-Identifier: Apache-2.0
//
// Prints the daily figures of a message file as CSV, computed by DuckDB.

import { parseArgs } from 'node:util';
import { DEFAULTS, PLAIN } from './options.mjs';
import { figures } from './figures.mjs';

const USAGE = `usage: node run.mjs --input FILE(.jsonl|.csv) [--now TIME] [--plain] [--times]
                    [--set OPTION=VALUE ...] [--duckdb SETTING=VALUE ...]
  --plain   the options that turn the rules off (before any --set)
  --set     an option as in rigong.toml: ${Object.keys(DEFAULTS).join(', ')}
  --duckdb  a setting of DuckDB, such as threads=1
  --times   the milliseconds of each statement, on stderr`;

const ARGUMENTS = {
  input: { type: 'string' },
  now: { type: 'string' },
  plain: { type: 'boolean', default: false },
  times: { type: 'boolean', default: false },
  set: { type: 'string', multiple: true, default: [] },
  duckdb: { type: 'string', multiple: true, default: [] },
};

function pairs(list) {
  return Object.fromEntries(list.map((item) => {
    const at = item.indexOf('=');
    if (at < 1) throw new Error(`not NAME=VALUE: ${item}`);
    return [item.slice(0, at), item.slice(at + 1)];
  }));
}

// Gives each option the type of its default.
function applied(base, changes) {
  const options = { ...base };
  for (const [name, text] of Object.entries(changes)) {
    if (!(name in base)) throw new Error(`no such option: ${name}`);
    const type = typeof base[name];
    options[name] = type === 'number' ? Number(text) : type === 'boolean' ? text === 'true' : text;
    if (Number.isNaN(options[name])) throw new Error(`not a number: ${name}=${text}`);
  }
  return options;
}

function csvField(value) {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function parse() {
  try {
    const { values } = parseArgs({ options: ARGUMENTS });
    if (!values.input) throw new Error('--input is missing');
    return { ...values, options: applied(values.plain ? PLAIN : DEFAULTS, pairs(values.set)), settings: pairs(values.duckdb) };
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

const { input, now, options, settings, times } = parse();
const report = times ? (i, ms) => console.error(`statement ${i + 1}: ${ms.toFixed(0)} ms`) : undefined;
const { columns, rows } = await figures({ input, options, now, settings, report });
process.stdout.write([columns, ...rows].map((row) => row.map(csvField).join(',') + '\n').join(''));
