// SPDX-License-Identifier: Apache-2.0
// A day and a time for asking a customer again: a day from now, until another is chosen.
import type { JSX } from "preact";
import { agentNow } from "../shared/clock";
import { dateOfTime, time } from "../shared/format";
import { useTyped } from "../shared/typing";
import { t } from "./card_words";
import { dueOf, SmallField } from "./due";

// Row A5 of the day's work: within a day.
const afterMs = 24 * 3_600_000;
const stepMs = 5 * 60_000;
// Whole five minutes are easier to read and to keep.
const usual = (): number => Math.round((agentNow() + afterMs) / stepMs) * stepMs;

export interface When {
  day: string;
  time: string;
  at: number | null; // Null without a time, or with one that has passed.
  set: (field: "day" | "time", text: string) => void;
  forget: () => void;
}

export function useWhen(name: string, today: string): When {
  const first = usual();
  const [day, setDay] = useTyped(`${name} day`, dateOfTime(first));
  const [clock, setClock] = useTyped(`${name} time`, time(first));
  const at = dueOf(day, clock, today);
  return {
    day,
    time: clock,
    at: at !== null && at > agentNow() ? at : null,
    set: (field, text) => (field === "day" ? setDay : setClock)(text),
    forget: () => {
      setDay(null);
      setClock(null);
    },
  };
}

export const WhenFields = ({ when, today, wrong }: { when: When; today: string; wrong: boolean }): JSX.Element => (
  <>
    <SmallField label={t("onDay")}>
      {(id) => <input id={id} class="input" type="date" min={today} value={when.day} aria-invalid={wrong} onInput={(event) => when.set("day", event.currentTarget.value)} />}
    </SmallField>
    <SmallField label={t("atTime")}>
      {(id) => <input id={id} class="input" type="time" data-field="when" value={when.time} aria-invalid={wrong} onInput={(event) => when.set("time", event.currentTarget.value)} />}
    </SmallField>
  </>
);
