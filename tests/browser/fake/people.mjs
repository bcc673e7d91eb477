// SPDX-License-Identifier: Apache-2.0
// The stand-in's people beyond their names: tracks, accounts, leave, deputies, devices; texts, receipts, contests and the log. Made up when
// they are first asked for, and changed by commands.
import { chance } from "./random.mjs";
import { problem } from "./server.mjs";
import { idOf } from "./tasks.mjs";
import { addDays, startOf } from "./world.mjs";

const dayMs = 86_400_000;
export const refuse = (zh, en, field) => {
  throw problem(422, "refused", zh, en, field);
};

// As the agent's table of rights has it (agent/team/rights.cc). A machine that is a desk and nothing more brings in figures whoever's it is.
const leads = ["see_figures", "see_team", "see_accounts", "change_accounts", "manage_people", "publish", "post_reports", "decide"];
const allowed = {
  unset: ["see_figures", "see_team", "see_accounts", "change_accounts"],
  rep: ["see_accounts"],
  lead: leads,
  owner: [...leads, "set_role", "set_terms", "see_log"],
  admin: ["see_accounts", "change_accounts", "manage_people", "set_role", "publish", "set_terms", "see_log", "decide"],
  reader: ["see_figures", "see_team", "see_accounts"],
};
export function rightsOf(world) {
  if (world.may) return world.may;
  const role = world.actingFor ? "lead" : world.role === "lead" && !world.member ? "owner" : world.role;
  return [...new Set([...allowed[role], ...(world.ownDevice ? [] : ["change_accounts"])])];
}
export function need(world, right) {
  if (!rightsOf(world).includes(right)) throw problem(403, "refused", "这一步您没有权限。", "You are not allowed to do this.");
}

const texts = (world) => [
  {
    kind: "notice",
    version: 2,
    title: { zh: "日拱记录什么、谁看得见", en: "What Rigong keeps, and who sees it" },
    body: {
      zh: "日拱记录消息的时间、方向和种类，评价、订单和班次。消息原文不保存。\n您看得见自己的全部数字和背后的轮次。主管看得见本组每个人的；同组的人只看得见中位数。\n谁看过、改过您的数字，在“我的数据”里都有一行。\n觉得哪里不对，可以当场点“有误？”，由人来定。",
      en: "Rigong keeps time, direction and kind of messages, ratings, orders and shifts. Texts are not kept.\nYou see all your own figures and the turns behind them. Leads see those of their group; colleagues see the median only.\nWho looked at your figures or changed them is a line under “My data”.\nWhere something looks wrong, say so by “Wrong?”; a person decides.",
    },
    made_by: null,
    made_at: startOf("2026-11-02") + 9 * 3_600_000,
    signed_at: world.toSign.includes("notice") ? null : startOf("2026-11-02") + 10 * 3_600_000,
  },
  {
    kind: "rules",
    version: 3,
    title: { zh: "晨野客服组规则", en: "" },
    body: { zh: "先应一声，再查资料。\n对接要写清单号和期限。\n差错先提醒，不扣钱。", en: "" },
    made_by: "rep-025",
    made_at: startOf("2026-11-20") + 9 * 3_600_000,
    signed_at: world.toSign.includes("rules") ? null : startOf("2026-11-20") + 12 * 3_600_000,
  },
];
const terms = [
  ["figures", 730, 90, 3650],
  ["work", 365, 30, 3650],
  ["sheets", 1095, 365, 3650],
  ["log", 365, 180, 3650],
  ["rejected", 30, 1, 365],
  ["talks", 730, 92, 3650],
  ["notes", 30, 1, 30],
].map(([what, days, least, most]) => ({ what, days, least, most }));

const looked = [
  ["view.panel", "看了面板", "looked at the panel"],
  ["view.turns", "看了轮次", "looked at turns"],
  ["view.sheet", "看了自检表", "looked at the self-check"],
];

function makeLog(world) {
  const me = world.member ?? world.people[0]?.id;
  const lead = world.people.find((one) => one.role === "lead");
  return Array.from({ length: me ? (world.logLines ?? 130) : 0 }, (_, i) => {
    const dice = chance(world.seed, "log", i);
    const at = world.now() - i * 3 * 3_600_000 - dice.whole(0, 90) * 60_000;
    const mine = i % 5 === 3;
    const [kind, zh, en] = mine ? ["sheet.sign", "签了自检表", "signed the self-check"] : i % 7 === 2 ? ["target.set", "把平响目标改成 45 秒", "set the target of response time to 45 s"] : looked[i % 3];
    return { id: idOf(5000 + i), at, by: mine ? me : i % 11 === 4 ? null : (lead?.id ?? null), acting_for: null, about: i % 9 === 5 ? null : me, group: i % 9 === 5 ? "售前" : null, kind, looked: kind.startsWith("view."), words: { zh: i % 9 === 5 ? "看了售前组的团队页" : zh, en: i % 9 === 5 ? "looked at the team of 售前" : en }, device: i % 4 === 0 ? "Windows · Edge" : "" };
  });
}

export function known(world) {
  if (world.known) return world.known;
  const today = world.today();
  const tracks = { 售前: "pre_sales", 售后: "after_sales", 电话: "phone" };
  const stages = ["newcomer", "growing", "mature", "senior"];
  const members = world.people.map((person, i) => {
    const dice = chance(world.seed, person.id, "member");
    return {
      ...person,
      track: i === 3 ? "unset" : (tracks[person.group] ?? "unset"),
      stage: i % 9 === 4 ? "senior" : "by_time",
      stage_now: i % 9 === 4 ? "senior" : stages[i % 4],
      joined_on: i % 10 === 6 ? null : addDays(today, -dice.whole(10, 900)),
      left_on: person.left ? addDays(today, -20) : i === 7 ? addDays(today, 4) : null,
      accounts: i % 8 === 5 ? [] : [{ account: "晨野旗舰店", rep: `晨野:${i === 1 ? "一个特别特别长的子账号名称用来看会不会把版面撑开" : `客服${i + 1}`}`, from: null, to: null }, ...(i % 6 === 0 ? [{ account: "晨野奥莱店", rep: `cy_${i + 1}`, from: addDays(today, -60), to: i % 12 === 0 ? null : addDays(today, -10) }] : [])],
      leaves: i === 2 ? [{ id: idOf(7000), from: today, to: addDays(today, 2) }] : i === 8 ? [{ id: idOf(7001), from: addDays(today, 5), to: addDays(today, 5) }] : [],
      invited_until: i === 4 ? world.now() + 2 * dayMs : null,
    };
  });
  const devices = world.people.slice(0, 40).filter((_, i) => i % 3 !== 2).map((person, i) => ({ id: idOf(6000 + i), person: person.id, device: i % 5 === 4 ? "" : ["Windows · Edge", "Windows · Chrome", "Android · Chrome", "macOS · Safari"][i % 4], made_at: world.now() - (i + 3) * dayMs, used_at: startOf(addDays(today, -(i % 6))), this_one: false }));
  devices.unshift({ id: idOf(5999), person: world.ownDevice ? world.member : null, device: "Windows · Edge", made_at: world.now() - 9 * dayMs, used_at: startOf(today), this_one: true });
  const lead = world.people.find((one) => one.role === "lead");
  const me = world.member ?? world.people[0]?.id;
  const other = world.people.find((one) => one.id !== me && !one.left);
  const contest = (n, person, about, ref, words, more = {}) => ({ id: idOf(8000 + n), person, about, ref, day: addDays(today, -n), words, made_at: world.now() - n * dayMs, state: "open", answer: "", answered_by: null, answered_at: null, ...more });
  const few = world.people.length < 2;
  world.known = {
    members,
    devices,
    deputies: lead && other && !few ? [{ id: idOf(7100), person: lead.id, deputy: other.id, from: addDays(today, 1), to: addDays(today, 5) }] : [],
    unclaimed: few ? [] : [{ account: "晨野旗舰店", rep: "晨野:新来的", name: "新来的" }, { account: "晨野旗舰店", rep: "晨野:夜班二", name: "" }],
    texts: texts(world),
    terms: terms.map((one) => ({ ...one })),
    log: null,
    contests: me && !few ? [
      contest(1, me, "turn", `251124-001-003 ${startOf(addDays(today, -1)) + 14 * 3_600_000}`, "这一段是转错给我的，我 30 秒就回了。"),
      contest(6, me, "figure", "slow_share", "当天平台断线一小时。", { state: "upheld", answer: "14:00–15:00 已报备，那一小时不算。", answered_by: lead?.id ?? null, answered_at: world.now() - 5 * dayMs }),
      ...(other ? [contest(2, other.id, "figure", "satisfaction", "差评是物流的事。")] : []),
    ] : [],
  };
  return world.known;
}
export function logOf(world) {
  known(world).log ??= makeLog(world);
  return known(world).log;
}

export const named = (world, id) => (id === null ? null : { id, name: known(world).members.find((one) => one.id === id)?.name ?? id });
export function memberOf(world, id, field = "member") {
  const found = known(world).members.find((one) => one.id === id);
  if (!found) throw problem(404, "not_found", "没有这位成员。", "There is no such member.", field);
  return found;
}
// What session and people tell follows.
export function spread(world) {
  world.people = known(world).members.map(({ id, name, group, role, left }) => ({ id, name, group, role, left }));
  world.cache.clear();
}
