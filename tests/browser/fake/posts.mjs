// SPDX-License-Identifier: Apache-2.0
// The stand-in's outbox: groups of every kind of robot, what went out in the last weeks, and what comes of what is sent. Tests may set
// world.targets (a list of target()), world.posts (a list of post()), and world.robot: {state, words, code, after}, what becomes of a try.
import { chance } from "./random.mjs";
import { addDays, startOf } from "./world.mjs";

const hourMs = 3_600_000;
export const robots = {
  wecom: { zh: "企业微信群机器人", en: "WeCom group robot" },
  dingtalk: { zh: "钉钉自定义机器人", en: "DingTalk custom robot" },
  feishu: { zh: "飞书 / Lark 自定义机器人", en: "Feishu / Lark custom bot" },
  slack: { zh: "Slack 频道", en: "Slack channel" },
  mattermost: { zh: "Mattermost 频道", en: "Mattermost channel" },
  "rocket-chat": { zh: "Rocket.Chat 频道", en: "Rocket.Chat channel" },
  mail: { zh: "邮件", en: "Mail" },
  webhook: { zh: "其他 Webhook", en: "Other webhook" },
};

export const target = (type, name, more = {}) => ({ name, type, title: robots[type], group: "", daily: true, weekly: true, monthly: true, minute: 553, rests: false, ...more });
const none = { zh: "", en: "" };
export function post(world, key, more = {}) {
  const due = startOf(addDays(key.day, 1)) + 9.25 * hourMs;
  const tried = ["planned", "expired", "cancelled"].includes(more.state ?? "sent") ? null : due + 40_000;
  return { post: { report: "ranking.day", group: "售前", target: "客服群", part: 1, ...key }, parts: 1, state: "sent", shown: `## 客服日榜 ${key.day}\n\n全组数字\n\n> 日榜 ${key.day}`, due_at: due, expires_at: due + 15 * hourMs, tries: tried === null ? 0 : 1, tried_at: tried, code: "", words: none, made_by: null, made_at: due, ...more };
}

export const words = {
  key: { zh: "企业微信不认这个 webhook：地址抄错，或者机器人已从群里移除。请在群里重新添加机器人，把新地址填进来。", en: "WeCom does not know this webhook: it was copied wrongly, or the robot was removed. Add a robot to the group again and put in its new address." },
  silent: { zh: "没有收到对方的答复，不知道有没有发出。请到群里看一眼，再决定。", en: "No answer came; whether it arrived is not known. Look into the group, then decide." },
  late: { zh: "过了当发的时间，没有再发。需要的话可以现在补发。", en: "Its time was over, so it was not sent any more. It can be sent now by hand." },
  busy: { zh: "企业微信系统繁忙，半分钟后自动再发。", en: "WeCom is busy; it is sent again after half a minute by itself." },
  back: { zh: "已取消，没有发。", en: "Taken back; it was not sent." },
};

// So many days of the first group's reports, newest first, nearly all of them sent.
function history(world, days) {
  const all = [];
  for (let back = 1; back <= days; back++) {
    const day = addDays(world.today(), -back);
    const dice = chance(world.seed, "post", day);
    const ends = back > 2 && dice.next() < 0.04 ? { state: "expired", words: words.late } : {};
    all.push(post(world, { day }, ends));
  }
  return all;
}

export const targetsOf = (world) => (world.targets ??= [target("wecom", "客服群")]);
export const postsOf = (world) => (world.posts ??= history(world, 9));

export const sameKey = (a, b) => ["report", "group", "day", "target", "part"].every((name) => a[name] === b[name]);

// After a moment a try is made of what is planned, and its end is told.
export function trySoon(world, fake, one) {
  const { state = "sent", words: said = none, code = "", after = 120 } = world.robot ?? {};
  const wait = (ms, then) => setTimeout(then, ms).unref();
  wait(after, () => {
    if (one.state !== "planned") return;
    Object.assign(one, { state: "sending", tries: one.tries + 1, tried_at: world.now() });
    fake.commit();
    wait(after, () => {
      Object.assign(one, { state, words: said, code });
      fake.commit();
    });
  });
}
