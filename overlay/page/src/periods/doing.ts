// SPDX-License-Identifier: Apache-2.0
// What a lead does about a period: sent at once, said when the agent has it, with the way back.
import { intend } from "../shared/api";
import { change } from "../shared/events";
import { say } from "../shared/i18n";
import { asProblem, type ProblemError } from "../shared/problem";
import type { CommandBody } from "../shared/schema";
import { toast } from "../shared/toast";
import { useAct } from "../people/act";
import { bodyAgain, bodyOf, type Draft, type Period, type Periods } from "./draft";
import { t } from "./words";

export interface Doing {
  save: (draft: Draft, before: Period | undefined, all: Periods) => Promise<boolean>;
  end: (period: Period) => Promise<boolean>;
  drop: (period: Period) => Promise<boolean>;
  restore: (period: Period) => Promise<boolean>;
  busy: boolean;
  problem: ProblemError | null;
  clear: () => void;
}

// What was pressed is gone by then, so a refusal is said where the way back was.
async function undo(body: CommandBody): Promise<void> {
  try {
    const done = await intend(body).send();
    if (done.change > change.get()) change.set(done.change);
    toast(t("saidBack"));
  } catch (error) {
    toast(say(asProblem(error).words));
  }
}

export function useDoing(): Doing {
  const { ask, busy, problem, clear } = useAct();
  const does = async (body: CommandBody, said: string, back?: (id: string) => CommandBody): Promise<boolean> => {
    const done = await ask(body);
    if (!done) return false;
    toast(said, back ? { undo: () => void undo(back(done.id)) } : {});
    return true;
  };
  const again = ({ id }: Period) => (): CommandBody => ({ kind: "period.restore", period: id });
  return {
    save: (draft, before, all) =>
      before
        ? does(bodyOf(draft, all), t("saidSaved", { name: draft.name.trim() }), () => bodyAgain(before))
        : does(bodyOf(draft, all), t("saidMade", { name: draft.name.trim() }), (id) => ({ kind: "period.drop", period: id })),
    end: (period) => does({ kind: "period.end", period: period.id }, t("saidEnded", { name: period.name }), again(period)),
    drop: (period) => does({ kind: "period.drop", period: period.id }, t("saidDropped", { name: period.name }), again(period)),
    // To end it once more would end it now, not when it was ended: of that there is no way back but the form.
    restore: (period) =>
      does({ kind: "period.restore", period: period.id }, t("saidRestored", { name: period.name }), period.state === "dropped" ? () => ({ kind: "period.drop", period: period.id }) : undefined),
    busy,
    problem,
    clear,
  };
}
