// SPDX-License-Identifier: Apache-2.0
// What everybody is told and signs for; what is kept of oneself; the log.
import { known, logOf, named, need, refuse, rightsOf } from "../people.mjs";
import { problem } from "../server.mjs";
import { addDays } from "../world.mjs";

const shownContest = (world, one) => {
  const mine = one.person === world.member;
  return {
    ...one,
    person: named(world, one.person),
    answered_by: named(world, one.answered_by),
    may_answer: one.state === "open" && !mine && rightsOf(world).includes("decide"),
    may_withdraw: one.state === "open" && mine,
  };
};
const contestOf = (world, id) => known(world).contests.find((one) => one.id === id) ?? refuse("没有这条申诉。", "There is no such objection.", "contest");

export default {
  "GET /notices": ({ world }) => {
    const { texts, terms, members } = known(world);
    const publish = rightsOf(world).includes("publish");
    return {
      texts: world.noTexts ? [] : texts.map((one) => ({ ...one, made_by: named(world, one.made_by) })),
      signatures: publish && !world.noTexts ? texts.flatMap(({ kind, signed_at, made_at }) => members.filter((one) => !one.left).map((one, i) => ({ kind, person: named(world, one.id), at: one.id === world.member ? signed_at : i % 4 === 2 ? null : made_at + i * 60_000 }))) : [],
      terms,
      tidied_at: world.noTexts ? null : world.now() - 12 * 3_600_000,
      tidied: world.noTexts ? [] : [{ what: "figures", removed: 0 }, { what: "rejected", removed: 1 }, { what: "log", removed: 2310 }],
      may_publish: publish,
      may_set_terms: rightsOf(world).includes("set_terms"),
    };
  },

  "GET /own-data": ({ world }) => {
    const { contests, terms } = known(world);
    const today = world.today();
    const counts = { figures: 41_280, work: 312, sheets: 88, log: 1, rejected: 0, talks: 61, notes: 2 };
    return {
      person: world.member ? named(world, world.member) : { id: "", name: "" },
      kept: world.member ? terms.map(({ what, days }) => ({ what, count: counts[what], first: counts[what] ? addDays(today, -Math.min(days, 400)) : null, last: counts[what] ? today : null, days })) : [],
      contests: contests.filter((one) => one.person === world.member).map((one) => shownContest(world, one)),
      to_decide: rightsOf(world).includes("decide") ? contests.filter((one) => one.person !== world.member).map((one) => shownContest(world, one)) : [],
    };
  },

  "GET /own-data/export": ({ query }) => {
    if (query.from > query.to) throw problem(400, "wrong_use", "开始日在结束日之后。", "It begins after it ends.", "from");
    return {
      files: [
        { name: `my-data-${query.from}-${query.to}.json`, type: "application/json", text: '{"kept":[]}' },
        { name: "turns.csv", type: "text/csv", text: "\ufeffconversation,state\r\n'=1+1,answered\r\n" },
        { name: "../../etc/passwd", type: "text/html", text: "<script>alert(1)</script>" },
      ],
    };
  },

  "GET /log": ({ world, query }) => {
    if (query.all) need(world, "see_log");
    const all = logOf(world);
    const own = query.all ? all : all.filter((one) => one.about === (world.member ?? "") || one.group !== null);
    const from = query.before ? Number(query.before) - 1 : 0;
    return {
      lines: own.slice(from, from + 100).map((one) => ({ ...one, by: named(world, one.by), about: named(world, one.about), acting_for: named(world, one.acting_for) })),
      before: from + 100 < own.length ? from + 101 : null,
    };
  },

  "command rules.publish": ({ world, body }) => {
    need(world, "publish");
    if (body.title.zh.trim() === "") refuse("请写上标题。", "Write a title.", "title");
    if (body.body.zh.trim() === "") refuse("请写上正文。", "Write the text.", "body");
    const all = known(world);
    const before = all.texts.find(({ kind }) => kind === "rules");
    all.texts = [...all.texts.filter((one) => one !== before), { kind: "rules", version: (before?.version ?? 0) + 1, title: body.title, body: body.body, made_by: world.member, made_at: world.now(), signed_at: null }];
    world.toSign = [...new Set([...world.toSign, "rules"])];
  },
  "command text.sign": ({ world, body }) => {
    const found = known(world).texts.find(({ kind }) => kind === body.text);
    if (!found || found.version !== body.version) refuse("已经有更新的一版，请先看新的再签。", "There is a newer version. Read it first, then sign.", "version");
    found.signed_at = world.now();
    world.toSign = world.toSign.filter((one) => one !== body.text);
  },
  "command terms.set": ({ world, body }) => {
    need(world, "set_terms");
    for (const { what, days } of body.terms) {
      const term = known(world).terms.find((one) => one.what === what);
      if (days < term.least || days > term.most) refuse(`要在 ${term.least} 到 ${term.most} 天之间。`, `It has to be ${term.least} to ${term.most} days.`, what);
      term.days = days;
    }
  },
  "command contest.make": ({ world, body }) => {
    if (!world.member) refuse("这个桌面不是哪一位的。", "This desk is nobody's.");
    if (body.words.trim() === "") refuse("请写上哪里不对。", "Write what is wrong.", "words");
    const { id, about, ref, day, words } = body;
    known(world).contests.unshift({ id, person: world.member, about, ref, day, words: words.trim(), made_at: world.now(), state: "open", answer: "", answered_by: null, answered_at: null });
  },
  "command contest.answer": ({ world, body }) => {
    need(world, "decide");
    const found = contestOf(world, body.contest);
    if (found.person === world.member) refuse("自己的申诉由别人来定。", "Somebody else decides on one's own.");
    if (body.words.trim() === "") refuse("请写上理由。", "Write the reason.", "words");
    Object.assign(found, { state: body.upheld ? "upheld" : "refused", answer: body.words.trim(), answered_by: world.member, answered_at: world.now() });
  },
  "command contest.withdraw": ({ world, body }) => {
    Object.assign(contestOf(world, body.contest), { state: "withdrawn" });
  },
};
