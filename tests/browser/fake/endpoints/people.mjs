// SPDX-License-Identifier: Apache-2.0
// Members, leave, deputies, invitations and devices.
import { randomBytes } from "node:crypto";
import { listsOf } from "../checklists.mjs";
import { known, memberOf, named, need, refuse, rightsOf, spread } from "../people.mjs";


const shownMember = (world, { left: _left, mentor, ...one }) => ({
  ...one,
  mentor: mentor && known(world).members.some((each) => each.id === mentor.id && !each.left) ? mentor : null,
  left: one.left_on !== null && one.left_on < world.today(),
  devices: known(world).devices.filter((each) => each.person === one.id).length,
});
const checkDays = (from, to) => from > to && refuse("开始日在结束日之后。", "It begins after it ends.", "from");

function qr(text) {
  // Not a code that can be read, but as large as one, and the same for the same words.
  let seed = [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) | 0, 7);
  return Array.from({ length: 37 }, () => Array.from({ length: 37 }, () => ((seed = (Math.imul(seed, 1103515245) + 12345) | 0) >>> 16) & 1).join(""));
}

export default {
  "GET /members": ({ world }) => {
    need(world, "manage_people");
    const all = known(world);
    const checklists = Object.entries(listsOf(world)).map(([stage, items]) => ({ stage, items }));
    return {
      checklists,
      members: all.members.map((one) => shownMember(world, one)),
      deputies: all.deputies.map((one) => ({ ...one, person: named(world, one.person), deputy: named(world, one.deputy) })),
      unclaimed: all.unclaimed,
      groups: world.groups,
      accounts: world.shops.map(({ name }) => name),
      next_id: `rep-${String(all.members.length + 1).padStart(3, "0")}`,
      may_set_role: rightsOf(world).includes("set_role"),
      may_erase: rightsOf(world).includes("set_role"),
      only_here: world.onlyHere,
    };
  },

  "POST /invitations": ({ world, body }) => {
    need(world, "manage_people");
    const member = memberOf(world, body.person, "person");
    world.invitations ??= new Map();
    for (const [token, one] of world.invitations) if (one.person === member.id) world.invitations.delete(token);
    const token = randomBytes(12).toString("hex");
    const expires = world.now() + 7 * 86_400_000;
    world.invitations.set(token, { person: member.id, expires });
    member.invited_until = expires;
    const link = `${world.onlyHere ? "http://127.0.0.1:7717" : "https://hub.example.com"}/#join=${token}`;
    return { link, qr: qr(link), expires_at: expires, only_here: world.onlyHere };
  },

  "GET /devices": ({ world }) => {
    const all = known(world).devices;
    const mine = rightsOf(world).includes("manage_people") ? all : all.filter((one) => one.this_one || one.person === world.member);
    return { devices: mine.map((one) => ({ ...one, person: named(world, one.person) })) };
  },

  "command member.put": ({ world, body }) => {
    need(world, "manage_people");
    const all = known(world);
    const before = all.members.find((one) => one.id === body.member);
    if (body.is_new && before) refuse("已经有这个编号的成员了。请换一个编号。", "There is a member of this id already. Choose another one.", "member");
    if (!body.is_new && !before) refuse("没有这位成员。", "There is no such member.", "member");
    if (body.role !== (before?.role ?? "rep")) need(world, "set_role");
    const taken = all.members.find((one) => one.id !== body.member && one.accounts.some((each) => body.accounts.some((given) => given.account === each.account && given.rep === each.rep && each.to === null)));
    if (taken) refuse(`这个账号这些天归 ${taken.name}。请先改那边的日期。`, `On these days the account is ${taken.name}'s. Change the dates there first.`, "accounts");
    if (body.mentor === body.member) refuse("带教不能是本人。请另选一位，或留空。", "Nobody is their own mentor. Choose somebody else, or nobody.");
    const { id: _id, kind: _kind, member, is_new: _new, mentor, ...rest } = body;
    if (mentor !== undefined) rest.mentor = mentor === "" ? null : named(world, mentor);
    const fresh = { left_on: null, left: false, leaves: [], invited_until: null, stage_now: "newcomer", ...before, ...rest, id: member };
    if (rest.stage !== "by_time") fresh.stage_now = rest.stage;
    if (before) Object.assign(before, fresh);
    else all.members.push(fresh);
    all.unclaimed = all.unclaimed.filter((one) => !rest.accounts.some((given) => given.account === one.account && given.rep === one.rep));
    spread(world);
  },
  "command member.leaves": ({ world, body }) => {
    need(world, "manage_people");
    const member = memberOf(world, body.member);
    if (body.hand_to) memberOf(world, body.hand_to, "hand_to");
    member.left_on = body.last_day;
    member.left = body.last_day < world.today();
    spread(world);
  },
  "command member.returns": ({ world, body }) => {
    need(world, "manage_people");
    Object.assign(memberOf(world, body.member), { left_on: null, left: false });
    spread(world);
  },
  "command member.erase": ({ world, body }) => {
    need(world, "manage_people");
    const member = memberOf(world, body.member);
    if (body.name !== member.name) refuse("名字和这位成员的不一样，什么都没有抹去。", "The name is not this member's; nothing was erased.", "name");
    known(world).members = known(world).members.filter((one) => one !== member);
    spread(world);
  },
  "command leave.add": ({ world, body }) => {
    need(world, "manage_people");
    checkDays(body.from, body.to);
    if (body.to < world.today()) refuse("这些天已经过了。", "These days have passed.", "to");
    memberOf(world, body.person, "person").leaves.push({ id: body.id, from: body.from, to: body.to });
  },
  "command leave.remove": ({ world, body }) => {
    need(world, "manage_people");
    for (const one of known(world).members) one.leaves = one.leaves.filter(({ id }) => id !== body.leave);
  },
  "command deputy.add": ({ world, body }) => {
    need(world, "manage_people");
    checkDays(body.from, body.to);
    if (body.person === body.deputy) refuse("不能自己代理自己。", "Nobody stands in for themself.", "deputy");
    if (memberOf(world, body.person, "person").role !== "lead") refuse("只有主管能有代理。", "Only leads have deputies.", "person");
    memberOf(world, body.deputy, "deputy");
    known(world).deputies.push({ id: body.id, person: body.person, deputy: body.deputy, from: body.from, to: body.to });
  },
  "command deputy.remove": ({ world, body }) => {
    need(world, "manage_people");
    known(world).deputies = known(world).deputies.filter(({ id }) => id !== body.deputy);
  },
  "command invitation.cancel": ({ world, body }) => {
    need(world, "manage_people");
    memberOf(world, body.person, "person").invited_until = null;
    for (const [token, one] of world.invitations ?? []) if (one.person === body.person) world.invitations.delete(token);
  },
  "command device.end": ({ world, body, fake }) => {
    const all = known(world);
    const found = all.devices.find(({ id }) => id === body.device);
    if (!found) refuse("没有这台设备，也许已经退出了。", "There is no such device; perhaps it was shut out already.", "device");
    if (found.person !== world.member) need(world, "manage_people");
    all.devices = all.devices.filter((one) => one !== found);
    if (found.this_one) fake.tokens.clear();
  },
};

