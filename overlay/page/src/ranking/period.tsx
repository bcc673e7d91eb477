// SPDX-License-Identifier: Apache-2.0
// Which day, week or month is looked at: one of the three, and one step back or on.
import type { JSX } from "preact";
import { addDays } from "../shared/days";
import { Icon } from "../shared/icons";
import { moved, periodAround } from "../shared/period";
import { Button, Choice } from "../shared/ui";
import { dayOf, periodText, type By, type Ranking } from "./say";
import { t } from "./words";

export type Shown = Pick<Ranking, "by" | "from" | "to" | "today">;

export interface PeriodProps {
  shown: Shown;
  by: By; // As asked, which may be ahead of what is shown.
  go: (change: Record<string, string | null>) => void; // Of the address: "by" and "day".
}

export const isBy = (text: string | undefined): text is By => text === "day" || text === "week" || text === "month";

// The change of the address that a step is; null where it would lead past today.
export function stepOf({ by, from, today }: Shown, step: 1 | -1): { day: string | null } | null {
  const next = moved(periodAround(by, from), step);
  return next.from <= today ? { day: dayOf(by, next.from, today) } : null;
}

export function Period({ shown, by, go }: PeriodProps): JSX.Element {
  const { today, from, to } = shown;
  const yesterday = addDays(today, -1);
  // From the period with yesterday in it, another kind is that of yesterday as well.
  const anchor = from <= yesterday && yesterday <= to ? yesterday : to;
  const step = (by1: 1 | -1): void => {
    const change = stepOf(shown, by1);
    if (change) go(change);
  };
  return (
    <div class="rank-period">
      <Choice
        label={t("by")}
        options={[
          { id: "day", title: t("day") },
          { id: "week", title: t("week") },
          { id: "month", title: t("month") },
        ]}
        value={by}
        onChange={(one: By) => go({ by: one === "day" ? null : one, day: dayOf(one, anchor, today) })}
      />
      <span class="rank-move">
        <Button kind="quiet" small label={t("before")} onClick={() => step(-1)}>
          <Icon name="left" />
        </Button>
        <b class="num rank-span" aria-live="polite">
          {periodText(shown)}
        </b>
        <Button kind="quiet" small label={t("after")} disabled={stepOf(shown, 1) === null} onClick={() => step(1)}>
          <Icon name="right" />
        </Button>
      </span>
    </div>
  );
}
