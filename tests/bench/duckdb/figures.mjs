// SPDX-License-Identifier: Apache-2.0
//
// Runs figures.sql on a message file and gives the rows of the table `figures`.

import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { sqlVariables } from './options.mjs';

const SQL_FILE = new URL('figures.sql', import.meta.url);

// `reply_to` stands in some files and is not needed; the readers want to know every column of a CSV file, and only the wanted ones of JSON.
const COLUMNS = {
  conversation_id: 'VARCHAR',
  message_id: 'VARCHAR',
  sent_at: 'TIMESTAMPTZ',
  direction: 'VARCHAR',
  agent_id: 'VARCHAR',
  customer_id: 'VARCHAR',
  text: 'VARCHAR',
};

function literal(value) {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return typeof value === 'number' ? `${value}::BIGINT` : String(value);
}

function struct(columns) {
  return `{${Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`).join(', ')}}`;
}

function reader(input) {
  if (input.endsWith('.csv')) return `read_csv(${literal(input)}, header = true, quote = '"', escape = '"', types = ${struct(COLUMNS)})`;
  return `read_ndjson(${literal(input)}, columns = ${struct(COLUMNS)})`;
}

async function prepare(connection, input, options, now) {
  await connection.run(`SET TimeZone = ${literal(options.timezone)}`);  // For times without a zone.
  for (const [name, value] of Object.entries(sqlVariables(options, now))) {
    await connection.run(`SET VARIABLE ${name} = ${literal(value)}`);
  }
  await connection.run(`CREATE OR REPLACE TEMP VIEW messages AS SELECT * FROM ${reader(input)}`);
}

async function runStatements(connection, report) {
  const extracted = await connection.extractStatements(await readFile(SQL_FILE, 'utf8'));
  for (let i = 0; i < extracted.count; i++) {
    const begun = performance.now();
    const statement = await extracted.prepare(i);
    await statement.run();
    report?.(i, performance.now() - begun);
  }
}

// `settings` are DuckDB's own, such as { threads: '1', memory_limit: '1GB' }; `report` is told the time of each statement.
export async function figures({ input, options, now, settings = {}, report }) {
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  try {
    await prepare(connection, input, options, now);
    await runStatements(connection, report);
    const result = await connection.runAndReadAll('FROM figures');
    return { columns: result.columnNames(), rows: result.getRowsJson() };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
