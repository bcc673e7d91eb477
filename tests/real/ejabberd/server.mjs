// SPDX-License-Identifier: Apache-2.0
// Debian's ejabberd on 127.0.0.1, with a folder of its own, that ends with the test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { readdirSync } from "node:fs";
import path from "node:path";

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => (server.close(), once(server, "close"))));
  return ports;
}

// Whoever is on this machine may register people and make rooms; only the robot, by its password, may have a
// message sent.
const settings = (port, talk) => `
hosts: [localhost]
loglevel: warning
language: zh
acl:
  robot:
    user: [robot@localhost]
listen:
  - port: ${port}
    ip: "127.0.0.1"
    module: ejabberd_http
    request_handlers:
      /api: mod_http_api
  - port: ${talk}
    ip: "127.0.0.1"
    module: ejabberd_c2s
api_permissions:
  setup:
    from: [mod_http_api]
    who:
      - ip: 127.0.0.1/8
    what: [register, create_room_with_opts, set_room_affiliation, get_room_history, status]
  robot:
    from: [mod_http_api]
    who:
      - access:
          - allow: [{acl: robot}]
    what: [send_message]
auth_method: internal
auth_password_format: scram
disable_sasl_mechanisms: [DIGEST-MD5, X-OAUTH2]
acme:
  auto: false
modules:
  mod_admin_extra: {}
  mod_disco: {}
  mod_http_api: {}
  mod_muc:
    access_create: all
    default_room_options:
      allow_change_subj: false
      members_only: true
      persistent: true
  mod_muc_admin: {}
  mod_roster: {}
`;

function libraries() {
  for (const root of ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"]) {
    try {
      const found = readdirSync(root).filter((name) => /^ejabberd-[\d.]+$/.test(name)).sort().pop();
      if (found) return path.join(root, found, "ebin");
    } catch {
      // Another machine's folder.
    }
  }
  throw new Error("ejabberd is not installed");
}

export class Server {
  static async start() {
    const server = new Server();
    server.folder = await mkdtemp(path.join(tmpdir(), "rigong-ejabberd-"));
    [server.port, server.talk] = await freePorts(2);
    const file = (name) => path.join(server.folder, name);
    await writeFile(file("ejabberd.yml"), settings(server.port, server.talk));
    const words = ["-noinput", "-pa", libraries(), "-mnesia", "dir", `"${file("store")}"`, "-s", "ejabberd"];
    server.child = spawn("erl", words, {
      env: { PATH: process.env.PATH, HOME: server.folder, LANG: "C.UTF-8", EJABBERD_CONFIG_PATH: file("ejabberd.yml"), EJABBERD_LOG_PATH: file("ejabberd.log"), SPOOL_DIR: file("store"), ERL_CRASH_DUMP: file("crash") },
      cwd: server.folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    server.said = "";
    for (const stream of [server.child.stdout, server.child.stderr]) stream.on("data", (bytes) => (server.said = (server.said + bytes).slice(-4000)));
    process.on("exit", () => server.child.kill("SIGKILL"));
    for (let i = 0; ; i++) {
      const up = await server.call("status", {}).then(
        ({ status }) => status === 200,
        () => false,
      );
      if (up) return server;
      if (i === 200 || server.child.exitCode !== null) throw new Error(`ejabberd does not answer: ${server.said}`);
      await new Promise((done) => setTimeout(done, 150));
    }
  }

  // A command of its HTTP interface: {status, text}.
  async call(name, body, headers = {}) {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/${name}`, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
    return { status: answer.status, text: await answer.text() };
  }
  async must(name, body) {
    const { status, text } = await this.call(name, body);
    if (status !== 200) throw new Error(`${name}: ${status} ${text}`);
    return text;
  }

  async stop() {
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const late = setTimeout(() => this.child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(late);
    await rm(this.folder, { recursive: true, force: true });
  }
}
