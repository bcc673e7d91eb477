// SPDX-License-Identifier: Apache-2.0
// What is done to the checklists of the stages, and ticks.
import { addTick, builtInOf, checklistOf, dropTick, listsOf, mayTick, memberCalled, ticksOf } from "../checklists.mjs";
import { need } from "../people.mjs";
import { problem } from "../server.mjs";
import { actor, refuse, words } from "../tasks.mjs";

const itemOf = (world, stage, id) => {
  const found = listsOf(world)[stage].find((one) => one.id === id);
  if (!found) throw problem(404, "not_found", "没有这一项。请刷新页面。", "There is no such item. Reload the page.", "item");
  return found;
};

export default {
  "command checklist.tick": ({ world, body }) => {
    if (!memberCalled(world, body.person) || !mayTick(world, body.person)) throw problem(404, "not_found", "没有这个人。", "There is no such person.", "person");
    if (!body.done) return dropTick(world, body.person, body.item);
    if (ticksOf(world).some((one) => one.person === body.person && one.item === body.item)) return undefined;
    if (!checklistOf(world, body.person).items.some((one) => one.id === body.item)) refuse("这一项不在现在的清单上：可能换了阶段，或主管收起了它。请刷新页面。", "This is not on the list any more: the stage is another one, or a lead has hidden it. Reload the page.");
    addTick(world, body.person, body.item, actor(world));
    return undefined;
  },

  "command checklist.item": ({ world, body }) => {
    need(world, "manage_people");
    const zh = words(body.title.zh, 60, "这一项叫什么", "what the item is called");
    const en = words(body.title.en, 60, "英文", "the English words", false) || zh;
    const list = listsOf(world)[body.stage];
    if (list.some((one) => one.id !== body.item && !one.hidden && one.title.zh === zh)) refuse("已经有同名的一项。", "There is an item of that name already.");
    if (body.item) itemOf(world, body.stage, body.item).title = { zh, en };
    else list.push({ id: body.id, title: { zh, en }, hidden: false, built_in: false });
  },

  "command checklist.hide": ({ world, body }) => {
    need(world, "manage_people");
    itemOf(world, body.stage, body.item).hidden = body.hidden;
  },

  "command checklist.reset": ({ world, body }) => {
    need(world, "manage_people");
    const own = listsOf(world)[body.stage].filter((one) => !one.built_in).map((one) => ({ ...one, hidden: true }));
    listsOf(world)[body.stage] = [...builtInOf(body.stage), ...own];
  },
};
