// SPDX-License-Identifier: Apache-2.0
// Asked once: whose desk this is. It can be changed in the settings.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { command } from "../shared/api";
import { forgetAnswers, holdAnswers } from "../shared/answers";
import { asProblem, type ProblemError } from "../shared/problem";
import { go } from "../shared/router";
import { Button, ProblemNote, ViewHead } from "../shared/ui";
import { makeStore } from "../shared/store";
import { PeoplePicker } from "./people";
import { notInThisTab } from "./to_sign";
import { t } from "./words";

// While it changes whose desk this is, no view is shown: those of before may ask for what the new one may not see.
export const changingDesk = makeStore(false);

// Tells the agent; `done` is called when it has been kept.
export function useChooseDesk(done: () => void): { choose: (person: string, lead: boolean) => void; busy: boolean; problem: ProblemError | null } {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const choose = (person: string, lead: boolean): void => {
    setBusy(true);
    setProblem(null);
    const release = holdAnswers();
    command({ kind: "desk.choose", person, lead })
      .then(() => {
        changingDesk.set(true);
        notInThisTab();
        return new Promise((gone) => setTimeout(gone, 0));
      })
      // Where home is depends on whose desk it is.
      .then(forgetAnswers)
      .then(
        () => {
          setBusy(false);
          done();
        },
        (error: unknown) => {
          setBusy(false);
          setProblem(asProblem(error));
        },
      )
      .finally(() => {
        changingDesk.set(false);
        release();
      });
  };
  return { choose, busy, problem };
}

export function DeskChoice({ done }: { done: () => void }): JSX.Element {
  const { choose, busy, problem } = useChooseDesk(done);
  return (
    <>
      {problem ? <ProblemNote problem={problem} /> : null}
      <div class="desk-lead">
        <Button busy={busy} onClick={() => choose("", true)}>
          {t("iLead")}
        </Button>
        <span class="faint">{t("iLeadMore")}</span>
      </div>
      <PeoplePicker disabled={busy} onPick={(person) => choose(person.id, person.role === "lead")} />
    </>
  );
}

export function Chooser(): JSX.Element {
  return (
    <div class="chooser">
      <ViewHead title={t("whoseDesk")} />
      <p class="dim">{t("whoseDeskMore")}</p>
      <DeskChoice done={() => go("")} />
    </div>
  );
}
