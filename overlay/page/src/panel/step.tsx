// SPDX-License-Identifier: Apache-2.0
// One next step, with the reason on demand and the turns it is about.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../shared/i18n";
import type { Schema } from "../shared/schema";
import { linkHere } from "../shared/scope";
import { Button } from "../shared/ui";
import { t } from "./words";

type Step = Schema<"NextStep">;

// Where the step leads: to its turns, to its task, to the day's list, to the choice of small things; null where it leads nowhere.
export function stepLink(step: Step | null | undefined): string | null {
  if (!step) return null;
  if (step.task) return linkHere("work", { item: step.task });
  if (step.kind === "close_day") return linkHere("work");
  if (step.kind === "choose_promises") return linkHere("promises");
  if (!step.turns) return null;
  const { from, to, pick, minute_from, minute_to } = step.turns;
  return linkHere("turns", { from, to, pick, minute_from, minute_to });
}

export function StepCard({ step, onWaiting }: { step: Step; onWaiting: () => void }): JSX.Element {
  const [why, setWhy] = useState(false);
  const href = stepLink(step);
  return (
    <section class="card step" aria-label={t("step")}>
      <div class="step-body">
        <h2>{t("step")}</h2>
        <p>{say(step.words)}</p>
        <button type="button" class="text-button" aria-expanded={why} aria-controls="step-why" onClick={() => setWhy(!why)}>
          {t("why")}
        </button>
        {why ? (
          <p id="step-why" class="dim">
            {say(step.why)}
          </p>
        ) : null}
      </div>
      {step.kind === "answer_waiting" ? (
        <Button onClick={onWaiting}>{t("seeWaiting")}</Button>
      ) : href ? (
        <Button href={href}>{step.turns ? t("seeTurns", { n: step.count }) : t(step.kind === "choose_promises" ? "toChoose" : step.task ? "seeTask" : "seeWork")}</Button>
      ) : null}
    </section>
  );
}
