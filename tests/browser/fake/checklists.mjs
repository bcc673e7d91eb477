// SPDX-License-Identifier: Apache-2.0
// The stand-in's checklists of the stages and who mentors whom. World option `checklists`: "newcomer" (the first person is new, and the
// second their mentor), "mentor" (the first person mentors the second and the third); without it nobody has a list or a mentor.
import { known } from "./people.mjs";

const builtIn = {
  newcomer: [
    ["newcomer-notice", "读过告知书和团队规则", "Read the notice and the team's rules"],
    ["newcomer-chat", "登录聊天软件并接通日拱", "Signed in to the chat client, with Rigong beside it"],
    ["newcomer-goods", "认识主要商品和常见问题", "Know the main products and the usual questions"],
    ["newcomer-phrases", "会用快捷短语，并改成自己的话", "Use quick phrases, in words of one's own"],
    ["newcomer-listen", "跟着带教看过 10 段好会话", "Went through 10 good conversations with the mentor"],
    ["newcomer-who", "知道什么事找谁、怎么登记对接", "Know whom to ask about what, and how to hand off"],
    ["newcomer-alone", "独立接待 5 位客户，带教看过", "Served 5 customers alone, and the mentor has looked"],
    ["newcomer-sheet", "会做自检和签字", "Can fill in and sign the self-check"],
  ],
  growing: [
    ["growing-hard", "独立处理一次投诉或难缠的售后", "Settled a complaint or a hard after-sales case alone"],
    ["growing-peak", "高峰时同时接待多位客户", "Served several customers at once in a peak"],
  ],
  mature: [],
  senior: [],
};
const stages = Object.keys(builtIn);
const items = (list) => list.map(([id, zh, en]) => ({ id, title: { zh, en }, hidden: false, built_in: true }));
export const builtInOf = (stage) => items(builtIn[stage]);

function state(world) {
  if (world.checks) return world.checks;
  const [first, second, third] = known(world).members;
  const put = (member, stage, mentor) => Object.assign(member, { stage, stage_now: stage, mentor: mentor && { id: mentor.id, name: mentor.name } });
  world.checks = { lists: Object.fromEntries(stages.map((stage) => [stage, builtInOf(stage)])), ticks: [] };
  if (world.checklists === "newcomer") {
    put(first, "newcomer", second);
    world.checks.ticks.push(tickOf(world, first.id, "newcomer-notice", first.id, 26 * 3_600_000), tickOf(world, first.id, "newcomer-chat", second.id, 3_600_000));
  }
  if (world.checklists === "mentor") {
    put(first, "senior", null);
    put(second, "newcomer", first);
    put(third, "mature", first);
    world.checks.ticks.push(tickOf(world, second.id, "newcomer-notice", second.id, 3_600_000));
  }
  return world.checks;
}

const tickOf = (world, person, item, by, ago = 0) => ({ person, item, by, at: world.now() - ago });
export const listsOf = (world) => state(world).lists;
export const ticksOf = (world) => state(world).ticks;
export const addTick = (world, person, item, by) => ticksOf(world).push(tickOf(world, person, item, by));
export const dropTick = (world, person, item) => {
  state(world).ticks = ticksOf(world).filter((one) => one.person !== person || one.item !== item);
};
export const memberCalled = (world, id) => known(world).members.find((one) => one.id === id);
const named = (world, id) => (id === "" ? null : { id, name: world.person(id)?.name ?? id });

export function mayTick(world, id) {
  return world.role !== "reader" && (world.role !== "rep" || world.member === id || memberCalled(world, id)?.mentor?.id === world.member);
}

export function checklistOf(world, id) {
  const member = memberCalled(world, id);
  const ticks = ticksOf(world).filter((one) => one.person === id);
  const list = listsOf(world)[member.stage_now].filter((one) => !one.hidden).map(({ id: item, title }) => {
    const tick = ticks.find((one) => one.item === item);
    return { id: item, title, done_at: tick?.at ?? null, done_by: tick ? named(world, tick.by) : null };
  });
  return { person: world.person(id), stage: member.stage_now, mentor: member.mentor ?? null, items: list, done: list.filter((one) => one.done_at !== null).length, may_tick: mayTick(world, id) };
}

// What stands on the work page of the day; nothing where the world has no checklists.
export function onWorkPage(world, id, today) {
  if (!world.checklists || !today) return { checklist: null, mentored: [] };
  const list = checklistOf(world, id);
  const week = world.now() - 7 * 86_400_000;
  const shown = list.items.some((one) => one.done_at === null || one.done_at > week);
  return { checklist: shown ? list : null, mentored: known(world).members.filter((one) => one.mentor?.id === id && !one.left).map((one) => checklistOf(world, one.id)) };
}
