// SPDX-License-Identifier: Apache-2.0
import { addDays, startOf } from "../world.mjs";

const eligible = (turn) => ["answered", "unanswered", "open"].includes(turn.state);
const picks = {
  all: () => true,
  eligible,
  answered: (turn) => turn.state === "answered",
  slow: (turn) => turn.slow,
  open: (turn) => turn.state === "open",
  unanswered: (turn) => turn.state === "unanswered",
  first: (turn) => turn.first_response,
  passed: (turn) => turn.state === "passed",
  courtesy: (turn) => turn.state === "courtesy",
  leftover: (turn) => turn.state === "leftover",
  waiting: (turn) => turn.state === "open",
  slowest: (turn) => turn.state === "answered",
};

export default {
  "GET /turns": ({ world, query }) => {
    const pick = query.pick ?? "all";
    let found = [];
    for (let day = query.from; day <= query.to; day = addDays(day, 1)) {
      const begins = startOf(day);
      const low = query.minute_from === undefined ? -Infinity : begins + Number(query.minute_from) * 60_000;
      const high = query.minute_to === undefined ? Infinity : begins + Number(query.minute_to) * 60_000;
      found.push(...world.turns(query.person, day, world.now(), query.shop ?? "").filter((turn) => turn.clock_start_at >= low && turn.clock_start_at < high));
    }
    found = found.filter(picks[pick]);
    if (pick === "slowest") found = found.sort((a, b) => b.response_ms - a.response_ms).slice(0, 20);
    const from = Number(query.after ?? 0);
    const limit = Number(query.limit ?? 100);
    return {
      turns: found.slice(from, from + limit).map(({ sent: _, ...turn }) => turn),
      total: found.length,
      next: from + limit < found.length ? String(from + limit) : null,
    };
  },
};
