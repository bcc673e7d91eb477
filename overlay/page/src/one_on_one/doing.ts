// SPDX-License-Identifier: Apache-2.0
// What is done in a talk besides writing: sent at once, said when the agent has it, with the way back where there is one.
import { intend } from "../shared/api";
import { change } from "../shared/events";
import { say } from "../shared/i18n";
import { asProblem, type ProblemError } from "../shared/problem";
import type { CommandBody, Schema } from "../shared/schema";
import { toast } from "../shared/toast";
import { useAct } from "../people/act";

export interface Doing {
  does: (body: CommandBody, said: string, back?: CommandBody) => Promise<Schema<"CommandDone"> | null>;
  busy: boolean;
  problem: ProblemError | null;
  clear: () => void;
}

async function undo(body: CommandBody): Promise<void> {
  try {
    const done = await intend(body).send();
    if (done.change > change.get()) change.set(done.change);
  } catch (error) {
    toast(say(asProblem(error).words));
  }
}

export function useDoing(): Doing {
  const { ask, busy, problem, clear } = useAct();
  return {
    does: async (body, said, back) => {
      const done = await ask(body);
      if (done && said) toast(said, back ? { undo: () => void undo(back) } : {});
      return done;
    },
    busy,
    problem,
    clear,
  };
}
