// SPDX-License-Identifier: Apache-2.0
// The team's ranking in a real chat room: Debian's ejabberd, a closed room with a lead, a rep and the robot. What the members read is held to what
// was shown before, character by character, with names in it that are made to be taken for something else.
import { client, xml } from "@xmpp/client";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { Server } from "./server.mjs";

const program = process.env.RIGONG_BINARY;
const run = promisify(execFile);
const room = "kefu@conference.localhost";
const password = "canary-of-the-room";
const reps = ["@所有人", "<presence/>", "]]>&lt;b&gt;", "*粗*_斜_`码`", "林\u202e小满", "阿立"];
const shanghai = (at) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const yesterday = shanghai(Date.now() - 86_400_000);

let server;
let folder;
const people = [];

// Six reps who answered twelve questions each, the first the quickest.
function messages() {
  const lines = ["conversation_id,message_id,sent_at,direction,agent_id,customer_id,text"];
  reps.forEach((rep, i) => {
    for (let turn = 0; turn < 12; turn++) {
      const at = (minute) => `${yesterday} ${String(9 + turn).padStart(2, "0")}:${minute}:00`;
      lines.push(`${i}-${turn},1,${at(10)},in,,k${i}-${turn},在吗`, `${i}-${turn},2,${at(11 + i)},out,"${rep}",k${i}-${turn},在的`);
    }
  });
  return `${lines.join("\n")}\n`;
}

// Logs in and joins the room: {heard, refused, leave()}. `heard` are the messages of the room, old and new.
async function join(user, resource, nick) {
  const one = { heard: [], refused: null };
  const xmpp = client({ service: `xmpp://127.0.0.1:${server.talk}`, domain: "localhost", username: user, password, resource });
  xmpp.on("error", () => {});
  const inside = new Promise((done) => {
    xmpp.on("stanza", (stanza) => {
      if (stanza.is("presence") && stanza.attrs.from === `${room}/${nick}`) {
        if (stanza.attrs.type === "error") one.refused = stanza.getChild("error").getChildElements()[0].name;
        done();
      }
      if (stanza.is("message") && stanza.attrs.type === "groupchat" && stanza.getChildText("body") !== null) {
        one.heard.push({ from: stanza.attrs.from, subject: stanza.getChildText("subject"), body: stanza.getChildText("body"), others: stanza.getChildElements().map(({ name }) => name) });
      }
    });
  });
  one.leave = () => xmpp.stop().catch(() => {});
  people.push(one);
  await xmpp.start();
  await xmpp.send(xml("presence", { to: `${room}/${nick}` }, xml("x", { xmlns: "http://jabber.org/protocol/muc" }, xml("history", { maxstanzas: "20" }))));
  await inside;
  return one;
}

const rigong = async (...words) => (await run(program, [...words, "--data", folder], { env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" }, timeout: 60_000 })).stdout;
async function until(what, limit = 10_000) {
  for (const begun = Date.now(); !what(); ) {
    assert.ok(Date.now() - begun < limit, `not within ${limit} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

before(async () => {
  server = await Server.start();
  folder = await mkdtemp(path.join(tmpdir(), "rigong-room-"));
  for (const user of ["robot", "lead", "rep", "stranger", "late"]) await server.must("register", { user, host: "localhost", password });
  await server.must("create_room_with_opts", { name: "kefu", service: "conference.localhost", host: "localhost", options: [{ name: "members_only", value: "true" }] });
  for (const user of ["robot", "lead", "rep", "late"]) {
    await server.must("set_room_affiliation", { name: "kefu", service: "conference.localhost", jid: `${user}@localhost`, affiliation: "member" });
  }
  await writeFile(path.join(folder, "room"), `http://127.0.0.1:${server.port}/api/send_message`, { mode: 0o600 });
  await writeFile(path.join(folder, "headers"), `Authorization: Basic ${Buffer.from(`robot@localhost:${password}`).toString("base64")}`, { mode: 0o600 });
  await writeFile(
    path.join(folder, "rigong.toml"),
    `[[group]]
type = "webhook"
name = "客服群"
webhook = "secret:file:room"
secret_headers = "secret:file:headers"
body = '{"type": "groupchat", "from": "robot@localhost/rigong", "to": "${room}", "subject": {title}, "body": {text}}'
reports = ["day"]
at = "00:01"
`,
  );
  await writeFile(path.join(folder, "day.csv"), messages());
  await rigong("import", path.join(folder, "day.csv"));
});
after(async () => {
  await Promise.all(people.map((one) => one.leave()));
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test("the ranking arrives in the room once, as it was shown before, and every member reads the same", { timeout: 300_000 }, async () => {
  await join("robot", "rigong", "日拱");
  const [lead, rep] = await Promise.all([join("lead", "desk", "主管"), join("rep", "desk", "阿立")]);
  const shown = (await rigong("post", "--dry-run")).split("\n").slice(1).join("\n").trim();
  assert.match(shown, /客服日榜/);
  // Within the first minutes of a day nothing is due yet.
  for (let i = 0; lead.heard.length === 0 && i < 40; i++) {
    await rigong("post");
    await new Promise((done) => setTimeout(done, i === 0 ? 500 : 5000));
  }
  await until(() => lead.heard.length > 0 && rep.heard.length > 0);
  assert.deepEqual(lead.heard, rep.heard);
  const [{ from, subject, body, others }] = lead.heard;
  assert.equal(from, `${room}/日拱`);
  assert.match(subject, /^客服日榜/);
  assert.equal(`${subject}\n\n${body}`, shown);
  // A message and nothing besides: no name has become an element of the protocol.
  assert.deepEqual(others.filter((name) => !["subject", "body", "stanza-id", "origin-id", "delay"].includes(name)), []);
  assert.ok(!body.includes("\u202e") && !body.includes("@") && !/[<>]/.test(body));
  assert.ok(body.includes("＠所有人"), body);
  await rigong("post");
  await rigong("post");
  await new Promise((done) => setTimeout(done, 500));
  assert.equal(lead.heard.length, 1);
});

test("who comes later reads it in the room's history; who is no member does not", async () => {
  const late = await join("late", "desk", "晚班");
  await until(() => late.heard.length === 1);
  assert.match(late.heard[0].body, /＠所有人/);
  const stranger = await join("stranger", "desk", "路人");
  assert.equal(stranger.refused, "registration-required");
  await new Promise((done) => setTimeout(done, 300));
  assert.deepEqual(stranger.heard, []);
});

test("with a password that the room does not take the post is refused, and says what to do, without the password", async () => {
  await writeFile(path.join(folder, "headers"), `Authorization: Basic ${Buffer.from("robot@localhost:wrong-canary").toString("base64")}`, { mode: 0o600 });
  const config = path.join(folder, "rigong.toml");
  // Under another name it is another target, and yesterday's is due to it.
  await writeFile(config, (await readFile(config, "utf8")).replace('name = "客服群"', 'name = "另一个名字"'));
  const failed = await rigong("post").then(
    () => null,
    (error) => `${error.stdout}${error.stderr}`,
  );
  assert.ok(failed !== null, "it ended well");
  assert.match(failed, /另一个名字/);
  assert.ok(!failed.includes("canary") && !failed.includes("Basic"), failed);
});
