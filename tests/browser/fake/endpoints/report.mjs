// SPDX-License-Identifier: Apache-2.0
// The lead's day report, from the same tasks and the same team as the other views.
import team from "./team.mjs";
import { onDay, ready, shown, sorted } from "../tasks.mjs";

const ofFive = new Set(["satisfaction", "response_mean_ms", "slow_share", "answer_ratio", "reply_rate"]);

export default {
  "GET /day-report": (request) => {
    const { world, query } = request;
    const seen = team["GET /team"](request);
    ready(world);
    const today = world.today();
    const day = query.day ?? today;
    const listOf = (id) => sorted(world.tasks.filter((one) => one.owner === id && onDay(one, day) !== null).map((one) => shown(world, one, day)));
    const rows = seen.rows
      .filter((row) => row.person.role === "rep")
      .map((row) => {
        const list = listOf(row.person.id);
        const promises = world.tasks.filter((one) => one.kind === "promise" && one.owner === row.person.id && one.state !== "dropped" && one.from <= day && day <= one.until);
        return {
          person: row.person,
          off: row.off,
          sheet: row.sheet,
          customers: row.customers,
          done: list.filter((one) => one.state === "done").length,
          open: list.filter((one) => one.state === "open").length,
          promised: promises.length,
          kept: promises.filter((one) => one.kept.includes(day)).length,
          unfinished: list.filter((one) => one.state === "open"),
        };
      });
    const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
    const handoffs = world.tasks.filter((one) => one.kind === "handoff" && one.group === seen.group);
    const lines = rows.flatMap((row) => row.unfinished.map((task) => `· ${row.person.name}：${task.title}；原因：${task.cause_words || "未填"}`));
    return {
      group: seen.group,
      groups: seen.groups,
      day,
      today,
      figures_day: seen.day,
      columns: seen.columns.filter((one) => ofFive.has(one.name)),
      rows,
      mine: world.member ? listOf(world.member) : [],
      done: sum("done"),
      open: sum("open"),
      handoffs_received: handoffs.filter((one) => one.from === day && one.state !== "dropped").length,
      handoffs_done: handoffs.filter((one) => onDay(one, day) === "done").length,
      handoffs_open: handoffs.filter((one) => onDay(one, day) === "open").length,
      text: {
        zh: [`${seen.group}日报 ${day}`, `四、明天顺延 ${sum("open")} 项`, ...lines].join("\n"),
        en: `Day report ${seen.group} ${day}\n4. Going on tomorrow: ${sum("open")}`,
      },
    };
  },
};
