// SPDX-License-Identifier: Apache-2.0
// The real program under the page: begun, killed and begun again on one folder and port, its command line beside it.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

// RIGONG_PAGE is a folder of page files to show in place of those built into the program, for whoever changes the page.
const program = process.env.RIGONG_BINARY || new URL("../../../build/dev/rigong", import.meta.url).pathname;
const run = promisify(execFile);
// What the person who runs the tests has set up for themself must not reach the program.
const environment = { PATH: process.env.PATH, TZ: "America/St_Johns", LC_ALL: "C.UTF-8" };

// A test that fails half-way must leave nothing behind.
const running = new Set();
const folders = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

export class Agent {
  #child = null;
  #port = 0;

  // `what` is "run" or "demo". The folder is empty but for what `prepare(folder)` puts there, and goes with close().
  static async start(what, prepare = async () => {}) {
    const agent = new Agent();
    agent.what = what;
    agent.data = await mkdtemp(path.join(tmpdir(), "rigong-page-"));
    folders.add(agent.data);
    try {
      await prepare(agent.data);
      await agent.begin();
    } catch (error) {
      await agent.close();
      throw error;
    }
    return agent;
  }

  // Begins it, again on the port that it had; resolves when it says its address.
  async begin() {
    const page = process.env.RIGONG_PAGE ? ["--page", process.env.RIGONG_PAGE] : [];
    const words = [this.what, "--data", this.data, "--listen", `127.0.0.1:${this.#port}`, ...page];
    const child = spawn(program, words, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    running.add(child);
    child.once("exit", () => running.delete(child));
    let told = "";
    child.stderr.on("data", (bytes) => (told = (told + bytes).slice(-4000)));
    const begun = Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => null)]);
    const first = await begun;
    if (first === null) throw new Error(`rigong ${this.what} ended at once: ${told}`);
    this.url = String(first[0]).trim();
    this.#port = Number(new URL(this.url).port);
  }

  // SIGKILL, and SIGTERM; resolve with the exit code when it is gone.
  kill = () => this.#end("SIGKILL");
  stop = () => this.#end("SIGTERM");
  async #end(signal) {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const gone = once(child, "exit");
    child.kill(signal);
    return (await gone)[0];
  }

  async close() {
    if (this.#child) await this.kill();
    await rm(this.data, { recursive: true, force: true });
    folders.delete(this.data);
  }

  // What a command prints on this agent's folder; fails with what it says where it does not end well.
  async command(...words) {
    return (await run(program, [...words, "--data", this.data], { env: environment, maxBuffer: 64 * 1024 * 1024 })).stdout;
  }
  json = async (...words) => JSON.parse(await this.command(...words, "--format", "json"));
  // The address with a fresh one-time code, as a person is told it.
  address = async () => (await this.command("url")).trim();
}
