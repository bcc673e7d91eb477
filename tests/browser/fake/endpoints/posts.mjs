// SPDX-License-Identifier: Apache-2.0
// What goes to the team's groups: by the rights of agent/team/rights.cc, the refusals of agent/runtime/agent/post_commands.cc, and from the
// stand-in's own ranking.
import { postsOf, post, sameKey, targetsOf, trySoon, words } from "../posts.mjs";
import { refuse, rightsOf } from "../people.mjs";
import { problem } from "../server.mjs";
import ranking from "./ranking.mjs";

const notFound = (zh, en) => {
  throw problem(404, "not_found", zh, en);
};
const sees = (world) => rightsOf(world).includes("see_team");
const noPost = () => notFound("没有这个群或这条消息。请刷新页面。", "There is no such group or post. Reload the page.");
const needPosting = (world) => rightsOf(world).includes("post_reports") || noPost();

const full = (text) => text.replace(/[\\`*_~[\]<>#|@$&]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const share = (value) => (value.value === null ? "—" : `${(value.value * 100).toFixed(1)}%`);
const seconds = (value) => (value.value === null ? "—" : `${(value.value / 1000).toFixed(1)} 秒`);
const width = (text) => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
const padded = (rows) => {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => width(row[i]))));
  return rows.map((row) => row.map((cell, i) => cell + " ".repeat(widths[i] - width(cell))).join("  ").trimEnd()).join("\n");
};
const markdown = ([head, ...rows], left) => [`| ${head.join(" | ")} |`, `| ${head.map((_, i) => (i === left ? ":---" : "---:")).join(" | ")} |`, ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
const listed = ([head, ...rows]) => rows.map((row) => `- ${row[0]} ${row[1]}${row.slice(2).map((cell, i) => ` · ${head[i + 2]} ${cell}`).join("")}`).join("\n");

// The public part of a ranking, as each kind of target writes it.
function written(type, all) {
  const hidden = new Set(all.unnamed);
  const of = (name, id) => all.figures.find((one) => one.name === name)?.places.find(({ person }) => person.id === id)?.value ?? { value: null };
  const top = all.composite.places.filter(({ place, person }) => place <= 3 && !hidden.has(person.id));
  const name = { day: "客服日榜", week: "客服周榜", month: "客服月榜" }[all.by];
  const title = `${name} ${all.to} · ${all.group}`;
  const table = [["名次", "客服", "综合", "满意度", "平响"], ...top.map(({ place, person, value }) => [String(place), full(person.name), value.value.toFixed(1), share(of("satisfaction", person.id)), seconds(of("response_mean_ms", person.id))])];
  const group = [["本组", "当日", "目标"], ...all.figures.filter(({ total }) => total).map((one) => [one.name, one.unit === "ms" ? seconds(one.total) : one.unit === "share" ? share(one.total) : String(Math.round(one.total.value ?? 0)), String(one.goal ?? "—")])];
  const improved = all.improved.length > 0 ? `进步最大：${all.improved.map(({ person }) => full(person.name)).join("、")}` : "";
  const mark = `日拱 ${name} ${all.to}`;
  const first = top.length > 0;
  if (type === "wecom" || type === "mattermost" || type === "feishu") return [`## ${title}`, markdown(group, 0), ...(first ? ["**综合前三**", markdown(table, 1)] : []), improved, `> ${mark}`].filter(Boolean).join("\n\n");
  if (type === "dingtalk") return [`### ${title}`, listed(group.map((row) => ["", ...row])).replace(/^- {2}/gm, "- "), ...(first ? ["**综合前三**", listed(table)] : []), improved, `> ${mark}`].filter(Boolean).join("\n\n");
  const code = (rows) => ["```", padded(rows), "```"].join("\n");
  if (type === "slack") return [`**${title}**`, code(group), ...(first ? [`*综合前三*\n${code(table)}`] : []), improved, mark].filter(Boolean).join("\n\n");
  if (type === "rocket-chat") return [`*${title}*`, code(group), ...(first ? ["*综合前三*", code(table)] : []), improved, `_${mark}_`].filter(Boolean).join("\n");
  return [title, "", padded(group), ...(first ? ["综合前三", padded(table)] : []), improved, mark].filter((one, i) => one || i === 1).join("\n");
}

const rankingOf = (request, { group, by, day }) => ranking["GET /ranking"]({ ...request, query: { ...(group ? { group } : {}), ...(by ? { by } : {}), ...(day ? { day } : {}) } });
// What goes out, in parts where tests ask for some; null where there is nothing to tell.
function partsOf(world, type, all) {
  if (all.people < 5 || all.figures.every(({ total }) => total === null)) return null;
  const text = written(type, all);
  const count = world.parts ?? 1;
  return Array.from({ length: count }, (_, i) => (count === 1 ? text : text.replace("\n", ` (${i + 1}/${count})\n`)));
}

function change(world, key) {
  needPosting(world);
  return postsOf(world).find((one) => sameKey(one.post, key)) ?? noPost();
}
const later = (world, one) => postsOf(world).filter(({ post: key }) => sameKey({ ...key, part: 0 }, { ...one.post, part: 0 }) && key.part > one.post.part);

export default {
  "GET /posts": ({ world, query: { from, to } }) => {
    if (!sees(world)) notFound("没有这一页。请回到自己的面板。", "There is no such page. Go back to your own panel.");
    if (!from || !to || to < from) throw problem(400, "wrong_use", "日期不对。", "The days are not right.", "to");
    return { from, to, today: world.today(), now: world.now(), targets: targetsOf(world), posts: postsOf(world).filter(({ post: { day } }) => from <= day && day <= to), groups: world.people.length === 0 ? [] : world.groups, may_post: rightsOf(world).includes("post_reports") };
  },

  "GET /post-preview": (request) => {
    const { world, query } = request;
    const found = targetsOf(world).find(({ name }) => name === query.target);
    if (!sees(world) || !found) notFound("没有这个群。请从列表里选。", "There is no such group. Choose one of the list.");
    const all = rankingOf(request, { ...query, group: query.group || found.group });
    const parts = partsOf(world, found.type, all);
    if (!parts) return { target: found.name, parts: [], nothing: { zh: "这一期没有可以公布的：还没有数据，或在岗不足五人。到时候不会发。", en: "There is nothing to tell in public: no figures yet, or fewer than five people. Nothing will be posted." } };
    // A picture goes along as a message of its own, or within the mail.
    const { picture, noPicture } = world;
    return { target: found.name, parts: picture && found.type !== "mail" ? [...parts, "![榜](picture.png)"] : parts, ...(picture ? { picture } : {}), ...(noPicture ? { no_picture: noPicture } : {}) };
  },

  "command post.now": (request) => {
    const { world, body, fake } = request;
    needPosting(world);
    const found = targetsOf(world).find(({ name }) => name === body.target);
    if (!found || (found.group !== "" && found.group !== body.group)) noPost();
    const all = rankingOf({ world, query: {} }, body);
    const parts = partsOf(world, found.type, all);
    if (!parts) refuse("这一期没有可以公布的：还没有数据，或在岗不足五人。", "There is nothing to tell in public: no figures yet, or fewer than five people.");
    const key = { report: `ranking.${body.by}`, group: body.group, day: all.to, target: body.target, part: 1 };
    if (postsOf(world).some((one) => sameKey(one.post, key))) refuse("这一榜已经排过或发过，不会再发一遍。", "This report was planned or sent already and goes out once.");
    const by = world.member ? { id: world.member, name: world.person(world.member).name } : null;
    const fresh = parts.map((shown, i) => post(world, { ...key, part: i + 1 }, { parts: parts.length, state: "planned", shown, due_at: world.now(), expires_at: world.now() + 86_400_000, made_at: world.now(), made_by: by }));
    world.posts.unshift(...fresh);
    trySoon(world, fake, fresh[0]);
    return { zh: "已排入发送，几秒内发出。", en: "It goes out within seconds." };
  },

  "command post.cancel": ({ world, body }) => {
    const one = change(world, body.post);
    if (one.state !== "planned") refuse("这条消息已经在发或发过了，不能取消。", "It is being sent or was sent already; it cannot be taken back.");
    for (const each of [one, ...later(world, one)]) if (each.state === "planned") Object.assign(each, { state: "cancelled", words: words.back });
    return { zh: "已取消。", en: "Taken back." };
  },

  "command post.again": ({ world, body, fake }) => {
    const one = change(world, body.post);
    if (!["failed", "expired", "cancelled", "unknown"].includes(one.state)) refuse("这条消息还在排队、在发或已经发出，不用重发。", "It is planned, being sent or sent; there is nothing to send again.");
    Object.assign(one, { state: "planned", due_at: world.now(), expires_at: world.now() + 86_400_000, tries: 0 });
    trySoon(world, fake, one);
    return { zh: "几秒内重发。", en: "It is sent again within seconds." };
  },

  "command post.arrived": ({ world, body }) => {
    const one = change(world, body.post);
    if (one.state !== "unknown") refuse("这条消息的结果已经知道了。", "What became of it is known already.");
    Object.assign(one, { state: "sent", words: { zh: "有人在群里看到了。", en: "Somebody saw it in the group." } });
    return { zh: "记下了。", en: "Noted." };
  },
};
