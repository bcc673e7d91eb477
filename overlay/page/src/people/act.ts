// SPDX-License-Identifier: Apache-2.0
// What is done to people needs the agent: it is sent at once and answered at once, and waits nowhere. Pressed again after an answer that
// got lost, it is sent with the same id, so that nothing is done twice.
import { useRef, useState } from "preact/hooks";
import { intend, type Intent } from "../shared/api";
import { change } from "../shared/events";
import { asProblem, ProblemError } from "../shared/problem";
import type { CommandBody, Schema } from "../shared/schema";

const notDone = (): ProblemError =>
  new ProblemError(
    "away",
    { zh: "代理没有回应，这一步还没有做；写的都还在。它回来后再按一次。", en: "The agent does not answer, and this is not done yet. What you typed is still there; press again when it is back." },
    0,
  );

export interface Acting {
  run: (body: CommandBody) => Promise<boolean>; // Whether it was done.
  ask: (body: CommandBody) => Promise<Schema<"CommandDone"> | null>; // What came of it; null where it was not done.
  busy: boolean;
  problem: ProblemError | null;
  clear: () => void;
}

export function useAct(): Acting {
  const last = useRef<{ key: string; intent: Intent } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const ask = async (body: CommandBody): Promise<Schema<"CommandDone"> | null> => {
    const key = JSON.stringify(body);
    const mine = last.current?.key === key ? last.current : { key, intent: intend(body) };
    last.current = mine;
    setBusy(true);
    setProblem(null);
    try {
      const done = await mine.intent.send(0);
      last.current = null;
      // What is on the screen is asked anew at once, also where the stream of changes is late.
      if (done.change > change.get()) change.set(done.change);
      return done;
    } catch (error) {
      const found = asProblem(error);
      // What was refused once stays refused under its id.
      if (!["away", "busy", "unavailable"].includes(found.kind)) last.current = null;
      setProblem(found.kind === "away" ? notDone() : found);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { run: async (body) => (await ask(body)) !== null, ask, busy, problem, clear: () => setProblem(null) };
}
