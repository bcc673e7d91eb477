// SPDX-License-Identifier: Apache-2.0
// Which day is shown, what its status is, and the way to other days.
import type { JSX } from "preact";
import { addDays } from "../shared/days";
import { namedDay, time } from "../shared/format";
import { sourceName } from "../shared/figures";
import { language, say } from "../shared/i18n";
import { Icon } from "../shared/icons";
import { link, route } from "../shared/router";
import type { Panel } from "../shared/schema";
import { Button, names } from "../shared/ui";
import { t } from "./words";

// The same panel on another day; today has no day in its address.
export function dayLink(panel: Panel, by: number): string | null {
  const day = addDays(panel.day, by);
  if (day > panel.today) return null;
  const { day: _, ...query } = route.get().query;
  return link("panel", day === panel.today && panel.mode !== "delivered" ? query : { ...query, day });
}

// "实时，截至 15:20", "定稿"
export function statusText(panel: Panel): string {
  const words = panel.status === "live" ? t("live", { time: time(panel.now > panel.updated_at ? panel.updated_at : panel.now) }) : t(panel.status);
  return panel.source === "own" ? words : `${words} · ${sourceName(panel.source)}`;
}

export function DayHead({ panel }: { panel: Panel }): JSX.Element {
  const back = dayLink(panel, -1);
  const on = dayLink(panel, 1);
  const shift = panel.shifts.length > 0 && panel.shifts.every((one) => one.kind !== "work") ? panel.shifts[0]?.kind : null;
  // What its line names already is not named again.
  const told = panel.periods.some(({ words }) => words.zh.startsWith(`${panel.special} · `));
  const dot = language() === "zh" ? "，" : ", ";
  return (
    <header class="day-head">
      <div class="day-words">
        <h2>{namedDay(panel.day, panel.today)}</h2>
        <span class="faint">
          {[statusText(panel), shift ? t(shift === "leave" ? "leave" : "off") : null].filter(Boolean).join(dot)}
          <span class="num"> · {t("served", { n: panel.customers })}</span>
        </span>
        {panel.periods.map((one) => (
          <p key={one.id} class={names("day-period", one.running && "day-period-on")}>
            {say(one.words)}
          </p>
        ))}
        {panel.special && !told ? <p class="day-special">{t("special", { name: panel.special })}</p> : null}
      </div>
      <span class="day-arrows">
        {back ? (
          <Button kind="quiet" small href={back} label={t("earlier")}>
            <Icon name="left" />
          </Button>
        ) : null}
        {on ? (
          <Button kind="quiet" small href={on} label={t("later")}>
            <Icon name="right" />
          </Button>
        ) : (
          <Button kind="quiet" small disabled label={t("later")}>
            <Icon name="right" />
          </Button>
        )}
      </span>
    </header>
  );
}
