// SPDX-License-Identifier: Apache-2.0
// From turns that the story says there were to the rows that rigong must give: plain sums, written without a look at how rigong does it.

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
const distinct = (values) => new Set(values).size;

// A turn as the story tells it, in instants of RT's clock. `state` is answered, unanswered, passed or courtesy.
export function turn({ conversation, customer, rep, opened, start = opened, answered = null, ended = null, state = "answered", first = false, questions = 1, by = rep }, slowMs) {
  const held = (answered ?? ended) === null ? Infinity : (answered ?? ended) - start;
  const slow = state !== "courtesy" && held > slowMs;
  return { conversation: String(conversation), customer, rep, opened, start, answered, state, slow, first, questions, by };
}

export const turnRow = (each) => ({
  conversation: each.conversation,
  rep: each.rep,
  shop: "main",
  opened_at: each.opened,
  clock_start_at: each.start,
  answered_at: each.answered,
  response_ms: each.state === "answered" ? each.answered - each.start : null,
  messages_in: each.questions,
  state: each.state,
  slow: each.slow,
  first_response: each.first,
});

// `out`: how many messages each rep has written; `ratings`: levels by rep.
export function figureRows(turns, out, ratings) {
  const reps = [...new Set([...turns.map((each) => each.rep), ...Object.keys(out)])].sort();
  return reps.map((rep) => {
    const own = turns.filter((each) => each.rep === rep);
    // What was given away in time is nobody's; given away late it is the giver's loss.
    const counted = own.filter((each) => each.state === "answered" || each.state === "unanswered" || (each.state === "passed" && each.slow));
    const answered = counted.filter((each) => each.state === "answered");
    const times = answered.map((each) => each.answered - each.start).sort((a, b) => a - b);
    const first = answered.filter((each) => each.first).map((each) => each.answered - each.start);
    const middle = (times.length - 1) / 2;
    return {
      rep,
      conversations: distinct(counted.map((each) => each.conversation)),
      customers: distinct(counted.map((each) => each.customer)),
      customers_replied: distinct(answered.map((each) => each.customer)),
      turns: counted.length,
      turns_answered: answered.length,
      turns_unanswered: counted.length - answered.length,
      turns_open: 0,
      turns_slow: counted.filter((each) => each.slow).length,
      turns_slow_answered: answered.filter((each) => each.slow).length,
      turns_courtesy: own.filter((each) => each.state === "courtesy").length,
      passed_on: own.filter((each) => each.state === "passed").length,
      assists: turns.filter((each) => each.state === "answered" && each.by === rep && each.rep !== rep).length,
      response_n: times.length,
      response_sum_ms: sum(times),
      response_median_ms: times.length ? (times[Math.floor(middle)] + times[Math.ceil(middle)]) / 2 : null,
      first_response_n: first.length,
      first_response_sum_ms: sum(first),
      messages_in: sum(own.map((each) => each.questions)),
      messages_out: out[rep] ?? 0,
      ratings: (ratings[rep] ?? []).length,
      ratings_good: (ratings[rep] ?? []).filter((level) => level >= 4).length,
    };
  });
}
