// SPDX-License-Identifier: Apache-2.0
// What a person decides about a post: sent at once, and said when the agent has it.
import { say } from "../shared/i18n";
import { intend } from "../shared/api";
import { change } from "../shared/events";
import { asProblem } from "../shared/problem";
import { toast } from "../shared/toast";
import { useAct } from "../people/act";
import type { ProblemError } from "../shared/problem";
import type { Key } from "./rows";
import { t } from "./words";

export interface Doing {
  again: (post: Key) => Promise<boolean>;
  cancel: (post: Key) => Promise<boolean>;
  arrived: (post: Key) => Promise<boolean>;
  busy: boolean;
  problem: ProblemError | null;
}

// The way back of a cancelled post. The button is gone by then, so a refusal is said where the way back was.
async function undo(post: Key): Promise<void> {
  try {
    const done = await intend({ kind: "post.again", post }).send();
    if (done.change > change.get()) change.set(done.change);
    toast(t("saidAgain"));
  } catch (error) {
    toast(say(asProblem(error).words));
  }
}

export function useDoing(): Doing {
  const { run, busy, problem } = useAct();
  const then = async (done: Promise<boolean>, said: () => void): Promise<boolean> => {
    const well = await done;
    if (well) said();
    return well;
  };
  return {
    again: (post) => then(run({ kind: "post.again", post }), () => toast(t("saidAgain"))),
    cancel: (post) => then(run({ kind: "post.cancel", post }), () => toast(t("saidCancel"), { undo: () => void undo(post) })),
    arrived: (post) => then(run({ kind: "post.arrived", post }), () => toast(t("saidArrived"))),
    busy,
    problem,
  };
}
