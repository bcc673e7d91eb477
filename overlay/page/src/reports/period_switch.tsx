// SPDX-License-Identifier: Apache-2.0
// The period that is looked at, with one step to either side, by buttons and by keys; never one that has not begun.
import type { JSX } from "preact";
import { Icon } from "../shared/icons";
import { replace, type Route } from "../shared/router";
import { useShortcuts } from "../shared/shortcuts";
import { Button } from "../shared/ui";
import { periodWords, stepOf, type Shown } from "./period";
import { t } from "./words";

export function PeriodSwitch({ shown, route }: { shown: Shown; route: Route }): JSX.Element {
  const step = (by: 1 | -1): void => {
    const day = stepOf(shown, by);
    if (day !== undefined) replace("report", { ...route.query, day });
  };
  const [before, after] = [t(`before_${shown.by}`), t(`after_${shown.by}`)];
  useShortcuts([
    { keys: "[", words: before, run: () => step(-1) },
    { keys: "]", words: after, run: () => step(1) },
  ]);
  return (
    <span class="reports-period" role="group" aria-label={t("period")}>
      <Button kind="quiet" small label={before} onClick={() => step(-1)}>
        <Icon name="left" />
      </Button>
      <b class="num" aria-live="polite">
        {periodWords(shown)}
      </b>
      <Button kind="quiet" small label={after} disabled={stepOf(shown, 1) === undefined} onClick={() => step(1)}>
        <Icon name="right" />
      </Button>
    </span>
  );
}
