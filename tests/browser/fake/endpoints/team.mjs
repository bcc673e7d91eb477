// SPDX-License-Identifier: Apache-2.0
import { rightsOf } from "../people.mjs";
import { problem } from "../server.mjs";
import { addDays, fiveNames, shapes, startOf } from "../world.mjs";
import { chance } from "../random.mjs";

const dayMs = 86_400_000;
const sum = (list, of) => list.reduce((all, one) => all + of(one), 0);

function standing(value, { better, goal }) {
  if (value === null || better === "band") return "none";
  return (better === "lower" ? value <= goal.high : value >= goal.low) ? "good" : "look";
}

// What one person of a large team did is made up at once, since turns of five hundred would take long.
export function quick(world, person, day) {
  return world.kept(`quick ${person.id} ${day}`, () => {
    const dice = chance(world.seed, person.id, day, "quick");
    const customers = dice.whole(40, 110);
    const rated = dice.whole(4, 22);
    const turns = customers * 2;
    return {
      customers,
      satisfaction: [rated - dice.whole(0, 2), rated],
      response_mean_ms: [turns * dice.whole(28_000, 62_000), turns],
      slow_share: [dice.whole(0, 8), turns],
      answer_ratio: [Math.round(turns * dice.between(0.9, 1.7)), turns],
      reply_rate: [customers - dice.whole(0, 3), customers],
    };
  });
}

// Who has the day off.
export const restsOn = (world, person, day) => world.off(person.id, day) || (day === world.today() && person.id.endsWith("7"));

// The columns a pre-sales group has beside the five, with values as wide as they come.
const presales = [
  ["first_response_mean_ms", "ms", "lower", 40_100, 1],
  ["first_response_in_time_rate", "share", "higher", 48, 50],
  ["conversion_rate", "share", "higher", 21, 64],
  ["sales_fen", "fen", "higher", 4_562_850, 1],
  ["sales_per_customer_fen", "fen", "higher", 4_562_850, 120],
].map(([name, unit, better, numerator, denominator]) => ({ name, unit, better, value: { value: numerator / denominator, numerator, denominator, few: false } }));

export default {
  "GET /team": ({ world, query }) => {
    if (!rightsOf(world).includes("see_team")) throw problem(403, "refused", "团队页面给主管看。", "The team view is for leads.");
    const today = world.today();
    const delivered = world.mode === "delivered";
    const day = query.day ?? (delivered ? addDays(today, -1) : today);
    const mode = world.mode === "empty" ? "empty" : query.day && query.day !== today ? "past" : world.mode;
    const groups = world.people.length < 2 ? ["售前"] : world.groups;
    const group = query.group ?? groups[0];
    if (!groups.includes(group)) throw problem(404, "not_found", "没有这个小组。", "There is no such group.", "group");
    const until = day === today ? world.now() : startOf(day) + dayMs;
    const large = world.people.length > 100;
    const people = mode === "empty" ? [] : world.people.filter((one) => !one.left && (large || one.group === group));
    const rests = (person) => restsOn(world, person, day);
    const rows = people.map((person, i) => {
      const off = rests(person);
      const sums = off ? null : large ? quick(world, person, day) : world.sums(person.id, day, until, query.shop ?? "");
      return {
        person,
        off,
        customers: sums?.customers ?? 0,
        chats: mode === "live" && !off ? (world.chats?.[person.id] ?? 2) : 0,
        full: mode === "live" && !off && (world.chats?.[person.id] ?? 2) >= 5,
        waiting: mode === "live" && !off ? (i === 0 ? world.waitingCount : large ? (i % 40 === 3 ? 1 : 0) : i === 3 ? 1 : 0) : 0,
        sheet: off ? "none" : (world.sheetState?.(person.id, day) ?? (i % 4 === 1 ? "signed" : i % 4 === 2 ? "draft" : "open")),
        cells: sums
          ? [
              ...fiveNames.map((name) => ({ name, value: world.value(sums, name), standing: standing(world.value(sums, name).value, shapes[name]) })),
              ...(world.presales ? presales.map(({ name, value }) => ({ name, value, standing: "none" })) : []),
            ]
          : [],
        sums,
      };
    });
    const working = rows.filter(({ off }) => !off);
    const columns = fiveNames.map((name) => {
      const shape = shapes[name];
      const values = working.map(({ cells }) => cells.find((cell) => cell.name === name)?.value.value ?? null).filter((value) => value !== null).sort((a, b) => a - b);
      const median = values.length ? (values[Math.floor((values.length - 1) / 2)] + values[Math.ceil((values.length - 1) / 2)]) / 2 : 0;
      const total = [sum(working, ({ sums }) => sums[name][0]), sum(working, ({ sums }) => sums[name][1])];
      const [best, lowest] = shape.better === "lower" ? [values[0], values.at(-1)] : [values.at(-1), values[0]];
      return {
        name,
        unit: shape.unit,
        better: shape.better,
        goal: { ...shape.goal, from_default: true, scope: "" },
        spread: values.length < 5 ? null : { median, people: values.length, best, lowest, spread: Math.abs(best - lowest) },
        total: { value: total[1] === 0 ? null : total[0] / total[1], numerator: total[0], denominator: total[1], few: false },
      };
    });
    const hour = day === today ? new Date(until + 8 * 3_600_000).getUTCHours() : 23;
    const shape = [0, 0, 0, 0, 0, 0, 0, 0, 2, 12, 20, 22, 14, 16, 28, 24, 18, 12, 8, 9, 12, 10, 6, 2];
    const dice = chance(world.seed, group, day, "hours");
    const scale = working.length / 9;
    return {
      group,
      groups,
      shop: query.shop ?? "",
      day,
      today,
      now: world.now(),
      change: world.change,
      mode,
      source: delivered ? "taobao" : "own",
      status: mode === "live" ? "live" : "final",
      special: world.special(day),
      columns: rows.length === 0 ? [] : [...columns, ...(world.presales ? presales.map(({ value, ...about }) => ({ ...about, goal: null, spread: null, total: value })) : [])],
      rows: rows.map(({ sums: _, ...row }) => row),
      hours:
        mode === "empty" || delivered || rows.length === 0
          ? []
          : shape.map((load, i) => {
              const customers = i > hour ? 0 : Math.round(load * scale * dice.between(0.7, 1.3));
              const turns = Math.round(customers * 1.8);
              return { hour: i, customers, turns, slow: Math.round(turns * (i === 14 ? 0.09 : 0.02)), usual: load === 0 ? null : Math.round(load * scale) };
            }),
    };
  },
};
