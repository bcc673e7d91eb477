// SPDX-License-Identifier: Apache-2.0
// Promised steps: the grid, the catalogue, ticks and choices. world.proposals replaces what the person's own turns would suggest.
import { problem } from "../server.mjs";
import { actor, add, catalogue, daysBetween, happen, ready, refuse, steps, streak, taskOf, words } from "../tasks.mjs";
import { addDays } from "../world.mjs";

const proposals = [
  { step: "recommend", why: { zh: "最近 64 位询单客户里有 44 位没有付款。", en: "Of the last 64 customers who asked before buying 44 did not pay." } },
  { step: "welcome", why: { zh: "最近 50 次首响里有 9 次超过目标时间。", en: "Of the last 50 first answers 9 came after the goal." } },
];

export default {
  "GET /promises": ({ world, query }) => {
    ready(world);
    const { from, to } = query;
    if (daysBetween(from, to) > 61) throw problem(400, "wrong_use", "最多 62 天。", "At most 62 days.", "to");
    const one = query.person ? world.person(query.person) : null;
    if (query.person && (!one || (world.role === "rep" && one.id !== world.member))) throw problem(404, "not_found", "没有这个人。", "There is no such person.", "person");
    if (!one && world.role !== "lead") throw problem(403, "refused", "全组的格子给主管看。", "The group's grid is for leads.");
    const people = one ? [one] : world.people.filter((each) => !each.left && each.role === "rep" && (!query.group || each.group === query.group));
    const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
    const today = world.today();
    return {
      from,
      to,
      today,
      catalogue: steps(world),
      rows: people.map((person) => ({
        person,
        promises: world.tasks
          .filter((task) => task.kind === "promise" && task.owner === person.id && task.state !== "dropped" && task.from <= to && task.until >= from)
          .map((task) => ({ id: task.id, title: task.title, step: task.step, from: task.from, until: task.until, kept: task.kept.filter((day) => day >= from && day <= to), streak: streak(world, task, today) })),
        off: days.filter((day) => world.off(person.id, day)),
      })),
      proposals: one ? (world.proposals ?? (world.work === "none" ? [] : proposals)) : [],
      may_set: world.role === "lead",
      may_choose: one !== null && (world.role === "lead" || one.id === world.member),
    };
  },

  "command step.set": ({ world, body }) => {
    if (world.role !== "lead") refuse("小事的步骤由主管来改。", "The steps of promises are set by a lead.");
    const zh = words(body.title.zh, 40, "这一步叫什么", "what the step is called");
    const en = words(body.title.en, 40, "英文", "the English words", false) || zh;
    const known = steps(world).find((one) => one.id === body.step);
    if (steps(world).some((one) => one !== known && !one.hidden && one.title.zh === zh)) refuse("已经有同名的一步。", "There is a step of that name already.");
    if (known) known.title = { zh, en };
    else steps(world).push({ id: body.id, title: { zh, en }, example: { zh: "", en: "" }, hidden: false, built_in: false });
  },

  "command step.hide": ({ world, body }) => {
    if (world.role !== "lead") refuse("小事的步骤由主管来改。", "The steps of promises are set by a lead.");
    steps(world).find((one) => one.id === body.step).hidden = body.hidden;
  },

  "command step.reset": ({ world }) => {
    if (world.role !== "lead") refuse("小事的步骤由主管来改。", "The steps of promises are set by a lead.");
    world.steps = [...structuredClone(catalogue), ...steps(world).filter((one) => !one.built_in).map((one) => ({ ...one, hidden: true }))];
  },

  "command promise.tick": ({ world, body }) => {
    const task = taskOf(world, body.task);
    if (task.owner !== actor(world)) refuse("只有本人能打勾。", "Only the person can tick it.");
    if (task.state !== "open" || body.day < task.from || body.day > task.until) refuse("这件小事不在这一天。", "That promise is not for that day.");
    const back = daysBetween(body.day, world.today());
    if (back < 0 || back > 7) refuse("只能给今天和前 7 天打勾。", "Today and the 7 days before can be ticked.");
    task.kept = body.kept ? [...new Set([...task.kept, body.day])].sort() : task.kept.filter((day) => day !== body.day);
    happen(world, task, body.kept ? "kept" : "unkept", "", { day: body.day });
  },

  "command promise.choose": ({ world, body }) => {
    ready(world);
    const today = world.today();
    if (body.steps.length < 1 || body.steps.length > 3) throw problem(400, "wrong_use", "请选 1 到 3 件小事。", "Choose one to 3 steps.", "steps");
    if (body.from < today || daysBetween(today, body.from) > 16) refuse("承诺从今天或以后的日子开始，最远半个月。", "Promises begin today or later, at most half a month ahead.");
    if (body.until < body.from || daysBetween(body.from, body.until) >= 16) throw problem(400, "wrong_use", "承诺的时间是一天到半个月。", "Promises are for one day up to half a month.");
    for (const step of body.steps) words(step.title, 200, "内容", "what it is about");
    for (const task of world.tasks) {
      if (task.kind !== "promise" || task.state !== "open" || task.owner !== body.person || task.until < body.from || task.from > body.until) continue;
      if (task.from >= body.from) task.state = "dropped";
      else task.until = addDays(body.from, -1);
    }
    body.steps.forEach(({ step, title }, i) => add(world, { id: `${body.id}.${i + 1}`, kind: "promise", owner: body.person, step, title, from: body.from, until: body.until }));
  },
};
