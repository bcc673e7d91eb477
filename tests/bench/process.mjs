// SPDX-License-Identifier: Apache-2.0
// What /proc says of a process that a bench has begun, and its end.
import { readdirSync, readFileSync } from 'node:fs';

const statusOf = (pid, task = '') => readFileSync(`/proc/${pid}/${task}status`, 'utf8');
const numberIn = (status, key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)[1]);

// A number of /proc/PID/status, such as VmRSS (kB) or Threads.
export const statusNumber = (pid, key) => numberIn(statusOf(pid), key);

// Context switches of all threads so far.
export function switches(pid) {
  let sum = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const status = statusOf(pid, `task/${task}/`);
    sum += numberIn(status, 'voluntary_ctxt_switches') + numberIn(status, 'nonvoluntary_ctxt_switches');
  }
  return sum;
}

// Ends a child and resolves to how many seconds that took; whoever takes ten is killed.
export async function stop(child) {
  const ended = new Promise((done) => child.once('exit', done));
  const begun = performance.now();
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
  return (performance.now() - begun) / 1000;
}
