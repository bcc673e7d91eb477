// SPDX-License-Identifier: Apache-2.0
// Accounts, the demo, and files on their way in. A file is understood by its first line: a CSV of messages, with what the page may be told
// to map; anything without a comma in its first line is not understood.
import { randomUUID } from "node:crypto";
import { problem } from "../server.mjs";
import { addDays } from "../world.mjs";

const partBytes = 768 * 1024;
const words = (zh, en) => ({ zh, en });
const known = { conversation_id: "conversation_id", 会话: "conversation_id", sent_at: "sent_at", 发送时间: "sent_at", direction: "direction", 发送方: "direction", agent_id: "agent_id", 客服: "agent_id", customer_id: "customer_id", text: "text" };

const kinds = [
  {
    type: "taobao",
    title: words("淘宝／天猫", "Taobao/Tmall"),
    options: [
      { name: "app_key", title: words("AppKey", "AppKey"), type: "text", required: true, default_value: "", help: words("开放平台应用的 AppKey", "The application's AppKey") },
      { name: "app_secret", title: words("AppSecret", "AppSecret"), type: "secret", required: true, default_value: "", help: words("应用的 AppSecret", "The application's AppSecret") },
      { name: "endpoint", title: words("网关地址", "Gateway"), type: "url", required: false, default_value: "https://eco.taobao.com/router/rest", help: words("网关地址", "The gateway's address") },
      { name: "every_s", title: words("间隔秒数", "Seconds between polls"), type: "integer", required: false, default_value: "60", help: words("隔多少秒取一次", "Seconds between two polls") },
      { name: "ratings", title: words("读评价", "Read ratings"), type: "boolean", required: false, default_value: "true", help: words("也取评价", "Fetch ratings too") },
    ],
  },
  {
    type: "files",
    title: words("文件夹", "A folder of files"),
    options: [{ name: "path", title: words("文件夹", "Folder"), type: "path", required: true, default_value: "", help: words("要看的文件夹", "The folder to watch") }],
  },
];

const accounts = (world) =>
  (world.accounts ??= world.empty
    ? []
    : [
        { name: "旗舰店主号", type: "taobao", title: words("淘宝／天猫", "Taobao/Tmall"), shop: "main", polled: true, fixed: true, last_success_at: world.now() - 42_000, caught_up_at: world.now() - 42_000, next_poll_at: world.now() + 18_000, last_message_at: world.now() - 50_000, problem: null, progress: null, reading: [words("接待人数", "Customers served"), words("评价", "Ratings"), words("订单", "Orders")], lacking: [words("平均响应：请申请“旺旺绩效”权限包。", "Mean response: apply for the package Wangwang performance.")], calls_left: 4210, calls_today: 790 },
        { name: "奥莱店", type: "taobao", title: words("淘宝／天猫", "Taobao/Tmall"), shop: "outlet", polled: true, fixed: false, last_success_at: world.now() - 5_400_000, caught_up_at: world.now() - 5_400_000, next_poll_at: null, last_message_at: null, problem: words("授权已到期。请在千牛服务市场重新授权，再回来更新 session。", "The authorisation has run out. Renew it at the platform's service market and enter the new session."), progress: null, reading: [], lacking: [], calls_left: null, calls_today: 312 },
        { name: "历史补取", type: "taobao", title: words("淘宝／天猫", "Taobao/Tmall"), shop: "main", polled: true, fixed: false, last_success_at: world.now() - 9_000, caught_up_at: null, next_poll_at: null, last_message_at: world.now() - 86_400_000 * 3, problem: null, progress: words("正在补取 11 月 3 日，还剩约 20 分钟", "Catching up with Nov 3, about 20 minutes left"), reading: [], lacking: [], calls_left: null },
        { name: "导入的文件", type: "files", title: words("文件", "Files"), shop: "main", polled: false, fixed: false, last_success_at: null, next_poll_at: null, last_message_at: null, problem: null, progress: null, reading: [], lacking: [], calls_left: null },
      ]);

const imports = (world) => (world.imports ??= new Map());
function importOf(world, id) {
  const found = imports(world).get(id);
  if (!found) throw problem(404, "not_found", "这份文件已经不在了，请重新选。", "The file is no longer here; choose it again.", "id");
  return found;
}

function answerOf({ parts: _, ticks: __, ...about }) {
  return about;
}

function read(world, file, reading) {
  const text = Buffer.concat(file.parts).toString("utf8").replace(/^\ufeff/, "");
  const lines = text.split(/\r?\n/).filter(Boolean);
  const names = (lines[0] ?? "").split(",");
  const map = Object.fromEntries((reading.map ?? []).map(({ column, field }) => [column, field]));
  const fields = names.map((name) => map[name] ?? known[name] ?? "");
  const columns = names.map((column, i) => ({ column, field: fields[i] })).filter(({ field }) => field);
  const ignored_columns = names.filter((_, i) => !fields[i]);
  const missing = ["conversation_id", "sent_at", "direction"].filter((field) => !fields.includes(field));
  const base = { done: 0, total: lines.length - 1, format: "CSV", encoding: "UTF-8" };
  if (names.length < 2 || missing.length > 0) {
    const least = missing.join("、");
    return { ...base, state: "not_understood", kind: "messages", title: null, columns, ignored_columns: names.length < 2 ? [] : ignored_columns, first_rows: [], problem: words(`看不懂这份文件的列。最接近的是“聊天消息”，缺少：${least}。`, `The columns are in no known shape. Nearest is "chat messages", which lacks: ${missing.join(", ")}.`) };
  }
  const rows = lines.slice(1).map((line) => Object.fromEntries(line.split(",").map((cell, i) => [fields[i], cell])));
  const good = (row) => ["in", "out", "bot", "auto", "system", "note"].includes(row.direction);
  const bad = rows.map((row, i) => ({ row, line: i + 2 })).filter(({ row }) => !good(row));
  return {
    ...base,
    state: "understood",
    kind: "messages",
    title: words("聊天消息", "chat messages"),
    columns,
    ignored_columns,
    first_rows: rows.filter(good).slice(0, 5).map((row) => Object.entries(row).filter(([field]) => field && field !== "text").map(([field, cell]) => `${field}=${cell}`).join(" ")),
    accepted: rows.length - bad.length,
    rejected: bad.length,
    rejections: bad.slice(0, 20).map(({ line, row }) => ({ line, reason: words(`“方向”写的是“${row.direction}”，要写 in 或 out。`, `The direction is "${row.direction}"; write in or out.`) })),
    first_day: addDays(world.today(), -3),
    last_day: addDays(world.today(), -1),
    problem: null,
  };
}

export default {
  "GET /accounts": ({ world }) => ({ accounts: accounts(world), kinds }),

  "POST /accounts/check": ({ world, body }) => {
    world.lastChecked = body;
    const wrong = body.options.some(({ name, value }) => name === "app_secret" && value === "wrong");
    const none = { messages: 0, assignments: 0, ratings: 0, orders: 0, shifts: 0, days: 0, reps: 0, rejected: 0 };
    if (wrong) return { problem: words("平台说签名不对：请核对 app_secret。", "The platform says that the signature is wrong: check app_secret."), reading: [], lacking: [], calls_left: null, more: false, found: none };
    return {
      problem: null,
      reading: [words("接待人数", "Customers served"), words("订单", "Orders")],
      lacking: [words("评价：请在开放平台申请“客服评价”权限包。", "Ratings: apply for the package of service ratings at the open platform.")],
      calls_left: 4980,
      more: true,
      found: { ...none, orders: 120, days: 14, reps: 6 },
    };
  },
  "command demo.start": ({ world }) => {
    world.demo = true;
    world.empty = false;
    world.role = "unset";
  },
  "command demo.leave": ({ world }) => {
    world.demo = false;
    world.empty = true;
  },
  "command account.add": ({ world, body }) => {
    const kind = kinds.find(({ type }) => type === body.type);
    if (!kind) throw problem(400, "wrong_use", "没有这种来源。", "There is no such source.", "type");
    if (accounts(world).some(({ name }) => name === body.name)) throw problem(409, "refused", `已经有叫“${body.name}”的账号，换一个名字。`, `There is an account "${body.name}" already; choose another name.`, "name");
    const key = body.options.find(({ name }) => name === "app_key")?.value;
    if (key === "wrong") throw problem(400, "wrong_use", "平台不认识这个 AppKey。请核对。", "The platform does not know this AppKey. Check it.", "options.app_key");
    accounts(world).push({ name: body.name, type: body.type, title: kind.title, shop: body.shop, polled: true, fixed: false, last_success_at: null, next_poll_at: null, last_message_at: null, problem: null, progress: null, reading: [], lacking: [], calls_left: null });
    world.lastAdded = body;
  },
  "command account.remove": ({ world, body }) => {
    world.accounts = accounts(world).filter(({ name }) => name !== body.name);
  },

  "POST /imports": ({ world, body }) => {
    const id = randomUUID();
    const file = { id, name: body.name, size: body.size, received: 0, state: "receiving", done: 0, total: 0, parts: [] };
    imports(world).set(id, file);
    return answerOf(file);
  },
  "PUT /imports/{id}/parts/{part}": ({ world, params, body }) => {
    const file = importOf(world, params.id);
    const part = Number(params.part);
    const last = Math.ceil(file.size / partBytes) - 1;
    if (part > last || body.length !== (part === last ? file.size - last * partBytes : partBytes)) throw problem(400, "wrong_use", "这一段长度不对。", "The part has the wrong length.", "part");
    file.parts[part] = Buffer.from(body);
    file.received = file.parts.reduce((all, one) => all + (one?.length ?? 0), 0);
    if (file.received === file.size) file.state = "received";
    return answerOf(file);
  },
  "POST /imports/{id}/preview": ({ world, params, body }) => {
    const file = importOf(world, params.id);
    if (file.received !== file.size) throw problem(409, "refused", "文件还没有读完。", "The file is not complete yet.");
    Object.assign(file, read(world, file, body));
    return answerOf(file);
  },
  "POST /imports/{id}/apply": ({ world, params, body }) => {
    const file = importOf(world, params.id);
    Object.assign(file, read(world, file, body), { state: "taking_in", ticks: 0 });
    return answerOf(file);
  },
  "GET /imports/{id}": ({ world, params, fake }) => {
    const file = importOf(world, params.id);
    if (!["taking_in", "working_out"].includes(file.state)) return answerOf(file);
    file.ticks += 1;
    file.done = Math.round((file.total * (file.ticks % 3)) / 3);
    if (file.ticks >= 3) file.state = "working_out";
    if (file.ticks >= 6 && !world.holdImports) {
      Object.assign(file, { state: "finished", done: file.total, added: file.accepted, doubled: 0, changed: 0 });
      if (world.empty) Object.assign(world, { empty: false, role: "unset" });
      fake.commit();
    }
    return answerOf(file);
  },
  "DELETE /imports/{id}": ({ world, params }) => {
    imports(world).delete(params.id);
    return { done: true };
  },
};
