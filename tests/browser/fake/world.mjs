// SPDX-License-Identifier: Apache-2.0
// A made-up shop for the tests of the page: who works there, their turns of any day, and what follows from them. Everything comes from the
// seed, so that two looks at the same day agree, and figures agree with the turns behind them.
import { chance } from "./random.mjs";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;

export const startOf = (day) => Date.parse(`${day}T00:00:00Z`) - zoneMs;
export const dayOf = (ms) => new Date(ms + zoneMs).toISOString().slice(0, 10);
export const addDays = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const families = "林陈周吴郑王冯许何吕施张孔曹严华金魏陶姜".split("");
const given = ["小满", "知夏", "一禾", "子墨", "可欣", "若溪", "安然", "思远", "雨桐", "嘉树", "明朗", "晓晨", "书瑶", "亦凡", "梓涵", "星野"];
const hostile = [
  "<img src=x onerror=alert(1)>",
  "阿卜杜热合曼·买买提吐尔逊江·伊斯拉木",
  "Wolfeschlegelsteinhausenbergerdorff-Montgomery, Bartholomew Alexander",
  "\"><script>alert(1)</script>",
  "{{constructor.constructor('alert(1)')()}}",
];
const customers = ["晴天**", "小鹿**", "t***8", "山竹**", "木木**", "jd_5***c", "阿宁**", "海风**", "微***雨", "豆豆**"];

export const fiveNames = ["satisfaction", "response_mean_ms", "slow_share", "answer_ratio", "reply_rate"];
export const shapes = {
  satisfaction: { unit: "share", better: "higher", goal: { low: 0.9, high: null, from_default: true, scope: "" } },
  response_mean_ms: { unit: "ms", better: "lower", goal: { low: null, high: 45_000, from_default: true, scope: "" } },
  slow_share: { unit: "share", better: "lower", goal: { low: null, high: 0.025, from_default: true, scope: "" } },
  answer_ratio: { unit: "ratio", better: "band", goal: { low: 1, high: 1.8, from_default: true, scope: "" } },
  reply_rate: { unit: "share", better: "higher", goal: { low: 0.98, high: null, from_default: true, scope: "" } },
};

export class World {
  // now: the agent's time when the world begins; it goes on from there. mode: live, delivered or empty. role: rep, lead, admin, reader or
  // unset. ownDevice: the page came by an invitation. actingFor: the id of the lead whose deputy this person is. toSign: which texts are
  // not signed for. followUps: somebody has follow-ups. checklists: somebody has one of their stage (checklists.mjs). major: somebody has a
  // major hand-off that no lead has seen. onlyHere: nobody else can open the page. may: in place of what the role allows.
  constructor(options = {}) {
    const { seed = "日拱", people = 26, day = "2026-11-25", clock = "15:20", mode = "live", role = "rep", hostileNames = false, waiting = 2, shops = 1, empty = false, demo = false, demoOnly = false, presales = false, work = "usual", major = false, followUps = false, checklists = "" } = options;
    const { ownDevice = false, actingFor = null, toSign = [], onlyHere = false, may = null, member = null } = options;
    Object.assign(this, { seed, mode, role, hostileNames, empty, demo, demoOnly, presales, work, major, followUps, checklists, waitingCount: waiting, ownDevice, actingFor, toSign: [...toSign], onlyHere, may });
    const [hours, minutes] = clock.split(":").map(Number);
    this.begun = Date.now();
    this.base = startOf(day) + (hours * 60 + minutes) * minuteMs + 7_000;
    this.change = 41;
    this.quietUntil = null;
    this.deskFixed = false;
    this.notice = null;
    this.shops = [
      { id: "main", name: "晨野旗舰店" },
      { id: "outlet", name: "晨野奥莱店" },
    ].slice(0, shops);
    this.groups = ["售前", "售后", "电话"];
    this.people = this.makePeople(people);
    this.member = member ?? (role === "rep" ? (this.people[0]?.id ?? null) : null);
    this.cache = new Map();
  }

  now() {
    return this.base + (Date.now() - this.begun);
  }
  today() {
    return dayOf(this.now());
  }
  bump() {
    this.change += 1;
  }

  makePeople(count) {
    const dice = chance(this.seed, "people");
    return Array.from({ length: count }, (_, i) => ({
      id: `rep-${String(i + 1).padStart(3, "0")}`,
      name: i === 0 ? "林小满" : this.hostileNames && i <= hostile.length ? hostile[i - 1] : `${dice.one(families)}${dice.one(given)}`,
      group: i === 0 ? "售前" : this.groups[i % 3],
      role: count > 5 && i === count - 2 ? "lead" : "rep",
      left: count > 5 && i === count - 1,
    })).map((person, i) => (i === 0 && this.hostileNames ? { ...person, name: hostile[0] } : person));
  }
  person(id) {
    return this.people.find((one) => one.id === id);
  }

  kept(key, make) {
    if (!this.cache.has(key)) {
      if (this.cache.size > 20_000) this.cache.clear();
      this.cache.set(key, make());
    }
    return this.cache.get(key);
  }

  off(person, day) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (day === this.today()) return false;
    return chance(this.seed, person, "rest").whole(0, 6) === weekday || chance(this.seed, person, "rest2").whole(0, 6) === weekday;
  }
  special(day) {
    return day.endsWith("-11-11") ? "双11" : day.endsWith("-11-12") ? "双11次日" : null;
  }

  // All turns of a person whose clock starts on that day, as if the day were over, oldest first.
  wholeDay(person, day) {
    return this.kept(`${person} ${day}`, () => {
      if (this.off(person, day) || !this.person(person)) return [];
      const dice = chance(this.seed, person, day);
      const skill = 0.8 + chance(this.seed, person).next() * 0.45;
      const turns = [];
      const count = dice.whole(70, 105) * (this.special(day) ? 3 : 1);
      for (let c = 0; c < count; c++) {
        const customer = dice.one(customers);
        const conversation = `${day.slice(2).replaceAll("-", "")}-${person.slice(-3)}-${String(c).padStart(3, "0")}`;
        let at = startOf(day) + Math.floor(dice.between(9 * 60, 18 * 60) * minuteMs);
        const shop = this.shops[c % this.shops.length]?.id ?? "main";
        for (let k = dice.whole(1, 4); k > 0; k--) {
          const busy = new Date(at + zoneMs).getUTCHours() === 14;
          const kind = dice.next();
          const slow = dice.next() < (busy ? 0.09 : 0.014) * skill;
          const response = Math.round(slow ? dice.between(185_000, 520_000) : Math.exp(3.4 + dice.bell() * 0.55) * 1000 * skill);
          const state = kind < 0.05 ? "courtesy" : kind < 0.06 ? "passed" : kind < 0.064 ? "unanswered" : kind < 0.07 ? "bot" : "answered";
          const answered = state === "answered" || (state === "courtesy" && dice.next() < 0.3);
          turns.push({
            conversation,
            customer,
            shop,
            opened_at: at - dice.whole(0, 4) * 1000,
            clock_start_at: at,
            answered_at: answered ? at + response : null,
            response_ms: answered ? response : null,
            customer_ms: answered ? response + 2000 : null,
            substantive_ms: state === "answered" ? response + dice.whole(0, 20) * 1000 : null,
            messages_in: dice.whole(1, 4),
            state,
            slow: (state === "answered" || state === "unanswered") && (response > 180_000 || state === "unanswered"),
            first_response: k === 1 && state === "answered",
            owner: person,
            replier: answered ? person : "",
            link: c % 3 === 0 ? null : `aliim:sendmsg?uid=${c}`,
            sent: dice.whole(1, 3),
          });
          at += Math.floor(dice.between(2, 9) * minuteMs);
        }
      }
      return turns.sort((a, b) => a.opened_at - b.opened_at);
    });
  }

  waiting(person) {
    if (this.mode !== "live") return [];
    const base = this.base;
    return this.kept(`waiting ${person} ${this.waitingCount} ${this.waitingSince ?? ""}`, () =>
      Array.from({ length: person === this.people[0]?.id ? this.waitingCount : 0 }, (_, i) => {
        const since = (this.waitingSince ?? base) - (106 - i * 64 > 0 ? 106 - i * 64 : 3) * 1000;
        return {
          conversation: `wait-${i}`,
          customer: this.hostileNames ? hostile[i % hostile.length] : customers[i % customers.length],
          since,
          warn_at: since + 100_000,
          slow_at: since + 180_000,
          link: i === 0 ? "aliim:sendmsg?uid=1" : i === 1 ? "javascript:alert(1)" : null,
        };
      }),
    );
  }

  // The turns that are known at `until`, in the state they have then.
  turns(person, day, until = this.now(), shop = "") {
    const known = this.wholeDay(person, day)
      .filter((turn) => turn.clock_start_at <= until && (shop === "" || turn.shop === shop))
      .map((turn) => {
        if (turn.answered_at === null || turn.answered_at <= until) return turn;
        const waited = until - turn.clock_start_at;
        return { ...turn, answered_at: null, response_ms: null, customer_ms: null, substantive_ms: null, state: "open", slow: waited > 180_000, replier: "" };
      });
    return known;
  }

  // The five figures' numerators and denominators, from the turns.
  sums(person, day, until = this.now(), shop = "") {
    const turns = this.turns(person, day, until, shop);
    const eligible = turns.filter((turn) => ["answered", "unanswered", "open"].includes(turn.state));
    const answered = eligible.filter((turn) => turn.state === "answered");
    const decided = eligible.filter((turn) => turn.state !== "open" || turn.slow);
    const asked = new Set(eligible.map((turn) => turn.conversation));
    const replied = new Set(answered.map((turn) => turn.conversation));
    const dice = chance(this.seed, person, day, "ratings");
    const rated = Math.floor(asked.size * dice.between(0.15, 0.24));
    const good = Math.max(0, rated - (dice.next() < 0.55 ? 1 : 0) - (rated > 14 && dice.next() < 0.3 ? 1 : 0));
    const times = answered.map((turn) => turn.response_ms).sort((a, b) => a - b);
    return {
      customers: asked.size,
      turns,
      eligible,
      answered,
      times,
      satisfaction: [good, rated],
      response_mean_ms: [answered.reduce((sum, turn) => sum + Math.min(turn.response_ms, 600_000), 0), answered.length],
      slow_share: [decided.filter((turn) => turn.slow).length, decided.length],
      answer_ratio: [turns.reduce((sum, turn) => sum + turn.sent, 0), Math.round(turns.reduce((sum, turn) => sum + turn.messages_in, 0) * 0.58)],
      reply_rate: [replied.size, asked.size],
    };
  }

  value(sums, name) {
    const [numerator, denominator] = sums[name];
    const few = name === "satisfaction" && denominator > 0 && denominator < 10;
    return { value: denominator === 0 || few ? null : numerator / denominator, numerator, denominator, few };
  }

  // The group's median of a figure; null below five people.
  spread(group, day, name, until, lead) {
    return this.kept(`spread ${group} ${day} ${name} ${until} ${lead}`, () => {
      const values = this.people
        .filter((one) => one.group === group && !one.left)
        .slice(0, 40)
        .map((one) => this.value(this.sums(one.id, day, until), name).value)
        .filter((value) => value !== null)
        .sort((a, b) => a - b);
      if (values.length < 5) return null;
      const median = (values[Math.floor((values.length - 1) / 2)] + values[Math.ceil((values.length - 1) / 2)]) / 2;
      if (!lead) return { median, people: values.length, best: null, lowest: null, spread: null };
      const ends = [values[0], values[values.length - 1]];
      const [best, lowest] = shapes[name].better === "lower" ? ends : ends.reverse();
      return { median, people: values.length, best, lowest, spread: Math.abs(best - lowest) };
    });
  }
}
