// SPDX-License-Identifier: Apache-2.0
// A day in Request Tracker: customers ask, agents answer, and rigong, killed in between, must come to the figures that follow from what
// was done. Prints "ok NAME" or "FAIL NAME" and a last line that counts them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Agent } from "./agent.mjs";
import { figureRows, turn, turnRow } from "./expected.mjs";
import { RequestTracker } from "./server.mjs";
import { Story } from "./story.mjs";

const slowSeconds = 5;
// Where it is day and stays so: figures are by day, and the story must not fall into two.
const zone = [2, 20].every((hour, i) => (i === 0 ? new Date().getUTCHours() >= hour : new Date().getUTCHours() < hour)) ? "UTC" : "Etc/GMT-6";
const nobody = "(unassigned)";
const guest = "gus@guest.example";

let passed = 0;
let failed = 0;
function check(name, actual, expected) {
  if (isDeepStrictEqual(actual, expected)) {
    passed += 1;
    console.log(`ok ${name}`);
    return;
  }
  failed += 1;
  console.log(`FAIL ${name}`);
  const [got, wanted] = [actual, expected].map((value) => (Array.isArray(value) ? value.map((row) => JSON.stringify(row)) : [JSON.stringify(value)]));
  for (const row of wanted) if (!got.includes(row)) console.log(`    missing ${row}`);
  for (const row of got) if (!wanted.includes(row)) console.log(`    instead ${row}`);
}

const begun = Date.now();
const since = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`;

const inOrder = (rows) => rows.map((row) => JSON.stringify(row)).sort().map((row) => JSON.parse(row));

// Each conversation notes the turns that follow from it. Those of one part of the day happen side by side.
function telling(told) {
  return {
    made: (each) => told.turns.push(turn(each, slowSeconds * 1000)),
    writes: async (who, ...rest) => {
      told.out[who] = (told.out[who] ?? 0) + 1;
      return told.story.writes(who, ...rest);
    },
    story: told.story,
  };
}

// A question that is taken and answered, a comment, a second one that waits too long, thanks, and the end.
async function tea(told) {
  const { made, writes, story } = telling(told);
  const asked = await story.opens("carl", "Is the teapot still there?");
  const { ticket } = asked;
  const about = { conversation: ticket, customer: "carl", rep: "ann" };
  await story.short();
  const taken = await story.gives("ann", ticket, "ann");
  await story.short();
  const answer = await writes("ann", ticket, "It is.");
  made({ ...about, opened: asked.at, start: taken.at, answered: answer.at, first: true });
  await story.comments("ann", ticket, "He asked last week, too.");
  await story.short();
  const again = await story.writes("carl", ticket, "And how long does it take?");
  await story.long();
  const late = await writes("ann", ticket, "<p>Two days.</p>", "text/html");
  made({ ...about, opened: again.at, answered: late.at });
  await story.short();
  const thanks = await story.writes("carl", ticket, "谢谢\n\n> Two days.");
  await story.rates("ann", ticket, 5);
  await story.short();
  const resolved = await story.sets("ann", ticket, "resolved");
  made({ ...about, opened: thanks.at, ended: resolved.at, state: "courtesy" });
  told.ratings.ann = [5];
}

// Taken by one, given to another, who answers; the next question is answered by the one who had given it away.
async function pot(told) {
  const { made, writes, story } = telling(told);
  const asked = await story.opens("dora", "Which lid fits?");
  const { ticket } = asked;
  told.pot = ticket;
  const about = { conversation: ticket, customer: "dora" };
  await story.short();
  const bobs = await story.gives("bob", ticket, "bob");
  await story.short();
  const anns = await story.gives("bob", ticket, "ann");
  await story.short();
  const fits = await writes("ann", ticket, "The blue one.");
  made({ ...about, rep: "bob", opened: asked.at, start: bobs.at, ended: anns.at, state: "passed", questions: 0 });
  made({ ...about, rep: "ann", opened: asked.at, start: anns.at, answered: fits.at, first: true });
  await story.short();
  const more = await story.writes("dora", ticket, "In which size?");
  await story.short();
  const size = await writes("bob", ticket, "The large one.");
  made({ ...about, rep: "ann", opened: more.at, answered: size.at, by: "bob" });
}

// Nobody answers.
async function cup(told) {
  const { made, story } = telling(told);
  const asked = await story.opens("emil", "Hello?");
  made({ conversation: asked.ticket, customer: "emil", rep: nobody, opened: asked.at, state: "unanswered" });
}

// Answered, moved to another queue, given back, and taken by a colleague.
async function lid(told) {
  const { made, writes, story } = telling(told);
  const asked = await story.opens("fay", "My lid is broken.");
  const { ticket } = asked;
  const about = { conversation: ticket, customer: "fay" };
  await story.short();
  const bobs = await story.gives("bob", ticket, "bob");
  await story.short();
  const sorry = await writes("bob", ticket, "We are sorry.");
  made({ ...about, rep: "bob", opened: asked.at, start: bobs.at, answered: sorry.at, first: true });
  await story.moves("bob", ticket, "Refunds");
  await story.short();
  const money = await story.writes("fay", ticket, "Can I have my money back?");
  await story.short();
  const back = await story.gives("bob", ticket, "Nobody");
  await story.short();
  const anns = await story.gives("ann", ticket, "ann");
  await story.short();
  const yes = await writes("ann", ticket, "You can.");
  made({ ...about, rep: "bob", opened: money.at, ended: back.at, state: "passed", questions: 0 });
  made({ ...about, rep: "ann", opened: money.at, start: anns.at, answered: yes.at });
}

// An agent opens a ticket for somebody who called: the customer's question.
async function call(told) {
  const { made, writes, story } = telling(told);
  const asked = await story.opens("ann", "He calls about the bill.", guest);
  await story.short();
  const bill = await writes("bob", asked.ticket, "It is on its way.");
  made({ conversation: asked.ticket, customer: guest, rep: "bob", opened: asked.at, answered: bill.at, first: true });
}

// Spam counts nowhere.
async function spam({ story }) {
  const { ticket } = await story.opens("mallory", "Buy now!");
  await story.sets("ann", ticket, "deleted");
}

// Who asks again in a ticket of their own waits in the first from then on.
async function again(told) {
  const { made, writes, story } = telling(told);
  const asked = await story.opens("dora", "Are you still there?");
  await story.short();
  await story.merges("ann", asked.ticket, told.pot);
  await story.short();
  const here = await writes("ann", told.pot, "We are.");
  made({ conversation: told.pot, customer: "dora", rep: "ann", opened: asked.at, answered: here.at });
}

// Taken, and turned away without a word.
async function rude(told) {
  const { made, story } = telling(told);
  const asked = await story.opens("hugo", "Give me one for nothing.");
  await story.short();
  const hold = await story.gives("bob", asked.ticket, "bob");
  await story.short();
  const end = await story.sets("bob", asked.ticket, "rejected");
  made({ conversation: asked.ticket, customer: "hugo", rep: "bob", opened: asked.at, start: hold.at, ended: end.at, state: "unanswered" });
}

const figuresOf = (row) =>
  Object.fromEntries(
    ["rep", "conversations", "customers", "customers_replied", "turns", "turns_answered", "turns_unanswered", "turns_open", "turns_slow"]
      .concat(["turns_slow_answered", "turns_courtesy", "passed_on", "assists", "response_n", "response_sum_ms", "response_median_ms"])
      .concat(["first_response_n", "first_response_sum_ms", "messages_in", "messages_out", "ratings", "ratings_good"])
      .map((name) => [name, row[name]]),
  );
const atInstants = (row) => {
  const at = (text) => (text === null ? null : Date.parse(text));
  return { ...row, opened_at: at(row.opened_at), clock_start_at: at(row.clock_start_at), answered_at: at(row.answered_at) };
};

async function live(rt, agent) {
  const told = { story: new Story(rt), turns: [], out: {}, ratings: {} };
  const happen = (...stories) => Promise.all(stories.map((each) => each(told)));
  console.log(`# Request Tracker ${await rt.start()} is there after ${since()}`);
  await agent.prepare({ zone, slow: slowSeconds, rt });
  await happen(tea, pot, cup);
  await agent.start();
  // However far it has come by then, it must not lose or double anything.
  await sleep(2500);
  await agent.end("SIGKILL");
  await happen(lid, call, spam, again, rude);
  console.log(`# the day is over after ${since()}`);
  await agent.start();

  const days = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
  const range = ["--from", days[0], "--to", days[1], "--by", "range"];
  // Long after the last act, so that nothing is undecided.
  const later = ["--now", new Date(Date.now() + 600_000).toISOString()];
  const wanted = inOrder(told.turns.map(turnRow));
  let turns = [];
  for (let tries = 0; tries < 60; ++tries) {
    turns = inOrder((await agent.json("turns", ...range.slice(0, 4), ...later)).map(atInstants));
    if (isDeepStrictEqual(turns, wanted)) break;
    await sleep(500);
  }
  console.log(`# rigong has read it after ${since()}`);
  check("every turn, with its rep, its clock and its end", turns, wanted);
  const rows = (await agent.json("figures", ...range, ...later)).filter((row) => row.source === "own");
  check("the figures of every rep", rows.map(figuresOf).sort((a, b) => (a.rep < b.rep ? -1 : 1)), figureRows(told.turns, told.out, told.ratings));
  check("some waits were long, some were short", [true, false].map((slow) => told.turns.some((each) => each.slow === slow)), [true, true]);
  check("rigong stops when it is told to", await agent.end("SIGTERM"), 0);
  if (failed) console.log(agent.told.replace(/^/gm, "    "));
}

const folder = await mkdtemp(path.join(tmpdir(), "rigong-rt-"));
const rt = new RequestTracker(folder);
const agent = new Agent(path.join(folder, "rigong"));
async function clean() {
  await agent.end("SIGKILL");
  await rt.stop();
  await rm(folder, { recursive: true, force: true });
}
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => clean().finally(() => process.exit(1)));
try {
  await rt.prepare();
  await live(rt, agent);
} catch (error) {
  failed += 1;
  console.log(`FAIL a day in Request Tracker\n    ${error.stack}`);
} finally {
  await clean();
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);
