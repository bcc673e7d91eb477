// SPDX-License-Identifier: Apache-2.0
// What the view of posts works out without a browser: a report's messages as one entry, what became of it in words, when the next one goes out,
// whom it names, how long a message is, what robots write as blocks, and the lines that set up a group.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inEnglish as inEnglishOf, read, root } from "./support/page_modules.mjs";

const at = await read("shared/prefs", "posts/rows", "posts/told", "posts/limits", "posts/parse", "posts/setup_lines");

const inEnglish = (use) => inEnglishOf(at, use);
const today = "2026-11-25";
const now = Date.parse("2026-11-25T15:20:00+08:00");
const post = (more = {}, key = {}) => ({ post: { report: "ranking.day", group: "售前", day: "2026-11-24", target: "客服群", part: 1, ...key }, parts: 1, state: "sent", shown: "x", due_at: now, expires_at: now, tries: 0, tried_at: null, code: "", words: { zh: "", en: "" }, made_by: null, made_at: now, ...more });
const target = (more = {}) => ({ name: "客服群", type: "wecom", title: { zh: "企业微信群机器人", en: "WeCom group robot" }, group: "", daily: true, weekly: true, monthly: true, minute: 553, rests: false, ...more });

test("a report of several messages is one entry, about the first that is not sent", () => {
  const parts = [post({ parts: 3, state: "cancelled" }, { part: 3 }), post({ parts: 3, state: "unknown" }, { part: 2 }), post({ parts: 3 }, { part: 1 })];
  const entries = at.entriesOf([post({}, { day: "2026-11-25" }), ...parts, post({}, { group: "售后" })]);
  assert.deepEqual(entries.map((one) => [one.at.post.day, one.at.post.group, one.at.post.part, one.parts.length]), [["2026-11-25", "售前", 1, 1], ["2026-11-24", "售前", 2, 3], ["2026-11-24", "售后", 1, 1]]);
  assert.equal(at.partText(entries[1]), "第 2 条，共 3 条");
  assert.equal(at.partText(entries[0]), "");
  const sent = at.entriesOf([1, 2].map((part) => post({ parts: 2 }, { part })))[0];
  assert.equal(at.partText(sent), "2 条消息");
  assert.equal(sent.at.post.part, 2);
  assert.deepEqual(at.entriesOf([]), []);
});

test("what became of a post is said in plain words, with the time where it has one", () => {
  const said = (more) => at.stateText(post(more), now);
  assert.equal(said({ state: "planned", due_at: now - 1 }), "马上发");
  assert.equal(said({ state: "planned", due_at: now + 600_000 }), "15:30 发");
  assert.equal(said({ state: "planned", due_at: now + 86_400_000 }), "11月26日 15:20 发");
  assert.equal(said({ state: "planned", due_at: now, tries: 2 }), "马上再试");
  assert.equal(said({ state: "planned", due_at: now + 60_000, tries: 2 }), "15:21 再试");
  assert.equal(said({ state: "sent", tried_at: now - 60_000 }), "15:19 已发出");
  assert.equal(said({ state: "sent" }), "已发出");
  assert.deepEqual(["sending", "failed", "unknown", "expired", "cancelled"].map((state) => said({ state })), ["正在发", "没有发出", "不知道有没有发到", "过时没发", "已取消"]);
  inEnglish(() => {
    assert.equal(said({ state: "sent", tried_at: now - 60_000 }), "Sent 15:19");
    assert.equal(said({ state: "expired" }), "Too late, not sent");
  });
});

test("orange is what wants eyes, green what went well, and the rest is neither", () => {
  const tones = Object.fromEntries(["planned", "sending", "sent", "failed", "unknown", "expired", "cancelled"].map((state) => [state, at.toneOf(state)]));
  assert.deepEqual(tones, { planned: "dim", sending: "dim", sent: "good", failed: "look", unknown: "look", expired: "look", cancelled: "dim" });
});

test("what ended is sent again, what is planned taken back, what is unknown decided, and nothing goes to a target that is gone", () => {
  const choice = (state, targets = [target()]) => at.choiceOf(at.entriesOf([post({ state })])[0], targets);
  assert.deepEqual(["planned", "sending", "sent", "failed", "unknown", "expired", "cancelled"].map((state) => choice(state)), ["cancel", "none", "none", "again", "decide", "again", "again"]);
  assert.equal(choice("failed", []), "none");
  assert.equal(choice("planned", []), "cancel");
  const lively = (posts, targets = [target()]) => at.lively({ posts, targets }, now);
  assert.equal(lively([post({ state: "sending" })]), true);
  assert.equal(lively([post({ state: "planned", due_at: now + 2000 })]), true);
  assert.equal(lively([post({ state: "planned", due_at: now + 2000 })], []), false);
  assert.equal(lively([post({ state: "planned", due_at: now + 60_000 }), post()]), false);
});

test("a report is called by its group, its kind and its days", () => {
  const named = (report, day, group = "售前") => at.nameOf(post({}, { report, day, group }), today);
  assert.equal(named("ranking.day", "2026-11-24"), "售前日榜 11月24日 周二");
  assert.equal(named("ranking.week", "2026-11-22"), "售前周榜 11月16日至22日");
  assert.equal(named("ranking.month", "2026-10-31"), "售前月榜 10月");
  assert.equal(named("ranking.day", "2026-11-24", ""), "日榜 11月24日 周二");
  inEnglish(() => assert.equal(named("ranking.day", "2026-11-24"), "售前: daily ranking Tue, Nov 24"));
});

test("posts keep off the hour and the half hour as the program does", () => {
  // The table of tests/team/post_times_test.cc.
  const table = readFileSync(path.join(root, "tests/team/post_times_test.cc"), "utf8").match(/vector<std::pair<int, int>>\{([\s\S]*?)\}\) \{/)[1];
  const pairs = [...table.matchAll(/\{(\d+), (\d+)\}/g)];
  assert.ok(pairs.length >= 8);
  for (const [, given, wanted] of pairs) assert.equal(at.offTheHour(Number(given)), Number(wanted), given);
});

test("when a target gets what, and which of all goes out next", () => {
  assert.equal(at.planText(target()), "日榜每天 09:13，周榜每周一 09:15，月榜每月 4 日 09:17");
  assert.equal(at.planText(target({ weekly: false, monthly: false, minute: 1080 })), "日榜每天 18:03");
  assert.equal(at.planText(target({ daily: false, weekly: false, monthly: false })), "不自动发，只手动发");
  // It is 15:20 on a Wednesday.
  assert.deepEqual(at.nextOf([target()], today, now), { by: "day", day: "2026-11-26", minute: 553 });
  assert.deepEqual(at.nextOf([target(), target({ minute: 1080 })], today, now), { by: "day", day: today, minute: 1083 });
  assert.deepEqual(at.nextOf([target({ daily: false })], today, now), { by: "week", day: "2026-11-30", minute: 555 });
  assert.deepEqual(at.nextOf([target({ daily: false, weekly: false })], today, now), { by: "month", day: "2026-12-04", minute: 557 });
  assert.equal(at.nextOf([], today, now), null);
  assert.equal(at.nextOf([target({ daily: false, weekly: false, monthly: false })], today, now), null);
});

const person = (id) => ({ id, name: id.toUpperCase(), group: "售前", role: "rep", left: false });
const ranking = (more = {}) => ({
  unnamed: [],
  composite: { places: ["a", "b", "c", "d", "e"].map((id, i) => ({ place: i + 1, person: person(id) })), unplaced: ["off", "off", "newcomer", "few", "no_value"].map((why, i) => ({ why, person: person(`u${i}`) })) },
  improved: [{ person: person("d"), points: 3 }],
  titles: [],
  figures: [{ name: "satisfaction" }],
  composite_of: ["satisfaction"],
  ...more,
});

test("named are the first three, who improved most, and the month's titles, but nobody who does not want it", () => {
  const told = at.toldOf(ranking());
  assert.deepEqual(at.namedLines(told), ["综合前三：A、B、C", "进步最大：D"]);
  assert.deepEqual(at.leftOut(told), ["2 位休息", "1 位入职首月", "2 位样本不足", "前三以外的人只在小组合计里"]);
  const hidden = at.toldOf(ranking({ unnamed: ["b", "x", "t"], titles: [{ title: "service_star", people: [person("a"), person("t")] }, { title: "best_response", people: [person("a")] }] }));
  assert.deepEqual(at.namedLines(hidden), ["综合前三：A、C", "进步最大：D", "称号：A"]);
  // Somebody far down who does not want to be named is none of those who would be.
  assert.equal(hidden.unnamed, 2);
  assert.equal(at.leftOut(hidden)[0], "2 位不愿具名");
  // Equals are told together or not at all: with the fourth they would be more than the upper half.
  const shared = ranking();
  shared.composite.places[3].place = 3;
  assert.equal(at.toldOf(shared).first.length, 2);
  const few = at.toldOf(ranking({ composite: { places: [], unplaced: [{ why: "few", person: person("a") }] }, improved: [] }));
  assert.deepEqual([at.namedLines(few), at.leftOut(few)[0]], [[], "够条件的不足五人，不排名次"]);
  const unrated = at.toldOf(ranking({ composite: { places: [], unplaced: [] }, composite_of: [], improved: [] }));
  assert.equal(at.leftOut(unrated)[0], "评价太少，不排综合：速度不单独排名");
  inEnglish(() => assert.deepEqual(at.leftOut(at.toldOf(ranking())).slice(0, 3), ["2 off", "1 in the first month", "2 with too few figures"]));
});

test("how long a message is stands beside how long it may be, each counted as its target counts", () => {
  assert.equal(at.bytesOf("日a"), 4);
  assert.equal(at.sizeText("日拱".repeat(200), "wecom"), "1,200 字节，每条上限 4,096 字节");
  assert.equal(at.sizeText("日拱", "mattermost"), "2 字，6 字节，每条上限 4,000 字");
  assert.equal(at.sizeText("日拱", "feishu"), "6 字节，连格式在内每条上限 20,000 字节");
  assert.equal(at.sizeText("日拱", "webhook"), "6 字节，上限按 most_bytes，没写就是 20,000 字节");
  assert.equal(at.sizeText("日拱", "mail"), "6 字节，没有上限");
  inEnglish(() => assert.equal(at.sizeText("a", "wecom"), "1 byte, at most 4,096 bytes a message"));
});

test("the limits are those that the robots keep to", () => {
  const source = (file) => readFileSync(path.join(root, "connectors", file), "utf8");
  for (const [type, file, name] of [["wecom", "wecom/wecom.cc", "kMostBytes"], ["dingtalk", "dingtalk/dingtalk.cc", "kMostBytes"], ["feishu", "feishu/feishu.cc", "kMostBytes"], ["slack", "slack/message.cc", "kMostText"], ["mattermost", "mattermost/mattermost.cc", "kMostCharacters"], ["rocket-chat", "rocket-chat/rocket_chat.cc", "kMostCharacters"]]) {
    assert.equal(Number(new RegExp(`${name} = ([\\d']+);`).exec(source(file))[1].replaceAll("'", "")), at.limits[type].most, type);
  }
  assert.match(source("webhook/webhook.cc"), new RegExp(`"most_bytes",.*"${at.limits.webhook.most}"`));
});

test("tables, lines, notes, lists and code are seen as what they are", () => {
  const wecom = at.blocksOf("## 客服日榜 · 售前\n\n全组 **好**\n\n| 名次 | 客服 |\n| ---: | :--- |\n| 1 | 小｜满 |\n| 2 | <b>谷雨</b> |\n\n> 日拱 20261129", "wecom");
  assert.deepEqual(wecom, [
    { kind: "head", text: "客服日榜 · 售前" },
    { kind: "line", spans: [{ text: "全组 ", bold: false }, { text: "好", bold: true }] },
    { kind: "table", head: ["名次", "客服"], right: [true, false], rows: [["1", "小｜满"], ["2", "<b>谷雨</b>"]] },
    { kind: "note", spans: [{ text: "日拱 20261129", bold: false }] },
  ]);
  assert.deepEqual(at.blocksOf("### 榜\n\n- 1 小满 · 平响 12秒\n- 2 谷雨\n\n> 榜", "dingtalk").map(({ kind }) => kind), ["head", "list", "note"]);
  const slack = at.blocksOf("**榜**\n\n*前三*\n```\n1  小满\n2  &lt;谷雨>\n```\n\n# 日拱", "slack");
  assert.deepEqual(slack.map(({ kind }) => kind), ["head", "line", "code", "line"]);
  // Slack knows no headings and no escapes but its own, which are not in what is shown.
  assert.deepEqual([slack[0].text, slack[1].spans[0].bold, slack[2].text, slack[3].spans[0].text], ["榜", true, "1  小满\n2  &lt;谷雨>", "# 日拱"]);
  assert.deepEqual(at.blocksOf("*榜*\n*前三*\n_日拱_", "rocket-chat").map(({ kind }) => kind), ["head", "line", "note"]);
  // A fence that nobody closed hides nothing.
  assert.deepEqual(at.blocksOf("榜\n```\n1  小满", "slack")[1], { kind: "code", text: "1  小满" });
  for (const type of ["mail", "webhook", "unknown"]) assert.deepEqual(at.blocksOf("# a\n| b |", type), [{ kind: "code", text: "# a\n| b |" }], type);
  assert.deepEqual(at.blocksOf("", "wecom"), []);
});

test("a picture is told from what only looks like one, and one that was never drawn is not offered to be sent again", () => {
  assert.equal(at.isPicture("![客服日榜 11月29日 周日 · 售前](picture.png)"), true);
  for (const text of ["", "x", "![x](picture.png) x", "![x](https://evil.example/x.png)", "![x\ny](picture.png)", "x\n![x](picture.png)"]) assert.equal(at.isPicture(text), false, text);
  const words = { zh: "这一榜没有配图：没有字体。", en: "No picture goes along: no font." };
  const lost = post({ parts: 2, state: "failed", shown: "", words }, { part: 2 });
  const entry = at.entriesOf([post({ parts: 2 }), lost])[0];
  assert.equal(entry.at, lost);
  assert.equal(at.choiceOf(entry, [target()]), "none");
  assert.equal(at.stateText(lost, now), "没有配图");
  assert.equal(at.toneOf(lost.state), "look");
  // A picture that the target refused is sent again like any message; so is what an erased member has left empty.
  assert.equal(at.choiceOf(at.entriesOf([post({ parts: 2, state: "failed", shown: "![x](picture.png)", tries: 1 }, { part: 2 })])[0], [target()]), "again");
  assert.equal(at.choiceOf(at.entriesOf([post({ state: "failed", shown: "", tries: 1 })])[0], [target()]), "again");
});

test("what the robots' own cases show is read without a mark left over", () => {
  for (const type of ["wecom", "dingtalk", "feishu", "slack", "mattermost", "rocket-chat"]) {
    for (const folder of ["ranking", "nasty"]) {
      const text = readFileSync(path.join(root, `connectors/${type}/cases/${folder}/expected.txt`), "utf8");
      const shown = text.split(/^=== shown\n/m).slice(1).map((one) => one.split(/^=== /m)[0]);
      assert.ok(shown.length > 0, `${type} ${folder}`);
      for (const one of shown) {
        const blocks = at.blocksOf(one, type);
        assert.equal(blocks[0].kind, "head", `${type} ${folder}`);
        if (folder === "ranking") assert.ok(blocks.some(({ kind }) => kind === (type === "dingtalk" ? "list" : ["slack", "rocket-chat"].includes(type) ? "code" : "table")), type);
        // To these such signs are text.
        if (["slack", "rocket-chat"].includes(type)) continue;
        const left = blocks.flatMap((block) => [block.text, ...(block.spans ?? []), ...(block.items ?? []).flat()]).map((each) => (typeof each === "object" ? each.text : (each ?? ""))).filter((each) => /^(#+ |\| |- |> |```)/.test(each));
        assert.deepEqual(left, [], `${type} ${folder}`);
      }
    }
  }
});

test("every robot has its lines, each key is one of its sample's or of every group's, and no secret is among them", () => {
  const keyed = (text) => [...text.matchAll(/^#? ?([a-z_]+) = /gm)].map(([, key]) => key);
  const samples = readdirSync(path.join(root, "connectors")).filter((name) => existsSync(path.join(root, "connectors", name, "sample.toml"))).map((name) => [name, readFileSync(path.join(root, "connectors", name, "sample.toml"), "utf8")]);
  const robots = samples.filter(([, text]) => text.includes("[[group]]"));
  assert.deepEqual(at.kinds.map(({ type }) => type).sort(), robots.map(([name]) => name).sort());
  const common = ["group", "reports", "at", "rests"];
  const known = readFileSync(path.join(root, "agent/config/keys.cc"), "utf8");
  for (const key of common) assert.match(known, new RegExp(`\\{"group", "${key}",`));
  for (const kind of at.kinds) {
    const sample = robots.find(([name]) => name === kind.type)[1];
    const toml = at.tomlOf(kind, "客服群");
    assert.match(toml, /^\[\[group\]\]\ntype = "/);
    for (const key of keyed(toml)) assert.ok(common.includes(key) || keyed(sample).includes(key), `${kind.type} ${key}`);
    assert.equal(keyed(toml).includes("picture"), keyed(sample).includes("picture"), `${kind.type}: a picture`);
    // What the sample asks for is there.
    for (const [, key] of sample.matchAll(/^([a-z_]+) = /gm)) assert.match(toml, new RegExp(`^${key} = `, "m"), `${kind.type} ${key}`);
    for (const [, key, value] of toml.matchAll(/^(webhook|secret|password) = "(.*)"$/gm)) assert.match(value, /^secret:file:[a-z.-]+$/, `${kind.type} ${key}`);
    for (const [, file] of toml.matchAll(/"secret:file:([^"]+)"/g)) assert.ok(kind.files.some(({ name }) => name === file), file);
  }
});
