// SPDX-License-Identifier: Apache-2.0
import { rightsOf } from "../people.mjs";
import { problem } from "../server.mjs";
import { talkToSee } from "../talks.mjs";
import { unseen } from "../tasks.mjs";

const visible = (world) => (world.role === "rep" && world.member && !world.actingFor ? world.people.filter((one) => one.id === world.member) : world.people);

export default {
  "GET /session": ({ world }) => ({
    role: world.role,
    person: world.member ? (world.person(world.member) ?? null) : null,
    acting_for: world.actingFor ? { id: world.actingFor, name: world.person(world.actingFor).name } : null,
    own_device: world.ownDevice,
    may: rightsOf(world),
    to_sign: world.toSign,
    major: unseen(world),
    talk: talkToSee(world),
    away: world.away ?? [],
    today: world.today(),
    now: world.now(),
    change: world.change,
    version: "0.3.0",
    zone: "Asia/Shanghai",
    shops: world.shops,
    groups: world.groups,
    demo: world.demo,
    demo_only: world.demoOnly,
    desk_fixed: world.deskFixed,
    empty: world.empty,
    notice: world.notice,
  }),

  "GET /people": ({ world }) => {
    const order = (one) => `${one.left ? 1 : 0}${one.group}${one.name}`;
    return { people: [...visible(world)].sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
  },

  "command desk.choose": ({ world, body }) => {
    if (world.deskFixed) throw problem(403, "refused", "由 rigong.toml 决定。", "rigong.toml decides.");
    if (body.person && !world.person(body.person)) throw problem(404, "not_found", "没有这个人。", "There is no such person.", "person");
    world.member = body.person || null;
    world.role = body.lead ? "lead" : "rep";
  },
};
