// SPDX-License-Identifier: Apache-2.0
// When something is due, as a day and a time in fields: without words of its own, since the panel loads it first.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { agentNow } from "../shared/clock";
import { addDays } from "../shared/days";
import { dateOfTime, instantOf, time } from "../shared/format";
import { names } from "../shared/ui";

const dayMs = 86_400_000;
// Up to here a time that has passed today means the night to come: a shift that reaches past midnight.
const nightEnds = "06:00";

// The instant a day and a time mean; null without a time.
export function dueOf(day: string, text: string, today: string): number | null {
  if (!/^\d{2}:\d{2}$/.test(text)) return null;
  const at = instantOf(day, text);
  return day === today && at < agentNow() && text < nightEnds ? at + dayMs : at;
}
export const timeOfDue = (due: number | null): string => (due === null ? "" : time(due));
// On which day a due time lies, where it is not the item's own.
export const dayOfDue = (due: number | null, day: string): string => (due === null ? day : dateOfTime(due) > addDays(day, 1) ? dateOfTime(due) : day);

export interface SmallFieldProps {
  label: string;
  class?: string;
  children: (id: string) => JSX.Element;
}
// A field with its label before it, small enough for several in a line.
export function SmallField({ label, class: look, children }: SmallFieldProps): JSX.Element {
  const id = useId();
  return (
    <span class={names("small-field", look)}>
      <label class="faint" for={id}>
        {label}
      </label>
      {children(id)}
    </span>
  );
}

