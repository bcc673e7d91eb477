// SPDX-License-Identifier: Apache-2.0
// rigong beside it: started on a folder with a rigong.toml, killed, started again, and asked for its figures.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const program = process.env.RIGONG_BINARY || new URL("../../../build/dev/rigong", import.meta.url).pathname;
// What the person who runs the tests has set up for themself must not reach the program.
const environment = { PATH: process.env.PATH, TZ: "America/St_Johns", LC_ALL: "C.UTF-8", RIGONG_TEST_RUN: process.env.RIGONG_TEST_RUN ?? "" };

const settings = ({ zone, slow, rt }) => `
[shop]
name = "Shop"
timezone = "${zone}"
service_window = "00:00-24:00"

[metrics]
slow_after_s = ${slow}

[[connector]]
type = "request-tracker"
name = "rt"
shop = "main"
endpoint = "${rt.url}"
token = "secret:file:${rt.tokenFile}"
rating_field = "Satisfaction"
days = 1
`;

export class Agent {
  #child = null;
  #told = "";

  constructor(folder) {
    this.data = folder;
    this.config = path.join(folder, "rigong.toml");
  }

  async prepare(values) {
    await mkdir(this.data, { recursive: true });
    await writeFile(this.config, settings(values));
  }

  async start() {
    const words = ["run", "--config", this.config, "--data", this.data, "--listen", "127.0.0.1:0"];
    const child = spawn(program, words, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    child.stderr.on("data", (bytes) => (this.#told = (this.#told + bytes).slice(-4000)));
    const first = await Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => null)]);
    if (first === null) throw new Error(`rigong run ended at once: ${this.#told}`);
  }

  get told() {
    return this.#told;
  }

  async end(signal) {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode;
    const gone = once(child, "exit");
    child.kill(signal);
    return (await gone)[0];
  }

  async json(...words) {
    const all = [...words, "--config", this.config, "--data", this.data, "--format", "json"];
    const { stdout } = await run(program, all, { env: environment, maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout);
  }
}
