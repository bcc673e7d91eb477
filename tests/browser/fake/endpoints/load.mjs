// SPDX-License-Identifier: Apache-2.0
// Consultations by weekday and hour, made up at once: a peak in the evening, fewer on weekends. Tests may set world.noHandling (no session
// was ever answered) and world.shifts (false: there are none).
import { rightsOf } from "../people.mjs";
import { problem } from "../server.mjs";
import { addDays } from "../world.mjs";
import { chance } from "../random.mjs";

// Erlang C by its textbook sums: enough for the numbers of a made-up shop.
function inTime(people, erlangs, handling, { atOnce, within }) {
  const servers = people * atOnce;
  if (erlangs >= servers) return 0;
  let term = 1;
  let sum = 1;
  for (let i = 1; i < servers; i++) sum += term *= erlangs / i;
  const last = ((term * erlangs) / servers) * (servers / (servers - erlangs));
  return 1 - (last / (sum + last)) * Math.exp((-(servers - erlangs) * within * 1000) / handling);
}
function needed(customers, handling, aim) {
  const erlangs = (customers * handling) / 3_600_000;
  for (let people = 1; people < 500; people++) if (inTime(people, erlangs, handling, aim) >= aim.share / 100) return people;
  return null;
}

export default {
  "GET /load": ({ world, query }) => {
    if (!rightsOf(world).includes("see_team")) throw problem(404, "not_found", "没有这个组。请从组别里选一个。", "There is no such group. Choose one of those offered.");
    const groups = world.people.length < 2 ? ["售前"] : world.groups;
    const group = query.group ?? groups[0];
    if (!groups.includes(group)) throw problem(404, "not_found", "没有这个组。请从组别里选一个。", "There is no such group. Choose one of those offered.", "group");
    const today = world.today();
    const weeks = Number(query.weeks ?? 4);
    const aim = { atOnce: Number(query.at_once ?? 3), within: Number(query.within ?? 30), share: Number(query.share ?? 80) };
    const handling = world.noHandling ? null : 265_000;
    const people = world.mode === "empty" || world.mode === "delivered" ? 0 : world.people.filter((one) => !one.left && (world.people.length > 100 || one.group === group)).length;
    const hours = [];
    for (let weekday = 0; people > 0 && weekday < 7; weekday++) {
      for (let hour = 8; hour < 24; hour++) {
        const dice = chance(world.seed, group, weekday, hour, "load");
        const peak = Math.exp(-((hour - 20.5) ** 2) / 8) + 0.6 * Math.exp(-((hour - 11) ** 2) / 6) + 0.2;
        const customers = Math.round(people * 14 * peak * (weekday > 4 ? 0.7 : 1) * dice.between(0.85, 1.15) * 4) / 4;
        const there = Math.round(people * (hour < 9 || hour > 22 ? 0.2 : 0.45) * 4) / 4;
        hours.push({ weekday, hour, customers, slow_share: Math.min(1, Math.max(0, customers / Math.max(1, there) - 14) / 100), people: there, needed: handling === null ? null : needed(customers, handling, aim) });
      }
    }
    return { group, groups, shop: query.shop ?? "", from: addDays(today, -7 * weeks), to: addDays(today, -1), today, days: hours.length > 0 ? 7 * weeks - 1 : 0, special: hours.length > 0 ? ["双11"] : [], handling_ms: hours.length > 0 ? handling : null, customers_per_rep_day: hours.length > 0 ? 88.5 : null, at_once: aim.atOnce, within_s: aim.within, share: aim.share, shifts: world.shifts ?? true, hours };
  },
};
