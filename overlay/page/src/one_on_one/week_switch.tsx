// SPDX-License-Identifier: Apache-2.0
// The week that is talked about, with one step to either side; never one that has not begun.
import type { JSX } from "preact";
import { addDays } from "../shared/days";
import { Icon } from "../shared/icons";
import { replace } from "../shared/router";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { Button } from "../shared/ui";
import { monday, weekText } from "./say";
import { t } from "./words";

export function WeekSwitch({ week, query }: { week: string; query: Record<string, string | undefined> }): JSX.Element {
  const now = monday(session().today);
  const at = (by: number): void => {
    const next = addDays(week, by * 7);
    if (next <= now) replace("one-on-one", { ...query, week: next });
  };
  useShortcuts([
    { keys: "[", words: t("weekBefore"), run: () => at(-1) },
    { keys: "]", words: t("weekAfter"), run: () => at(1) },
  ]);
  const named = week === now ? t("thisWeek") : week === addDays(now, -7) ? t("lastWeek") : "";
  return (
    <span class="talk-week" role="group" aria-label={t("week")}>
      <Button kind="quiet" small label={t("weekBefore")} onClick={() => at(-1)}>
        <Icon name="left" />
      </Button>
      <span class="num" aria-live="polite">
        {named ? <b>{named} </b> : null}
        {weekText(week)}
      </span>
      <Button kind="quiet" small label={t("weekAfter")} disabled={week >= now} onClick={() => at(1)}>
        <Icon name="right" />
      </Button>
    </span>
  );
}
