// SPDX-License-Identifier: Apache-2.0
// Kill -9 while a post goes out, at any moment: before it is planned, between plan and try, with the request on its way, with the answer on its
// way, and after. Whoever comes next never sends it a second time, and what may not have arrived is told. RIGONG_KILL_ROUNDS (24) says how often.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = process.env.RIGONG_BINARY || fileURLToPath(new URL("../../build/dev/rigong", import.meta.url));
const rounds = Number(process.env.RIGONG_KILL_ROUNDS ?? 24);
const run = promisify(execFile);
const env = { PATH: process.env.PATH, LC_ALL: "C.UTF-8" };
const shanghai = (at) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const yesterday = shanghai(Date.now() - 86_400_000);
const states = ["planned", "sending", "sent", "failed", "unknown", "expired", "cancelled"];

// The same numbers in every run.
let seed = 20261130;
const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

let folder;
let robot;
const arrived = new Map(); // How often, by the round's name.
let onArrival = () => {};

function messages() {
  const lines = ["conversation_id,message_id,sent_at,direction,agent_id,customer_id,text"];
  for (let rep = 0; rep < 6; rep++) {
    for (let turn = 0; turn < 12; turn++) {
      const at = (minute) => `${yesterday} ${String(9 + turn).padStart(2, "0")}:${minute}:00`;
      lines.push(`${rep}-${turn},1,${at(10)},in,,k${rep}-${turn},在吗`, `${rep}-${turn},2,${at(11 + rep)},out,r${rep},k${rep}-${turn},在的`);
    }
  }
  return `${lines.join("\n")}\n`;
}

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rigong-kill-"));
  robot = http.createServer(async (request, response) => {
    for await (const chunk of request) void chunk;
    const name = request.url.slice(1);
    arrived.set(name, (arrived.get(name) ?? 0) + 1);
    const killed = onArrival("before the answer");
    response.end("ok");
    if (!killed) setImmediate(() => onArrival("after the answer"));
  });
  robot.listen(0, "127.0.0.1");
  await once(robot, "listening");
  await writeFile(path.join(folder, "day.csv"), messages());
  await writeFile(path.join(folder, "rigong.toml"), "");
  await run(program, ["import", path.join(folder, "day.csv"), "--data", folder], { env });
});
after(async () => {
  robot?.closeAllConnections?.();
  robot?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

// A new name is a new target, to which yesterday's ranking is due.
async function nextTarget(name) {
  await writeFile(path.join(folder, "hook"), `http://127.0.0.1:${robot.address().port}/${name}`, { mode: 0o600 });
  await writeFile(
    path.join(folder, "rigong.toml"),
    `[[group]]\ntype = "webhook"\nname = "${name}"\nwebhook = "secret:file:hook"\nreports = ["day"]\nat = "00:01"\ncontent_type = "text/plain"\nbody = "{title} {text}"\n`,
  );
}
const sql = async (words) => (await run("sqlite3", ["-cmd", ".timeout 5000", path.join(folder, "rigong.db"), words])).stdout.trim();
const stateOf = async (name) => states[await sql(`SELECT state FROM post WHERE target = '${name}'`)] ?? "none";
const post = () =>
  run(program, ["post", "--data", folder], { env }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error) => `${error.stdout}${error.stderr}`,
  );

test("killed at any moment, a post goes out once at most, and none is lost in silence", { timeout: 60_000 + rounds * 4000 }, async (t) => {
  await nextTarget("whole");
  await post();
  if (!arrived.get("whole")) return t.skip("within the first minutes of a day nothing is due yet");
  await nextTarget("again");
  const begun = performance.now();
  await post();
  const usual = performance.now() - begun;
  const seen = {};
  for (let round = 0; round < rounds; round++) {
    const name = `round${round}`;
    await nextTarget(name);
    const words = round % 2 === 0 ? ["post"] : ["run", "--listen", "127.0.0.1:0"];
    const child = spawn(program, [...words, "--data", folder], { env, stdio: "ignore" });
    const gone = once(child, "exit");
    const kill = () => child.kill("SIGKILL");
    // A third each: at a moment by the clock, with the request in the robot's hands, and with its answer sent.
    const moment = [null, "before the answer", "after the answer"][Math.floor(random() * 3)];
    onArrival = (now) => now === moment && kill();
    const timer = setTimeout(kill, moment === null ? random() * usual : 5000);
    await gone;
    clearTimeout(timer);
    onArrival = () => {};
    const then = await stateOf(name);
    const before = arrived.get(name) ?? 0;
    assert.ok(before <= 1, `${name}: ${before}`);
    if (then === "sent") assert.equal(before, 1, `${name} is said to have arrived`);
    if (then === "none" || then === "planned") assert.equal(before, 0, `${name}: ${then}`);
    await post();
    const now = await stateOf(name);
    const count = arrived.get(name) ?? 0;
    // What had not left goes out now; what may have arrived is not touched.
    if (then === "none" || then === "planned") assert.deepEqual([now, count], ["sent", 1], `${name}: ${then}`);
    else assert.deepEqual([now, count], [then, before], `${name}: ${then}`);
    const kind = `${moment ?? "by the clock"}: ${then}`;
    seen[kind] = (seen[kind] ?? 0) + 1;
  }
  t.diagnostic(JSON.stringify(seen));
  // What was being sent is asked about once it is certain that its program is gone.
  const open = Number(await sql("SELECT count(*) FROM post WHERE state = 1"));
  await sql("UPDATE post SET tried_at = tried_at - 600000, changed_at = changed_at - 600000 WHERE state = 1");
  await nextTarget("last");
  const said = await post();
  assert.equal(Number(await sql("SELECT count(*) FROM post WHERE state = 1")), 0);
  // Many rounds take so long that some have been asked about before.
  const sending = Object.entries(seen).reduce((sum, [kind, n]) => sum + (kind.endsWith(": sending") ? n : 0), 0);
  assert.equal(Number(await sql("SELECT count(*) FROM post WHERE state = 4")), sending);
  assert.equal((said.match(/不知道有没有发出/g) ?? []).length, open, said.slice(-2000));
  for (const [name, count] of arrived) assert.equal(count, 1, name);
  // The rounds have met what they are for.
  if (rounds >= 24) for (const kind of ["before the answer: sending", "after the answer: s"]) assert.ok(Object.keys(seen).some((one) => one.startsWith(kind)), `${kind} in ${JSON.stringify(seen)}`);
});
