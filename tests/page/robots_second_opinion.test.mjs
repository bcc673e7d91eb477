// SPDX-License-Identifier: Apache-2.0
// Second opinions on what is posted to a team's groups: the program posts to servers on 127.0.0.1, and what arrives is held to packages that
// nobody here has written. How DingTalk is signed and addressed, by dingtalk-robot-sender and push-all-in-one; what WeCom's robot takes, by
// push-all-in-one; what Slack takes, by the types of @slack/webhook; the mail, by smtp-server that takes it and mailparser that reads it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.RIGONG_BINARY || path.join(root, "build/dev/rigong");
const run = promisify(execFile);
const packages = createRequire(path.join(root, "tests/browser/package.json"));
const secret = "SEC0f1e2d3c4b5a69788796a5b4c3d2e1f0";

// Names that would be markup, mentions or table cells where somebody forgets that they are names.
const reps = ["@所有人", "<!channel>", "a|b|c", "*粗*_斜_`码`", "<b>&amp;</b>", "林\u202e小满"];
let folder;
let server;
let mails;
let posted;
let told;

const shanghai = (at) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const yesterday = shanghai(Date.now() - 86_400_000);

// Six reps who answered twelve questions each.
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

async function startServer() {
  const received = [];
  const made = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method, url: new URL(request.url, "http://127.0.0.1"), headers: request.headers, body: JSON.parse(body) });
    response.setHeader("Content-Type", request.url.startsWith("/services/") ? "text/plain" : "application/json");
    response.end(request.url.startsWith("/services/") ? "ok" : '{"errcode":0,"errmsg":"ok"}');
  });
  made.listen(0, "127.0.0.1");
  await once(made, "listening");
  return { received, made, base: `http://127.0.0.1:${made.address().port}` };
}

async function startMail() {
  const { SMTPServer } = packages("smtp-server");
  const { simpleParser } = packages("mailparser");
  const got = [];
  const made = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => (got.push({ mail, envelope: session.envelope }), done()), done);
    },
  });
  made.listen(0, "127.0.0.1");
  await once(made.server, "listening");
  return { got, made, url: `smtp://127.0.0.1:${made.server.address().port}` };
}

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rigong-second-"));
  [server, mails] = await Promise.all([startServer(), startMail()]);
  const hooks = {
    wecom: "/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
    dingtalk: "/robot/send?access_token=566cc69da782ec",
    slack: "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
  };
  const tables = [];
  for (const [type, hook] of Object.entries(hooks)) {
    await writeFile(path.join(folder, `${type}.hook`), server.base + hook, { mode: 0o600 });
    tables.push(`[[group]]\ntype = "${type}"\nname = "${type}"\nwebhook = "secret:file:${type}.hook"\nreports = ["day"]\nat = "00:01"\n`);
  }
  await writeFile(path.join(folder, "dingtalk.secret"), secret, { mode: 0o600 });
  tables[1] += 'secret = "secret:file:dingtalk.secret"\n';
  tables.push(
    `[[group]]\ntype = "mail"\nname = "mail"\nserver = "${mails.url}"\nfrom = "日拱 <bot@shop.example>"\nto = "lead@shop.example, boss@shop.example"\nsubject = "[日报]"\nreports = ["day"]\nat = "00:01"\n`,
  );
  await writeFile(path.join(folder, "rigong.toml"), tables.join("\n"));
  await writeFile(path.join(folder, "day.csv"), messages());
  const call = async (...words) => (await run(program, [...words, "--data", folder], { env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" }, timeout: 60_000 })).stdout;
  await call("import", path.join(folder, "day.csv"));
  // Within the first minutes of a day nothing is due yet.
  for (let i = 0; ; i++) {
    told = await call("post");
    posted = server.received;
    if (posted.length >= 3 && mails.got.length >= 1) break;
    assert.ok(i < 40, told);
    await new Promise((done) => setTimeout(done, 5000));
  }
});
after(async () => {
  server?.made.closeAllConnections?.();
  server?.made.close();
  mails?.made.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const to = (where) => {
  const found = posted.filter(({ url }) => url.pathname.startsWith(where));
  assert.equal(found.length, 1, `${where}: ${found.length}\n${told}`);
  return found[0];
};

// What a client of axios would have sent, of its method, address, query, headers and data.
function axiosCaught(from) {
  const axios = createRequire(packages.resolve(from))("axios");
  const caught = [];
  (axios.default ?? axios).defaults.adapter = async (config) => {
    caught.push(config);
    return { data: { errcode: 0 }, status: 200, statusText: "OK", headers: {}, config };
  };
  return caught;
}

test("dingtalk-robot-sender signs, addresses and shapes a message as the connector does", async () => {
  const Bot = packages("dingtalk-robot-sender");
  const ours = to("/robot/send");
  const now = Date.now;
  const caught = [];
  try {
    Date.now = () => Number(ours.url.searchParams.get("timestamp"));
    const bot = new Bot({ baseUrl: `${server.base}/robot/send`, accessToken: "566cc69da782ec", secret, httpclient: { request: async (url, options) => caught.push({ url: new URL(url), ...options }) } });
    await bot.markdown(ours.body.markdown.title, ours.body.markdown.text);
  } finally {
    Date.now = now;
  }
  assert.deepEqual(Object.fromEntries(ours.url.searchParams), Object.fromEntries(caught[0].url.searchParams));
  assert.equal(ours.url.pathname, caught[0].url.pathname);
  assert.equal(ours.method, caught[0].method);
  assert.match(ours.headers["content-type"], /^application\/json/);
  // `at` names whom to call; the ranking calls nobody, so it is empty or not there.
  const { at: theirs, ...shape } = JSON.parse(caught[0].data);
  const { at = {}, ...body } = ours.body;
  assert.deepEqual(theirs, {});
  assert.deepEqual(body, shape);
  assert.ok(!at.isAtAll && !at.atMobiles?.length && !at.atUserIds?.length);
  // It does look at the secret.
  assert.notEqual(packages("dingtalk-robot-sender/lib/sign")("SECanother", `${ours.url.searchParams.get("timestamp")}\nSECanother`), encodeURIComponent(ours.url.searchParams.get("sign")));
});

test("push-all-in-one signs for DingTalk, and addresses and shapes a message for WeCom, as the connectors do", async () => {
  const caught = axiosCaught("push-all-in-one");
  const { Dingtalk, WechatRobot } = packages("push-all-in-one");
  const dingtalk = to("/robot/send");
  assert.equal(new Dingtalk({ DINGTALK_ACCESS_TOKEN: "566cc69da782ec", DINGTALK_SECRET: secret }).getSign(Number(dingtalk.url.searchParams.get("timestamp"))), dingtalk.url.searchParams.get("sign"));
  const wecom = to("/cgi-bin/webhook/send");
  const [title, ...rest] = wecom.body.markdown_v2.content.split("\n");
  await new WechatRobot({ WECHAT_ROBOT_KEY: "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa" }).send(title, rest.join("\n"), { msgtype: "markdown_v2" });
  assert.deepEqual(wecom.body, JSON.parse(caught[0].data));
  assert.deepEqual(Object.fromEntries(wecom.url.searchParams), caught[0].params);
  assert.equal(new URL(caught[0].url).pathname, wecom.url.pathname);
  assert.ok(Buffer.byteLength(wecom.body.markdown_v2.content) <= 4096);
});

test("what goes to Slack is what the types of @slack/webhook allow", async () => {
  const { body } = to("/services/");
  // Beside the package, so that its types are found.
  const file = path.join(root, `tests/browser/node_modules/.slack-${process.pid}.ts`);
  const check = (value) =>
    run(process.execPath, [path.join(root, "overlay/page/node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", file], { cwd: root }).then(
      () => "",
      (error) => error.stdout || String(error),
    );
  try {
    await writeFile(file, `import type { IncomingWebhookSendArguments } from "@slack/webhook";\nexport const message: IncomingWebhookSendArguments = ${JSON.stringify(body)};\n`);
    assert.equal(await check(), "");
    // It does look.
    await writeFile(file, `import type { IncomingWebhookSendArguments } from "@slack/webhook";\nexport const message: IncomingWebhookSendArguments = ${JSON.stringify({ ...body, txt: 1 })};\n`);
    assert.match(await check(), /txt/);
  } finally {
    await rm(file, { force: true });
  }
  assert.doesNotMatch(JSON.stringify(body), /<!channel>|<!here>|<@/);
});

test("smtp-server takes the mail, and mailparser reads all of it: subject, people, text and the same names in its table", async () => {
  assert.equal(mails.got.length, 1);
  const { mail, envelope } = mails.got[0];
  assert.equal(envelope.mailFrom.address, "bot@shop.example");
  assert.deepEqual(envelope.rcptTo.map(({ address }) => address).sort(), ["boss@shop.example", "lead@shop.example"]);
  assert.deepEqual(mail.from.value, [{ address: "bot@shop.example", name: "日拱" }]);
  assert.match(mail.subject, /^\[日报\].*客服日榜/);
  assert.ok(mail.messageId && mail.date instanceof Date && Math.abs(Date.now() - mail.date) < 600_000);
  // The text part and the page say the same, and no name has become markup.
  assert.doesNotMatch(mail.html, /<b>&amp;<\/b>|<!channel>|<script/);
  const told_of = reps.filter((rep) => mail.text.includes(rep.replace("\u202e", "")));
  assert.ok(told_of.length >= 2, mail.text);
  const plain = mail.html.replace(/<[^>]*>/g, " ").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  for (const rep of told_of) assert.ok(plain.includes(rep.replace("\u202e", "")), `${rep} is not in\n${plain}`);
  assert.ok(!mail.text.includes("\u202e") && !mail.html.includes("\u202e"));
});
