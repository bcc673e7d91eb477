// SPDX-License-Identifier: Apache-2.0
// Stands in for the agent in tests of the page: serves the built page under the policy the program serves it under, and answers /api/v1 from
// a made-up shop. What it answers is held to overlay/api/openapi.yaml by fake.test.mjs.
//
//   const fake = await startFake({ people: 500, mode: "delivered" });   // options of World (world.mjs)
//   fake.url; fake.open()            // the address with a fresh one-time code
//   await fake.away(); await fake.back(); fake.commit();                // the agent dies, is back; something changed
//   fake.requests                    // ["GET /api/v1/panel?person=rep-001", …]
//
// Each file of endpoints/ default-exports {"GET /panel": ({world, query, body, params, machine}) => answer}; answers are sent as JSON. Throw
// problem(status, kind, zh, en) for a refusal. A command is "command sheet.save".
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { World } from "./world.mjs";

const folder = path.dirname(fileURLToPath(import.meta.url));
const builtPage = process.env.RIGONG_PAGE || path.join(folder, "../../../build/dev/page");

const security = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
};

export const problem = (status, kind, zh, en, field) => Object.assign(new Error(en), { status, body: { kind, words: { zh, en }, ...(field ? { field } : {}) } });

async function endpoints() {
  const all = {};
  for (const name of readdirSync(path.join(folder, "endpoints")).filter((one) => one.endsWith(".mjs")).sort()) {
    Object.assign(all, (await import(`./endpoints/${name}`)).default);
  }
  return all;
}

function assetsOf(page) {
  const lines = readFileSync(path.join(page, "manifest.tsv"), "utf8").trim().split("\n").slice(1);
  return new Map(
    lines.map((line) => {
      const [served, file, type, etag, caching, , brotli] = line.split("\t");
      return [served, { bytes: readFileSync(path.join(page, brotli || file)), type, etag, caching, encoding: brotli ? "br" : "" }];
    }),
  );
}

const keyOf = (known, method, where) => {
  const exact = `${method} ${where}`;
  if (known[exact]) return { handler: known[exact], params: {} };
  for (const [key, handler] of Object.entries(known)) {
    if (!key.includes("{")) continue;
    const names = [...key.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const found = new RegExp(`^${key.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(exact);
    if (found) return { handler, params: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1])])) };
  }
  return null;
};

export async function startFake(options = {}) {
  const known = await endpoints();
  const assets = assetsOf(options.page ?? builtPage);
  const fake = { world: new World(options), requests: [], bytes: 0, codes: new Set(), tokens: new Set(), streams: new Set(), done: new Map(), sockets: new Set() };

  const write = (response, status, headers, bytes) => {
    fake.bytes += bytes.length;
    response.writeHead(status, { ...security, ...headers, "Content-Length": bytes.length });
    response.end(bytes);
  };
  const json = (request, response, status, body) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const etag = `"${fake.world.change}.${bytes.length}.${Buffer.from(bytes).reduce((sum, byte) => (sum * 31 + byte) | 0, 7)}"`;
    const headers = { "Content-Type": "application/json", "Cache-Control": "no-store", ETag: etag };
    if (status === 200 && request.headers["if-none-match"] === etag) return write(response, 304, { ETag: etag }, Buffer.alloc(0));
    // Packed as the agent packs them (overlay/server/pack.cc), so that bytes are counted as they travel.
    if (bytes.length < 1024 || !/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return write(response, status, headers, bytes);
    return write(response, status, { ...headers, "Content-Encoding": "gzip" }, gzipSync(bytes, { level: 1 }));
  };

  const asset = (request, response, where) => {
    const found = assets.get(where);
    if (!found) return write(response, 404, { "Content-Type": "text/plain" }, Buffer.from("not found"));
    if (request.headers["if-none-match"] === found.etag) return write(response, 304, { ETag: found.etag }, Buffer.alloc(0));
    const caching = found.caching === "forever" ? "public, max-age=31536000, immutable" : "no-store";
    const encoding = found.encoding ? { "Content-Encoding": found.encoding } : {};
    return write(response, 200, { "Content-Type": found.type, ETag: found.etag, "Cache-Control": caching, ...encoding }, found.bytes);
  };

  const tell = (response) => response.write(`event: change\ndata: ${JSON.stringify({ change: fake.world.change, now: fake.world.now() })}\n\n`);
  const stream = (request, response) => {
    response.writeHead(200, { ...security, "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    fake.streams.add(response);
    request.on("close", () => fake.streams.delete(response));
    tell(response);
  };

  async function command(body) {
    const before = fake.done.get(body.id);
    if (before) {
      if (before.content !== JSON.stringify(body)) throw problem(422, "refused", "这个编号已用于别的操作。", "This id was used for something else.");
      return before.answer;
    }
    const handler = known[`command ${body.kind}`];
    if (!handler) throw problem(400, "wrong_use", `没有这种操作：${body.kind}`, `There is no such command: ${body.kind}`, "kind");
    const words = await handler({ world: fake.world, body, fake });
    fake.commit();
    const answer = { id: body.id, change: fake.world.change, ...(words ? { words } : {}) };
    fake.done.set(body.id, { content: JSON.stringify(body), answer });
    return answer;
  }

  async function answer(request, response) {
    const url = new URL(request.url, "http://127.0.0.1");
    fake.requests.push(`${request.method} ${request.url}`);
    if (!url.pathname.startsWith("/api/v1/")) return asset(request, response, url.pathname);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const isJson = (request.headers["content-type"] ?? "").startsWith("application/json");
    const where = url.pathname.slice("/api/v1".length);
    const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    try {
      const body = isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : bytes;
      if (where === "/session" && request.method === "POST") {
        const invited = fake.world.invitations?.get(body.code);
        if (invited) {
          fake.world.invitations.delete(body.code);
          Object.assign(fake.world, { role: fake.world.person(invited.person).role, member: invited.person, ownDevice: true });
          fake.world.joined = body.device;
        } else if (!fake.codes.delete(body.code)) throw problem(403, "refused", "口令用过了或过期了。请再打开一次。", "The code was used or is too old. Open the page once more.");
        const fresh = randomBytes(16).toString("hex");
        fake.tokens.add(fresh);
        return json(request, response, 200, { token: fresh });
      }
      if (!fake.tokens.has(token)) throw problem(401, "refused", "请再打开一次页面。", "Open the page once more.");
      if (fake.before) await fake.before({ method: request.method, where, url, body });
      if (where === "/events") return stream(request, response);
      if (where === "/session" && request.method === "DELETE") {
        fake.tokens.delete(token);
        return json(request, response, 200, { done: true });
      }
      if (where === "/commands" && request.method === "POST") return json(request, response, 200, await command(body));
      const found = keyOf(known, request.method, where);
      if (!found) throw problem(404, "not_found", `没有 ${where}。`, `There is no ${where}.`);
      const query = Object.fromEntries(url.searchParams);
      return json(request, response, 200, await found.handler({ world: fake.world, query, body, params: found.params, fake }));
    } catch (error) {
      if (!error.body) console.error(error);
      const given = error.body ?? { kind: "internal", words: { zh: "假代理出错了。", en: String(error) } };
      return json(request, response, error.status ?? 500, given);
    }
  }

  const server = http.createServer((request, response) => void answer(request, response));
  server.on("connection", (socket) => {
    fake.sockets.add(socket);
    socket.on("close", () => fake.sockets.delete(socket));
  });
  const listen = (port) => new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  await listen(options.port ?? 0);
  const port = server.address().port;
  const close = () => {
    for (const socket of fake.sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(fake, {
    port,
    url: `http://127.0.0.1:${port}/`,
    open() {
      const code = randomBytes(8).toString("hex");
      fake.codes.add(code);
      return `http://127.0.0.1:${port}/#code=${code}`;
    },
    commit() {
      fake.world.bump();
      for (const response of fake.streams) tell(response);
    },
    away: close,
    back: () => listen(port),
    close,
  });
}
