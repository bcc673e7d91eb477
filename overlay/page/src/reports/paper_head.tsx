// SPDX-License-Identifier: Apache-2.0
// What stands above a report on paper, where there is neither a head nor a switch: whose, of when, how final, and when it was printed.
import type { JSX } from "preact";
import { useNow } from "../shared/clock";
import { dateTime } from "../shared/format";
import { spanWords, type Shown } from "./period";
import { t } from "./words";

export function PaperHead({ title, shown, note }: { title: string; shown: Shown; note: string }): JSX.Element {
  const now = useNow(60_000);
  return (
    <header class="reports-paper-head print-only">
      <h2>{title}</h2>
      <p>
        {/* Paper outlives the year. */}
        <b>{spanWords(shown.from, shown.to, "")}</b> {note}
      </p>
      <p>{t("printedAt", { at: dateTime(now) })}</p>
    </header>
  );
}
