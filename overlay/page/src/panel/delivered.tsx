// SPDX-License-Identifier: Apache-2.0
// Where nothing is live, or another day was not asked for and yet is shown: says so, which day stands in its place, where it comes from, and what would be needed for more.
import type { JSX } from "preact";
import { addDays } from "../shared/days";
import { longDay, namedDay } from "../shared/format";
import { sourceName } from "../shared/figures";
import { say } from "../shared/i18n";
import { link } from "../shared/router";
import type { Panel } from "../shared/schema";
import { CatchingUp } from "../app/catching_up";
import { t } from "./words";

export function Delivered({ panel }: { panel: Panel }): JSX.Element {
  const yesterday = panel.day === addDays(panel.today, -1);
  const day = namedDay(panel.day, panel.today);
  const head = panel.status !== "final" ? t("deliveredProvisional", { day }) : yesterday ? t("delivered") : t("deliveredDay", { day });
  return (
    <section class="card delivered" aria-label={head}>
      <h2>{head}</h2>
      <p class="dim">{t("deliveredFrom", { day: longDay(panel.day, panel.today), source: sourceName(panel.source) })}</p>
      <p class="dim">
        <CatchingUp>
          {panel.missing ? (
            <>
              {say(panel.missing)} <a href={link("accounts")}>{t("toAccounts")}</a>
            </>
          ) : null}
        </CatchingUp>
      </p>
    </section>
  );
}
