// SPDX-License-Identifier: Apache-2.0
// What a to-do that comes from something is called at first: what to do, and enough to find it by.
import { figureName } from "./figures";
import { shortDay, time } from "./format";
import { dictionary } from "./i18n";
import type { Turn } from "./schema";

const t = dictionary({
  zh: {
    slow: "复盘 {time} 慢响应",
    open: "跟进 {time} 还没回复的会话",
    unanswered: "复盘 {time} 未回复",
    passed: "跟进 {time} 转出的会话",
    turn: "复盘 {time} 的会话",
    figure: "看看{name}（{day}）",
    handoff: "跟进对接 {number} {department}：{title}",
  },
  en: {
    slow: "Look at the slow reply of {time}",
    open: "Follow up the turn of {time}, not answered yet",
    unanswered: "Look at the unanswered turn of {time}",
    passed: "Follow up the turn of {time}, passed on",
    turn: "Look at the turn of {time}",
    figure: "Look at “{name}”, {day}",
    handoff: "Follow up hand-off {number} {department}: {title}",
  },
});

const most = 200;
const cut = (text: string): string => {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : letters.join("");
};

export function titleOfTurn({ state, slow, clock_start_at: at }: Pick<Turn, "state" | "slow" | "clock_start_at">): string {
  const key = state === "open" || state === "unanswered" || state === "passed" ? state : slow ? "slow" : "turn";
  return t(key, { time: time(at) });
}
export const titleOfFigure = (name: string, day: string): string => t("figure", { name: figureName(name), day: shortDay(day) });
export const titleOfHandoff = ({ shown_number: number, department, title }: { shown_number: string; department: string; title: string }): string => cut(t("handoff", { number, department, title }));
