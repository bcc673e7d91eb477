// SPDX-License-Identifier: Apache-2.0
// Debian's Request Tracker 5 with a configuration, a database and people of its own in a temporary folder: whatever the machine has set
// up as its RT is neither read nor changed.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const serverProgram = "/usr/share/request-tracker5/libexec/rt-server";
const setupProgram = "/usr/sbin/rt-setup-database-5";

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

const configuration = (folder, port) => `
Set($rtname, 'shop.example');
Set($Organization, 'shop.example');
Set($WebDomain, '127.0.0.1');
Set($WebPort, ${port});
Set($WebPath, '');
Set($WebBaseURL, 'http://127.0.0.1:${port}');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '${folder}/rtdb');
Set($DatabaseHost, ''); Set($DatabasePort, ''); Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($MailCommand, 'testfile');
Set($Timezone, 'UTC');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'warning');
Set($LogToFile, undef);
$RT::MasonDataDir = '${folder}/mason';
$RT::MasonSessionDir = '${folder}/sessions';
1;
`;

export class RequestTracker {
  #environment;
  #child = null;
  #log = "";
  #before = Promise.resolve();

  constructor(folder) {
    this.folder = folder;
    this.database = path.join(folder, "rtdb");
    this.tokenFile = path.join(folder, "token");
  }

  // Makes the database and its people; about five seconds.
  async prepare() {
    this.port = await freePort();
    this.url = `http://127.0.0.1:${this.port}`;
    for (const each of ["mason", "sessions", "site.d"]) await mkdir(path.join(this.folder, each));
    const file = path.join(this.folder, "RT_SiteConfig.pm");
    await writeFile(file, configuration(this.folder, this.port));
    this.#environment = {
      ...process.env,
      LC_ALL: "C.UTF-8",
      TMPDIR: this.folder,
      RT_SITE_CONFIG: file,
      // In place of /etc/request-tracker5/RT_SiteConfig.d.
      RT_SITE_CONFIG_DIR: path.join(this.folder, "site.d"),
      RIGONG_RT_TOKEN: this.tokenFile,
    };
    const setup = (...words) => run(setupProgram, [...words, "--skip-create"], { env: this.#environment });
    await setup("--action", "init", "--dba", "");
    await setup("--action", "insert", "--datafile", new URL("people.pl", import.meta.url).pathname);
    this.token = (await readFile(this.tokenFile, "utf8")).trim();
  }

  async start() {
    const words = ["--host", "127.0.0.1", "--port", String(this.port), "--max-workers", "2"];
    this.#child = spawn(serverProgram, words, { env: this.#environment, stdio: ["ignore", "ignore", "pipe"] });
    this.#child.stderr.on("data", (bytes) => (this.#log = (this.#log + bytes).slice(-4000)));
    const ended = once(this.#child, "exit").then(([code]) => {
      throw new Error(`the server of RT ended with ${code}: ${this.#log}`);
    });
    ended.catch(() => {});
    for (let tries = 0; tries < 100; ++tries) {
      const answer = await Promise.race([this.ask("reader", "GET", "rt").catch(() => null), ended]);
      if (answer) return answer.Version;
      await sleep(200);
    }
    throw new Error(`the server of RT does not answer: ${this.#log}`);
  }

  // One request as somebody; fails where the answer is no success. One after the other, since SQLite lets one write at a time.
  ask(...words) {
    const answer = this.#before.then(() => this.#askNow(...words));
    this.#before = answer.catch(() => {});
    return answer;
  }

  async #askNow(who, method, address, body) {
    const word = who === "root" ? "password" : [...`${who}-word`].reverse().join("");
    const headers = { Authorization: `Basic ${Buffer.from(`${who}:${word}`).toString("base64")}`, "Content-Type": "application/json" };
    const answer = await fetch(`${this.url}/REST/2.0/${address}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${who} ${method} ${address}: ${answer.status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  }

  // Rows straight from the database: what the server itself has written down.
  async rows(sql) {
    const { stdout } = await run("sqlite3", ["-json", "-readonly", this.database, sql]);
    return stdout.trim() ? JSON.parse(stdout) : [];
  }

  async stop() {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    // Not SIGINT, upon which it would give the machine's own RT folders to another user.
    child.kill("SIGTERM");
    if (await Promise.race([gone, sleep(5000).then(() => null)])) return;
    child.kill("SIGKILL");
    await gone;
  }
}
