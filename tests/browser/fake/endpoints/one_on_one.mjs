// SPDX-License-Identifier: Apache-2.0
// The weekly talks, by the contract's rules: who may read and write what, what is refused, what a second signature does.
import { add, idOf } from "../tasks.mjs";
import { problem } from "../server.mjs";
import { change, isSigned, mondayOf, notesOf, rowOf, talkOf, texts, weekOf } from "../talks.mjs";
import { addDays, dayOf } from "../world.mjs";

const holds = (world) => world.role === "lead" || Boolean(world.actingFor);
const me = (world) => (world.member ? { id: world.member, name: world.person(world.member).name } : null);
const refuse = (zh, en) => {
  throw problem(422, "refused", zh, en);
};
const missing = () => problem(404, "not_found", "没有这一页。请回到自己的面板。", "There is no such page. Go back to your own panel.");
const isPerson = (world, person) => world.member === person;
function found(world, { person, week }) {
  if (!world.person(person) || !(holds(world) || isPerson(world, person))) throw missing();
  return { person, monday: mondayOf(week ?? addDays(world.today(), -7)) };
}
const needLead = (world) => {
  if (!holds(world)) throw problem(403, "refused", "这一步由主持谈话的主管来做。", "This is for whoever holds the talk.");
};
// What is kept beside the contract's fields is not told.
const told = ({ last_number, ...talk }) => talk;
const openTalk = (world, body) => {
  const at = found(world, body);
  if (isSigned(talkOf(world, at.person, at.monday))) refuse("两个人都签过了，不能再改。", "Both have signed; it stays as it is.");
  return at;
};
let made = 9800;

export default {
  "GET /one-on-ones": ({ world, query }) => {
    if (!holds(world)) throw missing();
    const groups = world.people.length === 0 ? [] : world.people.length < 3 ? ["售前"] : world.groups;
    const group = query.group ?? groups[0] ?? "";
    if (query.group !== undefined && !groups.includes(group)) throw missing();
    const monday = mondayOf(query.week ?? addDays(world.today(), -7));
    const people = world.people.filter((one) => one.group === group && !one.left && one.role === "rep").sort((a, b) => (a.name < b.name ? -1 : 1));
    return { today: world.today(), week: monday, group, groups, may_invite: true, rows: people.map((one) => rowOf(world, one, monday)) };
  },

  "GET /one-on-one": ({ world, query }) => {
    const { person, monday } = found(world, query);
    const talk = talkOf(world, person, monday);
    const lead = holds(world) && !isPerson(world, person);
    const own = (one) => (lead ? one.by === (world.member ?? "") : one.shown_at !== null);
    const notes = notesOf(world)
      .filter((one) => one.person === person && own(one))
      .map(({ id, by, text, made_at, shown_at }) => ({ id, by: by ? { id: by, name: world.person(by).name } : null, text, made_at, shown_at, gone_on: shown_at === null ? addDays(dayOf(made_at), 30) : null }));
    return { today: world.today(), lead: talk.lead_signed_by ?? (lead ? me(world) : { id: "rep-025", name: "顾主管" }), week: weekOf(world, person, monday), talk: told(talk), may: { person: isPerson(world, person), lead }, notes };
  },

  "command talk.invite": ({ world, body }) => {
    needLead(world);
    const monday = mondayOf(body.week);
    for (const person of body.people) if (world.person(person)) change(world, person, monday, (talk) => (talk.invited = true));
  },
  "command talk.write": ({ world, body }) => {
    const { person, monday } = openTalk(world, body);
    if (texts[body.text] === "lead" ? !holds(world) || isPerson(world, person) : !isPerson(world, person)) throw problem(403, "refused", "这一段不由您写。", "This text is not yours to write.");
    const now = talkOf(world, person, monday)[body.text];
    if (now === body.words) return;
    if (now !== body.was) refuse("别处已经改过这一段。", "It was changed elsewhere meanwhile.");
    change(world, person, monday, (talk) => (talk[body.text] = body.words));
  },
  "command talk.date": ({ world, body }) => {
    needLead(world);
    const { person, monday } = openTalk(world, body);
    change(world, person, monday, (talk) => (talk.lead_by = body.lead_by));
  },
  "command talk.agree": ({ world, body }) => {
    const { person, monday } = openTalk(world, body);
    if (body.figure === "" && body.words.trim() === "") throw problem(400, "wrong_use", "先写要做什么。", "Write what is to be done.", "words");
    change(world, person, monday, (talk) => {
      talk.last_number = (talk.last_number ?? 0) + 1;
      talk.agreements.push({ week: monday, number: talk.last_number, words: body.words, figure: body.figure, value: body.value, from: addDays(monday, 7), to: body.figure ? addDays(monday, 13) : (body.due ?? addDays(monday, 13)), lead: body.lead, task: null, verdict: "open", by_record: false, fact: null });
    });
  },
  "command talk.take_back": ({ world, body }) => {
    const { person, monday } = openTalk(world, body);
    change(world, person, monday, (talk) => (talk.agreements = talk.agreements.filter(({ number }) => number !== body.number)));
  },
  "command talk.judge": ({ world, body }) => {
    needLead(world);
    found(world, body);
    (world.verdicts ??= {})[`${body.person} ${mondayOf(body.week)} ${body.number}`] = body.verdict;
  },
  "command talk.sign": ({ world, body }) => {
    const { person, monday } = openTalk(world, body);
    change(world, person, monday, (talk) => {
      if (isPerson(world, person)) Object.assign(talk, { person_signed_at: world.now(), agrees: body.agrees });
      else Object.assign(talk, { lead_signed_at: world.now(), lead_signed_by: me(world) });
      if (!isSigned(talk)) return;
      for (const one of talk.agreements.filter(({ figure }) => figure === "")) one.task = add(world, { id: idOf(++made), owner: person, title: one.words, from: one.to }).id;
    });
  },
  "command talk.unsign": ({ world, body }) => {
    const { person, monday } = openTalk(world, body);
    change(world, person, monday, (talk) => Object.assign(talk, isPerson(world, person) ? { person_signed_at: null, agrees: true } : { lead_signed_at: null, lead_signed_by: null }));
  },
  "command note.write": ({ world, body }) => {
    needLead(world);
    notesOf(world).unshift({ id: body.id, person: body.person, by: world.member ?? "", text: body.text, made_at: world.now(), shown_at: null });
  },
  "command note.show": ({ world, body }) => {
    needLead(world);
    notesOf(world).find(({ id }) => id === body.note).shown_at = world.now();
  },
  "command note.drop": ({ world, body }) => {
    needLead(world);
    world.talkNotes = notesOf(world).filter(({ id }) => id !== body.note);
  },
};
