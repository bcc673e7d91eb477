// SPDX-License-Identifier: Apache-2.0
// The stand-in's campaigns, crises and topics: world.periods (none until a test or a command makes one), as agent/team/periods.cc has them.
import { startOf } from "./world.mjs";

const dayMs = 86_400_000;
export const periodsOf = (world) => (world.periods ??= []);

const minuteOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
export function spanOf({ from, to, begin, end, state, closed_at: closed }) {
  const begins = startOf(from) + (begin ? minuteOf(begin) * 60_000 : 0);
  const ends = end ? startOf(to) + minuteOf(end) * 60_000 : startOf(to) + dayMs;
  return { begins_at: begins, ends_at: state === "ended" ? Math.min(ends, closed) : ends };
}
export function stateOf(world, one) {
  if (one.state === "ended" || one.state === "dropped") return one.state;
  const { begins_at: begins, ends_at: ends } = spanOf(one);
  return world.now() < begins ? "planned" : world.now() < ends ? "running" : "over";
}
export const shown = (world, one) => ({ ...one, ...spanOf(one), state: stateOf(world, one) });

export const defaultsOf = (kind, level) => {
  const seconds = kind === "topic" || kind === "reported" || level === "back_office" ? 0 : level === "urgent" ? 15 : 30;
  const aims = [...(seconds ? [{ figure: "response_mean_ms", value: seconds * 1000 }] : []), ...(kind === "crisis" ? [{ figure: "complaint_rate", value: 0.01 }] : [])];
  return { period_kind: kind, level, aims, warn_after_s: seconds };
};
export const aimKinds = [
  ["satisfaction", "满意度", "Satisfaction", "share", "higher"],
  ["response_mean_ms", "平均响应", "Mean response", "ms", "lower"],
  ["slow_share", "慢响应占比", "Slow share", "share", "lower"],
  ["answer_ratio_low", "答问比下限", "Answer ratio, at least", "ratio", "higher"],
  ["answer_ratio_high", "答问比上限", "Answer ratio, at most", "ratio", "lower"],
  ["reply_rate", "回复率", "Reply rate", "share", "higher"],
  ["complaint_rate", "投诉率", "Complaints", "share", "lower"],
].map(([figure, zh, en, unit, better]) => ({ figure, title: { zh, en }, unit, better }));

let made = 0;
// One more, for tests.
export function addPeriod(world, over = {}) {
  const today = world.today();
  const { aims, warn_after_s } = defaultsOf(over.period_kind ?? "campaign", over.level ?? "urgent");
  const one = { id: `01939000-0000-7000-8000-${String(++made).padStart(12, "0")}`, period_kind: "campaign", level: "urgent", name: "双11大促", shop: "", group: "", from: today, to: today, begin: "", end: "", aims, warn_after_s, claim: "none", evidence: "", made_by: { id: "rep-025", name: "顾主管" }, made_at: world.now() - 7 * dayMs, closed_by: null, closed_at: null, state: "kept", ...over };
  periodsOf(world).push(one);
  return one;
}

// The line of the panel.
export function linesOf(world, group) {
  const local = (ms) => new Date(ms + 8 * 3_600_000).toISOString();
  const clock = (ms) => (ms === startOf(world.today()) + dayMs ? "24:00" : local(ms).slice(0, 10) === world.today() ? local(ms).slice(11, 16) : local(ms).slice(11, 16) === "00:00" ? `${local(ms - 1).slice(5, 10)} 24:00` : local(ms).slice(5, 16).replace("T", " "));
  return periodsOf(world)
    .map((one) => shown(world, one))
    .filter((one) => one.period_kind !== "reported" && (one.state === "running" || (one.state === "planned" && one.begins_at < startOf(world.today()) + dayMs)) && (one.group === "" || one.group === group))
    .sort((a, b) => a.begins_at - b.begins_at)
    .map((one) => {
      const running = one.state === "running";
      const aim = one.aims.find(({ figure }) => figure === "response_mean_ms");
      const level = { urgent: ["急", "urgent"], standard: ["标准", "standard"], back_office: ["后台", "back office"] }[one.level];
      const at = (i) => (one.period_kind === "topic" ? "" : ` · ${level[i]}`);
      const zh = `${one.name}${at(0)} · ${running ? "" : `从 ${clock(one.begins_at)} `}到 ${clock(one.ends_at)}${aim ? `；目标 ${aim.value / 1000} 秒` : ""}`;
      const en = `${one.name}${at(1)} · ${running ? "" : `from ${clock(one.begins_at)} `}until ${clock(one.ends_at)}${aim ? `; target ${aim.value / 1000} s` : ""}`;
      return { id: one.id, running, words: { zh, en } };
    });
}

// What was reported of a day, and what the platform said.
export function reportedOn(world, group, day) {
  const claims = { sent: ["等平台答复", "the platform has not answered yet"], accepted: ["平台已受理", "accepted by the platform"], refused: ["平台未通过", "refused by the platform"] };
  const clock = (ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);
  return periodsOf(world)
    .map((one) => shown(world, one))
    .filter((one) => one.period_kind === "reported" && one.state !== "dropped" && (one.group === "" || one.group === group) && one.begins_at < startOf(day) + dayMs && startOf(day) < one.ends_at)
    .map((one) => ({ id: one.id, running: one.state === "running", words: { zh: `${one.name} · ${clock(one.begins_at)} 到 ${clock(one.ends_at)} 已报备，${claims[one.claim][0]}`, en: `${one.name} · ${clock(one.begins_at)} to ${clock(one.ends_at)} was reported, ${claims[one.claim][1]}` } }));
}
