// SPDX-License-Identifier: Apache-2.0
// The ranking, by the rules of agent/team/ranking.h as far as the page can tell. A day's figures are those of /team; a week's and a month's
// are the sums of days. Tests may set, by ids: world.unnamed (a Set), world.newcomers (a Set), world.sameAs ({id: whose figures it
// has}), world.rated ({id: [good, all]}); and world.rankStatus.
import { known, rightsOf } from "../people.mjs";
import { problem } from "../server.mjs";
import { addDays, shapes, startOf } from "../world.mjs";
import { chance } from "../random.mjs";
import { quick, restsOn } from "./team.mjs";

const dayMs = 86_400_000;
const smallest = 5;
const bys = ["day", "week", "month"];
const share = { unit: "share", better: "higher" };
const rankable = {
  satisfaction: { ...shapes.satisfaction, least: [3, 10, 30], composite: true },
  response_mean_ms: { ...shapes.response_mean_ms, least: [10, 30, 100], composite: true },
  slow_share: { ...shapes.slow_share, least: [10, 30, 100], composite: true },
  reply_rate: { ...shapes.reply_rate, least: [10, 30, 100], composite: true },
  conversion_rate: { ...share, goal: { low: 0.3, high: null }, least: [10, 30, 100], composite: true },
  sales_fen: { unit: "fen", better: "higher", goal: null, least: [0, 0, 0], composite: false },
};
const goalOf = ({ better, goal }) => (goal ? (better === "lower" ? goal.high : goal.low) : null);
const equal = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const wilson = (good, all) => {
  const z = 1.96;
  const p = good / all;
  return (p + (z * z) / (2 * all) - z * Math.sqrt((p * (1 - p) + (z * z) / (4 * all)) / all)) / (1 + (z * z) / all);
};

function spanOf(by, day, today) {
  if (by === "day") return { from: day, to: day, over: day < today, compared: day < today };
  const monday = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const first = `${day.slice(0, 7)}-01`;
  const next = `${addDays(first, 31).slice(0, 7)}-01`;
  const [from, end] = by === "week" ? [monday, addDays(monday, 6)] : [first, addDays(next, -1)];
  // Up to the last whole day; what began today is today.
  const yesterday = addDays(today, -1);
  const whole = end < yesterday ? end : yesterday;
  const to = whole < from ? from : whole;
  const length = (Date.parse(to) - Date.parse(from)) / dayMs;
  const beforeFrom = by === "week" ? addDays(from, -7) : `${addDays(from, -1).slice(0, 7)}-01`;
  const last = addDays(from, -1);
  const same = addDays(beforeFrom, length);
  return { from, to, over: end < today, compared: to < today, beforeFrom, beforeTo: (by === "month" && to === end) || same > last ? last : same };
}

const daysOf = (from, to) => Array.from({ length: (Date.parse(to) - Date.parse(from)) / dayMs + 1 }, (_, i) => addDays(from, i));

// {figure: [numerator, denominator]} of a person on a day; null on a day off. Turns of a whole month would take long: there, and in a large
// team, they are made up at once, as /team does for the large one.
function ofDay(world, person, day, { by, shop }) {
  if (restsOn(world, person, day)) return null;
  const id = world.sameAs?.[person.id] ?? person.id;
  const atOnce = by === "month" || world.people.length > 100;
  const live = day === world.today();
  const until = live ? world.now() : startOf(day) + dayMs;
  const found = world.kept(`ranked ${id} ${day} ${shop} ${atOnce} ${live ? Math.floor(until / 60_000) : ""}`, () => {
    const sums = atOnce ? quick(world, { ...person, id }, day) : world.sums(id, day, until, shop);
    const dice = chance(world.seed, id, day, "sold");
    const asked = dice.whole(40, 70);
    const sold = Math.round(asked * dice.between(0.22, 0.42));
    const picked = Object.fromEntries(["satisfaction", "response_mean_ms", "slow_share", "reply_rate"].map((name) => [name, sums[name]]));
    return { ...picked, ...(world.presales ? { conversion_rate: [sold, asked], sales_fen: [sold * dice.whole(9_000, 19_000), 1] } : {}) };
  });
  return world.rated?.[person.id] ? { ...found, satisfaction: world.rated[person.id] } : found;
}

// A measure of some people over some days.
function measure(world, name, people, days, asked) {
  let [numerator, denominator] = [0, 0];
  for (const day of days) {
    for (const person of people) {
      const found = ofDay(world, person, day, asked)?.[name];
      if (!found) continue;
      numerator += found[0];
      denominator += found[1];
    }
  }
  const value = denominator === 0 ? null : name === "sales_fen" ? numerator : numerator / denominator;
  return { value, numerator, denominator: name === "sales_fen" && denominator > 0 ? 1 : denominator, rankBy: value !== null && name === "satisfaction" ? wilson(numerator, denominator) : value };
}

const none = { value: null, denominator: 0 };

function entryOf(world, name, people, span, asked) {
  if (!span.compared) return { now: measure(world, name, people, daysOf(span.from, span.to), asked), before: none, week: none };
  if (asked.by !== "day") return { now: measure(world, name, people, daysOf(span.from, span.to), asked), before: measure(world, name, people, daysOf(span.beforeFrom, span.beforeTo), asked), week: none };
  const there = (day) => people.some((one) => !restsOn(world, one, day)) && !world.special(day);
  let before = addDays(span.to, -1);
  while (!there(before) && before > addDays(span.to, -14)) before = addDays(before, -1);
  const week = addDays(span.to, -7);
  const of = (day) => (there(day) ? measure(world, name, people, [day], asked) : none);
  return { now: measure(world, name, people, [span.to], asked), before: of(before), week: world.special(span.to) ? none : of(week) };
}

// Of what is told as counts there is no difference.
const isFew = ({ denominator }, name) => name === "satisfaction" && denominator > 0 && denominator < 10;
const minus = (a, b, name) => (a.value === null || b.value === null || isFew(a, name) || isFew(b, name) ? null : a.value - b.value);
const shown = (measured, name) => {
  const few = isFew(measured, name);
  return { value: few ? null : measured.value, numerator: measured.numerator, denominator: measured.denominator, few };
};
const gapOf = (better, goal, measured, name) => (goal === null || measured.value === null || isFew(measured, name) ? null : better === "lower" ? goal - measured.value : measured.value - goal);

function inOrder(list, better) {
  const sign = better === "lower" ? 1 : -1;
  const sorted = [...list].sort((a, b) => (equal(a.by, b.by) ? 0 : sign * (a.by - b.by)));
  sorted.forEach((one, i) => {
    one.place = i > 0 && equal(one.by, sorted[i - 1].by) ? sorted[i - 1].place : i + 1;
  });
  return sorted;
}

// entrants: [{person, off, newcomer, entry}].
function rank({ name, unit, better, goal, least, of }, entrants) {
  const enough = (one) => one.value !== null && one.denominator >= of;
  const unplaced = [];
  const now = [];
  const before = [];
  for (const one of entrants) {
    const { entry } = one;
    const out = (why) => unplaced.push({ person: one.person, why, value: shown(entry.now, name) });
    if (one.off) out("off");
    else if (one.newcomer) out("newcomer");
    else if (entry.now.value === null) out(entry.now.denominator > 0 ? "few" : "no_value");
    else if (!enough(entry.now)) out("few");
    else now.push({ ...one, by: entry.now.rankBy });
    if (!one.newcomer && entry.before.value !== null && enough(entry.before)) before.push({ id: one.person.id, by: entry.before.rankBy });
  }
  const figure = { name, unit, better, goal, least, people: now.length, places: [], unplaced, spread: null, total: null, total_change: null, total_week_change: null, total_gap: null, total_people: 0, month: null };
  if (now.length < smallest) {
    for (const one of now) unplaced.push({ person: one.person, why: "alone", value: shown(one.entry.now, name) });
    return figure;
  }
  const was = before.length < smallest ? [] : inOrder(before, better);
  figure.places = inOrder(now, better).map(({ person, entry, place }) => {
    const then = was.find(({ id }) => id === person.id);
    return { person, place, value: shown(entry.now, name), change: minus(entry.now, entry.before, name), week_change: minus(entry.now, entry.week, name), moved: then ? then.place - place : null, gap: gapOf(better, goal, entry.now, name) };
  });
  const values = now.filter(({ entry }) => !isFew(entry.now, name)).map(({ entry }) => entry.now.value).sort((a, b) => a - b);
  if (values.length < smallest) return figure;
  const median = (values[Math.floor((values.length - 1) / 2)] + values[Math.ceil((values.length - 1) / 2)]) / 2;
  const [best, lowest] = better === "lower" ? [values[0], values.at(-1)] : [values.at(-1), values[0]];
  figure.spread = { median, people: values.length, best, lowest, spread: Math.abs(best - lowest) };
  return figure;
}

const points = ({ better, goal }, value) => (better === "lower" ? (value <= 0 ? 120 : Math.min(120, (100 * goal) / value)) : Math.min(120, Math.max(0, (100 * value) / goal)));

function composite(figures, at, entrants) {
  const parts = figures.filter((figure) => rankable[figure.name].composite && figure.goal > 0);
  const has = (one, figure, which) => one.entries[figure.name][which].value !== null && one.entries[figure.name][which].denominator >= rankable[figure.name].least[at];
  const counts = entrants.filter((one) => !one.off && !one.newcomer);
  const there = counts.filter((one) => parts.some((figure) => has(one, figure, "now")));
  const most = parts.filter((figure) => {
    const have = there.filter((one) => has(one, figure, "now")).length;
    return have > 0 && have * 2 >= there.length;
  });
  // Speed is never ranked alone.
  const chosen = figures.some(({ name }) => name === "satisfaction") && !most.some(({ name }) => name === "satisfaction") ? [] : most;
  const usual = Object.fromEntries(
    ["now", "before", "week"].map((which) => {
      const shares = entrants.filter((one) => one.entries.satisfaction && has(one, { name: "satisfaction" }, which) && one.entries.satisfaction[which].value > 0).map(({ entries }) => entries.satisfaction[which].rankBy / entries.satisfaction[which].value);
      return [which, shares.sort((a, b) => a - b)[Math.floor(shares.length / 2)] ?? 1];
    }),
  );
  const counted = (figure, one, which) => (figure.name === "satisfaction" ? one.entries.satisfaction[which].rankBy / usual[which] : one.entries[figure.name][which].value);
  const of = (one, which) => {
    if (chosen.length === 0 || chosen.some((figure) => !has(one, figure, which))) return { value: null, numerator: 0, denominator: chosen.some((figure) => one.entries[figure.name][which].value !== null) ? chosen.length : 0, rankBy: null };
    const sum = chosen.reduce((all, figure) => all + points(figure, counted(figure, one, which)), 0);
    const value = Math.round((sum / chosen.length) * 10) / 10;
    return { value, numerator: sum, denominator: chosen.length, rankBy: value };
  };
  const composed = entrants.map((one) => ({ ...one, entry: { now: of(one, "now"), before: of(one, "before"), week: of(one, "week") } }));
  return { names: chosen.map(({ name }) => name), composed };
}

function mostImproved(by, composed, unnamed) {
  if (composed.filter(({ entry }) => entry.now.value !== null).length < smallest) return [];
  const grown = composed
    .filter((one) => !one.off && !one.newcomer && !unnamed.has(one.person.id))
    .map(({ person, entry }) => ({ person, points: minus(entry.now, by === "day" ? entry.week : entry.before) }))
    .filter((one) => one.points !== null && one.points >= 1);
  const most = Math.max(...grown.map((one) => one.points));
  return grown.filter((one) => equal(one.points, most));
}

function titlesOf(figures, entrants) {
  const figure = (name) => figures.find((one) => one.name === name);
  const reached = (name, value, over) => {
    const { better, goal } = rankable[name];
    return value !== null && (better === "lower" ? value <= goal.high * (1 - over) : value >= goal.low * (1 + over));
  };
  const give = (title, name, over, beside) => {
    const first = (figure(name)?.places ?? []).filter((one) => one.place === 1 && reached(name, one.value.value, over) && (!beside || reached(beside, entrants.find(({ person }) => person.id === one.person.id).entries[beside].now.value, 0)));
    return first.length > 0 ? [{ title, people: first.map(({ person }) => person), value: first[0].value }] : [];
  };
  return [...give("service_star", "satisfaction", 0, "response_mean_ms"), ...give("best_response", "response_mean_ms", 0.1, "satisfaction"), ...give("high_conversion", "conversion_rate", 0.1, null)];
}

// How many people a total is made of.
const givers = (world, name, people, span, asked) => people.filter((one) => measure(world, name, [one], daysOf(span.from, span.to), asked).denominator > 0).length;

// Made up at once: turns of a whole month would take long.
function monthOf(world, name, people, day, goal, asked) {
  if (goal === null || people.length > 100) return null;
  const first = `${day.slice(0, 7)}-01`;
  const end = addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
  const { value } = measure(world, name, people, daysOf(first, day), { ...asked, by: "month" });
  if (value === null) return null;
  const left = daysOf(day, end).length - 1;
  const done = daysOf(first, day).length;
  return { target: goal, so_far: value, gap: value - goal, needed: left > 0 ? (goal * (done + left) - value * done) / left : null, days_left: left };
}

// What values are made of is not told in public.
const bare = (value) => (value.few ? value : { ...value, numerator: 0, denominator: 0 });

// The first three, of equals all or none, and none of the lower half.
function toldInPublic(places) {
  let told = 0;
  places.forEach(({ place }, i) => {
    if (place <= 3 && places[i + 1]?.place !== place && i + 1 <= Math.ceil(places.length / 2) && told === places.findIndex((one) => one.place === place)) told = i + 1;
  });
  return told;
}

const unnamedOf = (world) => (world.unnamed ??= new Set());
const seesAll = (world) => rightsOf(world).includes("see_team");

export default {
  "GET /ranking": ({ world, query }) => {
    const today = world.today();
    const full = seesAll(world);
    const self = world.member ? world.person(world.member) : null;
    const all = world.people.length < 2 ? ["售前"] : world.groups;
    const groups = full ? all : world.role === "rep" && self ? [self.group] : [];
    const group = query.group ?? (groups.includes(self?.group) ? self.group : groups[0]);
    if (!groups.includes(group)) throw problem(404, "not_found", "没有这个组的榜单。请从组别里选一个。", "There is no ranking of that group. Choose one of those offered.", "group");
    const by = bys.includes(query.by) ? query.by : "day";
    const day = query.day ?? addDays(today, -1);
    if (day > today) throw problem(404, "not_found", "这一天还没到。", "This day has not come yet.", "day");
    const at = bys.indexOf(by);
    const span = spanOf(by, day, today);
    const shop = query.shop ?? "";
    const large = world.people.length > 100;
    const nobody = world.mode === "empty";
    const listed = (name) => (nobody ? [] : world.people.filter((one) => !one.left && (large || one.group === name)));
    const names = Object.keys(rankable).filter((name) => world.presales || !["conversion_rate", "sales_fen"].includes(name));
    const joined = new Map(known(world).members.map((one) => [one.id, one.joined_on]));
    const isNew = ({ id }) => world.newcomers?.has(id) || (joined.get(id) ?? "") > addDays(span.to, -30);
    const unnamed = unnamedOf(world);

    const people = listed(group);
    const entrants = people.map((person) => ({
      person,
      off: daysOf(span.from, span.to).every((one) => restsOn(world, person, one)),
      newcomer: isNew(person),
      entries: Object.fromEntries(names.map((name) => [name, entryOf(world, name, [person], span, { by, shop })])),
    }));
    const there = entrants.filter(({ off }) => !off).length;
    const finish = (figure) => {
      if (full) return figure;
      const few = there < smallest || figure.total_people < smallest ? { total: null, total_change: null, total_week_change: null, total_gap: null, month: null } : { total: figure.total && bare(figure.total) };
      const places = figure.places.slice(0, toldInPublic(figure.places)).filter(({ person }) => !unnamed.has(person.id));
      const spread = figure.spread && { ...figure.spread, best: null, lowest: null };
      return { ...figure, ...few, spread, unplaced: [], places: places.map((one) => ({ ...one, value: bare(one.value), moved: null })) };
    };
    const figures = people.length === 0 || there === 0 ? [] : names.map((name) => {
      const about = rankable[name];
      const figure = rank({ name, unit: about.unit, better: about.better, goal: goalOf(about), least: about.least[at], of: about.least[at] }, entrants.map((one) => ({ ...one, entry: one.entries[name] })));
      const total = entryOf(world, name, people, span, { by, shop });
      return { ...figure, total: total.now.value === null ? null : shown(total.now, name), total_change: minus(total.now, total.before, name), total_week_change: minus(total.now, total.week, name), total_gap: gapOf(about.better, figure.goal, total.now, name), total_people: givers(world, name, people, span, { by, shop }), month: by === "day" ? monthOf(world, name, people, day, figure.goal, { by, shop }) : null };
    });
    const made = composite(figures, at, entrants);
    const summed = rank({ name: "composite", unit: "count", better: "higher", goal: 100, least: 0, of: 1 }, made.composed);
    const titles = by === "month" ? titlesOf(figures, entrants) : [];
    const inPublic = (list) => (full ? list : list.filter(({ id }) => !unnamed.has(id)));
    return {
      group,
      groups,
      shop,
      by,
      from: span.from,
      to: span.to,
      today,
      source: world.mode === "delivered" ? "taobao" : "own",
      status: world.rankStatus ?? (span.to === today ? "live" : span.over ? "final" : "provisional"),
      special_before: span.compared && by !== "day" ? (daysOf(span.beforeFrom, span.beforeTo).map((one) => world.special(one)).find(Boolean) ?? null) : null,
      special: daysOf(span.from, span.to).map((one) => world.special(one)).find(Boolean) ?? null,
      full,
      named: self && self.group && world.role !== "admin" ? !unnamed.has(self.id) : null,
      unnamed: full ? people.map(({ id }) => id).filter((id) => unnamed.has(id)) : [],
      people: there,
      figures: figures.map(finish),
      composite_of: made.names,
      composite: finish(summed),
      improved: mostImproved(by, made.composed, unnamed),
      titles: titles.map((one) => ({ ...one, people: inPublic(one.people), value: full ? one.value : bare(one.value) })).filter((one) => one.people.length > 0),
      beside: all
        .filter((one) => one !== group && !large && (full || listed(one).length >= smallest))
        .map((one) => ({
          group: one,
          cells: names.flatMap((name) => {
            const { better, ...about } = rankable[name];
            const entry = entryOf(world, name, listed(one), span, { by, shop });
            return entry.now.value === null ? [] : [{ name, value: shown(entry.now, name), people: givers(world, name, listed(one), span, { by, shop }), change: minus(entry.now, by === "day" ? entry.week : entry.before, name), gap: gapOf(better, goalOf({ better, ...about }), entry.now, name) }];
          }),
        }))
        .map((one) => (full ? one : { ...one, cells: one.cells.filter(({ people }) => people >= smallest).map((cell) => ({ ...cell, value: bare(cell.value) })) }))
        .filter(({ cells }) => cells.length > 0),
    };
  },

  "command member.be_named": ({ world, body }) => {
    if (!world.member) throw problem(422, "refused", "这个桌面不是哪一位的。", "This desk is nobody's.");
    unnamedOf(world)[body.named ? "delete" : "add"](world.member);
  },
};
