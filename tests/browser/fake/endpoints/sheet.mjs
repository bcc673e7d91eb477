// SPDX-License-Identifier: Apache-2.0
// The self-check sheets. world.sheets holds what was saved and signed, by "person day". world.late[day] = {figure: [more, of]} is what came
// in after signing.
import { problem } from "../server.mjs";
import { addDays, fiveNames, shapes, startOf } from "../world.mjs";
import panel from "./panel.mjs";

const dayMs = 86_400_000;
const store = (world) => (world.sheets ??= new Map());
const keyOf = (person, day) => `${person} ${day}`;

function ready(world) {
  world.sheetState ??= (person, day) => store(world).get(keyOf(person, day))?.state ?? "open";
}

function nowOf(world, person, day, name) {
  const none = { name, ...shapes[name], value: { value: null, numerator: 0, denominator: 0, few: false }, comparisons: [] };
  const shown = panel["GET /panel"]({ world, query: { person: person.id, day } }).figures.find((one) => one.name === name) ?? none;
  const late = world.late?.[day]?.[name];
  if (!late) return shown;
  const [more, of] = late;
  const value = { ...shown.value, numerator: shown.value.numerator + more, denominator: shown.value.denominator + of };
  return { ...shown, value: { ...value, value: value.numerator / value.denominator } };
}

function mine(world, person) {
  if (world.role === "rep" && world.member !== person.id) throw problem(403, "refused", "只有本人能签。", "Only they can sign.", "person");
}
function personOf(world, id) {
  const person = world.person(id);
  if (!person) throw problem(404, "not_found", "没有这个人。", "There is no such person.", "person");
  return person;
}

export default {
  "GET /sheet": ({ world, query }) => {
    ready(world);
    const person = personOf(world, query.person);
    const { day } = query;
    const kept = store(world).get(keyOf(person.id, day));
    const nothing = world.mode === "empty" || day > world.today();
    const sums = world.sums(person.id, day, day === world.today() ? world.now() : startOf(day) + dayMs, "");
    return {
      person,
      day,
      state: kept?.state ?? (nothing ? "none" : "open"),
      status: day === world.today() ? "live" : day === addDays(world.today(), -1) ? "provisional" : "final",
      source: "own",
      customers: nothing ? 0 : sums.customers,
      figures: fiveNames.map((name) => {
        const { unit, better, goal, value, comparisons } = nowOf(world, person, day, name);
        const entry = kept?.figures[name];
        const empty = { value: null, numerator: 0, denominator: 0, few: false };
        return { name, unit, better, goal, now: nothing ? empty : value, shown: entry?.shown ?? null, confirmed: entry?.confirmed ?? false, typed: entry?.typed ?? null, comparisons: nothing ? [] : comparisons };
      }),
      line: kept?.line ?? "",
      note: kept?.note ?? "",
      signature: kept?.signature ?? "",
      signed_at: kept?.signed_at ?? null,
      changed_at: kept?.state === "signed" && world.late?.[day] ? world.now() - 60_000 : null,
    };
  },

  "GET /sheets": ({ world, query }) => {
    ready(world);
    const person = personOf(world, query.person);
    const sheets = [];
    for (let day = query.to; day >= query.from; day = addDays(day, -1)) {
      const kept = store(world).get(keyOf(person.id, day));
      if (!kept && (world.mode === "empty" || world.off(person.id, day))) continue;
      const typed = Object.values(kept?.figures ?? {}).filter((one) => one.typed !== null).length;
      sheets.push({ day, state: kept?.state ?? "open", signed_at: kept?.signed_at ?? null, typed, line: kept?.line ?? "" });
    }
    return { person, sheets };
  },

  "command sheet.save": ({ world, body }) => {
    const person = personOf(world, body.person);
    mine(world, person);
    const before = store(world).get(keyOf(person.id, body.day));
    if (before?.state === "signed") throw problem(409, "refused", "已经签过字，先取消签字。", "It is signed; take the signature back first.");
    const figures = {};
    for (const { name, confirmed, typed } of body.figures) {
      const old = before?.figures[name];
      const shown = !confirmed && typed === null ? null : old && old.confirmed === confirmed && old.typed === typed ? old.shown : nowOf(world, person, body.day, name).value;
      figures[name] = { confirmed, typed: typed ?? null, shown };
    }
    store(world).set(keyOf(person.id, body.day), { state: "draft", figures, line: body.line, note: body.note, signature: "", signed_at: null });
  },

  "command sheet.sign": ({ world, body }) => {
    const person = personOf(world, body.person);
    mine(world, person);
    const sheet = store(world).get(keyOf(person.id, body.day));
    if (sheet?.state === "signed") throw problem(409, "refused", "已经签过字了。", "It is signed already.");
    if (!sheet || !fiveNames.every((name) => sheet.figures[name]?.confirmed || sheet.figures[name]?.typed !== null)) {
      throw problem(409, "refused", "还有没确认的指标。", "Some figures are not confirmed yet.");
    }
    Object.assign(sheet, { state: "signed", signature: body.signature, signed_at: world.now() });
    world.signings = (world.signings ?? 0) + 1;
  },

  "command sheet.reopen": ({ world, body }) => {
    const person = personOf(world, body.person);
    mine(world, person);
    const sheet = store(world).get(keyOf(person.id, body.day));
    if (sheet?.state !== "signed") throw problem(409, "refused", "还没有签字。", "It is not signed.");
    if (body.day < addDays(world.today(), -1)) throw problem(409, "refused", "只有当天和次日能取消签字。", "Only on the day itself and the next.");
    Object.assign(sheet, { state: "draft", signature: "", signed_at: null });
  },
};
