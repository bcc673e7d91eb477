// SPDX-License-Identifier: Apache-2.0
// One to three small things for this week or half a month: what the own turns suggest first, with the numbers it comes from, then the
// steps of a conversation, each in one's own words.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { addDays, weekday } from "../shared/days";
import { shortDay } from "../shared/format";
import { say } from "../shared/i18n";
import { put } from "../shared/outbox";
import type { Schema } from "../shared/schema";
import { toast } from "../shared/toast";
import { forgetTyped, setTyped, typed } from "../shared/typing";
import { Button, Choice } from "../shared/ui";
import type { ShownPromise } from "./pending";
import { t } from "./series_words";

type Promises = Schema<"Promises">;
const most = 3;
const half = 15;
const ownSteps = ["own-1", "own-2", "own-3"];
const nameOf = (person: string, step: string): string => `promise ${person} ${step}`;

type Period = "week" | "nextWeek" | "half";

// Weeks begin on Monday.
export function stretchOf(period: Period, today: string): { from: string; until: string } {
  const toSunday = (7 - weekday(today)) % 7;
  if (period === "half") return { from: today, until: addDays(today, half - 1) };
  if (period === "week") return { from: today, until: addDays(today, toSunday) };
  return { from: addDays(today, toSunday + 1), until: addDays(today, toSunday + 7) };
}

export interface ChooseProps {
  data: Promises;
  person: string;
  running: ShownPromise[];
  onDone: () => void;
}

// What stands in the field at first: a step of the team's own has no example but itself.
const exampleOf = (step: Schema<"PromiseStep">): string => say(step.example) || say(step.title);

export function Choose({ data, person, running, onDone }: ChooseProps): JSX.Element {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState<Record<string, string | undefined>>(() => Object.fromEntries([...data.catalogue.map(({ id }) => id), ...ownSteps].map((id) => [id, typed(nameOf(person, id))])));
  const [period, setPeriod] = useState<Period>("week");
  const [wrong, setWrong] = useState("");
  const root = useRef<HTMLFormElement>(null);
  const proposed = data.proposals.flatMap(({ step, why }) => {
    const found = data.catalogue.find(({ id }) => id === step);
    return found && !found.hidden ? [{ ...found, why }] : [];
  });
  const others = data.catalogue.filter(({ id, hidden }) => !hidden && !proposed.some((one) => one.id === id));
  const wordsOf = (id: string): string => {
    const step = data.catalogue.find((one) => one.id === id);
    return text[id] ?? (step ? exampleOf(step) : "");
  };
  const write = (id: string, words: string): void => {
    setTyped(nameOf(person, id), words);
    setText({ ...text, [id]: words });
    setWrong("");
  };
  const pick = (id: string): void => {
    setWrong("");
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
    if (!chosen.includes(id)) afterDrawn(() => root.current?.querySelector<HTMLElement>(`[data-step="${id}"] .step-words`)?.focus());
  };
  const { from, until } = stretchOf(period, data.today);
  const full = chosen.length >= most;
  const overlap = running.filter((one) => one.from <= until && one.until >= from).length;
  const option = (id: string, title: string, example: string, why?: string): JSX.Element => {
    const on = chosen.includes(id);
    return (
      <li key={id} data-step={id} class="item step-option">
        <label class="tick">
          <input type="checkbox" checked={on} disabled={!on && full} onChange={() => pick(id)} />
          <span class="item-title">
            <b>{title}</b>
            {on || !example || example === title ? null : <span class="dim"> {example}</span>}
          </span>
        </label>
        {why ? <p class="step-why dim">{why}</p> : null}
        {on ? <input class="input step-words" aria-label={t("wordsOf", { title })} maxLength={200} autocomplete="off" value={text[id] ?? example} onInput={(event) => write(id, event.currentTarget.value)} /> : null}
      </li>
    );
  };
  const submit = (): void => {
    const steps = chosen.map((id) => ({ step: ownSteps.includes(id) ? "" : id, title: wordsOf(id).trim() }));
    const missing = steps.length === 0 ? t("missingStep") : steps.some(({ title }) => title === "") ? t("missingWords") : new Set(steps.map(({ title }) => title)).size < steps.length ? t("sameTwice") : "";
    if (missing) {
      setWrong(missing);
      return;
    }
    put({ kind: "promise.choose", person, from, until, steps });
    forgetTyped(...Object.keys(text).map((id) => nameOf(person, id)));
    toast(t("chosen", { from: shortDay(from) }));
    onDone();
  };
  return (
    <form
      ref={root}
      class="choose-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {proposed.length > 0 ? (
        <>
          <h3 class="dim">{t("proposed")}</h3>
          <ul class="items">{proposed.map((one) => option(one.id, say(one.title), exampleOf(one), say(one.why)))}</ul>
        </>
      ) : null}
      <h3 class="dim">{t("allSteps")}</h3>
      <ul class="items">
        {others.map((one) => option(one.id, say(one.title), exampleOf(one)))}
        {ownSteps.slice(0, 1 + ownSteps.filter((id) => chosen.includes(id)).length).map((id) => option(id, t("own"), ""))}
      </ul>
      <div class="choose-end">
        <div class="choose-period">
          <Choice<Period> label={t("period")} options={(["week", "nextWeek", "half"] as const).map((id) => ({ id, title: t(id) }))} value={period} onChange={setPeriod} />
          <span class="faint num">{t("fromTo", { from: shortDay(from), to: shortDay(until) })}</span>
        </div>
        {overlap > 0 ? <p class="dim">{t("replaces", { n: overlap })}</p> : null}
        {wrong ? (
          <p class="look" role="alert">
            {wrong}
          </p>
        ) : null}
        <div class="choose-submit">
          <span class="faint num" role="status">
            {t("pickNote", { n: chosen.length })}
          </span>
          <Button submit kind="main">
            {t("promise")}
          </Button>
        </div>
      </div>
    </form>
  );
}
