// SPDX-License-Identifier: Apache-2.0
// Next week's small target: what own history supports, said anew while the value is changed.
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { readTyped, typedText, typedUnit } from "../sheet/typed";
import { say } from "../shared/i18n";
import { Button, Card } from "../shared/ui";
import type { Doing } from "./doing";
import { metWords, nameOf, targetWords, type Figure, type Page } from "./say";
import { t } from "./words";

// A value in the figure's unit with what the last ten weeks say to it. `onEnter` where Enter adopts it.
export function AimField({ figure, text, wrong, onText, onEnter }: { figure: Figure; text: string; wrong: string | null; onText: (text: string) => void; onEnter?: () => void }): JSX.Element {
  const id = useId();
  const read = readTyped(text, figure.unit);
  const unit = typedUnit(figure.unit);
  return (
    <div class="talk-aim">
      <label for={id}>{targetLabel(figure)}</label>
      <span class="talk-aim-line">
        <input
          id={id}
          class="input num"
          inputMode="decimal"
          autocomplete="off"
          maxLength={12}
          value={text}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-met`}
          onInput={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.isComposing || !onEnter) return;
            event.preventDefault();
            onEnter();
          }}
        />
        <span class="faint">{unit}</span>
      </span>
      <span id={`${id}-met`} class={wrong ? "look talk-met" : "talk-met"} role="status">
        {wrong ?? ("value" in read ? metWords(figure, read.value) : "")}
      </span>
    </div>
  );
}
const targetLabel = (figure: Figure): string => t("targetOf", { name: nameOf(figure) });

export interface TargetProps {
  page: Page;
  mayAgree: boolean;
  away: boolean;
  doing: Doing;
}

export function Target({ page, mayAgree, away, doing }: TargetProps): JSX.Element {
  const { proposal, figures, person, week } = page.week;
  const figure = proposal ? figures.find(({ name }) => name === proposal.figure) : undefined;
  const known = figure && (figure.better === "higher" || figure.better === "lower") ? figure : undefined;
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const agreed = proposal ? page.talk.agreements.find((one) => one.figure === proposal.figure) : undefined;
  if (!proposal) {
    return (
      <Card title={t("target")} class="talk-target">
        <p class="faint">{t("targetNone")}</p>
      </Card>
    );
  }
  const shown = text ?? (known ? typedText(proposal.value, known.unit) : "");
  const adopt = (): void => {
    const read = known ? readTyped(shown, known.unit) : { value: proposal.value };
    if (!("value" in read)) {
      setWrong(read.wrong);
      return;
    }
    setWrong(null);
    // What nobody touched is the proposal itself, not what its digits on the screen come to.
    const value = text === null ? proposal.value : read.value;
    void doing.does({ kind: "talk.agree", person: person.id, week, words: "", figure: proposal.figure, value, due: null, lead: false }, t("adopted", { what: targetWords(figure, proposal.figure, value) }));
  };
  return (
    <Card title={t("target")} class="talk-target">
      <p>
        <b>{say(proposal.words)}</b>
      </p>
      {agreed ? (
        <p class="good">{t("adopted", { what: targetWords(figure, agreed.figure, agreed.value ?? 0) })}</p>
      ) : mayAgree ? (
        <div class="talk-propose">
          {known ? (
            <AimField
              figure={known}
              text={shown}
              wrong={wrong}
              onText={(next) => {
                setText(next);
                setWrong(null);
              }}
              onEnter={adopt}
            />
          ) : (
            <p class="talk-met">{t("met", { met: proposal.met, weeks: proposal.weeks })}</p>
          )}
          <Button disabled={away} busy={doing.busy} onClick={adopt}>
            {t("adopt")}
          </Button>
        </div>
      ) : (
        <p class="dim">{known ? metWords(known, proposal.value) : t("met", { met: proposal.met, weeks: proposal.weeks })}</p>
      )}
    </Card>
  );
}
